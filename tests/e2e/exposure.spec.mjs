// Risks in money and days: costs on a risk, what is set aside, the simulation in a worker, and what it says.

import { bring, downloaded, exported, goTo, heading, main, open, openSample, risk, risks, undo, visit } from "./support/app.mjs";
import { axeFindsNothing } from "./support/axe.mjs";
import { plan, risk as aRisk, task as aTask } from "./support/files.mjs";
import { expect, test } from "./support/test.mjs";

const field = (parent, label) => parent.getByLabel(label, { exact: true });
const tab = (page, name) => page.getByRole("navigation", { name: "Ways to look at risks" }).getByRole("link", { name, exact: true });
const simulate = (page) => main(page).getByRole("button", { name: "Simulate" });

async function commit(target, text) {
  await target.fill(text);
  await target.press("Enter");
}

const ten = { days: 10 };
const file = plan({
  id: "in-money",
  title: "Kestrel",
  scheduling: { start: "2099-05-04" },
  tasks: [aTask("ship", "Ship the drug", { duration: { days: 20 } })],
  risks: [
    aRisk(1, "The drug comes late", { chance: 0.5, responseCost: "1000", delays: [{ task: "ship", optimistic: ten, likely: ten, pessimistic: ten }] }),
    aRisk(2, "The site closes"),
  ],
});

test("a risk gets a cost, and what is expected is said at once", async ({ page, address }) => {
  await open(page, address);
  await bring(page, file);
  await goTo(page, "Risks");
  await risks(page).getByRole("row").filter({ hasText: "The site closes" }).press("Enter");
  await commit(field(risk(page), "Likely"), "20k");
  await expect(field(risk(page), "Pessimistic")).toHaveValue("20,000");
  await expect(risk(page)).toContainText("EUR 20,000 on average if it happens. Give the chance as well to see what to expect.");
  await commit(field(risk(page), "Chance in percent"), "10");
  await expect(risk(page)).toContainText("Expected: 10% of EUR 20,000 is EUR 2,000.");
  await commit(field(risk(page), "Optimistic"), "30 k");
  await expect(risk(page)).toContainText("The cost is most likely 20,000, which is not between its optimistic 30,000 and its pessimistic 20,000");
  await field(risk(page), "Optimistic").press("Escape");
  await risk(page).getByRole("button", { name: "Remove the cost" }).press("Enter");
  await expect(field(risk(page), "Likely")).toHaveValue("");
  await undo(page);
  await tab(page, "In money and days").click();
  await expect(heading(page)).toHaveText("EUR 2 k expected from 1 risk with a cost");
  await expect(main(page)).toContainText("EUR 2,000 is the sum of chance times mean cost of 1 open risk");
});

test("money and time are set aside, a simulation says how far they go, and a change makes it old", async ({ page, address }) => {
  await open(page, address);
  await bring(page, file);
  await goTo(page, "Risks");
  await tab(page, "In money and days").click();
  await expect(main(page)).toContainText("It has no chance in percent.");
  await commit(field(main(page), "Currency"), "francs");
  await expect(main(page)).toContainText("“francs” is not a currency; write its three letters, such as EUR.");
  await commit(field(main(page), "Currency"), "chf");
  await commit(field(main(page), "Money"), "5 k");
  await commit(field(main(page), "Time"), "1 week");
  await simulate(page).press("Enter");
  // The drug is late in half of the runs, and then by two weeks: one week is enough in the other half.
  await expect(heading(page)).toHaveText(/^7 days expected; what is set aside covers (49|50|51)% of runs$/);
  await expect(main(page)).toContainText(/The money set aside is enough in 100% of the runs, the time in (49|50|51)% of the runs/);
  await expect(main(page).getByRole("region", { name: "What buys the most", exact: true })).toContainText("costs CHF 1,000 more than it saves");
  await commit(field(main(page), "A day of delay costs"), "1000");
  await expect(main(page)).toContainText("The plan has changed since.");
  await simulate(page).press("Enter");
  await expect(main(page)).not.toContainText("The plan has changed since.", { useInnerText: true });
  await expect(main(page).getByRole("region", { name: "What buys the most", exact: true })).toContainText("pays: CHF");
  const saved = await downloaded(page, () => main(page).getByRole("button", { name: "Save as SVG: By how much do they delay the end?" }).press("Enter"));
  expect(saved.name).toMatch(/-risk-delay\.svg$/);
  expect(saved.text).toContain("Set aside 7 d");
  const { contingency } = JSON.parse((await exported(page)).text);
  expect(contingency).toEqual({ currency: "CHF", money: "5000", time: { days: 5 }, dayOfDelay: "1000" });
  // What was found stays while the page is open.
  await goTo(page, "Schedule");
  await goTo(page, "Risks");
  await tab(page, "In money and days").click();
  await expect(heading(page)).toHaveText(/^7 days expected/);
});

test("a simulation can be cancelled", async ({ page, address }) => {
  await open(page, address);
  await openSample(page);
  await goTo(page, "Risks");
  await tab(page, "In money and days").click();
  await field(main(page), "Runs").selectOption("100000");
  await simulate(page).click();
  await main(page).getByRole("button", { name: "Cancel" }).click();
  await expect(simulate(page)).toBeVisible();
  await expect(main(page).getByRole("progressbar")).toHaveCount(0);
  await expect(main(page)).not.toContainText("How bad can it get?");
});

axeFindsNothing("after a simulation", async ({ page, address, look }) => {
  await open(page, address);
  await openSample(page);
  await visit(page, "risk-money");
  await expect(heading(page)).toContainText("expected from");
  await simulate(page).click();
  await expect(heading(page)).toContainText("of runs");
  for (const summary of await main(page).locator("details.as-list > summary").all()) await summary.click();
  await look("Simulated");
});

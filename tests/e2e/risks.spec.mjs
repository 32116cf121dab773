// Risks in days: their chance, the tasks that they would delay, and the groups whose estimates go together.

import { bring, exported, goTo, main, open, reload, risk, risks, task, taskRow, undo } from "./support/app.mjs";
import { plan, risk as aRisk, task as aTask } from "./support/files.mjs";
import { expect, test } from "./support/test.mjs";

const field = (parent, label) => parent.getByLabel(label, { exact: true });
const delay = (page, name) => risk(page).getByRole("group", { name: `Delay of ${name}` });

async function commit(target, text) {
  await target.fill(text);
  await target.press("Enter");
}

const day = { duration: { days: 20 } };
const estimate = { optimistic: { days: 10 }, pessimistic: { days: 40 }, spread: "betaPert" };
const file = plan({
  id: "in-days",
  title: "Kestrel",
  scheduling: { start: "2099-05-04" },
  tasks: [aTask("ship", "Ship the drug", { ...day, estimate }), aTask("open", "Open the first site", { ...day, estimate })],
  risks: [aRisk(1, "The drug comes late", { current: { probability: 3, impact: 4 } })],
});

test.beforeEach(async ({ page, address }) => {
  await open(page, address);
  await bring(page, file);
});

test("a risk has a chance in percent, and delays tasks by so much", async ({ page }) => {
  await goTo(page, "Risks");
  await risks(page).getByRole("row").filter({ hasText: "The drug comes late" }).press("Enter");
  await expect(risk(page)).toContainText("The level of probability is not used for it.");
  await commit(field(risk(page), "Add a task that it would delay"), "Ship the drug");
  await expect(risk(page)).toContainText("Give the chance as well");
  await commit(field(risk(page), "Chance in percent"), "often");
  await expect(risk(page)).toContainText("“often” is no chance in percent; write a number from 0, which is never, to 100, which is always.");
  await commit(field(risk(page), "Chance in percent"), "30");
  await expect(risk(page)).toContainText("Say by how much");
  const own = delay(page, "Ship the drug");
  await commit(field(own, "Likely"), "10");
  await expect(field(own, "Pessimistic")).toHaveValue("10 days");
  await commit(field(own, "Pessimistic"), "6 weeks");
  await commit(field(own, "Optimistic"), "5");
  await commit(field(own, "Likely"), "40");
  await expect(own).toContainText("The delay is most likely 40 days, which is not between its optimistic 5 days and its pessimistic 30 days; change one of the three.");
  await field(own, "Likely").press("Escape");
  await commit(field(risk(page), "Add a task that it would delay"), "Ship the drug");
  await expect(risk(page)).toContainText("This risk delays that task already.");
  const { risks: kept } = JSON.parse((await exported(page)).text);
  expect(kept[0]).toMatchObject({ chance: 0.3, delays: [{ task: "ship", optimistic: { days: 5 }, likely: { days: 10 }, pessimistic: { days: 30 } }] });
  await reload(page);
  await expect(field(delay(page, "Ship the drug"), "Likely")).toHaveValue("10 days");
  await risk(page).getByRole("button", { name: "Remove the delay of Ship the drug" }).press("Enter");
  await expect(delay(page, "Ship the drug")).toHaveCount(0);
  await undo(page);
  await expect(field(delay(page, "Ship the drug"), "Pessimistic")).toHaveValue("30 days");
  await risk(page).getByRole("link", { name: "Ship the drug" }).click();
  await expect(task(page).getByLabel("Name", { exact: true })).toHaveValue("Ship the drug");
});

test("estimates go together in groups, as far as the correlation says", async ({ page }) => {
  await goTo(page, "Schedule");
  const row = (name) => taskRow(page, name);
  await row("Ship the drug").press("Enter");
  await commit(field(task(page), "Group"), "Supply");
  await row("Open the first site").press("Enter");
  await expect(task(page).locator("datalist option[value=Supply]")).toHaveCount(1);
  await main(page).getByText("Calendars and status date").first().click();
  const correlation = field(main(page), "Correlation within a group");
  await commit(correlation, "1");
  await expect(main(page)).toContainText("“1” is no correlation of durations; write a number from 0 to 0.99.");
  await commit(correlation, "0.3");
  const saved = JSON.parse((await exported(page)).text);
  expect([saved.scheduling.correlation, saved.tasks[0].estimate.group]).toEqual([0.3, "Supply"]);
});

// What has happened: a risk becomes an issue, the issue climbs the ladder, actions and decisions follow from it.

import { bring, downloaded, exported, find, goTo, heading, main, message, onPage, open, openSample, palette, reload, risk, risks, undo, visit } from "./support/app.mjs";
import { axeFindsNothing } from "./support/axe.mjs";
import { plan, risk as aRisk } from "./support/files.mjs";
import { expect, test } from "./support/test.mjs";

const issues = (page) => page.getByRole("grid", { name: "Issues" });
const issue = (page) => page.getByRole("region", { name: "Chosen issue" });
const action = (page) => page.getByRole("region", { name: "Chosen action" });
const decision = (page) => page.getByRole("region", { name: "Chosen decision" });
const field = (parent, label) => parent.getByLabel(label, { exact: true });
const today = () => new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Berlin" });
const daysAgo = (days) => new Date(Date.now() - days * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Berlin" });

async function commit(target, text) {
  await target.fill(text);
  await target.press("Enter");
}

const kept = async (page) => JSON.parse((await exported(page)).text);

test.beforeEach(({ page, address }) => open(page, address));

test("a risk that has happened becomes an issue in one step, which one undo takes back", async ({ page }) => {
  const happened = { cause: "One courier", effect: "Visits without kits", owner: "Supply lead", fallback: "Ship from the second depot", current: { probability: 4, impact: 5 } };
  await bring(page, plan({ title: "Kestrel", risks: [aRisk(7, "Kits are lost", happened)] }));
  await goTo(page, "Risks");
  await risks(page).getByRole("row").filter({ hasText: "Kits are lost" }).press("Enter");
  await risk(page).getByRole("button", { name: /^It has happened/ }).press("Enter");
  await onPage(page, "Issues");
  await expect(field(issue(page), "Issue")).toHaveValue("Kits are lost");
  await expect(field(issue(page), "What happened")).toHaveValue("Cause: One courier\nEffect: Visits without kits");
  await expect(issue(page).getByRole("link", { name: "A-01 Ship from the second depot" })).toBeVisible();
  const made = await kept(page);
  expect(made.issues[0]).toMatchObject({ number: 1, risk: "r-7", severity: "major", raised: today(), owner: "Supply lead" });
  expect(made.actions[0]).toMatchObject({ issue: made.issues[0].id, risk: "r-7" });
  expect(made.risks[0]).toMatchObject({ status: "occurred", fallback: "Ship from the second depot" });
  await issue(page).getByRole("link", { name: "Go to R-07" }).press("Enter");
  await expect(field(risk(page), "Status")).toHaveValue("occurred");
  await expect(risk(page).getByRole("link", { name: "I-01 Kits are lost" })).toBeVisible();
  await undo(page);
  const back = await kept(page);
  expect([back.issues, back.actions, back.risks[0].status ?? "open"]).toEqual([[], [], "open"]);
});

test("an issue climbs the ladder by the clock of its severity", async ({ page }) => {
  const raised = { id: "i", number: 1, title: "Data is late", severity: "major", raised: daysAgo(12) };
  await bring(page, plan({ title: "Kestrel", issues: [raised] }));
  await goTo(page, "Issues");
  await expect(main(page)).toContainText("There is no escalation ladder yet, so nothing says who must be told by when.");
  await main(page).getByRole("button", { name: "Start from three levels" }).click();
  await expect(heading(page)).toHaveText("1 issue is open and 1 waits to be escalated");
  await expect(page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: /^Issues/ })).toContainText("1 to escalate");
  await issues(page).getByRole("row").filter({ hasText: "Data is late" }).press("Enter");
  await issue(page).getByRole("button", { name: "Escalated to “Study team” today" }).press("Enter");
  await expect(issue(page)).toContainText("Next: Clinical operations lead by");
  await expect(issue(page)).toContainText("2 days late");
  await issue(page).getByRole("button", { name: "Escalated to “Clinical operations lead” today" }).press("Enter");
  const taken = issue(page).getByRole("group", { name: "Taken to Clinical operations lead" });
  await commit(field(taken, "Asked for, or decided"), "A second data manager");
  await expect(heading(page)).toHaveText("1 issue is open");
  const levels = main(page).getByRole("list", { name: "Escalation levels, lowest first" });
  await commit(field(levels.getByRole("listitem").nth(2), "Major, days"), "12");
  await expect(heading(page)).toHaveText("1 issue is open and 1 waits to be escalated");
  await issue(page).getByRole("button", { name: "Resolved today" }).press("Enter");
  await expect(heading(page)).toHaveText("No issue is open");
  await reload(page);
  const made = await kept(page);
  expect(made.issues[0]).toMatchObject({ resolved: today(), escalations: [{ on: today() }, { on: today(), note: "A second data manager" }] });
  await levels.getByRole("button", { name: "Remove Clinical operations lead" }).click();
  expect((await kept(page)).issues[0].escalations).toHaveLength(1);
  await undo(page);
  expect((await kept(page)).issues[0].escalations).toHaveLength(2);
});

test("actions and decisions are added from an issue, filtered, found and saved as a table", async ({ page }) => {
  await bring(page, plan({ title: "Kestrel", issues: [{ id: "i", number: 3, title: "Data is late", severity: "minor", raised: "2027-05-04" }] }));
  await goTo(page, "Issues");
  await issues(page).getByRole("row").filter({ hasText: "Data is late" }).press("Enter");
  await issue(page).getByRole("button", { name: "Add an action" }).press("Enter");
  await onPage(page, "Actions and decisions");
  await expect(field(action(page), "Action")).toBeFocused();
  await field(action(page), "Action").fill("Count the queries");
  await field(action(page), "Due").fill(daysAgo(3));
  await field(action(page), "Due").press("Enter");
  await expect(heading(page)).toHaveText("1 action is overdue");
  await expect(page.getByRole("grid", { name: "Actions" })).toContainText("I-03");
  const table = await downloaded(page, () => main(page).getByRole("button", { name: "Save as CSV" }).click());
  expect(table.name).toMatch(/\.actions\.csv$/);
  expect(table.text).toContain("A-01,Count the queries,");
  await action(page).getByRole("button", { name: "Done today" }).press("Enter");
  await expect(heading(page)).toHaveText("No action or decision is overdue");
  await action(page).getByRole("link", { name: "Go to I-03" }).press("Enter");
  await issue(page).getByRole("button", { name: "Add a decision" }).press("Enter");
  await field(decision(page), "Question").fill("Is a second data manager hired?");
  await field(decision(page), "What was decided").fill("Yes, for six months.");
  await decision(page).getByRole("button", { name: "Decided today" }).press("Enter");
  await main(page).getByLabel("Status", { exact: true }).selectOption("All");
  await expect(page.getByRole("grid", { name: "Decisions" })).toContainText("Yes, for six months.");
  await main(page).getByRole("group", { name: "Which register" }).getByRole("button", { name: /^Actions/ }).click();
  await expect(page.getByRole("grid", { name: "Actions" })).toBeVisible();
  await find(page, "d-01");
  await palette(page).getByRole("option").filter({ hasText: "Is a second data manager hired?" }).click();
  await expect(field(decision(page), "Question")).toHaveValue("Is a second data manager hired?");
});

test("an issue goes with the references to it, and comes back with them", async ({ page }) => {
  const about = { id: "a", number: 1, title: "Count the queries", issue: "i" };
  await bring(page, plan({ title: "Kestrel", issues: [{ id: "i", number: 3, title: "Data is late", severity: "minor", raised: "2027-05-04" }], actions: [about] }));
  await goTo(page, "Issues");
  await issues(page).getByRole("row").filter({ hasText: "Data is late" }).press("Enter");
  await issue(page).getByRole("button", { name: "Remove", exact: true }).press("Enter");
  await expect(message(page, "Removed the issue “Data is late”.")).toBeVisible();
  expect((await kept(page)).actions[0].issue).toBeUndefined();
  await undo(page);
  expect((await kept(page)).actions[0].issue).toBe("i");
});

axeFindsNothing("on an issue, an action and a decision", async ({ page, look }) => {
  await openSample(page);
  for (const [rest, name] of [["issues/i-02", "Issues"], ["actions/a-04", "Actions and decisions"], ["actions/d-02?list=decisions", "Actions and decisions"]]) {
    await visit(page, rest);
    await onPage(page, name);
    await expect(page.locator("[data-record-panel]")).toBeVisible();
    await look(rest);
  }
});

// What a schedule goes by: calendars with their holidays, the status date, estimates, and baselines with what has moved.

import { bring, exported, goTo, main, message, onPage, open, reload, task, taskRow, undo } from "./support/app.mjs";
import { plan, task as aTask } from "./support/files.mjs";
import { expect, test } from "./support/test.mjs";

const row = taskRow;
const field = (page, label) => task(page).getByLabel(label, { exact: true });
const result = (page) => task(page).getByRole("status").filter({ hasText: "Calculated" });
const setting = (page, label) => main(page).getByLabel(label, { exact: true });
const calendars = (page) => main(page).getByRole("list", { name: "Calendars", exact: true });
const document = async (page) => JSON.parse((await exported(page)).text);

async function commit(target, text) {
  await target.fill(text);
  await target.press("Enter");
}

/** Unfolds a part of the page by the keyboard. */
async function unfold(page, name) {
  await main(page).locator("summary").filter({ hasText: name }).first().press("Enter");
}

const days = (number) => ({ duration: { days: number } });
const two = (more = {}) =>
  plan({
    id: "calendars",
    title: "Kestrel",
    scheduling: { start: "2099-05-04" },
    countries: [{ id: "fr", name: "France" }],
    tasks: [aTask("write", "Write the protocol", days(5)), aTask("review", "Ethics review", { ...days(10), predecessors: [{ task: "write" }] })],
    ...more,
  });

test.beforeEach(({ page, address }) => open(page, address));

test("a country's calendar takes a pasted list of holidays, and work moves over them", async ({ page }) => {
  await bring(page, two());
  await goTo(page, "Schedule");
  await unfold(page, "Calendars and status date");
  await setting(page, "Add a calendar for a country of this trial").selectOption({ label: "France" });
  await expect(calendars(page).getByLabel("Calendar", { exact: true })).toHaveValue("France");
  await expect(calendars(page)).toContainText("No task goes by it yet.");
  await unfold(page, "Paste a list of holidays");
  const list = calendars(page).getByLabel("Holidays, one on each line");
  await list.fill("2099-05-05 A holiday\n6 May 2099, Another one\nsoon");
  await calendars(page).getByRole("button", { name: "Add these holidays" }).press("Enter");
  await expect(calendars(page)).toContainText("2 holidays added. 1 line was not understood, and still in the field.");
  await expect(calendars(page).getByRole("list", { name: "Lines that were not understood" })).toContainText("There is no date with a year in it");
  await expect(list).toHaveValue("soon");
  await setting(page, "The plan's calendar").selectOption({ label: "France" });
  await expect(row(page, "Write the protocol")).toContainText("12 May 2099");
  await expect(calendars(page)).toContainText("The plan's calendar: 2 tasks go by it.");
  await reload(page);
  await expect(row(page, "Write the protocol")).toContainText("12 May 2099");
});

test("an exception is added, changed and removed, and a date that cannot stand is refused", async ({ page }) => {
  await bring(page, two({ calendars: [{ id: "fr", name: "France", exceptions: [{ name: "Late", first: "2099-12-25", last: "2099-12-25" }, { name: "Early", first: "2099-05-05", last: "2099-05-05" }] }], scheduling: { start: "2099-05-04", calendar: "fr" } }));
  await goTo(page, "Schedule");
  await unfold(page, "Calendars and status date");
  await unfold(page, "Holidays and other exceptions: 2");
  const exceptions = calendars(page).getByRole("list", { name: "Holidays and other exceptions" }).getByRole("listitem");
  await expect(exceptions.first().getByLabel("Name")).toHaveValue("Early");
  await exceptions.first().getByLabel("Last day").fill("2099-05-01");
  await page.keyboard.press("Tab");
  await expect(exceptions.first()).toContainText("It cannot end before it begins on 5 May 2099.");
  await exceptions.first().getByLabel("Last day").fill("2099-05-06");
  await page.keyboard.press("Tab");
  await expect(row(page, "Write the protocol")).toContainText("12 May 2099");
  await exceptions.first().getByRole("button", { name: "Remove Early" }).press("Enter");
  await expect(row(page, "Write the protocol")).toContainText("8 May 2099");
  await message(page, "Removed the exception “Early”").getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "Write the protocol")).toContainText("12 May 2099");
  await calendars(page).getByRole("button", { name: "Add an exception" }).press("Enter");
  await expect(exceptions).toHaveCount(3);
  await expect(exceptions.getByLabel("Name").and(page.locator(":focus"))).toHaveValue("");
});

test("the last day of the week that is worked stays, and says why", async ({ page }) => {
  await bring(page, two({ calendars: [{ id: "own", name: "Mondays", week: ["monday"] }], scheduling: { start: "2099-05-04", calendar: "own" } }));
  await goTo(page, "Schedule");
  await unfold(page, "Calendars and status date");
  const monday = calendars(page).getByRole("checkbox", { name: "Monday" });
  await monday.press("Space");
  await expect(calendars(page)).toContainText("At least one day of the week is worked. Tick another one first.");
  await expect(monday).toBeChecked();
  await calendars(page).getByRole("checkbox", { name: "Tuesday" }).press("Space");
  await expect(row(page, "Write the protocol")).toContainText("18 May 2099");
});

test("a calendar goes from its tasks and the plan, and Undo brings it back", async ({ page }) => {
  await bring(page, two({ calendars: [{ id: "own", name: "Mondays", week: ["monday"] }], scheduling: { start: "2099-05-04", calendar: "own" } }));
  await goTo(page, "Schedule");
  await unfold(page, "Calendars and status date");
  await calendars(page).getByRole("button", { name: "Remove Mondays" }).press("Enter");
  await expect(row(page, "Write the protocol")).toContainText("8 May 2099");
  await message(page, "Removed the calendar “Mondays”").getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "Write the protocol")).toContainText("1 Jun 2099");
});

test("unfinished work moves behind the status date, and a baseline says what moved and why", async ({ page }) => {
  await bring(page, two());
  await goTo(page, "Schedule");
  await unfold(page, "Baselines: what moved, and why");
  await main(page).getByRole("button", { name: "Set a baseline" }).press("Enter");
  await expect(main(page)).toContainText("No task has moved from “Baseline 1”.");
  await row(page, "Write the protocol").press("Enter");
  await commit(field(page, "Duration"), "8");
  await expect(result(page)).toContainText("Baseline: 4 May to 8 May 2099, 5 days later.");
  await page.keyboard.press("Escape");
  const moved = main(page).getByRole("region", { name: "What moved" });
  await expect(main(page)).toContainText("The plan ends on 27 May 2099, 5 days later than in the baseline; 2 tasks finish later.");
  await expect(moved.getByRole("row", { name: /^Write the protocol/ })).toContainText("It takes 8 days instead of 5 days.");
  await expect(moved.getByRole("row", { name: /^Ethics review/ })).toContainText("It waits for “Write the protocol”, which has moved.");
  await moved.getByRole("link", { name: "Ethics review" }).press("Enter");
  await expect(field(page, "Duration")).toHaveValue("10 days");
  await page.keyboard.press("Escape");

  await unfold(page, "Calendars and status date");
  await setting(page, "Status date").fill("2099-06-03");
  await page.keyboard.press("Tab");
  await expect(moved.getByRole("row", { name: /^Write the protocol/ })).toContainText("It has not happened by the status date.");
  await row(page, "Write the protocol").press("Enter");
  await page.keyboard.press("Escape");

  await main(page).getByRole("button", { name: "Set a baseline" }).press("Enter");
  await expect(main(page)).toContainText("No task has moved from “Baseline 2”.");
  const first = main(page).getByLabel("Compare with").getByRole("option", { name: /^Baseline 1/ });
  await main(page).getByLabel("Compare with").selectOption(await first.getAttribute("value"));
  await expect(page).toHaveURL(/baseline=/);
  await expect(moved.getByRole("row", { name: /^Write the protocol/ })).toBeVisible();
  await main(page).getByRole("button", { name: "Remove Baseline 1" }).press("Enter");
  await expect(main(page)).toContainText("No task has moved from “Baseline 2”.");
  await message(page, "Removed the baseline “Baseline 1”").getByRole("button", { name: "Undo" }).click();
  await expect(main(page).getByRole("list", { name: "Baselines" }).getByRole("listitem")).toHaveCount(2);
});

test("an estimate is made from its ends, and says what it comes to", async ({ page }) => {
  await bring(page, two({ tasks: [aTask("write", "Write the protocol", days(30))] }));
  await goTo(page, "Schedule");
  await row(page, "Write the protocol").press("Enter");
  await task(page).locator("summary").filter({ hasText: "Three-point estimate" }).press("Enter");
  await commit(field(page, "Optimistic"), "20");
  await commit(field(page, "Pessimistic"), "60 days");
  await expect(task(page)).toContainText("On average 33.3 days, with a standard deviation of 6.7 days.");
  await field(page, "Spread").selectOption({ label: "Triangular" });
  await expect(task(page)).toContainText("On average 36.7 days, with a standard deviation of 8.5 days.");
  await commit(field(page, "Optimistic"), "40");
  await expect(task(page)).toContainText("which is not between its optimistic 40 days and its pessimistic 60 days; change one of the three.");
  await page.keyboard.press("Escape");
  await commit(field(page, "Source"), "Earlier trials");
  expect((await document(page)).tasks[0].estimate).toEqual({ optimistic: { days: 20 }, pessimistic: { days: 60 }, spread: "triangular", source: "Earlier trials" });
  await task(page).getByRole("button", { name: "Remove the estimate" }).press("Enter");
  expect((await document(page)).tasks[0].estimate).toBeUndefined();
});

test("what a task is part of is chosen by name, and circles are refused in words", async ({ page }) => {
  await bring(page, plan({ id: "parts", tasks: [aTask("start", "Start-up"), aTask("submit", "Submit", days(5))] }));
  await goTo(page, "Schedule");
  await row(page, "Submit").press("Enter");
  await commit(field(page, "Part of"), "Start");
  await expect(task(page)).toContainText("No task is called “Start”; choose one from the list.");
  await commit(field(page, "Part of"), "start-up");
  await expect(field(page, "Part of")).toHaveValue("Start-up");
  await row(page, "Start-up").press("Enter");
  await commit(field(page, "Part of"), "Submit");
  await expect(task(page)).toContainText("“Submit” is part of “Start-up” itself, so the two would be part of each other.");
  expect((await document(page)).tasks.map((task) => task.parent)).toEqual([undefined, "start"]);
});

test("remaining work and the day on which work had begun are kept", async ({ page }) => {
  await bring(page, two({ tasks: [aTask("write", "Write the protocol", { ...days(5), progress: { state: "started", on: "2027-05-03" } })] }));
  await goTo(page, "Schedule");
  await row(page, "Write the protocol").press("Enter");
  await commit(field(page, "Remaining work"), "2 weeks");
  await expect(field(page, "Remaining work")).toHaveValue("10 days");
  await field(page, "Progress").selectOption({ label: "Done" });
  await field(page, "Done on").fill("2027-05-20");
  await page.keyboard.press("Tab");
  await field(page, "Had started on").fill("2027-05-21");
  await page.keyboard.press("Tab");
  await expect(task(page)).toContainText("It would have started on 21 May 2027, after it was done on 20 May 2027; change one of the two.");
  await field(page, "Had started on").fill("2027-05-04");
  await page.keyboard.press("Tab");
  expect((await document(page)).tasks[0].progress).toEqual({ state: "done", on: "2027-05-20", since: "2027-05-04" });
  await page.keyboard.press("Escape");
  await undo(page);
  expect((await document(page)).tasks[0].progress.since).toBe("2027-05-03");
});

test("the overview says which milestone has moved far from the baseline, once", async ({ page }) => {
  const agreed = (id, day) => ({ task: id, start: day, finish: day });
  const milestone = aTask("fpi", "First participant in", { kind: "milestone", plannedFinish: "2099-08-03" });
  await bring(page, plan({ id: "moved", title: "Kestrel", tasks: [milestone], baselines: [{ id: "b", name: "Agreed", setOn: "2027-01-04", tasks: [agreed("fpi", "2099-07-06")] }] }));
  await onPage(page, "Overview");
  await expect(main(page).getByRole("heading", { level: 1 })).toContainText("1 milestone has moved from the baseline by more than two weeks");
  const needs = main(page).getByRole("link", { name: /First participant in.*4 weeks later/ });
  await expect(needs).toHaveCount(1);
  await expect(needs).toContainText("Forecast for 3 Aug 2099 instead of 6 Jul 2099, as in “Agreed”.");
  await main(page).getByText("As a list").click();
  await expect(main(page)).toContainText("3 Aug 2099, ahead, agreed for 6 Jul 2099");
});

// Quality tolerance limits: counts by date, the state that follows from them, and the evaluation of what exceeded the limit.

import { blankPlan, bring, downloaded, exported, goTo, heading, main, onPage, open, openSample, reload, undo, visit } from "./support/app.mjs";
import { axeFindsNothing } from "./support/axe.mjs";
import { plan } from "./support/files.mjs";
import { expect, test } from "./support/test.mjs";

const limits = (page) => page.getByRole("grid", { name: "Tolerance limits" });
const limit = (page) => page.getByRole("region", { name: "Chosen limit" });
const field = (parent, label) => parent.getByLabel(label, { exact: true });
const daysAgo = (days) => new Date(Date.now() - days * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Berlin" });

async function commit(target, text) {
  await target.fill(text);
  await target.press("Enter");
}

const kept = async (page) => JSON.parse((await exported(page)).text).toleranceLimits;

test.beforeEach(({ page, address }) => open(page, address));

test("a limit begins from a published default, and counts make its state", async ({ page }) => {
  await blankPlan(page);
  await goTo(page, "Tolerance limits");
  await main(page).getByRole("button", { name: "Begin from: Participants enrolled who were not eligible" }).click();
  await expect(field(limit(page), "Expected, percent")).toHaveValue("3");
  await expect(limit(page)).toContainText("Nothing has been counted yet.");
  const added = limit(page).getByRole("group", { name: "A new count" });
  const add = async (date, count, of) => {
    await field(added, "Date").fill(date);
    await field(added, "Count").fill(count);
    await field(added, "Out of").fill(of);
    await added.getByRole("button", { name: "Add" }).click();
  };
  await add(daysAgo(20), "9", "4");
  await expect(limit(page)).toContainText("9 cannot be counted out of 4.");
  await add(daysAgo(20), "0", "40");
  await expect(limits(page)).toContainText("within");
  await add(daysAgo(10), "3", "60");
  await expect(limits(page)).toContainText("warning");
  await add(daysAgo(1), "12", "80");
  await expect(heading(page)).toHaveText("1 limit is exceeded, of 1");
  await expect(limit(page)).toContainText("standard errors above what is expected");
  await expect(limit(page).locator(".limit-chart .point")).toHaveCount(3);
  await limit(page).getByText("The same as a table").click();
  await expect(limit(page).getByRole("region", { name: "Counts over time" }).getByRole("row")).toHaveCount(4);
  const picture = await downloaded(page, () => limit(page).getByRole("button", { name: "Save as SVG" }).click());
  expect(picture.text).toContain("Participants enrolled who were not eligible</text>");
  const image = await downloaded(page, () => limit(page).getByRole("button", { name: "Save as PNG" }).click());
  expect(image.name).toBe(picture.name.replace(".svg", ".png"));
  await limit(page).getByRole("group", { name: /^Count of/ }).last().getByRole("button").click();
  await expect(limits(page)).toContainText("warning");
  await undo(page);
  await reload(page);
  expect((await kept(page))[0].observations.map(({ count, of }) => [count, of])).toEqual([[0, 40], [3, 60], [12, 80]]);
});

test("counts are pasted from a spreadsheet, and what is no count is told", async ({ page }) => {
  await bring(page, plan({ title: "Kestrel", toleranceLimits: [{ id: "l", name: "Not eligible", expected: 0.05 }] }));
  await goTo(page, "Tolerance limits");
  await limits(page).getByRole("row").filter({ hasText: "Not eligible" }).press("Enter");
  await limit(page).getByText("Paste counts from a spreadsheet").click();
  await field(limit(page), "Rows: date, count, out of how many").fill("Date\tCount\tOut of\n31.03.2027\t1\t18\n30.04.2027\t30\t4\n31.05.2027\t3\t52");
  await expect(limit(page)).toContainText("This adds 2 counts: 1 of 18 on 31 Mar 2027 and 3 of 52 on 31 May 2027.");
  await expect(limit(page)).toContainText("Row 3 was left out: 30 cannot be counted out of 4.");
  await limit(page).getByRole("button", { name: "Add the counts" }).click();
  await expect(limit(page).getByRole("group", { name: "Count of 31 May 2027" })).toBeVisible();
  expect((await kept(page))[0].observations).toEqual([{ on: "2027-03-31", count: 1, of: 18 }, { on: "2027-05-31", count: 3, of: 52 }]);
});

test("what exceeded the limit is evaluated in place, and becomes an issue in one step", async ({ page }) => {
  const on = daysAgo(2);
  await bring(page, plan({ title: "Kestrel", toleranceLimits: [{ id: "l", name: "Not eligible", expected: 0.05, owner: "Quality lead", observations: [{ on, count: 20, of: 100 }] }] }));
  await expect(page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: /^Tolerance limits/ })).toContainText("1 exceeded");
  await goTo(page, "Tolerance limits");
  await limits(page).getByRole("row").filter({ hasText: "Not eligible" }).press("Enter");
  await limit(page).getByRole("button", { name: /^Evaluate the count of/ }).press("Enter");
  const evaluation = limit(page).getByRole("group", { name: /^Evaluation of the count of/ });
  await expect(field(evaluation, "Evaluated by")).toHaveValue("Quality lead");
  await field(evaluation, "Root cause, and what speaks for it").fill("The site read the wrong visit.");
  await field(evaluation, "Verdict").selectOption("A systemic issue");
  await expect(heading(page)).toHaveText("1 limit is exceeded, of 1");
  await expect(page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: /^Tolerance limits/ })).not.toContainText("exceeded");
  expect((await kept(page))[0].evaluations).toEqual([{ about: on, verdict: "systemic", finding: "The site read the wrong visit.", by: "Quality lead", on: daysAgo(0) }]);
  await limit(page).getByRole("button", { name: "Make an issue of it" }).press("Enter");
  await onPage(page, "Issues");
  const issue = page.getByRole("region", { name: "Chosen issue" });
  await expect(field(issue, "Issue")).toHaveValue("Limit exceeded: Not eligible");
  await issue.getByRole("link", { name: "Go to Not eligible" }).press("Enter");
  await expect(limit(page).getByRole("link", { name: "I-01 Limit exceeded: Not eligible" })).toBeVisible();
  await commit(field(limit(page), "Fixed limit, percent"), "25");
  await expect(limits(page)).toContainText("warning");
});

axeFindsNothing("on a tolerance limit", async ({ page, look }) => {
  await openSample(page);
  await visit(page, "limits/l-urine");
  await onPage(page, "Tolerance limits");
  await expect(page.locator(".limit-chart")).toBeVisible();
  await look("A limit");
});

// Several documents side by side, and finding things in them.

import { blankPlan, bring, command, documents, exported, find, goTo, goToApplicationPage, heading, main, message, newEvaluation, onPage, open, openSample, palette, reload, risk, task, tasks } from "./support/app.mjs";
import { plan, task as aTask } from "./support/files.mjs";
import { expect, test } from "./support/test.mjs";

const row = (page, title) => documents(page).getByRole("listitem").filter({ has: page.getByRole("link", { name: title, exact: true }) });
const folded = (page, name) => main(page).getByRole("group").filter({ hasText: new RegExp(`^${name} \\(`) });
const home = (page) => goToApplicationPage(page, "All documents");

test.beforeEach(({ page, address }) => open(page, address));

test.describe("documents", () => {
  test.beforeEach(async ({ page }) => {
    await bring(page, plan({ id: "one", title: "Plan one", tasks: [aTask("t", "Only in one")] }));
    await bring(page, plan({ id: "two", title: "Plan two" }));
    await newEvaluation(page);
    await home(page);
  });

  test("several plans and evaluations stand side by side, also after a reload", async ({ page }) => {
    await expect(documents(page).getByRole("listitem")).toHaveCount(3);
    await reload(page);
    await expect(documents(page).getByRole("listitem")).toHaveCount(3);
    await row(page, "Plan one").getByRole("link").press("Enter");
    await goTo(page, "Schedule");
    await expect(tasks(page)).toContainText("Only in one");
  });

  test("a duplicate is a document of its own", async ({ page }) => {
    await row(page, "Plan one").getByRole("button", { name: "Duplicate Plan one" }).press("Enter");
    await expect(row(page, "Copy of Plan one")).toBeVisible();
    await row(page, "Copy of Plan one").getByRole("link").press("Enter");
    await goTo(page, "Schedule");
    await tasks(page).getByRole("row").nth(1).press("Enter");
    await task(page).getByLabel("Name", { exact: true }).fill("Changed in the copy");
    await page.keyboard.press("Tab");
    const copy = JSON.parse((await exported(page)).text);
    await home(page);
    await row(page, "Plan one").getByRole("link").press("Enter");
    await goTo(page, "Schedule");
    await expect(tasks(page)).toContainText("Only in one");
    const original = JSON.parse((await exported(page)).text);
    expect(copy.document.id).not.toBe(original.document.id);
    expect(original.tasks[0].name).toBe("Only in one");
  });

  test("an archived document leaves the list, and comes back", async ({ page }) => {
    await row(page, "Plan one").getByRole("button", { name: "Archive Plan one" }).press("Enter");
    await expect(row(page, "Plan one")).toHaveCount(0);
    await reload(page);
    await expect(documents(page).getByRole("listitem")).toHaveCount(2);
    await folded(page, "Archived").locator("summary").click();
    await folded(page, "Archived").getByRole("button", { name: "Restore Plan one" }).press("Enter");
    await expect(row(page, "Plan one")).toBeVisible();
  });

  test("the open document is copied, archived and deleted by commands too", async ({ page }) => {
    await row(page, "Plan one").getByRole("link").press("Enter");
    await onPage(page, "Overview");
    await command(page, "Duplicate this document");
    await expect(message(page, "Added “Copy of Plan one”.")).toBeVisible();
    await command(page, "Archive this document");
    await expect(row(page, "Copy of Plan one")).toBeVisible();
    await expect(row(page, "Plan one")).toHaveCount(0);
    await row(page, "Copy of Plan one").getByRole("link").press("Enter");
    await onPage(page, "Overview");
    await command(page, "Delete this document");
    await expect(documents(page).getByRole("listitem")).toHaveCount(2);
    await expect(folded(page, "Archived")).toContainText("Plan one");
    await expect(folded(page, "Deleted")).toContainText("Copy of Plan one");
  });

  test("a deleted document comes back whole by Undo", async ({ page }) => {
    await row(page, "Plan one").getByRole("link").press("Enter");
    await onPage(page, "Overview");
    const before = await exported(page);
    await home(page);
    await row(page, "Plan one").getByRole("button", { name: "Delete Plan one" }).press("Enter");
    await expect(row(page, "Plan one")).toHaveCount(0);
    await message(page, "Deleted “Plan one”").getByRole("button", { name: "Undo" }).press("Enter");
    await row(page, "Plan one").getByRole("link").press("Enter");
    await onPage(page, "Overview");
    expect((await exported(page)).text).toBe(before.text);
  });

  test("a deleted document is still in the bin after a reload, and is removed for good only when asked twice", async ({ page }) => {
    await row(page, "Plan one").getByRole("button", { name: "Delete Plan one" }).press("Enter");
    await reload(page);
    await folded(page, "Deleted").locator("summary").click();
    await folded(page, "Deleted").getByRole("button", { name: "Remove Plan one for good" }).press("Enter");
    const asked = page.getByRole("group", { name: "Remove Plan one for good" });
    await asked.getByRole("button", { name: "Keep it" }).press("Enter");
    await folded(page, "Deleted").getByRole("button", { name: "Restore Plan one" }).press("Enter");
    await expect(row(page, "Plan one")).toBeVisible();
    await row(page, "Plan one").getByRole("button", { name: "Delete Plan one" }).press("Enter");
    await folded(page, "Deleted").getByRole("button", { name: "Remove Plan one for good" }).press("Enter");
    await asked.getByRole("button", { name: "Remove for good" }).press("Enter");
    await expect(message(page, "Removed “Plan one” for good")).toBeVisible();
    await expect(folded(page, "Deleted")).toBeHidden();
    await expect(documents(page).getByRole("listitem")).toHaveCount(2);
  });

  test("after each of them the list says what is not exported yet", async ({ page }) => {
    await expect(heading(page)).toContainText("none exported yet");
    for (const title of ["Plan one", "Plan two", "Partner evaluation"]) {
      await Promise.all([page.waitForEvent("download"), row(page, title).getByRole("button", { name: `Export ${title}` }).press("Enter")]);
    }
    await expect(heading(page)).toContainText("all exported");
  });
});

test.describe("the palette", () => {
  test("opens by Ctrl+K anywhere, also while typing, and Escape gives the focus back", async ({ page }) => {
    await blankPlan(page);
    const acronym = main(page).getByLabel("Acronym", { exact: true });
    await acronym.focus();
    await page.keyboard.insertText("KES");
    await page.keyboard.press("Control+k");
    await expect(palette(page).getByRole("combobox")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(palette(page)).toBeHidden();
    await expect(acronym).toBeFocused();
    await expect(acronym).toHaveValue("KES");
  });

  test("finds pages", async ({ page }) => {
    await openSample(page);
    await find(page, "sched");
    await expect(palette(page).getByRole("option").first()).toContainText("Schedule");
    await page.keyboard.press("Enter");
    await onPage(page, "Schedule");
  });

  test("finds records: a risk by its number, and opens it", async ({ page }) => {
    await openSample(page);
    await find(page, "R-07");
    const title = (await palette(page).getByRole("option").first().locator(".title").textContent()).replace("R-07 ", "");
    await page.keyboard.press("Enter");
    await onPage(page, "Risks");
    await expect(risk(page).getByLabel("Risk", { exact: true })).toHaveValue(title);
  });

  test("finds records: a task by words of its name, and opens it", async ({ page }) => {
    await bring(page, plan({ id: "p", title: "P", tasks: [aTask("t1", "Order the kits"), aTask("t2", "Train the monitors")] }));
    await find(page, "monit train");
    await page.keyboard.press("Enter");
    await onPage(page, "Schedule");
    await expect(task(page).getByLabel("Name", { exact: true })).toHaveValue("Train the monitors");
  });

  test("finds documents", async ({ page }) => {
    await bring(page, plan({ id: "p", title: "Kestrel, phase II" }));
    await blankPlan(page);
    await find(page, "kestrel");
    await page.keyboard.press("Enter");
    await onPage(page, "Overview");
    await expect(page.getByRole("complementary")).toContainText("Kestrel, phase II");
  });

  test("runs commands", async ({ page }) => {
    await openSample(page);
    await find(page, "dark");
    await page.keyboard.press("Enter");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await reload(page);
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await command(page, "Preferences");
    await expect(page.getByRole("radio", { name: /dark/i })).toBeChecked();
  });

  test("walks its hits by arrows and says when there are none", async ({ page }) => {
    await openSample(page);
    await find(page, "risk");
    const chosen = palette(page).getByRole("option", { selected: true });
    const first = await chosen.textContent();
    await page.keyboard.press("ArrowDown");
    await expect(chosen).not.toHaveText(first);
    await page.keyboard.press("ArrowUp");
    await expect(chosen).toHaveText(first);
    await palette(page).getByRole("combobox").fill("zzzzzz");
    await expect(palette(page)).toContainText("Nothing of that name");
  });
});

test("an address that leads nowhere says so and offers the way home", async ({ page, address }) => {
  for (const nowhere of ["#/plan/nobody-knows-it/risks", "#/nothing/here"]) {
    await page.goto(address + nowhere);
    await expect(heading(page)).toHaveText(/nothing at this address|cannot be opened/i);
    await expect(main(page).getByRole("link", { name: "All documents" })).toBeVisible();
  }
});

test("the list shows a document as it was left: its title, its revision, and that the exported copy is behind", async ({ page }) => {
  await bring(page, plan({ id: "renamed", title: "Before" }));
  await exported(page);
  await goTo(page, "Scope");
  const title = main(page).getByLabel("Title of this plan", { exact: true });
  await title.fill("After");
  await title.press("Tab");
  await goToApplicationPage(page, "All documents");
  await expect(row(page, "After")).toContainText("revision 1");
  await expect(row(page, "After")).toContainText("1 change");
});

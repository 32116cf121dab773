// Rows from a spreadsheet that are pasted into the schedule, and rows that are copied out of it.

import { blankPlan, bring, command, goTo, main, message, open, reload, taskRow, undo } from "./support/app.mjs";
import { plan, task as aTask } from "./support/files.mjs";
import { expect, test } from "./support/test.mjs";

const row = taskRow;
const dialog = (page) => page.getByRole("dialog", { name: "Paste rows from a spreadsheet" });
const rows = (page) => dialog(page).getByLabel("Rows", { exact: true });
const add = (page) => dialog(page).getByRole("button", { name: "Add", exact: true });

const day = { duration: { days: 5 } };
const two = plan({
  id: "paste",
  title: "Kestrel",
  scheduling: { start: "2099-05-04" },
  tasks: [aTask("part", "Start-up"), aTask("write", "Write the protocol", { ...day, parent: "part", owner: "Lead" }), aTask("later", "Close-out", { ...day, predecessors: [{ task: "write" }] })],
});

/** Pastes a text where the focus is: as browsers do, at the selected text, which is nowhere. */
const paste = (page, text) =>
  page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);

/** What is on the clipboard after somebody copies where the focus is; nothing where the page leaves it to the browser. */
const copy = (page) =>
  page.evaluate(() => {
    const clipboardData = new DataTransfer();
    const event = new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
    return event.defaultPrevented ? clipboardData.getData("text/plain") : null;
  });

test.beforeEach(({ page, address }) => open(page, address));

test("rows are shown before they come after the task with the focus, in one step", async ({ page }) => {
  await bring(page, two);
  await goTo(page, "Schedule");
  await row(page, "Write the protocol").focus();
  await paste(page, "Name\tDuration\tPredecessors\tColour\nReview\t10\t\tred\n  First round\t2 weeks\t\t\n  Second round\tsoon\t2\t\nApproval\t0\t1\t\n");
  await expect(rows(page)).toBeFocused();
  await expect(dialog(page)).toContainText("This adds 4 rows after “Write the protocol”, on its level.");
  const shown = dialog(page).getByRole("row");
  await expect(shown).toHaveCount(5);
  await expect(shown.nth(2)).toContainText("10 days");
  await expect(shown.filter({ hasText: "Approval" })).toContainText("milestone");
  await expect(dialog(page)).toContainText("Column 4, “Colour”: a plan keeps nothing of this name, so the column was left out.");
  await expect(dialog(page)).toContainText("Row 4, Duration: “soon” is not a length of time");
  await add(page).press("Enter");
  await expect(dialog(page)).toBeHidden();
  await expect(message(page, "Added 4 rows.")).toBeVisible();
  await expect(row(page, "First round")).toHaveAttribute("aria-level", "3");
  await expect(row(page, "Approval")).toHaveAttribute("aria-level", "2");
  await reload(page);
  await expect(row(page, "Approval")).toBeVisible();
  await undo(page);
  await expect(row(page, "Approval")).toHaveCount(0);
  await expect(row(page, "First round")).toHaveCount(0);
  await expect(row(page, "Close-out")).toBeVisible();
});

test("what is shown follows what is typed, and Cancel adds nothing", async ({ page }) => {
  await bring(page, two);
  await goTo(page, "Schedule");
  await main(page).getByRole("button", { name: "Paste rows", exact: true }).click();
  await expect(dialog(page).getByRole("region", { name: "Example" })).toContainText("Write the protocol");
  await expect(add(page)).toBeDisabled();
  await rows(page).fill("Train the sites");
  await expect(dialog(page)).toContainText("This adds 1 row at the end of the schedule.");
  await rows(page).fill("Train the sites\nShip the drug");
  await expect(dialog(page)).toContainText("This adds 2 rows");
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(row(page, "Ship the drug")).toHaveCount(0);
});

test("a plan without tasks takes its first rows from a spreadsheet", async ({ page }) => {
  await blankPlan(page);
  await command(page, "Paste rows from a spreadsheet");
  await rows(page).fill("Protocol\t20\t2099-05-04\t\tMedical lead\nFirst participant in\t0\t\t2099-09-01");
  await expect(dialog(page).getByRole("row").filter({ hasText: "Protocol" })).toContainText("start no earlier than 4 May 2099");
  await add(page).click();
  await expect(row(page, "Protocol")).toContainText("29 May 2099");
  await expect(row(page, "First participant in")).toContainText("1 Sep 2099");
});

test("the command of the palette pastes after the row that had the focus", async ({ page }) => {
  await bring(page, two);
  await goTo(page, "Schedule");
  await row(page, "Write the protocol").focus();
  await command(page, "Paste rows from a spreadsheet");
  await rows(page).fill("Review");
  await expect(dialog(page)).toContainText("This adds 1 row after “Write the protocol”, on its level.");
});

test("text that is pasted into a field stays there", async ({ page }) => {
  await bring(page, two);
  await goTo(page, "Schedule");
  await main(page).getByLabel("Find", { exact: true }).focus();
  await paste(page, "A\tB");
  await expect(dialog(page)).toBeHidden();
  expect(await copy(page)).toBeNull();
});

test("copied rows are a table for a spreadsheet, and can be pasted back", async ({ page }) => {
  await bring(page, two);
  await goTo(page, "Schedule");
  await row(page, "Write the protocol").focus();
  expect(await copy(page)).toBe("Name\tDuration\tStart\tFinish\tOwner\r\nWrite the protocol\t5d\t2099-05-04\t2099-05-08\tLead\r\n");
  await page.keyboard.press("Control+a");
  const all = await copy(page);
  expect(all).toContain("Name\tDuration\tStart\tFinish\tOwner\tPredecessors\r\nStart-up\t");
  expect(all).toContain("\r\n  Write the protocol\t5d\t");
  expect(all).toMatch(/Close-out\t5d\t.*\t2\r\n$/);
  await row(page, "Close-out").focus();
  await paste(page, all);
  await expect(dialog(page)).toContainText("This adds 3 rows after “Close-out”");
  await add(page).click();
  await expect(row(page, "Write the protocol")).toHaveCount(2);
  await expect(row(page, "Close-out").last()).toContainText("15 May 2099");
});

test("what is folded away is copied with the row that it is part of", async ({ page }) => {
  await bring(page, two);
  await goTo(page, "Schedule");
  await row(page, "Start-up").focus();
  await page.keyboard.press("ArrowLeft");
  await expect(row(page, "Write the protocol")).toHaveCount(0);
  expect(await copy(page)).toMatch(/\r\nStart-up\t.*\r\n  Write the protocol\t5d\t.*\r\n$/);
});

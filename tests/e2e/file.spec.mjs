// A document that is written to a file of its user's as well. The browser's own choice of a file cannot be driven by a
// test: a file of the page's private folder stands in for one that the user chose. All else is the browser's.

import { blankPlan, command, exported, goTo, goToApplicationPage, importDialog, main, message, notices, open, reload, saving } from "./support/app.mjs";
import { expect, test } from "./support/test.mjs";

const NAME = "live.plan.json";
const COMMAND = "Keep this document in a file too";

/** Runs in the page: whoever asks for a file gets the one in the private folder. */
const pick = (name) => {
  window.showSaveFilePicker = async () => (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
};
const inFile = (page) => page.evaluate(async (name) => (await (await (await navigator.storage.getDirectory()).getFileHandle(name)).getFile()).text(), NAME);
const writtenByOthers = (page, text) =>
  page.evaluate(
    async ([name, text]) => {
      const stream = await (await (await navigator.storage.getDirectory()).getFileHandle(name)).createWritable();
      await stream.write(text);
      await stream.close();
    },
    [NAME, text],
  );

const sponsor = (page) => main(page).getByLabel("Sponsor", { exact: true });
const inFileToo = (page) => expect(saving(page, "Saved here and in a file")).toBeVisible();

async function edit(page, value) {
  await sponsor(page).fill(value);
  await sponsor(page).press("Tab");
}

test.beforeEach(async ({ page, address }) => {
  await page.addInitScript(pick, NAME);
  await open(page, address);
  await blankPlan(page);
  await command(page, COMMAND);
  await inFileToo(page);
});

test("holds every change, also after the next start, and counts as an export", async ({ page }) => {
  expect(await inFile(page)).toBe((await exported(page)).text);
  await edit(page, "First");
  await inFileToo(page);
  expect(JSON.parse(await inFile(page)).trial.sponsor).toBe("First");
  await reload(page);
  await edit(page, "Second");
  await inFileToo(page);
  expect(JSON.parse(await inFile(page)).trial.sponsor).toBe("Second");
  await goToApplicationPage(page, "Data and backup");
  const row = main(page).getByRole("region", { name: "Documents and their exported copies" }).getByRole("listitem");
  await expect(row).toContainText(`every change written to “${NAME}”`);
  await expect(row.locator(".state")).toHaveText(/^\W*exported$/);
  await row.getByRole("button", { name: /^Leave the file of/ }).click();
  await expect(row).not.toContainText("every change written");
  await row.getByRole("link").click();
  await goTo(page, "Scope");
  await edit(page, "Third");
  await expect(saving(page)).toBeVisible();
  expect(JSON.parse(await inFile(page)).trial.sponsor).toBe("Second");
});

test("is not written over unasked where somebody else has changed it", async ({ page }) => {
  const before = await exported(page);
  await writtenByOthers(page, before.text.replace("Untitled plan", "Changed by a colleague"));
  await edit(page, "Mine");
  await expect(notices(page)).toContainText(`Something other than this page has changed “${NAME}”, so it was not written over.`);
  expect(await inFile(page)).toContain("Changed by a colleague");
  await notices(page).getByRole("button", { name: "Compare" }).click();
  await expect(importDialog(page)).toContainText("Changed by a colleague");
  await page.keyboard.press("Escape");
  await edit(page, "Mine again");
  expect(await inFile(page)).toContain("Changed by a colleague");
  await notices(page).getByRole("button", { name: "Write over it" }).click();
  await inFileToo(page);
  await expect(notices(page)).not.toContainText("has changed");
  expect(JSON.parse(await inFile(page)).trial.sponsor).toBe("Mine again");
});

test("that is not there any more is named, and can be left", async ({ page }) => {
  await page.evaluate(async (name) => (await navigator.storage.getDirectory()).removeEntry(name), NAME);
  await edit(page, "Without a file");
  await expect(notices(page)).toContainText(`“${NAME}” is not there any more: it was moved, renamed or deleted.`);
  await notices(page).getByRole("button", { name: "Leave the file" }).click();
  await expect(notices(page)).not.toContainText(NAME);
  await expect(saving(page)).toBeVisible();
});

test("is written again after the browser's question", async ({ page }) => {
  await page.addInitScript(() => {
    let answer = "prompt";
    FileSystemHandle.prototype.queryPermission = async () => answer;
    FileSystemHandle.prototype.requestPermission = async () => (answer = "granted");
  });
  await reload(page);
  await expect(notices(page)).toContainText(`The browser asks before this page may write to “${NAME}” again.`);
  await edit(page, "Before the answer");
  await expect(saving(page)).toBeVisible();
  await notices(page).getByRole("button", { name: "Write to it again" }).click();
  await inFileToo(page);
  expect(JSON.parse(await inFile(page)).trial.sponsor).toBe("Before the answer");
});

test("chosen or left in another tab, is written or left by the tab that edits", async ({ context, page, address }) => {
  const other = await context.newPage();
  await other.addInitScript(pick, NAME);
  await open(other, `${address}#/data`);
  const row = main(other).getByRole("region", { name: "Documents and their exported copies" }).getByRole("listitem");
  await row.getByRole("button", { name: /^Leave the file of/ }).click();
  await edit(page, "Left");
  await expect(saving(page)).toBeVisible();
  expect(JSON.parse(await inFile(page)).trial.sponsor).toBeUndefined();
  await row.getByRole("button", { name: /^Keep .* in a file$/ }).click();
  await inFileToo(page);
  await edit(page, "Kept again");
  await inFileToo(page);
  expect(JSON.parse(await inFile(page)).trial.sponsor).toBe("Kept again");
});

test("is not offered where the browser has no such thing", async ({ machine, address }) => {
  const context = await machine();
  const page = await context.newPage();
  await page.addInitScript(() => delete window.showSaveFilePicker);
  await open(page, address);
  await blankPlan(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find pages, records and commands" }).fill(COMMAND);
  await expect(page.getByRole("dialog").getByRole("option", { name: COMMAND })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await goToApplicationPage(page, "Data and backup");
  await expect(main(page).getByRole("button", { name: /in a file/ })).toHaveCount(0);
  await expect(message(page, /written/)).toHaveCount(0);
});

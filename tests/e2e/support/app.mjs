// Ways through the page, by role and accessible name, as a person or a screen reader finds them.

import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";

export const PLAN_PAGES = [
  "Overview", "Scope", "Schedule", "Risks", "What is critical to quality", "In money and days", "Over time", "How risks are scored", "Risk management plan",
  "Issues", "Actions and decisions", "Tolerance limits", "Partner selection", "Audit trail",
];
export const EVALUATION_PAGES = [
  "Which kind of partner", "Set-up", "Knock-outs", "Weights", "Scores", "Agreement", "Ranking", "Robustness", "Bids", "Who keeps which duty", "Decision", "After the choice",
  "Audit trail",
];

/** The page's own heading. */
export const heading = (page) => page.getByRole("main").getByRole("heading", { level: 1 });
export const main = (page) => page.getByRole("main");
export const notices = (page) => page.getByRole("region", { name: "Notices" });
export const palette = (page) => page.getByRole("dialog", { name: "Find or run a command" });
export const importDialog = (page) => page.getByRole("dialog").filter({ hasNot: page.getByRole("combobox") });
/** A short message in the corner. */
export const message = (page, text) => page.getByRole("status").filter({ hasText: text }).last();
export const tasks = (page) => page.getByRole("treegrid", { name: "Milestones and tasks" });
/** The row of a task by its name; other rows name it too, where they wait for it. */
export const taskRow = (page, name) => tasks(page).getByRole("row").filter({ has: page.locator(".gantt-name", { hasText: name }) });
export const task = (page) => page.getByRole("region", { name: "Chosen task or milestone" });
export const risks = (page) => page.getByRole("grid", { name: "Risks" });
export const risk = (page) => page.getByRole("region", { name: "Chosen risk" });
export const documents = (page) => page.getByRole("region", { name: "Documents", exact: true });
export const saving = (page, text = "Saved on this device") => page.getByRole("banner").getByRole("status").filter({ hasText: text });

/** Waits until the program stands on the page. */
export async function ready(page) {
  await expect(heading(page)).toBeVisible();
  await expect(page.getByText("Loading Trialwright…")).toHaveCount(0);
}

export async function open(page, address) {
  await page.goto(address);
  await ready(page);
}

export async function reload(page) {
  await page.reload();
  await ready(page);
}

/** Runs a command by its name, through the palette. */
export async function command(page, name) {
  await find(page, name);
  const option = palette(page).getByRole("option").filter({ has: page.getByText(name, { exact: true }) }).first();
  await option.click();
  await expect(palette(page)).toBeHidden();
}

/** Opens the palette and types into it. */
export async function find(page, query) {
  await page.keyboard.press("Control+k");
  await expect(palette(page)).toBeVisible();
  await palette(page).getByRole("combobox").fill(query);
}

/** The sample trial, opened on its overview. */
export const openSample = (page) => started(page, "Open the sample trial", "Overview");

/** A plan with nothing in it, opened on its scope. */
export const blankPlan = (page) => started(page, "New blank plan", "Scope");

/** An evaluation with the criteria of the four pillars, opened on its set-up. */
export const newEvaluation = (page) => started(page, "New partner evaluation", "Set-up");

/** Starts a document and waits for it: another document may stand on the same page until then. */
async function started(page, name, first) {
  await ready(page);
  const before = page.url();
  await command(page, name);
  await expect(page).not.toHaveURL(before);
  await onPage(page, first);
}

/** Goes to a page of the open document by the sidebar. */
export async function goTo(page, name) {
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: new RegExp(`^${name}`) }).click();
  await onPage(page, name);
}

export async function goToApplicationPage(page, name) {
  await page.getByRole("navigation", { name: "Application" }).getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("navigation", { name: "Where you are" })).toContainText(name);
}

/** Goes to a page of the open document by its address, since on a narrow screen the sidebar is folded away. */
export async function visit(page, rest) {
  await page.evaluate((rest) => (location.hash = location.hash.replace(/^(#\/\w+\/[^/]+)\/.*$/, `$1/${rest}`)), rest);
}

/** Waits until a page of a document is on screen. */
export async function onPage(page, name) {
  const here = page.getByRole("navigation", { name: "Where you are" }).locator("[aria-current=page]");
  await expect(here).toHaveText(name);
  await expect(heading(page)).toBeVisible();
}

/** What the browser downloads when `action` is done: its name and text. */
export async function downloaded(page, action) {
  const [download] = await Promise.all([page.waitForEvent("download"), action()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

/** The open document as its file, by the shortcut. */
export const exported = (page) => downloaded(page, () => page.keyboard.press("Control+s"));

/** Undoes or redoes by the button at the top. */
export const undo = (page) => page.getByRole("banner").getByRole("button", { name: "Undo" }).press("Enter");
export const redo = (page) => page.getByRole("banner").getByRole("button", { name: "Redo" }).press("Enter");

/** Imports a document that is new on this device, and opens it. */
export async function bring(page, file) {
  await choose(page, file);
  await importDialog(page).getByRole("button", { name: "Import", exact: true }).click();
  await expect(importDialog(page)).toBeHidden();
  await opened(page);
}

/** Waits until the document that the address names is open. */
export async function opened(page) {
  await expect(page).toHaveURL(/#\/(plan|evaluation)\//);
  await expect(page.getByRole("banner").getByRole("button", { name: "Export" })).toBeVisible();
  await expect(heading(page)).toBeVisible();
}

/** Gives files to the page through its file chooser: each a text, bytes, or the path of a file on disk. */
export async function choose(page, ...files) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Control+o")]);
  await chooser.setFiles(files.map((file) => file.path ?? upload(file)), { timeout: 60_000 });
}

/** Drops a file onto the page. */
export async function drop(page, file) {
  const { name, mimeType, buffer } = upload(file);
  const bytes = buffer.toString("base64");
  const data = await page.evaluateHandle(
    ({ name, mimeType, bytes }) => {
      const transfer = new DataTransfer();
      const content = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([content], name, { type: mimeType }));
      return transfer;
    },
    { name, mimeType, bytes },
  );
  for (const event of ["dragenter", "dragover", "drop"]) await main(page).dispatchEvent(event, { dataTransfer: data });
}

function upload({ name, text, bytes }) {
  return { name, mimeType: "application/json", buffer: bytes ?? Buffer.from(text) };
}

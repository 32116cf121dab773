// Countries and sites become a schedule.

import { blankPlan, command, goTo, main, message, onPage, open, openSample, tasks } from "./support/app.mjs";
import { expect, test } from "./support/test.mjs";

const dialog = (page) => page.getByRole("dialog").filter({ has: page.locator("#network-title") });
const button = (page) => main(page).getByRole("button", { name: "Build from countries and sites" });

test.beforeEach(({ page, address }) => open(page, address));

test("the sites that still start up get their tasks in one step, which can be taken back", async ({ page }) => {
  await openSample(page);
  await goTo(page, "Schedule");
  const before = await tasks(page).getByRole("row").count();
  await button(page).press("Enter");
  await expect(dialog(page).getByRole("heading", { level: 2 })).toContainText("7 sites");
  await expect(dialog(page)).toContainText("17 sites are active, on hold or closed");
  await expect(dialog(page).getByRole("row").filter({ hasText: "CMAJ Open" }).first()).toBeVisible();
  await dialog(page).getByRole("checkbox", { name: "Canada" }).press("Space");
  await expect(dialog(page).getByRole("heading", { level: 2 })).toContainText("5 sites");
  await dialog(page).getByRole("button", { name: "Add" }).press("Enter");
  await expect(dialog(page)).toBeHidden();
  await expect(message(page, "Added")).toBeVisible();
  await expect.poll(() => tasks(page).getByRole("row").count()).toBeGreaterThan(before + 20);
  await message(page, "Added").getByRole("button", { name: "Undo" }).press("Enter");
  await expect.poll(() => tasks(page).getByRole("row").count()).toBe(before);
});

test("a plan without countries says where they are added, from wherever it is asked", async ({ page }) => {
  await blankPlan(page);
  await command(page, "Build the schedule from countries and sites");
  await onPage(page, "Schedule");
  await expect(dialog(page)).toContainText("No countries yet");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await button(page).press("Enter");
  await dialog(page).getByRole("link", { name: "Go to the Scope page" }).press("Enter");
  await onPage(page, "Scope");
  await expect(dialog(page)).toBeHidden();
});

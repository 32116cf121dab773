// The page for everyone: axe finds nothing, the keyboard is enough, and nothing is cut off on a narrow or enlarged page.

import { blankPlan, bring, choose, EVALUATION_PAGES, find, goTo, goToApplicationPage, heading, importDialog, main, newEvaluation, onPage, open, openSample, PLAN_PAGES, risk, saving, task, tasks, visit } from "./support/app.mjs";
import { faults, atEachWidth } from "./support/axe.mjs";
import { plan, registryRecord, unreadable } from "./support/files.mjs";
import { expect, test } from "./support/test.mjs";

const SLUGS = {
  Overview: "overview", Scope: "scope", Schedule: "schedule", Risks: "risks", "What is critical to quality": "quality-factors", "In money and days": "risk-money",
  "Over time": "risk-history", "How risks are scored": "risk-method", "Risk management plan": "risk-plan", Issues: "issues", "Actions and decisions": "actions",
  "Tolerance limits": "limits", "Partner selection": "partners", "Audit trail": "audit", Ranking: "ranking", "Set-up": "setup", Scores: "scores",
  "Which kind of partner": "kind", "Knock-outs": "knockouts", Weights: "weights", Agreement: "agreement", Robustness: "robustness", Bids: "bids", "Who keeps which duty": "duties", Decision: "decision",
  "After the choice": "performance",
};

async function openEvaluation(page) {
  await page.evaluate(() => (location.hash = "#/"));
  await expect(page).toHaveTitle(/All documents/);
  await page.getByRole("region", { name: "Documents", exact: true }).getByRole("listitem").filter({ hasText: "Partner evaluation" }).getByRole("link").first().click();
  await onPage(page, "Ranking");
}

atEachWidth("axe finds nothing", () => {
  test.beforeEach(({ page, address }) => open(page, address));

  test("on the pages of the application", async ({ page, address }) => {
    const found = await faults(page, "All documents, empty");
    const look = async (where) => found.push(...(await faults(page, where)));
    const go = async (hash, title) => {
      await page.goto(address + hash);
      await expect(page).toHaveTitle(title);
    };
    await choose(page, { name: "broken.json", text: unreadable[0].text });
    await expect(importDialog(page).getByRole("heading", { name: "This file was not imported" })).toBeVisible();
    await look("Import, refused");
    await importDialog(page).getByRole("button", { name: "Close" }).click();
    await choose(page, registryRecord);
    await expect(importDialog(page).getByRole("button", { name: "Create the plan" })).toBeVisible();
    await look("Import, a registry record");
    await importDialog(page).getByRole("button", { name: "Cancel" }).click();
    await go("#/data", /Data and backup/);
    await look("Data and backup, empty");
    await openSample(page);
    await go("#/", /All documents/);
    await look("All documents");
    await go("#/data", /Data and backup/);
    await look("Data and backup");
    await main(page).getByRole("button", { name: /^Export FENLIGHT.* with a passphrase/ }).click();
    await expect(page.getByLabel("Passphrase", { exact: true })).toBeFocused();
    await look("Export with a passphrase");
    await page.keyboard.press("Escape");
    await go("#/preferences", /Preferences/);
    await look("Preferences");
    await go("#/nothing/here", /Not found/);
    await look("Not found");
    await find(page, "");
    await look("Palette");
    expect(found).toEqual([]);
  });

  test("on the pages of a plan", async ({ page }) => {
    await openSample(page);
    const found = [];
    for (const name of PLAN_PAGES) {
      await visit(page, SLUGS[name]);
      await onPage(page, name);
      found.push(...(await faults(page, name)));
    }
    await visit(page, "schedule");
    await onPage(page, "Schedule");
    await tasks(page).getByRole("row").nth(2).click();
    await expect(task(page)).toBeVisible();
    found.push(...(await faults(page, "Schedule with a task chosen")));
    await visit(page, "risks");
    await onPage(page, "Risks");
    await page.getByRole("grid", { name: "Risks" }).getByRole("row").nth(2).click();
    await expect(risk(page)).toBeVisible();
    found.push(...(await faults(page, "Risks with a risk chosen")));
    await find(page, "risk");
    found.push(...(await faults(page, "Palette with records")));
    expect(found).toEqual([]);
  });

  test("on the pages of a blank plan", async ({ page }) => {
    await blankPlan(page);
    const found = [];
    for (const name of PLAN_PAGES) {
      await visit(page, SLUGS[name]);
      await onPage(page, name);
      found.push(...(await faults(page, `${name}, empty`)));
    }
    expect(found).toEqual([]);
  });

  // What the pages say of the sample is looked at where they are tested.
  test("on the pages of a new evaluation", async ({ page }) => {
    await newEvaluation(page);
    const found = [];
    for (const name of EVALUATION_PAGES) {
      await visit(page, SLUGS[name]);
      await onPage(page, name);
      found.push(...(await faults(page, `${name}, new`)));
    }
    expect(found).toEqual([]);
  });
});

test.describe("nothing scrolls sideways", () => {
  // 1,280 px enlarged to 400% leave 320 (WCAG 1.4.10).
  for (const [what, width] of [["at 360 px", 360], ["enlarged to 400%", 320], ["at 900 px", 900], ["at 2560 px", 2560]]) {
    test.describe(what, () => {
      test.use({ viewport: { width, height: 800 } });
      test("on any page", async ({ page, address }) => {
        const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        const wide = [];
        const look = async (where) => (await overflow()) > 0 && wide.push(`${where}: ${await overflow()} px too wide`);
        await open(page, address);
        await look("All documents, empty");
        await openSample(page);
        for (const name of PLAN_PAGES) {
          await visit(page, SLUGS[name]);
          await onPage(page, name);
          await look(name);
        }
        await openEvaluation(page);
        for (const name of EVALUATION_PAGES) {
          await visit(page, SLUGS[name]);
          await onPage(page, name);
          await look(name);
        }
        for (const [hash, title] of [["#/", /All documents/], ["#/data", /Data/], ["#/preferences", /Preferences/], ["#/nothing", /Not found/]]) {
          await page.goto(address + hash);
          await expect(page).toHaveTitle(title);
          await look(hash);
        }
        expect(wide).toEqual([]);
      });
    });
  }
});

test.describe("the keyboard is enough", () => {
  /** Presses Tab until something has the focus; what has it must be seen to have it. */
  async function tabTo(page, target) {
    const at = await target.elementHandle();
    for (let steps = 0; steps < 150; steps += 1) {
      await page.keyboard.press("Tab");
      const [here, seen] = await at.evaluate((wanted) => {
        const focused = document.activeElement;
        const style = getComputedStyle(focused);
        const box = focused.getBoundingClientRect();
        const marked = style.outlineStyle !== "none" || style.boxShadow !== "none";
        return [focused === wanted, focused === document.body || (marked && box.width > 0 && box.height > 0)];
      });
      expect(seen, `the focus is seen on ${await page.evaluate(() => document.activeElement.outerHTML.slice(0, 160))}`).toBe(true);
      if (here) return;
    }
    throw new Error("Tab never reaches it.");
  }

  test("for the main job, with Tab, Enter and letters alone", async ({ page, address }) => {
    await open(page, address);
    await tabTo(page, page.getByRole("button", { name: "Start a blank plan" }));
    await page.keyboard.press("Enter");
    await onPage(page, "Scope");
    await expect(heading(page)).toBeFocused();

    await tabTo(page, main(page).getByLabel("Acronym", { exact: true }));
    await page.keyboard.type("KESTREL");
    await tabTo(page, main(page).getByRole("button", { name: "Add an objective" }));
    await page.keyboard.press("Enter");
    await page.keyboard.type("To find the dose.");
    await page.keyboard.press("Tab");

    await page.keyboard.press("Alt+t");
    await onPage(page, "Schedule");
    await expect(task(page).getByLabel("Name", { exact: true })).toBeFocused();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Write the protocol");
    await page.keyboard.press("Escape");

    await page.keyboard.press("Alt+r");
    await onPage(page, "Risks");
    await expect(risk(page).getByLabel("Risk", { exact: true })).toBeFocused();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Sites open late");
    await tabTo(page, risk(page).getByRole("group", { name: /^Current score/ }).getByLabel("Probability"));
    await page.keyboard.type("4");
    await page.keyboard.press("Tab");
    await page.keyboard.type("5");
    await expect(page.getByRole("grid", { name: "Risks" })).toContainText("20, high");
    await expect(saving(page)).toBeVisible();

    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Control+s")]);
    expect(download.suggestedFilename()).toMatch(/\.plan\.json$/);
  });

  test("for leaving the record: Escape keeps what was typed in a paragraph, and leads back to the list", async ({ page, address }) => {
    await open(page, address);
    await bring(page, plan({ id: "p", title: "P", tasks: [{ id: "t", name: "Before", kind: "task", progress: { state: "notStarted" } }] }));
    await goTo(page, "Schedule");
    await tasks(page).getByRole("row").nth(1).press("Enter");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("After");
    await page.keyboard.press("Escape");
    await expect(tasks(page).getByRole("row").nth(1)).toContainText("After");
    await expect(task(page)).toBeHidden();
  });

  test("for skipping to the page", async ({ page, address }) => {
    await open(page, address);
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(heading(page)).toBeFocused();
  });

  test.describe("on a narrow screen", () => {
    test.use({ viewport: { width: 390, height: 800 } });
    test("for the pages: Escape folds them away and gives the focus back", async ({ page, address }) => {
      await open(page, address);
      const menu = page.getByRole("banner").getByRole("button", { name: "Pages" });
      await menu.press("Enter");
      await expect(page.getByRole("link", { name: "Preferences" })).toBeVisible();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("link", { name: "Preferences" })).toBeHidden();
      await expect(menu).toBeFocused();
    });
  });

  test("for an import: the dialog takes the focus and gives it back", async ({ page, address }) => {
    await open(page, address);
    await openSample(page);
    await goToApplicationPage(page, "All documents");
    const button = main(page).getByRole("button", { name: "Import a file" });
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), button.press("Enter")]);
    await chooser.setFiles({ name: "broken.json", mimeType: "application/json", buffer: Buffer.from("no") });
    await expect(importDialog(page).getByRole("heading", { name: "This file was not imported" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(importDialog(page)).toBeHidden();
    await expect(button).toBeFocused();
  });
});

test.describe("targets are large enough to touch", () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test("every button and link that stands by itself measures 24 px or more", async ({ page, address }) => {
    await open(page, address);
    await openSample(page);
    const small = [];
    for (const name of PLAN_PAGES) {
      await visit(page, SLUGS[name]);
      await onPage(page, name);
      small.push(
        ...(await page.evaluate(
          (name) =>
            [...document.querySelectorAll("button, input, select, textarea, summary")]
              .filter((element) => element.checkVisibility({ visibilityProperty: true }))
              // A label around a box is part of what can be touched.
              .map((element) => [element, (element.closest("label") ?? element).getBoundingClientRect()])
              .filter(([, box]) => box.width > 1 && (box.width < 24 || box.height < 24))
              .map(([element, box]) => `${name}: ${Math.round(box.width)} × ${Math.round(box.height)} ${element.outerHTML.slice(0, 100)}`),
          name,
        )),
      );
    }
    expect(small).toEqual([]);
  });
});

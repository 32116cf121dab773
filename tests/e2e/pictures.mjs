// Pictures of every page, for whoever wants to look: `node pictures.mjs [folder]`, /tmp/shots if none is named.
//
// At 1440, 900 and 390 px, light and dark, with nothing, with the sample, and with far too much.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium, expect } from "@playwright/test";
import { bring, choose, EVALUATION_PAGES, importDialog, newEvaluation, onPage, open, openSample, PLAN_PAGES } from "./support/app.mjs";
import { plan, registryRecord, risk, task } from "./support/files.mjs";
import { serve } from "./support/serve.mjs";
import { chromium as program, chromiumSwitches } from "./support/settings.mjs";

const folder = process.argv[2] ?? "/tmp/shots";
const LONG = "An uncommonly long name that nobody would give to anything on purpose but that somebody will all the same, since names are what people make of them, and a page must not break when they do so again and again";
const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-");

const overfull = plan({
  id: "overfull",
  title: LONG,
  trial: { acronym: LONG.slice(0, 60), sponsor: LONG },
  tasks: Array.from({ length: 300 }, (_, index) => task(`t-${index}`, index % 7 ? `Task ${index}` : LONG, { owner: LONG.slice(0, 50), workPackage: `Package ${index % 9}`, kind: index % 10 ? "task" : "milestone", plannedFinish: `2027-${String(1 + (index % 12)).padStart(2, "0")}-15` })),
  risks: Array.from({ length: 500 }, (_, index) => risk(index + 1, index % 5 ? `Risk ${index}` : LONG, { owner: "Role", current: { probability: 1 + (index % 5), impact: 1 + ((index >> 2) % 5) } })),
});

const site = await serve();
const browser = await chromium.launch({ executablePath: program, args: chromiumSwitches });
await mkdir(folder, { recursive: true });
let taken = 0;
for (const width of [1440, 900, 390]) {
  for (const colorScheme of ["light", "dark"]) {
    const states = {
      empty: async (page, take) => {
        await take("home");
        await choose(page, registryRecord);
        await expect(importDialog(page).getByRole("button", { name: "Create the plan" })).toBeVisible();
        await take("import");
        await page.keyboard.press("Escape");
        await visit(page, "#/data", /Data/);
        await take("data");
        await newEvaluation(page);
        await each(page, EVALUATION_PAGES, take, "evaluation");
        await page.evaluate(() => (location.hash = "#/"));
        await page.getByRole("button", { name: "New blank plan" }).click();
        await onPage(page, "Scope");
        await each(page, PLAN_PAGES, take, "plan");
      },
      sample: async (page, take) => {
        await openSample(page);
        await each(page, PLAN_PAGES, take, "plan");
        await visit(page, page.url().replace(/^.*#/, "#").replace("/audit", "/risks"), /Risks/);
        await page.getByRole("grid", { name: "Risks" }).getByRole("row").nth(3).click();
        await take("plan-risks-chosen");
        await visit(page, page.url().replace(/^.*#/, "#").replace(/\/risks.*/, "/schedule"), /Schedule/);
        await page.getByRole("treegrid", { name: "Milestones and tasks" }).getByRole("row").nth(3).click();
        await take("plan-schedule-chosen");
        await page.keyboard.press("Control+k");
        await page.getByRole("combobox", { name: "Find pages, records and commands" }).fill("risk");
        await take("palette");
        await page.keyboard.press("Escape");
        await visit(page, page.url().replace(/^.*#/, "#").replace(/\/schedule.*/, "/scope"), /Scope/);
        await page.getByLabel("Sponsor", { exact: true }).fill("Lowland Pharma");
        await page.keyboard.press("Tab");
        await visit(page, "#/data", /Data/);
        await page.getByLabel("Document", { exact: true }).selectOption({ label: "FENLIGHT, phase II in IgA nephropathy" });
        await page.getByRole("button", { name: /^Compare revision/ }).first().click();
        await expect(page.getByText("from now to this version")).toBeVisible();
        await take("data");
        await page.getByRole("button", { name: /^Export FENLIGHT.* with a passphrase/ }).first().click();
        await take("passphrase");
        await page.keyboard.press("Escape");
        await visit(page, "#/", /All documents/);
        await take("home");
        await visit(page, "#/preferences", /Preferences/);
        await take("preferences");
        await visit(page, "#/nothing", /Not found/);
        await take("not-found");
        await visit(page, "#/", /All documents/);
        await page.getByRole("region", { name: "Documents", exact: true }).getByRole("listitem").filter({ hasText: "Partner evaluation" }).getByRole("link").first().click();
        await onPage(page, "Ranking");
        await each(page, EVALUATION_PAGES, take, "evaluation");
      },
      overfull: async (page, take) => {
        await bring(page, overfull);
        await each(page, PLAN_PAGES, take, "plan");
        await visit(page, "#/data", /Data/);
        await take("data");
        await visit(page, "#/", /All documents/);
        await take("home");
      },
    };
    for (const [state, show] of Object.entries(states)) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce", locale: "en-GB" });
      const page = await context.newPage();
      await open(page, site.address);
      await show(page, async (name) => {
        await page.screenshot({ path: join(folder, `${width}-${colorScheme}-${state}-${name}.png`), fullPage: true });
        taken += 1;
      });
      await context.close();
    }
  }
}
await browser.close();
await site.stop();
console.log(`${taken} pictures in ${folder}`);

async function visit(page, hash, title) {
  await page.evaluate((hash) => (location.hash = hash), hash);
  await expect(page).toHaveTitle(title);
}

async function each(page, names, take, kind) {
  const slugs = { "Partner selection": "partners", "Audit trail": "audit", "Set-up": "setup" };
  for (const name of names) {
    await page.evaluate((slug) => (location.hash = location.hash.replace(/^(#\/\w+\/[^/]+)\/.*$/, `$1/${slug}`)), slugs[name] ?? slug(name));
    await onPage(page, name);
    await take(`${kind}-${slug(name)}`);
  }
}

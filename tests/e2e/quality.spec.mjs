// The library of risks, what is critical to quality with its chain, and the register over time.

import { bring, exported, goTo, heading, main, onPage, open, openSample, risk, risks, undo, visit } from "./support/app.mjs";
import { axeFindsNothing } from "./support/axe.mjs";
import { plan, risk as aRisk } from "./support/files.mjs";
import { expect, test } from "./support/test.mjs";

const library = (page) => page.getByRole("dialog", { name: "Risks that trials meet" });

/** Goes to a page by its address, and waits until it is there. */
async function arrive(page, slug, name) {
  await visit(page, slug);
  await onPage(page, name);
}

const kestrel = plan({
  id: "kestrel",
  title: "Kestrel",
  trial: { phase: "phase1", studyType: "interventional" },
  risks: [aRisk(1, "Kits look alike", { category: "safety", current: { probability: 4, impact: 5 } })],
});

test("risks are picked from the library as one step, by keyboard", async ({ page, address }) => {
  await open(page, address);
  await bring(page, kestrel);
  await goTo(page, "Risks");
  await main(page).getByRole("button", { name: "Pick from the library" }).press("Enter");
  await expect(library(page).getByRole("textbox", { name: "Find" })).toBeFocused();
  await expect(library(page).getByLabel("Phase")).toHaveValue("phase1");
  const entry = (name) => library(page).getByRole("checkbox", { name });
  await expect(entry(/severe reaction occurs in a first dose group/)).toBeVisible();
  await expect(entry(/Users operate the device/)).toHaveCount(0);
  await page.keyboard.type("batch");
  await entry("A batch fails its release tests").press("Space");
  await library(page).getByRole("textbox", { name: "Find" }).fill("");
  await entry("A key person of the team leaves").press("Space");
  await library(page).getByRole("button", { name: "Add 2 risks" }).press("Enter");
  await expect(library(page)).toBeHidden();
  await expect(risks(page)).toContainText("A batch fails its release tests");
  await expect(risks(page)).toContainText("R-03");
  await main(page).getByRole("button", { name: "Pick from the library" }).press("Enter");
  await expect(entry(/A key person of the team leaves · in the register/)).toBeDisabled();
  await page.keyboard.press("Escape");
  await undo(page);
  await expect(risks(page)).not.toContainText("A key person of the team leaves");
  await expect(risks(page)).not.toContainText("A batch fails its release tests");
});

test("a factor leads to its risks and back, and says what is missing", async ({ page, address }) => {
  await open(page, address);
  await bring(page, kestrel);
  await arrive(page, "quality-factors", "What is critical to quality");
  await expect(heading(page)).toHaveText("Nothing is named yet that must not go wrong");
  const safety = main(page).getByRole("region", { name: "Patient safety" });
  await safety.getByRole("button", { name: /^Add: Consent is informed/ }).press("Enter");
  await expect(heading(page)).toHaveText("1 high risk has no response");
  const link = safety.getByLabel(/^Link a risk to/);
  await link.fill("R-09");
  await link.press("Enter");
  await expect(safety).toContainText("No risk is called “R-09”.");
  await link.fill("R-01");
  await link.press("Enter");
  const row = safety.getByRole("row", { name: /R-01 Kits look alike/ });
  await expect(row).toContainText("20, high");
  await expect(row).toContainText("high, without a response");
  await expect(row).toContainText("nothing watches it");
  const saved = JSON.parse((await exported(page)).text);
  expect(saved.risks[0].factors).toEqual([saved.qualityFactors[0].id]);
  await row.getByRole("link", { name: /Kits look alike/ }).press("Enter");
  await onPage(page, "Risks");
  await expect(risk(page).getByRole("heading", { name: "R-01" })).toBeVisible();
  await page.goBack();
  await safety.getByRole("button", { name: /^Remove Consent is informed/ }).press("Enter");
  await expect(heading(page)).toHaveText("Nothing is named yet that must not go wrong");
  expect(JSON.parse((await exported(page)).text).risks[0].factors).toBeUndefined();
});

test("the register over time is drawn from the audit trail", async ({ page, address }) => {
  const changes = (field, before, after) => [{ section: "risks", record: "r-1", field, before, after }];
  const at = (day) => new Date(Date.now() - day * 86_400_000).toISOString();
  await open(page, address);
  await bring(
    page,
    plan({
      id: "moved",
      title: "Moved",
      risks: [aRisk(1, "Kits look alike", { found: at(60).slice(0, 10), reviewDue: at(3).slice(0, 10), current: { probability: 2, impact: 5 } })],
      audit: [{ revision: 1, at: at(20), what: "Changed the risk", changes: changes("current.probability", 4, 2) }],
    }),
  );
  await arrive(page, "risk-history", "Over time");
  await expect(heading(page)).toHaveText("Exposure fell from 20 to 10 points in the last 60 days");
  await expect(main(page).getByText("1 review is overdue.")).toBeVisible();
  const ways = main(page).getByRole("region", { name: "Scores of each risk over time" });
  await expect(ways.getByRole("row", { name: /R-01 Kits look alike/ })).toContainText("20 high");
});

axeFindsNothing("on the library of risks", async ({ page, address, look }) => {
  await open(page, address);
  await openSample(page);
  await arrive(page, "risks", "Risks");
  await main(page).getByRole("button", { name: "Pick from the library" }).click();
  await expect(library(page).getByRole("checkbox").first()).toBeVisible();
  await look("Library");
});

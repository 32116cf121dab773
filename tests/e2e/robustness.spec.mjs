// How far a ranking holds: what is exact at once, weightings in a worker, and what no longer fits the scores.

import { readFileSync } from "node:fs";

import { bring, downloaded, goTo, heading, main, open, undo, visit } from "./support/app.mjs";
import { axeFindsNothing } from "./support/axe.mjs";
import { expect, test } from "./support/test.mjs";

const sample = { name: "sample-evaluation.json", text: readFileSync(new URL("../../public/start/sample-evaluation.json", import.meta.url), "utf8") };
const draw = (page) => main(page).getByRole("button", { name: "Draw weightings" });
const card = (page, name) => main(page).getByRole("region", { name, exact: true });

/** Two candidates: Alder is better at delivery, Birch at price; each has one weight. Alder leads by 4.0 against 3.5. */
function evaluation(scored = true) {
  const made = "2026-01-12T09:00:00.000Z";
  const score = (criterion, candidate, value) => ({ evaluator: "lead", criterion, candidate, value, evidence: "Shown" });
  const file = {
    format: "trialwright.partner-evaluation",
    schemaVersion: 1,
    document: { id: "robust", title: "Partner for KESTREL", created: made, changed: made, revision: 0 },
    candidates: [
      { id: "alder", name: "Alder PMO", kind: "projectManagementFirm" },
      { id: "birch", name: "Birch Research", kind: "contractResearchOrganisation" },
    ],
    criteria: [
      { id: "delivery", pillar: "expertise", name: "Delivery", weight: 50 },
      { id: "price", pillar: "performance", name: "Price", weight: 50 },
    ],
    evaluators: [{ id: "lead", role: "Clinical operations lead" }],
    scores: scored ? [score("delivery", "alder", 5), score("price", "alder", 3), score("delivery", "birch", 3), score("price", "birch", 4)] : [],
  };
  return { name: "robust.json", text: JSON.stringify(file, null, 2) };
}

test("an evaluation without scores says what the page is for and leads to the first step", async ({ page, address }) => {
  await open(page, address);
  await bring(page, evaluation(false));
  await goTo(page, "Robustness");
  await expect(heading(page)).toHaveText("Nothing to compare yet");
  await main(page).getByRole("link", { name: "Score the candidates" }).press("Enter");
  await expect(page).toHaveURL(/\/scores$/);
});

test("what would change the winner is said at once and exactly", async ({ page, address }) => {
  await open(page, address);
  await bring(page, evaluation());
  await goTo(page, "Robustness");
  await expect(heading(page)).toHaveText("Alder PMO leads until a weight changes by 16.7 points of 100");
  const weights = card(page, "Weights of the criteria");
  await expect(weights.getByRole("row", { name: /^Delivery/ })).toContainText("below 33.3% (25.0 points): Birch Research");
  await expect(weights.getByRole("row", { name: /^Price/ })).toContainText("above 66.7% (100.0 points): Birch Research");
  await expect(main(page)).toContainText("Birch Research is level when 16.7% of the weight moves to “Price” from “Delivery” (16.7%).");
  await expect(card(page, "Scores of one evaluator").getByRole("row")).toHaveCount(5);
  await expect(card(page, "The ranking by each method").getByRole("row", { name: /^Birch Research/ })).toContainText("3.50");
  await expect(card(page, "Without one criterion").getByRole("row", { name: /^Delivery/ })).toContainText("decides");
});

test("weightings are drawn in a worker, saved as a picture, and told to be old after an edit", async ({ page, address }) => {
  await open(page, address);
  await bring(page, evaluation());
  await goTo(page, "Robustness");
  await draw(page).press("Enter");
  // Two equal weights have no order. Alder leads wherever Delivery has more than a third, which two thirds of all weightings do.
  await expect(heading(page)).toHaveText(/^Alder PMO leads, and stays first in (66|67)% of plausible weightings$/);
  await main(page).getByLabel("Which weightings are plausible?").selectOption("near");
  await expect(card(page, "Central weights").getByRole("row", { name: /^Alder PMO/ })).toContainText(/9\d%/);
  const saved = await downloaded(page, () => main(page).getByRole("button", { name: "Save as SVG" }).press("Enter"));
  expect(saved.name).toMatch(/-weightings\.svg$/);
  expect(saved.text).toContain("Partner for KESTREL: Each weight up to half more or less");
  await goTo(page, "Scores");
  await main(page).getByRole("combobox", { name: /Price.*Birch|Birch.*Price/ }).first().selectOption("3");
  await goTo(page, "Robustness");
  await expect(main(page)).toContainText("Scores or weights have changed since.");
  await expect(heading(page)).toHaveText("Alder PMO leads whatever any single weight is");
  await undo(page);
  await expect(heading(page)).toHaveText(/of plausible weightings$/);
});

axeFindsNothing("on the robustness of the sample", async ({ page, address, look }) => {
  await open(page, address);
  await bring(page, sample);
  await visit(page, "robustness");
  await expect(draw(page)).toBeVisible();
  await look("Before any weighting is drawn");
  await draw(page).click();
  await expect(heading(page)).toContainText("of plausible weightings");
  for (const summary of await main(page).locator("details.as-list > summary").all()) await summary.click();
  await look("With weightings");
});

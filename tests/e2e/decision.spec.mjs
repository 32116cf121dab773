// The decision and what follows: the memo frozen and checked, the debriefs, the risks of the choice, the partner's scorecard.

import { createHash } from "node:crypto";
import { bring, downloaded, heading, main, message, onPage, open, undo } from "./support/app.mjs";
import { axeFindsNothing } from "./support/axe.mjs";
import { plan } from "./support/files.mjs";
import { expect, test } from "./support/test.mjs";

const made = "2026-01-12T09:00:00.000Z";
const score = (evaluator, criterion, candidate, value) => ({ evaluator, criterion, candidate, value, evidence: "Shown in the bid defence." });

/** A choice that has all but its decision. */
function evaluation(more = {}) {
  const document = { id: "choice", title: "Partner for KESTREL", created: made, changed: made, revision: 3 };
  const values = { alder: [4, 2], brack: [3, 4] };
  const scores = Object.entries(values).flatMap(([candidate, [team, reports]]) =>
    ["lead", "quality"].flatMap((evaluator) => [score(evaluator, "team", candidate, team), score(evaluator, "reports", candidate, reports)]),
  );
  const sections = {
    brief: { need: "Somebody runs the sites.", plan: "kestrel" },
    candidates: [
      { id: "alder", name: "Alderney Trials", kind: "contractResearchOrganisation" },
      { id: "brack", name: "Brackwater", kind: "projectManagementFirm" },
    ],
    criteria: [
      { id: "team", pillar: "expertise", name: "Named team", weight: 80 },
      { id: "reports", pillar: "performance", name: "Reports", weight: 20 },
    ],
    evaluators: [
      { id: "lead", role: "Clinical operations lead", interests: {} },
      { id: "quality", role: "Quality lead", interests: {} },
    ],
    scores,
    ...more,
  };
  return { name: "choice.json", text: JSON.stringify({ format: "trialwright.partner-evaluation", schemaVersion: 1, document, ...sections }) };
}

const decided = { chosen: "alder", decidedOn: "2026-12-11", decidedBy: "Steering committee", reason: "The team has run two such trials.", dissentAsked: "2026-12-10" };

async function at(page, rest, name) {
  await page.evaluate((to) => (location.hash = to), `#/evaluation/choice/${rest}`);
  await onPage(page, name);
}

test("a choice is made, frozen, checked with its hash, and undone", async ({ page, address }) => {
  await open(page, address);
  await bring(page, evaluation());
  await at(page, "decision", "Decision");
  await expect(main(page).getByRole("button", { name: "Freeze the memo" })).toBeDisabled();
  await main(page).getByLabel("Chosen candidate").selectOption({ label: "Alderney Trials (rank 1)" });
  await main(page).getByLabel("Decided on", { exact: true }).fill("2026-12-11");
  await main(page).getByLabel("Decided by (role or committee)").fill("Steering committee");
  await main(page).getByLabel("Why this one").fill("The team has run two such trials.");
  await main(page).getByLabel("All evaluators were asked on").fill("2026-12-10");
  await main(page).getByRole("button", { name: "Begin the reason against Brackwater from where it lost" }).press("Enter");
  await expect(main(page).getByLabel("Why not Brackwater")).toHaveValue(/Named team \(3\.0 of 5, weight 80%\)/);
  await main(page).getByRole("button", { name: "Freeze the memo" }).press("Enter");
  await expect(heading(page)).toHaveText("Alderney Trials is chosen, and the memo is frozen");
  const state = main(page).getByRole("region", { name: "The frozen memo" });
  await expect(state).toContainText("unchanged since it was frozen");
  const file = await downloaded(page, () => state.getByRole("button", { name: "Save as text" }).press("Enter"));
  await expect(state).toContainText(createHash("sha256").update(file.text, "utf8").digest("hex"));
  expect(file.text).toContain("09.02.02");
  await main(page).getByLabel("Why this one").fill("Another reason.");
  await main(page).getByLabel("Why this one").blur();
  await expect(state).toContainText("These sections would read differently today: “Decision”.");
  await undo(page);
  await expect(state).toContainText("The data still say what the memo says.");
  await undo(page);
  await expect(state).toHaveCount(0);
});

test("a debrief names no other candidate", async ({ page, address }) => {
  await open(page, address);
  await bring(page, evaluation({ partnerDecision: { ...decided, others: [{ candidate: "brack", reason: "Alderney was better." }] } }));
  await at(page, "decision?view=debriefs", "Decision");
  const paper = main(page).getByRole("article", { name: "Debrief" });
  await expect(paper).toContainText("Brackwater");
  await expect(paper).not.toContainText("Alderney");
  await expect(main(page)).toContainText("The reason is left out");
});

test("the risks of the choice come into the plan's register once", async ({ page, address }) => {
  await open(page, address);
  await bring(page, evaluation({ partnerDecision: decided }));
  await bring(page, plan({ id: "kestrel", title: "KESTREL" }));
  await page.evaluate(() => (location.hash = "#/plan/kestrel/partners"));
  await onPage(page, "Partner selection");
  await main(page).getByRole("button", { name: /^Take \d+ risks? over into the register$/ }).press("Enter");
  await expect(message(page, "Took the risks of the choice over into the register.")).toBeVisible();
  await expect(main(page).getByRole("link", { name: "in the register as R-01" })).toBeVisible();
  await expect(main(page).getByRole("button", { name: /over into the register/ })).toBeHidden();
});

const after = {
  partnerDecision: decided,
  indicators: [
    {
      id: "i", name: "Visit reports on time", unit: "%", better: "up", target: 95, limit: 80,
      readings: [{ on: "2026-09-30", value: 91 }, { on: "2026-10-31", value: 78 }],
    },
  ],
  reviews: [{ id: "r", name: "First quarter", on: "2026-11-01", scores: [{ criterion: "team", value: 3 }] }],
};

test("after the choice the page says what to do, and a reading by keyboard changes it", async ({ page, address }) => {
  await open(page, address);
  await bring(page, evaluation(after));
  await at(page, "performance", "After the choice");
  await expect(heading(page)).toHaveText("Alderney Trials does not keep what was agreed in 1 thing");
  await expect(main(page).getByRole("region", { name: "What to do next" })).toContainText("Escalate Visit reports on time");
  await expect(main(page).getByRole("row", { name: /Named team/ })).toContainText("slipped");
  const fresh = main(page).getByRole("group", { name: "A new reading" });
  await fresh.getByLabel("Value").fill("97");
  await fresh.getByRole("button", { name: "Add reading" }).press("Enter");
  await expect(heading(page)).toContainText("falls short");
});

axeFindsNothing("decision, memo, debriefs and what follows", async ({ page, address, look }) => {
  await open(page, address);
  await bring(page, evaluation(after));
  for (const [rest, name] of [["decision", "Decision"], ["decision?view=memo", "Decision"], ["decision?view=debriefs", "Decision"], ["performance", "After the choice"]]) {
    await at(page, rest, name);
    await look(rest);
  }
});

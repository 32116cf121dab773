// Blind scoring: who scores in a tab, copies and files of scores, showing the scores, and what evaluators agree on after talking.

import { bring, choose, downloaded, exported, goTo, heading, importDialog, main, message, onPage, open, openSample, reload, undo, visit } from "./support/app.mjs";
import { axeFindsNothing } from "./support/axe.mjs";
import { expect, test } from "./support/test.mjs";

const AT = "2027-05-03T09:00:00.000Z";
const CRITERIA = ["Trials like ours", "Validation"];
const CANDIDATES = ["Northlight Projects", "Bridgewater Research"];

/** An evaluation by two evaluators; `scores` are rows of evaluator, criterion, candidate, value and evidence. */
function evaluation({ id = "choice", scoring = { phase: "blind" }, scores = [], ...sections } = {}) {
  const document = { id, title: "Partner for KESTREL", created: AT, changed: AT, revision: 0 };
  const text = JSON.stringify({
    format: "trialwright.partner-evaluation", schemaVersion: 1, document, scoring,
    candidates: CANDIDATES.map((name, place) => ({ id: `c-${place}`, name, kind: "contractResearchOrganisation" })),
    criteria: CRITERIA.map((name, place) => ({ id: `k-${place}`, pillar: "expertise", name, weight: 50 })),
    evaluators: [{ id: "v-a", role: "Quality lead" }, { id: "v-b", role: "Finance lead" }],
    scores: scores.map(([evaluator, criterion, candidate, value, evidence = "Read"]) => ({ evaluator, criterion, candidate, value, evidence, at: AT })),
    ...sections,
  });
  return { name: `${id}.json`, text };
}

const SCORED = [
  ["v-a", "k-0", "c-0", 4], ["v-a", "k-0", "c-1", 3], ["v-a", "k-1", "c-0", 2, "Shared log-ins found"], ["v-a", "k-1", "c-1", 3],
  ["v-b", "k-0", "c-0", 4], ["v-b", "k-0", "c-1", 2], ["v-b", "k-1", "c-0", 5, "Certificates complete"], ["v-b", "k-1", "c-1", 3],
];

const cell = (page, criterion, candidate) => main(page).getByRole("combobox", { name: new RegExp(`^${criterion}, ${candidate}`) });
const evaluators = (page) => main(page).getByRole("group", { name: "Evaluator" });
const panel = (page) => page.getByRole("region", { name: "The chosen score" });
const kept = async (page) => JSON.parse((await exported(page)).text);

test.beforeEach(({ page, address }) => open(page, address));

test("an evaluator declares, scores by the keyboard, and sees nobody else’s scores, on no page", async ({ page }) => {
  await bring(page, evaluation({ scores: SCORED.filter(([evaluator]) => evaluator === "v-b") }));
  await expect(heading(page)).toHaveText("Scores are hidden: 1 of 2 evaluators have finished");
  for (const name of ["Agreement", "Robustness", "Decision"]) {
    await goTo(page, name);
    await expect(heading(page)).toHaveText("Scores are hidden: 1 of 2 evaluators have finished");
  }
  await goTo(page, "Who keeps which duty");
  await expect(main(page)).not.toContainText(/leads/);
  await goTo(page, "Audit trail");
  await expect(main(page)).toContainText("out of sight while scoring is blind");
  await goTo(page, "Scores");
  await expect(main(page).getByRole("combobox")).toHaveCount(0);
  await evaluators(page).getByRole("button", { name: /^Quality lead/ }).press("Enter");
  await main(page).getByRole("checkbox", { name: "Bridgewater Research" }).check();
  await main(page).getByRole("button", { name: "Declare the conflict" }).press("Enter");
  await expect(main(page)).toContainText("Say what the conflict is");
  await main(page).getByLabel("What it is", { exact: true }).fill("Worked there until 2026");
  await main(page).getByRole("button", { name: "Declare the conflict" }).press("Enter");
  await expect(main(page)).toContainText("Worked there until 2026. Does not score Bridgewater Research.");
  await cell(page, "Validation", "Bridgewater Research").press("4");
  await expect(message(page, "does not score Bridgewater Research")).toBeVisible();
  const own = cell(page, "Trials like ours", "Northlight Projects");
  await own.press("5");
  await own.press("h");
  await own.press("ArrowDown");
  await page.keyboard.press("3");
  await expect(heading(page)).toHaveText("All 2 scored");
  await own.press("e");
  await page.keyboard.insertText("Three references called");
  await panel(page).getByLabel("Link to the evidence", { exact: true }).fill("javascript:alert(1)");
  await panel(page).getByLabel("Link to the evidence", { exact: true }).press("Enter");
  await expect(panel(page).getByRole("link", { name: /^Open the link/ })).toHaveCount(0);
  await panel(page).getByLabel("Link to the evidence", { exact: true }).fill("https://example.org/references");
  await panel(page).getByLabel("Link to the evidence", { exact: true }).press("Enter");
  await expect(panel(page).getByRole("link", { name: /^Open the link/ })).toHaveAttribute("href", "https://example.org/references");
  await goTo(page, "Ranking");
  await goTo(page, "Scores");
  await expect(cell(page, "Trials like ours", "Northlight Projects")).toHaveValue("5");
  await main(page).getByRole("button", { name: "Change places" }).press("Enter");
  await expect(main(page).getByRole("combobox")).toHaveCount(0);
  const { scores, evaluators: [quality] } = await kept(page);
  expect(scores.filter(({ evaluator }) => evaluator === "v-a").map(({ value, confidence, link, at }) => [value, confidence, link, typeof at])).toEqual([
    [5, "high", "https://example.org/references", "string"],
    [3, undefined, undefined, "string"],
  ]);
  expect(quality.interests).toMatchObject({ conflict: "Worked there until 2026", recused: ["c-1"] });
});

test("a copy for one evaluator comes back as a file, and several files are taken in at once, in words", async ({ page, address, machine }) => {
  await bring(page, evaluation());
  await goTo(page, "Scores");
  const files = [];
  for (const [role, value] of [["Quality lead", "4"], ["Finance lead", "2"]]) {
    const copy = await downloaded(page, () => main(page).getByRole("button", { name: `Download the copy for ${role}` }).press("Enter"));
    const theirs = await (await machine()).newPage();
    await open(theirs, address);
    await bring(theirs, copy);
    await onPage(theirs, "Scores");
    await expect(evaluators(theirs)).toHaveCount(0);
    await main(theirs).getByRole("button", { name: "Nothing to declare" }).press("Enter");
    for (const criterion of CRITERIA) for (const candidate of CANDIDATES) await cell(theirs, criterion, candidate).press(value);
    await expect(heading(theirs)).toHaveText("All 4 scored");
    files.push(await downloaded(theirs, () => main(theirs).getByRole("button", { name: "Export the scores file" }).press("Enter")));
  }
  expect(files.map(({ name }) => name)).toEqual(["quality-lead.scores.json", "finance-lead.scores.json"]);
  const stranger = files[0].text.replace('"id": "choice"', '"id": "another"').replace('"title": "Partner for KESTREL', '"title": "Partner for OTHER');
  await choose(page, ...files, { name: "stranger.json", text: stranger });
  await expect(importDialog(page)).toContainText("This adds 8 scores. It can be taken back in one step.");
  await expect(importDialog(page)).toContainText("It belongs to another evaluation, “Partner for OTHER");
  await importDialog(page).getByRole("button", { name: "Take the scores" }).press("Enter");
  await expect(importDialog(page)).toBeHidden();
  await expect(main(page)).toContainText("All scores are in.");
  expect((await kept(page)).scores).toHaveLength(8);
  await undo(page);
  expect((await kept(page)).scores).toHaveLength(0);
  await page.getByRole("banner").getByRole("button", { name: "Redo" }).press("Enter");
  await choose(page, files[1]);
  await expect(importDialog(page)).toContainText("4 scores are as here already.");
  await importDialog(page).getByRole("button", { name: "Cancel" }).press("Enter");
  await main(page).getByRole("button", { name: "Show the scores", exact: true }).press("Enter");
  await goTo(page, "Audit trail");
  await expect(main(page)).toContainText("Showed the scores");
  await expect(main(page)).toContainText("Why: Scores handed in by Quality lead");
});

test("once shown, blind scores stay; what is agreed on counts in their place, and the talk can be taken back", async ({ page }) => {
  await bring(page, evaluation({ scores: SCORED }));
  await goTo(page, "Scores");
  await main(page).getByRole("button", { name: "Show the scores", exact: true }).press("Enter");
  await cell(page, "Validation", "Northlight Projects").press("1");
  await expect(message(page, "The scores have been shown, so they stay as they were given.")).toBeVisible();
  await goTo(page, "Agreement");
  await expect(main(page)).toContainText("1 wide disagreement to talk about, the widest on Validation, Northlight Projects.");
  const talk = main(page).getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Validation, Northlight Projects" }) });
  await expect(talk).toContainText("Shared log-ins found");
  await expect(talk).toContainText("Certificates complete");
  const agreed = talk.getByRole("group", { name: "Agreed on: Validation, Northlight Projects" });
  await agreed.getByRole("button", { name: "2", exact: true }).press("Enter");
  await expect(agreed.getByRole("button", { name: "2", exact: true })).toBeFocused();
  await expect(main(page)).toContainText("1 agreed score has no reason yet");
  await talk.getByLabel("What changed minds", { exact: true }).fill("The certificates are older than the finding");
  await talk.getByLabel("What changed minds", { exact: true }).press("Control+Enter");
  await expect(main(page)).toContainText("No wide disagreement is left to talk about.");
  await expect(main(page).getByRole("region", { name: "Before and after the talks" })).toContainText("3.75 → 3.00");
  await main(page).getByRole("button", { name: "Close the scoring" }).press("Enter");
  await expect(agreed.getByRole("button", { name: "3", exact: true })).toBeDisabled();
  await reload(page);
  const { scores, agreedScores, scoring } = await kept(page);
  expect(scores).toHaveLength(8);
  expect(agreedScores).toMatchObject([{ criterion: "k-1", candidate: "c-0", value: 2, why: "The certificates are older than the finding" }]);
  expect(scoring.phase).toBe("closed");
  await goTo(page, "Ranking");
  await expect(main(page).getByRole("region", { name: "Mean scores by criterion and candidate" })).toContainText(", agreed on");
});

axeFindsNothing("on blind scoring and on agreement", async ({ page, look }) => {
  await bring(page, evaluation({ scores: SCORED.slice(0, 7) }));
  await look("Hidden scores");
  await visit(page, "scores");
  await onPage(page, "Scores");
  await look("Who scores");
  await evaluators(page).getByRole("button", { name: /^Finance lead/ }).click();
  await look("Scores of one evaluator");
  await openSample(page);
  await visit(page, "partners");
  await onPage(page, "Partner selection");
  await main(page).getByRole("link", { name: /Partner for the rest of FENLIGHT/ }).first().click();
  await onPage(page, "Ranking");
  await visit(page, "agreement");
  await onPage(page, "Agreement");
  await look("Agreement");
});

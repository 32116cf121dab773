// What prepares the choice of a partner: which kind fits, knock-outs, criteria from the library, steps to the contract, the interview guide.

import { axeFindsNothing } from "./support/axe.mjs";
import { bring, downloaded, exported, heading, main, message, newEvaluation, onPage, open, undo, visit } from "./support/app.mjs";
import { expect, test } from "./support/test.mjs";

const MADE = "2026-01-12T09:00:00.000Z";
const CANDIDATES = [
  { id: "a", name: "Oakmoor Consulting", kind: "fullServiceConsultant" },
  { id: "b", name: "Bridgewater Research", kind: "contractResearchOrganisation" },
];

/** An evaluation as a file, with whatever a test wants in it. */
function evaluation(sections = {}) {
  const document = { id: "choice", title: "Choice", created: MADE, changed: MADE, revision: 0 };
  return { name: "choice.json", text: JSON.stringify({ format: "trialwright.partner-evaluation", schemaVersion: 1, document, candidates: CANDIDATES, ...sections }) };
}

async function brought(page, address, sections, slug, name) {
  await open(page, address);
  await bring(page, evaluation(sections));
  await visit(page, slug);
  await onPage(page, name);
}

const question = (page, text) => main(page).getByRole("group", { name: text });
const documentOf = async (page) => JSON.parse((await exported(page)).text);

test("the kinds are ranked as questions are answered, by keys, and each answer is one edit", async ({ page, address }) => {
  await brought(page, address, {}, "kind", "Which kind of partner");
  await main(page).getByRole("button", { name: "Start with eight questions" }).press("Enter");
  await expect(main(page).getByText("0 of 8 questions answered")).toBeVisible();

  await question(page, "How many of your own people can run this trial?").getByRole("radio", { name: "Nobody, or one person" }).press("Space");
  await expect(heading(page)).toHaveText("A CRO fits best so far");
  const ranking = main(page).getByRole("list", { name: "The four kinds, best first" });
  await expect(ranking.getByRole("listitem").first()).toContainText("A CRO brings the people for start-up, monitoring and data.");
  await expect(main(page).getByText("1 of 8 questions answered")).toBeVisible();

  // Keys go on to the next answer, and the focus stays on the radio.
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: "A small core: someone for operations, someone for data" })).toBeFocused();
  await expect(heading(page)).toHaveText("A specialised project management firm fits best so far");
  await undo(page);
  await expect(heading(page)).toHaveText("A CRO fits best so far");
});

test("the rules are the team's: points and reasons change the result, and are printed with it", async ({ page, address }) => {
  const option = (id, label, kind, points) => ({ id, label, effects: [{ kind, points, because: `Because ${label}.` }] });
  const fitQuestions = [{ id: "q", name: "Who does the work?", answer: "us", options: [option("us", "We do", "technologyProvider", 2), option("they", "They do", "contractResearchOrganisation", 3)] }];
  await brought(page, address, { fitQuestions }, "kind", "Which kind of partner");
  await expect(heading(page)).toHaveText("A technology provider fits best");
  await expect(main(page)).toContainText("With “They do” to “Who does the work?”, a CRO would come first.");
  await expect(main(page)).toContainText("A technology provider fits best. It is not among the candidates in the running");

  await main(page).getByText("The rules: what each answer says").click();
  await main(page).getByText("2 answers and what they say").click();
  const rule = main(page).getByRole("list", { name: "Answers" }).getByRole("listitem").first();
  await rule.getByRole("combobox", { name: "Full-service consultant" }).selectOption("3");
  await expect(heading(page)).toHaveText("A full-service consultant fits best");

  await main(page).getByRole("button", { name: "Show on paper, with the rules" }).press("Enter");
  const paper = main(page).getByRole("article", { name: "Which kind of partner fits" });
  await expect(paper).toContainText("+3 Because They do.");
  await page.emulateMedia({ media: "print" });
  await expect(heading(page)).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  const file = await downloaded(page, () => main(page).getByRole("button", { name: "Save as HTML" }).press("Enter"));
  expect(file.name).toBe("choice-kind-of-partner.html");
  expect(file.text).toContain("We do (answered)");
});

test("a candidate that fails a knock-out is out, is shown, and comes back with undo; keys do it all", async ({ page, address }) => {
  const knockouts = [
    { id: "audit", name: "Right to audit" },
    { id: "debarment", name: "No debarment" },
  ];
  await brought(page, address, { knockouts }, "knockouts", "Knock-outs");
  await expect(heading(page)).toHaveText("4 of 4 results are open");
  const cell = (name) => main(page).getByRole("region", { name: "Knock-outs by candidate" }).getByRole("combobox", { name });
  await cell("Right to audit, Oakmoor Consulting").focus();
  await page.keyboard.press("f");
  await expect(heading(page)).toHaveText("Oakmoor Consulting is out: failed Right to audit");
  await expect(main(page).getByRole("columnheader").filter({ hasText: "Oakmoor Consulting" })).toContainText("Knocked out: Right to audit");

  await expect(page.getByRole("combobox", { name: "Right to audit, Oakmoor Consulting" })).toBeFocused();
  await page.keyboard.press("e");
  const panel = main(page).getByRole("region", { name: "The chosen knock-out" });
  await expect(panel.getByLabel("Evidence", { exact: true })).toBeFocused();
  await page.keyboard.insertText("Refused in writing");
  await page.keyboard.press("Escape");
  await expect(cell("Right to audit, Oakmoor Consulting, with evidence")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("p");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("p");
  await expect(cell("No debarment, Bridgewater Research")).toHaveValue("pass");
  const [failed] = (await documentOf(page)).knockoutResults;
  expect([failed.outcome, failed.evidence, /^\d{4}-\d\d-\d\d$/.test(failed.on)]).toEqual(["fail", "Refused in writing", true]);

  await cell("Right to audit, Oakmoor Consulting").focus();
  await page.keyboard.press("o");
  await expect(heading(page)).toHaveText("2 of 4 results are open");
  await page.keyboard.press("PageDown");
  await expect(cell("No debarment, Oakmoor Consulting")).toBeFocused();
  await expect(heading(page)).toHaveText("2 of 4 results are open");
});

test("criteria come from the library one by one, with anchors, questions and evidence", async ({ page, address }) => {
  await brought(page, address, {}, "setup", "Set-up");
  const criteria = main(page).getByRole("region", { name: "Criteria" });
  await criteria.getByRole("button", { name: "Pick from the library" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Criteria to judge a partner by" });
  await dialog.getByRole("checkbox", { name: "Named team and continuity" }).press("Space");
  await dialog.getByRole("button", { name: "Add 1 criterion" }).press("Enter");
  await expect(message(page, "Added 1 criterion.")).toBeVisible();
  const row = criteria.getByRole("list", { name: "Criteria: Expertise" }).getByRole("listitem").first();
  await row.getByRole("button", { name: "What is behind Named team and continuity: 3 questions, 5 anchors, evidence" }).press("Enter");
  await expect(row.getByRole("textbox", { name: "What is seen for a 1" })).toHaveValue("Nobody is named before the contract");
  await row.getByRole("textbox", { name: "What is seen for a 1" }).fill("Nobody");
  await row.getByRole("textbox", { name: "What is seen for a 1" }).press("Control+Enter");
  expect((await documentOf(page)).criteria[0].anchors[0]).toBe("Nobody");

  await criteria.getByRole("button", { name: "Interview guide" }).press("Enter");
  await expect(heading(page)).toHaveText("3 questions on 1 criterion");
  await main(page).getByLabel("Guide for").selectOption({ label: "Bridgewater Research" });
  const paper = main(page).getByRole("article", { name: "Interview guide" });
  for (const said of ["Bridgewater Research, CRO", "Nobody", "To be shown:", "Who will work for us"]) await expect(paper).toContainText(said);
});

test("the steps are planned back from the decision in one edit, and what is late is said", async ({ page, address }) => {
  await brought(page, address, { brief: { decisionDue: "2031-03-14" } }, "setup", "Set-up");
  const steps = main(page).getByRole("region", { name: "Way to the contract" });
  await steps.getByRole("button", { name: "Start from the usual steps" }).press("Enter");
  await expect(steps).toContainText("The steps have no dates yet");
  await steps.getByRole("button", { name: "Plan back from the decision, due on 14 Mar 2031" }).press("Enter");
  await expect(steps).toContainText("On the way");
  const planned = (await documentOf(page)).selectionSteps;
  expect(planned.find((step) => step.decides).planned).toBe("2031-03-14");
  expect(planned.map((step) => step.planned)).toEqual(planned.map((step) => step.planned).toSorted());

  const first = steps.getByRole("list", { name: "Steps to the contract" }).getByRole("listitem").first();
  await first.getByLabel("Planned").fill("2026-01-05");
  await first.getByLabel("Planned").press("Enter");
  await expect(steps).toContainText(/Need, scope and budget agreed is \d+ (weeks|months|years) late/);
});

test("a new evaluation begins with all of it", async ({ page, address }) => {
  await open(page, address);
  await newEvaluation(page);
  const document = await documentOf(page);
  expect([document.fitQuestions.length, document.selectionSteps.length, document.knockouts.length, document.criteria.length]).toEqual([8, 14, 12, 25]);
});

axeFindsNothing("where a choice is prepared", async ({ page, address, look }) => {
  await open(page, address);
  await newEvaluation(page);
  await main(page).getByRole("button", { name: /^What is behind Therapeutic area/ }).press("Enter");
  await look("Set-up with a criterion opened");
  await visit(page, "setup?show=paper");
  await expect(main(page).getByRole("article")).toBeVisible();
  await look("Interview guide");
  await visit(page, "kind");
  await onPage(page, "Which kind of partner");
  for (const name of ["Nobody, or one person", "As usual for its phase"]) await page.getByRole("radio", { name }).press("Space");
  await main(page).getByText("The rules: what each answer says").click();
  await main(page).getByText("4 answers and what they say").first().click();
  await look("Which kind of partner, with its rules");
  await main(page).getByRole("button", { name: "Show on paper, with the rules" }).press("Enter");
  await expect(main(page).getByRole("article")).toBeVisible();
  await look("Which kind of partner, on paper");
  await bring(page, evaluation({ knockouts: [{ id: "audit", name: "Right to audit", why: "Oversight", evidence: "Clause" }], knockoutResults: [{ knockout: "audit", candidate: "a", outcome: "fail" }] }));
  await visit(page, "knockouts");
  await onPage(page, "Knock-outs");
  await page.getByRole("combobox", { name: /^Right to audit, Bridgewater/ }).focus();
  await expect(page.getByRole("region", { name: "The chosen knock-out" })).toBeVisible();
  await look("Knock-outs with a cell chosen");
});

// Editing every part of a plan and of an evaluation, by the keyboard; each edit can be undone and done again, stands in
// the audit trail, and is there after a reload.

import { blankPlan, choose, documents, exported, goTo, goToApplicationPage, heading, importDialog, main, newEvaluation, onPage, open, openSample, redo, reload, risk, risks, saving, task, taskRow, tasks, undo } from "./support/app.mjs";
import { expect, test } from "./support/test.mjs";

const field = (place, label) => place.getByLabel(label, { exact: true });
const list = (page, name) => main(page).getByRole("list", { name, exact: true });
const badge = (page, name) => page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name });
const document = async (page) => JSON.parse((await exported(page)).text);

/** Replaces the text of a field by typing, and leaves the field. */
async function type(page, target, text) {
  await target.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
  await page.keyboard.press("Tab");
}

/** What `state` says is taken back by Undo and comes again with Redo. */
async function undoes(page, state, before, after) {
  await expect.poll(state).toEqual(after);
  await undo(page);
  await expect.poll(state).toEqual(before);
  await redo(page);
  await expect.poll(state).toEqual(after);
}

test.beforeEach(({ page, address }) => open(page, address));

test.describe("the scope", () => {
  test.beforeEach(({ page }) => blankPlan(page));

  test("takes the facts of the trial, each of them undone and done again", async ({ page }) => {
    const facts = [
      ["Title of this plan", "Untitled plan", "KESTREL-2"],
      ["Acronym", "", "KESTREL"],
      ["Sponsor", "", "Harrowmere Pharma"],
      ["Conditions", "", "Asthma\nAllergy"],
      ["In a sentence or two", "", "Adults with moderate asthma"],
    ];
    for (const [label, before, after] of facts) {
      await type(page, field(main(page), label), after);
      await undoes(page, () => field(main(page), label).inputValue(), before, after);
    }
    await expect(page.getByRole("complementary")).toContainText("KESTREL");
    await reload(page);
    for (const [label, , after] of facts) await expect(field(main(page), label)).toHaveValue(after);
  });

  test("takes choices: phase, study type, sex", async ({ page }) => {
    for (const [label, key] of [["Phase", "Phase II"], ["Study type", "Interventional"], ["Sex", "All"]]) {
      const select = field(main(page), label);
      const before = await select.inputValue();
      await select.selectOption({ label: key });
      const after = await select.inputValue();
      await undoes(page, () => select.inputValue(), before, after);
    }
  });

  const lists = [
    ["Objectives", "Add an objective", "Objective", "To compare A with B on C at week 24."],
    ["Endpoints", "Add an endpoint", "Measure", "Change in FEV1"],
    ["In scope", "Add what is in scope", "Statement", "Home visits"],
    ["Out of scope", "Add what is out of scope", "Statement", "Open-label extension"],
    ["Assumptions", "Add an assumption", "Statement", "Sites randomise half a participant a month"],
    ["Countries", "Add a country", "Country", "Netherlands"],
    ["Sites", "Add a site", "Site", "Lowland University Hospital"],
    ["Deliverables", "Add a deliverable", "Deliverable", "Clinical study report"],
  ];
  for (const [name, add, label, text] of lists) {
    test(`takes ${name.toLowerCase()}: add, write, remove, each undone and done again`, async ({ page }) => {
      const rows = list(page, name).getByRole("listitem");
      await main(page).getByRole("button", { name: add, exact: true }).press("Enter");
      await undoes(page, () => rows.count(), 0, 1);
      const written = field(rows.first(), label);
      await type(page, written, text);
      await undoes(page, () => written.inputValue(), "", text);
      await rows.first().getByRole("button", { name: `Remove ${text}` }).press("Enter");
      await expect(rows).toHaveCount(0);
      await undo(page);
      await expect(written).toHaveValue(text);
      await reload(page);
      await expect(written).toHaveValue(text);
    });
  }

  test("adding a row puts the focus into it", async ({ page }) => {
    await main(page).getByRole("button", { name: "Add an objective" }).press("Enter");
    await expect(field(list(page, "Objectives"), "Objective")).toBeFocused();
  });

  test("rows change their order", async ({ page }) => {
    const measures = () => list(page, "Endpoints").getByLabel("Measure", { exact: true }).evaluateAll((fields) => fields.map((field) => field.value));
    for (const [index, text] of ["First", "Second"].entries()) {
      await main(page).getByRole("button", { name: "Add an endpoint" }).press("Enter");
      await type(page, list(page, "Endpoints").getByLabel("Measure", { exact: true }).nth(index), text);
    }
    await list(page, "Endpoints").getByRole("button", { name: "Move Second up" }).press("Enter");
    await undoes(page, measures, ["First", "Second"], ["Second", "First"]);
  });
});

test.describe("the schedule", () => {
  const names = (page) => () => tasks(page).getByRole("row").locator(".title").allTextContents();

  async function add(page, name, key = "Alt+t") {
    await page.keyboard.press(key);
    await expect(field(task(page), "Name")).toBeFocused();
    await type(page, field(task(page), "Name"), name);
  }

  test.beforeEach(async ({ page }) => {
    await blankPlan(page);
    await goTo(page, "Schedule");
  });

  test("takes tasks and milestones by their shortcuts, and edits them in place", async ({ page }) => {
    await add(page, "Write the protocol");
    await undoes(page, names(page), ["New task"], ["Write the protocol"]);
    await add(page, "First participant in", "Alt+m");
    await expect(tasks(page).getByRole("row").nth(2)).toContainText("Milestone: First participant in");
    await type(page, field(task(page), "Owner (role)"), "Clinical operations lead");
    await expect(tasks(page).getByRole("row").nth(2)).toContainText("Clinical operations lead");
    await reload(page);
    await expect(field(task(page), "Name")).toHaveValue("First participant in");
  });

  test("an empty name is refused with a reason, and Escape brings the old one back", async ({ page }) => {
    await add(page, "Write the protocol");
    await type(page, field(task(page), "Name"), "");
    await expect(task(page)).toContainText("cannot be empty");
    await field(task(page), "Name").press("Escape");
    await expect(field(task(page), "Name")).toHaveValue("Write the protocol");
  });

  test("Alt with an arrow moves a row, and the focus stays on it", async ({ page }) => {
    for (const name of ["Alpha", "Beta", "Gamma"]) await add(page, name);
    await expect.poll(names(page)).toEqual(["Alpha", "Beta", "Gamma"]);
    const row = taskRow(page, "Gamma");
    await row.focus();
    await page.keyboard.press("Alt+ArrowUp");
    await undoes(page, names(page), ["Alpha", "Beta", "Gamma"], ["Alpha", "Gamma", "Beta"]);
    await row.focus();
    await page.keyboard.press("Alt+ArrowUp");
    await expect.poll(names(page)).toEqual(["Gamma", "Alpha", "Beta"]);
    await expect(row).toBeFocused();
    await page.keyboard.press("Alt+ArrowDown");
    await expect.poll(names(page)).toEqual(["Alpha", "Gamma", "Beta"]);
    await expect(row).toBeFocused();
    await reload(page);
    await expect.poll(names(page)).toEqual(["Alpha", "Gamma", "Beta"]);
  });

  test("arrows walk the rows, Enter opens the record, Escape leads back", async ({ page }) => {
    for (const name of ["Alpha", "Beta"]) await add(page, name);
    const row = (name) => taskRow(page, name);
    await row("Beta").focus();
    await page.keyboard.press("ArrowUp");
    await expect(row("Alpha")).toBeFocused();
    await expect(row("Alpha")).toHaveAttribute("aria-selected", "true");
    await expect(field(task(page), "Name")).toHaveValue("Alpha");
    await page.keyboard.press("Enter");
    await expect(field(task(page), "Name")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(row("Alpha")).toBeFocused();
    await page.keyboard.press("End");
    await expect(row("Beta")).toBeFocused();
  });

  test("what is past its date is shown as late, here, in the sidebar and on the overview; done, it is late no more", async ({ page }) => {
    await add(page, "Submit to the authority");
    await field(task(page), "Planned finish").fill("2024-01-31");
    await page.keyboard.press("Tab");
    await expect(tasks(page)).toContainText(/\d+ (months|years) late/);
    await expect(badge(page, /Schedule 1 late/)).toBeVisible();
    await goTo(page, "Overview");
    await expect(heading(page)).toContainText("late");
    await expect(main(page)).toContainText("Submit to the authority");
    await page.goBack();
    await onPage(page, "Schedule");
    await task(page).getByRole("button", { name: "Mark done today" }).press("Enter");
    const progress = () => field(task(page), "Progress").locator("option:checked").textContent();
    await undoes(page, progress, "Not started", "Done");
    await expect(badge(page, /1 late/)).toHaveCount(0);
  });

  test("a click that follows typing lands where it was aimed, though the edit moves the page", async ({ page }) => {
    await add(page, "Submit to the authority");
    const done = task(page).getByRole("button", { name: "Mark done today" });
    await done.scrollIntoViewIfNeeded();
    await field(task(page), "Planned finish").fill("2024-01-31");
    const { x, y, width, height } = await done.boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await done.boundingBox()).toEqual({ x, y, width, height });
    await page.mouse.up();
    await expect(field(task(page), "Progress").locator("option:checked")).toHaveText("Done");
    await expect(field(task(page), "Planned finish")).toHaveValue("2024-01-31");
  });

  test("the list can be searched, filtered and sorted, and the address keeps it", async ({ page }) => {
    await openSample(page);
    await goTo(page, "Schedule");
    const all = await tasks(page).getByRole("row").count();
    await main(page).getByLabel("Show", { exact: true }).selectOption({ label: "Late" });
    await expect.poll(() => tasks(page).getByRole("row").count()).toBeLessThan(all);
    // What a late task is part of stands above it, and is not late itself.
    const late = await tasks(page).getByRole("row").and(page.locator(":not([aria-expanded])")).locator(".title").allTextContents();
    await tasks(page).getByRole("button", { name: "Task or milestone" }).press("Enter");
    const plain = (name) => name.replace("◆ ", "").replace("Milestone: ", "").toLowerCase();
    await expect.poll(async () => (await names(page)()).map(plain)).toEqual(late.map(plain).sort());
    await reload(page);
    await expect.poll(async () => (await names(page)()).map(plain)).toEqual(late.map(plain).sort());
    await main(page).getByLabel("Find", { exact: true }).fill("zzzz");
    await expect(main(page)).toContainText("Nothing matches");
  });
});

test.describe("the risk register", () => {
  const level = (page, score, axis) => risk(page).getByRole("group", { name: new RegExp(`^${score}`) }).getByLabel(axis, { exact: true });
  const cell = (page, probability, impact) => page.getByRole("group", { name: /^Risk matrix/ }).getByRole("button", { name: new RegExp(`^Probability ${probability} .* impact ${impact} `) });

  test.beforeEach(async ({ page }) => {
    await blankPlan(page);
    await goTo(page, "Risks");
    await page.keyboard.press("Alt+r");
    await expect(field(risk(page), "Risk")).toBeFocused();
    await type(page, field(risk(page), "Risk"), "Ethics approval takes long");
  });

  test("numbers its risks and edits them in place", async ({ page }) => {
    await expect(risks(page)).toContainText("R-01");
    await undoes(page, () => field(risk(page), "Risk").inputValue(), "New risk", "Ethics approval takes long");
    await page.keyboard.press("Alt+r");
    await expect(risks(page)).toContainText("R-02");
  });

  test("scores probability by impact; the meaning of each level is printed, and the matrix moves", async ({ page }) => {
    await expect(cell(page, 5, 4)).toHaveAccessibleName(/no risk/);
    await level(page, "Current score", "Probability").selectOption("5");
    await expect(risk(page)).toContainText("Over 80%: plan as if it will happen");
    await level(page, "Current score", "Impact on time and budget").selectOption("4");
    await expect(risks(page)).toContainText("20, high");
    await expect(cell(page, 5, 4)).toHaveAccessibleName(/high: 1 risk: R-01/);
    const impact = () => level(page, "Current score", "Impact on time and budget").inputValue();
    await undoes(page, impact, "3", "4");
    await level(page, "Current score", "Impact on time and budget").selectOption("1");
    await expect(cell(page, 5, 4)).toHaveAccessibleName(/no risk/);
    await expect(cell(page, 5, 1)).toHaveAccessibleName(/low: 1 risk: R-01/);
  });

  test("a score can be chosen by keys alone", async ({ page }) => {
    await level(page, "Current score", "Probability").press("4");
    await level(page, "Current score", "Impact on time and budget").press("5");
    await expect(risks(page)).toContainText("20, high");
  });

  test("holds the response, its owner, its date, and the target score, which the matrix shows as well", async ({ page }) => {
    await level(page, "Current score", "Probability").selectOption("4");
    await level(page, "Current score", "Impact on time and budget").selectOption("4");
    await field(risk(page), "Response").selectOption({ label: "Reduce" });
    await undoes(page, () => field(risk(page), "Response").locator("option:checked").textContent(), "Undecided", "Reduce");
    await type(page, field(risk(page), "What is done about it"), "Draft the answers before the questions come");
    await type(page, field(risk(page), "Owner (role)"), "Regulatory affairs lead");
    await field(risk(page), "In place by").fill("2024-06-30");
    await page.keyboard.press("Tab");
    await expect(risk(page)).toContainText(/\d+ (months|years) late/);
    await level(page, "Target score", "Probability").selectOption("2");
    await level(page, "Target score", "Impact on time and budget").selectOption("3");
    await page.getByRole("group", { name: "Which scores" }).getByRole("button", { name: "Target" }).press("Enter");
    await expect(cell(page, 2, 3)).toHaveAccessibleName(/low: 1 risk: R-01/);
    await expect(cell(page, 4, 4)).toHaveAccessibleName(/no risk/);

    const { risks: [kept] } = await document(page);
    expect(kept).toMatchObject({ response: "reduce", owner: "Regulatory affairs lead", responseDue: "2024-06-30", current: { probability: 4, impact: 4 }, target: { probability: 2, impact: 3 } });
  });

  test("a cell of the matrix filters the register", async ({ page }) => {
    await level(page, "Current score", "Probability").selectOption("4");
    await level(page, "Current score", "Impact on time and budget").selectOption("4");
    await page.keyboard.press("Alt+r");
    await expect(field(risk(page), "Risk")).toHaveValue("New risk");
    await type(page, field(risk(page), "Risk"), "Another one");
    await cell(page, 4, 4).press("Enter");
    await expect(risks(page).getByRole("row")).toHaveCount(2);
    await expect(risks(page)).not.toContainText("Another one");
    await cell(page, 4, 4).press("Enter");
    await expect(risks(page).getByRole("row")).toHaveCount(3);
  });

  test("a risk is removed with a way back", async ({ page }) => {
    await risk(page).getByRole("button", { name: "Remove" }).press("Enter");
    await expect(main(page)).not.toContainText("Ethics approval takes long");
    await page.getByRole("status").filter({ hasText: "Removed the risk" }).getByRole("button", { name: "Undo" }).press("Enter");
    await expect(risks(page)).toContainText("Ethics approval takes long");
  });
});

test.describe("the partner selection", () => {
  const CANDIDATES = [["Northlight Projects", "Specialised project management firm"], ["Bridgewater Research", "CRO"], ["Clearpath Systems", "Technology provider"], ["Oakmoor Consulting", "Full-service consultant"]];
  const candidates = (page) => list(page, "Candidates").getByRole("listitem");
  const score = (page, criterion, candidate) => main(page).getByRole("region", { name: "Scores by criterion and candidate" }).getByRole("combobox", { name: new RegExp(`^${criterion}, ${candidate}`) });

  /** Scores as the first evaluator, who has no interests to declare. */
  async function sitDown(page) {
    await goTo(page, "Scores");
    await main(page).getByRole("group", { name: "Evaluator" }).getByRole("button").first().press("Enter");
    await main(page).getByRole("button", { name: "Nothing to declare" }).press("Enter");
  }

  async function addCandidates(page) {
    for (const [index, [name, kind]] of CANDIDATES.entries()) {
      await main(page).getByRole("button", { name: "Add a candidate" }).press("Enter");
      await type(page, field(candidates(page).nth(index), "Name"), name);
      await field(candidates(page).nth(index), "Kind of partner").selectOption({ label: kind });
    }
  }

  test.beforeEach(({ page }) => newEvaluation(page));

  test("starts from criteria in the four pillars", async ({ page }) => {
    for (const pillar of ["Expertise", "Technology and integration", "Risk management", "Performance tracking"]) {
      expect(await list(page, `Criteria: ${pillar}`).getByRole("listitem").count(), pillar).toBeGreaterThan(0);
    }
  });

  test("compares candidates of the four kinds", async ({ page }) => {
    await addCandidates(page);
    const kind = field(candidates(page).nth(3), "Kind of partner").locator("option:checked");
    await undoes(page, () => kind.textContent(), "CRO", "Full-service consultant");
    await expect(heading(page)).toHaveText("Ready to score");
    await reload(page);
    await expect(candidates(page)).toHaveCount(4);
  });

  test("what is missing first is added from the heading, and the focus goes to it", async ({ page }) => {
    await expect(heading(page)).toHaveText(/are missing$/);
    await main(page).getByRole("button", { name: "Add the first candidate" }).press("Enter");
    await expect(field(candidates(page).first(), "Name")).toBeFocused();
    await expect(main(page).getByRole("button", { name: "Add another candidate" })).toBeVisible();
  });

  test("weights the criteria: the shares follow, and a weight that is none is refused", async ({ page }) => {
    const criterion = list(page, "Criteria: Expertise").getByRole("listitem").first();
    const weight = field(criterion, "Weight");
    const before = await weight.inputValue();
    const share = await criterion.locator(".share").textContent();
    await type(page, weight, "50");
    await undoes(page, () => weight.inputValue(), before, "50");
    await expect(criterion.locator(".share")).not.toHaveText(share);
    await type(page, weight, "a lot");
    await expect(weight).toHaveAttribute("aria-invalid", "true");
  });

  test("scores from 1 to 5 with evidence make the ranking", async ({ page }) => {
    await addCandidates(page);
    const criterion = await field(list(page, "Criteria: Expertise").getByRole("listitem").first(), "Criterion").inputValue();
    await sitDown(page);
    for (const [[name], value] of CANDIDATES.map((candidate, index) => [candidate, ["3", "5", "2", "1"][index]])) {
      await score(page, criterion, name).press(value);
      await expect(score(page, criterion, name)).toHaveValue(value);
    }
    await undoes(page, () => score(page, criterion, "Oakmoor Consulting").inputValue(), "", "1");
    await score(page, criterion, "Bridgewater Research").press("e");
    const evidence = page.getByRole("region", { name: "The chosen score" }).getByLabel("Evidence", { exact: true });
    await expect(evidence).toBeFocused();
    await page.keyboard.insertText("Three references called");
    await page.keyboard.press("Control+Enter");
    await page.keyboard.press("Escape");
    await expect(score(page, criterion, "Bridgewater Research")).toBeFocused();

    await main(page).getByRole("button", { name: "Show the scores all the same" }).press("Enter");
    await goTo(page, "Ranking");
    await expect(heading(page)).toContainText("Bridgewater Research leads");
    const ranking = main(page).getByRole("region", { name: "Ranking", exact: true }).getByRole("listitem");
    for (const [place, name] of ["Bridgewater Research", "Northlight Projects", "Clearpath Systems", "Oakmoor Consulting"].entries()) await expect(ranking.nth(place)).toContainText(name);
    await reload(page);
    await expect(heading(page)).toContainText("Bridgewater Research leads");
  });

  test("evidence is kept with the score, and the score says that it has some", async ({ page }) => {
    await addCandidates(page);
    await sitDown(page);
    const cell = main(page).getByRole("region", { name: "Scores by criterion and candidate" }).getByRole("combobox").first();
    await cell.press("4");
    await cell.press("e");
    await expect(page.getByLabel("Evidence", { exact: true })).toBeFocused();
    await page.keyboard.insertText("Audit report of May, page 3");
    await page.keyboard.press("Tab");
    await expect(cell).toHaveAccessibleName(/with evidence/);
    const { scores: [kept] } = await document(page);
    expect(kept).toMatchObject({ value: 4, evidence: "Audit report of May, page 3" });
  });
});

test.describe("the audit trail", () => {
  const trail = (page) => page.getByRole("list", { name: "Changes, newest first" });

  test("says who changed what, when, from what to what", async ({ page }) => {
    await goToApplicationPage(page, "Preferences");
    await type(page, page.getByLabel("Your name"), "Ada, clinical operations");
    await expect(heading(page)).toContainText("Ada, clinical operations");
    await blankPlan(page);
    await type(page, field(main(page), "Sponsor"), "Harrowmere Pharma");
    await type(page, field(main(page), "Sponsor"), "Lowland Pharma");
    await goTo(page, "Audit trail");
    const newest = trail(page).getByRole("listitem").first();
    await expect(newest).toContainText("Ada, clinical operations");
    await expect(newest).toContainText("Changed the sponsor");
    await expect(newest).toContainText(/sponsor/i);
    await expect(newest).toContainText(/Harrowmere Pharma.*Lowland Pharma/);
    await expect(newest.locator("time")).toHaveAttribute("datetime", /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d/);
    await reload(page);
    await expect(newest).toContainText(/Harrowmere Pharma.*Lowland Pharma/);
  });

  test("keeps undo and redo as changes of their own", async ({ page }) => {
    await blankPlan(page);
    await type(page, field(main(page), "Acronym"), "KESTREL");
    await undo(page);
    await redo(page);
    const { audit } = await document(page);
    expect(audit).toHaveLength(3);
    expect(audit.map((entry) => entry.changes.map((change) => [change.before ?? null, change.after ?? null]))).toEqual([[[null, "KESTREL"]], [["KESTREL", null]], [[null, "KESTREL"]]]);
  });

  test("is verified, and names the first entry that was changed in the file", async ({ page, machine, address }) => {
    const verify = async (page) => {
      await goTo(page, "Audit trail");
      await main(page).getByRole("button", { name: "Verify" }).press("Enter");
      return main(page).getByRole("status").filter({ hasText: /verified|broken/ });
    };
    await blankPlan(page);
    for (const acronym of ["KESTREL", "MERLIN", "HOBBY"]) await type(page, field(main(page), "Acronym"), acronym);
    await expect(await verify(page)).toContainText("All 3 entries verify");

    const file = await exported(page);
    const elsewhere = await (await machine()).newPage();
    await open(elsewhere, address);
    await choose(elsewhere, { name: file.name, text: file.text.replace('"after": "MERLIN"', '"after": "FALCON"') });
    await expect(importDialog(elsewhere)).toContainText("The audit trail does not verify. Entry 2");
    await importDialog(elsewhere).getByRole("button", { name: "Import", exact: true }).click();
    await expect(await verify(elsewhere)).toContainText(/broken.*Entry 2 of .* is not as it was/);
  });

  test("is exported as a table", async ({ page }) => {
    await blankPlan(page);
    await type(page, field(main(page), "Acronym"), "=KESTREL()");
    await goTo(page, "Audit trail");
    const [download] = await Promise.all([page.waitForEvent("download"), main(page).getByRole("button", { name: "Download as CSV" }).press("Enter")]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
  });
});

test("what is typed and not yet left is stored when the page goes away", async ({ page }) => {
  await blankPlan(page);
  await field(main(page), "Acronym").focus();
  await page.keyboard.insertText("KESTREL");
  await reload(page);
  await expect(field(main(page), "Acronym")).toHaveValue("KESTREL");
});

test("a name that is typed and not yet left is kept when the page goes away, though no document is open", async ({ page }) => {
  await goToApplicationPage(page, "Preferences");
  const name = main(page).getByLabel("Your name", { exact: true });
  await name.focus();
  await page.keyboard.insertText("Quality lead");
  await reload(page);
  await expect(main(page).getByLabel("Your name", { exact: true })).toHaveValue("Quality lead");
});

test("every edit shows as saved on this device", async ({ page }) => {
  await blankPlan(page);
  await field(main(page), "Acronym").focus();
  await page.keyboard.insertText("K");
  await expect(saving(page, "Saving…")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(saving(page)).toBeVisible();
});

test("what is typed and not yet left is stored when the browser goes back", async ({ page }) => {
  await blankPlan(page);
  await goTo(page, "Risks");
  await goTo(page, "Scope");
  const address = page.url();
  await page.evaluate(() => (location.hash = "#/"));
  await expect(documents(page)).toBeVisible();
  await page.goBack();
  await onPage(page, "Scope");
  expect(page.url()).toBe(address);
  await field(main(page), "Acronym").focus();
  await page.keyboard.insertText("KESTREL");
  await page.goForward();
  await expect(documents(page)).toBeVisible();
  await page.goBack();
  await expect(field(main(page), "Acronym")).toHaveValue("KESTREL");
});

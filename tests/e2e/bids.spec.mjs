// What the candidates ask for on the same assumptions, and who keeps which duty.

import { bring, downloaded, goTo, heading, exported, main, message, onPage, open, openSample, undo, visit } from "./support/app.mjs";
import { axeFindsNothing } from "./support/axe.mjs";
import { expect, test } from "./support/test.mjs";

const MADE = "2026-01-12T09:00:00.000Z";

/** An evaluation of two candidates, with whatever a test wants in it. */
function evaluation(sections = {}) {
  const document = { id: "made-for-a-test", title: "Partner for Kestrel", created: MADE, changed: MADE, revision: 0 };
  const candidates = [{ id: "c-a", name: "Alder", kind: "projectManagementFirm" }, { id: "c-b", name: "Borea", kind: "contractResearchOrganisation" }];
  const text = JSON.stringify({ format: "trialwright.partner-evaluation", schemaVersion: 1, document, candidates, ...sections }, null, 2);
  return { name: "made-for-a-test.json", text };
}

const line = (id, name, driver, unitPrice, more = {}) => ({ id, name, driver, unitPrice, ...more });
const table = (page) => main(page).getByRole("region", { name: "Table of the bids" }).getByRole("table");
const lines = (page) => main(page).getByRole("group", { name: "Lines of the bid" });
const cell = (page, name) => main(page).getByLabel(name, { exact: true });
const register = (page) => page.getByRole("grid", { name: "Duties" });
const duty = (page) => page.getByRole("region", { name: "Chosen duty" });
const kept = async (page) => JSON.parse((await exported(page)).text);

async function commit(target, text) {
  await target.fill(text);
  await target.press("Enter");
}

test.beforeEach(({ page, address }) => open(page, address));

test("a bid is entered by the keyboard, and what is missing to compare it is named", async ({ page }) => {
  await bring(page, evaluation());
  await goTo(page, "Bids");
  await expect(heading(page)).toHaveText("No bids yet");
  await main(page).getByRole("button", { name: "Begin the bid" }).press("Enter");
  await main(page).getByRole("button", { name: "Add a line" }).press("Enter");
  await expect(cell(page, "Line, line without a name")).toBeFocused();
  await page.keyboard.type("Visit");
  await page.keyboard.press("Tab");
  await cell(page, "Counted by, Visit").selectOption("Per monitoring visit");
  await commit(cell(page, "Unit price, Visit"), "820");
  await commit(cell(page, "Units in the bid, Visit"), "40");
  await expect(heading(page)).toHaveText("0 of 1 bid can be compared");
  await expect(lines(page)).toContainText("needs sites, monitoring visits at each site");
  await commit(cell(page, "Sites"), "22");
  await commit(cell(page, "Monitoring visits at each site"), "3");
  await expect(heading(page)).toHaveText("Alder asks for EUR 54,120, the only bid so far");
  await expect(main(page).getByRole("list", { name: "What was found" })).toContainText("the bid counts 40 monitoring visits, we count 66: EUR 21,320 more.");
  // Ctrl and Enter add a line below; the arrow leads back up.
  await cell(page, "Line, Visit").press("Control+Enter");
  await expect(cell(page, "Line, line without a name")).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(cell(page, "Line, Visit")).toBeFocused();
  const bid = (await kept(page)).bids[0];
  expect(bid.lines.map(({ name, driver, unitPrice, quotedUnits }) => [name, driver, unitPrice, quotedUnits])).toEqual([["Visit", "perMonitoringVisit", "820", "40"], ["", "fixed", undefined, undefined]]);
});

test("another currency needs a rate, and lines come from a spreadsheet or from another bid", async ({ page }) => {
  const bids = [
    { candidate: "c-a", currency: "EUR", lines: [line("l1", "Management", "perMonth", "1000"), line("l2", "Reports", "fixed", "500")] },
    { candidate: "c-b", currency: "GBP", lines: [line("l1", "Management", "perMonth", "800")] },
  ];
  await bring(page, evaluation({ bids, bidAssumptions: { months: 10 } }));
  await goTo(page, "Bids");
  await expect(main(page)).toContainText("No rate for GBP");
  await commit(cell(page, "One GBP costs, in EUR"), "1.25");
  await expect(table(page).getByRole("row", { name: /^Total/ })).toContainText("10,500");
  await expect(table(page).getByRole("row", { name: /^Total/ })).toContainText("10,000");
  await expect(table(page).getByRole("row", { name: /^Reports/ })).toContainText("not in the bid");
  await main(page).getByRole("navigation", { name: "Whose bid" }).getByRole("link", { name: /Borea/ }).press("Enter");
  await expect(cell(page, "Currency of the bid")).toHaveValue("GBP");
  await cell(page, "Copy the lines of another bid, without prices").selectOption("Alder");
  await main(page).getByRole("button", { name: "Copy the lines" }).press("Enter");
  await expect(cell(page, "Unit price, Reports")).toHaveValue("");
  await expect(main(page)).toContainText("Prices are missing in the bid of Borea");
  await main(page).getByRole("button", { name: "Paste lines from a spreadsheet" }).click();
  const dialog = page.getByRole("dialog", { name: "Paste lines of a bid from a spreadsheet" });
  await dialog.getByLabel("Rows").fill("Line\tUnit\tPrice\tQty\nTravel\tper site\t€ 1.200,50\t4\nExtras\tper moon\t5\t1");
  await expect(dialog).toContainText("This adds 2 lines.");
  await expect(dialog).toContainText("“per moon” is no known way to count and was taken as a fixed price.");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(cell(page, "Unit price, Travel")).toHaveValue("1,200.50");
  await undo(page);
  await expect(cell(page, "Unit price, Travel")).toHaveCount(0);
  const saved = await downloaded(page, () => main(page).getByRole("button", { name: "Save as CSV" }).click());
  expect(saved.name).toBe("partner-for-kestrel-bids.csv");
  expect(saved.text).toContain("Other services,Management,Per month,1000,,10,10000,800,,10,10000");
});

test("the sample's bids are compared, and score stands beside price in a picture and a table", async ({ page }) => {
  await openSample(page);
  await goTo(page, "Partner selection");
  await main(page).getByRole("link", { name: /partner/i }).first().click();
  await onPage(page, "Ranking");
  await goTo(page, "Bids");
  await expect(heading(page)).toContainText(/scores highest and/);
  await main(page).getByRole("button", { name: /^Show \d+ more$/ }).click();
  await expect(main(page)).toContainText("Kestermoor Clinical Research counted 40 monitoring visits, we count 66");
  await expect(page.locator(".value-figure svg path.offer, .value-figure svg path.dominated")).toHaveCount(4);
  await expect(main(page).getByRole("region", { name: "Score and price" }).getByRole("row")).toHaveCount(5);
  const picture = await downloaded(page, () => main(page).getByRole("button", { name: "Save as SVG: score beside price" }).click());
  expect(picture.text).toContain("Thornquay Trial Management</text>");
});

test("duties begin from the list, an area goes to one party as one step, and gaps and doubles are named", async ({ page }) => {
  await bring(page, evaluation());
  await goTo(page, "Who keeps which duty");
  await main(page).getByRole("button", { name: "Begin from the sponsor’s duties" }).press("Enter");
  await expect(message(page, /Added \d+ duties\./)).toBeVisible();
  await expect(heading(page)).toHaveText("The sponsor keeps every duty");
  const assign = main(page).getByRole("group", { name: "Assign several duties" });
  await assign.getByLabel("Assign", { exact: true }).selectOption("All of: Monitoring");
  await assign.getByLabel("To", { exact: true }).selectOption("Alder");
  await assign.getByLabel("Written in", { exact: true }).fill("Work order 1");
  await assign.getByRole("button", { name: "Assign" }).press("Enter");
  await expect(heading(page)).toHaveText("Every duty has a keeper");
  await register(page).getByRole("row").filter({ hasText: "Monitor sites on site" }).press("Enter");
  await commit(duty(page).getByLabel("Which part", { exact: true }), "visits in Poland");
  await expect(heading(page)).toHaveText("1 gap in who keeps which duty");
  await expect(duty(page).getByRole("list", { name: "What is open" })).toContainText("Nobody named for the rest.");
  await duty(page).getByRole("button", { name: "Add a holder" }).press("Enter");
  const second = duty(page).getByRole("group", { name: /^Holder 2/ });
  await commit(second.getByLabel("Name", { exact: true }), "Regional monitors");
  await commit(second.getByLabel("Which part", { exact: true }), "Visits in Poland");
  await commit(second.getByLabel("Written in", { exact: true }), "Monitoring agreement");
  await expect(heading(page)).toHaveText("1 gap and 1 double in who keeps which duty");
  await commit(second.getByLabel("Which part", { exact: true }), "visits elsewhere");
  await expect(heading(page)).toHaveText("Every duty has a keeper");
  // With the other candidate, the duties of the first stay with the sponsor.
  await main(page).getByLabel("Show as if the partner were", { exact: true }).selectOption("Borea");
  await expect(main(page)).toContainText("With Borea, the sponsor keeps");
  const saved = await downloaded(page, () => main(page).getByRole("button", { name: "Save as CSV" }).click());
  expect(saved.text).toContain("Area,Duty,Laid down in,Cannot be transferred,Sponsor,Alder,Borea,Regional monitors,Written in,Oversight,Open");
  const found = (await kept(page)).duties.find(({ name }) => name === "Monitor sites on site");
  expect(found.holders).toEqual([
    { candidate: "c-a", part: "visits in Poland", agreement: "Work order 1" },
    { party: "Regional monitors", part: "visits elsewhere", agreement: "Monitoring agreement" },
  ]);
});

test("the transfer of obligations is a document, and a candidate that is removed leaves its duties and its bid", async ({ page }) => {
  const duties = [{ id: "d", name: "Visit sites", area: "Monitoring", holders: [{ candidate: "c-a", agreement: "Work order 1" }, { candidate: "c-b" }], oversight: "Reports" }];
  await bring(page, evaluation({ duties, bids: [{ candidate: "c-a", lines: [] }] }));
  await visit(page, "duties?view=paper");
  await expect(page.getByRole("article", { name: "Transfer of obligations" })).toContainText("01.01.19 Transfer of regulatory obligations");
  const saved = await downloaded(page, () => main(page).getByRole("button", { name: "Save as HTML" }).click());
  expect(saved.name).toBe("partner-for-kestrel-transfer-of-obligations.html");
  expect(saved.text).toContain("Work order 1");
  await goTo(page, "Set-up");
  await main(page).getByRole("button", { name: "Remove Alder" }).click();
  const left = await kept(page);
  expect([left.bids ?? [], left.duties[0].holders]).toEqual([[], [{ candidate: "c-b" }]]);
});

for (const [name, slug] of [["Bids", "bids"], ["Who keeps which duty", "duties"]]) {
  axeFindsNothing(`on the sample's page: ${name}`, async ({ page, look }) => {
    await openSample(page);
    await visit(page, "partners");
    await main(page).getByRole("link", { name: /partner/i }).first().click();
    await onPage(page, "Ranking");
    await visit(page, slug);
    await onPage(page, name);
    await look(name);
    if (slug === "bids") return;
    await visit(page, `${slug}/d-20`);
    await expect(duty(page)).toBeVisible();
    await look("A duty");
    await visit(page, `${slug}?view=paper`);
    await expect(page.getByRole("article", { name: "Transfer of obligations" })).toBeVisible();
    await look("The document");
  });
}

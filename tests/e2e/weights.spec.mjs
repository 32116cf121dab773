// Weights by four methods, and the candidates as pictures and as a table.

import { axeFindsNothing } from "./support/axe.mjs";
import { bring, downloaded, heading, main, message, newEvaluation, onPage, open, openSample, undo, visit } from "./support/app.mjs";
import { expect, test } from "./support/test.mjs";

const method = (page, name) => main(page).getByRole("group", { name: "Method" }).getByRole("button", { name });
const use = (page) => main(page).getByRole("button", { name: "Use these weights" });
const line = (page, name) => main(page).getByRole("region", { name: "Weights by method" }).getByRole("row").filter({ hasText: name });

async function openEvaluation(page, where) {
  await openSample(page);
  await page.evaluate(() => (location.hash = "#/"));
  await page.getByRole("region", { name: "Documents", exact: true }).getByRole("listitem").filter({ hasText: "Partner evaluation" }).getByRole("link").first().click();
  await onPage(page, "Ranking");
  if (where) await visit(page, where);
}

/** An evaluation of three criteria in two pillars. */
const small = () => {
  const criterion = (id, pillar, name, weight) => ({ id, pillar, name, weight });
  const head = { id: "small", title: "Small choice", created: "2026-11-02T09:00:00.000Z", changed: "2026-11-02T09:00:00.000Z", revision: 0 };
  const criteria = [criterion("a", "expertise", "Alpha", 50), criterion("b", "expertise", "Beta", 30), criterion("c", "technology", "Gamma", 20)];
  return { name: "small.evaluation.json", text: JSON.stringify({ format: "trialwright.partner-evaluation", schemaVersion: 1, document: head, criteria, audit: [] }) };
};

test.beforeEach(({ page, address }) => open(page, address));

test("swing points become weights in one step, which can be undone", async ({ page }) => {
  await bring(page, small());
  await visit(page, "weights");
  await expect(heading(page)).toHaveText("Nobody has said where the weights come from");
  await expect(use(page)).toBeDisabled();
  for (const [name, points] of [["Alpha", "40"], ["Beta", "60"], ["Gamma", "100"]]) {
    await main(page).getByRole("textbox", { name: `Swing points of ${name}` }).fill(points);
    await page.keyboard.press("Enter");
  }
  await expect(line(page, "Gamma")).toContainText("50%");
  await use(page).press("Enter");
  await expect(message(page, "The weights that count are now those by swing weights.")).toBeVisible();
  await expect(heading(page)).toContainText("count");
  await expect(line(page, "Alpha").getByRole("cell").first()).toHaveText("20%");
  await undo(page);
  await expect(heading(page)).toHaveText("Nobody has said where the weights come from");
  await expect(line(page, "Alpha").getByRole("cell").first()).toHaveText("50%");
});

test("rows of the order move by the arrow keys and keep the focus", async ({ page }) => {
  await bring(page, small());
  await visit(page, "weights?by=rankOrder");
  const up = main(page).getByRole("button", { name: "Move Technology and integration up" });
  await up.focus();
  await page.keyboard.press("ArrowUp");
  await expect(up).toBeFocused();
  await expect(main(page).locator(".weights-order-pillar").first()).toContainText("Technology and integration");
  await main(page).getByRole("button", { name: "Take the order as it is shown" }).press("Enter");
  await expect(line(page, "Gamma")).toContainText("75%");
});

test("comparisons that contradict each other name the pair to look at again", async ({ page }) => {
  await newEvaluation(page);
  await visit(page, "weights?by=pairwise");
  const pair = (one, other) => main(page).getByRole("combobox", { name: `${one} or ${other}?`, exact: true });
  const [first, second, third] = ["Expertise", "Technology and integration", "Risk management"];
  await pair(first, second).selectOption("2");
  await pair(second, third).selectOption("2");
  await expect(main(page).getByText(/No comparison connects/).first()).toBeVisible();
  for (const other of ["Performance tracking", "Commercial terms"]) {
    if (await pair(first, other).count()) await pair(first, other).selectOption("4");
  }
  await expect(main(page).getByText("CR 0.00").first()).toBeVisible();
  await pair(first, third).selectOption("-5");
  await expect(main(page).getByText("Look again at this pair first.")).toBeVisible();
  await main(page).getByRole("button", { name: "Go to this pair" }).press("Enter");
  await expect(main(page).locator("li.misfit select")).toBeFocused();
});

test("a weight that is changed after it was agreed on is told, and goes back", async ({ page }) => {
  await openEvaluation(page, "weights?by=direct");
  await expect(heading(page)).toHaveText("Expertise counts most: 30% of the result");
  await main(page).getByRole("textbox", { name: "Points of Cost control and change orders" }).fill("20");
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText("The weights are not what was agreed on");
  await main(page).getByRole("button", { name: "Go back to what was agreed on", exact: true }).press("Enter");
  await expect(heading(page)).toHaveText("Expertise counts most: 30% of the result");
});

test("each picture has its data as a table and can be saved", async ({ page }) => {
  await openEvaluation(page);
  const pictures = main(page).getByRole("region", { name: "Pictures", exact: true });
  for (const [name, key, head] of [["What makes the score", "parts", "Weighted score"], ["Profile", "profile", "Criterion"], ["Radar", "radar", "Pillar"]]) {
    await pictures.getByRole("button", { name, exact: true }).press("Enter");
    await expect(page).toHaveURL(new RegExp(`chart=${key}`));
    await expect(pictures.locator("svg.partner-chart")).toBeVisible();
    await expect(pictures.locator("thead")).toContainText(head);
    const file = await downloaded(page, () => pictures.getByRole("button", { name: "Save as SVG" }).press("Enter"));
    expect(file.name).toBe(`partner-for-the-rest-of-fenlight-${key}.svg`);
    expect(file.text).toContain("Thornquay");
  }
  await pictures.getByRole("checkbox", { name: "Thornquay Trial Management" }).press("Space");
  await expect(pictures.locator("svg.partner-chart")).not.toContainText("Thornquay");
  const image = await downloaded(page, () => pictures.getByRole("button", { name: "Save as PNG" }).press("Enter"));
  expect(image.name).toBe("partner-for-the-rest-of-fenlight-radar.png");
});

test("the scores leave as a table", async ({ page }) => {
  await openEvaluation(page);
  const file = await downloaded(page, () => main(page).getByRole("button", { name: "Export as CSV" }).press("Enter"));
  expect(file.name).toBe("partner-for-the-rest-of-fenlight.scores.csv");
  expect(file.text).toContain("Expertise,Kidney and complement trials,12,12%,3,3,3,3,");
  expect(file.text).toContain(",Weighted score,");
});

axeFindsNothing("on weights and pictures", async ({ page, address, look }) => {
  await open(page, address);
  await openEvaluation(page, "weights");
  for (const by of ["direct", "swing", "rankOrder", "pairwise"]) {
    await visit(page, `weights?by=${by}`);
    await expect(method(page, /./).and(main(page).locator("[aria-pressed=true]"))).toHaveCount(1);
    await look(`weights, ${by}`);
  }
  for (const chart of ["parts", "profile", "radar"]) {
    await visit(page, `ranking?chart=${chart}`);
    await expect(main(page).locator("svg.partner-chart")).toBeVisible();
    await look(`pictures, ${chart}`);
  }
});

// The risk register as a table: in place, several at once, from a spreadsheet, by the thousand; the chosen risk's chain; and
// how risks are scored.

import { bring, exported, goTo, heading, main, open, reload, risk, risks, undo, visit } from "./support/app.mjs";
import { axeFindsNothing } from "./support/axe.mjs";
import { largePlan, plan, risk as aRisk } from "./support/files.mjs";
import { expect, test } from "./support/test.mjs";

const score = (probability, impact, more = {}) => ({ probability, impact, ...more });
const file = plan({
  id: "register",
  title: "Kestrel",
  qualityFactors: [{ id: "f-1", group: "patientSafety", title: "Nobody is harmed" }],
  toleranceLimits: [{ id: "l-1", name: "Enrolled but not eligible", expected: 0.03 }],
  risks: [
    aRisk(1, "The drug comes late", { category: "supply", owner: "Supply lead", inherent: score(5, 4), current: score(3, 4), target: score(2, 3), factors: ["f-1"] }),
    aRisk(2, "Enrolment stays below plan", { category: "recruitment", current: score(4, 4) }),
    aRisk(3, "A serious infection", { category: "safety", current: score(1, 2, { participants: 5 }) }),
    aRisk(4, "Not looked at yet"),
  ],
});

const row = (page, name) => risks(page).getByRole("row").filter({ hasText: name });
const kept = async (page) => JSON.parse((await exported(page)).text);
const together = (page) => page.getByRole("group", { name: "Change the chosen risks" });
const tab = (page, name) => page.getByRole("navigation", { name: "Ways to look at risks" }).getByRole("link", { name }).click();

async function commit(target, text) {
  await target.fill(text);
  await target.press("Enter");
}

test.beforeEach(({ page, address }) => open(page, address));

test.describe("a register of four", () => {
  test.beforeEach(async ({ page }) => {
    await bring(page, file);
    await goTo(page, "Risks");
  });

  test("a row is edited in place, as one step", async ({ page }) => {
    await row(page, "Not looked at yet").focus();
    await page.keyboard.press("F2");
    const own = row(page, "Not looked at yet");
    await expect(own.getByLabel("Probability")).toBeFocused();
    await own.getByLabel("Probability").selectOption("4");
    await own.getByLabel("Impact on time and budget").selectOption("5");
    await own.getByLabel("Response").selectOption({ label: "Avoid" });
    await own.getByLabel("Owner").fill("Sponsor");
    await page.keyboard.press("Enter");
    await expect(own).toContainText("20, high");
    await expect(own).toBeFocused();
    expect((await kept(page)).risks[3]).toMatchObject({ owner: "Sponsor", response: "avoid", current: score(4, 5) });
    await undo(page);
    await expect(own).toContainText("not scored");
    await own.focus();
    await page.keyboard.press("F2");
    await own.getByLabel("Owner").fill("Nobody");
    await page.keyboard.press("Escape");
    await expect(own).not.toContainText("Nobody");
  });

  test("several are changed and removed together, each in one step", async ({ page }) => {
    await risks(page).getByRole("row").nth(1).focus();
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await expect(together(page)).toContainText("3 risks chosen");
    await together(page).getByLabel("To", { exact: true }).fill("Operations lead");
    await together(page).getByRole("button", { name: "Set for all" }).press("Enter");
    await expect(risks(page).getByText("Operations lead")).toHaveCount(3);
    await undo(page);
    await expect(risks(page).getByText("Operations lead")).toHaveCount(0);
    await together(page).getByLabel("Set", { exact: true }).selectOption("category");
    await together(page).getByLabel("To", { exact: true }).selectOption("vendor");
    await together(page).getByRole("button", { name: "Set for all" }).press("Enter");
    await expect(risks(page).getByText("Vendors")).toHaveCount(3);
    await together(page).getByRole("button", { name: "Remove" }).press("Enter");
    await expect(risks(page).getByRole("row")).toHaveCount(2);
    await undo(page);
    await expect(risks(page).getByRole("row")).toHaveCount(5);
  });

  test("it is filtered, gathered under headings, and sorted", async ({ page }) => {
    const filter = (label) => main(page).getByLabel(label, { exact: true });
    await filter("Band").selectOption("high");
    await expect(risks(page).getByRole("row")).toHaveCount(3);
    await filter("Needs").selectOption({ label: "High by safety first" });
    await expect(risks(page).getByRole("row")).toHaveCount(2);
    await expect(risks(page)).toContainText("A serious infection");
    await filter("Needs").selectOption("");
    await filter("Band").selectOption("");
    await filter("Group by").selectOption({ label: "Critical-to-quality factor" });
    await expect(risks(page).getByRole("row").nth(1)).toHaveText("Nobody is harmed 1");
    await expect(risks(page)).toContainText("No factor 3");
    await reload(page);
    await expect(risks(page)).toContainText("No factor 3");
  });

  test("rows come from a spreadsheet, and what was exported comes back the same", async ({ page }) => {
    await main(page).getByRole("button", { name: "Paste rows" }).click();
    const dialog = page.getByRole("dialog", { name: "Paste risks from a spreadsheet" });
    await dialog.getByLabel("Rows").fill("Risk\tLikelihood\tSeverity\tMood\nSites open late\tLikely\t9\tbad");
    await expect(dialog).toContainText("“Mood”: a risk keeps nothing of this name");
    await expect(dialog).toContainText("Row 2, Impact: “9” is no level of the scale; write a number from 1 to 5.");
    await dialog.getByLabel("Rows").fill("Risk\tLikelihood\tSeverity\nSites open late\tLikely\t3");
    await dialog.getByRole("button", { name: "Add" }).press("Enter");
    await expect(row(page, "Sites open late")).toContainText("12, medium");
    await expect(row(page, "Sites open late")).toContainText("R-05");
    await undo(page);
    await expect(risks(page)).not.toContainText("Sites open late");
    const [download] = await Promise.all([page.waitForEvent("download"), main(page).getByRole("button", { name: "Save as CSV" }).click()]);
    expect(download.suggestedFilename()).toMatch(/\.risks\.csv$/);
  });

  test("the chosen risk: factors, assessors who disagree, and the median on which they agree", async ({ page }) => {
    await row(page, "The drug comes late").press("Enter");
    await expect(risk(page).getByRole("link", { name: "Nobody is harmed" })).toBeVisible();
    await risk(page).getByText("No tolerance limits: choose").click();
    await risk(page).getByLabel("Enrolled but not eligible").check();
    await expect(risk(page).getByRole("link", { name: "Enrolled but not eligible" })).toBeVisible();
    await expect(risk(page)).toContainText("Not written yet.");
    await risk(page).getByText("Assessors: none yet").click();
    for (const [index, level] of ["2", "5", "5"].entries()) {
      await risk(page).getByRole("button", { name: "Add an assessor" }).click();
      await risk(page).getByText(new RegExp(`^Assessor ${index + 1}: `)).click();
      await risk(page).getByRole("group", { name: /^Assessor's score/ }).nth(index).getByLabel("Probability").selectOption(level);
    }
    await expect(risk(page)).toContainText("Assessors: 3, up to 3 levels apart");
    await expect(risk(page).getByRole("table", { name: "How far apart the assessors are" })).toContainText("2 to 5");
    await risk(page).getByRole("button", { name: "Agree on the median" }).press("Enter");
    await expect(row(page, "The drug comes late")).toContainText("20, high");
    const { risks: [first] } = await kept(page);
    expect(first).toMatchObject({ current: score(5, 4), limits: ["l-1"], assessments: [{ score: score(2, 4) }, { score: score(5, 4) }, { score: score(5, 4) }] });
  });

  test("the matrix shows where risks come from and go to, as a table too", async ({ page }) => {
    await page.getByRole("group", { name: "Which scores" }).getByRole("button", { name: "Movement" }).press("Enter");
    await expect(main(page)).toContainText("1 risk moves from inherent to current to target.");
    await main(page).getByText("As a table").click();
    await expect(main(page).getByRole("table", { name: /^How risks move/ }).getByRole("row").nth(1)).toHaveText("R-015 × 43 × 42 × 3");
    const [download] = await Promise.all([page.waitForEvent("download"), main(page).getByRole("button", { name: "Save as SVG" }).click()]);
    expect(download.suggestedFilename()).toMatch(/-risk-matrix\.svg$/);
  });

  test("how risks are scored: another preset takes the scores along, and bands begin where the team says", async ({ page }) => {
    await tab(page, "How risks are scored");
    await expect(heading(page)).toHaveText("Probability × impact on 5 × 5 levels: 2 high, 1 medium, 0 low");
    await main(page).getByLabel("Begin with").selectOption("threeByThree");
    await expect(heading(page)).toContainText("on 3 × 3 levels");
    expect((await kept(page)).risks[1].current).toEqual(score(3, 3));
    await undo(page);
    await expect(heading(page)).toContainText("on 5 × 5 levels");
    expect((await kept(page)).risks[1].current).toEqual(score(4, 4));
    await commit(main(page).getByLabel("High from (points)"), "7");
    await expect(main(page)).toContainText("High begins at 7, which is below 8, where medium begins.");
    await commit(main(page).getByLabel("High from (points)"), "12");
    await expect(heading(page)).toContainText("3 high, 0 medium");
    await main(page).getByLabel("Safety first").uncheck();
    await expect(heading(page)).toContainText("2 high, 0 medium, 1 low");
    await main(page).getByLabel("Score detectability as well").check();
    await expect(heading(page)).toContainText("on 5 × 5 × 3 levels");
    const name = main(page).getByRole("group", { name: "Detectability level 3" }).getByLabel("Name");
    await commit(name, "Seen too late");
    await tab(page, "Register");
    await row(page, "The drug comes late").press("Enter");
    await risk(page).getByRole("group", { name: /^Current score/ }).getByLabel("Detectability").selectOption({ label: "3 · Seen too late" });
    await expect(row(page, "The drug comes late")).toContainText("36");
    await expect(risks(page).getByRole("columnheader", { name: "RPN" })).toHaveAttribute("title", /hide how severe a risk is/);
  });
});

axeFindsNothing("on the register, moved and grouped, with a risk chosen, and on how its risks are scored", async ({ page, look }) => {
  await bring(page, file);
  await visit(page, "risks?basis=movement&group=category");
  await expect(risks(page)).toBeVisible();
  await look("Register");
  await visit(page, "risks/r-1");
  await expect(risk(page)).toBeVisible();
  await look("A risk");
  await visit(page, "risk-method");
  await expect(heading(page)).toContainText("levels");
  await look("Method");
});

test("5,000 risks: figures", async ({ page }) => {
  test.slow();
  await bring(page, largePlan({ tasks: 10, risks: 5000 }));
  await goTo(page, "Risks");
  await expect(risks(page)).toHaveAttribute("aria-rowcount", "5001");
  expect(await risks(page).getByRole("row").count()).toBeLessThan(80);
  const frames = await page.evaluate(async () => {
    const scroll = document.querySelector(".register.risks");
    const times = [];
    let last = await new Promise((done) => requestAnimationFrame(done));
    for (let step = 0; step < 120; step += 1) {
      scroll.scrollTop += 400;
      const now = await new Promise((done) => requestAnimationFrame(done));
      times.push(now - last);
      last = now;
    }
    return times;
  });
  await risks(page).getByRole("row").nth(1).focus();
  await page.keyboard.press("End");
  await expect(page.locator(".register.risks .row:focus")).toHaveAttribute("aria-rowindex", "5001");
  await page.evaluate(() => {
    window.keys = [];
    addEventListener(
      "keydown",
      (event) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => window.keys.push(performance.now() - event.timeStamp);
        requestAnimationFrame(() => channel.port2.postMessage(null));
      },
      { capture: true },
    );
  });
  await main(page).getByLabel("Find", { exact: true }).focus();
  const letters = [..."register 4"];
  for (const [index, key] of letters.entries()) {
    await page.keyboard.press(key);
    await page.waitForFunction((count) => window.keys.length === count, index + 1);
  }
  const keys = await page.evaluate(() => window.keys);
  const ordered = (figures) => figures.toSorted((one, other) => one - other);
  const told = (figures) => `median ${ordered(figures)[Math.floor(figures.length / 2)].toFixed(1)} ms, worst ${ordered(figures).at(-1).toFixed(1)} ms`;
  console.log(`    5,000 risks: a frame while scrolling ${told(frames)}; a letter in the filter, to the next frame: ${told(keys)}`);
});

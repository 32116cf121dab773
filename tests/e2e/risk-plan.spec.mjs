// The risk management plan: what stands on paper, and the file that is saved of it.

import { bring, downloaded, heading, main, onPage, open } from "./support/app.mjs";
import { plan, risk as aRisk } from "./support/files.mjs";
import { expect, test } from "./support/test.mjs";

const hostile = "<img src=x onerror=alert(1)> & co";

test.beforeEach(async ({ page, address }) => {
  await open(page, address);
  await bring(
    page,
    plan({
      id: "filed",
      title: "Filed",
      trial: { acronym: "FILED", sponsor: "Lindersea", protocolNumber: "F-201" },
      risks: [aRisk(1, hostile, { owner: "Supply lead", current: { probability: 4, impact: 5 } }), ...Array.from({ length: 60 }, (_, index) => aRisk(index + 2, `Risk ${index + 2}`))],
    }),
  );
  await page.evaluate(() => (location.hash = "#/plan/filed/risk-plan"));
  await onPage(page, "Risk management plan");
});

test("the page is the paper: title block, sections and every open risk", async ({ page }) => {
  await expect(heading(page)).toHaveText("The plan covers 61 open risks");
  const paper = main(page).getByRole("article", { name: "Risk management plan" });
  for (const part of ["Lindersea", "F-201", "1 Context", "5 Register", "12 Control of this document", "SHA-256 of the plan", hostile]) await expect(paper).toContainText(part);
  await page.emulateMedia({ media: "print" });
  await expect(paper).toBeVisible();
  await expect(heading(page)).toBeHidden();
  await expect(main(page).getByRole("navigation", { name: "Ways to look at risks" })).toBeHidden();
});

test("the saved file stands on its own, and what the plan says stays text", async ({ page, machine }) => {
  const file = await downloaded(page, () => main(page).getByRole("button", { name: "Save as HTML" }).press("Enter"));
  expect(file.name).toBe("filed-risk-management-plan.html");
  expect(file.text).not.toContain("<img");
  const alone = await (await machine()).newPage();
  await alone.setContent(file.text);
  await expect(alone.getByRole("heading", { level: 1 })).toHaveText("Risk management plan");
  await expect(alone.locator("table").first()).toBeVisible();
  await expect(alone.locator("body")).toContainText(hostile);
  await expect(alone.locator("img")).toHaveCount(0);
});

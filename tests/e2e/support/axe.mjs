// What axe finds on a page, in each look that the page has.

import axe from "axe-core";
import { expect, test } from "./test.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds on the page as it stands, in light and in dark: a line for each fault, with where it is. */
export async function faults(page, where) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  const found = [];
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    // The page has no frames. What axe would tell of everything that is in order takes it most of its time, and nobody reads it.
    const { violations } = await page.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }), RULES);
    const line = ({ id, help }, node) => `${where}, ${colorScheme}: ${id} (${help}) at ${node.target.join(" ")}: ${node.html.slice(0, 160)}`;
    found.push(...violations.flatMap((violation) => violation.nodes.map((node) => line(violation, node))));
  }
  return found;
}

/** On a desk and on a phone. */
export function atEachWidth(about, tests) {
  for (const width of [1440, 390]) {
    test.describe(`${about}, ${width} px wide`, () => {
      test.use({ viewport: { width, height: 900 }, contextOptions: { reducedMotion: "reduce" } });
      tests();
    });
  }
}

/** A test at each width, in light and dark: `walk` goes from state to state of the page and calls `look(where)` at each. */
export function axeFindsNothing(name, walk) {
  atEachWidth("axe finds nothing", () => {
    test(name, async ({ page, address }) => {
      const found = [];
      const look = async (where) => {
        found.push(...(await faults(page, where)));
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (beyond > 0) found.push(`${where}: ${beyond} px too wide`);
      };
      await walk({ page, address, look });
      expect(found).toEqual([]);
    });
  });
}

// The test function of this suite: a server per worker, and a watch over every context that a test opens.

import { expect, test as base } from "@playwright/test";
import { serve } from "./serve.mjs";
import { watch } from "./watch.mjs";

export { expect };

export const test = base.extend({
  site: [
    async ({}, use) => {
      const site = await serve();
      await use(site.address);
      await site.stop();
    },
    { scope: "worker" },
  ],
  /** Where the page under test is; a test may point it elsewhere. */
  address: async ({ site }, use) => use(site),
  /** What a test expects to go wrong, as patterns; everything else that goes wrong fails it. */
  expected: [[], { option: true }],
  /** Makes a watched browser context: a machine of its own, with nothing stored. */
  machine: async ({ browser, contextOptions, viewport, locale, timezoneId, colorScheme, expected, address }, use) => {
    const made = [];
    await use(async (options = {}, own = address) => {
      const context = await browser.newContext({ ...contextOptions, viewport, locale, timezoneId, colorScheme, ...options });
      made.push({ context, problems: watch(context, own) });
      return context;
    });
    for (const { context } of made) await context.close();
    expect(unexpected(made.flatMap(({ problems }) => problems), expected), "what went wrong on the page").toEqual([]);
  },
  context: async ({ context, address, expected }, use) => {
    const problems = watch(context, address);
    await use(context);
    expect(unexpected(problems, expected), "what went wrong on the page").toEqual([]);
  },
});

const unexpected = (problems, expected) => problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)));

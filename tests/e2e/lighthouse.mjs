// Lighthouse on the page as built: accessibility, best practices and SEO at 100. Performance is printed, never required.
//
//     node lighthouse.mjs
//
// One browser is shared: Playwright makes the sample in it, and Lighthouse opens a tab of its own beside.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import lighthouse from "lighthouse";
import { openSample } from "./support/app.mjs";
import { freePort } from "./support/ports.mjs";
import { serve } from "./support/serve.mjs";
import { chromium as program, chromiumSwitches } from "./support/settings.mjs";

const REQUIRED = ["accessibility", "best-practices", "seo"];
const CATEGORIES = ["performance", ...REQUIRED];

const site = await serve();
const profile = await mkdtemp(join(tmpdir(), "trialwright-lighthouse-"));
const port = await freePort();
const context = await chromium.launchPersistentContext(profile, { executablePath: program, args: [...chromiumSwitches, `--remote-debugging-port=${port}`] });
let failures = 0;
try {
  await measure("All documents, empty", site.address, { reset: true });

  const [page] = context.pages();
  await page.goto(site.address);
  await openSample(page);
  const overview = page.url();
  // The document must be free, or the tab of Lighthouse would only read along.
  await page.goto("about:blank");
  await measure("All documents", site.address);
  await measure("Overview of the sample", overview);
  await measure("Risks of the sample", overview.replace("/overview", "/risks"));
} finally {
  await context.close();
  await site.stop();
  await rm(profile, { recursive: true, force: true });
}
console.log(failures === 0 ? "Lighthouse: all required categories are at 100." : `Lighthouse: ${failures} below 100.`);
process.exit(failures === 0 ? 0 : 1);

async function measure(name, address, { reset = false } = {}) {
  const { lhr } = await lighthouse(address, { port, output: "json", logLevel: "error", disableStorageReset: !reset, onlyCategories: CATEGORIES });
  if (lhr.runtimeError) {
    failures += 1;
    console.log(`${name}: ${lhr.runtimeError.message}`);
    return;
  }
  const score = (category) => Math.round((lhr.categories[category].score ?? 0) * 100);
  const figure = (audit) => lhr.audits[audit]?.displayValue ?? "not measured";
  console.log(`${name}: ${CATEGORIES.map((category) => `${category} ${score(category)}`).join(", ")}`);
  console.log(`    first paint ${figure("first-contentful-paint")}, largest ${figure("largest-contentful-paint")}, blocked ${figure("total-blocking-time")}, shift ${figure("cumulative-layout-shift")}`);
  for (const category of REQUIRED.filter((category) => score(category) < 100)) {
    failures += 1;
    for (const { id, weight } of lhr.categories[category].auditRefs) {
      const audit = lhr.audits[id];
      if (weight > 0 && audit.score !== null && audit.score < 1) {
        console.log(`    ${category}: ${audit.title}`);
        for (const item of audit.details?.items ?? []) console.log(`        ${item.node?.snippet ?? item.description ?? item.source ?? JSON.stringify(item)}`);
      }
    }
  }
}

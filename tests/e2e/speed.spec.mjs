// Figures, reported and never required: how fast letters appear on a large plan, and how fast a large file opens.

import { bring, choose, goTo, heading, importDialog, main, onPage, open, ready, risk, risks, visit } from "./support/app.mjs";
import { largeEvaluation, largePlan } from "./support/files.mjs";
import { expect, test } from "./support/test.mjs";

// Alone on the machine, as far as this suite can see to it.
test.describe.configure({ mode: "serial" });

const LETTERS = "Sites may open later than they promised.";

const sorted = (figures) => figures.toSorted((one, other) => one - other);
const ms = (figure) => `${figure.toFixed(1)} ms`;

function report(what, figures) {
  const ordered = sorted(figures);
  console.log(`    ${what}: median ${ms(ordered[Math.floor(ordered.length / 2)])}, worst ${ms(ordered.at(-1))} (${figures.length} measured)`);
}

/** Measures from a key going down to the frame after it having been painted. */
async function listenToKeys(page) {
  await page.evaluate(() => {
    window.keys = [];
    window.pressed = 0;
    addEventListener(
      "keydown",
      (event) => {
        window.pressed += 1;
        const channel = new MessageChannel();
        channel.port1.onmessage = () => window.keys.push(performance.now() - event.timeStamp);
        requestAnimationFrame(() => channel.port2.postMessage(null));
      },
      { capture: true },
    );
  });
}

async function typed(page, keys) {
  // Keys that were pressed before are through first, so that none of them is counted here.
  await page.waitForFunction(() => window.keys.length === window.pressed);
  await page.evaluate(() => (window.keys.length = window.pressed = 0));
  for (const [index, key] of keys.entries()) {
    await page.keyboard.press(key);
    await page.waitForFunction((count) => window.keys.length === count, index + 1);
  }
  return page.evaluate(() => window.keys);
}

test("keystroke to paint on a plan of 2,000 records", async ({ page, address }) => {
  test.slow();
  await open(page, address);
  await bring(page, largePlan({ tasks: 1000, risks: 1000 }));
  await goTo(page, "Risks");
  await risks(page).getByRole("row").nth(1).click();
  const field = risk(page).getByLabel("Cause", { exact: true });
  await field.focus();
  await listenToKeys(page);
  report("a letter in a field", await typed(page, [...LETTERS]));
  await expect(field).toHaveValue(LETTERS);

  const commits = [];
  for (let index = 0; index < 10; index += 1) {
    await field.focus();
    await page.keyboard.press("End");
    await typed(page, ["x"]);
    commits.push(...(await typed(page, ["Tab"])));
  }
  report("leaving a field, which makes the edit", commits);

  const find = page.getByRole("main").getByLabel("Find", { exact: true });
  await find.focus();
  report("a letter in the search over 1,000 risks", await typed(page, [..."register 99"]));

  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Find pages, records and commands" })).toBeFocused();
  report("a letter in the palette", await typed(page, [..."task 77"]));
});

test("12 evaluators, 40 criteria, 12 candidates", async ({ page, address }) => {
  test.slow();
  await open(page, address);
  await bring(page, largeEvaluation());
  await visit(page, "scores");
  const sheet = main(page).getByRole("region", { name: "Scores by criterion and candidate" });
  await sheet.getByRole("combobox").first().focus();
  await listenToKeys(page);
  report("a score given by its key, of 5,760", await typed(page, ["3", "4", "5", "2", "1", "3", "4", "5"]));

  /** From asking for a page to the frame after its heading stands. */
  const shown = (slug, finding) =>
    page.evaluate(async ([slug, finding]) => {
      const start = performance.now();
      location.hash = location.hash.replace(/\/[^/]*$/, `/${slug}`);
      const there = () => new RegExp(finding).test(document.querySelector("main h1")?.textContent ?? "");
      while (!there()) await new Promise(requestAnimationFrame);
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      return performance.now() - start;
    }, [slug, finding]);
  await visit(page, "weights");
  await expect(heading(page)).toContainText("weights come from");
  for (const [slug, finding] of [["ranking", "leads|level"], ["agreement", "agree"], ["robustness", "leads|level|changes"]]) {
    const took = [];
    for (let run = 0; run < 5; run += 1) {
      took.push(await shown(slug, finding));
      await shown("weights", "weights come from");
    }
    report(`the page ${slug}`, took);
  }
});

test("a document of 10 MB opens and shows its overview", async ({ page, address }) => {
  test.slow();
  await open(page, address);
  const large = largePlan({ tasks: 1000, risks: 1000, padding: "All work and no play. ".repeat(214) });
  const megabytes = Buffer.byteLength(large.text) / 1e6;
  expect(megabytes).toBeGreaterThan(9.9);

  const plain = await page.evaluate((text) => {
    const times = [];
    for (let run = 0; run < 5; run += 1) {
      const start = performance.now();
      JSON.parse(text);
      times.push(performance.now() - start);
    }
    return times;
  }, large.text);

  // From the browser handing over the file to the preview standing in the dialog.
  await page.evaluate(() => {
    const dialog = document.querySelector("dialog.import");
    document.addEventListener("change", () => (window.chosen = performance.now()), { capture: true, once: true });
    const watcher = new MutationObserver(() => {
      if (window.read || !/not on this device/.test(dialog.textContent)) return;
      window.read = performance.now() - window.chosen;
    });
    watcher.observe(dialog, { childList: true, subtree: true, characterData: true });
  });
  await choose(page, large);
  const add = importDialog(page).getByRole("button", { name: "Import", exact: true });
  await expect(add).toBeEnabled({ timeout: 60_000 });
  const read = await page.evaluate(() => window.read);

  const before = Date.now();
  await add.click();
  await onPage(page, "Overview");
  const opened = Date.now() - before;
  const reloading = Date.now();
  await page.reload();
  await ready(page);
  await onPage(page, "Overview");
  const reopened = Date.now() - reloading;

  const parse = sorted(plain)[2];
  console.log(`    a document of ${megabytes.toFixed(1)} MB: from choosing the file to its preview (fetched from disk, read, checked, compared, drawn) ${ms(read)}; JSON.parse of the same text ${ms(parse)}; ratio ${(read / parse).toFixed(1)}`);
  console.log(`    kept and shown with its overview ${opened} ms; opened again after a reload ${reopened} ms`);
});

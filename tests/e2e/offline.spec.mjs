// Whatever happens to the network, to the program, to the storage or to another tab: the work is there.

import { createHash } from "node:crypto";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bring, command, documents, downloaded, exported, goTo, goToApplicationPage, heading, main, message, notices, onPage, open, openSample, palette, ready, reload, risk, risks, saving, tasks, visit } from "./support/app.mjs";
import { plan } from "./support/files.mjs";
import { serve } from "./support/serve.mjs";
import { bundle, dist } from "./support/settings.mjs";
import { expect, test } from "./support/test.mjs";

async function addRisk(page, title) {
  const field = risk(page).getByLabel("Risk", { exact: true });
  await command(page, "Add a risk");
  await expect(field).toHaveValue("New risk");
  await field.fill(title);
}

for (const under of ["/", "/any/sub/"]) {
  test.describe(`under ${under}`, () => {
    // The browser asks whether there is a newer service worker, and tells the console that nobody answers.
    test.use({ expected: [/ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|error occurred when fetching the script/] });

    test(`after the first visit the page needs no server`, async ({ machine }) => {
      const site = await serve({ under });
      const context = await machine({}, site.address);
      const page = await context.newPage();
      await open(page, site.address);
      await openSample(page);
      await goTo(page, "Risks");
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);

      await site.stop();
      await context.setOffline(true);

      await reload(page);
      await onPage(page, "Risks");
      await addRisk(page, "The network is gone");
      await page.keyboard.press("Enter");
      await reload(page);
      await expect(risks(page)).toContainText("The network is gone");

      const another = await context.newPage();
      await another.goto(`${site.address}#/preferences`);
      await ready(another);
      await expect(another).toHaveTitle(/Preferences/);
    });
  });
}

test("a deep address opens its page and its record on the first visit", async ({ page, address }) => {
  await open(page, address);
  await openSample(page);
  await goTo(page, "Risks");
  await risks(page).getByRole("row").nth(2).click();
  const title = await risk(page).getByLabel("Risk", { exact: true }).inputValue();
  const deep = page.url();
  await page.goto("about:blank");
  await open(page, deep);
  await expect(risk(page).getByLabel("Risk", { exact: true })).toHaveValue(title);
});

test.describe("two tabs on one document", () => {
  async function twoTabs({ context, page, address }) {
    await open(page, address);
    await openSample(page);
    await goTo(page, "Risks");
    const other = await context.newPage();
    await open(other, page.url());
    await expect(notices(other)).toContainText("being edited in another tab");
    return other;
  }

  test("the second reads along, live", async ({ context, page, address }) => {
    const other = await twoTabs({ context, page, address });
    await addRisk(page, "Seen from the other tab");
    await expect(risks(other)).toContainText("Seen from the other tab");
    await expect(saving(other, "Reading along")).toBeVisible();
  });

  test("what is edited in the tab that reads along is not taken, and it says so", async ({ context, page, address }) => {
    const other = await twoTabs({ context, page, address });
    const before = await risks(other).getByRole("row").count();
    await command(other, "Add a risk");
    await expect(other.getByRole("status").filter({ hasText: "being edited in another tab" })).toBeVisible();
    await expect(risks(other).getByRole("row")).toHaveCount(before);
  });

  test("“Edit here instead” hands over what was half typed, and nothing is lost", async ({ context, page, address }) => {
    const other = await twoTabs({ context, page, address });
    await addRisk(page, "Half typed when the other tab took over");
    await notices(other).getByRole("button", { name: "Edit here instead" }).click();
    await expect(notices(page)).toContainText("being edited in another tab");
    await expect(notices(other)).not.toContainText("being edited in another tab");
    await expect(risks(other)).toContainText("Half typed when the other tab took over");

    await addRisk(other, "Written in the second tab");
    await expect(risks(page)).toContainText("Written in the second tab");

    await page.close();
    await reload(other);
    await expect(notices(other)).not.toContainText("being edited in another tab");
    for (const title of ["Half typed when the other tab took over", "Written in the second tab"]) await expect(risks(other)).toContainText(title);
  });

  test("when the tab that writes is closed, the other writes on", async ({ context, page, address }) => {
    const other = await twoTabs({ context, page, address });
    await addRisk(page, "Typed just before the tab was closed");
    await page.close({ runBeforeUnload: false });
    await expect(other.getByRole("status").filter({ hasText: "You can edit it here" })).toBeVisible();
    await expect(notices(other)).not.toContainText("being edited in another tab");
    await addRisk(other, "Written by the one that is left");
    await reload(other);
    await expect(risks(other)).toContainText("Written by the one that is left");
  });
});

test.describe("a new version of the page", () => {
  /** A site whose files can be changed, as whoever hosts the page does when there is a new version. */
  async function ownSite() {
    const folder = test.info().outputPath("site");
    cpSync(dist, folder, { recursive: true });
    const change = (name, from, to) => {
      const before = readFileSync(join(folder, name), "utf8");
      expect(before).toContain(from);
      writeFileSync(join(folder, name), before.replace(from, to));
    };
    const publish = () => {
      change("index.html", "</head>", '<meta name="made" content="later"></head>');
      change("sw.js", 'const VERSION = "', 'const VERSION = "later-');
    };
    return { ...(await serve({ folder })), publish };
  }

  const madeLater = (page) => page.locator('meta[name="made"]');
  const offer = (page) => notices(page).getByText("A new version of Trialwright is ready");

  test("is fetched in the background, offered, and used when the user says so; what was half typed is there", async ({ machine }) => {
    const site = await ownSite();
    const page = await (await machine({}, site.address)).newPage();
    await open(page, site.address);
    await openSample(page);
    await goTo(page, "Risks");
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await addRisk(page, "Half typed when the new version came");
    await page.evaluate(() => (window.sameProgram = true));

    site.publish();
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    await expect(offer(page)).toBeVisible();
    expect(await page.evaluate(() => window.sameProgram)).toBe(true);
    await expect(risk(page).getByLabel("Risk", { exact: true })).toHaveValue("Half typed when the new version came");
    await expect(risk(page).getByLabel("Risk", { exact: true })).toBeFocused();

    await Promise.all([page.waitForEvent("load"), notices(page).getByRole("button", { name: "Use it now" }).click()]);
    await ready(page);
    await expect(madeLater(page)).toHaveCount(1);
    await expect(offer(page)).toBeHidden();
    await expect(risks(page)).toContainText("Half typed when the new version came");
    await site.stop();
  });

  test("waits as long as nobody asks for it: a reload shows the version that the open tabs have", async ({ machine }) => {
    const site = await ownSite();
    const context = await machine({}, site.address);
    const page = await context.newPage();
    await open(page, site.address);
    await openSample(page);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    const other = await context.newPage();
    await open(other, page.url());
    site.publish();
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    for (const tab of [page, other]) await expect(offer(tab)).toBeVisible();
    await reload(other);
    await expect(madeLater(other)).toHaveCount(0);
    await expect(offer(other)).toBeVisible();
    await site.stop();
  });
});

test("a document that a newer version wrote is refused in a sentence, and left as it is", async ({ page, address }) => {
  await open(page, address);
  await bring(page, plan({ id: "of-the-future", title: "Kestrel" }));
  await goToApplicationPage(page, "All documents");
  const kept = await page.evaluate(
    () =>
      new Promise((done, failed) => {
        const request = indexedDB.open("trialwright");
        request.onerror = failed;
        request.onsuccess = () => {
          const store = request.result.transaction("documents", "readwrite").objectStore("documents");
          store.getAllKeys().onsuccess = ({ target }) => {
            const name = target.result.find((key) => key.endsWith("/current"));
            store.get(name).onsuccess = async (event) => {
              const [, content] = event.target.result.split(/\n(.*)/s);
              done({ name, content });
            };
          };
        };
      }),
  );
  const content = kept.content.replace('"schemaVersion": 1', '"schemaVersion": 99');
  expect(content).not.toBe(kept.content);
  const text = `trialwright-snapshot ${createHash("sha256").update(content).digest("hex")} ${Buffer.byteLength(content)}\n${content}`;
  const stored = (name, text) =>
    new Promise((done, failed) => {
      const request = indexedDB.open("trialwright");
      request.onerror = failed;
      request.onsuccess = () => {
        const store = request.result.transaction("documents", "readwrite").objectStore("documents");
        const asked = text === undefined ? store.get(name) : store.put(text, name);
        asked.onsuccess = () => done(asked.result);
      };
    });
  await page.evaluate(`(${stored})(${JSON.stringify(kept.name)}, ${JSON.stringify(text)})`);
  await reload(page);
  await documents(page).getByRole("link", { name: "Kestrel" }).click();
  await expect(main(page)).toContainText("A newer Trialwright wrote this document (format 99; this page reads up to 1). Nothing was changed: reload the page to update it, then open the document again.");
  expect(await page.evaluate(`(${stored})(${JSON.stringify(kept.name)})`)).toBe(text);
});

test.describe("a panic", () => {
  test.use({ expected: [/rehearsed/] });

  test("is shown with a way to save the document, and the last good state is stored", async ({ page, address }) => {
    await open(page, address);
    await openSample(page);
    await goTo(page, "Risks");
    await addRisk(page, "The last edit before the panic");
    await page.keyboard.press("Tab");
    await expect(risks(page)).toContainText("The last edit before the panic");
    await expect(saving(page)).toBeVisible();

    await page.evaluate(async () => {
      const { js } = document.querySelector("script[data-js]").dataset;
      const program = await import(new URL(js, document.baseURI).href);
      try {
        program.rehearse_panic();
      } catch {
        // The trap of the panic that was asked for.
      }
    });

    const panel = page.getByRole("alertdialog");
    await expect(panel).toBeVisible();
    await expect(panel).toContainText("rehearsed");
    const { text } = await downloaded(page, () => panel.getByRole("button", { name: "Export the open document" }).click());
    const file = JSON.parse(text);
    expect(file.format).toBe("trialwright.trial-plan");
    expect(file.risks.map((risk) => risk.title)).toContain("The last edit before the panic");

    await Promise.all([page.waitForEvent("load"), panel.getByRole("button", { name: "Reload" }).click()]);
    await ready(page);
    await expect(page.getByRole("alertdialog")).toBeHidden();
    await expect(risks(page)).toContainText("The last edit before the panic");
  });
});

test("the one file does the main job from disk", async ({ machine }) => {
  const address = pathToFileURL(bundle).href;
  const context = await machine({}, address);
  const page = await context.newPage();
  await open(page, address);
  await openSample(page);
  await goTo(page, "Risks");
  await addRisk(page, "Written from disk");
  await page.keyboard.press("Tab");
  await expect(saving(page)).toBeVisible();
  await reload(page);
  await expect(risks(page)).toContainText("Written from disk");
  const { text } = await exported(page);
  expect(JSON.parse(text).risks.map((risk) => risk.title)).toContain("Written from disk");
});

test("the one file simulates in the worker that it carries", async ({ machine }) => {
  const address = pathToFileURL(bundle).href;
  const context = await machine({}, address);
  const page = await context.newPage();
  await open(page, address);
  await openSample(page);
  await goTo(page, "Schedule");
  const card = page.getByRole("region", { name: "How sure are the dates?" });
  await card.getByRole("button", { name: "Simulate" }).click();
  await expect(card.locator(".simulation-finding")).toContainText("in half of 10,000 runs", { timeout: 60_000 });
});

test.describe("where the browser keeps nothing", () => {
  const blocked = {
    "local storage": () => Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("Access is denied for this document.", "SecurityError"); } }),
    "IndexedDB": () => Object.defineProperty(window, "indexedDB", { get: () => { throw new DOMException("Access is denied for this document.", "SecurityError"); } }),
    "opening a database": () => { IDBFactory.prototype.open = () => { throw new DOMException("Access is denied for this document.", "SecurityError"); }; },
  };
  for (const [what, block] of Object.entries(blocked)) {
    test(`the page says so steadily and works in memory (blocked: ${what})`, async ({ page, address }) => {
      await page.addInitScript(block);
      await open(page, address);
      const warning = notices(page).getByText("The browser does not let this page keep anything");
      await expect(warning).toBeVisible();
      await openSample(page);
      await expect(saving(page, "In memory only")).toBeVisible();
      await goTo(page, "Risks");
      await addRisk(page, "Only in memory");
      await page.keyboard.press("Tab");
      await goToApplicationPage(page, "All documents");
      await expect(warning).toBeVisible();
      await page.goBack();
      await onPage(page, "Risks");
      await expect(risks(page)).toContainText("Only in memory");
      const { text } = await exported(page);
      expect(JSON.parse(text).risks.map((risk) => risk.title)).toContain("Only in memory");
    });
  }
});

test.describe("a part of the program that cannot be loaded", () => {
  test.use({ expected: [/ERR_FAILED|Failed to fetch/] });

  test("is said on its page, which is there when it is tried again", async ({ page, context, address }) => {
    const schedule = /-schedule\.part$/;
    await context.route(schedule, (route) => route.abort());
    await open(page, address);
    await openSample(page);
    await visit(page, "schedule");
    await expect(heading(page)).toHaveText("This page could not be loaded");
    await context.unroute(schedule);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(tasks(page)).toBeVisible();
    await expect(heading(page)).toBeFocused();
  });

  test("is said where a document is begun or opened, and nothing is lost by it", async ({ page, context, address }) => {
    const part = /-documents\.part$/;
    await context.route(part, (route) => route.abort());
    await open(page, address);
    const begin = page.getByRole("button", { name: "Start a blank plan" });
    await begin.click();
    await expect(message(page, "A part of Trialwright could not be loaded")).toBeVisible();
    await page.goto(`${address}#/plan/elsewhere/scope`);
    await expect(heading(page)).toHaveText("This document cannot be opened");
    await expect(main(page)).toContainText("Connect to the network and try again");
    await context.unroute(part);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(main(page)).toContainText("This browser does not hold the document");
    await page.goto(`${address}#/`);
    await begin.click();
    await onPage(page, "Scope");
  });
});

test("what is asked before documents can be worked on is done as soon as they can", async ({ page, context, address }) => {
  let release;
  const held = new Promise((done) => (release = done));
  await context.route(/-documents\.part$/, async (route) => {
    await held;
    await route.continue();
  });
  await open(page, address);
  // Whoever clicks again because nothing seems to happen wants one sample.
  await page.getByRole("button", { name: "Open the sample trial" }).click();
  await page.getByRole("button", { name: "Open the sample trial" }).click();
  await page.keyboard.press("Control+k");
  await expect(heading(page)).toContainText("Plan a clinical trial");
  await expect(palette(page)).toHaveCount(0);
  release();
  await expect(palette(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await onPage(page, "Overview");
  await goToApplicationPage(page, "All documents");
  await expect(documents(page).getByRole("listitem")).toHaveCount(2);
});

// Nothing that was shown as saved is ever lost: tabs and browsers that die, full storage, a database that is deleted
// under the page, a clock that goes back, many tabs on one document.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium as engine } from "@playwright/test";
import { blankPlan, bring, documents, exported, goTo, goToApplicationPage, heading, main, notices, onPage, open, reload, saving, task, taskRow } from "./support/app.mjs";
import { plan, task as aTask } from "./support/files.mjs";
import { chromium as program, chromiumSwitches } from "./support/settings.mjs";
import { expect, test } from "./support/test.mjs";

const sponsor = (page) => main(page).getByLabel("Sponsor", { exact: true });
const sponsors = async (page) => JSON.parse((await exported(page)).text).audit.flatMap((entry) => entry.changes.filter((change) => change.field === "sponsor").map((change) => change.after));

async function edit(page, value) {
  await sponsor(page).fill(value);
  await sponsor(page).press("Tab");
}

/** Edits until the page dies; what had shown as saved by then, newest last. */
async function editUntilItDies(page, from) {
  const saved = [];
  try {
    for (let number = from; ; number += 1) {
      await edit(page, `Sponsor ${number}`);
      await saving(page).waitFor({ timeout: 5_000 });
      saved.push(`Sponsor ${number}`);
    }
  } catch {
    return saved;
  }
}

/** A moment that differs from time to time, and is the same in every run. */
const moment = (round) => 20 + ((round * 7919) % 701);

test("the renderer is killed forty times while somebody types: every edit that had shown as saved is there", async ({ context, page, address }) => {
  test.setTimeout(300_000);
  await open(page, address);
  await blankPlan(page);
  const place = page.url();
  let [tab, saved] = [page, []];
  for (let round = 0; round < 40; round += 1) {
    const doomed = await context.newCDPSession(tab);
    const typing = editUntilItDies(tab, saved.length);
    await new Promise((done) => setTimeout(done, moment(round)));
    // Some die while the page folds.
    if (round % 3 === 0) await tab.evaluate(() => window.dispatchEvent(new Event("pagehide"))).catch(() => {});
    doomed.send("Page.crash").catch(() => {});
    await tab.waitForEvent("crash").catch(() => {});
    const shown = await typing;
    await tab.close();
    tab = await context.newPage();
    await open(tab, place);
    await expect(notices(tab)).not.toContainText(/missing|damaged|aside/);
    const there = await sponsors(tab);
    expect(there.slice(0, saved.length + shown.length), `after crash ${round + 1}`).toEqual([...saved, ...shown]);
    saved = there;
  }
  expect(saved.length).toBeGreaterThan(40);
});

test("the browser is closed ten times while somebody types: every edit that had shown as saved is there", async ({ address }) => {
  test.setTimeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), "trialwright-"));
  const launch = () => engine.launchPersistentContext(folder, { executablePath: program, args: chromiumSwitches });
  let [place, saved] = ["", []];
  for (let round = 0; round <= 10; round += 1) {
    const context = await launch();
    const page = context.pages()[0] ?? (await context.newPage());
    await open(page, place || address);
    if (!place) {
      await blankPlan(page);
      place = page.url();
    }
    const there = await sponsors(page);
    expect(there.slice(0, saved.length), `after closing ${round} times`).toEqual(saved);
    await onPage(page, "Scope");
    const typing = editUntilItDies(page, there.length);
    await new Promise((done) => setTimeout(done, moment(round)));
    await context.close();
    saved = [...there, ...(await typing)];
  }
  rmSync(folder, { recursive: true, force: true });
});

test("ten tabs on one document: one writes, nine read along, and the next takes its place", async ({ context, page, address }) => {
  test.slow();
  await open(page, address);
  await blankPlan(page);
  const others = [];
  for (let number = 0; number < 9; number += 1) {
    const other = await context.newPage();
    await open(other, page.url());
    await expect(notices(other)).toContainText("being edited in another tab");
    others.push(other);
  }
  await edit(page, "Written in the first tab");
  for (const other of others) await expect(sponsor(other)).toHaveValue("Written in the first tab");
  await page.close();
  const writers = async () => (await Promise.all(others.map((other) => notices(other).getByText("being edited in another tab").count()))).filter((count) => count === 0).length;
  await expect.poll(writers).toBe(1);
  const at = (await Promise.all(others.map((other) => notices(other).getByText("being edited in another tab").count()))).indexOf(0);
  await others[at].bringToFront();
  await edit(others[at], "Written in the next");
  for (const other of others) await expect(sponsor(other)).toHaveValue("Written in the next");
  await reload(others[at]);
  expect(await sponsors(others[at])).toEqual(["Written in the first tab", "Written in the next"]);
});

/** Fills local storage until not one letter fits. */
const fill = () => {
  let text = "x".repeat(1024 * 1024);
  for (let number = 0; text; ) {
    try {
      localStorage.setItem(`filler-${number}`, text);
      number += 1;
    } catch {
      text = text.slice(0, Math.floor(text.length / 2));
    }
  }
};

test("where the journal's storage is full to the brim, edits are saved in the snapshot, and nothing is deleted to make room", async ({ page, address }) => {
  await open(page, address);
  await blankPlan(page);
  await edit(page, "Before");
  await expect(saving(page)).toBeVisible();
  await page.evaluate(fill);
  const fillers = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("filler")).length);
  for (const name of ["While it was full", "And once more"]) {
    await edit(page, name);
    await expect(saving(page)).toBeVisible();
  }
  await reload(page);
  expect(await sponsors(page)).toEqual(["Before", "While it was full", "And once more"]);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("filler")).length)).toBe(fillers);
});

test("where nothing can be stored any more, the page says so steadily, goes on in memory, and saves all of it when there is room", async ({ page, address }) => {
  await open(page, address);
  await blankPlan(page);
  await page.evaluate(fill);
  await page.evaluate(() => {
    window.put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("There is no room.", "QuotaExceededError");
    };
  });
  for (const name of ["First without room", "Second without room"]) {
    await edit(page, name);
    await expect(saving(page, "Not saved")).toBeVisible();
    await expect(notices(page)).toContainText("storage for this page is full");
  }
  expect(await sponsors(page)).toEqual(["First without room", "Second without room"]);
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = window.put;
    for (const key of Object.keys(localStorage)) if (key.startsWith("filler")) localStorage.removeItem(key);
  });
  await edit(page, "With room");
  await expect(saving(page)).toBeVisible();
  await reload(page);
  expect(await sponsors(page)).toEqual(["First without room", "Second without room", "With room"]);
});

test("a database that is deleted under the page is written anew from what is open", async ({ page, address }) => {
  await open(page, address);
  await blankPlan(page);
  await edit(page, "Before it was deleted");
  await page.evaluate(() => new Promise((done, failed) => Object.assign(indexedDB.deleteDatabase("trialwright"), { onsuccess: done, onerror: failed })));
  await edit(page, "After it was deleted");
  await expect(saving(page)).toBeVisible();
  await goToApplicationPage(page, "All documents");
  await documents(page).getByRole("link", { name: "Untitled plan" }).click();
  await expect(heading(page)).toBeVisible();
  await reload(page);
  expect(await sponsors(page)).toEqual(["Before it was deleted", "After it was deleted"]);
});

test("the first edit asks the browser to keep what is stored, says why, and does so once", async ({ page, address }) => {
  const reason = page.getByRole("status").filter({ hasText: "Trialwright asks it not to clear them when the device runs low on space" });
  await page.addInitScript(() => {
    window.asked = 0;
    StorageManager.prototype.persisted = async () => false;
    StorageManager.prototype.persist = async () => {
      window.asked += 1;
      return false;
    };
  });
  await open(page, address);
  await blankPlan(page);
  await expect(reason).toHaveCount(0);
  await edit(page, "First");
  await expect(reason).toBeVisible();
  expect(await page.evaluate(() => window.asked)).toBe(1);
  await reload(page);
  await edit(page, "Second");
  await expect(saving(page)).toBeVisible();
  expect(await page.evaluate(() => window.asked)).toBe(0);
});

test("a document that has changed a lot since its last export asks for one, and can be put off", async ({ page, address }) => {
  const reminder = notices(page).getByText("This document has changed a lot");
  await open(page, address);
  await blankPlan(page);
  const many = async (from) => {
    for (let number = from; number < from + 49; number += 1) await edit(page, `Sponsor ${number}`);
    await expect(reminder).toBeHidden();
    await edit(page, "One more");
    await expect(reminder).toBeVisible();
  };
  await many(0);
  await notices(page).getByRole("button", { name: "Later" }).click();
  await expect(reminder).toBeHidden();
  await many(100);
  await exported(page);
  await expect(reminder).toBeHidden();
});

test("a name that is typed into a field for another record is kept when the page goes away before the field is left", async ({ page, address }) => {
  await open(page, address);
  await bring(page, plan({ title: "Kestrel", tasks: [aTask("write", "Write the protocol"), aTask("review", "Ethics review")] }));
  await goTo(page, "Schedule");
  await taskRow(page, "Ethics review").press("Enter");
  const field = () => task(page).getByLabel("Add what it waits for", { exact: true });
  await field().fill("Write the protocol");
  await expect(saving(page, "Saving…")).toBeVisible();
  await reload(page);
  await expect(task(page).getByRole("link", { name: "Write the protocol" })).toBeVisible();
  // Half a name is none: it stays in the field, and says so once the page wants it.
  await field().fill("Write");
  await page.evaluate(() => window.dispatchEvent(new Event("pagehide")));
  await expect(field()).toHaveValue("Write");
  await expect(field()).toHaveAttribute("aria-invalid", "true");
});

test("a clock that is set back loses nothing", async ({ page, address }) => {
  await page.clock.setFixedTime(new Date("2027-05-14T10:00:00Z"));
  await open(page, address);
  await bring(page, plan({ title: "Kestrel" }));
  await goTo(page, "Scope");
  await edit(page, "In May");
  await page.clock.setFixedTime(new Date("2027-02-01T10:00:00Z"));
  await edit(page, "In February");
  await expect(saving(page)).toBeVisible();
  await reload(page);
  await edit(page, "Still in February");
  await reload(page);
  expect(await sponsors(page)).toEqual(["In May", "In February", "Still in February"]);
});

test("a tab that was frozen while another took over finds out before it writes", async ({ context, page, address }) => {
  await open(page, address);
  await blankPlan(page);
  await edit(page, "Before the frost");
  const frozen = await context.newCDPSession(page);
  const other = await context.newPage();
  await open(other, page.url());
  await expect(notices(other)).toContainText("being edited in another tab");
  await frozen.send("Page.setWebLifecycleState", { state: "frozen" });
  await notices(other).getByRole("button", { name: "Edit here instead" }).click();
  await expect(notices(other)).not.toContainText("being edited in another tab");
  await edit(other, "During the frost");
  await expect(saving(other)).toBeVisible();
  await frozen.send("Page.setWebLifecycleState", { state: "active" });
  await page.bringToFront();
  await expect(sponsor(page)).toHaveValue("During the frost");
  await expect(notices(page)).toContainText("being edited in another tab");
  await edit(page, "Too late");
  await expect(page.getByRole("status").filter({ hasText: "being edited in another tab" })).toBeVisible();
  expect(await sponsors(other)).toEqual(["Before the frost", "During the frost"]);
  await reload(other);
  expect(await sponsors(other)).toEqual(["Before the frost", "During the frost"]);
});

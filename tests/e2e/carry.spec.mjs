// Documents travel as files: nothing is lost on the way, nothing is replaced unasked, and no file does harm.

import { readFileSync, writeFileSync } from "node:fs";
import { bring, choose, command, documents, drop, exported, goTo, goToApplicationPage, heading, importDialog, main, message, onPage, open, opened, openSample, palette, ready, reload, risks, saving, task, tasks } from "./support/app.mjs";
import { evaluationOfFormat1, largePlan, plan, planOfFormat1, registryRecord, risk as aRisk, task as aTask, unreadable } from "./support/files.mjs";
import { decrypted, parts } from "./support/envelope.mjs";
import { expect, test } from "./support/test.mjs";

const title = (page) => importDialog(page).getByRole("heading", { level: 2 });
const answer = (page, name) => importDialog(page).getByRole("button", { name, exact: true });

async function rename(page, to) {
  await goTo(page, "Scope");
  const field = main(page).getByLabel("Title of this plan", { exact: true });
  await field.fill(to);
  await field.press("Enter");
  await expect(saving(page)).toBeVisible();
}

/** A file on disk, for what is too large to be handed over otherwise. */
function onDisk(name, text) {
  const path = test.info().outputPath(name);
  writeFileSync(path, text);
  return { path };
}

test.beforeEach(({ page, address }) => open(page, address));

test.describe("export, import, export", () => {
  const documents = {
    "the sample trial": openSample,
    "the sample's evaluation": async (page) => {
      await openSample(page);
      await goTo(page, "Partner selection");
      await main(page).getByRole("link", { name: /partner/i }).first().click();
      await onPage(page, "Ranking");
    },
    "a plan with unknown fields": (page) => bring(page, planOfFormat1),
    "an evaluation with unknown fields": (page) => bring(page, evaluationOfFormat1),
    "a plan made from a registry record": async (page) => {
      await choose(page, registryRecord);
      await answer(page, "Create the plan").click();
      await onPage(page, "Overview");
    },
  };
  for (const [what, make] of Object.entries(documents)) {
    test(`on another machine gives the same bytes: ${what}`, async ({ page, machine, address }) => {
      await make(page);
      await expect(heading(page)).toBeVisible();
      const first = await exported(page);
      expect(first.name).toMatch(/\.(plan|evaluation)\.json$/);
      const elsewhere = await (await machine()).newPage();
      await open(elsewhere, address);
      await bring(elsewhere, first);
      await expect(heading(elsewhere)).toBeVisible();
      const second = await exported(elsewhere);
      expect(second.text).toBe(first.text);
      expect(second.name).toBe(first.name);
      await reload(elsewhere);
      expect((await exported(elsewhere)).text).toBe(first.text);
    });
  }

  test("edits, their history and the unknown fields go with it", async ({ page, machine, address }) => {
    await bring(page, planOfFormat1);
    await rename(page, "Renamed on the way");
    const { text } = await exported(page);
    for (const unknown of ["fieldOfTheFuture", "riskFieldOfTheFuture", "trialFieldOfTheFuture"]) expect(text).toContain(unknown);
    const elsewhere = await (await machine()).newPage();
    await open(elsewhere, address);
    await bring(elsewhere, { name: "carried.json", text });
    await goTo(elsewhere, "Audit trail");
    await expect(elsewhere.getByRole("list", { name: "Changes, newest first" }).getByRole("listitem").first()).toContainText("Renamed on the way");
  });
});

test.describe("a copy of a document that is here", () => {
  const original = plan({ id: "shared", title: "Shared plan", tasks: [aTask("t-1", "First task")] });

  /** The file after one more edit on another machine. */
  async function editedElsewhere(machine, address, file, to) {
    const page = await (await machine()).newPage();
    await open(page, address);
    await bring(page, file);
    await rename(page, to);
    return exported(page);
  }

  test("that is the same: nothing to import", async ({ page }) => {
    await bring(page, original);
    const file = await exported(page);
    await choose(page, file);
    await expect(title(page)).toHaveText("This file and the copy on this device are the same");
    await answer(page, "Close").click();
    expect((await exported(page)).text).toBe(file.text);
  });

  test("that is newer: says what differs, and replaces only when told to", async ({ page, machine, address }) => {
    await bring(page, original);
    const mine = await exported(page);
    const newer = await editedElsewhere(machine, address, mine, "Edited elsewhere");
    await choose(page, newer);
    await expect(title(page)).toHaveText("This file has 1 change more than the copy on this device");
    await expect(importDialog(page)).toContainText(/Shared plan.*Edited elsewhere/);
    await answer(page, "Cancel").click();
    expect((await exported(page)).text).toBe(mine.text);

    await drop(page, newer);
    await answer(page, "Replace the copy here").click();
    await expect(importDialog(page)).toBeHidden();
    await expect(page.getByRole("navigation", { name: "Where you are" })).toContainText("Edited elsewhere");
    expect((await exported(page)).text).toBe(newer.text);
    await reload(page);
    expect((await exported(page)).text).toBe(newer.text);
  });

  test("that was replaced is kept aside, and can be put back", async ({ page, machine, address }) => {
    await bring(page, original);
    const mine = await exported(page);
    const newer = await editedElsewhere(machine, address, mine, "Edited elsewhere");
    await choose(page, newer);
    await answer(page, "Replace the copy here").click();
    await message(page, /Replaced/).getByRole("button", { name: "Get it back" }).click();
    await expect(page).toHaveTitle(/Data and backup/);
    await main(page).getByRole("button", { name: "Compare and put back" }).click();
    await answer(page, "Go back to the file").click();
    await onPage(page, "Overview");
    expect((await exported(page)).text).toBe(mine.text);
  });

  test("that is older: says that changes would go, and leaves it", async ({ page }) => {
    await bring(page, original);
    const older = await exported(page);
    await rename(page, "Edited here");
    const mine = await exported(page);
    await choose(page, older);
    await expect(title(page)).toHaveText("This file is older: the copy on this device has 1 change more");
    await expect(importDialog(page)).toContainText(/Edited here.*Shared plan/);
    await answer(page, "Leave it as it is").click();
    expect((await exported(page)).text).toBe(mine.text);
  });

  test("that went its own way: both can be kept, and neither loses anything", async ({ page, machine, address }) => {
    await bring(page, original);
    const theirs = await editedElsewhere(machine, address, await exported(page), "Edited elsewhere");
    await rename(page, "Edited here");
    const mine = await exported(page);
    await choose(page, theirs);
    await expect(title(page)).toHaveText("This file and the copy on this device were changed apart from each other");
    await answer(page, "Keep both").click();
    await onPage(page, "Overview");
    await expect(page.getByRole("navigation", { name: "Where you are" })).toContainText("Edited elsewhere (imported)");
    await goToApplicationPage(page, "All documents");
    await expect(documents(page).getByRole("listitem")).toHaveCount(2);
    await documents(page).getByRole("link", { name: "Edited here" }).click();
    await onPage(page, "Overview");
    expect((await exported(page)).text).toBe(mine.text);
  });
});

test.describe("a file that cannot be imported says in one sentence why, and changes nothing", () => {
  const refusals = [...unreadable, { what: "50 MB that are no document", says: /neither a Trialwright document nor|not JSON|MB/, large: true }];
  for (const { what, text, bytes, says, large } of refusals) {
    test(what, async ({ page }) => {
      test.slow(Boolean(large), "the file is large");
      await bring(page, plan({ id: "mine", title: "Mine", tasks: [aTask("t", "Mine")] }));
      const before = await exported(page);
      await choose(page, large ? onDisk("broken.json", `{"filler": "${"x".repeat(50_000_000)}"}`) : { name: "broken.json", text, bytes });
      await expect(title(page)).toHaveText("This file was not imported", { timeout: 30_000 });
      const sentence = importDialog(page).locator(".fault");
      await expect(sentence).toHaveText(says);
      await expect(sentence).toHaveText(/^[A-Z][^\n]{10,420}\.$/);
      await expect(importDialog(page)).toContainText("Nothing was changed.");
      await answer(page, "Close").click();
      expect((await exported(page)).text).toBe(before.text);
      await goToApplicationPage(page, "All documents");
      await expect(documents(page).getByRole("listitem")).toHaveCount(1);
    });
  }

  test("a file beyond the largest size is refused before it is read", async ({ page }) => {
    test.slow();
    await choose(page, onDisk("huge.json", " ".repeat(70_000_000)));
    await expect(importDialog(page).locator(".fault")).toHaveText(/70 MB, and files up to 67 MB are read/);
  });

  test("several files are told one after the other", async ({ page }) => {
    const [bad, worse] = unreadable;
    await choose(page, { name: "first.json", text: bad.text }, { name: "second.json", text: worse.text });
    await expect(importDialog(page)).toContainText("first.json");
    await answer(page, "Close").click();
    await expect(importDialog(page)).toContainText("second.json");
    await answer(page, "Close").click();
    await expect(importDialog(page)).toBeHidden();
  });
});

test.describe("a strange file that can be imported does no harm", () => {
  test("a byte order mark is passed over", async ({ page }) => {
    const { text } = plan({ title: "With a mark" });
    await bring(page, { name: "bom.json", bytes: Buffer.from(`\uFEFF${text}`) });
    await onPage(page, "Overview");
    expect((await exported(page)).text.charCodeAt(0)).toBe("{".charCodeAt(0));
  });

  test("ids that dangle are shown as findings, with what to do", async ({ page }) => {
    await choose(page, plan({ id: "dangling", title: "Dangling", sites: [{ id: "s-1", name: "Country hospital", country: "c-9" }] }));
    await expect(importDialog(page)).toContainText("1 thing does not fit together in the file");
    await answer(page, "Import").click();
    await opened(page);
    const finding = page.getByRole("region", { name: "Notices" }).getByText("1 thing does not fit together in this document");
    await expect(finding).toBeVisible();
    await goTo(page, "Scope");
    await main(page).getByRole("list", { name: "Sites" }).getByLabel("Country", { exact: true }).selectOption({ index: 0 });
    await expect(finding).toBeHidden();
  });

  const markup = '<img src=x onerror="window.harmed = true"><script>window.harmed = true</script><b>bold</b>';
  test("markup in names is shown as text, on every page", async ({ page }) => {
    await bring(page, plan({ id: "markup", title: markup, tasks: [aTask("t-1", markup, { owner: markup })], risks: [aRisk(1, markup, { owner: markup, current: { probability: 5, impact: 5 } })] }));
    for (const name of ["Overview", "Scope", "Schedule", "Risks", "Partner selection", "Audit trail"]) {
      await goTo(page, name);
      await expect(page.locator("b, main img, aside img")).toHaveCount(0);
    }
    await goTo(page, "Risks");
    await expect(risks(page)).toContainText("<b>bold</b>");
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Find pages, records and commands" }).fill("onerror");
    await expect(palette(page).getByRole("option").first()).toContainText("<img");
    await page.keyboard.press("Escape");
    await goToApplicationPage(page, "All documents");
    await expect(documents(page)).toContainText("<b>bold</b>");
    expect(await page.evaluate(() => window.harmed)).toBeUndefined();
  });

  test("a name of 10,000 characters is kept whole and breaks no page", async ({ page }) => {
    const long = "Wörd-".repeat(2000);
    await bring(page, plan({ id: "long", title: long, tasks: [aTask("t-1", long)], risks: [aRisk(1, long)] }));
    for (const name of ["Overview", "Scope", "Schedule", "Risks", "Audit trail"]) {
      await goTo(page, name);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${name} scrolls sideways`).toBeLessThanOrEqual(0);
    }
    await goTo(page, "Schedule");
    await tasks(page).getByRole("row").nth(1).press("Enter");
    await expect(task(page).getByLabel("Name", { exact: true })).toHaveValue(long);
    const made = JSON.parse((await exported(page)).text);
    expect([made.document.title, made.tasks[0].name, made.risks[0].title]).toEqual([long, long, long]);
  });

  test("a document of 50 MB is imported and shown", async ({ page }) => {
    test.slow();
    const large = largePlan({ tasks: 1000, risks: 1000, padding: "x".repeat(25_000) });
    expect(large.text.length).toBeGreaterThan(50_000_000);
    await choose(page, onDisk("large.json", large.text));
    await expect(title(page)).toHaveText("A trial plan that is not on this device", { timeout: 60_000 });
    await answer(page, "Import").click();
    await expect(importDialog(page)).toBeHidden({ timeout: 60_000 });
    await ready(page);
    await onPage(page, "Overview");
  });
});

test.describe("earlier versions", () => {
  const versions = (page) => page.getByRole("region", { name: "Earlier versions" });
  const sponsor = (page) => main(page).getByLabel("Sponsor", { exact: true });

  test("are kept by themselves, compared with now, and come back as an edit that can be undone", async ({ page }) => {
    await bring(page, plan({ id: "versions", title: "Kestrel" }));
    for (const name of ["Harrowmere Pharma", "Lowland Pharma"]) {
      await goTo(page, "Scope");
      await sponsor(page).fill(name);
      await sponsor(page).press("Tab");
      await expect(saving(page)).toBeVisible();
      await goToApplicationPage(page, "Data and backup");
      await expect(versions(page).getByRole("listitem")).toHaveCount(name === "Lowland Pharma" ? 2 : 1);
      await goToApplicationPage(page, "All documents");
      await documents(page).getByRole("link", { name: "Kestrel" }).click();
    }
    await goToApplicationPage(page, "Data and backup");
    await versions(page).getByRole("button", { name: /^Compare revision 1 of/ }).click();
    await expect(versions(page).getByRole("term").first()).toBeVisible();
    await expect(versions(page)).toContainText(/1 difference, from now to this version/);
    await expect(versions(page)).toContainText(/Lowland Pharma.*Harrowmere Pharma/);
    await versions(page).getByRole("button", { name: /^Go back to revision 1 of/ }).click();
    await onPage(page, "Overview");
    await goTo(page, "Scope");
    await expect(sponsor(page)).toHaveValue("Harrowmere Pharma");
    await page.keyboard.press("Control+z");
    await expect(sponsor(page)).toHaveValue("Lowland Pharma");
    const trail = JSON.parse((await exported(page)).text).audit.map((entry) => entry.what);
    expect(trail.slice(-2)).toEqual(["Went back to an earlier version", "Undo: Changed the sponsor"]);
  });
});

test.describe("an export with a passphrase", () => {
  const PASSPHRASE = "três cavalos, one river";
  const dialog = (page) => page.getByRole("dialog", { name: /with a passphrase/ });

  /** The open document under the passphrase, as a file on disk. */
  async function sealed(page) {
    await command(page, "Export this document with a passphrase");
    await dialog(page).getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
    await expect(dialog(page).getByRole("button", { name: "Export" })).toBeDisabled();
    await dialog(page).getByLabel("Passphrase again").fill(PASSPHRASE);
    const [download] = await Promise.all([page.waitForEvent("download"), dialog(page).getByRole("button", { name: "Export" }).click()]);
    await expect(dialog(page)).toBeHidden();
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  const offer = (page, bytes) => choose(page, { name: "kestrel.plan.trialwright", bytes });

  async function openWith(page, passphrase) {
    await importDialog(page).getByLabel("Passphrase", { exact: true }).fill(passphrase);
    await page.keyboard.press("Enter");
  }

  test("opens elsewhere with the passphrase, and any other program can read it", async ({ page, machine, address }) => {
    await openSample(page);
    const plain = await exported(page);
    const file = await sealed(page);
    expect(file.name).toMatch(/\.plan\.trialwright$/);
    expect(file.bytes.includes("FENLIGHT")).toBe(false);
    expect(decrypted(file.bytes, PASSPHRASE)).toBe(plain.text);

    const elsewhere = await (await machine()).newPage();
    await open(elsewhere, address);
    await offer(elsewhere, file.bytes);
    // The same letters, typed as another system composes them.
    await openWith(elsewhere, PASSPHRASE.normalize("NFD"));
    await answer(elsewhere, "Import").click();
    await onPage(elsewhere, "Overview");
    expect((await exported(elsewhere)).text).toBe(plain.text);
  });

  test("is another file each time", async ({ page }) => {
    await bring(page, plan());
    const [first, second] = [parts((await sealed(page)).bytes), parts((await sealed(page)).bytes)];
    expect(first.fields.rounds).toBeGreaterThanOrEqual(600_000);
    expect(first.fields.salt).not.toBe(second.fields.salt);
    expect(first.fields.nonce).not.toBe(second.fields.nonce);
  });

  test("stays closed when it is closed while it opens", async ({ page }) => {
    await bring(page, plan());
    const { bytes } = await sealed(page);
    await offer(page, bytes);
    await openWith(page, PASSPHRASE);
    await page.keyboard.press("Escape");
    await expect(importDialog(page)).toBeHidden();
    // Whatever was being decrypted is through before the next file is answered.
    await offer(page, Buffer.from("no"));
    await expect(title(page)).toHaveText("This file was not imported");
    await page.keyboard.press("Escape");
    await expect(importDialog(page)).toBeHidden();
  });

  test("tells a wrong passphrase from a damaged file", async ({ page }) => {
    await bring(page, plan());
    const { bytes } = await sealed(page);
    await offer(page, bytes);
    await openWith(page, "another passphrase");
    await expect(importDialog(page)).toContainText("This is not the passphrase of this file. The file itself is whole");
    await openWith(page, PASSPHRASE);
    await expect(title(page)).toContainText(/same|here/i);
    await page.keyboard.press("Escape");

    const broken = Buffer.from(bytes);
    broken[broken.length - 20] ^= 1;
    await offer(page, broken);
    await expect(importDialog(page)).toContainText("This encrypted file is damaged or was cut short");
  });
});

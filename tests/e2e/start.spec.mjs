// The ways to start a document, and that none of them touches what is there already.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { blankPlan, bring, choose, command, documents, drop, exported, goTo, goToApplicationPage, heading, importDialog, main, message, onPage, open, openSample, tasks } from "./support/app.mjs";
import { plan, registryRecord } from "./support/files.mjs";
import { samples } from "./support/settings.mjs";
import { expect, test } from "./support/test.mjs";

const start = (page) => page.getByRole("region", { name: "Start a document" });
const fills = (page, field) => importDialog(page).getByRole("term").filter({ hasText: new RegExp(`^${field}$`) }).locator("xpath=following-sibling::dd[1]");
const field = (page, label) => main(page).getByLabel(label, { exact: true });

test.beforeEach(({ page, address }) => open(page, address));

test("the first visit says what the page is for and how to start", async ({ page }) => {
  await expect(heading(page)).not.toBeEmpty();
  for (const way of ["Open the sample trial", /^Choose a file/, "Start a blank plan", "New partner evaluation"]) await expect(start(page).getByRole("button", { name: way })).toBeVisible();
});

test("the ways to start stand beside each other, and all of them can be seen at once", async ({ page }) => {
  const boxes = await Promise.all([/^Open the sample/, /^Choose a file/, "Start a blank plan", "New partner evaluation"].map((name) => start(page).getByRole("button", { name }).boundingBox()));
  expect(new Set(boxes.map((box) => Math.round(box.x))).size).toBe(4);
  const last = await start(page).getByRole("button", { name: /^Medical device/ }).boundingBox();
  expect(last.y + last.height).toBeLessThan(900);
});

test("a blank plan opens on its scope and says what is missing", async ({ page }) => {
  await start(page).getByRole("button", { name: "Start a blank plan" }).press("Enter");
  await onPage(page, "Scope");
  await expect(field(page, "Title of this plan")).toHaveValue("Untitled plan");
  await goTo(page, "Overview");
  await expect(main(page)).toContainText("No primary endpoint");
  await goTo(page, "Schedule");
  await expect(heading(page)).not.toBeEmpty();
  await expect(page.getByRole("button", { name: "Add the first milestone" })).toBeVisible();
});

for (const template of ["Phase I, single and multiple ascending doses", "Phase II, randomised", "Phase III, confirmatory", "Medical device, pivotal investigation"]) {
  test(`the template “${template}” brings a schedule with nothing late, and starter risks`, async ({ page }) => {
    const button = start(page).getByRole("button").filter({ has: page.getByText(template, { exact: true }) });
    await button.press("Enter");
    await onPage(page, "Overview");
    await goTo(page, "Schedule");
    expect(await tasks(page).getByRole("row").count()).toBeGreaterThan(10);
    await expect(tasks(page)).not.toContainText("late");
    await goTo(page, "Risks");
    expect(await page.getByRole("grid", { name: "Risks" }).getByRole("row").count()).toBeGreaterThan(3);
  });
}

test("the sample is a trial in trouble, with an evaluation beside it, on every page", async ({ page }) => {
  await start(page).getByRole("button", { name: "Open the sample trial" }).press("Enter");
  await onPage(page, "Overview");
  await expect(heading(page)).toContainText("late");
  await goTo(page, "Schedule");
  expect(await tasks(page).getByRole("row").count()).toBeGreaterThan(50);
  await goTo(page, "Risks");
  await main(page).getByLabel("Status", { exact: true }).selectOption("all");
  await expect.poll(() => page.getByRole("grid", { name: "Risks" }).getByRole("row").count()).toBeGreaterThan(25);
  await goTo(page, "Audit trail");
  await expect(heading(page)).toContainText(/^\d\d changes by \d+ people since/);
  await goTo(page, "Partner selection");
  await main(page).getByRole("link", { name: /partner/i }).first().click();
  await onPage(page, "Ranking");
  await expect(heading(page)).toContainText(/leads|level/);
});

test("the sample never overwrites anything: opened again it stands beside the first", async ({ page }) => {
  await openSample(page);
  await goTo(page, "Schedule");
  const name = page.getByRole("region", { name: "Chosen task or milestone" }).getByLabel("Name", { exact: true });
  await tasks(page).getByRole("row").nth(1).press("Enter");
  await name.fill("My own work in the sample");
  await name.press("Tab");
  await expect(tasks(page)).toContainText("My own work in the sample");
  const first = await exported(page);

  await command(page, "Open the sample trial");
  await onPage(page, "Overview");
  await goTo(page, "Schedule");
  await expect(tasks(page)).not.toContainText("My own work in the sample");
  await goToApplicationPage(page, "All documents");
  await expect(documents(page).getByRole("listitem")).toHaveCount(4);

  const title = JSON.parse(first.text).document.title;
  await documents(page).getByRole("link", { name: title, exact: true }).click();
  await onPage(page, "Overview");
  expect((await exported(page)).text).toBe(first.text);
});

test("the sample leaves a user's own documents alone", async ({ page }) => {
  const own = plan({ id: "mine", title: "My own plan", tasks: [{ id: "t", name: "Mine", kind: "task", progress: { state: "notStarted" } }] });
  await bring(page, own);
  const before = await exported(page);
  await openSample(page);
  await goToApplicationPage(page, "All documents");
  await documents(page).getByRole("link", { name: "My own plan" }).click();
  await onPage(page, "Overview");
  expect((await exported(page)).text).toBe(before.text);
});

test.describe("a ClinicalTrials.gov record", () => {
  test("is previewed: what it fills and what it leaves out; until then nothing changes", async ({ page }) => {
    await drop(page, registryRecord);
    const dialog = importDialog(page);
    await expect(dialog.getByRole("heading", { level: 2 })).toContainText("NCT09999999");
    const expected = {
      Title: "HLN-4 in Adults With Moderate Asthma",
      Acronym: "HALYARD",
      "Registry number": "NCT09999999",
      "Protocol number": "HLN-4-201",
      Phase: "Phase II",
      "Study type": "Interventional",
      Sponsor: "Harrowmere Pharma",
      Conditions: "Asthma; Moderate Persistent Asthma",
      "Planned enrolment": /180 participants \(estimated\)/,
      "Start date": /March 2027 \(estimated\)|Mar 2027 \(estimated\)/,
      "Data monitoring committee": "Yes",
      Endpoints: "1 primary and 2 secondary",
      Arms: "2 arms",
      Countries: /Netherlands; Germany/,
      Sites: /3 sites in 2 countries/,
    };
    for (const [name, value] of Object.entries(expected)) await expect(fills(page, name)).toHaveText(value);
    await expect(dialog).toContainText(/left out/);
    await expect(dialog).toContainText("protocolSection.contactsLocationsModule.centralContacts");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog).toBeHidden();
    await expect(documents(page)).toBeHidden();
  });

  test("becomes a plan that holds all of it", async ({ page }) => {
    await drop(page, registryRecord);
    await importDialog(page).getByRole("button", { name: "Create the plan" }).click();
    await onPage(page, "Overview");
    await goTo(page, "Scope");
    await expect(field(page, "Acronym")).toHaveValue("HALYARD");
    await expect(field(page, "Sponsor")).toHaveValue("Harrowmere Pharma");
    await expect(field(page, "Conditions")).toHaveValue("Asthma\nModerate Persistent Asthma");
    await expect(main(page).getByRole("list", { name: "Sites" }).getByRole("listitem")).toHaveCount(3);
    await expect(main(page).getByRole("list", { name: "Endpoints" }).getByLabel("Measure").first()).toHaveValue("Change in trough FEV1");

    const { text } = await exported(page);
    const made = JSON.parse(text);
    expect(made.trial).toMatchObject({
      acronym: "HALYARD",
      protocolNumber: "HLN-4-201",
      phase: "phase2",
      studyType: "interventional",
      sponsor: "Harrowmere Pharma",
      collaborators: ["Lowland Lung Network"],
      conditions: ["Asthma", "Moderate Persistent Asthma"],
      enrolment: { count: 180, certainty: "estimated" },
      start: { date: "2027-03", certainty: "estimated" },
      primaryCompletion: { date: "2028-09-30", certainty: "estimated" },
      completion: { date: "2028-12", certainty: "estimated" },
      oversight: { dataMonitoringCommittee: true, fdaRegulatedDrug: true, fdaRegulatedDevice: false },
    });
    expect(made.trial.otherIds.map((id) => id.value)).toEqual(expect.arrayContaining(["NCT09999999", "2027-512345-11-00"]));
    expect(made.countries.map((country) => country.name)).toEqual(["Netherlands", "Germany"]);
    expect(made.sites.map((site) => site.name)).toEqual(["Lowland University Hospital", "Harbour Clinic", "North Lung Centre"]);
    expect(made.arms.map((arm) => arm.label)).toEqual(["HLN-4", "Placebo"]);
    expect(made.interventions.map((intervention) => intervention.name)).toEqual(["HLN-4", "Placebo"]);
    expect(made.endpoints.map((endpoint) => [endpoint.level, endpoint.measure])).toEqual([["primary", "Change in trough FEV1"], ["secondary", "Exacerbations"], ["secondary", "Asthma Control Questionnaire"]]);
  });

  test("the same record twice makes two plans, and the first stays as it is", async ({ page }) => {
    for (const _ of [1, 2]) {
      await choose(page, registryRecord);
      await importDialog(page).getByRole("button", { name: "Create the plan" }).click();
      await expect(message(page, /Imported/)).toBeVisible();
    }
    await goToApplicationPage(page, "All documents");
    await expect(documents(page).getByRole("listitem")).toHaveCount(2);
  });

  const folder = samples && join(samples, "clinicaltrials-gov");
  const records = folder ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
  test("real records are at hand", () => {
    test.skip(records.length === 0, "TRIALWRIGHT_SAMPLES is not set, so no real record is read");
  });
  for (const name of records) {
    const text = readFileSync(join(folder, name), "utf8");
    const { identificationModule: { briefTitle, nctId }, designModule, contactsLocationsModule } = JSON.parse(text).protocolSection;
    test(`the real record ${nctId} is ${designModule ? "imported" : "refused in a sentence, for it holds next to nothing"}`, async ({ page }) => {
      await drop(page, { name, text });
      const dialog = importDialog(page);
      if (!designModule) {
        await expect(dialog.getByRole("heading", { name: "This file was not imported" })).toBeVisible();
        await expect(dialog).toContainText(nctId);
        return;
      }
      await expect(fills(page, "Title")).toHaveText(briefTitle);
      await dialog.getByRole("button", { name: "Create the plan" }).click();
      await onPage(page, "Overview");
      const made = JSON.parse((await exported(page)).text);
      expect(made.document.title).toBe(briefTitle);
      expect(made.trial.enrolment?.count).toBe(designModule.enrollmentInfo?.count);
      expect(made.sites?.length ?? 0).toBe(contactsLocationsModule?.locations?.length ?? 0);
    });
  }
});

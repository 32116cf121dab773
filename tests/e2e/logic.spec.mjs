// A schedule that is calculated: durations, links, what waits for what, and plans of Microsoft Project.

import { choose, command, downloaded, exported, goTo, importDialog, main, message, notices, onPage, open, reload, bring, task, taskRow } from "./support/app.mjs";
import { plan, task as aTask } from "./support/files.mjs";
import { expect, test } from "./support/test.mjs";

const row = taskRow;
const field = (page, label) => task(page).getByLabel(label, { exact: true });
const result = (page) => task(page).getByRole("status").filter({ hasText: "Calculated" });

async function commit(target, text) {
  await target.fill(text);
  await target.press("Enter");
}

const day = { duration: { days: 5 } };
const three = plan({
  id: "logic",
  title: "Kestrel",
  scheduling: { start: "2099-05-04" },
  tasks: [aTask("write", "Write the protocol", day), aTask("review", "Ethics review", { duration: { days: 30, elapsed: true } }), aTask("approved", "Ethics approval", { kind: "milestone" })],
});

test.beforeEach(({ page, address }) => open(page, address));

test("durations and links give the dates, say why, and move what follows", async ({ page }) => {
  await bring(page, three);
  await goTo(page, "Schedule");
  await expect(row(page, "Write the protocol")).toContainText("8 May 2099");
  await row(page, "Ethics review").press("Enter");
  await commit(field(page, "Add what it waits for"), "Write the protocol");
  await expect(result(page)).toContainText("Calculated: 9 May 2099 to 7 Jun 2099");
  await expect(result(page)).toContainText("It waits for “Write the protocol” to finish. Critical: if it slips, the end of the plan does.");
  await row(page, "Ethics approval").press("Enter");
  await commit(field(page, "Add what it waits for"), "Ethics review");
  await expect(result(page)).toContainText("Calculated for 8 Jun 2099");
  await commit(field(page, "Lag"), "2 weeks");
  await expect(result(page)).toContainText("Calculated for 19 Jun 2099");

  await row(page, "Write the protocol").press("Enter");
  await commit(field(page, "Duration"), "2 weeks");
  await expect(row(page, "Ethics approval")).toContainText("26 Jun 2099");
  await page.keyboard.press("Escape");
  await page.getByRole("banner").getByRole("button", { name: "Undo" }).press("Enter");
  await expect(row(page, "Ethics approval")).toContainText("19 Jun 2099");
  await reload(page);
  await expect(row(page, "Ethics approval")).toContainText("19 Jun 2099");
});

test("a link that would close a circle is refused in words", async ({ page }) => {
  await bring(page, three);
  await goTo(page, "Schedule");
  await row(page, "Ethics review").press("Enter");
  await commit(field(page, "Add what it waits for"), "Write the protocol");
  await expect(result(page)).toBeVisible();
  await row(page, "Write the protocol").press("Enter");
  await commit(field(page, "Add what it waits for"), "Ethics review");
  await expect(message(page, "“Ethics review” waits for “Write the protocol” itself, directly or through others, so the two would wait for each other.")).toBeVisible();
  expect(JSON.parse((await exported(page)).text).tasks[0].predecessors).toBeUndefined();
});

test("a length of time that cannot be read is not taken, and says how to write it", async ({ page }) => {
  await bring(page, three);
  await goTo(page, "Schedule");
  await row(page, "Write the protocol").press("Enter");
  await commit(field(page, "Duration"), "soon");
  await expect(task(page)).toContainText("“soon” is not a length of time; write days, such as 10, 2.5, 3 weeks or 30 elapsed days.");
  await expect(row(page, "Write the protocol")).toContainText("8 May 2099");
});

test("a task that goes takes the links to it along, and Undo brings both back", async ({ page }) => {
  await bring(page, plan({ id: "links", scheduling: { start: "2099-05-04" }, tasks: [aTask("a", "First", day), aTask("b", "Second", { ...day, predecessors: [{ task: "a" }] })] }));
  await goTo(page, "Schedule");
  await row(page, "First").press("Enter");
  await task(page).getByRole("button", { name: "Remove", exact: true }).press("Enter");
  await expect(row(page, "Second")).toContainText("8 May 2099");
  await expect(notices(page)).not.toContainText("does not fit together");
  await message(page, "Removed the task “First”").getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "Second")).toContainText("15 May 2099");
});

test("tasks in a circle in a file are told, and the page goes on", async ({ page }) => {
  await bring(page, plan({ id: "circle", tasks: [aTask("a", "First", { ...day, predecessors: [{ task: "b" }] }), aTask("b", "Second", { ...day, predecessors: [{ task: "a" }] })] }));
  await notices(page).getByText("1 thing does not fit together in this document").click();
  await expect(notices(page)).toContainText("wait for each other in a circle, so no dates can be calculated.");
  await goTo(page, "Schedule");
  await expect(row(page, "First")).toBeVisible();
});

test("a plan of Microsoft Project is shown before it is taken, and comes with its dates", async ({ page }) => {
  const text = `<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project"><Name>Kestrel start-up.xml</Name><StartDate>2099-05-04T08:00:00</StartDate><MinutesPerDay>480</MinutesPerDay>
    <Tasks><Task><UID>0</UID><Name>Kestrel</Name></Task><Task><UID>4</UID><Name>Start-up</Name><OutlineLevel>1</OutlineLevel><Summary>1</Summary><Cost>5</Cost></Task>
    <Task><UID>5</UID><Name>Submit</Name><OutlineLevel>2</OutlineLevel><Duration>PT40H0M0S</Duration></Task>
    <Task><UID>9</UID><Name>Approval</Name><OutlineLevel>2</OutlineLevel><Duration>PT0H0M0S</Duration><Milestone>1</Milestone><PredecessorLink><PredecessorUID>5</PredecessorUID><Type>1</Type><LinkLag>48000</LinkLag><LagFormat>7</LagFormat></PredecessorLink></Task></Tasks></Project>`;
  await choose(page, { name: "start-up.xml", text });
  const dialog = importDialog(page);
  await expect(dialog.getByRole("heading", { level: 2 })).toHaveText("Microsoft Project plan “Kestrel start-up”");
  await expect(dialog).toContainText("3 tasks");
  await expect(dialog).toContainText("Costs of tasks are not carried over");
  await dialog.getByRole("button", { name: "Create the plan" }).click();
  await onPage(page, "Overview");
  await goTo(page, "Schedule");
  await expect(row(page, "Approval")).toContainText("22 May 2099");
  await expect(row(page, "Start-up")).toContainText("4 May 2099");
  await row(page, "Approval").press("Enter");
  await expect(result(page)).toContainText("It waits for “Submit” to finish.");
  await expect(main(page)).not.toContainText("no date");
  const project = await downloaded(page, () => command(page, "Export as a Microsoft Project plan"));
  expect(project.name).toMatch(/\.xml$/);
  expect(project.text).toContain("<PredecessorUID>5</PredecessorUID>");
  await choose(page, project);
  await expect(dialog).toContainText("3 tasks");
  await expect(dialog).not.toContainText("left out");
  await page.keyboard.press("Escape");
  const table = await downloaded(page, () => command(page, "Export the schedule as CSV"));
  expect(table.name).toMatch(/\.schedule\.csv$/);
  expect(table.text).toContain("3,1.2,Approval,Milestone,,,,2099-05-22,2099-05-22");
  const calendar = await downloaded(page, () => command(page, "Export the milestones as iCalendar"));
  expect(calendar.name).toMatch(/\.ics$/);
  expect(calendar.text).toContain("DTSTART;VALUE=DATE:20990522\r\n");
  await expect(message(page, "It holds 1 milestone.")).toBeVisible();
});

test("a wish and a deadline are kept, and the schedule says what they come to", async ({ page }) => {
  await bring(page, three);
  await goTo(page, "Schedule");
  await row(page, "Write the protocol").press("Enter");
  await field(page, "When").selectOption({ label: "Start no earlier than" });
  await expect(field(page, "Day")).toHaveValue("2099-05-04");
  await field(page, "Day").fill("2099-05-11");
  await page.keyboard.press("Tab");
  await expect(result(page)).toContainText("Calculated: 11 May 2099 to 15 May 2099");
  await expect(result(page)).toContainText("Its planner wants it so.");
  await field(page, "Deadline").fill("2099-05-13");
  await page.keyboard.press("Tab");
  await expect(result(page)).toContainText("It comes 2 days too late for what limits it.");
  await field(page, "When").selectOption({ label: "As soon as possible" });
  await expect(result(page)).toContainText("Calculated: 4 May 2099 to 8 May 2099");
});

test("a task is done for a country and a site, which go together", async ({ page }) => {
  const countries = [{ id: "fr", name: "France" }, { id: "ie", name: "Ireland" }];
  const sites = [{ id: "1", name: "Lyon", country: "fr" }, { id: "2", name: "Cork", country: "ie" }, { id: "3", name: "Not chosen yet" }];
  await bring(page, plan({ id: "places", countries, sites, tasks: [aTask("a", "Activate the site", day)] }));
  await goTo(page, "Schedule");
  await row(page, "Activate the site").press("Enter");
  await field(page, "Site").selectOption({ label: "Lyon" });
  await expect(field(page, "Country")).toHaveValue("fr");
  await field(page, "Country").selectOption({ label: "Ireland" });
  await expect(field(page, "Site")).toHaveValue("");
  await expect(field(page, "Site").getByRole("option")).toHaveText(["No site", "Cork", "Not chosen yet"]);
  const [made] = JSON.parse((await exported(page)).text).tasks;
  expect([made.country, made.site]).toEqual(["ie", undefined]);
});

test("the fourteen checks name the tasks that fail them, one click away", async ({ page }) => {
  await bring(page, plan({ id: "health", scheduling: { start: "2099-05-04" }, tasks: [aTask("a", "First", { ...day, owner: "Lead" }), aTask("b", "Second", { ...day, predecessors: [{ task: "a", lag: { days: -2 } }] })] }));
  await goTo(page, "Schedule");
  await main(page).getByText("Can this schedule be trusted?").click();
  const checks = main(page).getByRole("region", { name: "Checks" });
  await expect(checks.getByRole("row")).toHaveCount(15);
  const leads = checks.getByRole("row", { name: /^Links that overlap/ });
  await expect(leads).toContainText("1 of 1");
  await leads.getByText("1 of 1").click();
  await leads.getByRole("link", { name: "Second" }).click();
  await expect(field(page, "Duration")).toHaveValue("5 days");
  await expect(task(page)).toContainText("It waits for “First” to finish.");
});

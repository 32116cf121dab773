// The table of tasks with its chart: by keys and by pointer, drawn where it is in sight, saved, and simulated.

import { bring, downloaded, goTo, main, open, openSample, taskRow, tasks, undo } from "./support/app.mjs";
import { largeNetwork, plan, task as aTask } from "./support/files.mjs";
import { expect, test } from "./support/test.mjs";

const days = (number) => ({ duration: { days: number } });
const three = plan({
  id: "gantt",
  title: "Kestrel",
  scheduling: { start: "2099-05-04" },
  tasks: [aTask("write", "Write the protocol", days(5)), aTask("review", "Ethics review", days(10)), aTask("approved", "Ethics approval", { kind: "milestone" })],
});
const chart = (page) => page.locator(".gantt-chart");
const level = (page, name) => taskRow(page, name).getAttribute("aria-level");

async function opened(page, address, file = three) {
  await open(page, address);
  await bring(page, file);
  await goTo(page, "Schedule");
  await expect(tasks(page).getByRole("row").nth(1)).toBeVisible();
}

/** Where a bar stands on the screen: its two ends and its middle. */
async function bar(page, index) {
  const box = await chart(page).locator("rect.bar, rect.critical").nth(index).boundingBox();
  return { left: box.x, right: box.x + box.width, x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function drag(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

test("keys move a task, make it longer, link it and indent it, each as one step that can be undone", async ({ page, address }) => {
  await opened(page, address);
  await taskRow(page, "Write the protocol").focus();
  await page.keyboard.press("Control+ArrowRight");
  await expect(taskRow(page, "Write the protocol")).toContainText("11 May 2099");
  await page.keyboard.press("Control+Shift+ArrowRight");
  await expect(taskRow(page, "Write the protocol")).toContainText("6 d");
  await undo(page);
  await expect(taskRow(page, "Write the protocol")).toContainText("5 d");
  await taskRow(page, "Write the protocol").focus();
  await page.keyboard.press("l");
  await page.keyboard.press("ArrowDown");
  await expect(taskRow(page, "Ethics review")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(taskRow(page, "Ethics review")).toContainText("It waits for “Write the protocol” to finish.");
  await page.keyboard.press("Alt+Shift+ArrowRight");
  await expect.poll(() => level(page, "Ethics review")).toBe("2");
  await expect(taskRow(page, "Write the protocol")).toHaveAttribute("aria-expanded", "true");
  await undo(page);
  await expect.poll(() => level(page, "Ethics review")).toBe("1");
});

test("a bar is dragged to move, pulled at its end to grow, and its handle to another bar links the two", async ({ page, address }) => {
  await opened(page, address);
  await main(page).getByRole("button", { name: "Days", exact: true }).click();
  await expect(main(page).getByRole("button", { name: "Days", exact: true })).toHaveAttribute("aria-pressed", "true");
  await expect.poll(async () => (await bar(page, 0)).right - (await bar(page, 0)).left).toBeGreaterThan(100);
  const before = await bar(page, 0);
  await drag(page, before, { x: before.x + 7 * 24, y: before.y });
  await expect(taskRow(page, "Write the protocol")).toContainText("15 May 2099");
  const moved = await bar(page, 0);
  await drag(page, { x: moved.right - 2, y: moved.y }, { x: moved.right - 2 + 7 * 24, y: moved.y });
  await expect(taskRow(page, "Write the protocol")).toContainText("10 d");
  await undo(page);
  await expect(taskRow(page, "Write the protocol")).toContainText("5 d");
  const [first, second] = [await bar(page, 0), await bar(page, 1)];
  await page.mouse.move(first.x, first.y);
  await drag(page, { x: first.right + 11, y: first.y }, { x: second.left + 4, y: second.y });
  await expect(taskRow(page, "Ethics review")).toContainText("It waits for “Write the protocol” to finish.");
});

test("the chart is saved as SVG and PNG", async ({ page, address }) => {
  await opened(page, address);
  await main(page).locator("summary").filter({ hasText: "Save and print" }).click();
  const svg = await downloaded(page, () => main(page).getByRole("button", { name: "Save the chart as SVG" }).click());
  expect(svg.name).toBe("kestrel-schedule.svg");
  expect(svg.text).toContain("Write the protocol");
  expect(svg.text).not.toContain("class=");
  const png = await downloaded(page, () => main(page).getByRole("button", { name: "Save the chart as PNG" }).click());
  expect(png.name).toBe("kestrel-schedule.png");
  expect(png.text.slice(1, 4)).toBe("PNG");
});

test("the sample is simulated in a worker, and the same seed gives the same words", async ({ page, address }) => {
  await open(page, address);
  await openSample(page);
  await goTo(page, "Schedule");
  const card = page.getByRole("region", { name: "How sure are the dates?" });
  const simulated = async () => {
    await card.getByRole("button", { name: "Simulate" }).click();
    await expect(card.getByText("10,000 runs with the seed 1", { exact: false })).toBeVisible({ timeout: 60_000 });
    return card.locator(".simulation-finding").textContent();
  };
  const head = main(page).locator(".page-head");
  await expect(head).toContainText("Simulate below to see how sure that is.");
  const first = await simulated();
  expect(first).toContain("in half of 10,000 runs");
  await expect(head).toContainText(/ holds in \d+ of 100 runs of the simulation/);
  await card.getByLabel("Runs").selectOption("100000");
  await card.getByRole("button", { name: "Simulate" }).click();
  await card.getByRole("button", { name: "Cancel" }).click();
  await card.getByLabel("Runs").selectOption("10000");
  expect(await simulated()).toBe(first);
});

test("6,340 tasks with 14,078 links: figures", async ({ page, address }) => {
  test.slow();
  const network = largeNetwork();
  expect(network.links).toBe(14_078);
  await open(page, address);
  await bring(page, network);
  const paint = await page.evaluate(async () => {
    const start = performance.now();
    location.hash = location.hash.replace(/\/[^/]+$/, "/schedule");
    while (!document.querySelector(".gantt-row")) await new Promise((done) => requestAnimationFrame(done));
    await new Promise((done) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = done;
      requestAnimationFrame(() => channel.port2.postMessage(null));
    });
    return performance.now() - start;
  });
  expect(await tasks(page).getByRole("row").count()).toBeLessThan(120);
  await page.evaluate(() => {
    window.edits = [];
    window.drags = [];
    const timed = (list, from) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => list.push(performance.now() - from);
      requestAnimationFrame(() => channel.port2.postMessage(null));
    };
    addEventListener("keydown", (event) => event.key === "ArrowRight" && timed(window.edits, event.timeStamp), { capture: true });
    let began = 0;
    // The page's own listener runs between these two.
    addEventListener("pointermove", () => (began = performance.now()), { capture: true });
    addEventListener("pointermove", () => window.drags.push(performance.now() - began));
  });
  await tasks(page).getByRole("row").nth(3).focus();
  for (let edit = 1; edit <= 9; edit += 1) {
    await page.keyboard.press("Control+Shift+ArrowRight");
    await page.waitForFunction((count) => window.edits.length === count, edit);
  }
  await main(page).getByRole("button", { name: "Months", exact: true }).click();
  await expect.poll(async () => (await bar(page, 0)).right - (await bar(page, 0)).left).toBeGreaterThan(10);
  const first = await bar(page, 0);
  await page.evaluate(() => (window.drags.length = 0));
  await page.mouse.move(first.x, first.y);
  await page.mouse.down();
  for (let step = 1; step <= 20; step += 1) await page.mouse.move(first.x + step * 3, first.y);
  const drags = await page.evaluate(() => window.drags);
  // A step that a script dispatches is its schedule alone: what it draws waits until the script has ended.
  const schedules = await page.evaluate(async ({ x, y }) => {
    const chart = document.querySelector(".gantt-chart");
    const times = [];
    for (let step = 21; step <= 40; step += 1) {
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      const began = performance.now();
      chart.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, pointerId: 1, clientX: x + step * 3, clientY: y }));
      times.push(performance.now() - began);
    }
    return times;
  }, first);
  await page.mouse.up();
  const ordered = (figures) => figures.toSorted((one, other) => one - other);
  const told = (figures) => `median ${ordered(figures)[Math.floor(figures.length / 2)].toFixed(1)} ms, worst ${ordered(figures).at(-1).toFixed(1)} ms`;
  const edits = await page.evaluate(() => window.edits);
  console.log(`    first paint of the schedule ${paint.toFixed(0)} ms (limit 300); an edit that moves everything, to the next frame: ${told(edits)} (limit 50); a step of a drag: its schedule ${told(schedules)} (limit 16), with its drawing ${told(drags)}`);
});

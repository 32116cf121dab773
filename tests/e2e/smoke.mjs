// The main job in the other engines: open, create, edit, reload, export. In Firefox and in WebKitGTK, by WebDriver.
//
//     xvfb-run node smoke.mjs
//
// WebKit's MiniBrowser needs a screen; `cargo xtask test smoke` brings one. The last line is `N passed, N failed`.

import { pathToFileURL } from "node:url";
import { serve } from "./support/serve.mjs";
import { bundle, firefox, geckodriver, miniBrowser, webkitDriver } from "./support/settings.mjs";
import { CONTROL, ENTER, start } from "./support/webdriver.mjs";

const ENGINES = {
  Firefox: () =>
    start(geckodriver, { capabilities: { browserName: "firefox", "moz:firefoxOptions": { binary: firefox, args: ["-headless"] } } }),
  WebKitGTK: () =>
    start(webkitDriver, {
      environment: { LIBGL_ALWAYS_SOFTWARE: "1" },
      capabilities: { "webkitgtk:browserOptions": { binary: miniBrowser, args: ["--automation"] } },
    }),
};

const TITLE = "Smöke tèst – “one”";

let passed = 0;
let failed = 0;
const site = await serve();
for (const [engine, launch] of Object.entries(ENGINES)) {
  let browser;
  await step(`${engine} starts`, async () => {
    browser = await launch();
  });
  if (!browser) continue;
  await mainJob(`${engine}, the site`, browser, site.address);
  await mainJob(`${engine}, one file from disk`, browser, pathToFileURL(bundle).href);
  await browser.close();
}
await site.stop();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function mainJob(where, browser, address) {
  const opened = await step(`${where}: opens`, async () => {
    await browser.go(address);
    await browser.when("the page has a heading", () => Boolean(document.querySelector("main h1")) && !document.getElementById("boot"));
  });
  if (!opened) return;
  await step(`${where}: opens the sample, whose overview says what is late`, async () => {
    await run(browser, "Open the sample trial");
    await browser.when("the overview speaks of what is late", () => /late/.test(document.querySelector("main h1")?.textContent));
  });
  await step(`${where}: makes a blank plan and takes a title`, async () => {
    await run(browser, "New blank plan");
    await browser.when("the new plan is on screen", () => /^#\/plan\/.*\/scope$/.test(location.hash));
    // The page puts the focus on its heading once it is drawn; what is focused before would lose it again.
    await browser.when("the heading has the focus", () => document.activeElement?.matches("main h1"));
    await browser.when("the title is there to be edited", focusTitle);
    await browser.chord(CONTROL, "a");
    await browser.type(TITLE + ENTER);
    await browser.when("the title is stored", (title) => document.querySelector("aside").textContent.includes(title), TITLE);
  });
  await step(`${where}: has it again after a reload`, async () => {
    await browser.reload();
    await browser.when("the title is back", (title) => document.querySelector("aside")?.textContent.includes(title), TITLE);
  });
  await step(`${where}: exports it`, async () => {
    await browser.run(() => {
      const original = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        blob.text().then((text) => (window.exportedText = text));
        return original.call(URL, blob);
      };
    });
    await browser.chord(CONTROL, "s");
    const text = await browser.when("the file is made", () => window.exportedText);
    const { format, document } = JSON.parse(text);
    if (format !== "trialwright.trial-plan" || document.title !== TITLE) throw new Error(`The file holds ${format}, “${document?.title}”.`);
  });
}

/** Runs a command of the palette. */
async function run(browser, name) {
  await browser.chord(CONTROL, "k");
  await browser.when("the palette is open", () => document.querySelector("dialog.palette")?.open && document.activeElement?.role === "combobox");
  await browser.type(name);
  await browser.when(`${name} is offered first`, (name) => document.querySelector("[role=option]")?.textContent.includes(name), name);
  await browser.type(ENTER);
}

function focusTitle() {
  const label = [...document.querySelectorAll("main label")].find((label) => label.textContent.trim() === "Title of this plan");
  label?.control?.focus();
  return Boolean(label) && document.activeElement === label.control;
}

async function step(name, action) {
  try {
    await action();
    passed += 1;
    console.log(`ok      ${name}`);
    return true;
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}: ${error.message}`);
    return false;
  }
}

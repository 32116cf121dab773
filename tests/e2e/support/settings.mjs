// Where things are: from the environment as `cargo xtask test` sets it, else where this machine usually has them.

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const beside = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const first = (...places) => places.find((place) => place && existsSync(place));

export const dist = process.env.TRIALWRIGHT_DIST ?? beside("dist");
export const bundle = process.env.TRIALWRIGHT_BUNDLE ?? beside("target/bundle/trialwright.html");
export const server = process.env.TRIALWRIGHT_SERVE ?? beside("target/debug/xtask");
/** Real files that are not part of the repository; undefined where they are not at hand. */
export const samples = first(process.env.TRIALWRIGHT_SAMPLES);

export const chromium = first(process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/google-chrome");
export const chromiumSwitches = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"];
export const firefox = first(process.env.FIREFOX_PATH, "/usr/bin/firefox-esr", "/usr/bin/firefox");
export const geckodriver = first(process.env.GECKODRIVER, beside("target/tools/bin/geckodriver"), "/usr/bin/geckodriver");
export const webkitDriver = first(process.env.WEBKIT_DRIVER, "/usr/bin/WebKitWebDriver");
export const miniBrowser = first(process.env.WEBKIT_MINIBROWSER, "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser", "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser");

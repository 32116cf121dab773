// The whole page, as built, in Chromium. Nothing is repeated until it passes, and nothing waits for a length of time:
// every step waits for what a person would see.

import { defineConfig } from "@playwright/test";
import { chromium, chromiumSwitches } from "./support/settings.mjs";

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.mjs",
  forbidOnly: true,
  fullyParallel: true,
  // One browser at a time: two, each drawing in software beside a server, starve each other on two cores, and the
  // figures of the report would be those of the machine and not of the page.
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  outputDir: "test-results",
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: chromium, args: chromiumSwitches },
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    colorScheme: "light",
    acceptDownloads: true,
    trace: "off",
    video: "off",
    screenshot: "only-on-failure",
    actionTimeout: 10_000,
  },
});

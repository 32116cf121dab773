// A browser through W3C WebDriver, for the engines that Playwright does not drive as they are installed here.
//
// Only what the smoke run needs. Whatever is looked for is waited for.

import { spawn } from "node:child_process";
import { freePort } from "./ports.mjs";
import { ended } from "./serve.mjs";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const PATIENCE = 20_000;

export const CONTROL = "\uE009";
export const ENTER = "\uE007";
export const TAB = "\uE004";

/** Starts a driver and a browser with it. */
export async function start(driver, { environment = {}, capabilities = {}, options = [] } = {}) {
  const port = await freePort();
  const process = spawn(driver, [...options, `--port=${port}`], { stdio: ["ignore", "ignore", "pipe"], env: { ...globalThis.process.env, ...environment } });
  let complaint = "";
  process.stderr.on("data", (bytes) => (complaint += bytes));
  const gone = new Promise((_, reject) => {
    process.once("error", (error) => reject(new Error(`${driver} cannot be started: ${error.message}`)));
    process.once("exit", () => reject(new Error(`${driver} ended: ${complaint.trim()}`)));
  });
  gone.catch(() => {});
  const browser = new Browser(`http://127.0.0.1:${port}`, process);
  try {
    await Promise.race([gone, until(() => browser.isReady(), "the driver answers")]);
    await Promise.race([gone, browser.open(capabilities)]);
  } catch (error) {
    await ended(process);
    throw error;
  }
  return browser;
}

class Browser {
  constructor(address, process) {
    this.address = address;
    this.process = process;
  }

  async isReady() {
    const answer = await fetch(`${this.address}/status`).catch(() => undefined);
    return answer?.ok && (await answer.json()).value.ready;
  }

  async open(capabilities) {
    const { sessionId } = await this.ask("POST", "/session", { capabilities: { alwaysMatch: capabilities } });
    this.session = `/session/${sessionId}`;
    await this.ask("POST", `${this.session}/timeouts`, { script: PATIENCE, pageLoad: 60_000 });
  }

  async close() {
    try {
      await this.ask("DELETE", this.session);
    } finally {
      await ended(this.process);
    }
  }

  go(address) {
    return this.ask("POST", `${this.session}/url`, { url: address });
  }

  reload() {
    return this.ask("POST", `${this.session}/refresh`, {});
  }

  /** Runs a function in the page and gives what it returns. */
  run(action, ...values) {
    return this.ask("POST", `${this.session}/execute/sync`, { script: `return (${action}).apply(null, arguments)`, args: values });
  }

  /** Waits until a function in the page gives something true, and gives that. */
  when(what, condition, ...values) {
    return until(() => this.run(condition, ...values), what);
  }

  /** Presses keys together: the last one while those before it are held. */
  async chord(...keys) {
    const down = keys.map((value) => ({ type: "keyDown", value }));
    const up = keys.toReversed().map((value) => ({ type: "keyUp", value }));
    await this.ask("POST", `${this.session}/actions`, { actions: [{ type: "key", id: "keyboard", actions: [...down, ...up] }] });
  }

  /** Types into whatever has the focus. */
  async type(text) {
    const focused = await this.ask("GET", `${this.session}/element/active`);
    await this.ask("POST", `${this.session}/element/${focused[ELEMENT]}/value`, { text });
  }

  /** Clicks what an XPath finds. */
  async click(what, path) {
    const element = await until(async () => {
      const found = await this.ask("POST", `${this.session}/elements`, { using: "xpath", value: path });
      return found.length > 0 && found[0][ELEMENT];
    }, what);
    await this.ask("POST", `${this.session}/element/${element}/click`, {});
  }

  async ask(method, path, body) {
    const request = { method, headers: { "content-type": "application/json" }, body: body && JSON.stringify(body) };
    const answer = await fetch(this.address + path, request);
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }
}

async function until(attempt, what) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await attempt();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Waited ${PATIENCE / 1000} s until ${what}, in vain.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

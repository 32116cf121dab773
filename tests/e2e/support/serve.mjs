// The static file server of `cargo xtask serve-dist`, started for a test run.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { dist, server } from "./settings.mjs";

/** Serves a folder below a path until `stop()`; `address` ends with a slash. */
export async function serve({ folder = dist, under = "/" } = {}) {
  const child = spawn(server, ["serve-dist", folder, "--port", "0", "--under", under], { stdio: ["ignore", "pipe", "pipe"] });
  let complaint = "";
  child.stderr.on("data", (bytes) => (complaint += bytes));
  const address = await new Promise((resolve, reject) => {
    child.once("error", (error) => reject(new Error(`${server} cannot be started (${error.message}). Set TRIALWRIGHT_SERVE to the program of xtask.`)));
    child.once("exit", () => reject(new Error(`${server} gave no address: ${complaint.trim()}`)));
    createInterface({ input: child.stdout }).once("line", resolve);
  });
  return { address, stop: () => ended(child) };
}

/** Ends a process that we started, and waits until it has. */
export function ended(child, signal = "SIGTERM") {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill(signal);
  });
}

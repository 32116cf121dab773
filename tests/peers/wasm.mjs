// Times the kernel as WebAssembly: node wasm.mjs FILE simulate TASKS RUNS, node wasm.mjs FILE schedule TASKS EDITS, or
// node wasm.mjs FILE accept ALTERNATIVES,CRITERIA DRAWS. Prints one line of JSON.
import { readFileSync } from "node:fs";

const [file, what, tasks, times] = process.argv.slice(2);
const { instance } = await WebAssembly.instantiate(readFileSync(file));
const kernel = instance.exports;
if (kernel.is_the_same() !== 1) {
  console.error("The kernel as WebAssembly does not give the bits that it gives natively.");
  process.exit(1);
}

/** The seconds of the fastest of several times: the first are slower, since the engine replaces its quick code by its fast code while it runs. */
function best(times, run) {
  let seconds = Infinity;
  for (let time = 0; time < times; time += 1) {
    const started = performance.now();
    run();
    seconds = Math.min(seconds, (performance.now() - started) / 1000);
  }
  return seconds;
}
const hexadecimal = (bits) => BigInt.asUintN(64, bits).toString(16).padStart(16, "0");

if (what === "simulate") {
  const seconds = best(9, () => kernel.run(Number(tasks), Number(times), 1n));
  console.log(JSON.stringify({ seconds, deviation: kernel.deviation(), fingerprint: hexadecimal(kernel.fingerprint()) }));
} else if (what === "accept") {
  const [alternatives, criteria] = tasks.split(",").map(Number);
  const seconds = best(9, () => kernel.accept(alternatives, criteria, Number(times), 1n));
  console.log(JSON.stringify({ seconds, first: kernel.first(), fingerprint: hexadecimal(kernel.acceptability_fingerprint()) }));
} else {
  kernel.prepare(Number(tasks));
  const whole = best(60, () => kernel.schedule());
  const edit = best(60, () => kernel.edit(Number(times))) / Number(times);
  kernel.edit(1);
  console.log(JSON.stringify({ whole, edit, fingerprint: hexadecimal(kernel.schedule_fingerprint()) }));
}

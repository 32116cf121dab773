// Starts Trialwright, keeps it available offline, and rescues the open document should it stop.
//
// The one script that is not Rust, because it has to work where the program does not. It reads what to start from its own
// tag, or, in the one-file build, from what the page carries. It talks to the program by events on the window:
//
//   trialwright-panic            from the program's panic hook; detail: the message
//   trialwright-update           to the program: a new version is ready (also: <html data-update="waiting">)
//   trialwright-activate-update  from the program: change to the new version now
//
// and gives it `trialwright.file(path)`, the text of a file of the page, and `trialwright.work(job, progress, done)`, which has
// a job done in a worker and gives what stops it.

const tag = document.querySelector("script[data-wasm]");
const address = (name) => new URL(tag.dataset[name], document.baseURI).href;

const site = {
  load: async () => ({ glue: await import(address("js")), wasm: address("wasm") }),
  worker: () => new Worker(new URL("worker.js", document.baseURI), { type: "module" }),
  glue: () => address("js"),
  file: async (path) => {
    const response = await fetch(new URL(path, document.baseURI));
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}`);
    return response.text();
  },
};
const source = globalThis.trialwrightCarried ?? site;

let program;
let module;

globalThis.trialwright = { file: source.file, work };

addEventListener("trialwright-panic", (event) => stopped(event.detail));
addEventListener("error", (event) => isTrap(event.error) && stopped(event.error.message));
addEventListener("unhandledrejection", (event) => isTrap(event.reason) && stopped(event.reason.message));
await start();
keepOffline();

async function start() {
  if (typeof WebAssembly !== "object") {
    sayInstead("Trialwright needs WebAssembly. Every current browser has it, but in this one it is missing or switched off.");
    return;
  }
  try {
    const { glue, wasm } = await source.load();
    program = glue;
    module = typeof wasm === "string" ? await compiled(wasm) : await WebAssembly.compile(wasm);
    await glue.default({ module_or_path: module });
  } catch (error) {
    if (isTrap(error)) stopped(error.message);
    else sayInstead(`Trialwright could not start. Reload the page to try again. (${error?.message ?? error})`);
  }
}

// The worker runs the very program of the page: nothing is fetched or compiled again.
function work(job, progress, done) {
  const worker = source.worker();
  const end = (outcome, fault) => {
    worker.terminate();
    done(outcome, fault);
  };
  worker.onmessage = ({ data }) => {
    if (data.of !== undefined) progress(data.done, data.of);
    else end(data.outcome ?? "", data.fault ?? "");
  };
  worker.onerror = (event) => end("", event.message || "the worker did not start");
  // On a site the worker fetches the parts of the program that it needs; one file has to hand them over.
  Promise.resolve(source.parts?.()).then(
    (parts) => worker.postMessage({ glue: source.glue(), module, parts, job }),
    (error) => end("", String(error?.message ?? error)),
  );
  return () => worker.terminate();
}

async function compiled(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} was answered with ${response.status}`);
  // A host that does not know the media type of wasm cannot be streamed from.
  const streams = response.headers.get("content-type")?.startsWith("application/wasm");
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

function sayInstead(sentence) {
  const place = document.getElementById("boot");
  if (place) place.textContent = sentence;
}

// ---------------------------------------------------------------------------------------------------- after a panic

function isTrap(error) {
  return typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError;
}

// Shows what happened and offers the way out. The first message says most: the trap that follows a panic adds nothing.
function stopped(message) {
  const panel = document.getElementById("panic");
  if (!panel || !panel.hidden) return;
  document.getElementById("boot")?.remove();
  document.getElementById("panic-message").textContent = String(message ?? "");
  document.getElementById("panic-export").addEventListener("click", exportOpenDocument);
  document.getElementById("panic-reload").addEventListener("click", () => location.reload());
  for (const other of document.body.children) if (other !== panel) other.inert = true;
  document.documentElement.dataset.stopped = "";
  panel.hidden = false;
  panel.scrollIntoView();
  document.getElementById("panic-export").focus();
}

function exportOpenDocument() {
  const [name, text] = openDocument() ?? ["trialwright-rescue.json", everythingInLocalStorage()];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  document.getElementById("panic-status").textContent = `Saved as ${name}.`;
}

// The stopped program's memory is still there to be asked, but may be in any state: an answer is a gift.
function openDocument() {
  try {
    const text = program.rescue_document();
    return text ? [program.rescue_file_name() || "trialwright-rescue.json", text] : undefined;
  } catch {
    return undefined;
  }
}

function everythingInLocalStorage() {
  const entries = {};
  try {
    for (let index = 0; index < localStorage.length; index += 1) {
      const key = localStorage.key(index);
      if (key.startsWith("trialwright/")) entries[key] = localStorage.getItem(key);
    }
  } catch {
    // Blocked storage holds nothing of ours.
  }
  return JSON.stringify({ format: "trialwright-rescue", taken: new Date().toISOString(), entries }, null, 2);
}

// ---------------------------------------------------------------------------------------------------------- offline

async function keepOffline() {
  if (source !== site || !location.protocol.startsWith("http")) return;
  try {
    const workers = navigator.serviceWorker;
    const registration = await workers?.register(new URL("sw.js", document.baseURI), { updateViaCache: "none" });
    if (registration) offerUpdates(workers, registration);
  } catch {
    // Private windows and locked-down browsers have no service worker: the page works, though not offline.
  }
}

function offerUpdates(workers, registration) {
  const offer = () => {
    // Without a controller this is the first visit, and what waits is the version on screen.
    if (!registration.waiting || !workers.controller) return;
    document.documentElement.dataset.update = "waiting";
    dispatchEvent(new CustomEvent("trialwright-update"));
  };
  registration.addEventListener("updatefound", () => {
    const arriving = registration.installing;
    arriving?.addEventListener("statechange", offer);
  });
  addEventListener("trialwright-activate-update", () => {
    if (!registration.waiting) return;
    workers.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting.postMessage({ type: "activate" });
  });
  offer();
}

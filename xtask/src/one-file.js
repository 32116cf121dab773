// Stands in the one-file build in place of the files that the site fetches: boot.js finds the program here.

function glueModule(part) {
  "use strict";
  const loader = (() => {
__LOADER__
  })();
__GLUE__
}

const files = __FILES__;

async function unpacked(block) {
  const packed = Uint8Array.from(atob(block.textContent.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

// What a part is called, and its bytes.
const blocks = () => [...document.querySelectorAll("script[data-part]")].map((block) => [block.dataset.part, block]);
const part = (name) => unpacked(document.querySelector(`script[data-part="${name}"]`));

// A page from a file can only start a worker that it carries in itself: the glue and what `worker.js` does on a site.
function workerScript() {
  return `const glueModule = ${glueModule};
onmessage = async ({ data: { module, parts, job } }) => {
  try {
    const program = glueModule(async (name) => parts[name]);
    await program.default({ module_or_path: module });
    postMessage({ outcome: await program.work(job, (done, of) => postMessage({ done, of })) });
  } catch (error) {
    postMessage({ fault: String(error?.message ?? error) });
  }
};`;
}

globalThis.trialwrightCarried = {
  worker: () => new Worker(URL.createObjectURL(new Blob([workerScript()], { type: "text/javascript" }))),
  glue: () => "",
  load: async () => ({ glue: glueModule(part), wasm: await unpacked(document.getElementById("program")) }),
  parts: async () => Object.fromEntries(await Promise.all(blocks().map(async ([name, block]) => [name, await unpacked(block)]))),
  file: async (path) => {
    if (!(path in files)) throw new Error(`${path} is not in this page`);
    return files[path];
  },
};

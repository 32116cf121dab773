// Stands in the one-file build in place of the files that the site fetches: boot.js finds the program here.

function glueModule() {
  "use strict";
__GLUE__
}

const files = __FILES__;

async function unpacked() {
  const text = document.getElementById("program").textContent.trim();
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

// A page from a file can only start a worker that it carries in itself: the glue and what `worker.js` does on a site.
function workerScript() {
  return `const glueModule = ${glueModule};
onmessage = async ({ data: { module, job } }) => {
  try {
    const program = glueModule();
    await program.default({ module_or_path: module });
    postMessage({ outcome: program.work(job, (done, of) => postMessage({ done, of })) });
  } catch (error) {
    postMessage({ fault: String(error?.message ?? error) });
  }
};`;
}

globalThis.trialwrightCarried = {
  worker: () => new Worker(URL.createObjectURL(new Blob([workerScript()], { type: "text/javascript" }))),
  glue: () => "",
  load: async () => ({ glue: glueModule(), wasm: await unpacked() }),
  file: async (path) => {
    if (!(path in files)) throw new Error(`${path} is not in this page`);
    return files[path];
  },
};

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

globalThis.trialwrightCarried = {
  load: async () => ({ glue: glueModule(), wasm: await unpacked() }),
  file: async (path) => {
    if (!(path in files)) throw new Error(`${path} is not in this page`);
    return files[path];
  },
};

// What must never happen on any page: a message on the console, an uncaught error, a request to somebody else.
//
// A breach of the Content Security Policy is told on the console, so it is among them.

/** Collects what goes wrong in a browser context. */
export function watch(context, address) {
  const problems = [];
  const own = address.startsWith("http") ? new URL(address).origin : "file://";
  context.on("console", (message) => {
    if (["error", "warning", "assert"].includes(message.type())) problems.push(`console ${message.type()}: ${message.text()}`);
  });
  // Playwright takes file choosers over while somebody listens, and begins to in its own time: a key may come before that.
  context.on("page", (page) => page.on("filechooser", () => {}));
  context.on("weberror", (error) => problems.push(`uncaught: ${error.error().message}`));
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(own) && !url.startsWith("blob:") && !url.startsWith("data:")) problems.push(`request to elsewhere: ${url}`);
  });
  return problems;
}

// Runs the program without its page, for work that would keep the page busy. It is told where the program is and what to do,
// does that one thing, and says how far it has come. Whoever asked ends it.

onmessage = async ({ data: { glue, module, job } }) => {
  try {
    const program = await import(glue);
    await program.default({ module_or_path: module });
    postMessage({ outcome: await program.work(job, (done, of) => postMessage({ done, of })) });
  } catch (error) {
    postMessage({ fault: String(error?.message ?? error) });
  }
};

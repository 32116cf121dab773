// A part of the program is a file beside this one; what several parts share is a piece of one file.
async function part(name) {
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) throw new Error(`${name} was answered with ${response.status}`);
  return response.arrayBuffer();
}
// The splitter's own loader follows.

// Keeps the page available offline. Written into dist/sw.js by the build, which fills in the version and the list.
//
// A new version waits until it is asked in (or until no tab is open): it never swaps the code under an open edit.
// Every request it makes is for one of these files, to the place the page came from.

const VERSION = "__VERSION__";
const FILES = ["__FILES__"];

// Caches belong to the whole origin, where several copies of the page may live: the scope tells ours apart.
const OWN = `trialwright ${self.registration.scope} `;
const CURRENT = OWN + VERSION;
const SCOPE = new URL(self.registration.scope);
const ADDRESSES = new Set(FILES.map((file) => new URL(file, SCOPE).href));

self.addEventListener("install", (event) => {
  // "no-cache" asks the server whether a copy that the browser already has is still good.
  const requests = FILES.map((file) => new Request(new URL(file, SCOPE), { cache: "no-cache" }));
  event.waitUntil(caches.open(CURRENT).then((cache) => cache.addAll(requests)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(removeOldCaches().then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  if (event.data?.type === "activate") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const address = addressOf(event.request);
  if (address) event.respondWith(answer(event.request, address));
});

// The version before this one stays: another tab may still run it and ask for its files.
async function removeOldCaches() {
  const others = (await caches.keys()).filter((name) => name.startsWith(OWN) && name !== CURRENT);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

// What a request asks for, as it stands in the list; undefined for what is not ours to answer.
function addressOf(request) {
  const url = new URL(request.url);
  if (url.origin !== SCOPE.origin || !url.pathname.startsWith(SCOPE.pathname)) return undefined;
  const page = url.pathname === SCOPE.pathname || url.pathname === `${SCOPE.pathname}index.html`;
  return page ? SCOPE.href : url.origin + url.pathname;
}

async function answer(request, address) {
  const current = ADDRESSES.has(address) && (await (await caches.open(CURRENT)).match(address));
  if (current) return current;
  const names = (await caches.keys()).filter((name) => name.startsWith(OWN) && name !== CURRENT);
  for (const name of names) {
    const earlier = await (await caches.open(name)).match(address);
    if (earlier) return earlier;
  }
  return fetch(request);
}

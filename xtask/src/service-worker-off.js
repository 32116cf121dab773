// In place of the service worker while the page is being worked on: takes an earlier one and its caches away.

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  const own = `trialwright ${self.registration.scope} `;
  const clean = async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith(own));
    await Promise.all(names.map((name) => caches.delete(name)));
    await self.registration.unregister();
  };
  event.waitUntil(clean());
});

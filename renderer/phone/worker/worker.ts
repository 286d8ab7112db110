import { pushedSentence } from './pushed-sentence';
import { knownShop } from './known-shop';

/** The service worker of the owner's phone: its page opens offline, and pushes are shown while it is closed. */
declare const self: ServiceWorkerGlobalScope;
/** Filled in by the build: every file of the page, and a digest of all of them. */
declare const shellFiles: readonly string[];
declare const shellDigest: string;

const cacheName = `comptoir-phone-${shellDigest}`;

self.addEventListener('install', (event) => {
  const keep = async (): Promise<void> => {
    const cache = await caches.open(cacheName);
    await cache.addAll(shellFiles.map((file) => new Request(file, { cache: 'reload' })));
    await self.skipWaiting();
  };
  event.waitUntil(keep());
});

self.addEventListener('activate', (event) => {
  const dropOlder = async (): Promise<void> => {
    for (const name of await caches.keys()) if (name !== cacheName) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(dropOlder());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  // Answers of the relay are never cached: an old one would look like a new one.
  const isOfPage = new URL(request.url).href.startsWith(self.registration.scope);
  if (request.method !== 'GET' || !isOfPage) return;
  const kept = request.mode === 'navigate' ? self.registration.scope : request;
  event.respondWith(
    caches
      .open(cacheName)
      .then((cache) => cache.match(kept, { ignoreVary: true }))
      .then((found) => found ?? fetch(request)),
  );
});

self.addEventListener('push', (event) => {
  const show = async (): Promise<void> => {
    const told: unknown = readJson(event.data);
    const shop = await knownShop(self.indexedDB, told);
    const { title, body, tag } = pushedSentence(
      told,
      shop,
      self.navigator.languages,
      new Date(event.timeStamp + performance.timeOrigin),
    );
    await self.registration.showNotification(title, {
      body,
      tag,
      icon: 'icon-192.png',
      badge: 'icon-192.png',
    });
  };
  event.waitUntil(show());
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const open = async (): Promise<void> => {
    const [page] = await self.clients.matchAll({ type: 'window' });
    await (page === undefined ? self.clients.openWindow(self.registration.scope) : page.focus());
  };
  event.waitUntil(open());
});

function readJson(data: PushMessageData | null): unknown {
  try {
    return data?.json();
  } catch {
    return null; // a push that says nothing that we know is shown all the same: the browser asks for that
  }
}

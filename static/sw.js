// Opens the kept Mappe where there is no network, and the page that says so. It stores nothing:
// what is kept is put into the cache by the page on which somebody tapped for it.
(function () {
  'use strict';
  const NAME = 'mappe', PATIENCE = 5000;
  const WAY = /^\/[^/]+\/m\//i, APP = /^\/[^/]+\/app$/, OFFLINE = /\/ohne-netz$/;

  const path = address => new URL(address).pathname;

  // Looks into the cache, which must not come into being by looking.
  async function kept(test) {
    if (!await caches.has(NAME)) return null;
    const cache = await caches.open(NAME);
    const found = (await cache.keys()).find(each => test(path(each.url)));
    return found ? {path: path(found.url), answer: await cache.match(found, {ignoreVary: true})} : null;
  }

  // A request may get lost: one that only reads is sent once more.
  function load(request) {
    return fetch(request).catch(error => {
      if (request.method !== 'GET') throw error;
      return fetch(request);
    });
  }

  function soon(answer) {
    return new Promise((done, failed) => {
      setTimeout(failed, PATIENCE);
      answer.then(done, failed);
    });
  }

  async function page(request) {
    const mappe = await kept(each => WAY.test(each));
    const wanted = path(request.url);
    if (mappe && APP.test(wanted)) return Response.redirect(mappe.path, 302);
    if (mappe && request.method === 'GET' && wanted.toUpperCase() === mappe.path.toUpperCase()) {
      try {
        const answer = await soon(load(request));
        // Ours, gone, or elsewhere; anything else is said by something on the way.
        return answer.ok || answer.status === 404 || answer.type === 'opaqueredirect' ? answer : mappe.answer;
      } catch (error) {
        return mappe.answer;
      }
    }
    try {
      return await load(request);
    } catch (error) {
      const offline = await kept(each => OFFLINE.test(each));
      return offline ? offline.answer : Response.error();
    }
  }

  async function file(request) {
    return await caches.match(request, {ignoreVary: true}) || fetch(request);
  }

  self.addEventListener('install', () => self.skipWaiting());
  self.addEventListener('fetch', event => {
    const url = new URL(event.request.url);
    if (url.origin !== location.origin) return;
    if (event.request.mode === 'navigate') event.respondWith(page(event.request));
    else if (/^\/(js|css)\//.test(url.pathname)) event.respondWith(file(event.request));
  });
})();

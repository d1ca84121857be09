// Keeps the Mappe on this phone once somebody taps for it, tells what changed, and deletes it all.
(function () {
  var NAME = 'mappe', block = document.querySelector('[data-keep]'), offer = null;
  var open = false, usable = false; // whether there is a storage; whether a Mappe can be kept too

  function all(query, act) {
    Array.prototype.forEach.call(document.querySelectorAll(query), act);
  }

  function unfold(query, shown) {
    all(query, function (each) { each.hidden = !shown; });
  }

  try {
    localStorage.getItem(NAME);
    open = Boolean(window.Promise);
    usable = Boolean(open && navigator.serviceWorker && window.caches && window.fetch);
  } catch (error) { /* Denied: nothing can have been stored either. */ }

  // No browser offers by itself to install what somebody may not want to be seen with.
  window.addEventListener('beforeinstallprompt', function (event) {
    event.preventDefault();
    offer = event;
    unfold('[data-install]', true);
  });

  function note() {
    try {
      return JSON.parse(localStorage.getItem(NAME)) || {};
    } catch (error) {
      return {};
    }
  }

  function get(address) {
    return fetch(address, {credentials: 'omit', cache: 'no-store'}).then(function (answer) {
      if (!answer.ok) throw new Error('refused');
      return answer;
    });
  }

  // Fetches all of it before it stores any, and drops the old last: what is kept is whole.
  function store(way, offline, wanted) {
    return Promise.all([get(way + '?kopie=1'), get(offline)]).then(function (pages) {
      return Promise.all(pages.map(function (page) { return page.clone().text(); })).then(function (texts) {
        // The page without network may come from before an update: it gets what it names.
        var names = texts.join('').match(/\/(js|css)\/\w+\.\1/g).filter(function (name, at, all) {
          return all.indexOf(name) === at;
        });
        return Promise.all(names.map(get)).then(function (found) {
          return [[way, pages[0]], [offline, pages[1]]].concat(
            names.map(function (name, at) { return [name, found[at]]; }));
        });
      });
    }).then(function (pairs) {
      if (!wanted()) throw new Error('deleted');
      return caches.open(NAME).then(function (cache) {
        var names = pairs.map(function (pair) { return new URL(pair[0], location.href).href; });
        return Promise.all(pairs.map(function (pair) {
          return cache.put(pair[0], pair[1]);
        })).then(function () {
          return cache.keys();
        }).then(function (found) {
          return Promise.all(found.map(function (each) {
            return names.indexOf(each.url) >= 0 || cache.delete(each);
          }));
        });
      });
    }).then(function () {
      return navigator.serviceWorker.register('/sw.js');
    }).then(function () {
      return navigator.serviceWorker.ready;
    });
  }

  function keeping() {
    var way = block.getAttribute('data-keep'), offline = block.getAttribute('data-offline');
    var mark = block.getAttribute('data-mark'), script = document.querySelector('script[src]').src;
    var edition = [mark, script, new Date().toDateString()].join(), before;
    var button = block.querySelector('button');

    function show(state) {
      all('[data-when]', function (each) { each.hidden = each.getAttribute('data-when') !== state; });
      block.hidden = false;
    }

    // Another tab may have deleted it in the meantime: then it stays deleted.
    function still() {
      return note().way;
    }

    function save() {
      if (still()) localStorage.setItem(NAME, JSON.stringify(before));
    }

    function stamps() {
      var found = {};
      all('[data-ort]', function (stop) {
        found[stop.getAttribute('data-ort')] = stop.getAttribute('data-stand');
      });
      return found;
    }

    // Shows or takes away the note above, and a word at each station that is not as it was.
    function tell(changed) {
      var word = document.querySelector('[data-fresh]'), known = before.stamps || {};
      unfold('[data-changed]', changed);
      all('[data-ort] [data-fresh]', function (each) { each.parentNode.removeChild(each); });
      if (changed) all('[data-ort]', function (stop) {
        if (known[stop.getAttribute('data-ort')] === stop.getAttribute('data-stand')) return;
        stop.insertBefore(word.cloneNode(true), stop.querySelector('h3').nextSibling);
      });
      unfold('[data-ort] [data-fresh]', true);
    }

    function look() {
      before = note();
      var own = before.way === way || before.way === location.pathname;
      show(own ? 'kept' : 'free');
      tell(own && before.seen !== mark);
      return own;
    }

    button.addEventListener('click', function () {
      button.disabled = true;
      store(way, offline, Boolean.bind(null, 1)).then(function () {
        localStorage.setItem(NAME, JSON.stringify(
          {way: way, seen: mark, stamps: stamps(), edition: edition}));
        look();
        focus('[data-when=kept] p');
      }).catch(function () {
        // Another Mappe that was kept before stays.
        return before.way || wipe([NAME]).catch(function () { return 1; });
      }).then(function (failed) {
        if (failed === undefined) return;
        button.disabled = false;
        show('failed');
        focus('[data-when=failed]');
      });
    });
    all('[data-install]', function (each) {
      each.addEventListener('click', function () {
        offer.prompt();
        each.hidden = true;
      });
    });
    all('[data-changed] button', function (each) {
      each.addEventListener('click', function () {
        before.seen = mark;
        before.stamps = stamps();
        save();
        tell(false);
        focus('h1');
      });
    });

    // A page may come back from the browser's memory as it was before all was deleted.
    window.addEventListener('pageshow', function (event) {
      if (event.persisted) look();
    });
    if (!look()) return;
    caches.match(way, {ignoreVary: true}).then(function (found) {
      // The copy shows when the network is away or slow: it cannot know what is new.
      if (found && before.edition === edition && !block.hasAttribute('data-copy')) return;
      return store(way, offline, still).then(function () {
        if (!still()) return wipe([NAME]);
        before.way = way;
        before.edition = edition;
        save();
      });
    }).catch(function () { /* What was kept before stays. */ });
  }

  function focus(query) {
    var found = document.querySelector(query);
    found.tabIndex = -1;
    found.focus();
  }

  // Deletes caches, workers and, from the storage, these items or all; says what is left.
  function wipe(items) {
    function left(nothing) {
      return Promise.all([
        usable ? caches.keys().then(function (names) {
          return Promise.all(names.map(function (name) { return nothing || caches.delete(name); }));
        }) : [],
        usable ? navigator.serviceWorker.getRegistrations().then(function (found) {
          return Promise.all(found.map(function (each) { return nothing || each.unregister(); }));
        }) : []
      ]);
    }
    return left().catch(function () { /* Counted below. */ }).then(function () {
      if (items) {
        items.forEach(function (item) { localStorage.removeItem(item); });
      } else {
        localStorage.clear();
        sessionStorage.clear();
      }
      return left(true);
    }).then(function (found) {
      return found[0].length + found[1].length + (items ? 0 : localStorage.length);
    });
  }

  function cleared() {
    wipe().then(Boolean, Boolean.bind(null, 1)).then(function (rest) {
      unfold('[data-wipe],[data-gone]', false);
      unfold(rest ? '[data-left]' : '[data-wiped]', true);
      focus(rest ? '[data-left]' : '[data-wiped]');
    });
  }

  if (!open) return;
  if (block && usable) keeping();
  // What our side no longer has may still be on this device.
  all('[data-outlived]', function (each) {
    each.hidden = (note().way || '').toUpperCase() !== location.pathname.toUpperCase();
  });
  all('[data-wipe]', function (each) {
    var button = each.querySelector('button');
    if (!button) return cleared();
    each.hidden = false;
    button.addEventListener('click', cleared);
  });
})();

// Opens an address in the map app of the phone; elsewhere the link leads to a map page.
(function () {
  var agent = navigator.userAgent;
  var app = /Android/.test(agent) ? 'geo:0,0?q=' : /iPhone|iPad/.test(agent) ? 'maps://?q=' : '';
  if (!app) return;
  [].forEach.call(document.querySelectorAll('[data-map]'), function (link) {
    link.href = app + encodeURIComponent(link.getAttribute('data-map') || link.textContent.trim());
  });
})();

// Says whether a place is open now: the page may come from a cache, the clock is the reader's.
(function () {
  var line = document.querySelector('[data-open]');
  if (!line) return;
  var now = Date.now();
  var times = line.getAttribute('data-open').split(' ').map(function (pair) {
    return pair.split('-').map(function (minute) {
      return minute * 60000;
    });
  });
  // The first is the day of the page; eight days are told, of which an old page has too few left.
  var age = now - times.shift()[0];
  if (age < 0 || age > 172800000) return;
  function clock(moment) {
    return new Date(moment).toLocaleTimeString('de-DE', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Berlin' });
  }
  function weekday(moment) {
    var name = new Date(moment).toLocaleDateString('en-GB', { weekday: 'short', timeZone: 'Europe/Berlin' });
    return line.getAttribute('data-days').split('|')[['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(name)];
  }
  function say(words, moment) {
    line.textContent = line.getAttribute(words).replace('{}', clock(moment)).replace('[]', weekday(moment));
    line.hidden = false;
  }
  times.some(function (time) {
    if (now >= time[1]) return false;
    say(now >= time[0] ? 'data-now' : 'data-then', now >= time[0] ? time[1] : time[0]);
    return true;
  });
})();

// Ticks what is done. The ticks stay on this device; nothing is stored before the first one.
(function start() {
  // What is added moves what stands below: once, when the sheet has come.
  if (document.readyState !== 'complete') return window.addEventListener('load', start);
  var NAME = 'erledigt', model = document.querySelector('.tick'), stops = [];
  if (!model) return;
  try {
    localStorage.getItem(NAME);
  } catch (error) {
    return;
  }

  function read() {
    try {
      return [].concat(JSON.parse(localStorage.getItem(NAME)) || []);
    } catch (error) {
      return [];
    }
  }

  function write(place, ticked) {
    var done = read().filter(function (each) { return each !== place; });
    if (ticked) done.push(place);
    if (done.length) localStorage.setItem(NAME, JSON.stringify(done));
    else localStorage.removeItem(NAME);
  }

  function each(list, act) {
    Array.prototype.forEach.call(list, act);
  }

  function show() {
    var done = read();
    stops.forEach(function (stop) {
      var ticked = done.indexOf(stop.getAttribute('data-ort')) >= 0;
      document.getElementById('t' + stop.id).checked = ticked;
      each(document.querySelectorAll('#' + stop.id + '>.nr,.way a[href="#' + stop.id + '"]'),
        function (sign) { sign.classList[ticked ? 'add' : 'remove']('done'); });
    });
  }

  each(document.querySelectorAll('[data-ort]'), function (stop) {
    var line = model.cloneNode(true), box = line.querySelector('input');
    var label = line.querySelector('label'), words = label.children;
    var heading = stop.querySelector('h3');
    label.htmlFor = box.id = 't' + stop.id;
    words[0].id = 'w' + stop.id;
    heading.id = 'h' + stop.id;
    box.setAttribute('aria-labelledby', words[0].id + ' ' + heading.id);
    box.addEventListener('change', function () {
      try {
        write(stop.getAttribute('data-ort'), box.checked);
      } catch (error) {
        words[0].hidden = true;
        words[1].hidden = false;
      }
      show();
    });
    line.hidden = false;
    stop.appendChild(line);
    stops.push(stop);
  });
  model.nextElementSibling.hidden = false;
  window.addEventListener('pageshow', show);
  window.addEventListener('storage', show);
  show();
})();

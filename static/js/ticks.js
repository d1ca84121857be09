// Ticks what is done. The ticks stay on this device; nothing is stored before the first one.
(function () {
  var NAME = 'erledigt', model = document.querySelector('.tick'), done = [];
  if (!model) return;
  try {
    done = localStorage.getItem(NAME);
  } catch (error) {
    return;
  }
  try {
    done = [].concat(JSON.parse(done) || []);
  } catch (error) {
    done = [];
  }

  function store(place, ticked) {
    done = done.filter(function (each) { return each !== place; }).concat(ticked ? place : []);
    if (done.length) localStorage.setItem(NAME, JSON.stringify(done));
    else localStorage.removeItem(NAME);
  }

  function look(stop, ticked) {
    var signs = document.querySelectorAll('#' + stop.id + '>.nr,.way a[href="#' + stop.id + '"]');
    Array.prototype.forEach.call(signs, function (each) {
      each.classList[ticked ? 'add' : 'remove']('done');
    });
  }

  function add(stop) {
    var line = model.cloneNode(true), box = line.querySelector('input');
    var label = line.querySelector('label'), words = label.children;
    var place = stop.getAttribute('data-ort'), heading = stop.querySelector('h3');
    box.id = 't' + stop.id;
    label.htmlFor = box.id;
    words[0].id = 'w' + stop.id;
    heading.id = 'h' + stop.id;
    box.setAttribute('aria-labelledby', words[0].id + ' ' + heading.id);
    box.checked = done.indexOf(place) >= 0;
    look(stop, box.checked);
    box.addEventListener('change', function () {
      try {
        store(place, box.checked);
        look(stop, box.checked);
      } catch (error) {
        box.checked = false;
        box.disabled = true;
        words[0].hidden = true;
        words[1].hidden = false;
      }
    });
    line.hidden = false;
    stop.appendChild(line);
  }

  Array.prototype.forEach.call(document.querySelectorAll('[data-ort]'), add);
  model.nextElementSibling.hidden = false;
})();

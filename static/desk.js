// The desk: the way grows beside the questions, and every answer has a key.
(function () {
  var form = document.getElementById('neu');
  if (!form) return;
  var KEYS = '123456789abcdefghijklmnopqrstuvwxyz';
  var turn = 0;
  var waiting = false; // whether an answer is to change the whole way

  function all(what, around) {
    return [].slice.call((around || document).querySelectorAll(what));
  }

  function first(fieldset) {
    return fieldset.querySelector('input:checked') || fieldset.querySelector('input');
  }

  // Goes on to the next question below without an answer, else to the button that prints.
  function goOn(from) {
    var fields = all('#fragen fieldset');
    var names = fields.map(function (each) { return first(each).name; });
    var rest = fields.slice(names.indexOf(from) + 1).filter(function (each) {
      return !each.querySelector('input:checked');
    });
    var goal = rest.length ? first(rest[0]) : document.getElementById('drucken');
    if (goal) goal.focus();
  }

  function put(fresh, id) {
    var old = document.getElementById(id);
    var now = fresh.getElementById(id);
    if (!old || !now || old.innerHTML === now.innerHTML) return;
    var entered = all('input:not([type=hidden]),select', old);
    old.innerHTML = now.innerHTML;
    all('[checked]', old).forEach(function (each) { each.checked = true; });
    if (id === 'weg') entered.forEach(function (each) { again(each, old); });
  }

  // What was opened and entered while the answer was on its way stays.
  function again(each, around) {
    var now = all('input,select', around).filter(function (other) {
      return other.name === each.name && (each.type !== 'checkbox' || other.id === each.id);
    })[0];
    if (!now) return;
    if (each.type === 'checkbox') {
      if (each.checked !== each.defaultChecked) now.checked = each.checked;
    } else if (each.options ? !each.options[each.selectedIndex].defaultSelected : each.value !== each.defaultValue) {
      now.value = each.value;
    }
    var inside = each.closest('details');
    if (inside && inside.open) now.closest('details').open = true;
  }

  // `only`: what to bring up to date where somebody is still writing beside it.
  function update(then, only) {
    var mine = ++turn;
    if (waiting) only = null; // what was asked for before is still to come
    waiting = !only;
    var entered = new FormData(form);
    // A place is added by its button, not while somebody types it; a warning is asked again.
    if (document.getElementById('trotzdem')) entered.delete('trotzdem');
    else entered.delete('stelle');
    fetch(form.action, { method: 'POST', body: entered, credentials: 'same-origin' })
      .then(function (answer) {
        if (answer.redirected) location.href = answer.url;
        if (answer.status === 401) form.submit(); // the page to sign in keeps what was entered
        return answer.text();
      })
      .then(function (text) {
        if (mine !== turn) return;
        waiting = false;
        var fresh = new DOMParser().parseFromString(text, 'text/html');
        // Where the focus is now: somebody quick has gone on since this was asked for.
        var active = document.activeElement && document.activeElement.id;
        if (only) return put(fresh, only);
        put(fresh, 'fragen');
        put(fresh, 'weg');
        if (active && document.getElementById(active)) document.getElementById(active).focus();
        if (then) then();
      })
      .catch(function () {
        document.getElementById('zeigen').hidden = false; // the button does the same without us
      });
  }

  document.getElementById('zeigen').hidden = true;
  // Over a slow line somebody may have answered before this script came.
  if (all('#fragen input,#sprache').some(function (each) {
    return each.options ? !each.options[each.selectedIndex].defaultSelected : each.checked !== each.defaultChecked;
  })) update();
  form.addEventListener('change', function (event) {
    if (event.target.closest('.when,#gespeichert') || event.target.id === 'form') return update(null, 'gespeichert');
    if (event.target.closest('.say') || event.target.id === 'trotzdem') return;
    if (event.target.type === 'radio' || event.target.type === 'checkbox' || event.target.id === 'sprache') update();
  });
  form.addEventListener('submit', function (event) {
    var button = event.submitter || document.activeElement;
    if (button && button.id === 'drucken') setTimeout(function () {
      document.getElementById('gedruckt').value = '1'; // the next paper is not the first
    });
  });
  form.addEventListener('keydown', function (event) {
    var target = event.target;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (target.id === 'sprache' && event.key === 'Enter') {
      event.preventDefault();
      goOn('');
      return;
    }
    var fieldset = target.closest('fieldset');
    if (!fieldset) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      goOn(target.name);
      return;
    }
    var box = all('input', fieldset)[KEYS.indexOf(event.key)];
    if (!box || event.key.length !== 1) return;
    event.preventDefault();
    box.checked = box.type === 'radio' || !box.checked;
    box.focus();
    update(box.type === 'radio' ? function () {
      // Who was quicker than the answer has gone on and is not called back.
      if (document.activeElement && document.activeElement.name === box.name) goOn(box.name);
    } : null);
  });
})();

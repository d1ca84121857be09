// Reads a page aloud, or one part of it, where the device has a voice or the page a recording.
(function start() {
  // What is added moves what stands below: once, when the sheet has come.
  if (document.readyState !== 'complete') return window.addEventListener('load', start);
  var button = document.getElementById('read');
  var main = document.querySelector('main');
  if (!button || !main) return;
  var speech = window.speechSynthesis;
  var can = speech && window.SpeechSynthesisUtterance;
  var own = document.documentElement.lang;
  var parts = 'h1,h2,h3,h4,p,label,li,summary,dt,dd,.btn';
  var run = 0;
  var marked = null;
  var sound = null; // one for all: some phones let no other play after the first tap

  function voice(lang) {
    var short = lang.split('-')[0];
    return can && speech.getVoices().filter(function (each) {
      return each.lang.split(/[-_]/)[0] === short;
    })[0];
  }

  function mark(part) {
    if (marked) marked.classList.remove('read');
    marked = part;
    if (part) {
      part.classList.add('read');
      if (part.scrollIntoView) part.scrollIntoView({ block: 'nearest' });
    }
  }

  function silent(node) {
    return !node.getClientRects().length || node.closest('[hidden],[aria-hidden=true],svg,[data-say],details:not([open])>:not(summary)');
  }

  // The text of a part in pieces of one language each; a language without a voice is left out.
  function pieces(part) {
    var found = [];
    var walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT, null, false);
    var node;
    while ((node = walker.nextNode())) {
      var around = node.parentNode;
      var lang = around.closest('[lang]').lang;
      var text = node.data.replace(/\s+/g, ' ');
      if (!text.trim() || silent(around) || !voice(lang)) continue;
      var last = found[found.length - 1];
      if (last && last.lang === lang) last.text += ' ' + text;
      else found.push({ lang: lang, text: text });
    }
    return found;
  }

  function stop() {
    run += 1;
    if (can) speech.cancel();
    if (sound) sound.pause();
    mark(null);
    button.setAttribute('aria-pressed', 'false');
  }

  function play(part, done) {
    sound = sound || new Audio();
    sound.src = part.getAttribute('data-audio');
    sound.onended = done;
    sound.onerror = done;
    sound.play().catch(done);
  }

  function speak(list, done) {
    if (!list.length) return done();
    var mine = run;
    var piece = list[0];
    var words = new SpeechSynthesisUtterance(piece.text);
    words.lang = piece.lang;
    words.voice = voice(piece.lang);
    words.onend = words.onerror = function () {
      if (mine === run) speak(list.slice(1), done); // what was stopped says so too
    };
    speech.speak(words);
  }

  function read(list) {
    stop();
    var mine = run;
    button.setAttribute('aria-pressed', 'true');
    (function next(at) {
      if (mine !== run) return;
      if (at === list.length) return stop();
      var part = list[at];
      var over = false;
      function done() {
        if (mine === run && !over) next(at + 1);
        over = true;
      }
      mark(part);
      if (part.hasAttribute('data-audio')) play(part, done);
      else speak(pieces(part), done);
    })(0);
  }

  function leaves(around) {
    return [].filter.call(around.querySelectorAll(parts), function (each) {
      return !silent(each) && !each.querySelector(parts);
    });
  }

  // A button beside each answer and each station, once somebody wants to listen.
  function offer() {
    if (main.querySelector('[data-say]')) return;
    [].forEach.call(main.querySelectorAll('fieldset label,.line>li[id]'), function (part) {
      if (!part.matches('[data-audio]') && !part.querySelector('[data-audio]') && !voice(own)) return;
      var each = button.cloneNode(true);
      [each, each.querySelector('[id]')].forEach(function (named) {
        if (named) named.removeAttribute('id');
      });
      each.removeAttribute('aria-pressed');
      each.removeChild(each.lastChild);
      each.setAttribute('data-say', '');
      each.setAttribute('aria-label', button.textContent.trim() + ': ' +
        (part.querySelector('h3') || part).innerText.replace(/\s+/g, ' ').trim());
      each.addEventListener('click', function () {
        read(part.matches('label') ? [part] : leaves(part));
      });
      if (part.matches('label')) {
        part.parentNode.classList.add('heard');
        part.parentNode.appendChild(each);
      } else part.querySelector('h3').appendChild(each);
    });
  }

  function ready() {
    button.classList.add('aside');
    button.hidden = !(voice(own) || document.querySelector('[data-audio]'));
  }

  button.addEventListener('click', function () {
    if (button.getAttribute('aria-pressed') === 'true') return stop();
    offer();
    read(main.hasAttribute('data-audio') ? [main] : leaves(main));
  });
  window.addEventListener('pagehide', stop);
  if (can && speech.addEventListener) speech.addEventListener('voiceschanged', ready);
  else if (can) speech.onvoiceschanged = ready;
  ready();
})();

// Holds a German sentence up: the whole screen, as large as it fits, kept awake.
(function start() {
  if (document.readyState !== 'complete') return window.addEventListener('load', start);
  var board = document.getElementById('board');
  if (!board || getComputedStyle(board).position !== 'fixed') return; // where the sheet got lost
  var words = board.querySelector('.show');
  var close = board.querySelector('button');
  var opener = null;
  var lock = null;

  function nothing() {}

  function back() {
    opener.focus();
  }

  function fit() {
    var size = 96;
    do {
      words.style.fontSize = size + 'px';
      size -= 4;
    } while (size > 24 && (board.scrollHeight > board.clientHeight || words.scrollWidth > words.clientWidth));
  }

  function hide() {
    if (board.hidden) return;
    board.hidden = true;
    if (lock) lock.release().catch(nothing);
    lock = null;
    back();
    // Nothing outside the full screen takes the focus before it is left.
    if (document.fullscreenElement) document.exitFullscreen().then(back, nothing);
  }

  function show(button) {
    opener = button;
    words.textContent = button.parentNode.querySelector('.show').textContent;
    board.hidden = false;
    fit();
    close.focus();
    if (board.requestFullscreen) board.requestFullscreen().then(fit, nothing);
    wake();
  }

  // The browser lets go of it where the page goes out of sight, as for a call.
  function wake() {
    if (board.hidden || document.hidden || !navigator.wakeLock) return;
    navigator.wakeLock.request('screen').then(function (got) {
      if (board.hidden) got.release().catch(nothing);
      else lock = got;
    }, nothing);
  }

  board.addEventListener('click', hide);
  board.addEventListener('keydown', function (event) {
    if (event.key === 'Tab') event.preventDefault();
    if (event.key === 'Escape') hide();
    event.stopPropagation();
  });
  document.addEventListener('fullscreenchange', function () {
    if (!document.fullscreenElement) hide();
  });
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('resize', function () {
    if (!board.hidden) fit();
  });
  [].forEach.call(document.querySelectorAll('[data-show]'), function (button) {
    button.hidden = false;
    button.addEventListener('click', function () {
      show(button);
    });
  });
})();

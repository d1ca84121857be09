// Older browsers give the focus to a field alone, not to what says what is wrong.
(function () {
  var summary = document.querySelector('.err[autofocus]');
  if (summary && document.activeElement === document.body) summary.focus();
})();

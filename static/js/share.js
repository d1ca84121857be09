// Gives a link on: by the share sheet of the phone, else by copying it.
(function () {
  var clipboard = navigator.clipboard;
  if (!navigator.share && !(clipboard && clipboard.writeText)) return;
  [].forEach.call(document.querySelectorAll('[data-share]'), function (button) {
    var url = new URL(button.getAttribute('data-share'), location.href).href;
    button.hidden = false;
    button.addEventListener('click', function () {
      if (navigator.share) {
        navigator.share({ title: document.title, url: url }).catch(function () {});
        return;
      }
      clipboard.writeText(url).then(function () {
        button.nextElementSibling.hidden = false;
      }, function () {});
    });
  });
})();

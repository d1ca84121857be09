"""Error pages: what happened, where to go, whom to call; in the language of the address."""

import traceback

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from laufmappe.web.book import CLOSED, Book

LAST = (
    "Bei uns ist etwas kaputt",
    "Das ist nicht Ihre Schuld. Bitte versuchen Sie es später noch einmal. Bei Gefahr rufen Sie "
    "110 oder 112.",
)
KNOWN = {400, 403, 404, 405, 413, 414, 500}


def init(app: Flask, book: Book) -> None:
    """Answer errors with pages of our own, without any detail about the program."""

    @app.errorhandler(HTTPException)
    def known(error: HTTPException) -> Response:
        return answered(error.code or 500, error)

    @app.errorhandler(Exception)
    def unknown(error: Exception) -> Response:
        _log(app, error)
        return answered(500)

    def answered(code: int, error: HTTPException | None = None) -> Response:
        try:
            return _page(book, code, error)
        except Exception as again:  # what broke the page broke this one too
            _log(app, again)
            return _last(book)


def _log(app: Flask, error: Exception) -> None:
    """Log where it happened, never what was in the request or in the message."""
    places = "".join(traceback.format_tb(error.__traceback__))
    app.logger.error("%s in %s\n%s", type(error).__name__, request.endpoint, places)


def _last(book: Book) -> Response:
    """Say it without a page, in the language of the address if that still can be read."""
    try:
        words = [book.language.words.look_up(each) for each in LAST]
    except Exception:
        words = [*LAST]
    response = Response("\n\n".join(words), 500, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = CLOSED
    return response


def _page(book: Book, code: int, error: HTTPException | None = None) -> Response:
    if error is not None and error.response is not None and code < 400:
        return error.response  # type: ignore[return-value]
    _language_of_address(book)
    g.pop("visit", None)
    response = book.show("errors/error.html", code, kind=code if code in KNOWN else 400)
    if code == 405 and error is not None:
        response.headers["Allow"] = ", ".join(getattr(error, "valid_methods", None) or ("GET",))
    return response


def _language_of_address(book: Book) -> None:
    """Find the language even where no page matched."""
    first = request.path.split("/")[1].lower() if "/" in request.path else ""
    if first in book.languages:
        g.language = book.languages[first]
    else:
        g.language = None

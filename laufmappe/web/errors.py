"""Error pages: what happened, where to go, whom to call; in the language of the address."""

import traceback

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from laufmappe.web.book import Book

KNOWN = {400, 403, 404, 405, 413, 414, 500}


def init(app: Flask, book: Book) -> None:
    """Answer errors with pages of our own, without any detail about the program."""

    @app.errorhandler(HTTPException)
    def known(error: HTTPException) -> Response:
        return _page(book, error.code or 500, error)

    @app.errorhandler(Exception)
    def unknown(error: Exception) -> Response:
        """Log where it happened, never what was in the request or in the message."""
        places = "".join(traceback.format_tb(error.__traceback__))
        app.logger.error("%s in %s\n%s", type(error).__name__, request.endpoint, places)
        return _page(book, 500)


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

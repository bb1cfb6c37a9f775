"""What people read when something cannot be done: plain words, and a way on. Programs get the same as JSON."""

from typing import Any

from flask import Flask, Response, current_app, jsonify, make_response, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from facilitator.access import Crowded
from facilitator.guard import speaks_json

WORDS: dict[int, tuple[str, str, str]] = {
    400: ("bad_request", "That could not be understood", "Please go back, reload the page and try again."),
    403: ("not_allowed", "This is not yours to open", "If you think that it should be, ask the facilitator."),
    404: ("not_found", "There is nothing here", "The address may be mistyped, or the workshop may be gone."),
    405: ("not_allowed", "That does not work here", "Please go back and try again from the page."),
    413: ("too_large", "That was too much at once", "One message holds about ten pages of text. Please send it in parts."),
    415: ("not_json", "That could not be understood", "Please send JSON, with its content type."),
    429: ("too_often", "That was too often", "Please wait a minute, then try again."),
    500: ("broken", "Something broke on our side", "What was saved before is safe. Please reload the page and try again."),
}
"""By status: the code for programs, a heading, and what to do."""


def explain_errors(app: Flask) -> None:
    """Answers every error of an application in words."""
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(Crowded, _crowded)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def refuse(status: int, title: str, message: str, code: str = "", field: str | None = None) -> Response:
    """An answer that says what is wrong: a page, or JSON where a program asked."""
    if speaks_json():
        answer = jsonify({"ok": False, "code": code, "message": message, "field": field})
    else:
        answer = make_response(render_template("error.html", title=title, message=message, status=status))
    answer.status_code = status
    return answer


def _http(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()  # type: ignore[return-value]
    code, title, message = WORDS.get(error.code, WORDS[400 if error.code < 500 else 500])
    # A description of our own is a sentence for people; the library's are not.
    if error.description and error.description != type(error).description and error.code != 429:
        message = error.description
    return refuse(error.code, title, message, code)


def _stale(error: CSRFError) -> Response:
    message = "It was open for too long, or your browser does not keep cookies for this site. Please reload it and try again."
    return refuse(400, "This page has gone stale", message, "stale_form")


def _crowded(error: Crowded) -> Response:
    code, title, message = WORDS[429]
    return refuse(429, title, message, code)


def _broken(error: Exception) -> Any:
    current_app.logger.error("a request failed", exc_info=error)
    code, title, message = WORDS[500]
    return refuse(500, title, message, code)

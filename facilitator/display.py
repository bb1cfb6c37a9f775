"""How somebody likes to read: text size and colours, kept in a cookie of this device, known to every page."""

from flask import Flask, Response, request

from facilitator.forms import COLOURS, TEXT_SIZES

YEAR = 365 * 24 * 60 * 60


def remember_display(app: Flask) -> None:
    """Gives templates `text_size()` and `colours()`."""
    app.jinja_env.globals.update(text_size=text_size, colours=colours)


def text_size() -> str:
    """ "" for normal, `larger` or `largest`."""
    return _kept("text_size", TEXT_SIZES)


def colours() -> str:
    """ "" for as the device is set, `light` or `dark`."""
    return _kept("colours", COLOURS)


def next_size(now: str) -> str:
    """The size after this one; after the largest comes normal again."""
    sizes = [size for size, _ in TEXT_SIZES]
    return sizes[(sizes.index(now) + 1) % len(sizes)]


def keep(response: Response, name: str, value: str) -> None:
    """Keeps a choice on this device."""
    if value:
        response.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure)
    else:
        response.delete_cookie(name, httponly=True, samesite="Lax", secure=request.is_secure)


def _kept(name: str, choices: list[tuple[str, str]]) -> str:
    kept = request.cookies.get(name, "")
    return kept if kept in dict(choices) else ""

"""The building blocks of a figure: elements, escaped text, and the frame with its words. No scripts, no style attributes.

Colours are classes, which `static/css/figures.css` draws light and dark; plain attributes beside them hold for whoever has no style sheet.
"""

import re
from collections.abc import Iterable, Mapping
from html import escape

from workshops.prose.signs import legible

FITS = 1100
"""A figure that is no wider may be shrunk to the page; a wider one is scrolled."""

_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")


def typed(words: str, most: int = 0) -> str:
    """What somebody typed, on one line, as text of a figure; cut after `most` characters (0 = whole)."""
    line = " ".join(_UNFIT.sub(" ", legible(words)).split())
    return escape(line if not most or len(line) <= most else f"{line[: most - 1]}…")


def element(name: str, attributes: Mapping[str, object], content: str = "") -> str:
    """`<rect x="1"/>`; `content` is SVG already."""
    written = "".join(f' {key.replace("_", "-")}="{escape(str(value))}"' for key, value in attributes.items() if value != "")
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(x: float, y: float, content: str, kind: str = "", **more: object) -> str:
    """Words at a place; `content` is escaped already."""
    return element("text", {"x": x, "y": y, "class": f"fig__text {kind}".strip(), "fill": "#1d1b16", **more}, content)


def frame(name: str, width: float, height: float, title: str, words: Iterable[str], content: str) -> str:
    """The figure: `title` and `words` (both escaped) are what a screen reader says of it."""
    description = " ".join(words)
    inside = f'<title id="{name}-title">{title}</title><desc id="{name}-desc">{description}</desc>{content}'
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": f"fig fig--{name}" + (" fig--wide" if width > FITS else ""),
        "viewBox": f"0 0 {width:g} {height:g}",
        "width": f"{width:g}",
        "height": f"{height:g}",
        "role": "img",
        "aria-labelledby": f"{name}-title {name}-desc",
        "font-family": "Atkinson Hyperlegible Next, DejaVu Sans, sans-serif",
        "font-size": 14,
    }
    return element("svg", attributes, inside)

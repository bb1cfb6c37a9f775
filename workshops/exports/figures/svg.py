"""The building blocks of a figure: elements, escaped text, and the frame with its words. No scripts, no style attributes.

Colours are classes, which `static/css/figures.css` draws light and dark; plain attributes beside them hold for whoever has no style sheet.
"""

import re
from collections.abc import Iterable, Mapping
from html import escape
from unicodedata import bidirectional, east_asian_width

from workshops.prose.signs import legible

SLIM, SMALL, WIDE = 400, 704, 840
"""Widths: up to the first a figure is shrunk a little on a phone, up to the second never, up to the third to the page; beyond, scrolled."""

INK, SOFT, EDGE, LINE, PAPER, ACCENT = "#1d1b17", "#46413a", "#80776a", "#d3ccbd", "#fffdf9", "#0b5558"
"""The inks of a figure without a style sheet: those of the light page."""

HALO = {"stroke": PAPER, "stroke_width": 4, "stroke_linejoin": "round", "paint_order": "stroke"}
"""Around words that a line may cross."""

_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
_RIGHT_TO_LEFT = ("R", "AL")
_STAYS_RIGHT_TO_LEFT = "\u200f"


def bare(words: str) -> str:
    """What somebody typed, on one line, without what SVG cannot hold; not escaped yet."""
    return " ".join(_UNFIT.sub(" ", legible(words)).split())


def typed(words: str, most: int = 0) -> str:
    """What somebody typed, on one line, as text of a figure; cut where it is broader than `most` letters (0 = whole)."""
    line = bare(words)
    return escape(line if not most else _cut(line, most))


def breadth(words: str) -> int:
    """How many letters' room these words need: signs of East Asia take two."""
    return len(words) if words.isascii() else sum(2 if east_asian_width(sign) in "WF" else 1 for sign in words)


def wrapped(words: str, most: int, lines: int) -> list[str]:
    """What somebody typed, escaped, on at most so many lines of at most so many letters; the last one is cut where more would follow."""
    found = [""]
    for word in bare(words).split():
        if not found[-1] or breadth(found[-1]) + 1 + breadth(word) <= most or len(found) == lines:
            found[-1] = f"{found[-1]} {word}".strip()
        else:
            found.append(word)
    return [escape(_cut(line, most)) for line in found]


def _cut(line: str, most: int) -> str:
    if breadth(line) <= most:
        return line
    kept = line[: most - 1]
    while breadth(kept) > most - 1:
        kept = kept[:-1]
    kept = kept.rstrip()
    # Between letters and a mark of the same direction the dots stand where the words went on.
    return f"{kept}…{_STAYS_RIGHT_TO_LEFT if bidirectional(kept[-1:] or ' ') in _RIGHT_TO_LEFT else ''}"


def element(name: str, attributes: Mapping[str, object], content: str = "") -> str:
    """`<rect x="1"/>`; `content` is SVG already."""
    written = "".join(f' {key.replace("_", "-")}="{escape(str(value))}"' for key, value in attributes.items() if value != "")
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(x: float, y: float, content: str, kind: str = "", **more: object) -> str:
    """Words at a place; `content` is escaped already."""
    return element("text", {"x": _short(x), "y": _short(y), "class": f"fig__text {kind}".strip(), "fill": INK, **more}, content)


def box(x: float, y: float, width: float, height: float, kind: str, **more: object) -> str:
    """A rectangle of a kind, with what it looks like where there is no style sheet."""
    place = {"x": x, "y": y, "width": max(0, width), "height": max(0, height)}
    return element("rect", {"class": kind, **{name: _short(value) for name, value in place.items()}, **more})


def line(x1: float, y1: float, x2: float, y2: float, kind: str, **more: object) -> str:
    """A straight line of a kind."""
    ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
    return element("line", {"class": kind, **{name: _short(value) for name, value in ends.items()}, "stroke": LINE, **more})


def arrowhead(name: str, kind: str, colour: str, tip: int) -> str:
    """The head of an arrow, to be used as `marker_end="url(#name)"`; `tip` is where of its ten units the line ends."""
    size = {"viewBox": "0 0 10 10", "refX": tip, "refY": 5, "markerWidth": 10, "markerHeight": 10, "markerUnits": "userSpaceOnUse"}
    shape = element("path", {"class": kind, "d": "M0 0 10 5 0 10z", "fill": colour})
    return element("marker", {"id": name, **size, "orient": "auto"}, shape)


def hatching(figure: str) -> str:
    """The slanting strokes of this figure, to be used as `hatched(figure)`. They tell areas apart without colour."""
    strokes = element("path", {"class": "fig__hatch", "d": "M-2 2 2-2M0 8 8 0M6 10l4-4", "stroke": INK, "stroke_width": 1.5})
    size = {"id": f"{figure}-hatch", "width": 8, "height": 8, "patternUnits": "userSpaceOnUse"}
    return element("defs", {}, element("pattern", size, strokes))


def hatched(figure: str) -> str:
    """What fills an area with the strokes of this figure."""
    return f"url(#{figure}-hatch)"


def frame(name: str, width: float, height: float, title: str, words: Iterable[str], content: str) -> str:
    """The figure: `title` and `words` (both escaped) are what a screen reader says of it."""
    description = " ".join(words)
    inside = f'<title id="{name}-title">{title}</title><desc id="{name}-desc">{description}</desc>{content}'
    size = next((size for most, size in ((SLIM, "slim"), (SMALL, "small"), (WIDE, "fitted")) if width <= most), "wide")
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": f"fig fig--{name} fig--{size}",
        "viewBox": f"0 0 {width:g} {height:g}",
        "width": f"{width:g}",
        "height": f"{height:g}",
        "role": "img",
        "aria-labelledby": f"{name}-title {name}-desc",
        # Places are counted from the left whatever the script of the page; words keep their own direction.
        "direction": "ltr",
        "font-family": "Atkinson Hyperlegible Next, DejaVu Sans, sans-serif",
        "font-size": 14,
    }
    return element("svg", attributes, inside)


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")

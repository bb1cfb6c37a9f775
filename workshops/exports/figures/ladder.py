"""How issues get resolved: one rung after the other, the next only where the one before did not help."""

from collections.abc import Iterator

from workshops.decisions.saying import several
from workshops.exports.figures.svg import ACCENT, EDGE, SOFT, arrowhead, box, element, frame, text, typed, wrapped
from workshops.plan.document import Entry
from workshops.state import Workshop

WIDTH, STEP, BETWEEN = 330, 24, 34
"""Of a rung; how far each one is set in; the space between two, where it says when one goes on."""
FARTHEST = 6
"""Rungs that are set in; the later ones stand under each other."""
LETTERS = 38


def ladder(workshop: Workshop) -> str:
    """The figure; "" where there are no steps."""
    rungs = workshop.plan.of_kind("resolution_step")
    if not rungs:
        return ""
    content: list[str] = []
    y = 2
    for number, rung in enumerate(rungs):
        x = 2 + STEP * min(number, FARTHEST)
        lines = wrapped(rung.titled(), LETTERS, 2)
        who = [words for words in wrapped(rung.fields.get("who") or "", LETTERS, 1) if words]
        height = 22 + 19 * len(lines) + 19 * len(who)
        content += _rung(number + 1, x, y, height, lines, who)
        y += height
        if number + 1 < len(rungs):
            content += _onward(rung, x, y, 2 + STEP * min(number + 1, FARTHEST))
            y += BETWEEN
    width = 2 + STEP * min(len(rungs) - 1, FARTHEST) + WIDTH + 2
    return frame("ladder", width, y + 2, "How issues get resolved", _words(rungs), _MARKER + "".join(content))


_MARKER = element("defs", {}, arrowhead("ladder-arrow", "fig__head", EDGE, tip=5))


def _rung(number: int, x: int, y: int, height: int, lines: list[str], who: list[str]) -> Iterator[str]:
    yield box(x, y, WIDTH, height, "fig__box", fill="#f6f2ea", stroke=EDGE, rx=3)
    yield box(x, y, 6, height, "fig__step", fill=ACCENT)
    yield text(x + 26, y + 26, str(number), "fig__id", font_weight=700, text_anchor="middle", fill=ACCENT)
    for at, words in enumerate(lines):
        yield text(x + 46, y + 26 + 19 * at, words, "fig__name", font_weight=700)
    for words in who:
        yield text(x + 46, y + 26 + 19 * len(lines), words, "fig__lead", font_size=13, fill=SOFT)


def _onward(rung: Entry, x: int, y: int, after: int) -> Iterator[str]:
    """The arrow to the next rung, and after how long one takes it."""
    at = max(x, after) + 26
    path = {"d": f"M{at} {y}V{y + BETWEEN - 5}", "fill": "none", "stroke": EDGE, "stroke_width": 1.5, "marker_end": "url(#ladder-arrow)"}
    yield element("path", {"class": "fig__edge", **path})
    yield text(at + 20, y + BETWEEN // 2 + 5, _when(rung), "fig__lead", font_size=13, fill=SOFT)


def _when(rung: Entry) -> str:
    days = rung.fields.get("within_days")
    return f"Not settled within {several(days, 'day')}" if days is not None else "Not settled"


def _words(rungs: list[Entry]) -> Iterator[str]:
    for number, rung in enumerate(rungs, 1):
        who, days = typed(rung.fields.get("who") or ""), rung.fields.get("within_days")
        within = f", within {several(days, 'day')}" if days is not None else ""
        yield f"Step {number}: {typed(rung.titled())}{f', {who}' if who else ''}{within}."

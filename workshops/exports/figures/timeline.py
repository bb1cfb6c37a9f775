"""When: a row for each activity over the months, days of grace behind it, checkpoints and the day of re-alignment across."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from workshops.decisions.saying import several
from workshops.exports.figures.months import HEADING, Months, headings, months_over
from workshops.exports.figures.svg import (
    ACCENT,
    EDGE,
    HALO,
    INK,
    PAPER,
    SOFT,
    box,
    breadth,
    element,
    frame,
    hatched,
    hatching,
    line,
    text,
    typed,
)
from workshops.plan.document import Entry
from workshops.plan.schedule import Activity, activities, ordinal, scheduled
from workshops.state import Workshop

LABELS, TRACK, ROW = 212, 540, 32
"""Widths of the labels and of the time, height of a row."""
TITLE = 26
"""Letters of a title that fit before the time begins."""
LETTER = 7.2
"""Width of a letter of a name."""
SHORTEST = 6
"""Width of a bar that would be too small to be seen."""
MARKS = 24
"""Height of the signs of the days that cross the whole plan, between the months and the rows."""
TOP = HEADING + MARKS
KEYS = 44
"""Height of what says at the foot what the signs mean."""


class Mark(Struct, frozen=True, order=True):
    """A day that crosses the whole plan."""

    day: int
    kind: str
    words: str


def timeline(workshop: Workshop) -> str:
    """The figure; "" where no activity has both dates."""
    return "".join(timeline_on_sheets(workshop, len(workshop.plan.entries)))


def timeline_on_sheets(workshop: Workshop, rows: int) -> Iterator[str]:
    """The figure for paper, on sheets of at most so many rows, each with the same months over it."""
    those = activities(workshop.plan)
    if not those:
        return
    marks = _marks(workshop)
    last = max(one.due + one.grace for one in those)
    months = months_over([*(one.start for one in those), last, *(mark.day for mark in marks)], LABELS, TRACK)
    key = set(scheduled(those).critical)
    for first in range(0, len(those), rows):
        yield _sheet(workshop, those[first : first + rows], marks, months, key)


def _sheet(workshop: Workshop, those: list[Activity], marks: list[Mark], months: Months, key: set[str]) -> str:
    height = TOP + ROW * len(those)
    content = [hatching("timeline"), *headings(months, height)]
    content += [line(0, y, LABELS + TRACK, y, "fig__grid") for y in range(TOP, height + 1, ROW)]
    # Behind the bars, so that no line strikes out a name.
    content += [_mark(months.at(mark.day), height, mark.kind) for mark in marks]
    for number, one in enumerate(those):
        content += _row(workshop, one, TOP + ROW * number, months, one.id in key)
    content += _keys(marks, those, key, height + 26)
    return frame("timeline", LABELS + TRACK + 8, height + KEYS, "When", _words(workshop, those, marks), "".join(content))


def _marks(workshop: Workshop) -> list[Mark]:
    plan = workshop.plan
    found = [(entry.fields.get("date") or "", "checkpoint", "Checkpoint") for entry in plan.of_kind("checkpoint")]
    found += [(entry.fields.get("date") or "", "realignment", "Re-alignment") for entry in plan.of_kind("realignment")]
    found += [(entry.fields.get("to") or "", "end", "End of the plan") for entry in plan.of_kind("horizon")]
    return sorted(Mark(ordinal(day), kind, words) for day, kind, words in found if day)


def _row(workshop: Workshop, one: Activity, y: float, months: Months, thick: bool) -> Iterator[str]:
    entry = workshop.plan.entries[one.id]
    lead = workshop.partners.get(entry.fields.get("lead") or "")
    x, end = months.at(one.start), months.at(one.due + 1)
    width = max(SHORTEST, end - x)
    tail = max(3.0, months.at(one.due + one.grace + 1) - end) if one.grace else 0.0
    short = f'<tspan class="fig__id" font-weight="700" fill="{ACCENT}">{entry.short}</tspan>'
    yield text(0, y + 21, f"{short} {typed(entry.titled(), TITLE - len(entry.short))}")
    parts = [element("title", {}, f"{typed(f'{entry.short} {entry.titled()}')}: {_span(entry)}")]
    if tail:
        look = {"fill": hatched("timeline"), "stroke": EDGE, "stroke_width": 1}
        parts.append(box(x + width, y + 9, tail, ROW - 18, "fig__grace", **look))
    look = {"fill": "#cfc6b4", "stroke": INK, "stroke_width": 2.5 if thick else 0, "rx": 3}
    parts.append(box(x, y + 5, width, ROW - 10, "fig__bar fig__bar--key" if thick else "fig__bar", **look))
    parts.append(box(x, y + 5, 6, ROW - 10, "fig__who", fill=EDGE))
    if lead is not None:
        parts.append(_lead(lead.name, x, width, width + tail, y + 21))
    yield element("g", {"class": f"org-{lead.ink}" if lead else ""}, "".join(parts))


def _lead(name: str, x: float, width: float, taken: float, y: float) -> str:
    """The name in the bar, or behind it, or before it, wherever it is whole; cut in the bar where there is no room at all."""
    needed = breadth(name) * LETTER
    if needed <= width - 18:
        return text(x + 12, y, typed(name), "fig__lead", font_size=13, fill=INK)
    beside = {"font_size": 13, "fill": SOFT, **HALO}
    if x + taken + needed + 8 <= LABELS + TRACK:
        return text(x + taken + 6, y, typed(name), "fig__lead fig__beside", **beside)
    if needed + 12 <= x - LABELS:
        return text(x - 6, y, typed(name), "fig__lead fig__beside", text_anchor="end", **beside)
    fits = int((width - 18) / LETTER)
    return text(x + 12, y, typed(name, fits), "fig__lead", font_size=13, fill=INK) if fits > 2 else ""


def _mark(x: float, height: float, kind: str) -> str:
    dashes = "" if kind == "end" else "5 4"
    return line(x, TOP - 10, x, height, "fig__mark", stroke=ACCENT, stroke_width=2, stroke_dasharray=dashes) + _sign(x, TOP - 16, kind)


def _sign(x: float, y: float, kind: str) -> str:
    """The sign of a kind of day, its middle at this place: a diamond, a ring, a flag."""
    if kind == "realignment":
        ring: dict[str, object] = {"cx": f"{x:g}", "cy": f"{y:g}", "r": "6", "fill": PAPER, "stroke": ACCENT, "stroke_width": "3"}
        return element("circle", {"class": "fig__ring", **ring})
    shape = {"checkpoint": f"M{x - 7:g} {y:g}l7-7 7 7-7 7z", "end": f"M{x - 1:g} {y - 7:g}l12 6-12 6z"}[kind]
    return element("path", {"class": "fig__sign", "d": shape, "fill": ACCENT})


def _keys(marks: list[Mark], those: list[Activity], key: set[str], y: float) -> Iterator[str]:
    """What the signs mean, those alone that stand in this figure."""
    x = 4.0
    shown = {mark.kind: mark.words for mark in marks}
    for kind, words in shown.items():
        yield _sign(x + (2 if kind == "end" else 7), y, kind) + text(x + 20, y + 5, words, "fig__lead", font_size=13, fill=SOFT)
        x += 40 + len(words) * LETTER
    if any(one.grace for one in those):
        look = {"fill": hatched("timeline"), "stroke": EDGE}
        yield box(x, y - 7, 22, 14, "fig__grace", **look) + text(x + 30, y + 5, "Days of grace", "fig__lead", font_size=13, fill=SOFT)
        x += 56 + 13 * LETTER
    if key:
        thick: dict[str, object] = {"fill": "#cfc6b4", "stroke": INK, "stroke_width": 2.5, "rx": 3}
        words = "Cannot slip"
        yield box(x, y - 8, 22, 16, "fig__bar fig__bar--key", **thick) + text(x + 30, y + 5, words, "fig__lead", font_size=13, fill=SOFT)


def _span(entry: Entry) -> str:
    grace = entry.fields.get("grace_days") or 0
    return f"{entry.fields['start']} to {entry.fields['due']}" + (f", {several(grace, 'day')} of grace" if grace else "")


def _words(workshop: Workshop, those: list[Activity], marks: list[Mark]) -> Iterator[str]:
    names = workshop.partner_names()
    for one in those:
        entry = workshop.plan.entries[one.id]
        lead = names.get(entry.fields.get("lead") or "", "")
        yield f"{typed(f'{entry.short} {entry.titled()}')}{f', led by {typed(lead)}' if lead else ''}: {_span(entry)}."
    yield from (f"{mark.words}: {date.fromordinal(mark.day).isoformat()}." for mark in marks)

"""When: a row for each activity over the months, days of grace behind it, checkpoints and the day of re-alignment across."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from workshops.exports.figures.svg import element, frame, text, typed
from workshops.plan.document import Entry
from workshops.plan.load import MONTHS
from workshops.plan.schedule import Activity, activities, ordinal, scheduled
from workshops.state import Workshop

LABELS, TRACK, ROW, TOP = 264, 796, 32, 56
"""Widths of the labels and of the time, height of a row, and where the rows begin."""
WORDS_FIT = 76
"""Width of a bar that has room for a name."""
SHORTEST = 6
"""Width of a bar that would be too small to be seen."""


class Scale(Struct, frozen=True):
    """From the first day that is shown to the last (ordinals)."""

    first: int
    last: int

    def at(self, day: int) -> float:
        """Where a day begins."""
        return round(LABELS + TRACK * (day - self.first) / (self.last - self.first + 1), 1)


def timeline(workshop: Workshop) -> str:
    """The figure; "" where no activity has both dates."""
    those = activities(workshop.plan)
    if not those:
        return ""
    marks = _marks(workshop)
    scale = _scale(those, [day for day, _, _ in marks])
    key = set(scheduled(those).critical)
    height = TOP + ROW * len(those) + 8
    content = [*_months(scale, height)]
    for number, one in enumerate(those):
        content += _row(workshop, one, TOP + ROW * number, scale, one.id in key)
    content += [_mark(scale.at(day), height, kind) for day, kind, _ in marks]
    return frame("timeline", LABELS + TRACK + 8, height, "When", _words(workshop, those, marks), "".join(content))


def _marks(workshop: Workshop) -> list[tuple[int, str, str]]:
    """The days that cross the whole plan: ordinal, kind, words."""
    plan = workshop.plan
    found = [(entry.fields.get("date") or "", "checkpoint", "Checkpoint") for entry in plan.of_kind("checkpoint")]
    found += [(entry.fields.get("date") or "", "realignment", "Re-alignment") for entry in plan.of_kind("realignment")]
    found += [(entry.fields.get("to") or "", "end", "End of the plan") for entry in plan.of_kind("horizon")]
    return sorted((ordinal(day), kind, words) for day, kind, words in found if day)


def _scale(those: list[Activity], marks: list[int]) -> Scale:
    first = date.fromordinal(min(one.start for one in those))
    last = date.fromordinal(min(max([*(one.due + one.grace for one in those), *marks]), date.max.toordinal() - 31))
    after = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    return Scale(first.replace(day=1).toordinal(), after.toordinal() - 1)


def _months(scale: Scale, height: float) -> Iterator[str]:
    begins = _month_starts(scale)
    # Over years, every month would be a blur: then every third is named, or every twelfth.
    every = next((step for step in (1, 3, 12) if len(begins) / step <= 18), 12 * (len(begins) // 216 + 1))
    for number, begin in enumerate(begins):
        x = scale.at(begin.toordinal())
        if number % every == 0:
            yield element("line", {"class": "fig__grid", "x1": x, "x2": x, "y1": 30, "y2": height, "stroke": "#d9d2c3"})
            year = f" {begin.year}" if number == 0 or begin.month == 1 or every > 3 else ""
            yield text(x + 4, 20, f"{MONTHS[begin.month - 1][:3]}{year}", "fig__month", font_size=13)


def _month_starts(scale: Scale) -> list[date]:
    first, last = date.fromordinal(scale.first), date.fromordinal(scale.last)
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def _row(workshop: Workshop, one: Activity, y: float, scale: Scale, thick: bool) -> Iterator[str]:
    entry = workshop.plan.entries[one.id]
    lead = workshop.partners.get(entry.fields.get("lead") or "")
    x, end = scale.at(one.start), scale.at(one.due + 1)
    width = max(SHORTEST, round(end - x, 1))
    yield element("line", {"class": "fig__grid", "x1": 0, "x2": LABELS + TRACK, "y1": y, "y2": y, "stroke": "#d9d2c3"})
    yield text(0, y + 21, f'<tspan class="fig__id" font-weight="700">{entry.short}</tspan> {typed(entry.titled(), 30)}')
    parts = [element("title", {}, f"{typed(f'{entry.short} {entry.titled()}')}: {_span(entry)}")]
    if one.grace:
        parts.append(_grace(x + width, y, scale.at(one.due + one.grace + 1) - end))
    parts += _bar(x, y, width, thick)
    if lead and width > WORDS_FIT:
        parts.append(text(x + 12, y + 21, typed(lead.name, int((width - 20) / 8)), "fig__lead", font_size=13))
    yield element("g", {"class": f"org-{lead.ink}" if lead else ""}, "".join(parts))


def _bar(x: float, y: float, width: float, thick: bool) -> Iterator[str]:
    box = {"x": x, "y": y + 5, "width": width, "height": ROW - 10, "rx": 3, "fill": "#cfc6b4", "stroke": "#6d6759"}
    yield element("rect", {"class": "fig__bar fig__bar--key" if thick else "fig__bar"} | box | {"stroke_width": 2.5 if thick else 0})
    yield element("rect", {"class": "fig__who", "x": x, "y": y + 5, "width": 5, "height": ROW - 10, "fill": "#6d6759"})


def _grace(x: float, y: float, width: float) -> str:
    box = {"x": round(x, 1), "y": y + 9, "width": max(2, round(width, 1)), "height": ROW - 18}
    return element("rect", {"class": "fig__grace"} | box | {"fill": "none", "stroke": "#6d6759", "stroke_dasharray": "3 2"})


def _mark(x: float, height: float, kind: str) -> str:
    dashes = "" if kind == "end" else "5 4"
    line = {"x1": x, "x2": x, "y1": 34, "y2": height, "stroke": "#0b5351", "stroke_width": 2, "stroke_dasharray": dashes}
    sign = {"checkpoint": f"M{x - 6} 34l6 -7 6 7 -6 7z", "realignment": f"M{x - 6} 28h12v12h-12z", "end": f"M{x} 28l10 5 -10 5z"}[kind]
    return element("line", {"class": "fig__mark"} | line) + element("path", {"class": "fig__sign", "d": sign, "fill": "#0b5351"})


def _span(entry: Entry) -> str:
    grace = entry.fields.get("grace_days") or 0
    return f"{entry.fields['start']} to {entry.fields['due']}" + (f", {grace} {'day' if grace == 1 else 'days'} of grace" if grace else "")


def _words(workshop: Workshop, those: list[Activity], marks: list[tuple[int, str, str]]) -> Iterator[str]:
    for one in those:
        entry = workshop.plan.entries[one.id]
        yield f"{entry.short}, {typed(entry.titled())}: {_span(entry)}."
    yield from (f"{words}: {date.fromordinal(day).isoformat()}." for day, _, words in marks)

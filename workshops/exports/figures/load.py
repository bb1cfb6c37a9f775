"""What each partner offered, and what is asked of it, month by month: a row for each partner, in their order, and no ranking."""

from collections.abc import Collection, Iterator
from datetime import date
from fractions import Fraction

from workshops.exports.figures.months import HEADING, Months, headings, months_over
from workshops.exports.figures.svg import ACCENT, EDGE, HALO, INK, SOFT, box, element, frame, hatched, hatching, line, text, typed, wrapped
from workshops.exports.timing import in_words
from workshops.plan.load import Load, in_days, loads, month_in_words
from workshops.state import Workshop

LABELS, TRACK, ROW, BAR = 212, 540, 104, 60
"""Widths of the words and of the months, height of a row, and of a bar in the fullest month of all."""
NAME, WORDS, STRONG = 26, 29, 27
"""Letters that fit on a line beside the bars: of a name, of plain words, of bold ones."""
NUMBERED = 26
"""Width of a month that has room for a number."""


def load(workshop: Workshop, partners: Collection[str] = ()) -> str:
    """The figure of these partners (none named = all that are here); "" where nothing is asked of them and nothing offered."""
    every = loads(workshop.plan, [partner.id for partner in workshop.present_partners()])
    asked = [date.fromisoformat(f"{month}-01").toordinal() for one in every for month in one.asked]
    found = [one for one in every if (one.asked or one.offered is not None) and (not partners or one.partner in partners)]
    if not asked or not found:
        return ""
    # The same months for all of them, so that the rows of two figures can be compared.
    months = months_over(asked, LABELS, TRACK)
    tallest = max([Fraction(1), *(one.most for one in found), *(Fraction(one.offered or 0) for one in found)])
    height = HEADING + ROW * len(found)
    content = [hatching("load"), *headings(months, height)]
    for number, one in enumerate(found):
        content += _row(workshop, one, HEADING + ROW * number, months, tallest)
    names = workshop.partner_names()
    words = (f"{typed(names[one.partner])}: {in_words(one)}{'' if one.over else '.'}" for one in found)
    return frame("load", LABELS + TRACK + 8, height + 44, "Offered and asked", words, "".join([*content, *_keys(height + 24)]))


def _row(workshop: Workshop, one: Load, y: float, months: Months, tallest: Fraction) -> Iterator[str]:
    partner = workshop.partners[one.partner]
    floor = y + ROW - 14
    yield line(0, y, LABELS + TRACK, y, "fig__grid")
    parts = [box(0, y + 14, 6, ROW - 28, "fig__who", fill=EDGE)]
    parts.append(text(16, y + 28, typed(partner.name, NAME), "fig__name", font_weight=700))
    beside = "fig__lead fig__lead--over" if one.over else "fig__lead"
    parts += [
        text(16, y + 48 + 17 * number, words, beside, font_size=13, fill=SOFT)
        for number, words in enumerate(wrapped(_beside(one), STRONG if one.over else WORDS, 3))
    ]
    if one.offered is not None:
        look = {"fill": "#f6f2ea", "stroke": EDGE, "stroke_width": 1}
        offered = _height(Fraction(one.offered), tallest)
        parts.append(box(LABELS, floor - offered, TRACK, offered, "fig__offered", **look))
    for month, days in one.asked.items():
        parts += _bar(one, month, days, floor, months, tallest)
    yield element("g", {"class": f"org-{partner.ink}"}, "".join(parts))


def _bar(one: Load, month: str, days: Fraction, floor: float, months: Months, tallest: Fraction) -> Iterator[str]:
    begin = date.fromisoformat(f"{month}-01")
    after = date(begin.year + begin.month // 12, begin.month % 12 + 1, 1)
    x, end = months.at(begin.toordinal()), months.at(after.toordinal())
    inset = min(4.0, (end - x) / 8)
    width = end - x - 2 * inset
    within = min(days, Fraction(one.offered)) if one.offered is not None else days
    whole, fits = _height(days, tallest), _height(within, tallest)
    yield element("title", {}, f"{month_in_words(month)}: asked {in_days(days)}")
    yield box(x + inset, floor - fits, width, fits, "fig__asked", fill=ACCENT)
    if whole > fits:
        look = {"fill": hatched("load"), "stroke": INK, "stroke_width": 1.5}
        yield box(x + inset, floor - whole, width, whole - fits, "fig__over", **look)
    if end - x >= NUMBERED and days:
        look = {"font_size": 13, "text_anchor": "middle", "fill": SOFT, **HALO}
        yield text(x + (end - x) / 2, floor - whole - 5, in_days(days), "fig__month fig__beside", **look)


def _height(days: Fraction, tallest: Fraction) -> float:
    return round(float(BAR * days / tallest), 1)


def _beside(one: Load) -> str:
    """A few words; the whole stands in the description."""
    if not one.over:
        return in_words(one).capitalize() if one.offered is None or not one.asked else _spare(one, one.offered)
    first = next(iter(one.over))
    more = f", and more than offered in {len(one.over) - 1} more" if len(one.over) > 1 else ""
    return f"Asked {in_days(one.asked[first])}, offered {one.offered} in {month_in_words(first)}{more}: what can move?"


def _spare(one: Load, offered: int) -> str:
    spare = offered - one.most
    if not spare:
        return f"All of its {offered} days are in use in {month_in_words(one.fullest)}"
    return f"{in_days(spare)} of {offered} days to spare in the fullest month, {month_in_words(one.fullest)}"


def _keys(y: float) -> Iterator[str]:
    looks = (
        ("Offered, days a month", "fig__offered", {"fill": "#f6f2ea", "stroke": EDGE}),
        ("Asked", "fig__asked", {"fill": ACCENT}),
        ("More than offered", "fig__over", {"fill": hatched("load"), "stroke": INK, "stroke_width": 1.5}),
    )
    x = LABELS + 0.0
    for words, kind, look in looks:
        yield box(x, y - 7, 22, 14, kind, **look) + text(x + 30, y + 5, words, "fig__lead", font_size=13, fill=SOFT)
        x += 56 + len(words) * 7.2

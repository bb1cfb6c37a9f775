"""What waits for what: layers from left to right, an arrow from each activity to whatever waits for it.

What neither waits nor is waited for stands below, side by side, so that the map is no taller than what it has to say.
"""

from collections.abc import Iterable, Iterator

from workshops.decisions.saying import listed
from workshops.exports.figures.layers import Layers, Sizes, layers_of
from workshops.exports.figures.svg import EDGE, INK, SOFT, arrowhead, box, element, frame, text, typed, wrapped
from workshops.plan.document import Entry
from workshops.plan.schedule import Schedule, circle_through, schedule_of
from workshops.state import Workshop

WIDTH, HEIGHT = 204, 76
"""Of a box."""
GAP, MARGIN = 60, 3
"""Space between layers, and around everything."""
SIZES = Sizes(box=HEIGHT, lane=6, between=14)
FEWEST, MOST = 3, 6
"""Columns of what stands on its own."""
NAME, TITLE = 24, 24
"""Letters that fit on a line of a box."""


def dependency_map(workshop: Workshop) -> str:
    """The figure; "" where there are no activities."""
    those = {entry.id: entry for entry in workshop.plan.of_kind("activity")}
    if not those:
        return ""
    before = _arrows(those.values())
    tied = {one for one in before if before[one]} | {other for ones in before.values() for other in ones}
    layers = layers_of({one: ones for one, ones in before.items() if one in tied}, SIZES)
    schedule = schedule_of(workshop.plan)
    key = set(schedule.critical) & tied
    places: dict[str, tuple[float, float]] = {
        one: (MARGIN + at * (WIDTH + GAP), MARGIN + layers.middle[one, at] - HEIGHT / 2) for one, at in layers.layer.items()
    }
    below = max((y + HEIGHT for _, y in places.values()), default=0.0)
    alone = [one for one in those if one not in tied]
    content = [_MARKERS, *_edges(layers, schedule, key)]
    if alone and tied:
        content.append(text(MARGIN, below + 36, "On their own: they wait for nothing, and nothing waits for them", "fig__lead", fill=SOFT))
        below += 36
    places |= _grid(alone, max(FEWEST, min(layers.count, MOST)), below + 16 if tied else MARGIN)
    content += [_node(workshop, those[one], x, y, one in key) for one, (x, y) in places.items()]
    width = max(x for x, _ in places.values()) + WIDTH + MARGIN
    width = max(width, 440) if alone and tied else width
    height = max(y for _, y in places.values()) + HEIGHT + MARGIN
    words = _words(those, before, schedule)
    return frame("dependencies", width, round(height, 1), "What waits for what", words, "".join(content))


_HEADS = (arrowhead("dependencies-arrow", "fig__head", EDGE, tip=9), arrowhead("dependencies-arrow-key", "fig__head--key", INK, tip=9))
_MARKERS = element("defs", {}, "".join(_HEADS))


def _arrows(those: Iterable[Entry]) -> dict[str, list[str]]:
    """What each activity waits for. A circle that an old plan brings along is cut, so that there are layers."""
    found = {entry.id: entry.fields.get("depends_on") or () for entry in those}
    before = {one: list(dict.fromkeys(other for other in others if other in found)) for one, others in found.items()}
    while circle := circle_through(before):
        before[circle[0]].remove(circle[1 % len(circle)])
    return before


def _grid(alone: list[str], columns: int, top: float) -> dict[str, tuple[float, float]]:
    return {
        one: (MARGIN + number % columns * (WIDTH + SIZES.between), top + number // columns * (HEIGHT + SIZES.between))
        for number, one in enumerate(alone)
    }


def _edges(layers: Layers, schedule: Schedule, key: set[str]) -> Iterator[str]:
    """The arrows, those that hold up the end of the plan last, so that they lie on top."""
    ways = [(way, _holds_up(way[0][0], way[-1][0], schedule, key)) for way in layers.ways]
    for way, thick in sorted(ways, key=lambda one: one[1]):
        x, y = MARGIN + way[0][1] * (WIDTH + GAP) + WIDTH, MARGIN + layers.middle[way[0]]
        path = [f"M{x} {y:g}"]
        for spot in way[1:]:
            after, height = MARGIN + spot[1] * (WIDTH + GAP), MARGIN + layers.middle[spot]
            path.append(f"C{x + GAP // 2} {y:g} {after - GAP // 2} {height:g} {after} {height:g}")
            x, y = after + WIDTH, height
            if spot != way[-1]:
                path.append(f"H{x}")
        end = {"marker_end": f"url(#dependencies-arrow{'-key' if thick else ''})"}
        look = {"fill": "none", "stroke": INK if thick else EDGE, "stroke_width": 3.5 if thick else 1.5}
        yield element("path", {"class": "fig__edge fig__edge--key" if thick else "fig__edge", "d": "".join(path), **look, **end})


def _holds_up(one: str, other: str, schedule: Schedule, key: set[str]) -> bool:
    """Neither can slip, and the second begins as soon as the first is done."""
    return one in key and other in key and schedule.spans[one].finish + 1 == schedule.spans[other].start


def _node(workshop: Workshop, entry: Entry, x: float, y: float, thick: bool) -> str:
    lead = workshop.partners.get(entry.fields.get("lead") or "")
    look = {"fill": "#f6f2ea", "stroke": INK if thick else EDGE, "stroke_width": 2.5 if thick else 1, "rx": 3}
    room = NAME - len(entry.short)
    parts = [
        element("title", {}, typed(f"{entry.short} {entry.titled()}")),
        box(0, 0, WIDTH, HEIGHT, "fig__box fig__box--key" if thick else "fig__box", **look),
        box(0, 0, 6, HEIGHT, "fig__who", fill=EDGE),
        text(16, 23, entry.short, "fig__id", font_weight=700, fill="#0b5558"),
        text(24 + 9 * len(entry.short), 23, typed(lead.name if lead else "No lead yet", room), "fig__lead", font_size=13, fill=SOFT),
        *(text(16, 45 + 18 * number, words) for number, words in enumerate(wrapped(entry.titled(), TITLE, 2))),
    ]
    return element("g", {"class": f"org-{lead.ink}" if lead else "", "transform": f"translate({x:g} {round(y, 1):g})"}, "".join(parts))


def _words(those: dict[str, Entry], before: dict[str, list[str]], schedule: Schedule) -> Iterator[str]:
    waiting = {one: ones for one, ones in before.items() if ones}
    for one, ones in waiting.items():
        yield f"{_named(those[one])} waits for {listed([_named(those[other]) for other in ones])}."
    awaited = {other for ones in waiting.values() for other in ones}
    alone = [_named(entry) for one, entry in those.items() if one not in awaited and one not in waiting]
    if alone:
        yield f"On {'its' if len(alone) == 1 else 'their'} own: {listed(alone)}."
    if waiting and schedule.critical:
        yield f"What cannot slip without making the whole plan late: {listed([those[one].short for one in schedule.critical])}."


def _named(entry: Entry) -> str:
    return f"{entry.short} {typed(entry.titled())}".strip()

"""What waits for what: layers from left to right, an arrow from each activity to whatever waits for it."""

from collections import defaultdict
from collections.abc import Iterator
from graphlib import TopologicalSorter

from msgspec import Struct

from workshops.decisions.saying import listed
from workshops.exports.figures.svg import element, frame, text, typed
from workshops.plan.document import Entry
from workshops.plan.schedule import Schedule, activities, circle_through, scheduled
from workshops.state import Workshop

WIDTH, HEIGHT = 216, 64
GAP, BETWEEN = 72, 16
"""Space between layers, and between what stands in one."""


class Placed(Struct, frozen=True):
    """An activity in the figure: its upper left corner."""

    entry: Entry
    x: int
    y: int


def dependency_map(workshop: Workshop) -> str:
    """The figure; "" where there are no activities."""
    those = workshop.plan.of_kind("activity")
    if not those:
        return ""
    before = _arrows(those)
    placed = _placed(those, before)
    schedule = scheduled(activities(workshop.plan))
    key = set(schedule.critical) if any(before.values()) else set()
    lines = [_edge(placed[one], placed[other], key) for other, ones in before.items() for one in ones]
    nodes = [_node(workshop, one, key) for one in placed.values()]
    width = max(one.x for one in placed.values()) + WIDTH + 4
    height = max(one.y for one in placed.values()) + HEIGHT + 4
    return frame("dependencies", width, height, "What waits for what", _words(those, before, schedule), _MARKERS + "".join(lines + nodes))


_MARKERS = (
    "<defs>"
    + "".join(
        element(
            "marker",
            {
                "id": name,
                "viewBox": "0 0 10 10",
                "refX": 9,
                "refY": 5,
                "markerWidth": 10,
                "markerHeight": 10,
                "markerUnits": "userSpaceOnUse",
            }
            | {"orient": "auto"},
            element("path", {"class": kind, "d": "M0 0 10 5 0 10z", "fill": "#6d6759"}),
        )
        for name, kind in (("fig-arrow", "fig__head"), ("fig-arrow-key", "fig__head fig__head--key"))
    )
    + "</defs>"
)


def _arrows(those: list[Entry]) -> dict[str, list[str]]:
    """What each activity waits for. A circle that an old plan brings along is cut, so that there are layers."""
    known = {entry.id for entry in those}
    before = {entry.id: [one for one in entry.fields.get("depends_on") or () if one in known] for entry in those}
    while circle := circle_through(before):
        before[circle[0]].remove(circle[1 % len(circle)])
    return before


def _placed(those: list[Entry], before: dict[str, list[str]]) -> dict[str, Placed]:
    """Each in the layer after the last of what it waits for, beside the middle of these where there is room."""
    entries = {entry.id: entry for entry in those}
    layer: dict[str, int] = {}
    for one in TopologicalSorter(before).static_order():
        layer[one] = 1 + max((layer[other] for other in before[one]), default=-1)
    layers: dict[int, list[str]] = defaultdict(list)
    for entry in those:
        layers[layer[entry.id]].append(entry.id)
    placed: dict[str, Placed] = {}
    for number in sorted(layers):
        wanted = {one: _middle([placed[other].y for other in before[one]]) for one in layers[number]}
        free = 0
        for one in sorted(layers[number], key=lambda name: (wanted[name], list(entries).index(name) if number == 0 else 0)):
            y = max(free, wanted[one])
            placed[one] = Placed(entries[one], 2 + number * (WIDTH + GAP), 2 + y)
            free = y + HEIGHT + BETWEEN
    return {entry.id: placed[entry.id] for entry in those}


def _middle(heights: list[int]) -> int:
    return sum(heights) // len(heights) if heights else 0


def _edge(one: Placed, other: Placed, key: set[str]) -> str:
    x1, y1, x2, y2 = one.x + WIDTH, one.y + HEIGHT // 2, other.x, other.y + HEIGHT // 2
    bend = max(24, (x2 - x1) // 2)
    thick = one.entry.id in key and other.entry.id in key
    attributes = {
        "class": "fig__edge fig__edge--key" if thick else "fig__edge",
        "d": f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}",
        "fill": "none",
        "stroke": "#6d6759",
        "stroke_width": 3.5 if thick else 1.5,
        "marker_end": "url(#fig-arrow-key)" if thick else "url(#fig-arrow)",
    }
    return element("path", attributes)


def _node(workshop: Workshop, placed: Placed, key: set[str]) -> str:
    entry = placed.entry
    lead = workshop.partners.get(entry.fields.get("lead") or "")
    thick = entry.id in key
    box = {"width": WIDTH, "height": HEIGHT, "rx": 3, "fill": "#f6f1e8", "stroke": "#6d6759", "stroke_width": 2.5 if thick else 1}
    parts = [
        element("title", {}, typed(f"{entry.short} {entry.titled()}")),
        element("rect", {"class": "fig__box fig__box--key" if thick else "fig__box"} | box),
        element("rect", {"class": "fig__who", "width": 5, "height": HEIGHT, "fill": "#6d6759"}),
        text(16, 26, entry.short, "fig__id", font_weight=700),
        text(24 + 9 * len(entry.short), 26, typed(lead.name if lead else "No lead yet", 22), "fig__lead"),
        text(16, 49, typed(entry.titled(), 26)),
    ]
    return element("g", {"class": f"org-{lead.ink}" if lead else "", "transform": f"translate({placed.x} {placed.y})"}, "".join(parts))


def _words(those: list[Entry], before: dict[str, list[str]], schedule: Schedule) -> Iterator[str]:
    short = {entry.id: entry.short for entry in those}
    waiting = {one: ones for one, ones in before.items() if ones}
    for one, ones in waiting.items():
        yield f"{short[one]} waits for {listed([short[other] for other in ones])}."
    if not waiting:
        yield f"Nothing waits for anything: {listed(list(short.values()))} can each begin by itself."
    elif schedule.critical:
        yield f"What cannot slip: {listed([short[one] for one in schedule.critical])}."

"""Structure: who reports to whom, each role under the one that it reports to."""

from collections.abc import Iterator

from msgspec import Struct

from workshops.decisions.saying import listed
from workshops.exports.figures.svg import ACCENT, EDGE, SOFT, box, element, frame, text, typed, wrapped
from workshops.plan.document import Entry
from workshops.state import Workshop

WIDTH, STEP, BETWEEN = 330, 24, 12
"""Of a box; how far each level is set in; the space between two boxes."""
LETTERS = 44
DEEPEST = 8
"""Levels that are set in; whatever is deeper stands under each other."""


class Branch(Struct, frozen=True):
    """A role at a height in the figure, so many levels down, and where the line to it begins (None = it reports to nobody)."""

    entry: Entry
    level: int
    y: int
    lines: list[tuple[str, str]]
    above: "Branch | None" = None

    @property
    def height(self) -> int:
        """Of its box."""
        return 40 + 18 * len(self.lines)

    @property
    def x(self) -> int:
        """Where its box begins."""
        return 2 + STEP * min(self.level, DEEPEST)


def tree(workshop: Workshop) -> str:
    """The figure; "" where there are no roles."""
    branches = list(_branches(workshop.plan.of_kind("role")))
    if not branches:
        return ""
    content = [_line(branch, branch.above) for branch in branches if branch.above is not None] + [_box(branch) for branch in branches]
    width = max(branch.x for branch in branches) + WIDTH + 2
    height = branches[-1].y + branches[-1].height + 2
    return frame("tree", width, height, "Who reports to whom", _words(branches), "".join(content))


def _branches(roles: list[Entry]) -> Iterator[Branch]:
    """The roles from the top down, each before those that report to it. A circle that an old plan brings along is cut."""
    ids = {role.id for role in roles}
    below: dict[str, list[Entry]] = {}
    for role in roles:
        above = role.fields.get("reports_to") or ""
        below.setdefault(above if above in ids and above != role.id else "", []).append(role)
    y = 2
    seen: set[str] = set()
    # Whoever is in a circle is reached from no top: then the first of them is taken for one.
    for top in [*below.get("", []), *roles]:
        waiting: list[tuple[Entry, int, Branch | None]] = [(top, 0, None)]
        while waiting:
            role, level, above_it = waiting.pop()
            if role.id in seen:
                continue
            seen.add(role.id)
            branch = Branch(role, level, y, _lines(role), above_it)
            yield branch
            y += branch.height + BETWEEN
            waiting += [(one, level + 1, branch) for one in reversed(below.get(role.id, []))]


def _lines(role: Entry) -> list[tuple[str, str]]:
    held = [(words, "fig__text") for words in wrapped(role.fields.get("held_by") or "", LETTERS, 1) if words]
    return held + [(words, "fig__lead") for words in wrapped(role.fields.get("mandate") or "", LETTERS, 2) if words]


def _line(branch: Branch, above: Branch) -> str:
    path = f"M{above.x + STEP // 2} {above.y + above.height}V{branch.y + branch.height // 2}H{branch.x}"
    return element("path", {"class": "fig__edge", "d": path, "fill": "none", "stroke": EDGE, "stroke_width": 1.5})


def _box(branch: Branch) -> str:
    entry = branch.entry
    parts = [
        box(branch.x, branch.y, WIDTH, branch.height, "fig__box", fill="#f6f2ea", stroke=EDGE, rx=3),
        text(branch.x + 16, branch.y + 25, entry.short, "fig__id", font_weight=700, fill=ACCENT),
        text(branch.x + 24 + 9 * len(entry.short), branch.y + 25, typed(entry.titled(), LETTERS - 8), "fig__name", font_weight=700),
    ]
    for number, (words, kind) in enumerate(branch.lines):
        look = {"font_size": 13} | ({"fill": SOFT} if kind == "fig__lead" else {})
        parts.append(text(branch.x + 16, branch.y + 46 + 18 * number, words, kind, **look))
    return "".join(parts)


def _words(branches: list[Branch]) -> Iterator[str]:
    for branch in branches:
        held = typed(branch.entry.fields.get("held_by") or "")
        reports = f" reports to {_named(branch.above.entry)}" if branch.above else " reports to nobody"
        yield f"{_named(branch.entry)}{f', held by {held},' if held else ''}{reports}."
    tops = [_named(branch.entry) for branch in branches if branch.above is None]
    if len(branches) > 1:
        yield f"At the top: {listed(tops)}."


def _named(entry: Entry) -> str:
    return typed(f"{entry.short} {entry.titled()}")

"""The thread from the vision to what is done for it: theme, focus area, goal, objective, initiative, activity; and back.

An entry serves what its references name further up; outcomes hang from their goal. Themes of the vision are words and no entries: they
are what focus areas say they serve.
"""

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from workshops.plan.document import Entry, Plan
from workshops.plan.fitting import named_in
from workshops.plan.kinds import KINDS

ALONG = ("focus_area", "goal", "outcome", "objective", "initiative", "activity")
"""The kinds that the thread runs through, from the vision down."""


class Knot(Struct, frozen=True):
    """An entry in the thread, with what hangs from it."""

    entry: Entry
    below: tuple["Knot", ...] = ()


class Thread(Struct, frozen=True):
    """The whole thread of a plan: by the id of each entry in it what it serves itself, and what serves it itself, in document order.

    `themes` holds the theme of the vision of each focus area that names one.
    """

    above: dict[str, tuple[str, ...]]
    below: dict[str, tuple[str, ...]]
    themes: dict[str, str]

    def upwards(self, entry_id: str) -> list[str]:
        """The ids of all that an entry serves, the nearest first, each once."""
        return _reached(self.above, entry_id)

    def downwards(self, entry_id: str) -> list[str]:
        """The ids of all that serves an entry, the nearest first, each once."""
        return _reached(self.below, entry_id)

    def themes_of(self, entry_id: str) -> list[str]:
        """The themes of the vision that an entry serves in the end, each once."""
        return list(dict.fromkeys(self.themes[one] for one in (entry_id, *self.upwards(entry_id)) if one in self.themes))


def thread_of(plan: Plan) -> Thread:
    """The thread of a plan, made once for whoever asks for many entries."""
    live = {entry.id: entry for kind in ALONG for entry in plan.of_kind(kind)}
    above = {one: tuple(dict.fromkeys(other for other in served_by(entry) if other in live)) for one, entry in live.items()}
    below: dict[str, list[str]] = {one: [] for one in live}
    for one, others in above.items():
        for other in others:
            below[other].append(one)
    named = {area.id: str(area.fields["theme"]) for area in plan.of_kind("focus_area") if area.fields.get("theme")}
    return Thread(above, {one: tuple(others) for one, others in below.items()}, named)


def upwards(plan: Plan, entry_id: str) -> list[str]:
    """The ids of all that an entry serves, the nearest first, each once; none for what is not in the thread."""
    return thread_of(plan).upwards(entry_id)


def downwards(plan: Plan, entry_id: str) -> list[str]:
    """The ids of all that serves an entry, the nearest first, each once; none for what is not in the thread."""
    return thread_of(plan).downwards(entry_id)


def served_by(entry: Entry) -> list[str]:
    """The ids of what an entry names further up the thread."""
    if entry.kind not in ALONG:
        return []
    above = set(ALONG[: ALONG.index(entry.kind)])
    fields = [field for field in KINDS[entry.kind].fields if above & set(field.of)]
    return [one for field in fields for one in named_in(entry.fields.get(field.name))]


def themes(plan: Plan) -> Iterator[tuple[str, list[Entry]]]:
    """The themes of the vision that focus areas name, each with these; "" last, for those without one."""
    named: dict[str, list[Entry]] = {}
    for area in plan.of_kind("focus_area"):
        named.setdefault(area.fields.get("theme") or "", []).append(area)
    yield from sorted(named.items(), key=lambda one: one[0] == "")


def tied(plan: Plan) -> Callable[[Entry], Knot]:
    """A function that gives an entry with all that hangs from it; what serves several hangs from each of them."""
    below = thread_of(plan).below

    def tie(entry: Entry) -> Knot:
        return Knot(entry, tuple(tie(plan.entries[one]) for one in below.get(entry.id, ())))

    return tie


def _reached(beside: Mapping[str, tuple[str, ...]], entry_id: str) -> list[str]:
    # References lead to kinds further up alone, so that nothing is ever reached from itself.
    found = dict.fromkeys(beside.get(entry_id, ()))
    waiting = list(found)
    for one in waiting:
        for other in beside[one]:
            if other not in found:
                found[other] = None
                waiting.append(other)
    return list(found)

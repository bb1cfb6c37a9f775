"""The thread from the vision to what is done for it: theme, focus area, goal, objective, initiative, activity; and back.

An entry serves what its references name further up; outcomes hang from their goal.
"""

from collections.abc import Callable, Iterator

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


def served_by(entry: Entry) -> list[str]:
    """The ids of what an entry names further up the thread."""
    if entry.kind not in ALONG:
        return []
    above = set(ALONG[: ALONG.index(entry.kind)])
    fields = [field for field in KINDS[entry.kind].fields if above & set(field.of)]
    return [one for field in fields for one in named_in(entry.fields.get(field.name))]


def upwards(plan: Plan, entry_id: str) -> list[Entry]:
    """All that an entry serves, the nearest first, each once."""
    return _reached(plan, entry_id, lambda entry: [plan.entries[one] for one in served_by(entry) if one in plan.entries])


def downwards(plan: Plan, entry_id: str) -> list[Entry]:
    """All that serves an entry, the nearest first, each once."""
    live = [entry for kind in ALONG for entry in plan.of_kind(kind)]
    return _reached(plan, entry_id, lambda entry: [one for one in live if entry.id in served_by(one)])


def _reached(plan: Plan, entry_id: str, following: Callable[[Entry], list[Entry]]) -> list[Entry]:
    found: dict[str, Entry] = {}
    waiting = following(plan.entries[entry_id])
    while waiting:
        one = waiting.pop(0)
        if one.id not in found and one.id != entry_id and not one.removed:
            found[one.id] = one
            waiting += following(one)
    return list(found.values())


def tied(plan: Plan) -> Callable[[Entry], Knot]:
    """A function that gives an entry with all that hangs from it; what serves several hangs from each of them."""
    below: dict[str, list[Entry]] = {}
    for entry in (entry for kind in ALONG for entry in plan.of_kind(kind)):
        for one in served_by(entry):
            below.setdefault(one, []).append(entry)

    def tie(entry: Entry) -> Knot:
        return Knot(entry, tuple(tie(one) for one in below.get(entry.id, ())))

    return tie


def themes(plan: Plan) -> Iterator[tuple[str, list[Entry]]]:
    """The themes of the vision that focus areas name, each with these; "" last, for those without one."""
    named: dict[str, list[Entry]] = {}
    for area in plan.of_kind("focus_area"):
        named.setdefault(area.fields.get("theme") or "", []).append(area)
    yield from sorted(named.items(), key=lambda one: one[0] == "")

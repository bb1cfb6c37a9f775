"""Whether an entry fits the plan it is to stand in: it says something, its dates are in order, and nothing waits for itself."""

from collections.abc import Iterable
from typing import Any

from workshops.plan.document import Entry, Plan
from workshops.plan.fields import refuse_if_hollow
from workshops.plan.kinds import Field, Kind
from workshops.plan.schedule import circle_through
from workshops.refusal import Refused


def refuse_unless_fit(plan: Plan, kind: Kind, entry_id: str, fields: dict[str, Any]) -> None:
    """Refused for an entry that says nothing, or cannot stand beside the others with these fields."""
    refuse_if_hollow(kind, fields)
    _refuse_backwards(kind, fields)
    _refuse_second(plan, kind, entry_id, fields)
    for field in kind.chained():
        _refuse_circle(plan, kind, field, entry_id, fields)


def _refuse_backwards(kind: Kind, fields: dict[str, Any]) -> None:
    first, last = (kind.field(name) for name in kind.span) if kind.span else (None, None)
    if first is None or last is None:
        return
    begins, ends = fields.get(first.name) or "", fields.get(last.name) or ""
    if ends and begins > ends:
        raise Refused("bad_dates", f"“{first.label}” ({begins}) is after “{last.label}” ({ends}).", last.name)


def _refuse_second(plan: Plan, kind: Kind, entry_id: str, fields: dict[str, Any]) -> None:
    field = kind.field(kind.one_per)
    taken = fields.get(kind.one_per)
    if field is None or not taken:
        return
    twins = [one for one in plan.of_kind(kind.name) if one.id != entry_id and one.fields.get(kind.one_per) == taken]
    if twins:
        raise Refused("already", f"This {field.label.lower()} has a line already: {twins[0].short}. Change that one.", field.name)


def _refuse_circle(plan: Plan, kind: Kind, field: Field, entry_id: str, fields: dict[str, Any]) -> None:
    """Threat: a plan in which everybody waits for everybody, and nobody sees it for all the arrows."""
    if entry_id in named_in(fields.get(field.name)):
        raise Refused("bad_reference", f"“{field.label}” cannot name the entry itself.", field.name)
    own = Entry(entry_id, kind.name, 0, fields)
    all_of_kind = {one.id: one for one in plan.of_kind(kind.name)} | {entry_id: own}
    # Only what can be reached from here may close a circle that was not there before.
    reached, waiting = {entry_id: named_in(fields.get(field.name))}, list(named_in(fields.get(field.name)))
    while waiting:
        one = waiting.pop()
        if one not in reached and one in all_of_kind:
            reached[one] = named_in(all_of_kind[one].fields.get(field.name))
            waiting += reached[one]
    circle = circle_through(reached)
    if entry_id in circle:
        at = circle.index(entry_id)
        way = [*circle[at:], *circle[:at], entry_id]
        number = plan.entries[entry_id].short if entry_id in plan.entries else "this one"
        shorts = [number if one == entry_id else all_of_kind[one].short for one in way]
        raise Refused("circle", f"That would run in a circle: {' → '.join(shorts)}.", field.name)


def named_in(value: Any) -> list[str]:
    """The ids in the value of a field that refers to one entry, or to several."""
    if isinstance(value, str):
        return [value] if value else []
    return [one for one in value if isinstance(one, str)] if isinstance(value, Iterable) else []

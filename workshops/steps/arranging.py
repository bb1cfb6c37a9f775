"""Arranging: in which order entries of a kind stand, and taking back one's own last change of one."""

from collections.abc import Iterator
from typing import Any

from msgspec import structs

from workshops.bounds import Id
from workshops.moment import Moment
from workshops.people import WORKING, Actor
from workshops.plan.document import Entry
from workshops.plan.fields import read_fields
from workshops.plan.fitting import refuse_unless_fit
from workshops.plan.kinds import KINDS
from workshops.refusal import Refused
from workshops.state import Deed, Workshop
from workshops.steps.entries import (
    EntryChanged,
    EntryRemoved,
    EntryRestored,
    live_entry,
    refuse_if_in_use,
    refuse_unless_free,
    surroundings,
)
from workshops.verbs import Change, Command, Event, apply, decide


class MoveEntry(Command):
    """Puts an entry before another of its kind, or last ("")."""

    may = WORKING

    entry: Id
    before: Id = ""


class Undo(Command):
    """Takes back what one did last to an entry, as long as nobody has changed that entry since."""

    may = WORKING


class EntryMoved(Event):
    """An entry stands before another of its kind, or last (""). `back`: its author has taken back what they did before."""

    entry: str
    before: str = ""
    back: bool = False


@decide.register
def _(command: MoveEntry, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    entry = live_entry(workshop, command.entry)
    refuse_unless_free(workshop, actor, entry.passage, KINDS[entry.kind])
    if command.before and live_entry(workshop, command.before).kind != entry.kind:
        raise Refused("bad_place", "Entries are put in order among their own kind.", "before")
    if command.before != entry.id and _next(workshop, entry) != command.before:
        yield EntryMoved(by=actor.id, at=moment.now, entry=entry.id, before=command.before)


@decide.register
def _(command: Undo, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    deed = workshop.deeds.get(actor.id)
    if deed is None:
        raise Refused("nothing_to_undo", "There is nothing of yours to take back.")
    now = workshop.plan.entries[deed.after.id]
    if now != deed.after:
        raise Refused("changed_since", f"Somebody has changed {now.short} since. Talk to them first.")
    refuse_unless_free(workshop, actor, now.passage, KINDS[now.kind])
    yield _taken_back(workshop, deed, actor.id, moment.now)


def _taken_back(workshop: Workshop, deed: Deed, by: str, at: int) -> Event:
    before, now = deed.before, deed.after
    if before == now:
        return EntryMoved(by=by, at=at, entry=now.id, before=deed.stood_before, back=True)
    if before is None or (before.removed and not now.removed):
        refuse_if_in_use(workshop, now)
        return EntryRemoved(by=by, at=at, entry=now.id, back=True)
    read_fields(KINDS[now.kind], before.fields, surroundings(workshop))
    refuse_unless_fit(workshop.plan, KINDS[now.kind], now.id, before.fields)
    if now.removed and not before.removed:
        return EntryRestored(by=by, at=at, entry=now.id, back=True)
    changed = {name: value for name, value in before.fields.items() if now.fields.get(name) != value}
    return EntryChanged(by=by, at=at, entry=now.id, fields=changed, back=True)


@apply.register
def _(event: EntryMoved, workshop: Workshop) -> Workshop:
    entry = workshop.plan.entries[event.entry]
    entries: dict[str, Entry] = {}
    for name, other in workshop.plan.entries.items():
        if name == event.before:
            entries[entry.id] = entry
        if name != entry.id:
            entries[name] = other
    others = {who: deed for who, deed in workshop.deeds.items() if who != event.by}
    deeds = others if event.back else others | {event.by: Deed(entry, entry, _next(workshop, entry))}
    plan = structs.replace(workshop.plan, entries=entries | {entry.id: entry})
    return structs.replace(workshop, plan=plan, deeds=deeds)


def _next(workshop: Workshop, entry: Entry) -> str:
    """The entry of its kind that stands right after this one, "" when it is the last."""
    those = workshop.plan.of_kind(entry.kind)
    at = next((n for n, one in enumerate(those) if one.id == entry.id), len(those))
    return those[at + 1].id if at + 1 < len(those) else ""


def person(workshop: Workshop, participant: str) -> Iterator[tuple[str, Any]]:
    """Slice `undo`: the entry of which somebody can take back what they did last."""
    deed = workshop.deeds.get(participant)
    if deed is not None and workshop.plan.entries[deed.after.id] == deed.after and not workshop.is_frozen():
        yield "undo", {"entry": deed.after.id, "short": deed.after.short}

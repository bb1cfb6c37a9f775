"""Entries: structured lines of the plan, of the kinds that a step asks for."""

from collections.abc import Iterator
from typing import Annotated, Any

from msgspec import Meta, structs

from workshops.bounds import Id
from workshops.moment import Moment
from workshops.people import WORKING, Actor
from workshops.plan.document import Entry
from workshops.plan.fields import Surroundings, blank, read_fields, references, refuse_if_hollow
from workshops.plan.kinds import DECLARED, KINDS, Kind
from workshops.plan.spoken import spoken_value
from workshops.plan.standing import standing_of_passage
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.steps.authorship import author_of, partner_of, refuse_when_frozen, refuse_when_locked
from workshops.steps.draft import refuse_when_proposed
from workshops.verbs import Change, Command, Event, Made, apply, decide

MOST_OF_A_KIND = 200

Fields = Annotated[dict[Annotated[str, Meta(max_length=40)], Any], Meta(max_length=20)]


class AddEntry(Command):
    """A new entry; `participant` names whose it is when the facilitator adds it for somebody."""

    may = WORKING

    kind: Id
    fields: Fields
    participant: Id = ""


class ChangeEntry(Command):
    """New values for some fields of an entry."""

    may = WORKING

    entry: Id
    fields: Fields


class RemoveEntry(Command):
    """Takes an entry out of the plan; it can be brought back."""

    may = WORKING

    entry: Id


class RestoreEntry(Command):
    """Brings a removed entry back."""

    may = WORKING

    entry: Id


class EntryAdded(Event):
    """An entry is in the plan."""

    entry: str
    kind: str
    fields: dict[str, Any]
    partner: str = ""


class EntryChanged(Event):
    """Some fields of an entry have new values."""

    entry: str
    fields: dict[str, Any]


class EntryRemoved(Event):
    """An entry is out of the plan."""

    entry: str


class EntryRestored(Event):
    """An entry is back in the plan."""

    entry: str


@decide.register
def _(command: AddEntry, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    kind = _kind_in_use(workshop, command.kind)
    refuse_unless_free(workshop, actor, "", kind)
    present = workshop.plan.of_kind(kind.name)
    if kind.single and present:
        raise Refused("already", f"The plan has one {kind.label.lower()}. Change that one.", "kind")
    if len(present) >= MOST_OF_A_KIND:
        raise Refused("enough", f"{MOST_OF_A_KIND} of a kind are the most that a plan holds.", "kind")
    author = actor.id if actor.leads and not command.participant else author_of(workshop, actor, command.participant)
    fields = blank(kind) | read_fields(kind, command.fields, surroundings(workshop))
    refuse_if_hollow(kind, fields)
    entry = workshop.next_id("e")
    partner = partner_of(workshop, author)
    yield EntryAdded(by=actor.id, at=moment.now, entry=entry, kind=kind.name, fields=fields, partner=partner)
    yield Made(entry)


@decide.register
def _(command: ChangeEntry, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    entry = _live(workshop, command.entry)
    kind = KINDS[entry.kind]
    refuse_unless_free(workshop, actor, entry.passage, kind)
    given = read_fields(kind, command.fields, surroundings(workshop))
    if entry.id in references(kind, given):
        raise Refused("bad_reference", f"{entry.short} cannot refer to itself.")
    refuse_if_hollow(kind, entry.fields | given)
    new = {name: value for name, value in given.items() if entry.fields.get(name) != value}
    if new:
        yield EntryChanged(by=actor.id, at=moment.now, entry=entry.id, fields=new)


@decide.register
def _(command: RemoveEntry, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    entry = _live(workshop, command.entry)
    refuse_unless_free(workshop, actor, entry.passage, KINDS[entry.kind])
    users = [one.short for one in workshop.plan.entries.values() if not one.removed and entry.id in references(KINDS[one.kind], one.fields)]
    if users:
        raise Refused(
            "in_use", f"{', '.join(users)} {'refers' if len(users) == 1 else 'refer'} to {entry.short}. Change that first.", "entry"
        )
    yield EntryRemoved(by=actor.id, at=moment.now, entry=entry.id)


@decide.register
def _(command: RestoreEntry, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    entry = workshop.plan.entries.get(command.entry)
    if entry is None or not entry.removed:
        raise Refused("unknown_entry", "There is nothing to bring back here.", "entry")
    kind = KINDS[entry.kind]
    refuse_unless_free(workshop, actor, entry.passage, kind)
    if kind.single and workshop.plan.of_kind(kind.name):
        raise Refused("already", f"The plan has one {kind.label.lower()} already.", "entry")
    read_fields(kind, entry.fields, surroundings(workshop))
    yield EntryRestored(by=actor.id, at=moment.now, entry=entry.id)


def surroundings(workshop: Workshop) -> Surroundings:
    """What references in fields are checked against."""
    return Surroundings(workshop.plan, frozenset(workshop.partners))


def _kind_in_use(workshop: Workshop, name: str) -> Kind:
    kind = KINDS.get(name)
    if kind is None or kind.section not in workshop.agenda.sections():
        raise Refused("unknown_kind", "Entries of this kind are not part of this workshop.", "kind")
    return kind


def _live(workshop: Workshop, entry_id: str) -> Entry:
    entry = workshop.plan.entries.get(entry_id)
    if entry is None or entry.removed:
        raise Refused("unknown_entry", "This entry is not in the plan any more.", "entry")
    return entry


def refuse_unless_free(workshop: Workshop, actor: Actor, passage: str, kind: Kind) -> None:
    """Refused while nothing of the plan may change, editing is locked, or this is being decided."""
    refuse_when_frozen(workshop)
    refuse_when_locked(workshop, actor)
    refuse_when_proposed(workshop, passage, kind.section)


@apply.register
def _(event: EntryAdded, workshop: Workshop) -> Workshop:
    counted = workshop.counted_up("e", event.kind)
    entry = Entry(event.entry, event.kind, counted[event.kind], event.fields, event.partner)
    return structs.replace(_with_entry(workshop, entry), counted=counted)


@apply.register
def _(event: EntryChanged, workshop: Workshop) -> Workshop:
    entry = workshop.plan.entries[event.entry]
    return _with_entry(workshop, structs.replace(entry, fields=entry.fields | event.fields))


@apply.register
def _(event: EntryRemoved, workshop: Workshop) -> Workshop:
    return _with_entry(workshop, structs.replace(workshop.plan.entries[event.entry], removed=True))


@apply.register
def _(event: EntryRestored, workshop: Workshop) -> Workshop:
    return _with_entry(workshop, structs.replace(workshop.plan.entries[event.entry], removed=False))


def _with_entry(workshop: Workshop, entry: Entry) -> Workshop:
    entries = workshop.plan.entries | {entry.id: entry}
    return structs.replace(workshop, plan=structs.replace(workshop.plan, entries=entries))


def everyone(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Slices `kinds` (those that the agenda's sections hold) and `entry:…`."""
    sections = workshop.agenda.sections()
    yield "kinds", {name: declared for name, declared in DECLARED.items() if declared["section"] in sections}
    decisions = list(workshop.decisions.values())
    live = [entry for entry in workshop.plan.entries.values() if not entry.removed]
    for place, entry in enumerate(live):
        yield (
            f"entry:{entry.id}",
            {
                "id": entry.id,
                "kind": entry.kind,
                "section": KINDS[entry.kind].section,
                "short": entry.short,
                "fields": entry.fields,
                "place": place,
                "partner": entry.partner,
                "standing": standing_of_passage(workshop.plan, decisions, entry.passage, entry.sha256).value,
                "words": _policies_in_words(workshop, entry),
            },
        )


def _policies_in_words(workshop: Workshop, entry: Entry) -> dict[str, str]:
    """What no browser can say by itself."""
    fields = [field for field in KINDS[entry.kind].fields if field.type == "policy"]
    return {field.name: spoken_value(field, entry.fields.get(field.name), workshop.plan, workshop.partner_names()) for field in fields}

"""Entries: structured lines of the plan, of the kinds that a step asks for."""

from collections.abc import Iterator
from typing import Annotated, Any

from msgspec import Meta, structs

from workshops.bounds import MOST_OF_A_KIND, Id
from workshops.decisions.saying import listed
from workshops.moment import Moment
from workshops.people import WORKING, Actor
from workshops.plan.document import Entry
from workshops.plan.fields import Surroundings, blank, read_fields, references
from workshops.plan.fitting import refuse_unless_fit
from workshops.plan.kinds import KINDS, Kind, declared
from workshops.plan.spoken import spoken_value
from workshops.plan.standing import standing_of_passage
from workshops.refusal import Refused
from workshops.state import Deed, Workshop
from workshops.steps.authorship import author_of, partner_of, refuse_when_frozen, refuse_when_locked
from workshops.steps.draft import refuse_when_proposed
from workshops.verbs import Change, Command, Event, Made, apply, decide

Fields = Annotated[dict[Annotated[str, Meta(max_length=40)], Any], Meta(max_length=20)]


class AddEntry(Command):
    """A new entry; `participant` names whose it is when the facilitator adds it for somebody."""

    may = WORKING

    kind: Id
    fields: Fields
    participant: Id = ""


class ChangeEntry(Command):
    """New values for some fields of an entry; `seen` holds those that its writer saw there, so that no other's are lost unseen."""

    may = WORKING

    entry: Id
    fields: Fields
    seen: Fields = {}


class RemoveEntry(Command):
    """Takes an entry out of the plan; it can be brought back."""

    may = WORKING

    entry: Id


class RestoreEntry(Command):
    """Brings a removed entry back."""

    may = WORKING

    entry: Id


class EntryAdded(Event):
    """An entry is in the plan. `number` 0 is the next of its kind; one that was brought along keeps its own."""

    entry: str
    kind: str
    fields: dict[str, Any]
    partner: str = ""
    number: int = 0


class EntryChanged(Event):
    """Some fields of an entry have new values. `back`: its author has taken back what they did before."""

    entry: str
    fields: dict[str, Any]
    back: bool = False


class EntryRemoved(Event):
    """An entry is out of the plan."""

    entry: str
    back: bool = False


class EntryRestored(Event):
    """An entry is back in the plan."""

    entry: str
    back: bool = False


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
    entry = workshop.next_id("e")
    refuse_unless_fit(workshop.plan, kind, entry, fields)
    partner = partner_of(workshop, author)
    yield EntryAdded(by=actor.id, at=moment.now, entry=entry, kind=kind.name, fields=fields, partner=partner)
    yield Made(entry)


@decide.register
def _(command: ChangeEntry, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    entry = live_entry(workshop, command.entry)
    kind = KINDS[entry.kind]
    refuse_unless_free(workshop, actor, entry.passage, kind)
    given = read_fields(kind, command.fields, surroundings(workshop))
    new = {name: value for name, value in given.items() if entry.fields.get(name) != value}
    _refuse_if_unseen(entry, kind, new, command.seen)
    refuse_unless_fit(workshop.plan, kind, entry.id, entry.fields | given)
    if new:
        yield EntryChanged(by=actor.id, at=moment.now, entry=entry.id, fields=new)


@decide.register
def _(command: RemoveEntry, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    entry = live_entry(workshop, command.entry)
    refuse_unless_free(workshop, actor, entry.passage, KINDS[entry.kind])
    refuse_if_in_use(workshop, entry)
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
    refuse_unless_fit(workshop.plan, kind, entry.id, entry.fields)
    yield EntryRestored(by=actor.id, at=moment.now, entry=entry.id)


def surroundings(workshop: Workshop) -> Surroundings:
    """What references in fields are checked against."""
    return Surroundings(workshop.plan, frozenset(workshop.partners))


def refuse_if_in_use(workshop: Workshop, entry: Entry) -> None:
    """Refused while other entries refer to this one; they are named."""
    users = [one.short for one in workshop.plan.entries.values() if not one.removed and entry.id in references(KINDS[one.kind], one.fields)]
    if users:
        refer = "refers" if len(users) == 1 else "refer"
        raise Refused("in_use", f"{', '.join(users)} {refer} to {entry.short}. Change that first.", "entry")


def _refuse_if_unseen(entry: Entry, kind: Kind, new: dict[str, Any], seen: dict[str, Any]) -> None:
    """Refused where somebody else has written into a field after the writer of `new` looked at it."""
    late = [field for field in kind.fields if field.name in new and field.name in seen and seen[field.name] != entry.fields.get(field.name)]
    if late:
        labels = listed([f"“{field.label}”" for field in late])
        raise Refused("conflict", f"Somebody changed {labels} meanwhile. Both versions are here: choose one.", late[0].name)


def _kind_in_use(workshop: Workshop, name: str) -> Kind:
    kind = KINDS.get(name)
    if kind is None or kind.section not in workshop.agenda.sections():
        raise Refused("unknown_kind", "Entries of this kind are not part of this workshop.", "kind")
    return kind


def live_entry(workshop: Workshop, entry_id: str) -> Entry:
    """The entry with this id. Refused when the plan has none, or it was removed."""
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
    if event.number:
        counted |= {event.kind: max(event.number, counted[event.kind] - 1)}
    entry = Entry(event.entry, event.kind, event.number or counted[event.kind], event.fields, event.partner)
    return structs.replace(with_entry(workshop, entry, event.by), counted=counted)


@apply.register
def _(event: EntryChanged, workshop: Workshop) -> Workshop:
    entry = workshop.plan.entries[event.entry]
    return with_entry(workshop, structs.replace(entry, fields=entry.fields | event.fields), event.by, back=event.back)


@apply.register
def _(event: EntryRemoved, workshop: Workshop) -> Workshop:
    return with_entry(workshop, structs.replace(workshop.plan.entries[event.entry], removed=True), event.by, back=event.back)


@apply.register
def _(event: EntryRestored, workshop: Workshop) -> Workshop:
    return with_entry(workshop, structs.replace(workshop.plan.entries[event.entry], removed=False), event.by, back=event.back)


def with_entry(workshop: Workshop, entry: Entry, by: str, *, back: bool = False) -> Workshop:
    """The workshop with an entry as it is now; `by` can take that back, unless it was itself taking something back."""
    others = {who: deed for who, deed in workshop.deeds.items() if who != by}
    deeds = others if back else others | {by: Deed(workshop.plan.entries.get(entry.id), entry)}
    entries = workshop.plan.entries | {entry.id: entry}
    return structs.replace(workshop, plan=structs.replace(workshop.plan, entries=entries), deeds=deeds)


def everyone(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Slices `kinds` (those that the agenda's sections hold) and `entry:…`."""
    sections = workshop.agenda.sections()
    yield "kinds", declared(sections)
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

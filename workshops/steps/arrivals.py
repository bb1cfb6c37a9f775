"""Arriving and leaving: people take a seat, correct their details, are taken out or let back in."""

import hashlib
from collections.abc import Iterator
from typing import Any

from msgspec import structs

from workshops.bounds import Id, Name, line, needed_line
from workshops.canonical import spelled
from workshops.moment import Moment
from workshops.people import FACILITATORS, PRESENT, Actor, Participant, Personal, Role
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.steps.authorship import known_person
from workshops.steps.voices import claim, without_claims
from workshops.steps.welcome import partner_named
from workshops.verbs import Aside, Change, Command, Event, Made, apply, decide

MOST_PEOPLE = 1_000


class Join(Command):
    """A person takes a seat: for a partner of the list, for a new one, or as an observer."""

    may = frozenset({Role.STRANGER})

    name: Name
    partner: Id = ""
    new_partner: Name = ""
    title: Name = ""
    voice: bool = False
    observer: bool = False


class AddParticipant(Join):
    """The facilitator seats somebody who has no device."""

    may = FACILITATORS


class ChangeDetails(Command):
    """A person corrects name, title or partner ("" or None keeps); facilitators may do it for others."""

    may = PRESENT

    participant: Id = ""
    name: Name | None = None
    title: Name | None = None
    partner: Id | None = None


class RemoveParticipant(Command):
    """Takes a person out of the workshop, at once."""

    may = FACILITATORS

    participant: Id


class ReadmitParticipant(Command):
    """Lets a person back in, with the seat they had."""

    may = FACILITATORS

    participant: Id


class SetCoFacilitator(Command):
    """Makes a person a co-facilitator, or ends that."""

    may = frozenset({Role.FACILITATOR})

    participant: Id
    on: bool


class ParticipantJoined(Event):
    """A person has a seat; name and title only as commitments."""

    participant: str
    role: Role
    partner: str = ""
    commitments: dict[str, str] = {}


class DetailsChanged(Event):
    """A person's details, as commitments, and the partner they sit for now."""

    participant: str
    partner: str = ""
    commitments: dict[str, str] = {}


class ParticipantRemoved(Event):
    """A person was taken out."""

    participant: str


class ParticipantReadmitted(Event):
    """A person was let back in."""

    participant: str


class CoFacilitatorSet(Event):
    """A person leads as well, or no longer."""

    participant: str
    on: bool


def commitment(personal: Personal) -> str:
    """SHA-256(salt ‖ canonical {field, participant, value}) in hexadecimal (WORKPLAN.md, "The log")."""
    told = {"participant": personal.participant, "field": personal.field, "value": personal.value}
    return hashlib.sha256(bytes.fromhex(personal.salt) + spelled(told)).hexdigest()


def details(participant: str, told: dict[str, str], moment: Moment) -> tuple[dict[str, str], list[Aside]]:
    """The commitments for a person's details, and the rows that hold the details themselves."""
    rows = [Personal(participant, field, value, moment.salt(f"{participant}:{field}").hex()) for field, value in told.items()]
    asides = [Aside("personal", (row.participant, row.field), {"value": row.value, "salt": row.salt}) for row in rows]
    return {row.field: commitment(row) for row in rows}, asides


@decide.register
def _(command: Join, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    if not workshop.doors and not actor.leads:
        raise Refused("doors_closed", "The doors are not open yet. The facilitator will open them.")
    if len(workshop.participants) >= MOST_PEOPLE:
        raise Refused("full", f"This workshop is full: {MOST_PEOPLE} people have joined.")
    name = needed_line(command.name, "name", "your name")
    participant = workshop.next_id("p")
    by = actor.id or participant
    partner = command.partner
    if command.observer:
        partner = ""
    elif command.new_partner.strip():
        partner, added = partner_named(workshop, command.new_partner, by, moment)
        yield from added
    elif partner not in workshop.partners:
        raise Refused("no_partner", "Please choose your partner from the list, or add it.", "partner")
    commitments, asides = details(participant, {"name": name, "title": line(command.title, "title")}, moment)
    role = Role.OBSERVER if command.observer else Role.PARTICIPANT
    yield ParticipantJoined(by=by, at=moment.now, participant=participant, partner=partner, role=role, commitments=commitments)
    yield from asides
    if command.voice and partner:
        yield claim(participant, partner, moment)
    yield Made(participant)


@decide.register
def _(command: ChangeDetails, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    who = command.participant or actor.id
    if who != actor.id and not actor.leads:
        raise Refused("not_yours", "Only the facilitator can correct somebody else’s details.", "participant")
    person = known_person(workshop, who)
    partner = command.partner or person.partner
    if partner != person.partner:
        if partner not in workshop.partners or person.role is not Role.PARTICIPANT:
            raise Refused("no_partner", "Please choose a partner from the list.", "partner")
        if workshop.speaks_for(who):
            raise Refused("speaks", "This person speaks for their partner. Hand that over first.", "partner")
    told = {
        "name": needed_line(command.name, "name", "a name") if command.name else workshop.name(who),
        "title": line(command.title, "title") if command.title else workshop.title_of(who),
    }
    commitments, asides = details(who, told, moment)
    yield DetailsChanged(by=actor.id, at=moment.now, participant=who, partner=partner, commitments=commitments)
    yield from asides


@decide.register
def _(command: RemoveParticipant, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    person = known_person(workshop, command.participant)
    if person.role is Role.FACILITATOR:
        raise Refused("facilitator", "The facilitator cannot be taken out.", "participant")
    if not person.removed:
        yield ParticipantRemoved(by=actor.id, at=moment.now, participant=person.id)


@decide.register
def _(command: ReadmitParticipant, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    if known_person(workshop, command.participant).removed:
        yield ParticipantReadmitted(by=actor.id, at=moment.now, participant=command.participant)


@decide.register
def _(command: SetCoFacilitator, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    person = known_person(workshop, command.participant)
    if person.role is Role.FACILITATOR or person.removed:
        raise Refused("facilitator", "This person cannot become a co-facilitator.", "participant")
    if workshop.speaks_for(person.id) and command.on:
        raise Refused("speaks", "Whoever votes for a partner cannot lead at the same time. Hand the vote over first.", "participant")
    yield CoFacilitatorSet(by=actor.id, at=moment.now, participant=person.id, on=command.on)


@apply.register
def _(event: ParticipantJoined, workshop: Workshop) -> Workshop:
    new = Participant(event.participant, event.partner, event.role)
    return structs.replace(workshop, participants=workshop.participants | {new.id: new}, counted=workshop.counted_up("p"))


@apply.register
def _(event: DetailsChanged, workshop: Workshop) -> Workshop:
    before = workshop.participants[event.participant]
    stayed = workshop if before.partner == event.partner else without_claims(workshop, before.id)
    return _with_person(stayed, structs.replace(before, partner=event.partner))


@apply.register
def _(event: ParticipantRemoved, workshop: Workshop) -> Workshop:
    gone = structs.replace(workshop.participants[event.participant], removed=True)
    return _with_person(without_claims(workshop, gone.id), gone)


@apply.register
def _(event: ParticipantReadmitted, workshop: Workshop) -> Workshop:
    return _with_person(workshop, structs.replace(workshop.participants[event.participant], removed=False))


@apply.register
def _(event: CoFacilitatorSet, workshop: Workshop) -> Workshop:
    person = workshop.participants[event.participant]
    before = Role.PARTICIPANT if person.partner else Role.OBSERVER
    return _with_person(without_claims(workshop, person.id), structs.replace(person, role=Role.CO_FACILITATOR if event.on else before))


def _with_person(workshop: Workshop, person: Participant) -> Workshop:
    return structs.replace(workshop, participants=workshop.participants | {person.id: person})


def everyone(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Slices `person:…`."""
    for person in workshop.participants.values():
        if not person.removed:
            yield f"person:{person.id}", person_slice(workshop, person)


def person_slice(workshop: Workshop, person: Participant) -> dict[str, Any]:
    """A participant as all see them."""
    return {
        "id": person.id,
        "name": workshop.name(person.id),
        "title": workshop.title_of(person.id),
        "partner": person.partner,
        "role": workshop.actor(person.id).role.value,
    }

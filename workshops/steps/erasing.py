"""Erasing a person: name and title go for good, with the salts that tied the log to them, and the log's chain still holds.

What they typed into the plan stays, since it is the group's, and so do the names under sealed signatures.
"""

from collections.abc import Iterator

from workshops.bounds import Id
from workshops.moment import Moment
from workshops.people import FACILITATORS, Actor, Role
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.steps.arrivals import ParticipantRemoved
from workshops.steps.authorship import known_person
from workshops.verbs import Aside, Change, Command, Event, apply, decide


class ErasePerson(Command):
    """Erases who somebody was; it cannot be taken back."""

    may = FACILITATORS

    participant: Id


class PersonErased(Event):
    """Nobody knows any more who this participant was."""

    participant: str


@decide.register
def _(command: ErasePerson, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    person = known_person(workshop, command.participant)
    if person.role is Role.FACILITATOR:
        raise Refused("facilitator", "The facilitator of a workshop cannot be erased from it.", "participant")
    if not person.removed:
        yield ParticipantRemoved(by=actor.id, at=moment.now, participant=person.id)
    yield PersonErased(by=actor.id, at=moment.now, participant=person.id)
    for participant, field in workshop.personal:
        if participant == person.id:
            yield Aside("personal", (participant, field))
    # What was written in private and never shown is nobody else's yet.
    for step, people in workshop.held.items():
        for name in people.get(person.id, {}):
            yield Aside("held", (step, person.id, name))


@apply.register
def _(event: PersonErased, workshop: Workshop) -> Workshop:
    return workshop

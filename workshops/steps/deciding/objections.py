"""Objections between rounds: taken one by one, with a note of how each was met, for the record."""

from collections.abc import Iterator

from msgspec import structs

from workshops.bounds import Id, Reason, reason
from workshops.decisions.decision import Status
from workshops.moment import Moment
from workshops.people import FACILITATORS, Actor
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.steps.deciding.at_hand import in_status, with_decision, with_round
from workshops.verbs import Change, Command, Event, apply, decide


class NoteObjection(Command):
    """How an objection of the last round was met, for the record."""

    may = FACILITATORS

    decision: Id
    voter: Id
    how: Reason


class ObjectionNoted(Event):
    """How an objection was met."""

    decision: str
    voter: str
    how: str


@decide.register
def _(command: NoteObjection, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    decision = in_status(workshop, command.decision, *Status)
    closed = [one for one in decision.rounds if one.result is not None]
    if not closed or command.voter not in closed[-1].objections():
        raise Refused("no_objection", "This voter has not objected in the last round.", "voter")
    how = reason(command.how, "how")
    yield ObjectionNoted(by=actor.id, at=moment.now, decision=decision.id, voter=command.voter, how=how)


@apply.register
def _(event: ObjectionNoted, workshop: Workshop) -> Workshop:
    decision = workshop.decisions[event.decision]
    closed = next(one for one in reversed(decision.rounds) if one.result is not None)
    return with_decision(workshop, with_round(decision, structs.replace(closed, met=closed.met | {event.voter: event.how})))

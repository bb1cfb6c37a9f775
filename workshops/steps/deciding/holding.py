"""Not everybody can answer in the room: "we must ask our organisation" is an answer, and a round can be held open until a date."""

from collections.abc import Iterator

from msgspec import structs

from workshops.bounds import Id, Time
from workshops.decisions.decision import Status
from workshops.moment import Moment
from workshops.people import FACILITATORS, SEATED, Actor
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.steps.deciding.at_hand import in_status, refuse_when_over, with_decision, with_round
from workshops.steps.deciding.boxes import ballots_in
from workshops.steps.deciding.casting import refuse_unless_theirs
from workshops.verbs import Change, Command, Event, apply, decide


class AskHome(Command):
    """A voter has to ask their organisation first, or has changed their mind about that."""

    may = SEATED

    decision: Id
    voter: Id
    on: bool


class HoldOpen(Command):
    """Holds the open round until a time (ms UTC), so that those who ask at home, or are not here, can answer by link."""

    may = FACILITATORS

    decision: Id
    until: Time


class AskedHome(Event):
    """A voter asks their organisation first (`on`), or no longer."""

    decision: str
    voter: str
    on: bool


class RoundHeld(Event):
    """The open round goes on until this time (ms UTC)."""

    decision: str
    until: int


@decide.register
def _(command: AskHome, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    decision = in_status(workshop, command.decision, Status.OPEN)
    refuse_when_over(decision.current, moment)
    refuse_unless_theirs(workshop, decision.current, actor, command.voter)
    if command.on and command.voter in ballots_in(workshop, decision):
        raise Refused("answered", "Your answer is in. Change it if your organisation says otherwise.", "voter")
    if (command.voter in decision.current.asking) != command.on:
        yield AskedHome(by=actor.id, at=moment.now, decision=decision.id, voter=command.voter, on=command.on)


@decide.register
def _(command: HoldOpen, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    decision = in_status(workshop, command.decision, Status.OPEN)
    refuse_when_over(decision.current, moment)
    if command.until <= moment.now:
        raise Refused("past", "This date is past. Choose one that is still to come.", "until")
    if decision.current.until != command.until:
        yield RoundHeld(by=actor.id, at=moment.now, decision=decision.id, until=command.until)


@apply.register
def _(event: AskedHome, workshop: Workshop) -> Workshop:
    decision = workshop.decisions[event.decision]
    others = tuple(voter for voter in decision.current.asking if voter != event.voter)
    asking = (*others, event.voter) if event.on else others
    return with_decision(workshop, with_round(decision, structs.replace(decision.current, asking=asking)))


@apply.register
def _(event: RoundHeld, workshop: Workshop) -> Workshop:
    decision = workshop.decisions[event.decision]
    return with_decision(workshop, with_round(decision, structs.replace(decision.current, until=event.until)))

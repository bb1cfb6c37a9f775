"""Closing a round: by the facilitator, or at a deadline by the server's clock. The result is computed once, from what is logged.

A secret round leaves its ballots in the log in an order that tells nothing, the reasons apart from them, and the names of those
who voted in a line of their own without a time; then its box is destroyed.
"""

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
from msgspec import Meta, structs

from workshops.bounds import Id
from workshops.canonical import spelled
from workshops.decisions.ballot import Ballot
from workshops.decisions.decision import Decision, Status
from workshops.decisions.result import FEWEST_SECRET, Result, result_of
from workshops.decisions.rules import is_ruled
from workshops.decisions.votes import secret_votes
from workshops.moment import Moment
from workshops.people import FACILITATORS, Actor, Role
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.steps.deciding import boxes
from workshops.steps.deciding.adopting import with_closed
from workshops.steps.deciding.at_hand import in_status, with_decision, with_round
from workshops.steps.deciding.rulings import refuse_unless_ruled
from workshops.verbs import Change, Command, Event, apply, decide


class CloseRound(Command):
    """Closes the vote: all answers show, the result stands."""

    may = FACILITATORS

    decision: Id


class CloseAtDeadline(Command):
    """The deadline of a round has come. Sent by the server's clock alone, which is never trusted to be right."""

    may = frozenset({Role.CLOCK})

    decision: Id
    round: Annotated[int, Meta(ge=1, le=100)]


class RoundClosed(Event):
    """A round is over, with the result and the tally it was computed from."""

    decision: str
    round: int
    result: Result


class SecretRoundClosed(RoundClosed):
    """A secret round is over: its ballots, and the reasons written beside them, each shuffled, nobody's in particular."""

    ballots: tuple[Ballot, ...]
    reasons: tuple[Ballot, ...]


class VotersNamed(Event):
    """Who has voted in a secret round that is closed, in the order of the electorate."""

    decision: str
    round: int
    voters: tuple[str, ...]


@decide.register
def _(command: CloseRound, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    decision = in_status(workshop, command.decision, Status.OPEN)
    if is_ruled(decision.current.policy):
        refuse_unless_ruled(workshop, decision)
    yield from closing(workshop, decision, actor, moment)


def closing(workshop: Workshop, decision: Decision, actor: Actor, moment: Moment) -> Iterator[Change]:
    """The changes that close the open round of a decision."""
    now = decision.current
    common: dict[str, Any] = {"by": actor.id, "at": moment.now, "decision": decision.id, "round": now.number}
    if not now.is_secret:
        yield RoundClosed(**common, result=result_of(now.policy, now.votes(), won=now.won, ruling=now.ruling))
        return
    cast = boxes.ballots_in(workshop, decision)
    result = result_of(now.policy, secret_votes(list(cast.values()), len(now.voters)), won=now.won)
    # Too few ballots would tell whose they are: then they go with the box.
    counted = list(cast.values()) if len(cast) >= FEWEST_SECRET else []
    bare = [structs.replace(ballot, reason="", proposes="") for ballot in counted]
    told = [_reason(ballot) for ballot in counted if ballot.reason or ballot.proposes]
    ballots, reasons = (tuple(moment.shuffled(some, _spelled)) for some in (bare, told))
    yield SecretRoundClosed(**common, result=result, ballots=ballots, reasons=reasons)
    yield VotersNamed(decision=decision.id, round=now.number, voters=tuple(voter for voter in now.voters if voter in cast))
    yield boxes.destroyed(decision)


def _reason(ballot: Ballot) -> Ballot:
    """What was written, with the answer that it explains; beside a ranking or points it stands alone."""
    return Ballot(choice=ballot.choice, reason=ballot.reason, proposes=ballot.proposes)


def _spelled(ballot: Ballot) -> str:
    return spelled(msgspec.to_builtins(ballot)).decode()


@decide.register
def _(command: CloseAtDeadline, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    decision = in_status(workshop, command.decision, Status.OPEN)
    now = decision.current
    if now.number != command.round or not now.until or moment.now < now.until:
        raise Refused("not_yet", "This round has no deadline that has come.", "round")
    yield from closing(workshop, decision, actor, moment)


@apply.register
def _(event: RoundClosed, workshop: Workshop) -> Workshop:
    decision = workshop.decisions[event.decision]
    return with_closed(workshop, decision, structs.replace(decision.current, result=event.result, closed_at=event.at))


@apply.register
def _(event: SecretRoundClosed, workshop: Workshop) -> Workshop:
    decision = workshop.decisions[event.decision]
    counted = structs.replace(decision.current, result=event.result, closed_at=event.at)
    return with_closed(workshop, decision, structs.replace(counted, unnamed=event.ballots, reasons=event.reasons))


@apply.register
def _(event: VotersNamed, workshop: Workshop) -> Workshop:
    decision = workshop.decisions[event.decision]
    return with_decision(workshop, with_round(decision, structs.replace(decision.current, voted=event.voters)))

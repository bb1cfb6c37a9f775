"""Casting: one standing ballot per voter, changeable until the round closes; spoken ones recorded; latecomers admitted."""

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
from msgspec import Meta, structs

from workshops.bounds import Id, Reason, passage
from workshops.decisions.ballot import Ballot, check_ballot
from workshops.decisions.decision import Round, Status
from workshops.decisions.policy import Unit
from workshops.decisions.rules import RULES
from workshops.moment import Moment
from workshops.people import FACILITATORS, SEATED, Actor
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.steps.at_hand import in_status, with_decision, with_round
from workshops.verbs import Change, Command, Event, apply, decide


class CastBallot(Command):
    """An answer for one voter: a partner, by its representative, or oneself.

    `round` is the round that it was meant for (0 = whichever is open): an answer that was kept offline must not land in a
    later round, on words that its voter has not read.
    """

    may = SEATED

    decision: Id
    voter: Id
    choice: Id
    round: Annotated[int, Meta(ge=0, le=100)] = 0
    reason: Reason = ""
    proposes: Reason = ""


class RecordBallot(CastBallot):
    """An answer said aloud by somebody without a connection, entered by the facilitator and shown as such."""

    may = FACILITATORS


class WithdrawObjection(Command):
    """An objector lets the proposal pass: the objection stays in the record as a concern.

    Only the objector may: a facilitator who tried would learn from the answer who objects.
    """

    may = SEATED

    decision: Id
    voter: Id


class AdmitVoter(Command):
    """Lets somebody who arrived after the vote opened take part in it."""

    may = FACILITATORS

    decision: Id
    voter: Id


class BallotCast(Event):
    """A voter's standing ballot."""

    decision: str
    voter: str
    ballot: Ballot


class VoterAdmitted(Event):
    """The electorate of the open round has one more voter."""

    decision: str
    voter: str


@decide.register
def _(command: CastBallot, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    decision = in_status(workshop, command.decision, Status.OPEN)
    if command.round not in (0, decision.current.number):
        raise Refused(
            "other_round", "This answer was for an earlier round; the words have changed since. Please read them and answer again.", "round"
        )
    _refuse_unless_voter(workshop, decision.current, command.voter)
    if not actor.leads and actor.id not in may_cast(workshop, command.voter):
        raise Refused("not_your_vote", f"You do not vote for {workshop.voter_name(command.voter)}.", "voter")
    ballot = Ballot(command.choice, passage(command.reason, "reason"), passage(command.proposes, "proposes"), recorded=actor.leads)
    check_ballot(RULES[decision.current.policy.rule].choices, ballot)
    if decision.current.ballots.get(command.voter) != ballot:
        yield BallotCast(by=actor.id, at=moment.now, decision=decision.id, voter=command.voter, ballot=ballot)


@decide.register
def _(command: WithdrawObjection, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    decision = in_status(workshop, command.decision, Status.OPEN)
    ballot = decision.current.ballots.get(command.voter)
    if actor.id not in may_cast(workshop, command.voter):
        raise Refused("not_your_vote", f"You do not vote for {workshop.voter_name(command.voter)}.", "voter")
    if ballot is None or ballot.choice != "object":
        raise Refused("no_objection", "There is no objection to withdraw.", "voter")
    concern = structs.replace(ballot, choice="concern", recorded=False)
    yield BallotCast(by=actor.id, at=moment.now, decision=decision.id, voter=command.voter, ballot=concern)


@decide.register
def _(command: AdmitVoter, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    decision = in_status(workshop, command.decision, Status.OPEN)
    if command.voter in decision.current.voters:
        raise Refused("already", f"{workshop.voter_name(command.voter)} has a vote here already.", "voter")
    if command.voter not in workshop.voters(decision.current.policy.unit.value):
        raise Refused("not_a_voter", "Only somebody who could vote under this rule can be admitted.", "voter")
    yield VoterAdmitted(by=actor.id, at=moment.now, decision=decision.id, voter=command.voter)


def may_cast(workshop: Workshop, voter: str) -> list[str]:
    """The participants who may cast this voter's ballot now."""
    partner = workshop.partners.get(voter)
    if partner is None:
        return [voter] if voter in workshop.participants and not workshop.participants[voter].removed else []
    person = workshop.participants.get(partner.voice)
    return [partner.voice] if person is not None and not person.removed else []


def _refuse_unless_voter(workshop: Workshop, current: Round, voter: str) -> None:
    if voter in current.voters:
        return
    whose = "partner" if current.policy.unit is Unit.PARTNER else "person"
    if voter in workshop.voters(current.policy.unit.value):
        raise Refused("came_late", "This vote opened before you came. The facilitator can admit you.", "voter")
    raise Refused("not_a_voter", f"In this vote each {whose} in the room has one vote; this is none of them.", "voter")


@apply.register
def _(event: BallotCast, workshop: Workshop) -> Workshop:
    decision = workshop.decisions[event.decision]
    now = structs.replace(decision.current, ballots=decision.current.ballots | {event.voter: event.ballot})
    return with_decision(workshop, with_round(decision, now))


@apply.register
def _(event: VoterAdmitted, workshop: Workshop) -> Workshop:
    decision = workshop.decisions[event.decision]
    now = structs.replace(decision.current, admitted=(*decision.current.admitted, event.voter))
    return with_decision(workshop, with_round(decision, now))


def votes_of(workshop: Workshop, participant: str) -> list[str]:
    """The voters that a participant casts for in the open round."""
    decision = workshop.open_decision()
    if decision is None:
        return []
    own = [*workshop.speaks_for(participant), participant]
    return [voter for voter in own if voter in decision.current.voters and participant in may_cast(workshop, voter)]


def person(workshop: Workshop, participant: str) -> Iterator[tuple[str, Any]]:
    """Slices `ballot:…`: one's own standing ballots in the open round."""
    decision = workshop.open_decision()
    if decision is None:
        return
    for voter in votes_of(workshop, participant):
        if voter in decision.current.ballots:
            yield f"ballot:{decision.id}:{voter}", ballot_slice(decision.current.ballots[voter])


def ballot_slice(ballot: Ballot) -> dict[str, Any]:
    """A ballot with all its fields, those too that the log leaves out when they say nothing."""
    told: dict[str, Any] = msgspec.to_builtins(ballot)
    return {"reason": "", "proposes": "", "recorded": False} | told

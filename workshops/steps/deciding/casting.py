"""Casting: one standing ballot per voter, changeable until the round closes; spoken ones recorded; latecomers admitted.

Ballots of a secret round never pass through the log: they go into its box (`boxes.py`), and no event tells of them.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from msgspec import Meta, structs

from workshops.bounds import Id, Option, Reason, reason
from workshops.decisions.ballot import Ballot, in_full
from workshops.decisions.decision import Decision, Round, Status
from workshops.decisions.policy import Rule, Secrecy, Unit
from workshops.decisions.rules import check_ballot
from workshops.moment import Moment
from workshops.people import FACILITATORS, SEATED, Actor
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.steps.deciding import boxes
from workshops.steps.deciding.at_hand import in_status, refuse_when_over, with_decision, with_round
from workshops.steps.deciding.boxes import ballots_in
from workshops.verbs import Change, Command, Event, apply, decide

Options = Annotated[tuple[Option, ...], Meta(max_length=50)]
Numbers = Annotated[dict[Option, Annotated[int, Meta(ge=0, le=1_000)]], Meta(max_length=50)]
Ranking = Annotated[tuple[Options, ...], Meta(max_length=50)]


class CastBallot(Command):
    """An answer for one voter: a partner, by its representative, or oneself. Which field is filled follows from the rule's form.

    `round` is the round that it was meant for (0 = whichever is open): an answer that was kept offline must not land in a
    later round, on words that its voter has not read.
    """

    may = SEATED

    decision: Id
    voter: Id
    choice: Option = ""
    round: Annotated[int, Meta(ge=0, le=100)] = 0
    reason: Reason = ""
    proposes: Reason = ""
    approve: Options = ()
    scores: Numbers = {}
    dots: Numbers = {}
    ranking: Ranking = ()


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
    decision = _open_for(workshop, command, moment)
    refuse_unless_theirs(workshop, decision.current, actor, command.voter)
    yield from _taken_in(workshop, decision, command, actor, moment)


@decide.register
def _(command: RecordBallot, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    decision = _open_for(workshop, command, moment)
    _refuse_unless_spoken(workshop, decision, command.voter)
    yield from _taken_in(workshop, decision, command, actor, moment)


def _open_for(workshop: Workshop, command: CastBallot, moment: Moment) -> Decision:
    """The decision, if the round is open that this answer was meant for."""
    decision = in_status(workshop, command.decision, Status.OPEN)
    _refuse_other_round(decision.current, command.round)
    refuse_when_over(decision.current, moment)
    return decision


def _taken_in(workshop: Workshop, decision: Decision, command: CastBallot, actor: Actor, moment: Moment) -> Iterator[Change]:
    ballot = _read(command)
    check_ballot(decision.current.policy, ballot)
    if decision.current.is_secret:
        yield boxes.put(decision, command.voter, ballot)
    elif decision.current.ballots.get(command.voter) != ballot or decision.current.cast_by.get(command.voter) != actor.id:
        # The same answer from somebody else counts as new: whoever took a vote over must not learn by trying what stands.
        yield BallotCast(by=actor.id, at=moment.now, decision=decision.id, voter=command.voter, ballot=ballot)


def _read(command: CastBallot) -> Ballot:
    return Ballot(
        command.choice,
        reason(command.reason, "reason"),
        reason(command.proposes, "proposes"),
        isinstance(command, RecordBallot),
        command.approve,
        command.scores,
        {option: number for option, number in command.dots.items() if number},
        tuple(group for group in command.ranking if group),
    )


def _refuse_other_round(now: Round, meant: int) -> None:
    if meant not in (0, now.number):
        raise Refused(
            "other_round", "This answer was for an earlier round; the words have changed since. Please read them and answer again.", "round"
        )


def _refuse_unless_spoken(workshop: Workshop, decision: Decision, voter: str) -> None:
    """Refused where a facilitator must not enter an answer: in a secret vote, and over one that the voter has given."""
    now = decision.current
    if now.is_secret:
        raise Refused("secret", "A secret answer cannot be said aloud. Hand over a device, and look away.", "voter")
    _refuse_unless_voter(workshop, now, voter)
    standing = now.ballots.get(voter)
    if standing is not None and not standing.recorded:
        raise Refused("answered", f"{workshop.voter_name(voter)} has answered already, and can change that until you close.", "voter")


def refuse_unless_theirs(workshop: Workshop, now: Round, actor: Actor, voter: str) -> None:
    """Refused unless this voter is in the electorate, and this actor casts for it."""
    _refuse_unless_voter(workshop, now, voter)
    if actor.id not in may_cast(workshop, voter):
        raise Refused("not_your_vote", f"You do not vote for {workshop.voter_name(voter)}.", "voter")


@decide.register
def _(command: WithdrawObjection, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    decision = in_status(workshop, command.decision, Status.OPEN)
    refuse_unless_theirs(workshop, decision.current, actor, command.voter)
    refuse_when_over(decision.current, moment)
    if decision.current.is_secret:
        # Whoever votes for a partner now must not learn from the answer what somebody before them has answered.
        raise Refused("secret", "In a secret vote, give another answer instead.", "voter")
    ballot = decision.current.ballots.get(command.voter)
    if ballot is not None and not _may_see(decision.current, command.voter, ballot, actor.id):
        raise Refused("not_yours", "Somebody else gave the answer that stands. Give another one instead.", "voter")
    if ballot is None or decision.current.policy.rule is not Rule.CONSENT or ballot.choice != "object":
        raise Refused("no_objection", "There is no objection to withdraw.", "voter")
    concern = structs.replace(ballot, choice="concern", recorded=False)
    yield BallotCast(by=actor.id, at=moment.now, decision=decision.id, voter=command.voter, ballot=concern)


@decide.register
def _(command: AdmitVoter, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    decision = in_status(workshop, command.decision, Status.OPEN)
    refuse_when_over(decision.current, moment)
    if command.voter in decision.current.voters:
        raise Refused("already", f"{workshop.voter_name(command.voter)} has a vote here already.", "voter")
    if command.voter not in workshop.voters(decision.current.policy.unit.value):
        raise Refused("not_a_voter", "Only somebody who could vote under this rule can be admitted.", "voter")
    policy = decision.current.policy
    if policy.unit is Unit.WEIGHTED and command.voter not in policy.weights:
        name = workshop.voter_name(command.voter)
        raise Refused("no_weight", f"The weights were set before this vote was opened, and {name} has none.", "voter")
    yield VoterAdmitted(by=actor.id, at=moment.now, decision=decision.id, voter=command.voter)


def may_cast(workshop: Workshop, voter: str) -> list[str]:
    """The participants who may cast this voter's ballot now; nobody, once it has left."""
    if not is_here(workshop, voter):
        return []
    partner = workshop.partners.get(voter)
    if partner is None:
        return [voter]
    person = workshop.participants.get(partner.voice)
    return [partner.voice] if person is not None and not person.removed else []


def is_here(workshop: Workshop, voter: str) -> bool:
    """Does this partner, or this person, still take part? Its votes so far stand in any case."""
    partner = workshop.partners.get(voter)
    return not partner.withdrawn if partner is not None else workshop.actor(voter).role in SEATED


def _refuse_unless_voter(workshop: Workshop, current: Round, voter: str) -> None:
    if voter in current.voters:
        if not is_here(workshop, voter):
            raise Refused("has_left", f"{workshop.voter_name(voter)} takes part no longer; a vote given before stands.", "voter")
        return
    whose = "person" if current.policy.unit is Unit.PERSON else "partner"
    if voter in workshop.voters(current.policy.unit.value):
        raise Refused("came_late", "This vote opened before you came. The facilitator can admit you.", "voter")
    raise Refused("not_a_voter", f"In this vote each {whose} in the room has one vote; this is none of them.", "voter")


@apply.register
def _(event: BallotCast, workshop: Workshop) -> Workshop:
    decision = workshop.decisions[event.decision]
    # Whoever has answered is not asking at home any more.
    asking = tuple(voter for voter in decision.current.asking if voter != event.voter)
    ballots = decision.current.ballots | {event.voter: event.ballot}
    cast_by = decision.current.cast_by | {event.voter: event.by}
    now = structs.replace(decision.current, ballots=ballots, cast_by=cast_by, asking=asking)
    return with_decision(workshop, with_round(decision, now))


@apply.register
def _(event: VoterAdmitted, workshop: Workshop) -> Workshop:
    decision = workshop.decisions[event.decision]
    now = structs.replace(decision.current, admitted=(*decision.current.admitted, event.voter))
    return with_decision(workshop, with_round(decision, now))


def voters_of(workshop: Workshop, participant: str) -> dict[str, list[str]]:
    """The voters that a participant casts for, by open decision."""
    own = [*workshop.speaks_for(participant), participant]
    found = {
        decision.id: [voter for voter in own if voter in decision.current.voters and participant in may_cast(workshop, voter)]
        for decision in workshop.open_decisions()
    }
    return {decision: voters for decision, voters in found.items() if voters}


def person(workshop: Workshop, participant: str) -> Iterator[tuple[str, Any]]:
    """Slices `ballot:…`: one's own standing ballots in open rounds."""
    for name, voters in voters_of(workshop, participant).items():
        decision = workshop.decisions[name]
        standing = ballots_in(workshop, decision)
        for voter in voters:
            if voter in standing:
                seen = _may_see(decision.current, voter, standing[voter], participant)
                yield f"ballot:{name}:{voter}", in_full(standing[voter]) | {"shown": True} if seen else {"shown": False}


def _may_see(now: Round, voter: str, ballot: Ballot, participant: str) -> bool:
    """May this participant, who casts for a voter, read the ballot that stands? A secret one never comes back, to nobody.

    Threat: a vote passes to somebody else before the close, and with it the answer that nobody may know yet.
    """
    return not now.is_secret and (now.policy.secrecy is Secrecy.OPEN or ballot.recorded or now.cast_by.get(voter) == participant)

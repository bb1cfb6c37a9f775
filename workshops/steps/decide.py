"""Decide: a proposal is opened under the group's own rule, goes through its rounds, and is adopted or not.

One decision is open in the room at a time, and any number beside it until a date. A decision's policy is copied when it
opens and kept; nothing closes by itself but at a deadline that was set.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from msgspec import Meta, structs

from workshops.bounds import Id, Option, Reason, Time, needed_line, reason
from workshops.decisions.decision import Decision, Proposal, Round, Status, taken_up, turn_after
from workshops.decisions.policy import Policy, Secrecy, deadline_of
from workshops.decisions.words import KINDS
from workshops.moment import Moment
from workshops.people import FACILITATORS, Actor
from workshops.plan.proposal import frozen_proposal, frozen_question
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.steps.authorship import refuse_when_frozen
from workshops.steps.deciding import boxes
from workshops.steps.deciding.at_hand import in_status, with_decision
from workshops.steps.deciding.opening import (
    completed,
    deadline_for,
    electorate_of,
    first_electorate,
    governing_policy,
    refuse_when_proposed_already,
)
from workshops.verbs import Change, Command, Event, Made, apply, decide

QUESTION = "question"
"""What is proposed where the group is asked something that is no part of the plan."""


class OpenDecision(Command):
    """Calls the vote. `policy` None takes the adopted rule of the kind; another one is a departure and needs a reason.

    `options`, `decider` and `until` (deadline, ms UTC) are what a rule leaves to the occasion. `practice`: to try a rule out.
    """

    may = FACILITATORS

    proposes: Annotated[str, Meta(max_length=64)] | Annotated[tuple[Id, ...], Meta(max_length=200)]
    question: Reason = ""
    applies_to: Id = "workplan"
    policy: dict[str, Any] | None = None
    reason: Reason = ""
    options: Annotated[tuple[Option, ...], Meta(max_length=50)] = ()
    decider: Id = ""
    until: Time = 0
    practice: bool = False


class NextRound(Command):
    """Opens the next round, on the content as it stands now, with fresh ballots; `until` as in `open_decision`."""

    may = FACILITATORS

    decision: Id
    until: Time = 0


class WithdrawProposal(Command):
    """Takes a proposal back, with the reason; its ballots are void."""

    may = FACILITATORS

    decision: Id
    reason: Reason


class DecisionOpened(Event):
    """A decision, its policy for good, and its first round."""

    decision: str
    number: int
    proposes: str | tuple[str, ...]
    applies_to: str
    policy: Policy
    proposal: Proposal
    electorate: tuple[str, ...]
    departure: str = ""
    until: int = 0
    step: str = ""
    practice: bool = False
    follows: str = ""


class RoundOpened(Event):
    """A further round, on the proposal as it reads now."""

    decision: str
    proposal: Proposal
    electorate: tuple[str, ...]
    until: int = 0


class ProposalWithdrawn(Event):
    """A proposal was taken back."""

    decision: str
    reason: str


@decide.register
def _(command: OpenDecision, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    refuse_when_frozen(workshop)
    if command.applies_to not in KINDS:
        raise Refused("unknown_kind", f"A decision is about one of: {', '.join(KINDS)}.", "applies_to")
    governing, departure = governing_policy(workshop, command.applies_to, command.policy, command.reason, practice=command.practice)
    proposal = _proposal(workshop, command.proposes, command.question)
    if command.practice and proposal.passages:
        raise Refused("practice", "To practise, ask a question that is no part of the plan.", "proposes")
    policy = completed(workshop, governing, command.options, command.decider, proposal)
    until = deadline_for(policy, command.until, moment)
    _refuse_a_second_in_the_room(workshop, until)
    refuse_when_proposed_already(workshop, proposal)
    electorate = first_electorate(workshop, policy)
    letter = "q" if command.practice else "d"
    made = workshop.next_id(letter)
    yield DecisionOpened(
        by=actor.id,
        at=moment.now,
        decision=made,
        number=0 if command.practice else workshop.counted.get("d", 0) + 1,
        proposes=command.proposes,
        applies_to=command.applies_to,
        policy=policy,
        proposal=proposal,
        electorate=electorate,
        departure=departure,
        until=until,
        step=workshop.place.step,
        practice=command.practice,
        follows=_taken_up_again(workshop, command, proposal),
    )
    if policy.secrecy is Secrecy.SECRET:
        yield boxes.made(made, 1, electorate, moment)
    yield Made(made)


def _proposal(workshop: Workshop, proposes: str | tuple[str, ...], question: str) -> Proposal:
    if proposes == QUESTION:
        return frozen_question(reason(question, "question"), workshop.stage().section)
    return frozen_proposal(workshop.plan, workshop.partner_names(), proposes, workshop.agenda.sections())


def _refuse_a_second_in_the_room(workshop: Workshop, until: int) -> None:
    if not until and workshop.decision_in_the_room() is not None:
        raise Refused("one_at_a_time", "Another decision is open. Close that one first.")


def _taken_up_again(workshop: Workshop, command: OpenDecision, proposal: Proposal) -> str:
    """The newest decision on the same that was not resolved, or opened again, and that none has taken up since."""
    later = taken_up(workshop.decisions.values())
    same = [
        one.id
        for one in workshop.on_record()
        if one.proposes == command.proposes
        and one.current.proposal.section == proposal.section
        and (command.proposes != QUESTION or one.current.proposal.markdown == proposal.markdown)
        and one.status in (Status.UNRESOLVED, Status.REOPENED)
        and one.id not in later
    ]
    return same[-1] if same and not command.practice else ""


@decide.register
def _(command: NextRound, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    refuse_when_frozen(workshop)
    decision = in_status(workshop, command.decision, Status.BETWEEN)
    turn = turn_after(decision.policy, decision.rounds)
    assert turn is not None, "a decision between rounds has a next round"
    until = deadline_for(_with_deadline_ahead(turn.policy, decision.current.policy, moment), command.until, moment)
    _refuse_a_second_in_the_room(workshop, until)
    electorate = electorate_of(workshop, turn.policy)
    asked = decision.proposes == QUESTION
    proposal = decision.current.proposal if asked else _proposal(workshop, decision.proposes, "")
    refuse_when_proposed_already(workshop, proposal, but=decision.id)
    yield RoundOpened(by=actor.id, at=moment.now, decision=decision.id, proposal=proposal, electorate=electorate, until=until)
    if turn.policy.secrecy is Secrecy.SECRET:
        yield boxes.made(decision.id, decision.current.number + 1, electorate, moment)


def _with_deadline_ahead(policy: Policy, before: Policy, moment: Moment) -> Policy:
    """The policy of a round with its own deadline where that is new and still to come: an old one was that of an earlier round."""
    own = deadline_of(policy) or 0
    is_new = policy.deadline != before.deadline and own > moment.now
    return policy if is_new else structs.replace(policy, deadline="")


@decide.register
def _(command: WithdrawProposal, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    decision = in_status(workshop, command.decision, Status.OPEN, Status.BETWEEN)
    why = needed_line(command.reason, "reason", "why the proposal is taken back")
    yield ProposalWithdrawn(by=actor.id, at=moment.now, decision=decision.id, reason=why)
    if decision.status is Status.OPEN and decision.current.is_secret:
        yield boxes.destroyed(decision)


@apply.register
def _(event: DecisionOpened, workshop: Workshop) -> Workshop:
    first = Round(1, event.policy, event.proposal, event.at, event.electorate, until=event.until)
    decision = Decision(
        event.decision,
        event.number,
        event.proposes,
        event.applies_to,
        event.policy,
        (first,),
        departure=event.departure,
        step=event.step,
        practice=event.practice,
        follows=event.follows,
    )
    opened = structs.replace(with_decision(workshop, decision), counted=workshop.counted_up(event.decision[0]))
    return _in_a_new_epoch(opened, event.proposal)


@apply.register
def _(event: RoundOpened, workshop: Workshop) -> Workshop:
    decision = workshop.decisions[event.decision]
    turn = turn_after(decision.policy, decision.rounds)
    assert turn is not None
    new = Round(
        decision.current.number + 1,
        turn.policy,
        event.proposal,
        event.at,
        event.electorate,
        until=event.until,
        runoff=turn.runoff,
        won=turn.won,
    )
    opened = with_decision(workshop, structs.replace(decision, rounds=(*decision.rounds, new), status=Status.OPEN))
    return _in_a_new_epoch(opened, event.proposal)


def _in_a_new_epoch(workshop: Workshop, proposal: Proposal) -> Workshop:
    """What is written in the proposed text from now on is told from what was on its way when it was proposed."""
    if not proposal.whole and f"text:{proposal.section}" not in proposal.passages:
        return workshop
    return structs.replace(workshop, plan=workshop.plan.with_new_epoch(proposal.section))


@apply.register
def _(event: ProposalWithdrawn, workshop: Workshop) -> Workshop:
    decision = workshop.decisions[event.decision]
    return with_decision(workshop, structs.replace(decision, status=Status.WITHDRAWN, withdrawn=event.reason))

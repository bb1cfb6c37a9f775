"""Decide: a proposal is opened under the group's own rule, goes through its rounds, and is adopted or not.

One decision is open at a time. Its policy is copied when it opens and kept; nothing closes by itself.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from msgspec import Meta, structs

from workshops.bounds import Id, Reason, needed_line
from workshops.decisions.decision import Decision, Proposal, Round, Status, policy_of_round
from workshops.decisions.policy import Policy, read_policy
from workshops.decisions.result import Result, result_of
from workshops.decisions.words import KINDS, is_known, title_of
from workshops.moment import Moment
from workshops.people import FACILITATORS, Actor
from workshops.plan.document import Adoption
from workshops.plan.proposal import frozen_proposal
from workshops.refusal import Refused
from workshops.state import Workshop, with_milestone
from workshops.steps.at_hand import in_status, with_decision, with_round
from workshops.steps.authorship import refuse_when_frozen
from workshops.steps.voices import contested
from workshops.verbs import Change, Command, Event, Made, apply, decide


class OpenDecision(Command):
    """Calls the vote. `policy` None takes the adopted rule of the kind; another one is a departure and needs a reason."""

    may = FACILITATORS

    proposes: Annotated[str, Meta(max_length=64)] | Annotated[tuple[Id, ...], Meta(max_length=200)]
    applies_to: Id = "workplan"
    policy: dict[str, Any] | None = None
    reason: Reason = ""


class CloseRound(Command):
    """Closes the vote: all answers show, the result stands."""

    may = FACILITATORS

    decision: Id


class NextRound(Command):
    """Opens the next round, on the content as it stands now, with fresh ballots."""

    may = FACILITATORS

    decision: Id


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


class RoundOpened(Event):
    """A further round, on the proposal as it reads now."""

    decision: str
    proposal: Proposal
    electorate: tuple[str, ...]


class RoundClosed(Event):
    """A round is over, with the result and the tally it was computed from."""

    decision: str
    round: int
    result: Result


class ProposalWithdrawn(Event):
    """A proposal was taken back."""

    decision: str
    reason: str


@decide.register
def _(command: OpenDecision, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    refuse_when_frozen(workshop)
    if workshop.open_decision() is not None:
        raise Refused("one_at_a_time", "Another decision is open. Close that one first.")
    if command.applies_to not in KINDS:
        raise Refused("unknown_kind", f"A decision is about one of: {', '.join(KINDS)}.", "applies_to")
    policy, departure = _policy_for(workshop, command)
    electorate = _electorate(workshop, policy)
    proposal = frozen_proposal(workshop.plan, workshop.partner_names(), command.proposes, workshop.agenda.sections())
    number = workshop.counted.get("d", 0) + 1
    yield DecisionOpened(
        by=actor.id,
        at=moment.now,
        decision=f"d{number}",
        number=number,
        proposes=command.proposes,
        applies_to=command.applies_to,
        policy=policy,
        proposal=proposal,
        electorate=electorate,
        departure=departure,
    )
    yield Made(f"d{number}")


def _policy_for(workshop: Workshop, command: OpenDecision) -> tuple[Policy, str]:
    """The policy to open under, and the reason if it departs from what the group adopted."""
    governing = workshop.policy_for(command.applies_to)
    if command.policy is None:
        return governing, ""
    policy = read_policy(command.policy)
    if policy == structs.replace(governing, may_depart=policy.may_depart):
        return governing, ""
    # A rule that cannot be carried out binds nobody: otherwise the group could never decide anything again, not even another rule.
    if workshop.rules and not governing.may_depart and is_known(governing):
        raise Refused(
            "no_departure", f"The group adopted how this is decided: {title_of(governing)} Its rules do not allow another.", "policy"
        )
    return policy, needed_line(command.reason, "reason", "why this is decided in another way than agreed")


def _electorate(workshop: Workshop, policy: Policy) -> tuple[str, ...]:
    if not is_known(policy):
        raise Refused(
            "unknown_rule", f"This version cannot carry out a vote of this kind yet ({title_of(policy)}). Choose another rule.", "policy"
        )
    unsettled = contested(workshop)
    if unsettled and policy.unit == "partner":
        names = ", ".join(partner.name for partner in unsettled)
        raise Refused("voice_unsettled", f"More than one person claims to speak for {names}. Settle that first, under People.")
    electorate = workshop.voters(policy.unit.value)
    if not electorate:
        raise Refused("nobody", "Nobody is here who could vote yet.")
    return electorate


@decide.register
def _(command: CloseRound, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    decision = in_status(workshop, command.decision, Status.OPEN)
    now = decision.current
    result = result_of(now.policy, now.ballots, len(now.voters))
    yield RoundClosed(by=actor.id, at=moment.now, decision=decision.id, round=now.number, result=result)


@decide.register
def _(command: NextRound, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    refuse_when_frozen(workshop)
    decision = in_status(workshop, command.decision, Status.BETWEEN)
    if workshop.open_decision() is not None:
        raise Refused("one_at_a_time", "Another decision is open. Close that one first.")
    policy = policy_of_round(decision.policy, decision.current.number + 1)
    assert policy is not None, "a decision between rounds has a next round"
    electorate = _electorate(workshop, policy)
    proposal = frozen_proposal(workshop.plan, workshop.partner_names(), decision.proposes, workshop.agenda.sections())
    yield RoundOpened(by=actor.id, at=moment.now, decision=decision.id, proposal=proposal, electorate=electorate)


@decide.register
def _(command: WithdrawProposal, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    decision = in_status(workshop, command.decision, Status.OPEN, Status.BETWEEN)
    reason = needed_line(command.reason, "reason", "why the proposal is taken back")
    yield ProposalWithdrawn(by=actor.id, at=moment.now, decision=decision.id, reason=reason)


@apply.register
def _(event: DecisionOpened, workshop: Workshop) -> Workshop:
    policy = policy_of_round(event.policy, 1)
    assert policy is not None
    first = Round(1, policy, event.proposal, event.at, event.electorate)
    decision = Decision(event.decision, event.number, event.proposes, event.applies_to, event.policy, (first,), departure=event.departure)
    return structs.replace(with_decision(workshop, decision), counted=workshop.counted_up("d"))


@apply.register
def _(event: RoundOpened, workshop: Workshop) -> Workshop:
    decision = workshop.decisions[event.decision]
    number = decision.current.number + 1
    policy = policy_of_round(decision.policy, number)
    assert policy is not None
    new = Round(number, policy, event.proposal, event.at, event.electorate)
    return with_decision(workshop, structs.replace(decision, rounds=(*decision.rounds, new), status=Status.OPEN))


@apply.register
def _(event: RoundClosed, workshop: Workshop) -> Workshop:
    decision = workshop.decisions[event.decision]
    closed = with_round(decision, structs.replace(decision.current, result=event.result, closed_at=event.at))
    title = closed.current.proposal.title
    if event.result.carried:
        adopted = _adopt(with_decision(workshop, structs.replace(closed, status=Status.CARRIED)), closed)
        return with_milestone(adopted, "agreed", f"{title} agreed, decision {closed.number}", event.at)
    after = policy_of_round(decision.policy, event.round + 1)
    status = Status.UNRESOLVED if after is None else Status.BETWEEN
    open_still = with_decision(workshop, structs.replace(closed, status=status))
    return with_milestone(open_still, "not_agreed", f"{title} not agreed yet, decision {closed.number}", event.at)


def _adopt(workshop: Workshop, decision: Decision) -> Workshop:
    """The workshop with the proposal's passages adopted, and the group's rules with them where it holds any."""
    proposal, plan = decision.current.proposal, workshop.plan
    adopted = plan.adopted | {passage: Adoption(decision.id, sha256) for passage, sha256 in proposal.passages.items()}
    whole = plan.whole | ({proposal.section: (decision.id, proposal.passages)} if proposal.whole else {})
    rules = {} if proposal.whole and proposal.section == "decisions" else workshop.rules
    return structs.replace(
        workshop,
        plan=structs.replace(plan, adopted=adopted, whole=whole),
        rules=rules | {kind: policy for entry in proposal.entries for kind, policy in _rule_in(entry)},
    )


def _rule_in(entry: dict[str, Any]) -> Iterator[tuple[str, Policy]]:
    fields = entry["fields"]
    if entry["kind"] == "decision_rule" and fields.get("applies_to") and fields.get("policy"):
        policy = read_policy(fields["policy"])
        yield fields["applies_to"], structs.replace(policy, may_depart=policy.may_depart or bool(fields.get("may_depart")))


@apply.register
def _(event: ProposalWithdrawn, workshop: Workshop) -> Workshop:
    decision = workshop.decisions[event.decision]
    return with_decision(workshop, structs.replace(decision, status=Status.WITHDRAWN, withdrawn=event.reason))

"""After a decision: one that was not resolved climbs the group's ladder, and one that was agreed can be opened again, with a reason."""

from collections.abc import Iterator

from msgspec import structs

from workshops.bounds import Id, Reason, needed_line
from workshops.decisions.decision import Status
from workshops.moment import Moment
from workshops.people import FACILITATORS, Actor
from workshops.refusal import Refused
from workshops.state import Workshop, with_milestone
from workshops.steps.authorship import refuse_when_frozen
from workshops.steps.deciding.at_hand import in_status, with_decision
from workshops.verbs import Change, Command, Event, apply, decide


class NextRung(Command):
    """The step that an unresolved decision stands on did not settle it: `how` it went, and on to the next one."""

    may = FACILITATORS

    decision: Id
    how: Reason


class ReopenDecision(Command):
    """What was agreed is open again, with the reason; the old decision stays in the record."""

    may = FACILITATORS

    decision: Id
    reason: Reason


class RungClimbed(Event):
    """A step of the ladder is over."""

    decision: str
    how: str


class DecisionReopened(Event):
    """What a decision had adopted is adopted no longer."""

    decision: str
    reason: str


@decide.register
def _(command: NextRung, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    decision = in_status(workshop, command.decision, Status.UNRESOLVED)
    if decision.rung is None:
        raise Refused("no_rung", "There is no further step. Call the vote again when there is something new to decide.", "decision")
    how = needed_line(command.how, "how", "what came of this step")
    yield RungClimbed(by=actor.id, at=moment.now, decision=decision.id, how=how)


@decide.register
def _(command: ReopenDecision, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    refuse_when_frozen(workshop)
    decision = in_status(workshop, command.decision, Status.CARRIED)
    if decision.practice:
        raise Refused("practice", "This was for practice. Nothing was agreed by it.", "decision")
    reason = needed_line(command.reason, "reason", "why this is opened again")
    yield DecisionReopened(by=actor.id, at=moment.now, decision=decision.id, reason=reason)


@apply.register
def _(event: RungClimbed, workshop: Workshop) -> Workshop:
    decision = workshop.decisions[event.decision]
    ladder = list(decision.ladder)
    place = decision.rung
    assert place is not None
    ladder[place] = structs.replace(ladder[place], how=event.how)
    if place + 1 < len(ladder):
        ladder[place + 1] = structs.replace(ladder[place + 1], since=event.at)
    return with_decision(workshop, structs.replace(decision, ladder=tuple(ladder)))


@apply.register
def _(event: DecisionReopened, workshop: Workshop) -> Workshop:
    decision, plan = workshop.decisions[event.decision], workshop.plan
    # The group's rules go on governing until others are agreed: a group without rules could not even decide on new ones.
    adopted = {passage: adoption for passage, adoption in plan.adopted.items() if adoption.decision != decision.id}
    whole = {section: once for section, once in plan.whole.items() if once[0] != decision.id}
    opened = structs.replace(workshop, plan=structs.replace(plan, adopted=adopted, whole=whole))
    reopened = with_decision(opened, structs.replace(decision, status=Status.REOPENED, reopened=event.reason))
    text = f"{decision.current.proposal.title} is open again, decision {decision.number}"
    return with_milestone(reopened, "not_agreed", text, event.at)

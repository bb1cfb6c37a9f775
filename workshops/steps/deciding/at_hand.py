"""The decision at hand: looked up by where it stands, and put back changed."""

from msgspec import structs

from workshops.decisions.decision import Decision, Round, Status
from workshops.moment import Moment
from workshops.refusal import Refused
from workshops.state import Workshop


def in_status(workshop: Workshop, decision_id: str, *statuses: Status) -> Decision:
    """The decision, if it is in one of these statuses; else Refused, saying how it stands."""
    decision = workshop.decisions.get(decision_id)
    if decision is None:
        raise Refused("unknown_decision", "There is no such decision.", "decision")
    if decision.status not in statuses:
        stands = {
            Status.OPEN: "is open",
            Status.BETWEEN: "is closed for this round",
            Status.CARRIED: "is closed: it was agreed",
            Status.UNRESOLVED: "is closed: it was not agreed",
            Status.WITHDRAWN: "was withdrawn",
            Status.REOPENED: "was opened again",
        }[decision.status]
        named = "This question" if decision.practice else f"Decision {decision.number}"
        raise Refused("wrong_time", f"{named} {stands}.", "decision")
    return decision


def refuse_when_over(now: Round, moment: Moment) -> None:
    """Refused where the deadline of a round has passed: the server's clock closes it, and whatever comes later is too late."""
    if now.until and moment.now >= now.until:
        raise Refused("too_late", "The time for this vote is over. This came after it closed and is not counted.", "round")


def with_decision(workshop: Workshop, decision: Decision) -> Workshop:
    """The workshop with this decision in its place."""
    return structs.replace(workshop, decisions=workshop.decisions | {decision.id: decision})


def with_round(decision: Decision, changed: Round) -> Decision:
    """The decision with one round replaced by its number."""
    return structs.replace(decision, rounds=tuple(changed if one.number == changed.number else one for one in decision.rounds))

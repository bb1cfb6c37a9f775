"""Advice: one person decides after everybody asked has given advice or let it pass (DECISIONS.md, "Advice")."""

from collections.abc import Iterator
from typing import Any

from msgspec import structs

from workshops.bounds import Id, Reason, reason
from workshops.decisions.decision import Decision, Status
from workshops.decisions.result import Ruling
from workshops.decisions.rules import is_ruled
from workshops.moment import Moment
from workshops.people import WORKING, Actor
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.steps.deciding.at_hand import in_status, refuse_when_over, with_decision, with_round
from workshops.steps.deciding.casting import is_here
from workshops.steps.deciding.rounds import ballots_shown
from workshops.verbs import Change, Command, Event, apply, decide


class GiveRuling(Command):
    """The decider's word, with the reason; it can be changed until the facilitator closes. A facilitator may record it."""

    may = WORKING

    decision: Id
    yes: bool
    reason: Reason


class RulingGiven(Event):
    """The decider has decided."""

    decision: str
    ruling: Ruling


@decide.register
def _(command: GiveRuling, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    decision = in_status(workshop, command.decision, Status.OPEN)
    refuse_when_over(decision.current, moment)
    policy = decision.current.policy
    if not is_ruled(policy):
        raise Refused("not_advice", "This is not decided by one person.", "decision")
    if actor.id != policy.decider and not actor.leads:
        raise Refused("not_yours", f"{workshop.name(policy.decider)} decides this, after hearing your advice.", "decision")
    given = decision.current.ruling
    if actor.id != policy.decider and given is not None and not given.recorded:
        raise Refused("answered", f"{workshop.name(policy.decider)} has decided already, and can change that until you close.", "decision")
    _refuse_unless_advised(workshop, decision)
    why = reason(command.reason, "reason")
    if not why:
        raise Refused("reason_needed", "Please say why you decide so; it stays in the record beside the advice.", "reason")
    ruling = Ruling(policy.decider, command.yes, why, recorded=actor.id != policy.decider)
    if ruling != decision.current.ruling:
        yield RulingGiven(by=actor.id, at=moment.now, decision=decision.id, ruling=ruling)


def silent_advisers(workshop: Workshop, decision: Decision) -> list[str]:
    """The voters whose advice is still to come; whoever decides need not advise themselves, and nobody waits for who has left."""
    now = decision.current
    own = {now.policy.decider, *workshop.speaks_for(now.policy.decider)}
    return [voter for voter in now.voters if voter not in now.ballots and voter not in own and is_here(workshop, voter)]


def _refuse_unless_advised(workshop: Workshop, decision: Decision) -> None:
    silent = silent_advisers(workshop, decision)
    if silent:
        names = ", ".join(workshop.voter_name(voter) for voter in silent[:5])
        raise Refused("not_yet", f"First everybody asked gives advice or lets it pass. Still to come: {names}.", "decision")


def refuse_unless_ruled(workshop: Workshop, decision: Decision) -> None:
    """Refused while whoever decides has not, or has not heard everybody: somebody may have been admitted since."""
    if decision.current.ruling is None:
        raise Refused("no_ruling", f"{workshop.name(decision.current.policy.decider)} decides after the advice, and has not done so yet.")
    _refuse_unless_advised(workshop, decision)


def rules_on(workshop: Workshop, participant: str) -> list[str]:
    """The open decisions that this participant decides after advice; none once they have left."""
    if workshop.actor(participant).role not in WORKING:
        return []
    return [one.id for one in workshop.open_decisions() if is_ruled(one.current.policy) and one.current.policy.decider == participant]


def person(workshop: Workshop, participant: str) -> Iterator[tuple[str, Any]]:
    """Slices `advice:…`: the advice so far, for whoever decides after it; to everybody else it shows when their answers do."""
    for name in rules_on(workshop, participant):
        yield f"advice:{name}", ballots_shown(workshop, workshop.decisions[name].current)


@apply.register
def _(event: RulingGiven, workshop: Workshop) -> Workshop:
    decision = workshop.decisions[event.decision]
    return with_decision(workshop, with_round(decision, structs.replace(decision.current, ruling=event.ruling)))

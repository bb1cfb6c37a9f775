"""What people see of decisions: all at once at the close, and before it only who has answered."""

from collections.abc import Iterator
from typing import Any

from msgspec import structs

from workshops.decisions.decision import Decision, Round, Rung, Status, Turn, number_within, turn_after
from workshops.decisions.missing import still_missing, still_to_advise
from workshops.decisions.policy import Policy, Secrecy, Unit, as_written
from workshops.decisions.rules import RULES, choices_of, chooses, form_of, heard_as, is_ruled, options_row
from workshops.decisions.words import KINDS, after_of, detail_of, title_of
from workshops.plan.proposal import frozen_proposal
from workshops.prose.html import as_html
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.steps.decide import QUESTION
from workshops.steps.deciding.boxes import ballots_in, votes_so_far
from workshops.steps.deciding.casting import is_here, may_cast
from workshops.steps.deciding.opening import may_depart
from workshops.steps.deciding.rounds import ballots_shown, changes_before, changes_slice, round_slice, ruling_slice
from workshops.steps.deciding.rulings import silent_advisers
from workshops.steps.ready_made import in_words

DAY = 24 * 60 * 60 * 1000

RULE_CHOICES = [{"rule": rule.value, "title": title_of(Policy(rule)).rstrip("."), "own": list(row.own)} for rule, row in RULES.items()]
"""Every rule that a policy may name, for forms."""


def everyone(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Slices `rule_choices`, `rules`, `decision:…` and `voted:…`."""
    yield "rule_choices", RULE_CHOICES
    yield "rules", {kind: _rule(workshop, kind) for kind in KINDS}
    for decision in workshop.decisions.values():
        yield f"decision:{decision.id}", decision_slice(workshop, decision)
        if decision.status is Status.OPEN:
            yield f"voted:{decision.id}", _voted(workshop, decision)


def _voted(workshop: Workshop, decision: Decision) -> dict[str, Any]:
    """Who has answered: a slice of its own, small, since in a storm of votes it is all that changes."""
    now, standing = decision.current, ballots_in(workshop, decision)
    if is_ruled(now.policy):
        awaited = silent_advisers(workshop, decision)
        names = [workshop.voter_name(voter) for voter in awaited]
        missing = still_to_advise(workshop.name(now.policy.decider), names, now.ruling is not None)
    else:
        awaited = [voter for voter in now.voters if voter not in standing and is_here(workshop, voter)]
        missing = still_missing(now.policy, votes_so_far(workshop, decision))
    return {
        "voters": [voter for voter in now.voters if voter in standing],
        "asking": [voter for voter in now.asking if voter not in standing],
        "awaited": awaited,
        "missing": missing,
    }


def _rule(workshop: Workshop, kind: str) -> dict[str, Any]:
    agreed = workshop.agreed_policy(kind)
    policy = workshop.policy_for(kind)
    return in_words(workshop, policy) | {"adopted": agreed is not None, "may_depart": agreed is None or may_depart(workshop, policy)}


def decision_slice(workshop: Workshop, decision: Decision) -> dict[str, Any]:
    """A decision as everybody sees it: ballots of the open round only where the policy is open."""
    now = decision.current
    return (
        _about(workshop, decision)
        | _asked(workshop, decision, now)
        | {
            "round": now.number,
            "runoff": now.runoff,
            "won": list(now.won),
            "rounds_left": _rounds_left(decision),
            "next": _next(decision),
            "until": now.until,
            "status": decision.status.value,
            "withdrawn": decision.withdrawn,
            "reopened": decision.reopened,
            "follows": decision.follows,
            "ladder": [_rung(rung) for rung in decision.ladder],
            "rung": decision.rung,
            "ruling": ruling_slice(workshop, now.ruling),
            "markdown": now.proposal.markdown,
            "html": as_html(now.proposal.markdown),
            "sha256": now.proposal.sha256,
            "changes": _changes(workshop, decision),
            "voters": [_voter(workshop, now, voter) for voter in now.voters],
            "ballots": ballots_shown(workshop, now) if now.policy.secrecy is Secrecy.OPEN and now.result is None else [],
            "rounds": [round_slice(workshop, decision, one) for one in decision.rounds if one.result is not None],
        }
    )


def _about(workshop: Workshop, decision: Decision) -> dict[str, Any]:
    now = decision.current
    return {
        "id": decision.id,
        "number": decision.number,
        "practice": decision.practice,
        "step": decision.step,
        "title": now.proposal.title,
        "section": now.proposal.section,
        "proposes": decision.proposes if isinstance(decision.proposes, str) else list(decision.proposes),
        "applies_to": decision.applies_to,
        "policy": as_written(now.policy),
        "departure": decision.departure,
        "words": _words(workshop, decision),
        "decider": _decider(workshop, now),
    }


def _asked(workshop: Workshop, decision: Decision, now: Round) -> dict[str, Any]:
    """What the ballot of a round asks for."""
    policy = now.policy
    return {
        "form": form_of(policy).value,
        "choices": [
            {
                "choice": one.choice,
                "label": one.label,
                "means": one.means,
                "tone": one.tone,
                "reason": one.reason,
                "asks": one.asks,
                "lacks": one.lacks,
            }
            for one in choices_of(policy)
        ],
        "options": list(policy.options) if chooses(policy) else [],
        "seats": policy.seats,
        "budget": policy.budget,
        "cap": policy.cap,
        "equal_ranks": chooses(policy) and options_row(policy).equal_ranks,
        "secret": now.is_secret,
        "heard": heard_as(policy),
    }


def _words(workshop: Workshop, decision: Decision) -> dict[str, str]:
    policy = decision.current.policy
    decider = workshop.name(policy.decider) if is_ruled(policy) else ""
    return {
        "title": title_of(policy, decider),
        "detail": detail_of(policy, len(decision.current.voters)),
        "after": after_of(policy, number_within(decision)),
    }


def _decider(workshop: Workshop, now: Round) -> dict[str, str] | None:
    if not is_ruled(now.policy):
        return None
    return {"id": now.policy.decider, "name": workshop.name(now.policy.decider)}


def _rounds_left(decision: Decision) -> int:
    """How many rounds may still follow under the policy of this round, run-offs aside."""
    return max(0, decision.current.policy.rounds - number_within(decision))


def _next(decision: Decision) -> dict[str, Any] | None:
    if decision.status is not Status.BETWEEN:
        return None
    turn: Turn | None = turn_after(decision.policy, decision.rounds)
    return None if turn is None else {"runoff": turn.runoff, "title": title_of(turn.policy)}


def _rung(rung: Rung) -> dict[str, Any]:
    due = rung.since + rung.within_days * DAY if rung.since and rung.within_days is not None else 0
    return structs.asdict(rung) | {"due": due}


def _changes(workshop: Workshop, decision: Decision) -> list[list[str]]:
    """Against the round before; between rounds, what has been changed since the last one."""
    if decision.status is not Status.BETWEEN or decision.proposes == QUESTION:
        return changes_before(decision, decision.current)
    try:
        standing = frozen_proposal(workshop.plan, workshop.partner_names(), decision.proposes, workshop.agenda.sections())
    except Refused:
        # Nothing of it is left to propose at this moment: its words are all gone.
        return changes_slice(decision.current.proposal.markdown, "")
    return changes_slice(decision.current.proposal.markdown, standing.markdown)


def _voter(workshop: Workshop, now: Round, voter: str) -> dict[str, Any]:
    return {
        "voter": voter,
        "name": workshop.voter_name(voter),
        "admitted": voter in now.admitted,
        "by": may_cast(workshop, voter),
        "weight": now.policy.weights.get(voter) if now.policy.unit is Unit.WEIGHTED else None,
    }

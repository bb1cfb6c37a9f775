"""What people see of decisions: all at once at the close, and before it only who has answered."""

from collections.abc import Iterator
from typing import Any

from workshops.decisions.ballot import Ballot
from workshops.decisions.decision import Decision, Round, Status, number_within
from workshops.decisions.policy import Secrecy, as_written
from workshops.decisions.result import still_missing
from workshops.decisions.rules import RULES
from workshops.decisions.words import KINDS, after_of, detail_of, is_known, title_of
from workshops.plan.prose import as_html
from workshops.state import Workshop
from workshops.steps.ballots import ballot_slice, may_cast


def everyone(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Slices `rules` and `decision:…`."""
    yield "rules", {kind: _rule(workshop, kind) for kind in KINDS}
    for decision in workshop.decisions.values():
        yield f"decision:{decision.id}", decision_slice(workshop, decision)
        if decision.status is Status.OPEN:
            yield f"voted:{decision.id}", _voted(decision.current)


def _voted(now: Round) -> dict[str, Any]:
    """Who has answered: a slice of its own, small, since in a storm of votes it is all that changes."""
    return {
        "voters": [voter for voter in now.voters if voter in now.ballots],
        "missing": still_missing(now.policy, now.ballots, len(now.voters)),
    }


def _rule(workshop: Workshop, kind: str) -> dict[str, Any]:
    policy = workshop.policy_for(kind)
    electorate = len(workshop.voters(policy.unit.value))
    return {
        "policy": as_written(policy),
        "title": title_of(policy),
        "detail": detail_of(policy, electorate),
        "adopted": bool(workshop.rules),
        "may_depart": policy.may_depart or not workshop.rules or not is_known(policy),
    }


def decision_slice(workshop: Workshop, decision: Decision) -> dict[str, Any]:
    """A decision as everybody sees it: ballots of the open round only where the policy is open."""
    now = decision.current
    return {
        "id": decision.id,
        "number": decision.number,
        "title": now.proposal.title,
        "section": now.proposal.section,
        "proposes": decision.proposes if isinstance(decision.proposes, str) else list(decision.proposes),
        "applies_to": decision.applies_to,
        "policy": as_written(now.policy),
        "departure": decision.departure,
        "withdrawn": decision.withdrawn,
        "words": _words(decision),
        "choices": [
            {"choice": one.choice, "label": one.label, "means": one.means, "tone": one.tone, "reason": one.reason}
            for one in RULES[now.policy.rule].choices
        ],
        "round": now.number,
        "status": decision.status.value,
        "markdown": now.proposal.markdown,
        "html": as_html(now.proposal.markdown),
        "sha256": now.proposal.sha256,
        "voters": [_voter(workshop, now, voter) for voter in now.voters],
        "ballots": _ballots(workshop, now) if now.policy.secrecy is Secrecy.OPEN and now.result is None else [],
        "rounds": [_closed(workshop, one) for one in decision.rounds if one.result is not None],
    }


def _words(decision: Decision) -> dict[str, str]:
    now = decision.current
    after = after_of(now.policy, number_within(decision.policy, now.number))
    return {"title": title_of(now.policy), "detail": detail_of(now.policy, len(now.voters)), "after": after}


def _voter(workshop: Workshop, now: Round, voter: str) -> dict[str, Any]:
    return {
        "voter": voter,
        "name": workshop.voter_name(voter),
        "admitted": voter in now.admitted,
        "by": may_cast(workshop, voter),
    }


def _closed(workshop: Workshop, closed: Round) -> dict[str, Any]:
    result = closed.result
    assert result is not None
    return {
        "round": closed.number,
        "policy": as_written(closed.policy),
        "carried": result.carried,
        "sum": result.sum,
        "sentence": result.sentence,
        "markdown": closed.proposal.markdown,
        "html": as_html(closed.proposal.markdown),
        "ballots": _ballots(workshop, closed),
    }


def _ballots(workshop: Workshop, shown: Round) -> list[dict[str, Any]]:
    return [_ballot(workshop, shown, voter, shown.ballots[voter]) for voter in shown.voters if voter in shown.ballots]


def _ballot(workshop: Workshop, shown: Round, voter: str, ballot: Ballot) -> dict[str, Any]:
    choice = next(one for one in RULES[shown.policy.rule].choices if one.choice == ballot.choice)
    return ballot_slice(ballot) | {
        "voter": voter,
        "name": workshop.voter_name(voter),
        "label": choice.label,
        "tone": choice.tone,
        "met": shown.met.get(voter, ""),
    }

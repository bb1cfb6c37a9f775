"""What comes of a result: passages are adopted, rules begin to govern, or the decision goes to the group's way to settle issues."""

from collections.abc import Iterator
from typing import Any

from msgspec import structs

from workshops.decisions.checking import read_policy
from workshops.decisions.decision import Decision, Round, Rung, Status, turn_after
from workshops.decisions.policy import Policy
from workshops.decisions.rules import chooses
from workshops.plan.document import Adoption
from workshops.plan.proposal import options_of
from workshops.state import Workshop, with_milestone
from workshops.steps.deciding.at_hand import with_decision, with_round


def with_closed(workshop: Workshop, decision: Decision, closed: Round) -> Workshop:
    """The workshop after a round of a decision was closed, with everything that follows from its result."""
    assert closed.result is not None
    counted = with_round(decision, closed)
    if closed.result.carried:
        return _with_carried(workshop, structs.replace(counted, status=Status.CARRIED))
    if turn_after(decision.policy, counted.rounds) is not None:
        return _told(with_decision(workshop, structs.replace(counted, status=Status.BETWEEN)), counted, "not agreed yet")
    if decision.practice:
        return with_decision(workshop, structs.replace(counted, status=Status.UNRESOLVED))
    ladder = tuple(_ladder(workshop, closed.closed_at))
    unresolved = structs.replace(counted, status=Status.UNRESOLVED, ladder=ladder)
    how = f"not agreed; next: {ladder[0].what}" if ladder else "not agreed"
    return _told(with_decision(workshop, unresolved), counted, how)


def _told(workshop: Workshop, decision: Decision, how: str) -> Workshop:
    if decision.practice:
        return workshop
    text = f"{decision.current.proposal.title} {how}, decision {decision.number}"
    return with_milestone(workshop, "agreed" if how == "agreed" else "not_agreed", text, decision.current.closed_at)


def _with_carried(workshop: Workshop, decision: Decision) -> Workshop:
    carried = with_decision(workshop, decision)
    if decision.practice:
        return carried
    return _told(_adopted(carried, decision), decision, "agreed")


def _adopted(workshop: Workshop, decision: Decision) -> Workshop:
    """The workshop with what was taken adopted, and the group's rules with it where it holds any."""
    proposal, plan = decision.current.proposal, workshop.plan
    passages = _taken(decision)
    adopted = plan.adopted | {passage: Adoption(decision.id, sha256) for passage, sha256 in passages.items()}
    whole = plan.whole | ({proposal.section: (decision.id, passages)} if proposal.whole else {})
    entries = [entry for entry in proposal.entries if f"entry:{entry['id']}" in passages]
    anew = proposal.whole and proposal.section == "decisions"
    rules, ladder = ({}, {}) if anew else (workshop.rules, workshop.ladder)
    return structs.replace(
        workshop,
        plan=structs.replace(plan, adopted=adopted, whole=whole),
        rules=rules | {kind: policy for entry in entries for kind, policy in _rule_in(entry)},
        ladder=ladder | {entry["id"]: entry["fields"] for entry in entries if entry["kind"] == "resolution_step"},
    )


def _taken(decision: Decision) -> dict[str, str]:
    """The passages that a carried decision adopts: all of its proposal, or of entries that were chosen among, those that won."""
    now = decision.current
    options = options_of(now.proposal)
    assert now.result is not None
    if not chooses(now.policy) or not options.keys() & {*decision.policy.options, *now.policy.options}:
        return now.proposal.passages
    won = {options[winner] for winner in now.result.winners if winner in options}
    return {passage: sha256 for passage, sha256 in now.proposal.passages.items() if passage in won}


def _rule_in(entry: dict[str, Any]) -> Iterator[tuple[str, Policy]]:
    fields = entry["fields"]
    if entry["kind"] == "decision_rule" and fields.get("applies_to") and fields.get("policy"):
        policy = read_policy(fields["policy"])
        yield fields["applies_to"], structs.replace(policy, may_depart=policy.may_depart or bool(fields.get("may_depart")))


def _ladder(workshop: Workshop, at: int) -> Iterator[Rung]:
    """The group's way to settle issues, as it was agreed last; the first step begins at once."""
    for place, said in enumerate(workshop.ladder.values()):
        yield Rung(said.get("what") or "", said.get("who") or "", said.get("within_days"), since=0 if place else at)

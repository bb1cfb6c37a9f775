"""The decision record: every decision, round by round, with the words that were decided on and what each voter answered."""

from workshops.decisions.decision import Decision, Round, Status
from workshops.decisions.rules import RULES
from workshops.decisions.words import KINDS, in_one_line
from workshops.exports.page import day, heading, item, labelled, listed, passage, quoted, second, typed
from workshops.exports.provenance import decided_at
from workshops.plan.prose import canonical
from workshops.plan.signs import legible
from workshops.state import Workshop

STANDS = {
    Status.OPEN: "Open: the vote is not closed yet.",
    Status.BETWEEN: "Not carried yet: a further round can follow.",
    Status.UNRESOLVED: "Not carried: it goes to the way the group settles issues.",
}


def record_parts(workshop: Workshop) -> list[str]:
    """The section of the record."""
    parts = [heading(2, "Decision record")]
    for decision in workshop.decisions.values():
        parts += _decision(workshop, decision)
    return parts if workshop.decisions else [*parts, "Nothing has been decided yet."]


def _decision(workshop: Workshop, decision: Decision) -> list[str]:
    facts = [
        ("What it is about", KINDS.get(decision.applies_to) or typed(decision.applies_to)),
        ("Rule", typed(in_one_line(decision.policy))),
        ("Another rule than agreed, because", passage(decision.departure)),
        ("Result", _result(decision)),
    ]
    parts = [
        heading(3, f"D{decision.number}: {typed(decision.current.proposal.title)}"),
        listed(item(labelled(label, words)) for label, words in facts if words),
    ]
    for one in decision.rounds:
        parts += _round(workshop, decision, one)
    return parts


def _result(decision: Decision) -> str:
    if decision.status is Status.WITHDRAWN:
        return f"Withdrawn: {typed(decision.withdrawn)}"
    result = decision.current.result
    if decision.status is Status.CARRIED and result is not None:
        return f"Carried in round {decision.current.number} on {day(decided_at(decision.current))}: {result.sum}."
    return STANDS[decision.status]


def _round(workshop: Workshop, decision: Decision, one: Round) -> list[str]:
    opened = f"Opened {second(one.opened_at)}."
    rule = f" Rule of this round: {typed(in_one_line(one.policy))}." if one.policy != decision.policy else ""
    parts = [
        heading(4, f"D{decision.number}, round {one.number}"),
        f"{opened}{rule} Proposed, with SHA-256 {one.proposal.sha256}:",
        quoted(canonical(legible(one.proposal.markdown))),
    ]
    if one.result is None:
        # Nobody's answer is told before the close, and those to a withdrawn proposal are void.
        return [*parts, "Withdrawn before the close." if decision.status is Status.WITHDRAWN else "This round is open."]
    return [*parts, typed(one.result.sentence), listed(_answer(workshop, one, voter) for voter in one.voters)]


def _answer(workshop: Workshop, closed: Round, voter: str) -> str:
    name = _named(workshop, closed, voter)
    ballot = closed.ballots.get(voter)
    if ballot is None:
        return item(f"{name} did not vote")
    choice = next(one.spoken for one in RULES[closed.policy.rule].choices if one.choice == ballot.choice)
    aloud = " (said aloud, recorded by the facilitator)" if ballot.recorded else ""
    more = (("Reason", ballot.reason), ("Proposed change", ballot.proposes), ("How it was met", closed.met.get(voter, "")))
    return item(f"{name} {choice}{aloud}", (item(labelled(label, passage(words))) for label, words in more if words))


def _named(workshop: Workshop, closed: Round, voter: str) -> str:
    """`**Borough Council:**`, and whether it was admitted after the opening."""
    late = " (admitted after the opening)" if voter in closed.admitted else ""
    return f"**{typed(workshop.voter_name(voter))}**{late}:"

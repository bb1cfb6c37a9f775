"""The decision record: every decision, round by round, with the words that were decided on and what each voter answered."""

from collections.abc import Iterator

from workshops.decisions.decision import Decision, Round, Status
from workshops.decisions.policy import Policy
from workshops.decisions.words import KINDS, in_one_line
from workshops.exports.answers import answer_parts
from workshops.exports.page import day, heading, item, labelled, listed, passage, quoted, second, typed
from workshops.exports.provenance import decided_at
from workshops.prose.markdown import canonical
from workshops.prose.signs import legible
from workshops.state import Workshop
from workshops.steps.deciding.rounds import in_names
from workshops.steps.proxies import designated_during

STANDS = {
    Status.OPEN: "Open: the vote is not closed yet.",
    Status.BETWEEN: "Not carried yet: a further round can follow.",
    Status.UNRESOLVED: "Not carried: it goes to the way the group settles issues.",
}


def record_parts(workshop: Workshop) -> list[str]:
    """The section of the record. What was for practice is on no record."""
    decisions = workshop.on_record()
    parts = [heading(2, "Decision record")]
    for decision in decisions:
        parts += _decision(workshop, decision)
    return parts if decisions else [*parts, "Nothing has been decided yet."]


def _decision(workshop: Workshop, decision: Decision) -> list[str]:
    followed = workshop.decisions.get(decision.follows)
    facts = [
        ("What it is about", KINDS.get(decision.applies_to) or typed(decision.applies_to)),
        ("Takes up again", f"D{followed.number}" if followed else ""),
        ("Rule", _rule(workshop, decision.policy)),
        ("Another rule than usual, because", passage(decision.departure)),
        ("Result", _result(workshop, decision)),
        ("Opened again, because", passage(decision.reopened)),
    ]
    parts = [
        heading(3, f"D{decision.number}: {typed(decision.current.proposal.title)}"),
        listed(item(labelled(label, words)) for label, words in facts if words),
    ]
    for one in decision.rounds:
        parts += _round(workshop, decision, one)
    return [*parts, *_ladder(decision)]


def _rule(workshop: Workshop, policy: Policy) -> str:
    deciders = {one.decider: workshop.name(one.decider) for one in policy.with_fallbacks() if one.decider in workshop.participants}
    return typed(in_one_line(policy, workshop.partner_names() | deciders))


def _result(workshop: Workshop, decision: Decision) -> str:
    if decision.status is Status.WITHDRAWN:
        return f"Withdrawn: {typed(decision.withdrawn)}"
    result = decision.current.result
    if decision.status in (Status.CARRIED, Status.REOPENED) and result is not None:
        said = typed(in_names(workshop, decision.current, result.sum))
        taken = f" Taken: {typed(', '.join(result.winners))}." if result.winners else ""
        return f"Carried in round {decision.current.number} on {day(decided_at(decision.current))}: {said}.{taken}"
    return STANDS[decision.status]


def _round(workshop: Workshop, decision: Decision, one: Round) -> list[str]:
    parts = [
        heading(4, f"D{decision.number}, round {one.number}"),
        f"{' '.join(_opening(workshop, decision, one))} Proposed, with SHA-256 {one.proposal.sha256}:",
        quoted(canonical(legible(one.proposal.markdown))),
    ]
    if one.result is None:
        # Nobody's answer is told before the close, and those to a withdrawn proposal are void.
        return [*parts, "Withdrawn before the close." if decision.status is Status.WITHDRAWN else "This round is open."]
    return [*parts, typed(in_names(workshop, one, one.result.sentence)), *answer_parts(workshop, one), *_proxies(workshop, one)]


def _proxies(workshop: Workshop, one: Round) -> Iterator[str]:
    """Who voted for a partner by designation, and why."""
    told = [
        item(
            f"{typed(workshop.name(made.participant))} voted for {typed(workshop.voter_name(made.partner))}",
            [item(labelled("Reason", passage(made.reason)))] if made.reason else [],
        )
        for made in designated_during(workshop, one.opened_at, one.closed_at)
        if made.partner in one.voters
    ]
    if told:
        yield "By designation:"
        yield listed(told)


def _opening(workshop: Workshop, decision: Decision, one: Round) -> Iterator[str]:
    yield f"Opened {second(one.opened_at)}."
    if one.until:
        yield f"Open until {second(one.until)}."
    if one.runoff:
        yield f"A run-off between: {typed(', '.join(one.policy.options))}."
    elif one.policy != decision.policy:
        yield f"Rule of this round: {_rule(workshop, one.policy)}."


def _ladder(decision: Decision) -> list[str]:
    """The steps of the group's way to settle issues that it has come to."""
    reached = [rung for rung in decision.ladder if rung.since]
    steps = (
        item(
            f"{typed(rung.what)} ({typed(rung.who)}), since {day(rung.since)}",
            [item(labelled("What came of it", passage(rung.how)))] if rung.how else [],
        )
        for rung in reached
    )
    return ["How it goes on:", listed(steps)] if reached else []

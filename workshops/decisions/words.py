"""A policy in plain words: what the vote screen says, and what the document prints."""

import re
from collections.abc import Mapping

from workshops.decisions.policy import Policy, Secrecy, Tie, Unit
from workshops.decisions.row import DECIDER
from workshops.decisions.rules import RULES, chooses, is_ruled
from workshops.decisions.saying import several
from workshops.decisions.shares import quorum_needed, share_in_words

KINDS = {
    "workplan": "The workplan itself",
    "scope_change": "A change of scope",
    "commitment": "A commitment of money or staff",
    "day_to_day": "Day-to-day matters",
    "other": "Other matters",
}
"""The kinds of decision that a group makes a rule for (`applies_to`), and their words."""


def name_of(policy: Policy) -> str:
    """What the rule is called, within a sentence: `consent`, `ranked choice (Schulze)`."""
    title = RULES[policy.rule].title
    return title[0].lower() + title[1:]


def title_of(policy: Policy, decider: str = "") -> str:
    """When it passes, in one clause: `Consent: passes when nobody objects.` `decider` is the name of whoever decides, where known."""
    row = RULES[policy.rule]
    return f"{row.title}: {row.passes(policy).replace(DECIDER, decider or _decider(policy))}."


_PARTICIPANT = re.compile(r"p\d+\Z")


def _decider(policy: Policy) -> str:
    # A participant stands in a policy by id; names are told by whoever knows them.
    return policy.decider if policy.decider and not _PARTICIPANT.match(policy.decider) else "one named person"


def detail_of(policy: Policy, electorate: int = 0) -> str:
    """Who votes, how many must, when the answers show; with the number of heads where the electorate is known."""
    counted = electorate and policy.quorum[0] and policy.unit is not Unit.WEIGHTED and not is_ruled(policy)
    heads = f" Here that is {quorum_needed(policy, electorate)} of {electorate}." if counted else ""
    quorum = "Whoever is asked gives advice or lets it pass." if is_ruled(policy) else _quorum(policy)
    return f"{_who(policy)} {quorum}{heads} {_shows(policy)}".strip()


def after_of(policy: Policy, round_number: int) -> str:
    """What happens when it does not pass in this round."""
    reason = RULES[policy.rule].needs
    fails = "brings no result" if chooses(policy) else "does not pass"
    if is_ruled(policy):
        return "Whoever decides hears all advice first, and gives the reason for what they decide."
    if round_number < policy.rounds:
        return f"{reason} If it {fails}, the text can be revised and decided again (round {round_number} of {policy.rounds}).".strip()
    if policy.fallback is not None:
        return f"{reason} If it {fails} this time, it is decided so: {title_of(policy.fallback)}".strip()
    return f"{reason} If it {fails} this time, it goes to the way the group settles issues.".strip()


def in_one_line(policy: Policy, names: Mapping[str, str]) -> str:
    """For the document: `Consent, passes when nobody objects; one vote each partner; at least five sixths vote; 2 rounds`.

    `names` gives the partners of the weights, and the one who decides after advice, by id.
    """
    parts = [title_of(policy, names.get(policy.decider, "")).rstrip(".").replace(": ", ", ", 1)]
    if policy.options:
        parts.append(f"to choose from: {', '.join(policy.options)}")
    if "budget" in RULES[policy.rule].own:
        parts.append(f"{policy.budget} dots each, at most {policy.cap} on one option")
    parts.append(_votes(policy, names))
    if not is_ruled(policy):
        parts.append(_quorum(policy).rstrip(".").lower())
        parts.append(several(policy.rounds, "round"))
    if policy.secrecy is not Secrecy.HIDDEN:
        parts.append(f"{policy.secrecy.value} ballots")
    if chooses(policy) and policy.tie is Tie.RUNOFF:
        parts.append("a tie by a run-off")
    if policy.deadline:
        parts.append(f"until {policy.deadline}")
    if policy.fallback is not None:
        parts.append(f"then: {in_one_line(policy.fallback, names)}")
    return "; ".join(parts)


def _votes(policy: Policy, names: Mapping[str, str]) -> str:
    if policy.unit is not Unit.WEIGHTED:
        return f"one vote for each {policy.unit.value}"
    # In the order of the partners: that of a mapping is another one once it has been read from the log.
    order = [*(one for one in names if one in policy.weights), *sorted(policy.weights.keys() - names.keys())]
    weights = ", ".join(f"{names.get(partner, partner)} {policy.weights[partner]}" for partner in order)
    return f"weighted votes of the partners: {weights}" if weights else "weighted votes of the partners"


def _who(policy: Policy) -> str:
    return {
        Unit.PARTNER: "Each partner has one vote.",
        Unit.PERSON: "Each person has one vote.",
        Unit.WEIGHTED: "Each partner’s vote has a weight set beforehand.",
    }[policy.unit]


def _quorum(policy: Policy) -> str:
    if policy.quorum[0] == policy.quorum[1]:
        return "All must vote."
    if policy.quorum[0] == 0:
        return "Any number may vote."
    return f"At least {share_in_words(policy.quorum).lower()} must vote."


def _shows(policy: Policy) -> str:
    return {
        Secrecy.OPEN: "Answers show as they are given.",
        Secrecy.HIDDEN: "All answers show together, with names, when the vote is closed.",
        Secrecy.SECRET: "Answers are never linked to who gave them; only while the vote is open, whoever runs the server could look.",
    }[policy.secrecy]

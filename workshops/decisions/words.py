"""A policy in plain words: what the vote screen says, and what the document prints."""

from workshops.decisions.policy import Base, Policy, Rule, Secrecy, Unit
from workshops.decisions.result import quorum_heads
from workshops.decisions.rules import RULES
from workshops.decisions.shares import share_in_words

TITLES = {
    Rule.CONSENT: "Consent",
    Rule.MAJORITY: "Majority",
    Rule.ABSOLUTE_MAJORITY: "Absolute majority",
    Rule.SUPERMAJORITY: "Supermajority",
    Rule.UNANIMITY: "Unanimity",
    Rule.FIST_TO_FIVE: "Fist-to-five",
    Rule.ADVICE: "Advice",
    Rule.PLURALITY: "Plurality",
    Rule.MAJORITY_RUNOFF: "Majority with run-off",
    Rule.APPROVAL: "Approval",
    Rule.SCORE: "Score",
    Rule.DOTS: "Dots",
    Rule.IRV: "Ranked choice",
    Rule.SCHULZE: "Ranked choice (Schulze)",
}
"""What every rule of DECISIONS.md is called, those too that cannot be carried out yet: a group may have adopted one."""
KINDS = {
    "workplan": "The workplan itself",
    "scope_change": "A change of scope",
    "commitment": "A commitment of money or staff",
    "day_to_day": "Day-to-day matters",
    "other": "Other matters",
}
"""The kinds of decision that a group makes a rule for (`applies_to`), and their words."""


def is_known(policy: Policy) -> bool:
    """Can this version carry out a decision under this policy?"""
    return policy.rule in RULES and policy.unit is not Unit.WEIGHTED and policy.secrecy is not Secrecy.SECRET and not policy.deadline


def title_of(policy: Policy) -> str:
    """When it passes, in one clause: `Consent: passes when nobody objects.`"""
    passes = {
        Rule.CONSENT: "passes when nobody objects",
        Rule.MAJORITY: "passes when more say yes than no",
        Rule.ABSOLUTE_MAJORITY: "passes when more than half of all say yes",
        Rule.SUPERMAJORITY: f"passes when {share_in_words(policy.share()).lower()} of "
        f"{'all' if policy.base is Base.ELECTORATE else 'the votes cast'} say yes",
        Rule.UNANIMITY: "passes when all who vote say yes",
        Rule.FIST_TO_FIVE: f"passes when nobody answers below {policy.floor}",
        Rule.ADVICE: f"{policy.decider or 'one named person'} decides after asking for advice",
    }.get(policy.rule, "chooses among several options")
    return f"{TITLES[policy.rule]}: {passes}."


def detail_of(policy: Policy, electorate: int = 0) -> str:
    """Who votes, how many must, when the answers show; with the number of heads where the electorate is known."""
    heads = "" if not electorate else f" Here that is {quorum_heads(policy, electorate)} of {electorate}."
    return f"{_who(policy)} {_quorum(policy)}{heads} {_shows(policy)}".strip()


def after_of(policy: Policy, round_number: int) -> str:
    """What happens when it does not pass in this round."""
    reason = "An objection needs a reason and opens a revision round." if policy.rule is Rule.CONSENT else ""
    if round_number < policy.rounds:
        return f"{reason} If it does not pass, the text can be revised and decided again (round {round_number} of {policy.rounds}).".strip()
    if policy.fallback is not None:
        return f"{reason} If it does not pass this time, it is decided so: {title_of(policy.fallback)}".strip()
    return f"{reason} If it does not pass this time, it goes to the way the group settles issues.".strip()


def in_one_line(policy: Policy) -> str:
    """For the document: `Consent, passes when nobody objects; one vote each partner; at least five sixths vote; 2 rounds`."""
    parts = [
        title_of(policy).rstrip(".").replace(": ", ", ", 1),
        {
            Unit.PARTNER: "one vote for each partner",
            Unit.PERSON: "one vote for each person",
            Unit.WEIGHTED: "weighted votes of the partners",
        }[policy.unit],
        _quorum(policy).rstrip(".").lower(),
        f"{policy.rounds} {'round' if policy.rounds == 1 else 'rounds'}",
    ]
    if policy.secrecy is not Secrecy.HIDDEN:
        parts.append(f"{policy.secrecy.value} ballots")
    if policy.fallback is not None:
        parts.append(f"then: {in_one_line(policy.fallback)}")
    return "; ".join(parts)


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
        Secrecy.SECRET: "Answers are never linked to who gave them.",
    }[policy.secrecy]

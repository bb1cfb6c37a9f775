"""What an open round still waits for, in a sentence, without telling what anybody answered where answers do not show yet."""

from collections import Counter

from workshops.decisions.policy import Policy, Rule, Secrecy
from workshops.decisions.result import quorum_is_met, quorum_needed
from workshops.decisions.rules import RULES
from workshops.decisions.votes import Votes

SHOWING = frozenset({Rule.MAJORITY, Rule.ABSOLUTE_MAJORITY, Rule.SUPERMAJORITY})
"""The rules that can say how many more yes they need."""


def still_missing(policy: Policy, votes: Votes) -> str:
    """`Quorum: 5 of 8, 2 more to vote.`; under open ballots also `Needs 1 more yes.`"""
    voted, heads = len(votes.cast), votes.heads
    if policy.rule is Rule.ADVICE:
        return "Everybody asked has answered." if voted >= heads else f"{voted} of {heads} have given advice or let it pass."
    if not quorum_is_met(policy, votes.voted, votes.electorate):
        return _quorum(policy, votes)
    told = "Everybody has answered." if voted == heads else f"{voted} of {heads} have answered. Quorum is met."
    return f"{told} {_as_it_stands(policy, votes)}".strip()


def _quorum(policy: Policy, votes: Votes) -> str:
    needed = quorum_needed(policy, votes.electorate)
    if votes.weighted:
        return f"Quorum: a weight of {needed} of {votes.electorate}, {needed - votes.voted} more to vote."
    return f"Quorum: {needed} of {votes.heads}, {needed - len(votes.cast)} more to vote."


def _as_it_stands(policy: Policy, votes: Votes) -> str:
    """How many more yes would carry it; only where everybody sees the answers anyway."""
    if policy.secrecy is not Secrecy.OPEN or policy.rule not in SHOWING:
        return ""
    count, carries = votes.choices(), RULES[policy.rule].carries
    for more in range(votes.electorate + 1):
        if carries(count + Counter(yes=more), votes.electorate, policy):
            kind = " by weight" if votes.weighted else ""
            if more and len(votes.cast) == votes.heads:
                return "As it stands it does not pass."
            return f"Needs {more} more yes{kind}." if more else "As it stands it passes."
    return ""

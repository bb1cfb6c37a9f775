"""What an open round still waits for, in a sentence, without telling what anybody answered where answers do not show yet."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from workshops.decisions.policy import Policy, Secrecy
from workshops.decisions.row import Answers
from workshops.decisions.rules import RULES
from workshops.decisions.shares import quorum_is_met, quorum_needed
from workshops.decisions.votes import Votes

FEW = 4
"""So many are told by name."""


def still_missing(policy: Policy, votes: Votes) -> str:
    """`Quorum: 5 of 8, 2 more to vote.`; under open ballots also `Needs 1 more yes.`"""
    voted, heads = len(votes.cast), votes.heads
    if not quorum_is_met(policy, votes.voted, votes.electorate):
        return _quorum(policy, votes)
    told = "Everybody has answered." if voted == heads else f"{voted} of {heads} have answered. Quorum is met."
    return f"{told} {_as_it_stands(policy, votes)}".strip()


def still_to_advise(decider: str, awaited: Sequence[str], ruled: bool) -> str:
    """`Still to give advice or let it pass: Northgate.`, and then whose word it is; all by name."""
    if len(awaited) > FEW:
        return f"{len(awaited)} are still to give advice or let it pass."
    if awaited:
        return f"Still to give advice or let it pass: {', '.join(awaited)}."
    return f"Everybody asked has answered, and {decider} has decided." if ruled else f"Everybody asked has answered. Now {decider} decides."


def _quorum(policy: Policy, votes: Votes) -> str:
    needed = quorum_needed(policy, votes.electorate)
    if votes.weighted:
        return f"Quorum: votes that weigh {needed} of {votes.electorate}, {needed - votes.voted} more to come."
    return f"Quorum: {needed} of {votes.heads}, {needed - len(votes.cast)} more to vote."


def _as_it_stands(policy: Policy, votes: Votes) -> str:
    """How many more yes would carry it, of those who have not answered; only where everybody sees the answers anyway."""
    row = RULES[policy.rule].takes
    if policy.secrecy is not Secrecy.OPEN or not isinstance(row, Answers) or not row.counts_up:
        return ""
    count, left = votes.choices(), votes.electorate - votes.voted

    def carried_by(more: int) -> bool:
        return row.carries(count + Counter(yes=more), votes.electorate, policy)

    if not carried_by(left):
        return "As it stands it does not pass."
    more = bisect_left(range(left + 1), True, key=carried_by)
    kind = " by weight" if votes.weighted else ""
    return f"Needs {more} more yes{kind}." if more else "As it stands it passes."

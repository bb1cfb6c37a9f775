"""What an open round still waits for, in a sentence, without telling what anybody answered where answers do not show yet."""

from bisect import bisect_left
from collections import Counter

from workshops.decisions.policy import Policy, Secrecy
from workshops.decisions.row import Answers
from workshops.decisions.rules import RULES, is_ruled
from workshops.decisions.shares import quorum_is_met, quorum_needed
from workshops.decisions.votes import Votes


def still_missing(policy: Policy, votes: Votes) -> str:
    """`Quorum: 5 of 8, 2 more to vote.`; under open ballots also `Needs 1 more yes.`"""
    voted, heads = len(votes.cast), votes.heads
    if is_ruled(policy):
        return "Everybody asked has answered." if voted >= heads else f"{voted} of {heads} have given advice or let it pass."
    if not quorum_is_met(policy, votes.voted, votes.electorate):
        return _quorum(policy, votes)
    told = "Everybody has answered." if voted == heads else f"{voted} of {heads} have answered. Quorum is met."
    return f"{told} {_as_it_stands(policy, votes)}".strip()


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

"""The result of a round: carried or not, with the sum that it was counted from, in numbers and in a sentence."""

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from workshops.decisions.ballot import Ballot
from workshops.decisions.policy import Policy
from workshops.decisions.rules import RULES, RuleRow, count_choices
from workshops.decisions.shares import heads_of


class Result(Struct, frozen=True):
    """`sum` is the short sum of DECISIONS.md; `sentence` lets anyone check it by hand; `voted` and `electorate` are heads."""

    carried: bool
    sum: str
    sentence: str
    tally: dict[str, int]
    voted: int
    electorate: int
    quorum_met: bool


def result_of(policy: Policy, ballots: Mapping[str, Ballot], electorate: int) -> Result:
    """What these ballots of an electorate of this size decide under this policy. Order of the ballots never matters."""
    row = RULES[policy.rule]
    count = count_choices(ballots.values())
    voted = len(ballots)
    quorum_met = quorum_is_met(policy, voted, electorate)
    carried = quorum_met and row.carries(count, electorate, policy)
    return Result(
        carried=carried,
        sum=short_sum(row, count),
        sentence=_sentence(policy, row, count, voted, electorate, carried, quorum_met),
        tally={choice.choice: count[choice.choice] for choice in row.choices if count[choice.choice]},
        voted=voted,
        electorate=electorate,
        quorum_met=quorum_met,
    )


def quorum_is_met(policy: Policy, voted: int, electorate: int) -> bool:
    """Have enough voted? Abstentions count; exactly the fraction is enough."""
    return voted >= quorum_heads(policy, electorate)


def quorum_heads(policy: Policy, electorate: int) -> int:
    """The fewest voters that meet the quorum."""
    return heads_of(policy.quorum, electorate)


def short_sum(row: RuleRow, count: Counter[str]) -> str:
    """The choices that occurred, in the rule's order: `5 consent, 1 concern`; `no ballots` when there is none."""
    return ", ".join(f"{count[one.choice]} {one.spoken}" for one in row.choices if count[one.choice]) or "no ballots"


def still_missing(policy: Policy, ballots: Mapping[str, Ballot], electorate: int) -> str:
    """What an open round still waits for, without telling what anybody answered (hidden ballots stay hidden)."""
    voted, heads = len(ballots), quorum_heads(policy, electorate)
    if voted < heads:
        return f"Quorum: {heads} of {electorate} must answer, {heads - voted} more to come."
    if voted < electorate:
        return f"{voted} of {electorate} have answered. Quorum is met."
    return "Everybody has answered."


def _sentence(policy: Policy, row: RuleRow, count: Counter[str], voted: int, electorate: int, carried: bool, quorum_met: bool) -> str:
    said = f"{'Carried' if carried else 'Not carried'}: {short_sum(row, count)}."
    if not quorum_met:
        heads = quorum_heads(policy, electorate)
        return f"{said} Quorum was not met: {heads} of {electorate} needed to vote, {voted} did."
    return f"{said} {row.why(count, electorate, policy)}"

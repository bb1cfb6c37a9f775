"""The result of a round: carried or not, with the sum that it was counted from, in numbers and in a sentence."""

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from workshops.decisions.ballot import Ballot
from workshops.decisions.policy import Base, Policy, Rule, Unit
from workshops.decisions.rules import RULES, RuleRow, count_choices


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
    p, q = policy.quorum
    return voted * q >= p * electorate


def quorum_heads(policy: Policy, electorate: int) -> int:
    """The fewest voters that meet the quorum."""
    p, q = policy.quorum
    return -(-p * electorate // q)


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
    return f"{said} {_why(policy, count, voted, electorate)}"


def _why(policy: Policy, count: Counter[str], voted: int, electorate: int) -> str:
    yes, no = count["yes"], count["no"]
    match policy.rule:
        case Rule.CONSENT:
            return _why_consent(count, policy.unit)
        case Rule.MAJORITY:
            return f"More than half of the votes cast needed at least {(yes + no) // 2 + 1} of {yes + no}."
        case Rule.ABSOLUTE_MAJORITY:
            return f"More than half of all entitled needed at least {electorate // 2 + 1} of {electorate}."
        case Rule.SUPERMAJORITY:
            p, q = policy.share()
            whole = electorate if policy.base is Base.ELECTORATE else yes + no
            of_what = "all entitled" if policy.base is Base.ELECTORATE else "the votes cast"
            return f"{share_in_words((p, q))} of {of_what} needed at least {-(-p * whole // q)} of {whole}."
        case _:
            return f"All {voted} who voted needed to say yes."


def _why_consent(count: Counter[str], unit: Unit) -> str:
    who = "partner" if unit is Unit.PARTNER else "person"
    objections = count["object"]
    if objections:
        return f"{objections} {who if objections == 1 else _many(who)} {'sees' if objections == 1 else 'see'} a harm that is not yet met."
    if count["consent"] + count["concern"] == 0:
        return "Nobody stood behind it."
    return "Nobody objected."


def _many(who: str) -> str:
    return "people" if who == "person" else who + "s"


_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PARTS = {3: "thirds", 4: "quarters", 5: "fifths", 6: "sixths", 7: "sevenths", 8: "eighths", 9: "ninths", 10: "tenths"}


def share_in_words(share: tuple[int, int]) -> str:
    """`Two thirds`, `Five sixths`, `Half`, `All`; `7 in 12` where a word would be harder to read than the numbers."""
    p, q = share
    if p == q:
        return "All"
    if 2 * p == q:
        return "Half"
    if q in _PARTS and 1 < p < q:
        return f"{_NUMBERS[p]} {_PARTS[q]}".capitalize()
    return f"{p} in {q}"

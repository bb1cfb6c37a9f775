"""Shares of a group: how many heads a fraction is, and how it is said. Integers only; no rounded percentage ever decides."""

from fractions import Fraction

from workshops.decisions.policy import Policy

_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PARTS = {3: "thirds", 4: "quarters", 5: "fifths", 6: "sixths", 7: "sevenths", 8: "eighths", 9: "ninths", 10: "tenths"}


def heads_of(share: tuple[int, int], whole: int) -> int:
    """The fewest that are at least this share (numerator, denominator) of the whole."""
    p, q = share
    return -(-p * whole // q)


def share_in_words(share: tuple[int, int]) -> str:
    """`Two thirds`, `Five sixths`, `Half`, `All`; `7 in 12` where a word would be harder to read than the numbers."""
    fraction = Fraction(*share)
    p, q = fraction.numerator, fraction.denominator
    if p == q:
        return "All"
    if 2 * p == q:
        return "Half"
    if q in _PARTS and 1 < p < q:
        return f"{_NUMBERS[p]} {_PARTS[q]}".capitalize()
    return f"{p} in {q}"


def share_of(share: tuple[int, int], whole: str) -> str:
    """`Two thirds of the votes cast`, `All entitled`: a share with what it is of, which is said in the plural."""
    if share[0] == share[1]:
        return f"All {whole.removeprefix('all ')}"
    return f"{share_in_words(share)} of {whole}"


def more_than_half(whole: int) -> int:
    """The fewest that are more than half."""
    return whole // 2 + 1


def quorum_needed(policy: Policy, electorate: int) -> int:
    """The fewest heads (weighted: the least weight) that meet the quorum."""
    return heads_of(policy.quorum, electorate)


def quorum_is_met(policy: Policy, voted: int, electorate: int) -> bool:
    """Have enough voted? Abstentions count; exactly the fraction is enough. In a weighted vote both are sums of weights."""
    return voted >= quorum_needed(policy, electorate)

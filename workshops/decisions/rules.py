"""The rules that carry a proposal or not: each a function over counts, the words for its sum, and a row of the table at the end.

A rule sees how often each answer was given and the size of the electorate E (with a weighted vote: sums of weights) and says
whether the proposal is carried. Quorum is common to all and stands in `result.py`. Rules that choose among several options
stand in `choosing.py`. Source of every formula: DECISIONS.md.
"""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction

from msgspec import Struct

from workshops.decisions.ballot import Choice
from workshops.decisions.policy import Base, Policy, Rule, Unit
from workshops.decisions.shares import heads_of, share_of

AGREE = Choice("consent", "consent", "Agree", "We can stand behind it and act on it.", "agree")
CONCERN = Choice("concern", "concern", "Agree, with a concern", "It goes ahead; our concern is kept beside it.", "concern", "optional")
ASIDE = Choice("stand_aside", "stand aside", "Stand aside", "We won’t block it or back it.", "aside", "optional")
OBJECT = Choice("object", "object", "Not yet: we see a harm", "It stops for now. We say why, and all look for a way.", "object", "needed")
YES = Choice("yes", "yes", "Yes", "We are for it.", "agree", "optional")
NO = Choice("no", "no", "No", "We are against it.", "object", "optional")
ABSTAIN = Choice("abstain", "abstain", "Abstain", "We count as having voted, for neither side.", "aside", "optional", noun="abstention")
ADVISE = Choice(
    "advice", "advice", "Give advice", "Whoever decides has to hear it, and answers for what they make of it.", "agree", "needed"
)
PASS = Choice("pass", "let it pass", "Let it pass", "We have nothing to add.", "aside")

YES_NO = (YES, NO, ABSTAIN)
CONSENT = (AGREE, CONCERN, ASIDE, OBJECT)
ADVICE = (ADVISE, PASS)
FIST_TO_FIVE = (
    Choice("5", "five", "5: all in", "We will champion it.", "agree", "optional", "fives"),
    Choice("4", "four", "4: good", "We are glad to go along.", "agree", "optional", "fours"),
    Choice("3", "three", "3: we can live with it", "Not our first choice, and all right.", "agree", "optional", "threes"),
    Choice("2", "two", "2: we have reservations", "We would like to talk about it first.", "concern", "optional", "twos"),
    Choice("1", "one", "1: serious reservations", "It would need to change a good deal.", "object", "asked", "ones"),
    Choice("0", "zero", "0: we block it", "It must not go ahead like this. We say why.", "object", "needed", "zeros"),
)

Formula = Callable[[Counter[str], int, Policy], bool]
Words = Callable[[Counter[str], int, Policy], str]


class RuleRow(Struct, frozen=True):
    """A rule as data: the answers it takes, when it carries, and why it did or did not, in a sentence that anyone can check by hand.

    Both are functions of the counts of answers, the electorate E and the policy. `by_head`: weights say nothing here, since
    one single objection is enough.
    """

    choices: tuple[Choice, ...]
    carries: Formula
    why: Words
    by_head: bool = False


def majority(count: Counter[str], electorate: int, policy: Policy) -> bool:
    """More yes than no; a tie fails, and so does nothing at all: 2y > y + n."""
    return 2 * count["yes"] > count["yes"] + count["no"]


def absolute_majority(count: Counter[str], electorate: int, policy: Policy) -> bool:
    """More than half of all who are entitled: 2y > E."""
    return 2 * count["yes"] > electorate


def supermajority(count: Counter[str], electorate: int, policy: Policy) -> bool:
    """At least p/q of the base, and more yes than no: q·y ≥ p·(y + n), or q·y ≥ p·E."""
    yes, no = count["yes"], count["no"]
    share = Fraction(*policy.share())
    base = electorate if policy.base is Base.ELECTORATE else yes + no
    return yes > no and yes >= share * base


def unanimity(count: Counter[str], electorate: int, policy: Policy) -> bool:
    """All who voted said yes, and somebody did."""
    return count["yes"] > 0 and count["no"] == 0 and count["abstain"] == 0


def consent(count: Counter[str], electorate: int, policy: Policy) -> bool:
    """No standing objection, and at least one partner behind it."""
    return count["object"] == 0 and count["consent"] + count["concern"] > 0


def fist_to_five(count: Counter[str], electorate: int, policy: Policy) -> bool:
    """Nobody answered 0, and nobody below the floor; and somebody answered."""
    return any(count[str(fingers)] for fingers in range(6)) and not _below(count, policy)


def _below(count: Counter[str], policy: Policy) -> int:
    return sum(count[str(fingers)] for fingers in range(policy.floor))


NEITHER = "Nobody said yes or no."


def why_majority(count: Counter[str], electorate: int, policy: Policy) -> str:
    """More than half of yes + no."""
    cast = count["yes"] + count["no"]
    return f"More than half of the votes cast needed at least {cast // 2 + 1} of {cast}." if cast else NEITHER


def why_absolute_majority(count: Counter[str], electorate: int, policy: Policy) -> str:
    """More than half of E."""
    return f"More than half of all entitled needed at least {electorate // 2 + 1} of {electorate}."


def why_supermajority(count: Counter[str], electorate: int, policy: Policy) -> str:
    """The share of the base."""
    of_all = policy.base is Base.ELECTORATE
    base = electorate if of_all else count["yes"] + count["no"]
    if not base:
        return NEITHER
    share = share_of(policy.share(), "all entitled" if of_all else "the votes cast")
    return f"{share} needed at least {heads_of(policy.share(), base)} of {base}."


def why_unanimity(count: Counter[str], electorate: int, policy: Policy) -> str:
    """All who voted."""
    voted = count.total()
    return f"All {voted} who voted needed to say yes." if voted > 1 else "The one who voted needed to say yes." if voted else NEITHER


def why_consent(count: Counter[str], electorate: int, policy: Policy) -> str:
    """Who objects, or whether nobody stands behind it."""
    objections = count["object"]
    if not objections:
        return "Nobody objected." if count["consent"] + count["concern"] else "Nobody stood behind it."
    return f"{_who(policy, objections, 'sees', 'see')} a harm that is not yet met."


def why_fist_to_five(count: Counter[str], electorate: int, policy: Policy) -> str:
    """Who is below the floor."""
    below = _below(count, policy)
    if not below:
        return f"Nobody answered below {policy.floor}." if count.total() else "Nobody answered."
    return f"{_who(policy, below, 'is', 'are')} below {policy.floor}."


def _who(policy: Policy, number: int, does: str, do: str) -> str:
    one, many = ("person", "people") if policy.unit is Unit.PERSON else ("partner", "partners")
    return f"{number} {one} {does}" if number == 1 else f"{number} {many} {do}"


RULES: dict[Rule, RuleRow] = {
    Rule.CONSENT: RuleRow(CONSENT, consent, why_consent, by_head=True),
    Rule.MAJORITY: RuleRow(YES_NO, majority, why_majority),
    Rule.ABSOLUTE_MAJORITY: RuleRow(YES_NO, absolute_majority, why_absolute_majority),
    Rule.SUPERMAJORITY: RuleRow(YES_NO, supermajority, why_supermajority),
    Rule.UNANIMITY: RuleRow(YES_NO, unanimity, why_unanimity, by_head=True),
    Rule.FIST_TO_FIVE: RuleRow(FIST_TO_FIVE, fist_to_five, why_fist_to_five, by_head=True),
}
"""The rules that say yes or no. What each is called, and when it passes, stands in `words.py`."""

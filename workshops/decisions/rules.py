"""The rules that a decision can be made by: each a function over counts, the words for its sum, and a row of the table at the end.

A rule sees the standing ballots and the size of the electorate E and says whether the proposal is carried. Quorum is
common to all and stands in `result.py`. Source of every formula: DECISIONS.md.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction

from msgspec import Struct

from workshops.decisions.ballot import Ballot, Choice
from workshops.decisions.policy import Base, Policy, Rule, Unit
from workshops.decisions.shares import heads_of, share_in_words

AGREE = Choice("consent", "consent", "Agree", "We can stand behind it and act on it.", "agree")
CONCERN = Choice("concern", "concern", "Agree, with a concern", "It goes ahead; our concern is kept beside it.", "concern", "optional")
ASIDE = Choice("stand_aside", "stand aside", "Stand aside", "We won’t block it or back it.", "aside", "optional")
OBJECT = Choice("object", "object", "Not yet: we see a harm", "It stops for now. We say why, and all look for a way.", "object", "needed")
YES = Choice("yes", "yes", "Yes", "We are for it.", "agree", "optional")
NO = Choice("no", "no", "No", "We are against it.", "object", "optional")
ABSTAIN = Choice("abstain", "abstain", "Abstain", "We count as having voted, for neither side.", "aside", "optional")

YES_NO = (YES, NO, ABSTAIN)
CONSENT = (AGREE, CONCERN, ASIDE, OBJECT)


Formula = Callable[[Counter[str], int, Policy], bool]
Words = Callable[[Counter[str], int, Policy], str]


class RuleRow(Struct, frozen=True):
    """A rule as data: the answers it takes, when it carries, and why it did or did not, in a sentence that anyone can check by hand.

    Both are functions of the counts of choices, the electorate E and the policy.
    """

    choices: tuple[Choice, ...]
    carries: Formula
    why: Words


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


def why_majority(count: Counter[str], electorate: int, policy: Policy) -> str:
    """More than half of yes + no."""
    cast = count["yes"] + count["no"]
    return f"More than half of the votes cast needed at least {cast // 2 + 1} of {cast}."


def why_absolute_majority(count: Counter[str], electorate: int, policy: Policy) -> str:
    """More than half of E."""
    return f"More than half of all entitled needed at least {electorate // 2 + 1} of {electorate}."


def why_supermajority(count: Counter[str], electorate: int, policy: Policy) -> str:
    """The share of the base."""
    of_all = policy.base is Base.ELECTORATE
    base = electorate if of_all else count["yes"] + count["no"]
    needed = f"needed at least {heads_of(policy.share(), base)} of {base}"
    return f"{share_in_words(policy.share())} of {'all entitled' if of_all else 'the votes cast'} {needed}."


def why_unanimity(count: Counter[str], electorate: int, policy: Policy) -> str:
    """All who voted."""
    return f"All {count.total()} who voted needed to say yes."


def why_consent(count: Counter[str], electorate: int, policy: Policy) -> str:
    """Who objects, or whether nobody stands behind it."""
    objections = count["object"]
    if not objections:
        return "Nobody objected." if count["consent"] + count["concern"] else "Nobody stood behind it."
    one, many = ("person", "people") if policy.unit is Unit.PERSON else ("partner", "partners")
    return f"{objections} {f'{one} sees' if objections == 1 else f'{many} see'} a harm that is not yet met."


RULES: dict[Rule, RuleRow] = {
    Rule.CONSENT: RuleRow(CONSENT, consent, why_consent),
    Rule.MAJORITY: RuleRow(YES_NO, majority, why_majority),
    Rule.ABSOLUTE_MAJORITY: RuleRow(YES_NO, absolute_majority, why_absolute_majority),
    Rule.SUPERMAJORITY: RuleRow(YES_NO, supermajority, why_supermajority),
    Rule.UNANIMITY: RuleRow(YES_NO, unanimity, why_unanimity),
}
"""The rules that can be carried out. What each is called, and when it passes, stands in `words.py`, for those to come as well."""


def count_choices(ballots: Iterable[Ballot]) -> Counter[str]:
    """How often each choice occurs."""
    return Counter(ballot.choice for ballot in ballots)

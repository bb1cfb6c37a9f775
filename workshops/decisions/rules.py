"""The rules that a decision can be made by: each one function over counts, and one row of the table at the end.

A rule sees the standing ballots and the size of the electorate E and says whether the proposal is carried. Quorum is
common to all and stands in `result.py`. Source of every formula: DECISIONS.md.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction

from msgspec import Struct

from workshops.decisions.ballot import Ballot, Choice
from workshops.decisions.policy import Base, Policy, Rule

AGREE = Choice("consent", "consent", "Agree", "We can stand behind it and act on it.", "agree")
CONCERN = Choice("concern", "concern", "Agree, with a concern", "It goes ahead; our concern is kept beside it.", "concern", "optional")
ASIDE = Choice("stand_aside", "stand aside", "Stand aside", "We won’t block it or back it.", "aside", "optional")
OBJECT = Choice("object", "object", "Not yet: we see a harm", "It stops for now. We say why, and all look for a way.", "object", "needed")
YES = Choice("yes", "yes", "Yes", "We are for it.", "agree", "optional")
NO = Choice("no", "no", "No", "We are against it.", "object", "optional")
ABSTAIN = Choice("abstain", "abstain", "Abstain", "We count as having voted, for neither side.", "aside", "optional")

YES_NO = (YES, NO, ABSTAIN)
CONSENT = (AGREE, CONCERN, ASIDE, OBJECT)


class RuleRow(Struct, frozen=True):
    """A rule as data: its name for people, the answers it takes, and when it carries (counts of choices, E, policy)."""

    title: str
    choices: tuple[Choice, ...]
    carries: Callable[[Counter[str], int, Policy], bool]


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


RULES: dict[Rule, RuleRow] = {
    Rule.CONSENT: RuleRow("Consent", CONSENT, consent),
    Rule.MAJORITY: RuleRow("Majority", YES_NO, majority),
    Rule.ABSOLUTE_MAJORITY: RuleRow("Absolute majority", YES_NO, absolute_majority),
    Rule.SUPERMAJORITY: RuleRow("Supermajority", YES_NO, supermajority),
    Rule.UNANIMITY: RuleRow("Unanimity", YES_NO, unanimity),
}


def count_choices(ballots: Iterable[Ballot]) -> Counter[str]:
    """How often each choice occurs."""
    return Counter(ballot.choice for ballot in ballots)

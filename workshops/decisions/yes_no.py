"""The rules that carry a proposal or not: each a function over counts, the words for its sum, and a row.

A rule sees how often each answer was given and the size of the electorate E (with a weighted vote: sums of weights) and says
whether the proposal is carried. Quorum is common to all and stands in `result.py`. Source of every formula: DECISIONS.md.
"""

from collections import Counter
from fractions import Fraction

from workshops.decisions.ballot import Ballot, Choice
from workshops.decisions.policy import Base, Policy, Rule, Unit
from workshops.decisions.row import Answers, RuleRow
from workshops.decisions.saying import several
from workshops.decisions.shares import heads_of, more_than_half, share_of

ADD, WHY = "Would you like to add something?", "Would you like to say why?"
RESERVATIONS = "What are your reservations?"
HARM = "Please say why: what harm would it do? The group can only meet what it knows."
BLOCK = "Please say why you block it: the group can only meet what it knows."

YES_NO = (
    Choice("yes", "yes", "Yes", "We are for it.", "agree", "optional", asks=ADD),
    Choice("no", "no", "No", "We are against it.", "object", "optional", asks=WHY),
    Choice(
        "abstain", "abstain", "Abstain", "We count as having voted, for neither side.", "aside", "optional", noun="abstention", asks=WHY
    ),
)
CONSENT = (
    Choice("consent", "consent", "Agree", "We can stand behind it and act on it.", "agree", on_screen="agree"),
    Choice("concern", "concern", "Agree, with a concern", "It goes ahead; our concern is kept beside it.", "concern", "optional",
           asks="What is your concern?", on_screen="with a concern"),
    Choice("stand_aside", "stand aside", "Stand aside", "We won’t block it or back it.", "aside", "optional", asks=WHY),
    Choice("object", "object", "Not yet: we see a harm", "It stops for now. We say why, and all look for a way.", "object", "needed",
           asks="What harm would it do?", lacks=HARM, on_screen="not yet"),
)  # fmt: skip
FIST_TO_FIVE = (
    Choice("5", "five", "5: all in", "We will champion it.", "agree", "optional", "fives", asks=ADD),
    Choice("4", "four", "4: good", "We are glad to go along.", "agree", "optional", "fours", asks=ADD),
    Choice("3", "three", "3: we can live with it", "Not our first choice, and all right.", "agree", "optional", "threes", asks=ADD),
    Choice("2", "two", "2: we have reservations", "We would like to talk about it first.", "concern", "optional", "twos",
           asks=RESERVATIONS),
    Choice("1", "one", "1: serious reservations", "It would need to change a good deal.", "object", "asked", "ones", asks=RESERVATIONS),
    Choice("0", "zero", "0: we block it", "It must not go ahead like this. We say why.", "object", "needed", "zeros",
           asks="Why do you block it?", lacks=BLOCK),
)  # fmt: skip


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
    return f"More than half of the votes cast needed at least {more_than_half(cast)} of {cast}." if cast else NEITHER


def why_absolute_majority(count: Counter[str], electorate: int, policy: Policy) -> str:
    """More than half of E."""
    return f"More than half of all entitled needed at least {more_than_half(electorate)} of {electorate}."


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
    return f"{_who(policy, objections)} {'sees' if objections == 1 else 'see'} a harm that is not yet met."


def why_fist_to_five(count: Counter[str], electorate: int, policy: Policy) -> str:
    """Who is below the floor."""
    below = _below(count, policy)
    if not below:
        return f"Nobody answered below {policy.floor}." if count.total() else "Nobody answered."
    return f"{_who(policy, below)} {'is' if below == 1 else 'are'} below {policy.floor}."


def _who(policy: Policy, number: int) -> str:
    if policy.unit is Unit.PERSON:
        return "1 person" if number == 1 else f"{number} people"
    return several(number, "partner")


def _is_low(ballot: Ballot, policy: Policy) -> bool:
    return int(ballot.choice) < policy.floor


def _is_objection(ballot: Ballot, policy: Policy) -> bool:
    return ballot.choice == "object"


def _share(policy: Policy) -> str:
    return share_of(policy.share(), "all entitled" if policy.base is Base.ELECTORATE else "the votes cast").lower()


def _example_of_a_share(policy: Policy, voters: int) -> str:
    needed = heads_of(policy.share(), voters)
    if policy.base is Base.ELECTORATE:
        return f"{_share(policy)} needs {needed} yes, however many vote."
    fewer = voters - 1
    without = f"; if one abstains, {heads_of(policy.share(), fewer)} of {fewer}" if fewer > 1 else ""
    return f"{_share(policy)} needs {needed} yes of {voters} if all say yes or no{without}."


YES_NO_RULES: dict[Rule, RuleRow] = {
    Rule.CONSENT: RuleRow(
        "Consent",
        lambda policy: "passes when nobody objects",
        ("A proposal passes when nobody sees a harm in it that is not yet met.",
         "It need not be anybody’s favourite: good enough for now and safe enough to try is enough."),
        lambda policy, voters: "one objection with its reason stops it for this round; standing aside does not.",
        Answers(CONSENT, consent, why_consent, by_head=True, against=_is_objection),
        needs="An objection needs a reason and opens a revision round.",
    ),
    Rule.FIST_TO_FIVE: RuleRow(
        "Fist-to-five",
        lambda policy: f"passes when nobody answers below {policy.floor}",
        ("Everybody shows nought to five fingers, from “we block it” to “all in”.",
         "It passes when nobody is below {floor}; whoever is says why, and the words are changed."),
        lambda policy, voters: f"one answer below {policy.floor} is enough for another round.",
        Answers(FIST_TO_FIVE, fist_to_five, why_fist_to_five, by_head=True, against=_is_low, heard="low answer"),
        own=("floor",),
        needs="A nought needs a reason; whoever is low is heard first.",
    ),
    Rule.MAJORITY: RuleRow(
        "Majority",
        lambda policy: "passes when more say yes than no",
        ("A proposal passes when more say yes than no.", "It is quick, and it can leave nearly half of the group behind."),
        lambda policy, voters: f"that is {more_than_half(voters)} yes if all say yes or no; abstentions do not count.",
        Answers(YES_NO, majority, why_majority, counts_up=True),
    ),
    Rule.ABSOLUTE_MAJORITY: RuleRow(
        "Absolute majority",
        lambda policy: "passes when more than half of all say yes",
        ("A proposal passes when more than half of all who are entitled say yes.",
         "Whoever is not here counts as if they had not said yes."),
        lambda policy, voters: f"that is {more_than_half(voters)} yes, however many vote.",
        Answers(YES_NO, absolute_majority, why_absolute_majority, counts_up=True),
    ),
    Rule.SUPERMAJORITY: RuleRow(
        "Supermajority",
        lambda policy: f"passes when {_share(policy)} say yes",
        ("A proposal passes when {share} say yes.", "It asks for broad support without giving anyone a veto."),
        _example_of_a_share,
        Answers(YES_NO, supermajority, why_supermajority, counts_up=True),
        own=("threshold", "base"),
    ),
    Rule.UNANIMITY: RuleRow(
        "Unanimity",
        lambda policy: "passes when all who vote say yes",
        ("A proposal passes when all who vote say yes, without one abstention.", "One partner alone can stop it, and need not say why."),
        lambda policy, voters: "one no or one abstention is enough to stop it.",
        Answers(YES_NO, unanimity, why_unanimity, by_head=True),
    ),
}  # fmt: skip
"""The rules that say yes or no."""

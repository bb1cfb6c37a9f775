"""A policy explained to those who are to live with it: two sentences on the rule, and an example computed for their own group."""

from collections.abc import Callable

from workshops.decisions.policy import Base, Policy, Rule, Secrecy, Unit
from workshops.decisions.result import FEWEST_SECRET, quorum_needed
from workshops.decisions.shares import heads_of, share_of

SENTENCES: dict[Rule, tuple[str, str]] = {
    Rule.CONSENT: (
        "A proposal passes when nobody sees a harm in it that is not yet met.",
        "It need not be anybody’s favourite: good enough for now and safe enough to try is enough.",
    ),
    Rule.FIST_TO_FIVE: (
        "Everybody shows nought to five fingers, from “we block it” to “all in”.",
        "It passes when nobody is below {floor}; whoever is says why, and the words are changed.",
    ),
    Rule.ADVICE: (
        "One person decides, after hearing everybody who was asked.",
        "The advice and the reason for the decision stay in the record.",
    ),
    Rule.MAJORITY: (
        "A proposal passes when more say yes than no.",
        "It is quick, and it can leave nearly half of the group behind.",
    ),
    Rule.ABSOLUTE_MAJORITY: (
        "A proposal passes when more than half of all who are entitled say yes.",
        "Whoever is not here counts as if they had not said yes.",
    ),
    Rule.SUPERMAJORITY: (
        "A proposal passes when {share} say yes.",
        "It asks for broad support without giving anyone a veto.",
    ),
    Rule.UNANIMITY: (
        "A proposal passes when all who vote say yes, without one abstention.",
        "One partner alone can stop it, and need not say why.",
    ),
    Rule.PLURALITY: (
        "Each picks one option, and the one that most picked is taken.",
        "With many options that can be the favourite of few.",
    ),
    Rule.MAJORITY_RUNOFF: (
        "Each picks one option, and one with more than half is taken.",
        "If there is none, a second vote decides between the best two.",
    ),
    Rule.APPROVAL: (
        "Each ticks every option they could live with, and the one with most ticks is taken.",
        "It finds what most can agree to rather than what some love.",
    ),
    Rule.SCORE: (
        "Each gives every option nought to five points, and the highest sum is taken.",
        "How strongly people feel counts too.",
    ),
    Rule.DOTS: (
        "Each has {budget} dots and spreads them, at most {cap} on one option; the most dots win.",
        "It is good for a first order among many.",
    ),
    Rule.IRV: (
        "Each ranks the options.",
        "The last one is dropped, and its ballots go to whatever they rank next, until one has more than half.",
    ),
    Rule.SCHULZE: (
        "Each ranks the options, equals allowed, and all are compared two by two.",
        "What would win against each other one is taken.",
    ),
}
"""Two sentences for each rule."""


def explained(policy: Policy) -> str:
    """What the rule does, in two sentences."""
    share = share_of(policy.share(), "all who are entitled" if policy.base is Base.ELECTORATE else "the votes cast").lower()
    return " ".join(SENTENCES[policy.rule]).format(floor=policy.floor, share=share, budget=policy.budget, cap=policy.cap)


def example(policy: Policy, voters: int) -> str:
    """What it means for this many voters: `With your 7 partners, two thirds of the votes cast needs 5 yes if all 7 say yes or no …`"""
    if voters == 0:
        return "Nobody is here yet who could vote."
    who = _voters(policy, voters)
    if policy.unit is Unit.WEIGHTED:
        return f"With {who}, the weights decide: together they are {sum(policy.weights.values())}. {_quorum(policy, voters)}".strip()
    if policy.secrecy is Secrecy.SECRET and voters < FEWEST_SECRET:
        return f"With {who} it cannot be secret: fewer than {FEWEST_SECRET} ballots would tell who gave them."
    return f"With {who}, {NEEDS[policy.rule](policy, voters)} {_quorum(policy, voters)}".strip()


def _voters(policy: Policy, voters: int) -> str:
    one, many = ("person here", "people here") if policy.unit is Unit.PERSON else ("partner", "partners")
    return f"your one {one}" if voters == 1 else f"your {voters} {many}"


def _half(voters: int) -> int:
    return voters // 2 + 1


def _several(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"


def _all(voters: int) -> str:
    return {1: "that one", 2: "both"}.get(voters, f"all {voters}")


def _supermajority(policy: Policy, voters: int) -> str:
    needed = heads_of(policy.share(), voters)
    if policy.base is Base.ELECTORATE:
        return f"{share_of(policy.share(), 'all entitled').lower()} needs {needed} yes, however many vote."
    fewer = voters - 1
    without = f"; if one abstains, {heads_of(policy.share(), fewer)} of {fewer}" if fewer > 1 else ""
    return f"{share_of(policy.share(), 'the votes cast').lower()} needs {needed} yes of {voters} if all say yes or no{without}."


NEEDS: dict[Rule, Callable[[Policy, int], str]] = {
    Rule.CONSENT: lambda policy, voters: "one objection with its reason stops it for this round; standing aside does not.",
    Rule.FIST_TO_FIVE: lambda policy, voters: f"one answer below {policy.floor} is enough for another round.",
    Rule.ADVICE: lambda policy, voters: f"whoever decides hears {_all(voters)} first.",
    Rule.MAJORITY: lambda policy, voters: f"that is {_half(voters)} yes if all say yes or no; abstentions do not count.",
    Rule.ABSOLUTE_MAJORITY: lambda policy, voters: f"that is {_half(voters)} yes, however many vote.",
    Rule.SUPERMAJORITY: _supermajority,
    Rule.UNANIMITY: lambda policy, voters: "one no or one abstention is enough to stop it.",
    Rule.PLURALITY: lambda policy, voters: f"{_several((voters + 4) // 3, 'vote')} can be enough among three options.",
    Rule.MAJORITY_RUNOFF: lambda policy, voters: f"an option has won at once with {_several(_half(voters), 'vote')} if all vote.",
    Rule.APPROVAL: lambda policy, voters: f"an option can get {_several(voters, 'tick')} at most, and you may tick as many as you like.",
    Rule.SCORE: lambda policy, voters: f"an option can get {voters * 5} points at most.",
    Rule.DOTS: lambda policy, voters: f"{voters * policy.budget} dots are given out in all.",
    Rule.IRV: lambda policy, voters: f"an option has won at once with {_several(_half(voters), 'first place')} if all vote.",
    Rule.SCHULZE: lambda policy, voters: f"an option is ahead of another when {_half(voters)} prefer it, if all rank both.",
}
"""What each rule asks of this many voters."""


def _quorum(policy: Policy, voters: int) -> str:
    if policy.quorum[0] == 0 or policy.rule is Rule.ADVICE:
        return ""
    if policy.unit is Unit.WEIGHTED:
        total = sum(policy.weights.values())
        return f"Votes of a weight of {quorum_needed(policy, total)} must be cast before it counts."
    needed = quorum_needed(policy, voters)
    return f"At least {needed} must vote before it counts."

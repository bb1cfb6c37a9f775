"""A policy explained to those who are to live with it: two sentences on the rule, and an example computed for their own group."""

from workshops.decisions.policy import Base, Policy, Secrecy, Unit
from workshops.decisions.result import FEWEST_SECRET
from workshops.decisions.rules import RULES, is_ruled
from workshops.decisions.shares import quorum_needed, share_of


def explained(policy: Policy) -> str:
    """What the rule does, in two sentences."""
    share = share_of(policy.share(), "all who are entitled" if policy.base is Base.ELECTORATE else "the votes cast").lower()
    return " ".join(RULES[policy.rule].sentences).format(floor=policy.floor, share=share, budget=policy.budget, cap=policy.cap)


def example(policy: Policy, voters: int) -> str:
    """What it means for this many voters: `With your 7 partners, two thirds of the votes cast needs 5 yes if all 7 say yes or no …`"""
    if voters == 0:
        return "Nobody is here yet who could vote."
    who = _voters(policy, voters)
    if policy.unit is Unit.WEIGHTED:
        return f"With {who}, the weights decide: together they are {sum(policy.weights.values())}. {_quorum(policy, voters)}".strip()
    if policy.secrecy is Secrecy.SECRET and voters < FEWEST_SECRET:
        return f"With {who} it cannot be secret: fewer than {FEWEST_SECRET} ballots would tell who gave them."
    return f"With {who}, {RULES[policy.rule].example(policy, voters)} {_quorum(policy, voters)}".strip()


def _voters(policy: Policy, voters: int) -> str:
    one, many = ("person here", "people here") if policy.unit is Unit.PERSON else ("partner", "partners")
    return f"your one {one}" if voters == 1 else f"your {voters} {many}"


def _quorum(policy: Policy, voters: int) -> str:
    if policy.quorum[0] == 0 or is_ruled(policy):
        return ""
    if policy.unit is Unit.WEIGHTED:
        total = sum(policy.weights.values())
        return f"Votes of a weight of {quorum_needed(policy, total)} must be cast before it counts."
    needed = quorum_needed(policy, voters)
    return f"At least {needed} must vote before it counts."

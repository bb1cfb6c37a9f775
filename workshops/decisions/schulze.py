"""The Schulze method by winning votes (Schulze 2011, "A new monotonic, clone-independent … method", section 2; DECISIONS.md).

A defeat is as strong as the votes on its winning side, and among equals the one with fewer votes against it. A path is as strong
as its weakest defeat; one option is ahead of another when the strongest path to it is stronger than the one back.
"""

from collections.abc import Sequence

from workshops.decisions.order import Order
from workshops.decisions.votes import Votes

Strength = tuple[int, int]
"""Votes for, and votes against as a negative number: greater is stronger."""
NONE: Strength = (0, 0)
"""No path: weaker than any defeat, which has at least one vote for it."""


def pairwise(options: Sequence[str], votes: Votes) -> dict[str, dict[str, int]]:
    """How much prefers the first option (row) to the second (column). What a ballot leaves out is last there, and equal."""
    preferred = {one: {other: 0 for other in options if other != one} for one in options}
    for ballot, weight in votes.cast:
        rank = {option: place for place, group in enumerate(ballot.ranking) for option in group}
        last = len(ballot.ranking)
        for one in rank:
            row, mine = preferred[one], rank[one]
            for other in row:
                if mine < rank.get(other, last):
                    row[other] += weight
    return preferred


def strongest_paths(options: Sequence[str], preferred: dict[str, dict[str, int]]) -> dict[str, dict[str, Strength]]:
    """The strength of the strongest path from each option to each other (Floyd and Warshall; cubic in the options)."""
    paths = {
        one: {
            other: (preferred[one][other], -preferred[other][one]) if preferred[one][other] > preferred[other][one] else NONE
            for other in options
            if other != one
        }
        for one in options
    }
    for through in options:
        for one in options:
            if one == through:
                continue
            row, first = paths[one], paths[one][through]
            for other in options:
                if other not in (one, through):
                    row[other] = max(row[other], min(first, paths[through][other]))
    return paths


def _ahead(options: Sequence[str], preferred: dict[str, dict[str, int]]) -> dict[str, set[str]]:
    paths = strongest_paths(options, preferred)
    return {one: {other for other in options if other != one and paths[one][other] > paths[other][one]} for one in options}


def wins(options: Sequence[str], preferred: dict[str, dict[str, int]]) -> dict[str, int]:
    """How many others each option is ahead of."""
    return {one: len(others) for one, others in _ahead(options, preferred).items()}


def schulze_order(options: Sequence[str], preferred: dict[str, dict[str, int]]) -> Order:
    """The options in groups, best first: first those that nobody is ahead of, then those that only these are ahead of, and so on."""
    ahead = _ahead(options, preferred)
    left, order = list(options), []
    while left:
        best = tuple(one for one in left if not any(one in ahead[other] for other in left))
        order.append(best)
        left = [one for one in left if one not in best]
    return tuple(order)

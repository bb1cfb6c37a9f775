"""The votes of a round: each standing ballot with the weight it counts with, and the size of the electorate."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from workshops.decisions.ballot import Ballot
from workshops.decisions.policy import Policy, Unit


class Votes(Struct, frozen=True):
    """What a result is computed from. `cast` is (ballot, weight); each weight is 1 unless the unit is weighted.

    `electorate` and `heads` are both of all who are entitled: the sum of their weights, and how many they are.
    """

    cast: tuple[tuple[Ballot, int], ...]
    electorate: int
    heads: int
    weighted: bool = False

    @property
    def voted(self) -> int:
        """The weight of those who voted."""
        return sum(weight for _, weight in self.cast)

    def by_head(self) -> "Votes":
        """The same votes, each counting one."""
        return Votes(tuple((ballot, 1) for ballot, _ in self.cast), self.heads, self.heads)

    def choices(self) -> Counter[str]:
        """How much each answer or option got."""
        return totals((ballot.choice, weight) for ballot, weight in self.cast)


def totals(parts: Iterable[tuple[str, int]]) -> Counter[str]:
    """The sums by name."""
    found: Counter[str] = Counter()
    for name, number in parts:
        found[name] += number
    return found


def votes_of(policy: Policy, ballots: Mapping[str, Ballot], voters: Sequence[str]) -> Votes:
    """The votes of a round whose ballots are known by voter."""
    if policy.unit is not Unit.WEIGHTED:
        return Votes(tuple((ballot, 1) for ballot in ballots.values()), len(voters), len(voters))
    weights = policy.weights
    cast = tuple((ballot, weights.get(voter, 0)) for voter, ballot in ballots.items())
    return Votes(cast, sum(weights.get(voter, 0) for voter in voters), len(voters), weighted=True)


def secret_votes(ballots: Sequence[Ballot], electorate: int) -> Votes:
    """The votes of a secret round: nobody's in particular, each counting one."""
    return Votes(tuple((ballot, 1) for ballot in ballots), electorate, electorate)

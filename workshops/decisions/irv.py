"""Instant run-off voting (DECISIONS.md, "irv"): the last is eliminated until one has more than half of the ballots that continue."""

from collections.abc import Sequence

from msgspec import Struct

from workshops.decisions.order import Order, by_figures, in_line
from workshops.decisions.votes import Votes


class Elimination(Struct, frozen=True):
    """One round of the count: what each continuing option has, how much is exhausted, and who goes.

    `stuck`: the last are tied, and together they could still reach the next; nobody breaks that tie.
    """

    counts: dict[str, int]
    exhausted: int
    eliminated: tuple[str, ...] = ()
    stuck: bool = False

    def last(self) -> tuple[str, ...]:
        """The options that have least."""
        lowest = min(self.counts.values())
        return tuple(option for option, number in self.counts.items() if number == lowest)


def instant_runoff(options: Sequence[str], votes: Votes, seats: int = 1) -> tuple[Order, tuple[Elimination, ...]]:
    """The order (groups, best first) and the rounds that made it.

    For one place the count ends with more than half of the continuing ballots; for more places it goes on, so that the first k
    of the order can be told. Where it is stuck, all that still continue are tied, but for one that has more than half.
    """
    continuing = list(options)
    rounds: list[Elimination] = []
    gone: list[tuple[str, ...]] = []
    while len(continuing) > 1:
        counts, exhausted = highest_ranked(continuing, votes)
        ahead = [option for option in continuing if 2 * counts[option] > sum(counts.values())]
        if ahead and seats == 1:
            rounds.append(Elimination(counts, exhausted))
            return (*by_figures(continuing, counts), *reversed(gone)), tuple(rounds)
        out = _eliminated(counts)
        rounds.append(Elimination(counts, exhausted, out, stuck=not out))
        if not out:
            tied = tuple(option for option in in_line(by_figures(continuing, counts)) if option not in ahead)
            return (*([(ahead[0],)] if ahead else []), tied, *reversed(gone)), tuple(rounds)
        gone.append(out)
        continuing = [option for option in continuing if option not in out]
    counts, exhausted = highest_ranked(continuing, votes)
    rounds.append(Elimination(counts, exhausted))
    return (tuple(continuing), *reversed(gone)), tuple(rounds)


def highest_ranked(continuing: Sequence[str], votes: Votes) -> tuple[dict[str, int], int]:
    """How much each continuing option has as the highest ranked, and how much names none of them any more."""
    counts = dict.fromkeys(continuing, 0)
    exhausted = 0
    for ballot, weight in votes.cast:
        top = next((option for group in ballot.ranking for option in group if option in counts), None)
        if top is None:
            exhausted += weight
        else:
            counts[top] += weight
    return counts, exhausted


def _eliminated(counts: dict[str, int]) -> tuple[str, ...]:
    """The last, or all who are tied for it if together they stay below the next; none where they could reach it.

    Drawing level would be enough to matter: then it could be the next one's turn to go.
    """
    lowest = min(counts.values())
    last = tuple(option for option, number in counts.items() if number == lowest)
    above = [number for number in counts.values() if number > lowest]
    if len(last) == 1:
        return last
    return last if above and len(last) * lowest < min(above) else ()

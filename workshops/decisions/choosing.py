"""The rules that choose among several options: each turns votes into an order, the best first, with ties as groups.

What is taken is the first k of that order (`taken`); a tie across the cut is never broken silently. Source: DECISIONS.md,
"Choice rules". Ranked rules stand in `irv.py` and `schulze.py`.
"""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, structs

from workshops.decisions.ballot import Ballot, Form
from workshops.decisions.irv import Elimination, highest_ranked, instant_runoff
from workshops.decisions.policy import Policy, Rule, Tie
from workshops.decisions.schulze import pairwise, schulze_order, wins
from workshops.decisions.votes import Votes

Order = tuple[tuple[str, ...], ...]


class Count(Struct, frozen=True):
    """What a choice rule makes of the votes.

    `order`: groups of options, best first, equals together; `figures`: the number that each option stands there with; `heads`:
    how many voters stand behind it there, each counting one (none under Schulze, whose figure is no number of votes).
    `points` (score): the sum of points, each voter counting one; `eliminations` (irv): the rounds; `pairwise` (schulze): how
    many prefer the row to the column; `finalists` (majority with run-off): the first two, and whoever shares second place,
    where nobody has more than half.
    """

    order: Order
    figures: dict[str, int]
    heads: dict[str, int] = {}
    points: dict[str, int] = {}
    eliminations: tuple[Elimination, ...] = ()
    pairwise: dict[str, dict[str, int]] = {}
    finalists: tuple[str, ...] = ()


class Taken(Struct, frozen=True):
    """`winners` are certain, in order; `tied` are those across the cut that `left` places are between."""

    winners: tuple[str, ...]
    tied: tuple[str, ...] = ()
    left: int = 0


class ChoiceRow(Struct, frozen=True):
    """A choice rule as data: the form of its ballot, what it makes of the votes, and what its figures count."""

    form: Form
    count: Callable[[Sequence[str], Votes, Policy], Count]
    counts: str


def by_figures(options: Sequence[str], figures: Mapping[str, int]) -> Order:
    """The options from the highest figure to the lowest, equals together in the order of the list."""
    levels = sorted({figures.get(option, 0) for option in options}, reverse=True)
    return tuple(tuple(option for option in options if figures.get(option, 0) == level) for level in levels)


def _counted(options: Sequence[str], votes: Votes, given: Callable[[Ballot], Mapping[str, int]]) -> Count:
    """The sums of what each ballot gives to the options, by weight."""
    figures, heads = dict.fromkeys(options, 0), dict.fromkeys(options, 0)
    for ballot, weight in votes.cast:
        for option, number in given(ballot).items():
            figures[option] += number * weight
            heads[option] += 1
    return Count(by_figures(options, figures), figures, heads)


def plurality(options: Sequence[str], votes: Votes, policy: Policy) -> Count:
    """Most votes first."""
    return _counted(options, votes, lambda ballot: {ballot.choice: 1})


def majority_runoff(options: Sequence[str], votes: Votes, policy: Policy) -> Count:
    """More than half of the votes cast; otherwise the first two, and all who share second place with them."""
    counted = plurality(options, votes, policy)
    cast = sum(counted.figures.values())
    if len(options) == 2 or not cast or 2 * max(counted.figures.values()) > cast:
        return counted
    first, second = counted.order[0], counted.order[1] if len(counted.order) > 1 else ()
    return structs.replace(counted, finalists=first if len(first) > 1 else first + second)


def approval(options: Sequence[str], votes: Votes, policy: Policy) -> Count:
    """Most approvals first."""
    return _counted(options, votes, lambda ballot: dict.fromkeys(ballot.approve, 1))


def score(options: Sequence[str], votes: Votes, policy: Policy) -> Count:
    """Highest sum of points first; an option without points from a ballot counts 0 there."""
    counted = _counted(options, votes, lambda ballot: ballot.scores)
    by_head = _counted(options, votes.by_head(), lambda ballot: ballot.scores) if votes.weighted else counted
    return structs.replace(counted, points=by_head.figures)


def dots(options: Sequence[str], votes: Votes, policy: Policy) -> Count:
    """Most dots first."""
    return _counted(options, votes, lambda ballot: {option: number for option, number in ballot.dots.items() if number})


def irv(options: Sequence[str], votes: Votes, policy: Policy) -> Count:
    """Instant run-off; an option's figure is its number in the last round it stood in."""
    order, eliminations = instant_runoff(options, votes, policy.seats)
    figures, heads = dict.fromkeys(options, 0), dict.fromkeys(options, 0)
    for one in eliminations:
        figures |= one.counts
        heads |= highest_ranked(list(one.counts), votes.by_head())[0] if votes.weighted else one.counts
    return Count(order, figures, heads, eliminations=eliminations)


def schulze(options: Sequence[str], votes: Votes, policy: Policy) -> Count:
    """Schulze by winning votes; an option's figure is how many others it is ahead of."""
    preferred = pairwise(options, votes)
    return Count(schulze_order(options, preferred), wins(options, preferred), pairwise=preferred)


def taken(order: Order, seats: int) -> Taken:
    """The first `seats` of an order; a group that crosses the cut is tied."""
    winners: tuple[str, ...] = ()
    for group in order:
        left = seats - len(winners)
        if left <= 0:
            break
        if len(group) > left:
            return Taken(winners, group, left)
        winners += group
    return Taken(winners)


def runoff_among(counted: Count, policy: Policy, cut: Taken) -> tuple[str, ...]:
    """The options of the run-off that follows, none where there is none.

    A run-off is held only among fewer options than before, so that it comes to an end: the same tie twice is reported.
    """
    first_two = counted.finalists if len(counted.finalists) == 2 else ()
    among = first_two or ((counted.finalists or cut.tied) if policy.tie is Tie.RUNOFF else ())
    return among if len(among) < sum(len(group) for group in counted.order) else ()


CHOOSING: dict[Rule, ChoiceRow] = {
    Rule.PLURALITY: ChoiceRow(Form.OPTION, plurality, "votes"),
    Rule.MAJORITY_RUNOFF: ChoiceRow(Form.OPTION, majority_runoff, "votes"),
    Rule.APPROVAL: ChoiceRow(Form.APPROVE, approval, "approvals"),
    Rule.SCORE: ChoiceRow(Form.SCORES, score, "points"),
    Rule.DOTS: ChoiceRow(Form.DOTS, dots, "dots"),
    Rule.IRV: ChoiceRow(Form.RANKING, irv, "votes in the last round it stood in"),
    Rule.SCHULZE: ChoiceRow(Form.RANKING, schulze, "options it is ahead of"),
}
"""The rules that choose."""

"""The rules that choose among several options: each turns votes into an order, the best first, with ties as groups.

What is taken is the first k of that order (`order.taken`); a tie across the cut is never broken silently. Source: DECISIONS.md,
"Choice rules". Ranked rules stand in `irv.py` and `schulze.py`.
"""

from collections.abc import Callable, Mapping, Sequence

from msgspec import structs

from workshops.decisions.ballot import Ballot, Form
from workshops.decisions.irv import highest_ranked, instant_runoff
from workshops.decisions.order import by_figures
from workshops.decisions.policy import Policy, Rule
from workshops.decisions.row import Count, Options, RuleRow
from workshops.decisions.saying import several
from workshops.decisions.schulze import pairwise, schulze_order, wins
from workshops.decisions.shares import more_than_half
from workshops.decisions.votes import Votes


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


def _most(counts: str) -> Callable[[Count, str, Votes], str]:
    return lambda count, winner, votes: f"{winner} has the most {counts}."


def _won_more_than_half(count: Count, winner: str, votes: Votes) -> str:
    cast = sum(count.figures.values())
    return f"More than half of the votes cast needed at least {more_than_half(cast)} of {cast}."


def _won_the_last_count(count: Count, winner: str, votes: Votes) -> str:
    last = count.eliminations[-1]
    continuing = sum(last.counts.values())
    if votes.weighted:
        still = f"a weight of {last.counts[winner]} of the {continuing} that still count"
        spent = f"; ballots of a weight of {last.exhausted} named none of those left" if last.exhausted else ""
    else:
        ballots = "the one ballot that still counts" if continuing == 1 else f"the {continuing} ballots that still count"
        still = f"{last.counts[winner]} of {ballots}"
        spent = f"; {last.exhausted} named none of those left" if last.exhausted else ""
    return f"In count {len(count.eliminations)}, {winner} has {still}{spent}."


def _won_two_by_two(count: Count, winner: str, votes: Votes) -> str:
    others = count.figures[winner]
    if others < len(count.figures) - 1:
        return f"No other option is ahead of {winner} when they are compared two by two."
    rest = {1: "the other", 2: "both others"}.get(others, f"all {others} others")
    return f"{winner} is ahead of {rest} when they are compared two by two."


def _what(policy: Policy) -> str:
    return "the option" if policy.seats == 1 else f"the {policy.seats} options"


def _left(policy: Policy) -> str:
    return f"{_what(policy)} that {'is left' if policy.seats == 1 else 'are left longest'}"


OWN = ("options", "seats", "tie")
"""The fields of a policy that all of these rules read."""

CHOICE_RULES: dict[Rule, RuleRow] = {
    Rule.PLURALITY: RuleRow(
        "Plurality",
        lambda policy: f"takes {_what(policy)} with the most votes",
        ("Each picks one option, and the one that most picked is taken.", "With many options that can be the favourite of few."),
        lambda policy, voters: f"{several((voters + 4) // 3, 'vote')} can be enough among three options.",
        Options(Form.OPTION, plurality, "votes", _most("votes")),
        own=OWN,
    ),
    Rule.MAJORITY_RUNOFF: RuleRow(
        "Majority with run-off",
        lambda policy: "takes the option with more than half of the votes, if need be after a run-off",
        ("Each picks one option, and one with more than half is taken.", "If there is none, a second vote decides between the best two."),
        lambda policy, voters: f"an option has won at once with {several(more_than_half(voters), 'vote')} if all vote.",
        Options(Form.OPTION, majority_runoff, "votes", _won_more_than_half),
        own=("options", "tie"),
        refuses=((lambda policy: policy.seats > 1, "A majority with run-off takes one option: two cannot both have more than half."),),
    ),
    Rule.APPROVAL: RuleRow(
        "Approval",
        lambda policy: f"takes {_what(policy)} that most could live with",
        ("Each ticks every option they could live with, and the one with most ticks is taken.",
         "It finds what most can agree to rather than what some love."),
        lambda policy, voters: f"an option can get {several(voters, 'tick')} at most, and you may tick as many as you like.",
        Options(Form.APPROVE, approval, "approvals", _most("approvals")),
        own=OWN,
    ),
    Rule.SCORE: RuleRow(
        "Score",
        lambda policy: f"takes {_what(policy)} with the most points",
        ("Each gives every option nought to five points, and the highest sum is taken.", "How strongly people feel counts too."),
        lambda policy, voters: f"an option can get {voters * 5} points at most.",
        Options(Form.SCORES, score, "points", _most("points")),
        own=OWN,
    ),
    Rule.DOTS: RuleRow(
        "Dots",
        lambda policy: f"takes {_what(policy)} with the most dots",
        ("Each has {budget} dots and spreads them, at most {cap} on one option; the most dots win.",
         "It is good for a first order among many."),
        lambda policy, voters: f"{several(voters * policy.budget, 'dot')} can be given out in all.",
        Options(Form.DOTS, dots, "dots", _most("dots")),
        own=(*OWN, "budget", "cap"),
    ),
    Rule.IRV: RuleRow(
        "Ranked choice",
        lambda policy: f"takes {_left(policy)} when the last is dropped, count by count",
        ("Each ranks the options.",
         "The last one is dropped, and its ballots go to whatever they rank next, until one has more than half."),
        lambda policy, voters: f"an option has won at once with {several(more_than_half(voters), 'first place')} if all vote.",
        Options(Form.RANKING, irv, "votes in the last count it stood in", _won_the_last_count),
        own=OWN,
    ),
    Rule.SCHULZE: RuleRow(
        "Ranked choice (Schulze)",
        lambda policy: f"takes {_what(policy)} ahead of the others two by two",
        ("Each ranks the options, equals allowed, and all are compared two by two.", "What would win against each other one is taken."),
        lambda policy, voters: f"an option is ahead of another when {more_than_half(voters)} prefer it, if all rank both.",
        Options(Form.RANKING, schulze, "options it is ahead of", _won_two_by_two, equal_ranks=True),
        own=OWN,
    ),
}  # fmt: skip
"""The rules that choose."""

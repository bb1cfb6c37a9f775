"""How a choice came about, in sentences that anyone can check by hand."""

from collections.abc import Callable, Sequence

from workshops.decisions.choosing import CHOOSING, Count, Taken
from workshops.decisions.policy import Policy, Rule
from workshops.decisions.votes import Votes


def told_choice(policy: Policy, count: Count, cut: Taken, runoff: tuple[str, ...], votes: Votes) -> str:
    """Why these were taken, or why nothing is taken yet."""
    if not votes.cast:
        return "Nobody voted."
    if not cut.left:
        return _taken(policy, count, cut, votes)
    certain = ""
    if cut.winners:
        certain = f"Taken: {listed(cut.winners)}." if runoff else f"{listed(cut.winners)} would be taken."
    return f"{certain} {_tied(count, cut, runoff)}".strip()


def listed(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _taken(policy: Policy, count: Count, cut: Taken, votes: Votes) -> str:
    if policy.seats > 1:
        return f"Taken: {listed(cut.winners)}."
    winner = cut.winners[0]
    return WON.get(policy.rule, _most)(policy, count, winner, votes)


def _most(policy: Policy, count: Count, winner: str, votes: Votes) -> str:
    return f"{winner} has the most {CHOOSING[policy.rule].counts}."


def _more_than_half(policy: Policy, count: Count, winner: str, votes: Votes) -> str:
    cast = sum(count.figures.values())
    return f"More than half of the votes cast needed at least {cast // 2 + 1} of {cast}."


def _left_over(policy: Policy, count: Count, winner: str, votes: Votes) -> str:
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


def _ahead_of_all(policy: Policy, count: Count, winner: str, votes: Votes) -> str:
    others = count.figures[winner]
    if others < len(count.figures) - 1:
        return f"No other option is ahead of {winner} when they are compared two by two."
    rest = {1: "the other", 2: "both others"}.get(others, f"all {others} others")
    return f"{winner} is ahead of {rest} when they are compared two by two."


WON: dict[Rule, Callable[[Policy, Count, str, Votes], str]] = {
    Rule.MAJORITY_RUNOFF: _more_than_half,
    Rule.IRV: _left_over,
    Rule.SCHULZE: _ahead_of_all,
}
"""Why one option was taken, where that is not simply that it has most."""


def _tied(count: Count, cut: Taken, runoff: tuple[str, ...]) -> str:
    if count.finalists:
        return _no_half(count, cut, runoff)
    stuck = count.eliminations[-1] if count.eliminations and count.eliminations[-1].stuck else None
    if stuck is not None and not runoff:
        lowest = min(stuck.counts.values())
        last = [option for option, number in stuck.counts.items() if number == lowest]
        if len(last) < len(stuck.counts):
            reach = f"{listed(last)} are last with {lowest} each, and together they could reach the next"
            return f"In count {len(count.eliminations)}, {reach}: nobody decides silently which of them is dropped."
    places = "one place" if cut.left == 1 else f"{cut.left} places"
    tie = f"{listed(cut.tied)} are tied for {places}"
    return f"{tie}; a run-off between them follows." if runoff else f"{tie}, and nobody breaks the tie silently."


def _no_half(count: Count, cut: Taken, runoff: tuple[str, ...]) -> str:
    cast = sum(count.figures.values())
    half = f"Nobody has more than half of the votes cast, {cast // 2 + 1} of {cast}."
    if runoff:
        return f"{half} A run-off between {listed(runoff)} follows."
    place = "first" if cut.tied == count.order[0] else "second"
    return f"{half} {listed(cut.tied)} are tied for {place} place, and nobody breaks the tie silently."

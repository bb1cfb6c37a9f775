"""How a choice came about, in sentences that anyone can check by hand."""

from collections.abc import Sequence

from workshops.decisions.choosing import CHOOSING, Count, Taken
from workshops.decisions.policy import Policy, Rule
from workshops.decisions.votes import Votes


def told_choice(policy: Policy, count: Count, cut: Taken, runoff: tuple[str, ...], votes: Votes) -> str:
    """Why these were taken, or why nothing is taken yet."""
    if not any(count.figures.values()):
        return "Nobody named an option."
    parts = [_won(policy, count, cut, votes), _tied(policy, count, cut, runoff)]
    return " ".join(part for part in parts if part)


def listed(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _won(policy: Policy, count: Count, cut: Taken, votes: Votes) -> str:
    if not cut.winners:
        return ""
    if policy.seats > 1:
        return f"Taken: {listed(cut.winners)}."
    winner = cut.winners[0]
    if policy.rule is Rule.IRV:
        return _irv(count, winner)
    if policy.rule is Rule.SCHULZE:
        others = count.figures[winner]
        rest = {1: "the other", 2: "both others"}.get(others, f"all {others} others")
        return f"{winner} is ahead of {rest} when they are compared two by two."
    if policy.rule is Rule.MAJORITY_RUNOFF:
        cast = sum(count.figures.values())
        return f"More than half of the votes cast needed at least {cast // 2 + 1} of {cast}."
    return f"{winner} has the most {CHOOSING[policy.rule].counts}."


def _irv(count: Count, winner: str) -> str:
    last = count.eliminations[-1]
    continuing = sum(last.counts.values())
    spent = f"; {last.exhausted} named none of those left" if last.exhausted else ""
    ballots = "the one ballot" if continuing == 1 else f"the {continuing} ballots"
    return f"In count {len(count.eliminations)}, {winner} has {last.counts[winner]} of {ballots} that still count{spent}."


def _tied(policy: Policy, count: Count, cut: Taken, runoff: tuple[str, ...]) -> str:
    if not cut.left:
        return ""
    if count.finalists:
        cast = sum(count.figures.values())
        half = f"Nobody has more than half of the votes cast, {cast // 2 + 1} of {cast}."
        return f"{half} A run-off between {listed(runoff)} follows." if runoff else f"{half} {listed(cut.tied)} cannot be told apart."
    places = "one place" if cut.left == 1 else f"{cut.left} places"
    tie = f"{listed(cut.tied)} are tied for {places}"
    return f"{tie}; a run-off between them follows." if runoff else f"{tie}, and nobody breaks the tie silently."

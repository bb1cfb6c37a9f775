"""How a choice came about, in sentences that anyone can check by hand."""

from workshops.decisions.order import Taken
from workshops.decisions.row import Count, Options
from workshops.decisions.saying import listed
from workshops.decisions.shares import more_than_half
from workshops.decisions.votes import Votes


def told_choice(row: Options, count: Count, cut: Taken, runoff: tuple[str, ...], votes: Votes) -> str:
    """Why these were taken, or why nothing is taken yet."""
    if not votes.cast:
        return "Nobody voted."
    if cut.left:
        return f"{_certain(cut, runoff)} {_tied(count, cut, runoff)}".strip()
    return f"Taken: {listed(cut.winners)}." if len(cut.winners) > 1 else row.won(count, cut.winners[0], votes)


def _certain(cut: Taken, runoff: tuple[str, ...]) -> str:
    if not cut.winners:
        return ""
    return f"Taken: {listed(cut.winners)}." if runoff else f"{listed(cut.winners)} would be taken."


def _tied(count: Count, cut: Taken, runoff: tuple[str, ...]) -> str:
    if count.finalists:
        return _no_half(count, cut, runoff)
    stuck = count.eliminations[-1] if count.eliminations and count.eliminations[-1].stuck else None
    if stuck is not None and not runoff:
        last = stuck.last()
        if len(last) < len(stuck.counts):
            reach = f"{listed(last)} are last with {stuck.counts[last[0]]} each, and together they could reach the next"
            return f"In count {len(count.eliminations)}, {reach}: nobody decides silently which of them is dropped."
    places = "one place" if cut.left == 1 else f"{cut.left} places"
    tie = f"{listed(cut.tied)} are tied for {places}"
    return f"{tie}; a run-off between them follows." if runoff else f"{tie}, and nobody breaks the tie silently."


def _no_half(count: Count, cut: Taken, runoff: tuple[str, ...]) -> str:
    cast = sum(count.figures.values())
    half = f"Nobody has more than half of the votes cast, {more_than_half(cast)} of {cast}."
    if runoff:
        return f"{half} A run-off between {listed(runoff)} follows."
    place = "first" if cut.tied == count.order[0] else "second"
    return f"{half} {listed(cut.tied)} are tied for {place} place, and nobody breaks the tie silently."

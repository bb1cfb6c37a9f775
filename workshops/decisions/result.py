"""The result of a round: carried or not, with the sum that it was counted from, in numbers and in a sentence."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from msgspec import Struct

from workshops.decisions.ballot import Choice
from workshops.decisions.irv import Elimination
from workshops.decisions.order import Taken, in_line, taken
from workshops.decisions.policy import Policy, Secrecy, Tie
from workshops.decisions.row import DECIDER, Answers, Count, Options, Ruled
from workshops.decisions.rules import RULES
from workshops.decisions.saying import several
from workshops.decisions.shares import quorum_is_met, quorum_needed
from workshops.decisions.telling import told_choice
from workshops.decisions.votes import Votes

FEWEST_SECRET = 3
"""Fewer secret ballots than these would tell who gave them."""


class Ruling(Struct, frozen=True):
    """What the decider decided after the advice, and why. `by` is a participant's id."""

    by: str
    yes: bool
    reason: str
    recorded: bool = False


class Result(Struct, frozen=True, omit_defaults=True):
    """`sum` is the short sum of DECISIONS.md; `sentence` lets anyone check it by hand; `voted` and `electorate` are heads.

    `tally` counts heads by answer or option, and `weighed` sums their weights in a weighted vote. Choice rules: `winners` are
    what is taken, and before a run-off what is certain, `order` the whole order with ties as groups, `tied` what shares the last
    place, `runoff` the options of a run-off that follows, `figures` the number of each option, `scored` (score) how many gave it
    points, and `points`, `eliminations`, `pairwise` as in `choosing.Count`.
    """

    carried: bool
    sum: str
    sentence: str
    tally: dict[str, int]
    voted: int
    electorate: int
    quorum_met: bool
    weighed: dict[str, int] = {}
    winners: tuple[str, ...] = ()
    order: tuple[tuple[str, ...], ...] = ()
    tied: tuple[str, ...] = ()
    runoff: tuple[str, ...] = ()
    figures: dict[str, int] = {}
    scored: dict[str, int] = {}
    points: dict[str, int] = {}
    eliminations: tuple[Elimination, ...] = ()
    pairwise: dict[str, dict[str, int]] = {}

    def mean(self, option: str) -> str | None:
        """The mean of those who gave an option points, to one place, for the eye alone: it decides nothing. None without any."""
        scored = self.scored.get(option)
        if not scored:
            return None
        tenths = round(Fraction(10 * (self.points or self.figures)[option], scored))
        return f"{tenths // 10}.{tenths % 10}"


def result_of(policy: Policy, votes: Votes, *, won: tuple[str, ...] = (), ruling: Ruling | None = None) -> Result:
    """What these votes decide under this policy. Order of the ballots never matters.

    `won`: what earlier rounds of a run-off have already taken; `ruling`: the decider's word, under the rule of advice.
    """
    if policy.secrecy is Secrecy.SECRET and len(votes.cast) < FEWEST_SECRET:
        return _too_few(votes)
    match RULES[policy.rule].takes:
        case Answers() as answers:
            return _answered(policy, answers, votes)
        case Options() as options:
            return _chosen(policy, options, votes, won)
        case Ruled():
            return _advised(votes, ruling)


def short_sum(answers: Answers, votes: Votes, said: Callable[[Choice, int], str] = Choice.counted) -> str:
    """The answers that occurred, in the rule's order: `5 consent, 1 concern`; `no ballots` when there is none.

    Of a weighted vote the sums of weights, then heads: `14 yes, 6 no (5 yes, 2 no)`.
    """
    weights, heads = votes.choices(), votes.by_head().choices()
    occurred = [one for one in answers.choices if heads[one.choice]]
    if not occurred:
        return "no ballots"
    by_head = ", ".join(said(one, heads[one.choice]) for one in occurred)
    return f"{', '.join(said(one, weights[one.choice]) for one in occurred)} ({by_head})" if votes.weighted else by_head


def _answered(policy: Policy, row: Answers, votes: Votes) -> Result:
    heads = votes.by_head().choices()
    counted, electorate = (heads, votes.heads) if row.by_head else (votes.choices(), votes.electorate)
    quorum_met = quorum_is_met(policy, votes.voted, votes.electorate)
    # Votes that weigh nothing carry nothing.
    carried = quorum_met and votes.voted > 0 and row.carries(counted, electorate, policy)
    why = row.why(counted, electorate, policy) if quorum_met else _no_quorum(policy, votes)
    if quorum_met and votes.cast and not votes.voted:
        why = "The votes that were given weigh nothing."
    return Result(
        carried=carried,
        sum=short_sum(row, votes),
        sentence=f"{_verdict(carried)}: {short_sum(row, votes, Choice.told)}. {why}",
        tally={one.choice: heads[one.choice] for one in row.choices if heads[one.choice]},
        voted=len(votes.cast),
        electorate=votes.heads,
        quorum_met=quorum_met,
        weighed={choice: weight for choice, weight in votes.choices().items() if weight} if votes.weighted else {},
    )


def _chosen(policy: Policy, row: Options, votes: Votes, won: tuple[str, ...]) -> Result:
    count = row.count(policy.options, votes, policy)
    quorum_met = quorum_is_met(policy, votes.voted, votes.electorate)
    cut = _cut(count, policy, votes)
    carried = quorum_met and not cut.left
    runoff = _runoff_among(count, policy, cut) if quorum_met else ()
    certain = (*won, *cut.winners) if quorum_met and (carried or runoff) else ()
    said = _figures(count, certain, votes)
    why = told_choice(row, count, cut, runoff, votes) if quorum_met else _no_quorum(policy, votes)
    return Result(
        carried=carried,
        sum=said,
        sentence=f"{_verdict(carried)}: {said}. {why}",
        tally={option: number for option, number in count.heads.items() if number},
        voted=len(votes.cast),
        electorate=votes.heads,
        quorum_met=quorum_met,
        weighed={option: number for option, number in count.figures.items() if number} if votes.weighted else {},
        winners=certain,
        order=count.order,
        tied=() if count.finalists and runoff else cut.tied,
        runoff=runoff,
        figures=count.figures,
        scored=count.heads if count.points else {},
        points=count.points if votes.weighted else {},
        eliminations=count.eliminations,
        pairwise=count.pairwise,
    )


def _cut(count: Count, policy: Policy, votes: Votes) -> Taken:
    """What is taken: nothing yet where nobody voted, or where a run-off has to come first."""
    if not votes.cast:
        return Taken((), policy.options, policy.seats)
    if count.finalists:
        last = next(group for group in count.order if count.finalists[-1] in group)
        return Taken((), last, policy.seats)
    return taken(count.order, policy.seats)


def _runoff_among(count: Count, policy: Policy, cut: Taken) -> tuple[str, ...]:
    """The options of the run-off that follows, none where there is none.

    A run-off is held only among fewer options than before, so that it comes to an end: the same tie twice is reported.
    """
    first_two = count.finalists if len(count.finalists) == 2 else ()
    among = first_two or ((count.finalists or cut.tied) if policy.tie is Tie.RUNOFF else ())
    return among if len(among) < len(in_line(count.order)) else ()


def _figures(count: Count, certain: Sequence[str], votes: Votes) -> str:
    """`Meals 8, One way in 7`: in their order, noughts left out, unless they are taken or all there is. Weighted: then heads."""
    if not votes.cast:
        return "no ballots"
    order = in_line(count.order)
    shown = [option for option in order if count.figures[option] or option in certain] or order
    figures = ", ".join(f"{option} {count.figures[option]}" for option in shown)
    heads = ", ".join(f"{option} {count.heads[option]}" for option in shown) if votes.weighted and count.heads else ""
    return f"{figures} ({heads})" if heads else figures


def _advised(votes: Votes, ruling: Ruling | None) -> Result:
    heads = votes.by_head().choices()
    advices = several(heads["advice"], "advice")
    said = f"decided by {DECIDER} after {advices}" if ruling is not None else f"not decided, {advices}"
    carried = ruling is not None and ruling.yes
    why = f"{DECIDER} decided {'for' if carried else 'against'} it." if ruling is not None else "The one who decides has not decided."
    return Result(
        carried=carried,
        sum=said,
        sentence=f"{_verdict(carried)}: {said}. {why}",
        tally={choice: number for choice, number in sorted(heads.items()) if number},
        voted=len(votes.cast),
        electorate=votes.heads,
        quorum_met=True,
    )


def _too_few(votes: Votes) -> Result:
    said = "no tally"
    why = f"Fewer than {FEWEST_SECRET} secret ballots would tell who gave them, so they were not counted."
    return Result(
        carried=False,
        sum=said,
        sentence=f"{_verdict(False)}: {said}. {why}",
        tally={},
        voted=len(votes.cast),
        electorate=votes.heads,
        quorum_met=False,
    )


def _no_quorum(policy: Policy, votes: Votes) -> str:
    needed = quorum_needed(policy, votes.electorate)
    if votes.weighted:
        return f"Quorum was not met: votes of a weight of {needed} of {votes.electorate} were needed, {votes.voted} came."
    return f"Quorum was not met: {needed} of {votes.heads} needed to vote, {len(votes.cast)} did."


def _verdict(carried: bool) -> str:
    return "Carried" if carried else "Not carried"

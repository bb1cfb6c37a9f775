"""Ranked rules against published implementations: `pref_voting` by its golden file, `pyrankvote` and `starvote` as they run."""

import json
import random
from collections import Counter
from pathlib import Path

import pyrankvote
import starvote

from workshops.decisions.ballot import Ballot
from workshops.decisions.choosing import approval, score
from workshops.decisions.irv import instant_runoff
from workshops.decisions.policy import Policy, Rule
from workshops.decisions.schulze import pairwise, schulze_order
from workshops.decisions.votes import Votes

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "rankings.json"
PROFILES = json.loads(GOLDEN.read_text(encoding="utf-8"))


def ranked(*rankings: tuple[str, ...], weights: tuple[int, ...] = ()) -> Votes:
    """Votes that rank options without equals, each as often as its weight says."""
    numbers = weights or (1,) * len(rankings)
    cast = tuple((Ballot(ranking=tuple((option,) for option in ranking)), n) for ranking, n in zip(rankings, numbers, strict=True))
    return Votes(cast, sum(numbers), sum(numbers))


def votes_of_profile(ballots: dict[str, int]) -> Votes:
    """The votes of a profile of the golden file."""
    return ranked(*(tuple(ranking) for ranking in ballots), weights=tuple(ballots.values()))


def names(options: int) -> list[str]:
    """The options of a profile of the golden file."""
    return [str(number) for number in range(options)]


def test_the_golden_file_holds_thousands_of_profiles_and_clear_run_offs() -> None:
    assert len(PROFILES) >= 3_000
    assert sum(bool(irv) for *_, irv in PROFILES) > 1_000
    assert sum(len(schulze) > 1 for _, _, schulze, _ in PROFILES) > 50


def test_schulze_winners_are_those_of_pref_voting_by_winning_votes() -> None:
    for options, ballots, winners, _ in PROFILES:
        order = schulze_order(names(options), pairwise(names(options), votes_of_profile(ballots)))
        assert sorted(map(int, order[0])) == winners, ballots
        assert sorted(option for group in order for option in group) == names(options)


def test_the_winner_of_an_instant_run_off_is_that_of_pref_voting() -> None:
    for options, ballots, _, winner in PROFILES:
        if winner:
            order, _ = instant_runoff(names(options), votes_of_profile(ballots))
            assert [int(one) for one in order[0]] == winner, ballots


def test_counting_on_for_more_places_never_changes_the_winner() -> None:
    for options, ballots, _, winner in PROFILES:
        if winner:
            order, _ = instant_runoff(names(options), votes_of_profile(ballots), seats=options - 1)
            assert [int(one) for one in order[0]] == winner, ballots


def elimination_is_clear(rounds: list[dict[str, int]]) -> bool:
    """Is there one last option in every round?"""
    return all(list(counts.values()).count(min(counts.values())) == 1 for counts in rounds if len(counts) > 1)


def test_truncated_ballots_run_off_as_in_pyrankvote_where_no_elimination_is_tied() -> None:
    draw = random.Random(7)
    compared = 0
    for _ in range(1_500):
        options = names(draw.randint(2, 6))
        rankings = [tuple(draw.sample(options, draw.randint(1, len(options)))) for _ in range(draw.randint(1, 25))]
        order, rounds = instant_runoff(options, ranked(*rankings))
        if any(one.stuck for one in rounds) or not elimination_is_clear([one.counts for one in rounds]):
            continue
        candidates = {option: pyrankvote.Candidate(option) for option in options}
        ballots = [pyrankvote.Ballot(ranked_candidates=[candidates[option] for option in ranking]) for ranking in rankings]
        theirs = pyrankvote.instant_runoff_voting(list(candidates.values()), ballots).get_winners()
        assert [order[0][0]] == [winner.name for winner in theirs], rankings
        compared += 1
    assert compared > 300


def test_the_highest_sum_of_points_is_the_place_that_starvote_gives() -> None:
    draw = random.Random(11)
    for _ in range(300):
        options = names(draw.randint(3, 5))
        cast = [
            {option: draw.randint(0, 5) for option in draw.sample(options, draw.randint(1, len(options)))}
            for _ in range(draw.randint(1, 12))
        ]
        counted = score(options, Votes(tuple((Ballot(scores=points), 1) for points in cast), len(cast), len(cast)), Policy(rule=Rule.SCORE))
        # Reweighted range voting fills two places at least. One that everybody gives five takes the first and weighs all ballots
        # down alike, so the second goes to the highest sum.
        full = [{option: points.get(option, 0) for option in options} | {"everybody's": 5} for points in cast]
        best = [option for option in options if counted.figures[option] == max(counted.figures.values())]
        assert counted.order[0] == tuple(best)
        if len(best) == 1 and max(counted.figures.values()):
            assert set(starvote.reweighted_range_voting(full, seats=2, maximum_score=5)) == {"everybody's", best[0]}, full


def test_approvals_add_up_by_hand() -> None:
    draw = random.Random(13)
    for _ in range(200):
        options = names(4)
        cast = [tuple(draw.sample(options, draw.randint(0, 4))) for _ in range(9)]
        counted = approval(options, Votes(tuple((Ballot(approve=one), 1) for one in cast), 9, 9), Policy(rule=Rule.APPROVAL))
        assert Counter(counted.figures) == Counter(option for one in cast for option in one) | Counter(dict.fromkeys(options, 0))

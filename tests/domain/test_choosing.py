"""Rules that choose, worked out by hand: ties, truncation, run-offs, the first k, and weights. The sums stand beside each case."""

from typing import Any

import pytest

from workshops.decisions.ballot import Ballot
from workshops.decisions.checking import read_policy
from workshops.decisions.choosing import CHOICE_RULES
from workshops.decisions.order import taken
from workshops.decisions.policy import Policy
from workshops.decisions.result import Result, result_of
from workshops.decisions.rules import check_ballot
from workshops.decisions.votes import votes_of
from workshops.refusal import Refused


def chosen(policy: dict[str, Any], *ballots: tuple[int, Ballot]) -> Result:
    """The result where each ballot was cast so many times, under a policy on the options A, B, C and D unless given."""
    read = read_policy({"options": ["A", "B", "C", "D"], "quorum": [0, 1], **policy})
    cast = [ballot for number, ballot in ballots for _ in range(number)]
    named = {f"o{n}": ballot for n, ballot in enumerate(cast)}
    return result_of(read, votes_of(read, named, list(named)))


def rank(words: str) -> Ballot:
    """`A B=C` ranks A first, then B and C alike."""
    return Ballot(ranking=tuple(tuple(group.split("=")) for group in words.split()))


class TestOneOption:
    def test_the_most_votes_win_with_the_winner_first_in_the_sum(self) -> None:
        result = chosen({"rule": "plurality"}, (2, Ballot("C")), (3, Ballot("B")), (1, Ballot("A")))
        assert (result.carried, result.winners, result.sum) == (True, ("B",), "B 3, C 2, A 1")
        assert result.sentence == "Carried: B 3, C 2, A 1. B has the most votes."

    def test_a_tie_is_reported_and_carries_nothing(self) -> None:
        result = chosen({"rule": "plurality"}, (2, Ballot("C")), (2, Ballot("B")))
        assert (result.carried, result.winners, result.tied, result.runoff) == (False, (), ("B", "C"), ())
        assert result.sentence == "Not carried: B 2, C 2. B and C are tied for one place, and nobody breaks the tie silently."

    def test_a_tie_is_run_off_where_the_policy_says_so(self) -> None:
        result = chosen({"rule": "plurality", "tie": "runoff"}, (2, Ballot("C")), (2, Ballot("B")), (1, Ballot("A")))
        assert (result.carried, result.runoff) == (False, ("B", "C"))

    def test_the_same_tie_twice_is_reported(self) -> None:
        result = chosen({"rule": "plurality", "tie": "runoff", "options": ["B", "C"]}, (2, Ballot("C")), (2, Ballot("B")))
        assert (result.tied, result.runoff) == (("B", "C"), ())

    def test_nobody_voting_chooses_nothing(self) -> None:
        for rule in CHOICE_RULES:
            result = chosen({"rule": rule.value})
            assert (result.carried, result.winners, result.runoff, result.sum) == (False, (), (), "no ballots")


class TestRunOff:
    # 9 votes: more than half is 5.
    def test_more_than_half_wins_at_once(self) -> None:
        result = chosen({"rule": "majority_runoff"}, (5, Ballot("A")), (4, Ballot("B")))
        assert (result.carried, result.winners) == (True, ("A",))
        assert result.sentence.endswith("More than half of the votes cast needed at least 5 of 9.")

    def test_otherwise_the_two_best_are_run_off(self) -> None:
        result = chosen({"rule": "majority_runoff"}, (4, Ballot("A")), (3, Ballot("B")), (2, Ballot("C")))
        assert (result.carried, result.winners, result.runoff, result.tied) == (False, (), ("A", "B"), ())

    def test_exactly_half_is_not_more_than_half(self) -> None:
        assert chosen({"rule": "majority_runoff"}, (4, Ballot("A")), (3, Ballot("B")), (1, Ballot("C"))).runoff == ("A", "B")

    def test_a_tie_for_second_place_is_reported_like_any_other(self) -> None:
        result = chosen({"rule": "majority_runoff"}, (4, Ballot("A")), (2, Ballot("B")), (2, Ballot("C")), (1, Ballot("D")))
        assert (result.carried, result.winners, result.runoff, result.tied) == (False, (), (), ("B", "C"))
        assert result.sentence.endswith("B and C are tied for second place, and nobody breaks the tie silently.")

    def test_where_ties_are_run_off_all_who_share_second_place_are_in_it(self) -> None:
        cast = [(4, Ballot("A")), (2, Ballot("B")), (2, Ballot("C")), (1, Ballot("D"))]
        assert chosen({"rule": "majority_runoff", "tie": "runoff"}, *cast).runoff == ("A", "B", "C")

    def test_where_that_would_be_everybody_it_is_reported(self) -> None:
        asked = {"rule": "majority_runoff", "options": ["A", "B", "C"], "tie": "runoff"}
        result = chosen(asked, (4, Ballot("A")), (2, Ballot("B")), (2, Ballot("C")))
        assert (result.carried, result.winners, result.runoff, result.tied) == (False, (), (), ("B", "C"))

    def test_two_options_that_are_level_are_tied(self) -> None:
        result = chosen({"rule": "majority_runoff", "options": ["A", "B"]}, (2, Ballot("A")), (2, Ballot("B")))
        assert (result.carried, result.tied) == (False, ("A", "B"))

    def test_two_places_at_once_are_refused(self) -> None:
        with pytest.raises(Refused, match="takes one option"):
            read_policy({"rule": "majority_runoff", "seats": 2})


class TestSums:
    def test_approval_takes_the_first_k(self) -> None:
        # A 3, B 2, C 2, D 1
        ballots = [(1, Ballot(approve=("A", "B"))), (1, Ballot(approve=("A", "C"))), (1, Ballot(approve=("A", "B", "C", "D")))]
        assert chosen({"rule": "approval", "seats": 3}, *ballots).winners == ("A", "B", "C")
        across = chosen({"rule": "approval", "seats": 2}, *ballots)
        assert (across.carried, across.winners, across.tied) == (False, (), ("B", "C"))
        assert "A would be taken. B and C are tied for one place" in across.sentence

    def test_of_a_tie_that_is_run_off_what_is_certain_stands_already(self) -> None:
        ballots = [(1, Ballot(approve=("A", "B"))), (1, Ballot(approve=("A", "C"))), (1, Ballot(approve=("A",)))]
        across = chosen({"rule": "approval", "seats": 2, "tie": "runoff"}, *ballots)
        assert (across.carried, across.winners, across.runoff) == (False, ("A",), ("B", "C"))

    def test_where_all_voted_and_nothing_got_anything_noughts_are_shown(self) -> None:
        for policy, ballot in (({"rule": "score"}, Ballot(scores={"A": 0})), ({"rule": "approval"}, Ballot()), ({"rule": "irv"}, Ballot())):
            result = chosen(policy, (3, ballot))
            assert (result.carried, result.sum, result.tied) == (False, "A 0, B 0, C 0, D 0", ("A", "B", "C", "D"))
            assert "A, B, C and D are tied for one place" in result.sentence

    def test_points_that_are_not_given_count_nought_and_the_mean_stands_beside(self) -> None:
        # A 5 + 3 = 8 from two, C 4 from one
        result = chosen({"rule": "score"}, (1, Ballot(scores={"A": 5, "B": 0})), (1, Ballot(scores={"A": 3, "C": 4})))
        assert (result.sum, result.winners) == ("A 8, C 4", ("A",))
        assert result.scored == {"A": 2, "B": 1, "C": 1, "D": 0}

    def test_dots_add_up(self) -> None:
        result = chosen({"rule": "dots"}, (2, Ballot(dots={"A": 3, "B": 2})), (1, Ballot(dots={"B": 3})))
        assert result.sum == "B 7, A 6"


class TestInstantRunOff:
    def test_the_last_goes_and_its_ballots_go_on_until_more_than_half_of_those_that_continue(self) -> None:
        # Count 1: A 4, B 3, C 2. C goes; one goes on to B, one names nobody: A 4, B 4 … then B gets the truncated tie.
        result = chosen({"rule": "irv", "options": ["A", "B", "C"]}, (4, rank("A")), (3, rank("B A")), (2, rank("C B")))
        assert [one.counts for one in result.eliminations] == [{"A": 4, "B": 3, "C": 2}, {"A": 4, "B": 5}]
        assert (result.winners, result.sum) == (("B",), "B 5, A 4, C 2")
        assert result.sentence.endswith("In count 2, B has 5 of the 9 ballots that still count.")

    def test_exhausted_ballots_are_shown_and_do_not_count_towards_half(self) -> None:
        # Count 2: A 4, B 3, two exhausted; 4 of 7 is more than half.
        result = chosen({"rule": "irv", "options": ["A", "B", "C"]}, (4, rank("A")), (3, rank("B A")), (2, rank("C")))
        assert (result.winners, result.eliminations[1].exhausted) == (("A",), 2)
        assert "2 named none of those left" in result.sentence

    def test_the_last_who_are_tied_go_together_where_they_cannot_overtake_the_next(self) -> None:
        # A 5, B 4, C 1, D 1: together 2 < 4.
        result = chosen({"rule": "irv"}, (5, rank("A")), (4, rank("B")), (1, rank("C B")), (1, rank("D B")))
        assert result.eliminations[0].eliminated == ("C", "D")
        assert result.winners == ("B",)

    def test_where_they_could_the_tie_is_reported(self) -> None:
        # A 3, B 2, C 1, D 1: together 2, as many as B.
        result = chosen({"rule": "irv"}, (3, rank("A")), (2, rank("B")), (1, rank("C")), (1, rank("D")))
        assert (result.carried, result.winners, result.eliminations[-1].stuck) == (False, (), True)
        assert result.tied == ("A", "B", "C", "D")
        told = "In count 1, C and D are last with 1 each, and together they could reach the next"
        assert told in result.sentence

    def test_more_than_half_wins_before_anybody_asks_who_is_last(self) -> None:
        result = chosen({"rule": "irv"}, (5, rank("A")), (2, rank("B")), (1, rank("C")), (1, rank("D")))
        assert (result.carried, result.winners, len(result.eliminations)) == (True, ("A",), 1)


class TestSchulze:
    def test_a_winner_of_every_comparison_wins(self) -> None:
        # A:B 4-3, A:C 5-2, B:C 4-3
        result = chosen(
            {"rule": "schulze", "options": ["A", "B", "C"]}, (3, rank("A B C")), (2, rank("B C A")), (1, rank("C A B")), (1, rank("A C B"))
        )
        assert result.winners == ("A",)
        assert result.pairwise["A"]["B"] + result.pairwise["B"]["A"] == 7

    def test_a_cycle_is_cut_at_its_weakest_defeat(self) -> None:
        # 5 A B C, 4 B C A, 3 C A B: A:B 8-4, B:C 9-3, C:A 7-5. The weakest is C over A, so A is first, then B.
        result = chosen({"rule": "schulze", "options": ["A", "B", "C"]}, (5, rank("A B C")), (4, rank("B C A")), (3, rank("C A B")))
        assert result.order == (("A",), ("B",), ("C",))

    def test_what_is_not_ranked_is_last_and_equal(self) -> None:
        # One ballot ranks A alone: A before B, C and D, and nothing between those.
        result = chosen({"rule": "schulze"}, (1, rank("A")))
        assert result.order == (("A",), ("B", "C", "D"))
        assert result.pairwise["B"] == {"A": 0, "C": 0, "D": 0}

    def test_of_equal_winning_votes_the_defeat_with_fewer_losing_votes_is_stronger(self) -> None:
        # A:B 4-3, B:C 4-2, C:A 4-2: each defeat has 4 votes, and the weakest is A over B, with 3 against it. So B is ahead of A
        # (by C: 4-2, 4-2), C of A (4-2, while A comes to C only by B: 4-3), and B of C (4-2, while C comes to B only by A: 4-3).
        cast = [(2, rank("A B C")), (2, rank("B C A")), (1, rank("C A B")), (1, rank("A=C B")), (1, rank("B=C A"))]
        result = chosen({"rule": "schulze", "options": ["A", "B", "C"]}, *cast)
        assert [(result.pairwise[a][b], result.pairwise[b][a]) for a, b in ("AB", "BC", "CA")] == [(4, 3), (4, 2), (4, 2)]
        assert result.order == (("B",), ("C",), ("A",))

    def test_a_perfect_tie_is_reported_as_one_group(self) -> None:
        result = chosen({"rule": "schulze", "options": ["A", "B"]}, (2, rank("A B")), (2, rank("B A")))
        assert (result.carried, result.order, result.tied) == (False, (("A", "B"),), ("A", "B"))
        assert result.sum == "A 0, B 0"
        assert result.pairwise == {"A": {"B": 2}, "B": {"A": 2}}

    def test_the_first_k_are_named_with_their_figures_whatever_these_are(self) -> None:
        # B before A and D, A before D, and C level with each: nobody is ahead of B or of C.
        result = chosen({"rule": "schulze", "seats": 2}, (1, rank("B A D C")), (1, rank("C")))
        assert result.order == (("B", "C"), ("A",), ("D",))
        assert (result.carried, result.winners, result.sum) == (True, ("B", "C"), "B 2, C 0, A 1")


class TestWeights:
    def test_sums_of_weights_come_first_then_heads(self) -> None:
        policy = read_policy({"rule": "majority", "unit": "weighted", "weights": {"o1": 10, "o2": 4, "o3": 6}})
        ballots = {"o1": Ballot("yes"), "o2": Ballot("yes"), "o3": Ballot("no")}
        result = result_of(policy, votes_of(policy, ballots, ["o1", "o2", "o3"]))
        assert (result.carried, result.sum) == (True, "14 yes, 6 no (2 yes, 1 no)")
        assert (result.tally, result.weighed) == ({"yes": 2, "no": 1}, {"yes": 14, "no": 6})

    def test_the_quorum_of_a_weighted_vote_is_one_of_weights(self) -> None:
        policy = read_policy({"rule": "majority", "unit": "weighted", "weights": {"o1": 10, "o2": 1, "o3": 1}, "quorum": [1, 2]})
        voters = ["o1", "o2", "o3"]
        assert result_of(policy, votes_of(policy, {"o1": Ballot("yes")}, voters)).quorum_met
        few = result_of(policy, votes_of(policy, {"o2": Ballot("yes"), "o3": Ballot("yes")}, voters))
        assert not few.quorum_met
        assert "a weight of 6 of 12 were needed, 2 came" in few.sentence

    def test_options_are_chosen_by_weight(self) -> None:
        policy = read_policy({"rule": "irv", "unit": "weighted", "weights": {"o1": 5, "o2": 2, "o3": 2}, "options": ["A", "B"]})
        ballots = {"o1": rank("A"), "o2": rank("B"), "o3": rank("B")}
        result = result_of(policy, votes_of(policy, ballots, list(ballots)))
        assert (result.winners, result.sum) == (("A",), "A 5, B 4 (A 1, B 2)")
        assert result.sentence.endswith("In count 1, A has a weight of 5 of the 9 that still count.")

    def test_heads_are_those_behind_an_option_in_the_count_that_weights_made(self) -> None:
        # Count 1: A 3, B 4, C 2; C goes, and its two voters go on to A: A 5 by three heads, B 4 by one.
        policy = read_policy(
            {"rule": "irv", "unit": "weighted", "weights": {"o1": 3, "o2": 4, "o3": 1, "o4": 1}, "options": ["A", "B", "C"]}
        )
        ballots = {"o1": rank("A"), "o2": rank("B"), "o3": rank("C A"), "o4": rank("C A")}
        assert result_of(policy, votes_of(policy, ballots, list(ballots))).sum == "A 5, B 4, C 2 (A 3, B 1, C 2)"

    def test_points_and_dots_show_how_many_gave_them(self) -> None:
        weighted = {"unit": "weighted", "weights": {"o1": 3, "o2": 1}, "options": ["A", "B"]}
        for rule, field in (("score", "scores"), ("dots", "dots")):
            policy = read_policy({"rule": rule, **weighted})
            ballots = {"o1": Ballot(**{field: {"A": 2}}), "o2": Ballot(**{field: {"A": 1, "B": 3}})}  # type: ignore[arg-type]
            result = result_of(policy, votes_of(policy, ballots, list(ballots)))
            assert (result.sum, result.tally) == ("A 7, B 3 (A 2, B 1)", {"A": 2, "B": 1})
            assert result.points == ({"A": 3, "B": 3} if rule == "score" else {})

    def test_votes_that_weigh_nothing_carry_nothing(self) -> None:
        for rule in ("unanimity", "majority", "consent"):
            policy = read_policy({"rule": rule, "unit": "weighted", "weights": {"o1": 0, "o2": 5}, "quorum": [0, 1]})
            ballot = Ballot("consent" if rule == "consent" else "yes")
            result = result_of(policy, votes_of(policy, {"o1": ballot}, ["o1", "o2"]))
            assert (result.carried, result.sum) == (False, f"0 {ballot.choice} (1 {ballot.choice})")
            assert result.sentence.endswith("The votes that were given weigh nothing.")

    def test_one_objection_is_enough_whatever_its_weight(self) -> None:
        policy = read_policy({"rule": "consent", "unit": "weighted", "weights": {"o1": 50, "o2": 1}})
        result = result_of(policy, votes_of(policy, {"o1": Ballot("consent"), "o2": Ballot("object", "So")}, ["o1", "o2"]))
        assert (result.carried, result.sum) == (False, "50 consent, 1 object (1 consent, 1 object)")


def test_the_first_k_of_an_order_stop_at_a_tie_across_the_cut() -> None:
    order = (("A",), ("B", "C"), ("D",))
    assert [(taken(order, k).winners, taken(order, k).tied, taken(order, k).left) for k in (1, 2, 3, 4)] == [
        (("A",), (), 0),
        (("A",), ("B", "C"), 1),
        (("A", "B", "C"), (), 0),
        (("A", "B", "C", "D"), (), 0),
    ]


BAD = [
    ("plurality", Ballot("E"), "unknown_option"),
    ("plurality", Ballot(""), "bad_ballot"),
    ("plurality", Ballot(ranking=(("A",),)), "bad_ballot"),
    ("approval", Ballot(approve=("A", "E")), "unknown_option"),
    ("approval", Ballot(approve=("A", "A")), "named_twice"),
    ("score", Ballot(scores={"A": 6}), "bad_score"),
    ("score", Ballot(scores={"A": -1}), "bad_score"),
    ("dots", Ballot(dots={"A": 3, "B": 3}), "over_budget"),
    ("dots", Ballot(dots={"A": 4}), "over_cap"),
    ("dots", Ballot(dots={"A": -1}), "bad_dots"),
    ("irv", Ballot(ranking=(("A", "B"),)), "equal_ranks"),
    ("irv", Ballot(ranking=(("A",), ("A",))), "named_twice"),
    ("schulze", Ballot(ranking=(("A", "B"), ("B",))), "named_twice"),
    ("schulze", Ballot(choice="A"), "bad_ballot"),
]


@pytest.mark.parametrize(("rule", "ballot", "code"), BAD)
def test_a_ballot_that_the_rule_does_not_take_is_refused_with_the_reason(rule: str, ballot: Ballot, code: str) -> None:
    policy: Policy = read_policy({"rule": rule, "options": ["A", "B", "C"]})
    with pytest.raises(Refused) as refused:
        check_ballot(policy, ballot)
    assert refused.value.code == code
    assert refused.value.message.endswith(".")

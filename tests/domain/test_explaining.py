"""A policy explained to a group: the numbers in the example are those that the arithmetic gives."""

import re
from typing import Any

import pytest

from workshops.decisions.ballot import Ballot
from workshops.decisions.checking import read_policy
from workshops.decisions.explaining import example, explained
from workshops.decisions.policy import Policy, Rule
from workshops.decisions.result import result_of
from workshops.decisions.votes import Votes

THREE = ("A", "B", "C")


def carried(policy: Policy, cast: list[Ballot], voters: int) -> bool:
    """Do these ballots of so many voters carry it?"""
    return result_of(policy, Votes(tuple((ballot, 1) for ballot in cast), voters, voters)).carried


def numbers(told: str) -> list[int]:
    """The numbers of the example after its opening words."""
    return [int(number) for number in re.findall(r"\d+", told.partition(", ")[2])]


@pytest.mark.parametrize("rule", list(Rule))
def test_every_rule_is_explained_in_two_sentences(rule: Rule) -> None:
    policy = read_policy({"rule": rule.value})
    assert len(re.findall(r"\.(?: |$)", explained(policy))) == 2
    assert "{" not in explained(policy)
    assert example(policy, 7).startswith("With your 7 partners, ")


@pytest.mark.parametrize("voters", range(1, 13))
@pytest.mark.parametrize("policy", [{"rule": "majority"}, {"rule": "absolute_majority"}, {"rule": "supermajority"},
    {"rule": "supermajority", "threshold": [3, 4]}, {"rule": "supermajority", "base": "electorate"}])  # fmt: skip
def test_the_yes_that_an_example_asks_for_carry_it_and_one_fewer_do_not(policy: dict[str, Any], voters: int) -> None:
    rule = read_policy(policy)
    needed = numbers(example(rule, voters))[0]
    for yes, expected in ((needed, True), (needed - 1, False)):
        assert carried(rule, [Ballot("yes")] * yes + [Ballot("no")] * (voters - yes), voters) is expected


@pytest.mark.parametrize("voters", range(3, 13))
def test_if_one_abstains_the_example_says_what_is_needed_then(voters: int) -> None:
    rule = read_policy({"rule": "supermajority"})
    _, _, needed, of = numbers(example(rule, voters))[:4]
    assert of == voters - 1
    for yes, expected in ((needed, True), (needed - 1, False)):
        assert carried(rule, [Ballot("yes")] * yes + [Ballot("no")] * (of - yes) + [Ballot("abstain")], voters) is expected


@pytest.mark.parametrize("voters", range(1, 13))
def test_the_fewest_votes_that_can_win_among_three_do_win_and_fewer_never_do(voters: int) -> None:
    rule = read_policy({"rule": "plurality", "options": list(THREE)})
    needed = numbers(example(rule, voters))[0]

    def wins(votes: int) -> bool:
        """Can an option win with so many, however the rest is spread?"""
        rest = voters - votes
        spreads = [["A"] * votes + ["B"] * other + ["C"] * (rest - other) for other in range(rest + 1)]
        results = [result_of(rule, Votes(tuple((Ballot(option), 1) for option in spread), voters, voters)) for spread in spreads]
        return any(one.winners == ("A",) for one in results)

    assert wins(needed)
    assert not wins(needed - 1)


@pytest.mark.parametrize("voters", range(1, 13))
@pytest.mark.parametrize("rule", ["majority_runoff", "irv"])
def test_the_first_places_that_win_at_once_are_more_than_half(rule: str, voters: int) -> None:
    needed = numbers(example(read_policy({"rule": rule}), voters))[0]
    assert 2 * needed > voters >= 2 * (needed - 1)


def test_the_quorum_of_the_example_is_the_fewest_that_meet_it() -> None:
    rule = read_policy({"rule": "consent", "quorum": [3, 5]})
    assert "At least 5 must vote" in example(rule, 7)
    assert carried(rule, [Ballot("consent")] * 5, 7)
    assert not carried(rule, [Ballot("consent")] * 4, 7)


def test_what_cannot_be_explained_by_heads_says_why() -> None:
    assert example(read_policy({"rule": "consent"}), 0) == "Nobody is here yet who could vote."
    assert "cannot be secret" in example(read_policy({"rule": "majority", "secrecy": "secret"}), 2)
    weighed = read_policy({"rule": "majority", "unit": "weighted", "weights": {"o1": 3, "o2": 2}})
    assert "together they are 5" in example(weighed, 2)

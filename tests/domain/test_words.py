"""A policy in plain words, as the vote screen and the document say it."""

from typing import Any

import pytest

from workshops.decisions.checking import read_policy
from workshops.decisions.policy import Rule
from workshops.decisions.rules import RULES
from workshops.decisions.words import KINDS, after_of, detail_of, in_one_line, title_of


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"rule": "consent"}, "Consent: passes when nobody objects."),
        ({"rule": "majority"}, "Majority: passes when more say yes than no."),
        ({"rule": "absolute_majority"}, "Absolute majority: passes when more than half of all say yes."),
        ({"rule": "supermajority"}, "Supermajority: passes when two thirds of the votes cast say yes."),
        (
            {"rule": "supermajority", "threshold": [3, 4], "base": "electorate"},
            "Supermajority: passes when three quarters of all entitled say yes.",
        ),
        ({"rule": "unanimity"}, "Unanimity: passes when all who vote say yes."),
        ({"rule": "advice", "decider": "Ma"}, "Advice: Ma decides after asking for advice."),
    ],
)
def test_the_title_says_when_it_passes(written: dict[str, Any], said: str) -> None:
    assert title_of(read_policy(written)) == said


@pytest.mark.parametrize("rule", list(Rule))
def test_every_rule_has_a_name_and_a_sentence(rule: Rule) -> None:
    said = title_of(read_policy({"rule": rule.value}))
    assert said.startswith(RULES[rule].title)
    assert said.endswith(".")


def test_the_detail_says_whose_vote_it_is_how_many_must_vote_and_when_answers_show() -> None:
    assert detail_of(read_policy({"quorum": [3, 5]}), 5) == (
        "Each partner has one vote. At least three fifths must vote. Here that is 3 of 5. "
        "All answers show together, with names, when the vote is closed."
    )
    assert detail_of(read_policy({"unit": "person", "quorum": [1, 1], "secrecy": "open"})) == (
        "Each person has one vote. All must vote. Answers show as they are given."
    )
    assert "Any number may vote." in detail_of(read_policy({"quorum": [0, 1]}))


def test_what_comes_after_a_failed_round_is_the_next_round_then_the_fallback_then_the_ladder() -> None:
    policy = read_policy({"rule": "majority", "rounds": 2, "fallback": {"rule": "unanimity", "rounds": 1}})
    assert "round 1 of 2" in after_of(policy, 1)
    assert after_of(policy, 2).endswith("it is decided so: Unanimity: passes when all who vote say yes.")
    alone = read_policy({"rule": "majority", "rounds": 1})
    assert after_of(alone, 1) == "If it does not pass this time, it goes to the way the group settles issues."


def test_consent_says_that_an_objection_needs_a_reason() -> None:
    assert after_of(read_policy({"rule": "consent"}), 1).startswith("An objection needs a reason and opens a revision round.")
    assert "objection" not in after_of(read_policy({"rule": "majority"}), 1)


def test_one_line_for_the_document_holds_rule_unit_quorum_rounds_and_fallback() -> None:
    policy = read_policy({"rounds": 1, "secrecy": "open", "fallback": {"rule": "majority", "quorum": [2, 3]}})
    assert in_one_line(policy, {}) == (
        "Consent, passes when nobody objects; one vote for each partner; at least half must vote; 1 round; open ballots; "
        "then: Majority, passes when more say yes than no; one vote for each partner; at least two thirds must vote; 2 rounds"
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            {"rule": "dots", "budget": 4, "cap": 2, "options": ["A", "B"]},
            "to choose from: A, B; 4 dots each, at most 2 on one option; one vote",
        ),
        ({"unit": "weighted", "weights": {"o2": 3, "o1": 5}}, "weighted votes of the partners: Kitchen 5, Bank 3"),
        ({"rule": "advice", "decider": "Chair"}, "Advice, Chair decides after asking for advice; one vote for each partner"),
        ({"rule": "advice", "decider": "p7"}, "Ro decides after asking for advice"),
    ],
)
def test_one_line_for_the_document_leaves_out_nothing_that_is_adopted(written: dict[str, Any], said: str) -> None:
    assert said in in_one_line(read_policy(written), {"o1": "Kitchen", "o2": "Bank", "p7": "Ro"})


def test_the_five_kinds_of_decision_are_the_ones_of_the_scenarios() -> None:
    assert list(KINDS) == ["workplan", "scope_change", "commitment", "day_to_day", "other"]

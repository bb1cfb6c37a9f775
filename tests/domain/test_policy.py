"""A policy is one whole record: its defaults, what it may not say, and every rule of DECISIONS.md taken as written."""

from typing import Any

import msgspec
import pytest

from workshops.decisions.checking import read_policy
from workshops.decisions.decision import policy_of_round
from workshops.decisions.policy import Policy, Rule, Secrecy, Unit, as_written
from workshops.refusal import Refused


def refusal_of(written: Any) -> Refused:
    """Why this policy cannot be."""
    with pytest.raises(Refused) as refused:
        read_policy(written)
    return refused.value


def test_what_a_policy_leaves_out_takes_the_defaults_of_the_table() -> None:
    policy = read_policy({})
    assert (policy.rule, policy.unit, policy.quorum, policy.secrecy) == (Rule.CONSENT, Unit.PARTNER, (1, 2), Secrecy.HIDDEN)
    assert (policy.rounds, policy.fallback, policy.floor, policy.seats, policy.budget, policy.cap) == (2, None, 3, 1, 5, 3)
    assert (policy.may_depart, policy.threshold, policy.deadline) == (False, None, "")


@pytest.mark.parametrize("rule", [rule.value for rule in Rule])
def test_every_rule_is_accepted_as_written_and_comes_back_as_written(rule: str) -> None:
    written = {"rule": rule, "quorum": [3, 5], "rounds": 1}
    assert as_written(read_policy(written)) == written


def test_a_full_policy_survives_being_written_and_read() -> None:
    written = {
        "rule": "supermajority", "may_depart": True, "unit": "weighted", "threshold": [3, 4], "base": "electorate", "quorum": [1, 1],
        "secrecy": "open", "rounds": 3, "fallback": {"rule": "majority", "unit": "person"}, "weights": {"o1": 3, "o2": 1}, "tie": "fails",
    }  # fmt: skip
    policy = read_policy(written)
    assert as_written(policy) == written
    assert read_policy(as_written(policy)) == policy
    assert msgspec.json.decode(msgspec.json.encode(policy), type=Policy) == policy


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ({"threshold": [1, 2]}, "more than one half"),
        ({"threshold": [0, 1]}, "more than one half"),
        ({"threshold": [4, 3]}, "at most everybody"),
        ({"quorum": [3, 2]}, "more than everybody"),
        ({"unit": "weighted", "secrecy": "secret"}, "weight would name the voter"),
        ({"fallback": {"threshold": [1, 2]}}, "more than one half"),
        ({"fallback": {"fallback": {"fallback": {"rule": "majority"}}}}, "not more"),
    ],
)
def test_fields_that_contradict_each_other_are_refused_in_words(written: dict[str, Any], why: str) -> None:
    refused = refusal_of(written)
    assert (refused.code, refused.field) == ("bad_policy", "policy")
    assert why in refused.message


@pytest.mark.parametrize("threshold", [[2, 3], [1, 1], [501, 1000], [51, 100]])
def test_a_threshold_above_one_half_and_up_to_everybody_is_taken(threshold: list[int]) -> None:
    assert read_policy({"rule": "supermajority", "threshold": threshold}).share() == tuple(threshold)


@pytest.mark.parametrize(
    "written",
    [
        None,
        [],
        "consent",
        7,
        {"rule": "dictatorship"},
        {"rule": None},
        {"unknown": 1},
        {"quorum": 0.5},
        {"quorum": [1]},
        {"quorum": [1, 0]},
        {"quorum": [-1, 2]},
        {"quorum": ["1", "2"]},
        {"rounds": 0},
        {"rounds": 10},
        {"rounds": True},
        {"rounds": 1.0},
        {"floor": 6},
        {"seats": 0},
        {"options": ["x"] * 51},
        {"options": ["x" * 201]},
        {"weights": {"o1": -1}},
        {"weights": {"o1": 10**30}},
        {"decider": "x" * 121},
        {"fallback": "majority"},
    ],
    ids=repr,
)
def test_what_is_no_policy_is_refused_and_never_breaks(written: Any) -> None:
    assert refusal_of(written).code == "bad_policy"


def test_a_policy_nested_without_end_is_refused() -> None:
    written: dict[str, Any] = {}
    for _ in range(900):
        written = {"fallback": written}
    assert refusal_of(written).code == "bad_policy"


@pytest.mark.parametrize("text", ["a\u202eb", "a\x00b", "\ud800"])
@pytest.mark.parametrize("field", ["decider", "options"])
def test_what_people_type_into_a_policy_is_as_clean_as_everywhere(field: str, text: str) -> None:
    assert refusal_of({"rule": "advice", field: text if field == "decider" else [text]}).code in {"unfit_text", "bad_policy"}


def test_rounds_run_out_into_the_fallback_and_after_it_there_is_none() -> None:
    majority = Policy(rule=Rule.MAJORITY, rounds=1)
    unanimity = Policy(rule=Rule.UNANIMITY, rounds=2, fallback=majority)
    policy = Policy(rounds=2, fallback=unanimity)
    assert [policy_of_round(policy, number) for number in range(1, 7)] == [policy, policy, unanimity, unanimity, majority, None]

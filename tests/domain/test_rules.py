"""Every yes/no rule against its formula in DECISIONS.md, written here a second time, over everything small enough to list."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshops.decisions.ballot import Ballot, check_answer
from workshops.decisions.checking import read_policy
from workshops.decisions.policy import Policy, Rule
from workshops.decisions.result import Result, result_of
from workshops.decisions.row import Answers
from workshops.decisions.rules import RULES, choices_of
from workshops.decisions.votes import votes_of
from workshops.decisions.yes_no import CONSENT, YES_NO
from workshops.refusal import Refused

MOST = 12
ANSWERED = {rule: row.takes for rule, row in RULES.items() if isinstance(row.takes, Answers)}

# DECISIONS.md, "Yes/no rules": y, n, a(bstentions) and E in whole numbers.
FORMULAS: list[tuple[str, dict[str, Any], Callable[[int, int, int, int], bool]]] = [
    ("majority", {"rule": "majority"}, lambda y, n, a, e: 2 * y > y + n),
    ("absolute majority", {"rule": "absolute_majority"}, lambda y, n, a, e: 2 * y > e),
    ("two thirds", {"rule": "supermajority"}, lambda y, n, a, e: y >= 2 * n and y > n and y > 0),
    ("2/3 of the cast", {"rule": "supermajority", "threshold": [2, 3]}, lambda y, n, a, e: 3 * y >= 2 * (y + n) and y > n and y > 0),
    ("3/4 of the cast", {"rule": "supermajority", "threshold": [3, 4]}, lambda y, n, a, e: y >= 3 * n and y > n and y > 0),
    ("2/3 of all", {"rule": "supermajority", "threshold": [2, 3], "base": "electorate"}, lambda y, n, a, e: 3 * y >= 2 * e and y > n),
    ("3/4 of all", {"rule": "supermajority", "threshold": [3, 4], "base": "electorate"}, lambda y, n, a, e: 4 * y >= 3 * e and y > n),
    ("all of all", {"rule": "supermajority", "threshold": [1, 1], "base": "electorate"}, lambda y, n, a, e: y == e and y > n),
    ("unanimity", {"rule": "unanimity"}, lambda y, n, a, e: n == 0 and a == 0 and y == y + n + a and y > 0),
]


def splits(parts: int, most: int) -> Iterator[tuple[int, ...]]:
    """Every way to give at most `most` to `parts` parts."""
    if parts == 0:
        yield ()
        return
    for first in range(most + 1):
        for rest in splits(parts - 1, most - first):
            yield (first, *rest)


def ballots_of(**numbers: int) -> dict[str, Ballot]:
    """This many ballots of each choice, from as many voters."""
    cast = [choice for choice, number in numbers.items() for _ in range(number)]
    return {f"o{n}": Ballot(choice) for n, choice in enumerate(cast)}


def result_for(policy: Policy, ballots: dict[str, Ballot], electorate: int) -> Result:
    """The result of these ballots where so many are entitled, those who said nothing included."""
    silent = [f"silent {n}" for n in range(electorate - len(ballots))]
    return result_of(policy, votes_of(policy, ballots, [*ballots, *silent]))


@pytest.mark.parametrize(("name", "written", "formula"), FORMULAS, ids=[name for name, _, _ in FORMULAS])
def test_a_yes_no_rule_is_its_formula_for_every_vote_of_up_to_twelve(
    name: str, written: dict[str, Any], formula: Callable[[int, int, int, int], bool]
) -> None:
    policy = read_policy(written | {"quorum": [0, 1]})
    carries = ANSWERED[policy.rule].carries
    for electorate in range(1, MOST + 1):
        for y, n, a in splits(3, electorate):
            count = Counter(yes=y, no=n, abstain=a)
            assert carries(count, electorate, policy) is formula(y, n, a, electorate), (y, n, a, electorate)


@pytest.mark.parametrize(("name", "written", "formula"), FORMULAS, ids=[name for name, _, _ in FORMULAS])
def test_a_result_is_the_rule_and_the_quorum(name: str, written: dict[str, Any], formula: Callable[[int, int, int, int], bool]) -> None:
    for p, q in ((1, 2), (3, 5), (1, 1)):
        policy = read_policy(written | {"quorum": [p, q]})
        for electorate in range(1, 7):
            for y, n, a in splits(3, electorate):
                result = result_for(policy, ballots_of(yes=y, no=n, abstain=a), electorate)
                met = q * (y + n + a) >= p * electorate
                assert (result.quorum_met, result.carried) == (met, met and formula(y, n, a, electorate)), (y, n, a, electorate, p, q)


def test_consent_carries_without_a_standing_objection_when_anybody_stands_behind_it() -> None:
    policy = read_policy({"rule": "consent", "quorum": [0, 1]})
    for electorate in range(1, MOST + 1):
        for agree, concern, aside, against in splits(4, electorate):
            ballots = Counter(consent=agree, concern=concern, stand_aside=aside, object=against)
            expected = against == 0 and agree + concern >= 1
            assert ANSWERED[Rule.CONSENT].carries(ballots, electorate, policy) is expected, (agree, concern, aside, against)


@pytest.mark.parametrize(("electorate", "needed"), [(20, 11), (7, 4), (1, 1), (2, 2)], ids=["11 of 20", "4 of 7", "1 of 1", "2 of 2"])
def test_an_absolute_majority_is_of_all_who_are_entitled(electorate: int, needed: int) -> None:
    carries, policy = ANSWERED[Rule.ABSOLUTE_MAJORITY].carries, Policy(rule=Rule.ABSOLUTE_MAJORITY)
    assert carries(Counter(yes=needed), electorate, policy)
    assert not carries(Counter(yes=needed - 1), electorate, policy)


def test_a_tie_and_an_empty_vote_fail_under_every_rule() -> None:
    for rule, row in ANSWERED.items():
        policy = Policy(rule=rule)
        assert not row.carries(Counter(), 4, policy), rule
        assert not row.carries(Counter({"yes": 2, "no": 2, "object": 1, "0": 1, "5": 1}), 4, policy), rule


def test_abstentions_alone_carry_nothing() -> None:
    for rule, row in ANSWERED.items():
        assert not row.carries(Counter(abstain=4, stand_aside=4), 4, Policy(rule=rule)), rule


# What hypothesis draws from: policies that can be carried out, and ballots for them.
policies = st.sampled_from([read_policy(written | {"quorum": quorum}) for _, written, _ in FORMULAS for quorum in ([0, 1], [1, 2], [1, 1])])
consents = st.sampled_from([read_policy({"rule": "consent", "quorum": quorum}) for quorum in ([0, 1], [1, 2], [1, 1])])


def chosen_from(policy: Policy) -> st.SearchStrategy[list[str]]:
    """Up to thirty answers that this policy's rule takes."""
    return st.lists(st.sampled_from([one.choice for one in choices_of(policy)]), max_size=30)


@given(st.data(), policies | consents)
def test_the_order_of_ballots_never_matters(drawn: st.DataObject, policy: Policy) -> None:
    cast = drawn.draw(chosen_from(policy))
    mixed = drawn.draw(st.permutations(cast))
    electorate = len(cast) + drawn.draw(st.integers(0, 5))
    one = result_for(policy, {f"o{n}": Ballot(choice) for n, choice in enumerate(cast)}, electorate)
    other = result_for(policy, {f"o{n}": Ballot(choice) for n, choice in enumerate(mixed)}, electorate)
    assert one == other


@given(st.data(), policies | consents)
def test_one_more_yes_never_turns_carried_into_not_carried(drawn: st.DataObject, policy: Policy) -> None:
    cast = drawn.draw(chosen_from(policy))
    electorate = len(cast) + drawn.draw(st.integers(1, 5))
    ballots = {f"o{n}": Ballot(choice) for n, choice in enumerate(cast)}
    before = result_for(policy, ballots, electorate)
    behind = "consent" if policy.rule is Rule.CONSENT else "yes"
    after = result_for(policy, ballots | {"one more": Ballot(behind)}, electorate)
    assert not before.carried or after.carried


@given(st.data(), policies)
def test_who_turns_from_no_to_yes_never_sinks_a_proposal(drawn: st.DataObject, policy: Policy) -> None:
    cast = drawn.draw(chosen_from(policy))
    electorate = len(cast) + 1
    before = result_for(policy, {f"o{n}": Ballot(choice) for n, choice in enumerate([*cast, "no"])}, electorate)
    after = result_for(policy, {f"o{n}": Ballot(choice) for n, choice in enumerate([*cast, "yes"])}, electorate)
    assert not before.carried or after.carried


@pytest.mark.parametrize("floor", [1, 2, 3, 4, 5])
def test_fist_to_five_carries_without_a_block_and_with_every_answer_at_least_the_floor(floor: int) -> None:
    policy = read_policy({"rule": "fist_to_five", "floor": floor, "quorum": [0, 1]})
    for fingers in splits(6, 4):
        count = Counter({str(number): times for number, times in enumerate(fingers)})
        expected = sum(fingers) > 0 and fingers[0] == 0 and all(not fingers[number] for number in range(floor))
        assert ANSWERED[Rule.FIST_TO_FIVE].carries(count, 4, policy) is expected, fingers


def test_a_ballot_that_the_rule_does_not_know_is_refused_with_the_answers_it_takes() -> None:
    with pytest.raises(Refused) as refused:
        check_answer(CONSENT, Ballot("yes"))
    assert (refused.value.code, refused.value.field) == ("bad_ballot", "choice")
    assert "Not yet: we see a harm" in refused.value.message
    with pytest.raises(Refused):
        check_answer(YES_NO, Ballot("consent"))


def test_an_objection_alone_needs_a_reason() -> None:
    with pytest.raises(Refused) as refused:
        check_answer(CONSENT, Ballot("object"))
    assert (refused.value.code, refused.value.field) == ("reason_needed", "reason")
    for choice in ("consent", "concern", "stand_aside"):
        check_answer(CONSENT, Ballot(choice))
    for choice in ("yes", "no", "abstain"):
        check_answer(YES_NO, Ballot(choice))
    check_answer(CONSENT, Ballot("object", "It would harm the smallest of us"))

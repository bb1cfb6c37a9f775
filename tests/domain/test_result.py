"""The result of a round: quorum at its boundary, the short sum, and a sentence that anybody can check by hand."""

import pytest

from tests.domain.test_rules import ballots_of, result_for
from workshops.decisions.ballot import Ballot
from workshops.decisions.checking import read_policy
from workshops.decisions.missing import still_missing
from workshops.decisions.policy import Policy, Rule
from workshops.decisions.result import short_sum
from workshops.decisions.row import Answers
from workshops.decisions.rules import RULES, stands_against
from workshops.decisions.shares import quorum_is_met, quorum_needed, share_in_words
from workshops.decisions.votes import Votes, votes_of


def policy_of(rule: str, **fields: object) -> Policy:
    """A policy under this rule, quorum one half unless given."""
    return read_policy({"rule": rule, **fields})


def test_quorum_is_met_at_exactly_the_fraction() -> None:
    assert quorum_is_met(policy_of("majority", quorum=[3, 5]), 3, 5)
    assert not quorum_is_met(policy_of("majority", quorum=[3, 5]), 2, 5)


def test_quorum_is_the_fraction_for_every_share_and_every_electorate() -> None:
    for q in range(1, 8):
        for p in range(q + 1):
            policy = policy_of("majority", quorum=[p, q])
            for electorate in range(1, 13):
                heads = quorum_needed(policy, electorate)
                assert heads * q >= p * electorate
                assert (heads - 1) * q < p * electorate
                for voted in range(electorate + 1):
                    assert quorum_is_met(policy, voted, electorate) is (voted >= heads), (p, q, voted, electorate)


def test_abstentions_and_standing_aside_count_for_the_quorum() -> None:
    assert result_for(policy_of("majority"), ballots_of(yes=1, abstain=2), 6).carried
    assert not result_for(policy_of("majority"), ballots_of(yes=1, abstain=1), 6).carried
    assert result_for(policy_of("consent"), ballots_of(consent=1, stand_aside=2), 6).carried


def test_without_quorum_nothing_is_carried_and_the_sentence_says_why() -> None:
    result = result_for(policy_of("consent", quorum=[3, 5]), ballots_of(consent=2), 5)
    assert not result.carried
    assert not result.quorum_met
    assert result.sentence == "Not carried: 2 consent. Quorum was not met: 3 of 5 needed to vote, 2 did."


@pytest.mark.parametrize(
    ("rule", "numbers", "said"),
    [
        ("majority", {"abstain": 1, "no": 2, "yes": 6}, "6 yes, 2 no, 1 abstain"),
        ("majority", {"no": 1}, "1 no"),
        ("consent", {"object": 2, "stand_aside": 1, "concern": 1, "consent": 5}, "5 consent, 1 concern, 1 stand aside, 2 object"),
        ("consent", {}, "no ballots"),
    ],
)
def test_the_short_sum_lists_what_occurred_in_the_order_of_the_rule(rule: str, numbers: dict[str, int], said: str) -> None:
    policy = policy_of(rule)
    answers = RULES[policy.rule].takes
    assert isinstance(answers, Answers)
    assert short_sum(answers, votes_of(policy, ballots_of(**numbers), [])) == said


@pytest.mark.parametrize(
    ("fields", "numbers", "electorate", "sentence"),
    [
        (
            {"rule": "supermajority"},
            {"yes": 6, "no": 2, "abstain": 1},
            9,
            "Carried: 6 yes, 2 no, 1 abstention. Two thirds of the votes cast needed at least 6 of 8.",
        ),
        (
            {"rule": "supermajority", "threshold": [3, 4], "base": "electorate"},
            {"yes": 5, "no": 1},
            7,
            "Not carried: 5 yes, 1 no. Three quarters of all entitled needed at least 6 of 7.",
        ),
        (
            {"rule": "majority"},
            {"yes": 3, "no": 3},
            7,
            "Not carried: 3 yes, 3 no. More than half of the votes cast needed at least 4 of 6.",
        ),
        ({"rule": "absolute_majority"}, {"yes": 4}, 7, "Carried: 4 yes. More than half of all entitled needed at least 4 of 7."),
        ({"rule": "unanimity"}, {"yes": 4, "abstain": 1}, 7, "Not carried: 4 yes, 1 abstention. All 5 who voted needed to say yes."),
        ({"rule": "consent"}, {"consent": 3, "concern": 1}, 5, "Carried: 3 consent, 1 concern. Nobody objected."),
        (
            {"rule": "consent"},
            {"consent": 3, "object": 1},
            5,
            "Not carried: 3 consent, 1 object. 1 partner sees a harm that is not yet met.",
        ),
        ({"rule": "consent", "unit": "person"}, {"object": 3}, 5, "Not carried: 3 object. 3 people see a harm that is not yet met."),
        ({"rule": "consent"}, {"stand_aside": 3}, 5, "Not carried: 3 stand aside. Nobody stood behind it."),
        ({"rule": "majority"}, {"abstain": 3}, 5, "Not carried: 3 abstentions. Nobody said yes or no."),
        ({"rule": "supermajority"}, {"abstain": 3}, 5, "Not carried: 3 abstentions. Nobody said yes or no."),
        (
            {"rule": "supermajority", "threshold": [4, 6]},
            {"yes": 3},
            5,
            "Carried: 3 yes. Two thirds of the votes cast needed at least 2 of 3.",
        ),
        (
            {"rule": "supermajority", "threshold": [1, 1], "base": "electorate"},
            {"yes": 4},
            5,
            "Not carried: 4 yes. All entitled needed at least 5 of 5.",
        ),
        ({"rule": "unanimity", "quorum": [0, 1]}, {"yes": 1}, 5, "Carried: 1 yes. The one who voted needed to say yes."),
    ],
)
def test_the_sentence_prints_its_sum(fields: dict[str, object], numbers: dict[str, int], electorate: int, sentence: str) -> None:
    assert result_for(read_policy(fields), ballots_of(**numbers), electorate).sentence == sentence


def test_the_result_names_the_tally_it_was_computed_from() -> None:
    result = result_for(policy_of("majority"), ballots_of(yes=2, abstain=1), 4)
    assert (result.tally, result.voted, result.electorate) == ({"yes": 2, "abstain": 1}, 3, 4)


def test_what_is_missing_never_tells_what_anybody_answered() -> None:
    for numbers in ({"consent": 2}, {"object": 2}, {"consent": 1, "object": 1}):
        asked = policy_of("consent", quorum=[5, 8])
        assert still_missing(asked, votes_for(asked, 8, **numbers)) == "Quorum: 5 of 8, 3 more to vote."
    consent = policy_of("consent")
    assert still_missing(consent, votes_for(consent, 8, consent=5)) == "5 of 8 have answered. Quorum is met."
    assert still_missing(consent, votes_for(consent, 8, consent=8)) == "Everybody has answered."


@pytest.mark.parametrize(
    ("fields", "numbers", "said"),
    [
        ({"rule": "majority"}, {"yes": 2, "no": 2}, "Needs 1 more yes."),
        ({"rule": "majority"}, {"yes": 3, "no": 1}, "As it stands it passes."),
        ({"rule": "supermajority"}, {"yes": 2, "no": 2}, "Needs 2 more yes."),
        ({"rule": "absolute_majority"}, {"yes": 1, "no": 3}, "Needs 4 more yes."),
        ({"rule": "majority", "secrecy": "hidden"}, {"yes": 2, "no": 2}, ""),
        ({"rule": "majority", "secrecy": "secret"}, {"yes": 2, "no": 2}, ""),
    ],
)
def test_under_open_ballots_it_says_how_many_more_yes_it_needs(fields: dict[str, object], numbers: dict[str, int], said: str) -> None:
    policy = read_policy({"secrecy": "open", **fields})
    assert still_missing(policy, votes_for(policy, 8, **numbers)) == f"4 of 8 have answered. Quorum is met. {said}".strip()


def votes_for(policy: Policy, electorate: int, **numbers: int) -> Votes:
    """This many votes of each choice out of so many who are entitled."""
    ballots = ballots_of(**numbers)
    return votes_of(policy, ballots, [*ballots, *(f"silent {n}" for n in range(electorate - len(ballots)))])


@pytest.mark.parametrize(("share", "said"), [((2, 3), "Two thirds"), ((1, 2), "Half"), ((1, 1), "All"), ((7, 10), "Seven tenths")])
def test_a_share_is_said_in_words(share: tuple[int, int], said: str) -> None:
    assert share_in_words(share) == said


def test_what_cannot_change_any_more_is_said_so_under_open_ballots() -> None:
    policy = read_policy({"rule": "majority", "secrecy": "open"})
    assert still_missing(policy, votes_for(policy, 4, yes=2, no=2)) == "Everybody has answered. As it stands it does not pass."


@pytest.mark.parametrize("rule", [rule for rule in Rule if rule not in (Rule.CONSENT, Rule.FIST_TO_FIVE, Rule.ADVICE)])
def test_only_objections_and_low_numbers_stand_against_a_proposal_whatever_options_are_called(rule: Rule) -> None:
    for called in ("object", "0", "2", "²", "①"):
        assert not stands_against(Policy(rule), Ballot(called))
    assert stands_against(Policy(), Ballot("object"))
    assert [stands_against(Policy(Rule.FIST_TO_FIVE), Ballot(str(n))) for n in range(6)] == [True, True, True, False, False, False]

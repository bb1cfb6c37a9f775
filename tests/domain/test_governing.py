"""Which rule governs a decision: the group's own once adopted, another only where that allows it, none that cannot be carried out."""

from typing import Any

import pytest

from tests.domain.deciding import adopted_rule, drafted, standing, vote

YES = {"rule": "majority"}


class TestTheGroupsOwnRules:
    def test_a_rule_adopted_in_how_we_decide_governs_later_decisions_by_itself(self) -> None:
        scene, _ = drafted()
        adopted_rule(scene, {"applies_to": "workplan", "policy": {"rule": "supermajority", "threshold": [3, 4]}})
        scene.did("p1", "open_decision", proposes="section:vision")
        policy = scene.state.decisions["d2"].policy
        assert (policy.rule, policy.threshold) == ("supermajority", (3, 4))
        assert scene.sees("p2")["rules"]["workplan"]["adopted"]

    def test_a_rule_governs_its_own_kind_and_the_workplan_rule_every_kind_without_one(self) -> None:
        scene, _ = drafted()
        adopted_rule(
            scene,
            {"applies_to": "workplan", "policy": {"rule": "majority"}},
            {"applies_to": "commitment", "policy": {"rule": "unanimity"}},
        )
        for kind, rule in (("commitment", "unanimity"), ("scope_change", "majority"), ("day_to_day", "majority")):
            decision = scene.did("p1", "open_decision", proposes="section:vision", applies_to=kind)
            assert scene.state.decisions[decision].policy.rule == rule
            scene.did("p1", "withdraw_proposal", decision=decision, reason="Only looking")

    def test_before_any_rule_is_adopted_the_starting_policy_governs(self) -> None:
        scene, _ = drafted(rule="majority", unit="person")
        scene.did("p1", "open_decision", proposes="section:vision")
        assert scene.state.decisions["d1"].current.electorate == ("p2", "p3", "p4")
        assert not scene.sees("p2")["rules"]["workplan"]["adopted"]

    def test_a_later_change_of_the_rules_changes_no_decision_that_is_on_its_way(self) -> None:
        scene, _ = drafted()
        scene.did("p1", "open_decision", proposes="section:vision")
        vote(scene, "d1", "object")
        adopted_rule(scene, {"applies_to": "workplan", "policy": {"rule": "majority"}})
        scene.did("p1", "next_round", decision="d1")
        assert scene.state.decisions["d1"].current.policy.rule == "consent"

    def test_rules_that_are_not_carried_govern_nothing(self) -> None:
        scene, _ = drafted()
        scene.did("p1", "add_entry", kind="decision_rule", fields={"applies_to": "workplan", "policy": {"rule": "majority"}})
        scene.did("p1", "open_decision", proposes="section:decisions")
        vote(scene, "d1", "object")
        assert scene.state.policy_for("workplan").rule == "consent"

    def test_deciding_the_section_anew_without_a_rule_takes_that_rule_away(self) -> None:
        scene, _ = drafted()
        adopted_rule(
            scene, {"applies_to": "workplan", "policy": {"rule": "majority"}}, {"applies_to": "other", "policy": {"rule": "unanimity"}}
        )
        scene.did("p1", "remove_entry", entry="e2")
        adopted_rule(scene)
        assert set(scene.state.rules) == {"workplan"}

    def test_one_rule_decided_apart_leaves_the_others_as_they_are(self) -> None:
        scene, _ = drafted()
        adopted_rule(scene, {"applies_to": "workplan", "policy": {"rule": "majority"}})
        entry = scene.did("p1", "add_entry", kind="decision_rule", fields={"applies_to": "commitment", "policy": {"rule": "unanimity"}})
        decision = scene.did("p1", "open_decision", proposes=[entry])
        vote(scene, decision, "yes", "yes")
        assert {kind: policy.rule.value for kind, policy in scene.state.rules.items()} == {
            "workplan": "majority",
            "commitment": "unanimity",
        }

    def test_an_edit_of_an_adopted_rule_changes_nothing_until_it_is_decided(self) -> None:
        scene, _ = drafted()
        adopted_rule(scene, {"applies_to": "workplan", "policy": {"rule": "majority"}})
        scene.did("p2", "change_entry", entry="e1", fields={"policy": {"rule": "unanimity"}})
        assert standing(scene, "decisions") == "changed"
        assert scene.state.policy_for("workplan").rule == "majority"


class TestDepartures:
    def test_before_anything_is_adopted_the_facilitator_may_depart_with_a_reason(self) -> None:
        scene, _ = drafted()
        assert scene.refused("p1", "open_decision", proposes="section:vision", policy=YES) == "empty"
        scene.did("p1", "open_decision", proposes="section:vision", policy=YES, reason="To practise")
        told = scene.sees("p2")["decision:d1"]
        assert (told["policy"]["rule"], told["departure"]) == ("majority", "To practise")

    def test_an_adopted_rule_is_departed_from_only_where_it_says_so(self) -> None:
        for allowed in (False, True):
            scene, _ = drafted()
            adopted_rule(scene, {"applies_to": "workplan", "policy": {"rule": "consent"}, "may_depart": allowed})
            assert scene.sees("p1")["rules"]["workplan"]["may_depart"] is allowed
            if allowed:
                scene.did("p1", "open_decision", proposes="section:vision", policy=YES, reason="Time is short")
            else:
                assert scene.refused("p1", "open_decision", proposes="section:vision", policy=YES, reason="Time is short") == "no_departure"

    def test_the_governing_policy_spelled_out_is_no_departure(self) -> None:
        scene, _ = drafted()
        adopted_rule(scene, {"applies_to": "workplan", "policy": {"rule": "majority", "quorum": [2, 3]}})
        scene.did("p1", "open_decision", proposes="section:vision", policy={"rule": "majority", "quorum": [2, 3]}, reason="Ignored")
        assert scene.state.decisions["d2"].departure == ""

    def test_a_departing_policy_replaces_the_whole_record(self) -> None:
        scene, _ = drafted(rule="majority", quorum=[1, 1], rounds=5)
        scene.did("p1", "open_decision", proposes="section:vision", policy={"rule": "consent"}, reason="So")
        policy = scene.state.decisions["d1"].policy
        assert (policy.quorum, policy.rounds) == ((1, 2), 2)

    def test_who_decides_and_what_is_chosen_from_are_not_for_the_occasion_where_the_rule_names_them(self) -> None:
        for policy, mine in (
            ({"rule": "advice", "decider": "Person 2"}, {"decider": "p2"}),
            ({"rule": "plurality", "options": ["Red", "Blue"]}, {"options": ["Green", "Pink"]}),
        ):
            scene, _ = drafted()
            adopted_rule(scene, {"applies_to": "workplan", "policy": policy})
            asked: dict[str, Any] = {"proposes": "question", "question": "Which?"}
            assert scene.refused("p1", "open_decision", **asked, **mine) == "no_departure"
            scene.did("p1", "open_decision", **asked)
            opened = scene.state.decisions["d2"].policy
            assert (opened.decider, opened.options) in {("p3", ()), ("", ("Red", "Blue"))}

    def test_from_the_starting_rule_one_departs_with_a_reason_whatever_was_agreed_for_other_kinds(self) -> None:
        scene, _ = drafted()
        adopted_rule(scene, {"applies_to": "day_to_day", "policy": {"rule": "majority"}})
        told = scene.sees("p1")["rules"]
        assert [(told[kind]["adopted"], told[kind]["may_depart"]) for kind in ("day_to_day", "workplan")] == [(True, False), (False, True)]
        scene.did("p1", "open_decision", proposes="section:vision", policy=YES, reason="To see how it goes")

    def test_a_policy_that_cannot_be_is_refused_in_words(self) -> None:
        scene, _ = drafted()
        answer = scene.do(
            "p1", "open_decision", proposes="section:vision", policy={"rule": "supermajority", "threshold": [1, 2]}, reason="So"
        )
        assert (answer["code"], answer["field"]) == ("bad_policy", "policy")


IMPOSSIBLE = [
    ({"rule": "majority", "unit": "weighted", "weights": {"o1": 2}}, "no_weight"),
    ({"rule": "majority", "secrecy": "secret"}, "too_few_for_secret"),
]


class TestRulesThatHaveBecomeImpossible:
    @pytest.mark.parametrize(("policy", "code"), IMPOSSIBLE, ids=["weights are missing", "too few for a secret vote"])
    def test_a_group_whose_rule_cannot_be_carried_out_is_not_stuck(self, policy: dict[str, Any], code: str) -> None:
        scene, _ = drafted()
        adopted_rule(scene, {"applies_to": "workplan", "policy": policy})
        # In a fallback too: what would stop the second round is said before the first.
        with_fallback = {"rule": "consent", "rounds": 1, "fallback": policy}
        if code == "too_few_for_secret":
            scene.did("p1", "withdraw_partner", partner="o3", reason="It has moved away")
        assert scene.refused("p1", "open_decision", proposes="section:vision") == code
        assert scene.refused("p1", "open_decision", proposes="section:vision", policy=with_fallback, reason="So") == code
        assert scene.sees("p1")["rules"]["workplan"]["may_depart"]
        scene.did("p1", "open_decision", proposes="section:vision", policy={"rule": "consent"}, reason="Ours cannot be carried out")
        assert scene.sees("p2")["decision:d2"]["departure"] == "Ours cannot be carried out"

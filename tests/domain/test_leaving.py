"""Partners that leave, votes that are lent, and rules that a group starts from."""

import pytest

from tests.domain.deciding import drafted, standing
from tests.scene import Scene, partnership
from workshops.exports.markdown import write
from workshops.plan.rule_sets import RULE_SETS


class TestAPartnerWithdraws:
    def test_its_votes_stand_and_it_has_none_from_then_on(self) -> None:
        scene, people = drafted()
        scene.did("p1", "open_decision", proposes="section:vision")
        scene.did(people[0], "cast_ballot", decision="d1", voter="o1", choice="consent")
        scene.did(people[0], "withdraw_partner", partner="o1", reason="No hands left")
        assert scene.sees("p1")["voted:d1"]["voters"] == ["o1"]
        assert scene.refused(people[0], "cast_ballot", decision="d1", voter="o1", choice="consent") == "not_allowed"
        scene.did("p1", "withdraw_proposal", decision="d1", reason="Anew")
        scene.did("p1", "open_decision", proposes="section:vision")
        assert scene.state.decisions["d2"].current.electorate == ("o2", "o3")

    def test_only_its_own_representative_or_the_facilitator_says_so_with_a_reason(self) -> None:
        scene, people = partnership()
        colleague = scene.seat("A colleague", "o1")
        assert scene.refused(people[1], "withdraw_partner", partner="o1", reason="So") == "not_yours"
        assert scene.refused(colleague, "withdraw_partner", partner="o1", reason="So") == "not_allowed"
        assert scene.refused("p1", "withdraw_partner", partner="o1", reason=" ") == "empty"

    def test_what_it_leads_needs_a_lead_and_nobody_waits_for_its_signature(self) -> None:
        scene, _ = partnership()
        scene.did("p1", "add_entry", kind="initiative", fields={"title": "Warm Tables", "lead": "o2"})
        scene.did("p1", "withdraw_partner", partner="o2", reason="No hands left")
        finding = next(one for one in scene.sees("p1")["plan"]["findings"] if one["code"] == "lead_has_left")
        assert finding["message"] == "I1 “Warm Tables” needs a lead: Partner 2 has withdrawn."
        assert "Partner 2 (has withdrawn)" in write(scene.state).decode()
        scene.did("p1", "freeze")
        assert scene.sees("p1")["version"]["waiting"] == ["o1", "o3"]

    def test_it_can_come_back(self) -> None:
        scene, people = partnership()
        scene.did("p1", "withdraw_partner", partner="o1", reason="A mistake")
        assert scene.sees(people[0])["me"]["role"] == "observer"
        scene.did("p1", "return_partner", partner="o1")
        assert scene.sees(people[0])["me"]["role"] == "representative"


class TestAPartnerThatWasNeverThere:
    def test_it_is_taken_off_the_list_while_it_has_left_no_trace(self) -> None:
        scene, _ = partnership()
        nobody = scene.seat("A joker", "Evil Corporation")
        assert scene.refused("p1", "remove_partner", partner="o4") == "has_people"
        scene.did("p1", "remove_participant", participant=nobody)
        scene.did("p1", "remove_partner", partner="o4")
        assert "partner:o4" not in scene.sees("p1")
        assert "Evil" not in write(scene.state).decode()
        assert scene.reopened().state == scene.state

    def test_whoever_was_removed_with_it_comes_back_as_an_observer(self) -> None:
        scene, _ = partnership()
        nobody = scene.seat("A joker", "Evil Corporation", speaks=True)
        scene.did("p1", "remove_participant", participant=nobody)
        scene.did("p1", "remove_partner", partner="o4")
        scene.did("p1", "readmit_participant", participant=nobody)
        assert scene.sees(nobody)["me"]["role"] == "observer"
        assert scene.refused(nobody, "claim_voice") == "not_allowed"

    def test_one_that_had_a_vote_stays(self) -> None:
        scene = Scene("First", "Second").open()
        scene.seat("Somebody", "o1", speaks=True)
        scene.did("p1", "open_decision", proposes="question", question="Shall we?")
        assert scene.refused("p1", "remove_partner", partner="o2") == "has_traces"

    def test_whatever_stays_of_a_partner_keeps_it_on_the_list(self) -> None:
        scene = Scene("First", "Second", "Third", "Fourth", "Fifth", policy={"rule": "majority", "unit": "person"}).open()
        first = scene.seat("Somebody", "o1", speaks=True)
        second = scene.seat("Another", "o2")
        scene.did("p1", "open_decision", proposes="question", question="Shall we?")
        scene.did(second, "cast_ballot", decision="d1", voter=second, choice="yes")
        scene.did("p1", "close_round", decision="d1")
        scene.did("p1", "remove_participant", participant=second)
        scene.did("p1", "withdraw_partner", partner="o3", reason="Moved away")
        policy = {"rule": "majority", "unit": "weighted", "weights": {"o1": 1, "o4": 7}}
        scene.did(first, "add_entry", kind="decision_rule", fields={"applies_to": "workplan", "policy": policy})
        fallback = {"rule": "consent", "fallback": {"rule": "majority", "unit": "weighted", "weights": {"o1": 1, "o5": 7}}}
        scene.did(first, "add_entry", kind="decision_rule", fields={"applies_to": "other", "policy": fallback})
        for partner in ("o2", "o3", "o4", "o5"):
            assert scene.refused("p1", "remove_partner", partner=partner) == "has_traces"


class TestProxies:
    def test_a_representative_lends_the_vote_and_takes_it_back(self) -> None:
        scene, people = drafted()
        scene.did("p1", "open_decision", proposes="section:vision")
        scene.did(people[0], "cast_ballot", decision="d1", voter="o1", choice="concern", reason="Winter")
        scene.did(people[0], "designate_proxy", partner="o1", participant=people[1])
        assert scene.sees(people[1])["me"]["votes"] == {"d1": ["o1", "o2"]}
        assert scene.sees(people[1])["ballot:d1:o1"] == {"shown": False}
        assert scene.refused(people[1], "designate_proxy", partner="o1", participant=people[2]) == "not_your_vote"
        assert scene.sees("p1")["partner:o1"]["proxy"]
        assert scene.sees(people[0])["me"]["lent"] == ["o1"]
        scene.did(people[0], "take_back_voice", partner="o1")
        assert scene.sees(people[0])["me"]["votes"] == {"d1": ["o1"]}

    def test_the_facilitator_needs_a_reason_and_it_is_logged(self) -> None:
        scene, people = partnership()
        assert scene.refused("p1", "designate_proxy", partner="o1", participant=people[1]) == "empty"
        scene.did("p1", "designate_proxy", partner="o1", participant=people[1], reason="She left at noon")
        assert '"reason":"She left at noon"' in scene.lines()[-1]

    def test_nobody_lends_a_vote_that_is_not_theirs_or_takes_one_that_they_did_not_lend(self) -> None:
        scene, people = partnership()
        assert scene.refused(people[1], "designate_proxy", partner="o1", participant=people[1]) == "not_your_vote"
        assert scene.refused(people[1], "take_back_voice", partner="o1") == "not_your_vote"
        assert scene.refused("p1", "designate_proxy", partner="o1", participant=scene.observer(), reason="So") == "not_seated"

    def test_a_proxy_of_another_partner_votes_but_does_not_sign(self) -> None:
        scene, people = drafted()
        scene.did(people[0], "designate_proxy", partner="o1", participant=people[1])
        scene.did("p1", "freeze")
        version = scene.state.version
        assert version is not None
        assert scene.sees(people[1])["me"]["signs"] == ["o2"]
        signing = {"version": version.number, "sha256": version.sha256, "name": "Person 2", "choice": "approve"}
        assert scene.refused(people[1], "sign", partner="o1", **signing) == "not_your_vote"
        scene.did(people[1], "sign", partner="o2", **signing)


class TestReadyMadeRules:
    @pytest.mark.parametrize("name", RULE_SETS)
    def test_a_set_makes_a_rule_for_every_kind_of_decision_but_the_last_and_a_ladder(self, name: str) -> None:
        scene, people = partnership()
        scene.did(people[0], "use_rule_set", set=name)
        rules = [entry.fields for entry in scene.state.plan.of_kind("decision_rule")]
        assert [one["applies_to"] for one in rules] == ["workplan", "scope_change", "commitment", "day_to_day"]
        assert len(scene.state.plan.of_kind("resolution_step")) >= 2
        decision = scene.did("p1", "open_decision", proposes="section:decisions")
        for number, person in enumerate(people, 1):
            scene.did(person, "cast_ballot", decision=decision, voter=f"o{number}", choice="consent")
        scene.did("p1", "close_round", decision=decision)
        assert standing(scene, "decisions") == "adopted"
        assert scene.state.policy_for("commitment") != scene.state.policy_for("day_to_day")

    def test_another_set_takes_the_place_of_the_first_which_can_be_brought_back(self) -> None:
        scene, people = partnership()
        scene.did(people[0], "use_rule_set", set="consent")
        scene.did(people[0], "use_rule_set", set="votes")
        assert len(scene.state.plan.of_kind("decision_rule")) == 4
        assert len(scene.state.plan.of_kind("resolution_step")) == 3
        scene.did(people[0], "restore_entry", entry="e1")

    def test_each_rule_is_explained_in_two_sentences_with_an_example_for_this_group(self) -> None:
        scene, _ = partnership(partners=7)
        shown = {one["id"]: one for one in scene.sees("p2")["rule_sets"]}
        rule = shown["votes"]["rules"][0]
        assert rule["words"].count(". ") == 1
        assert "With your 7 partners, two thirds of the votes cast needs 5 yes of 7" in rule["example"]

    def test_while_the_section_is_being_decided_its_rules_stay(self) -> None:
        scene, people = partnership()
        scene.did(people[0], "use_rule_set", set="consent")
        scene.did("p1", "open_decision", proposes="section:decisions")
        assert scene.refused(people[0], "use_rule_set", set="votes") == "being_decided"
        assert scene.refused(people[0], "use_rule_set", set="none") == "unknown_set"

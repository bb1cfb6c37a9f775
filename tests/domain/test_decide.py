"""Decisions over their whole life: opened, through rounds and fallback, to carried, unresolved or withdrawn."""

from typing import Any

import pytest

from tests.domain.deciding import drafted, save, standing, status, vote
from tests.domain.happening import happening, types_of
from tests.scene import Scene, partnership


class TestOpening:
    def test_a_decision_copies_the_proposal_the_policy_and_the_electorate(self) -> None:
        scene, _ = drafted(rule="majority", quorum=[2, 3])
        with happening(scene) as news:
            assert scene.did("p1", "open_decision", proposes="section:vision") == "d1"
        (opened,) = news
        assert opened["type"] == "decision_opened"
        assert opened["by"] == "p1"
        assert opened["policy"] == {"rule": "majority", "quorum": [2, 3]}
        assert opened["electorate"] == ["o1", "o2", "o3"]
        assert opened["proposal"]["markdown"] == "We will."
        assert set(opened["proposal"]["passages"]) == {"text:vision"}

    def test_one_decision_is_open_at_a_time(self) -> None:
        scene, _ = drafted()
        scene.did("p1", "open_decision", proposes="section:vision")
        assert scene.refused("p1", "open_decision", proposes="text:vision") == "one_at_a_time"

    def test_a_second_round_waits_while_another_decision_is_open(self) -> None:
        scene, _ = drafted()
        scene.did("p1", "open_decision", proposes="section:vision")
        vote(scene, "d1", "object", "consent")
        scene.did("p1", "open_decision", proposes="text:vision")
        assert scene.refused("p1", "next_round", decision="d1") == "one_at_a_time"
        vote(scene, "d2", "consent", "consent")
        scene.did("p1", "next_round", decision="d1")

    @pytest.mark.parametrize(
        ("proposes", "code"),
        [
            ("section:scope", "empty_proposal"),
            ("text:vision", "empty_proposal"),
            ("section:partners", "unknown_section"),
            ("section:outcomes", "unknown_section"),
            ("chapter:vision", "unknown_section"),
            ("vision", "unknown_section"),
            ([], "unknown_entry"),
            (["e9"], "unknown_entry"),
        ],
    )
    def test_what_is_empty_or_not_of_this_workshop_cannot_be_proposed(self, proposes: Any, code: str) -> None:
        scene, _ = partnership()
        assert scene.refused("p1", "open_decision", proposes=proposes) == code

    def test_entries_of_two_sections_are_not_one_proposal(self) -> None:
        scene, _ = partnership()
        goal = scene.did("p2", "add_entry", kind="goal", fields={"title": "A goal"})
        area = scene.did("p2", "add_entry", kind="focus_area", fields={"title": "An area"})
        assert scene.refused("p1", "open_decision", proposes=[goal, area]) == "several_sections"

    def test_a_kind_of_decision_that_nobody_knows_is_refused(self) -> None:
        scene, _ = drafted()
        assert scene.refused("p1", "open_decision", proposes="section:vision", applies_to="lunch") == "unknown_kind"

    def test_nobody_to_vote_is_no_vote(self) -> None:
        scene = Scene().open()
        scene.did("p1", "save_text", section="vision", content="We will.", base=0)
        assert scene.refused("p1", "open_decision", proposes="section:vision") == "nobody"

    def test_who_speaks_for_a_partner_is_settled_before_a_vote_opens(self) -> None:
        scene, _ = drafted()
        second = scene.seat("Another", "o1")
        scene.did(second, "claim_voice")
        assert scene.refused("p1", "open_decision", proposes="section:vision") == "voice_unsettled"
        scene.did("p1", "open_decision", proposes="section:vision", policy={"unit": "person"}, reason="All of us")
        scene.did("p1", "withdraw_proposal", decision="d1", reason="After all not")
        scene.did("p1", "dismiss_claim", participant=second)
        scene.did("p1", "open_decision", proposes="section:vision")


class TestRounds:
    def test_carried_adopts_what_was_decided_with_its_sum(self) -> None:
        scene, _ = drafted()
        scene.did("p1", "open_decision", proposes="section:vision")
        assert standing(scene) == "proposed"
        with happening(scene) as news:
            vote(scene, "d1", "consent", "concern", None)
        assert types_of(news) == ["ballot_cast", "ballot_cast", "round_closed"]
        assert news[-1]["result"]["sum"] == "1 consent, 1 concern"
        assert (status(scene), standing(scene)) == ("carried", "adopted")
        assert (
            next(one for one in scene.sees("p2")["plan"]["sections"] if one["id"] == "vision")["provenance"]
            == "Consent: 1 consent, 1 concern"
        )

    def test_an_objection_ends_the_round_not_the_proposal(self) -> None:
        scene, _ = drafted()
        scene.did("p1", "open_decision", proposes="section:vision")
        vote(scene, "d1", "consent", "object", "consent")
        assert (status(scene), standing(scene)) == ("between", "draft")

    def test_the_next_round_is_on_the_revised_text_with_fresh_ballots(self) -> None:
        scene, _ = drafted()
        scene.did("p1", "open_decision", proposes="section:vision")
        vote(scene, "d1", "consent", "object", "consent")
        save(scene, "We will, with care.")
        scene.did("p1", "next_round", decision="d1")
        now = scene.state.decisions["d1"].current
        assert (now.number, now.proposal.markdown, now.ballots) == (2, "We will, with care.", {})
        vote(scene, "d1", "consent", "consent", None)
        assert status(scene) == "carried"
        rounds = scene.sees("p3")["decision:d1"]["rounds"]
        assert [one["markdown"] for one in rounds] == ["We will.", "We will, with care."]
        assert [one["carried"] for one in rounds] == [False, True]

    def test_how_an_objection_was_met_stays_beside_it(self) -> None:
        scene, _ = drafted()
        scene.did("p1", "open_decision", proposes="section:vision")
        vote(scene, "d1", "consent", "object", None)
        scene.did("p1", "note_objection", decision="d1", voter="o2", how="It now names the limit")
        assert scene.refused("p1", "note_objection", decision="d1", voter="o1", how="So") == "no_objection"
        assert scene.refused("p1", "note_objection", decision="d1", voter="o3", how="So") == "no_objection"
        scene.did("p1", "next_round", decision="d1")
        (first,) = scene.sees("p2")["decision:d1"]["rounds"]
        assert {one["voter"]: one["met"] for one in first["ballots"]} == {"o1": "", "o2": "It now names the limit"}

    def test_content_is_locked_while_a_round_is_open_and_free_between_rounds(self) -> None:
        scene, _ = drafted()
        scene.did("p1", "open_decision", proposes="section:vision")
        for person in ("p1", "p2"):
            assert scene.refused(person, "save_text", section="vision", content="Otherwise.", base=1) == "being_decided"
        assert scene.sees("p2")["text:vision"]["locked"]
        vote(scene, "d1", "object")
        assert not scene.sees("p2")["text:vision"]["locked"]
        save(scene, "Otherwise.")
        scene.did("p1", "next_round", decision="d1")
        assert scene.refused("p2", "save_text", section="vision", content="And again.", base=2) == "being_decided"

    def test_a_whole_section_under_decision_takes_no_new_entry_and_loses_none(self) -> None:
        scene, _ = partnership()
        goal = scene.did("p2", "add_entry", kind="goal", fields={"title": "A goal"})
        gone = scene.did("p2", "add_entry", kind="goal", fields={"title": "Gone"})
        scene.did("p2", "remove_entry", entry=gone)
        scene.did("p1", "open_decision", proposes="section:goals")
        assert scene.refused("p2", "add_entry", kind="goal", fields={"title": "More"}) == "being_decided"
        assert scene.refused("p2", "change_entry", entry=goal, fields={"title": "Else"}) == "being_decided"
        assert scene.refused("p2", "remove_entry", entry=goal) == "being_decided"
        assert scene.refused("p2", "restore_entry", entry=gone) == "being_decided"
        scene.did("p2", "add_entry", kind="focus_area", fields={"title": "Elsewhere"})

    def test_chosen_entries_lock_themselves_alone(self) -> None:
        scene, _ = partnership()
        one = scene.did("p2", "add_entry", kind="role", fields={"title": "Chair"})
        other = scene.did("p2", "add_entry", kind="role", fields={"title": "Scribe"})
        scene.did("p2", "save_text", section="decisions", content="By talking.", base=0)
        scene.did("p1", "open_decision", proposes=[one])
        assert scene.refused("p2", "change_entry", entry=one, fields={"title": "Speaker"}) == "being_decided"
        scene.did("p2", "change_entry", entry=other, fields={"title": "Writer"})
        assert not scene.sees("p2")["text:decisions"]["locked"]
        scene.did("p2", "save_text", section="decisions", content="By listening.", base=1)

    def test_after_the_last_round_the_fallback_decides(self) -> None:
        scene, _ = drafted(rule="consent", rounds=1, fallback={"rule": "majority", "rounds": 1})
        scene.did("p1", "open_decision", proposes="section:vision")
        vote(scene, "d1", "consent", "consent", "object")
        assert status(scene) == "between"
        scene.did("p1", "next_round", decision="d1")
        assert [one["choice"] for one in scene.sees("p2")["decision:d1"]["choices"]] == ["yes", "no", "abstain"]
        vote(scene, "d1", "yes", "yes", "no")
        assert status(scene) == "carried"
        assert scene.sees("p2")["decision:d1"]["rounds"][-1]["sum"] == "2 yes, 1 no"

    def test_the_screen_counts_the_rounds_of_the_fallback_by_themselves(self) -> None:
        scene, _ = drafted(rule="consent", rounds=2, fallback={"rule": "majority", "rounds": 2})
        scene.did("p1", "open_decision", proposes="section:vision")
        after = [scene.sees("p2")["decision:d1"]["words"]["after"]]
        for choice in ("object", "object", "no"):
            vote(scene, "d1", choice, choice)
            scene.did("p1", "next_round", decision="d1")
            after.append(scene.sees("p2")["decision:d1"]["words"]["after"])
        assert "round 1 of 2" in after[0]
        assert "decided so: Majority" in after[1]
        assert "round 1 of 2" in after[2]
        assert "the way the group settles issues" in after[3]

    def test_without_a_fallback_it_stays_unresolved_and_in_the_plan_check(self) -> None:
        scene, _ = drafted(rule="consent", rounds=1)
        scene.did("p1", "open_decision", proposes="section:vision")
        vote(scene, "d1", "consent", "object")
        assert status(scene) == "unresolved"
        assert scene.refused("p1", "next_round", decision="d1") == "wrong_time"
        assert "open_objection" in [one["code"] for one in scene.sees("p2")["plan"]["findings"]]

    def test_missing_quorum_ends_the_round_like_any_failure(self) -> None:
        scene, _ = drafted(rule="majority", quorum=[1, 1])
        scene.did("p1", "open_decision", proposes="section:vision")
        vote(scene, "d1", "yes", "yes", None)
        assert status(scene) == "between"

    def test_a_withdrawn_proposal_is_over_its_ballots_void_its_reason_kept(self) -> None:
        scene, _ = drafted()
        scene.did("p1", "open_decision", proposes="section:vision")
        scene.did("p2", "cast_ballot", decision="d1", voter="o1", choice="consent")
        assert scene.refused("p1", "withdraw_proposal", decision="d1", reason="  ") == "empty"
        scene.did("p1", "withdraw_proposal", decision="d1", reason="We are not ready")
        told = scene.sees("p3")["decision:d1"]
        assert (told["status"], told["withdrawn"], told["rounds"]) == ("withdrawn", "We are not ready", [])
        assert "ballot:d1:o1" not in scene.sees("p2")
        assert standing(scene) == "draft"
        for command in ("close_round", "next_round"):
            assert scene.refused("p1", command, decision="d1") == "wrong_time"
        assert scene.refused("p1", "withdraw_proposal", decision="d1", reason="Again") == "wrong_time"

    def test_it_can_be_withdrawn_between_rounds_too(self) -> None:
        scene, _ = drafted()
        scene.did("p1", "open_decision", proposes="section:vision")
        vote(scene, "d1", "object")
        scene.did("p1", "withdraw_proposal", decision="d1", reason="We begin anew")
        assert status(scene) == "withdrawn"

    def test_a_closed_round_stays_closed(self) -> None:
        scene, _ = drafted()
        scene.did("p1", "open_decision", proposes="section:vision")
        vote(scene, "d1", "consent", "consent")
        assert scene.refused("p1", "close_round", decision="d1") == "wrong_time"
        assert scene.refused("p4", "cast_ballot", decision="d1", voter="o3", choice="consent") == "wrong_time"
        assert scene.refused("p1", "close_round", decision="d9") == "unknown_decision"

    def test_the_next_round_has_the_electorate_of_its_own_opening(self) -> None:
        scene, _ = drafted()
        scene.did("p1", "open_decision", proposes="section:vision")
        vote(scene, "d1", "object")
        scene.seat("Late", "A fourth", speaks=True)
        scene.did("p1", "next_round", decision="d1")
        assert scene.state.decisions["d1"].current.electorate == ("o1", "o2", "o3", "o4")
        assert scene.state.decisions["d1"].rounds[0].electorate == ("o1", "o2", "o3")

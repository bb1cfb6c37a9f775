"""What happens around a decision: answers that wait for home, deadlines, advice, the ladder, opening again, practice, questions."""

from typing import Any

import pytest

from tests.domain.deciding import adopted_rule, cast, drafted, standing, status, vote
from tests.domain.happening import happening, types_of
from tests.scene import Scene, partnership
from workshops.exports.markdown import write
from workshops.exports.plan_json import to_json

ASKED: dict[str, Any] = {"proposes": "question", "question": "Shall we open a window?"}
LATER = 1_800_000_100_000


class TestAskingAtHome:
    def test_it_shows_until_the_voter_answers_or_takes_it_back(self) -> None:
        scene, _ = drafted()
        scene.did("p1", "open_decision", proposes="section:vision")
        for number in (1, 2):
            scene.did(f"p{number + 1}", "ask_home", decision="d1", voter=f"o{number}", on=True)
        assert scene.sees("p4")["voted:d1"]["asking"] == ["o1", "o2"]
        cast(scene, 1, choice="consent")
        scene.did("p3", "ask_home", decision="d1", voter="o2", on=False)
        assert scene.sees("p4")["voted:d1"]["asking"] == []

    def test_it_is_the_voters_to_say_and_not_once_they_have_answered(self) -> None:
        scene, _ = drafted()
        scene.did("p1", "open_decision", proposes="section:vision")
        assert scene.refused("p3", "ask_home", decision="d1", voter="o1", on=True) == "not_your_vote"
        cast(scene, 1, choice="consent")
        assert scene.refused("p2", "ask_home", decision="d1", voter="o1", on=True) == "answered"


class TestUntilADate:
    def test_a_vote_held_open_lets_the_group_go_on_with_another(self) -> None:
        scene, _ = drafted()
        scene.did("p1", "open_decision", proposes="section:vision")
        assert scene.refused("p1", "open_decision", **ASKED) == "one_at_a_time"
        scene.did("p1", "hold_open", decision="d1", until=LATER)
        scene.did("p1", "open_decision", **ASKED)
        assert scene.sees("p2")["me"]["votes"] == {"d1": ["o1"], "d2": ["o1"]}
        assert scene.refused("p2", "save_text", section="vision", content="Other", base=1) == "being_decided"

    def test_two_decisions_are_never_open_on_the_same_words(self) -> None:
        scene, _ = drafted()
        scene.did("p1", "open_decision", proposes="section:vision", until=LATER)
        assert scene.refused("p1", "open_decision", proposes="text:vision") == "being_decided"

    def test_after_the_deadline_no_answer_is_taken_and_the_clock_closes(self) -> None:
        scene, _ = drafted()
        soon = 1_800_000_000_000 + 1_000 * 25
        scene.did("p1", "open_decision", proposes="section:vision", until=soon)
        for number in (1, 2):
            cast(scene, number, choice="consent")
        assert scene.refused("clock", "close_at_deadline", decision="d1", round=1) == "not_yet"
        while scene.around.now() < soon:
            pass
        assert scene.refused("p4", "cast_ballot", decision="d1", voter="o3", choice="object", reason="Late") == "too_late"
        scene.did("clock", "close_at_deadline", decision="d1", round=1)
        assert status(scene) == "carried"

    def test_after_the_deadline_nothing_of_the_round_can_be_changed(self) -> None:
        scene, people = partnership(policy={"rule": "advice"}, partners=2)
        soon = 1_800_000_000_000 + 1_000 * 15
        made = scene.did("p1", "open_decision", **ASKED, decider=people[0], until=soon)
        cast(scene, 2, choice="pass")
        while scene.do("p3", "cast_ballot", decision=made, voter="o2", choice="pass")["ok"]:
            pass
        assert scene.refused(people[0], "give_ruling", decision=made, yes=True, reason="Late") == "too_late"
        assert scene.refused("p1", "hold_open", decision=made, until=LATER) == "too_late"
        assert scene.refused("p3", "ask_home", decision=made, voter="o2", on=True) == "too_late"

    def test_a_fallback_has_its_own_deadline_where_that_is_still_to_come(self) -> None:
        fallback = {"rule": "majority", "deadline": "2027-06-01"}
        scene, _ = drafted(rule="consent", rounds=1, fallback=fallback)
        scene.did("p1", "open_decision", proposes="section:vision")
        vote(scene, "d1", "object", "consent", "consent")
        scene.did("p1", "next_round", decision="d1")
        assert scene.state.decisions["d1"].current.until == 1_811_894_399_000

    def test_a_date_beyond_what_a_calendar_holds_is_refused(self) -> None:
        scene, _ = drafted()
        year_10000 = 253_402_300_800_000
        assert not scene.do("p1", "open_decision", proposes="section:vision", until=year_10000)["ok"]
        policy = {"rule": "consent", "deadline": "9999-12-31T23:59:59-12:00"}
        assert scene.refused("p1", "open_decision", proposes="section:vision", policy=policy, reason="So") == "bad_policy"
        scene.did("p1", "open_decision", proposes="section:vision")
        assert not scene.do("p1", "hold_open", decision="d1", until=year_10000)["ok"]
        assert b"2027" in write(scene.state)

    def test_nobody_else_is_the_clock(self) -> None:
        scene, people = drafted()
        scene.did("p1", "open_decision", proposes="section:vision", until=LATER)
        for somebody in ("p1", people[0], None):
            assert not scene.do(somebody, "close_at_deadline", decision="d1", round=1)["ok"]

    def test_a_date_that_is_past_is_refused(self) -> None:
        scene, _ = drafted()
        assert scene.refused("p1", "open_decision", proposes="section:vision", until=5) == "past"
        scene.did("p1", "open_decision", proposes="section:vision")
        assert scene.refused("p1", "hold_open", decision="d1", until=5) == "past"

    def test_the_deadline_of_a_policy_is_that_of_its_first_round(self) -> None:
        scene, _ = drafted()
        policy = {"rule": "majority", "deadline": "2030-01-01"}
        scene.did("p1", "open_decision", proposes="section:vision", policy=policy, reason="By link")
        assert scene.state.decisions["d1"].current.until == 1_893_542_399_000
        vote(scene, "d1", "no", "no")
        scene.did("p1", "next_round", decision="d1")
        assert scene.state.decisions["d1"].current.until == 0


class TestTheLadder:
    def unresolved(self) -> Scene:
        scene, _ = drafted()
        for what in ("Talk it over", "Ask a mediator"):
            scene.did("p1", "add_entry", kind="resolution_step", fields={"what": what, "who": "Those concerned", "within_days": 7})
        adopted_rule(scene, {"applies_to": "workplan", "policy": {"rule": "majority", "rounds": 1}})
        scene.did("p1", "open_decision", proposes="section:vision")
        vote(scene, "d2", "no", "no", "no")
        return scene

    def test_a_decision_that_is_not_resolved_goes_to_the_groups_own_steps_by_itself(self) -> None:
        scene = self.unresolved()
        first, second = scene.sees("p2")["decision:d2"]["ladder"]
        assert (first["what"], second["since"]) == ("Talk it over", 0)
        assert first["due"] == first["since"] + 7 * 24 * 3600 * 1000
        finding = next(one for one in scene.sees("p2")["plan"]["findings"] if one["code"] == "unresolved_decision")
        assert "Talk it over" in finding["message"]

    def test_each_step_that_did_not_help_leads_to_the_next_until_none_is_left(self) -> None:
        scene = self.unresolved()
        scene.did("p1", "next_rung", decision="d2", how="We still differ")
        first, second = scene.sees("p2")["decision:d2"]["ladder"]
        assert (first["how"], bool(second["since"])) == ("We still differ", True)
        scene.did("p1", "next_rung", decision="d2", how="She found words")
        assert scene.refused("p1", "next_rung", decision="d2", how="Again") == "no_rung"

    def test_one_that_was_taken_up_and_taken_back_is_taken_up_by_the_next(self) -> None:
        scene, _ = drafted(rule="consent", rounds=1)
        scene.did("p1", "open_decision", proposes="section:vision")
        vote(scene, "d1", "object", "consent", "consent")
        scene.did("p1", "open_decision", proposes="section:vision")
        scene.did("p1", "withdraw_proposal", decision="d2", reason="Too early")
        scene.did("p1", "open_decision", proposes="section:vision")
        assert [scene.state.decisions[one].follows for one in ("d2", "d3")] == ["d1", "d1"]

    def test_the_steps_that_were_agreed_go_on_while_the_section_is_open_again(self) -> None:
        scene, _ = drafted(rule="consent", rounds=1)
        step = scene.did("p2", "add_entry", kind="resolution_step", fields={"what": "We talk", "who": "All", "within_days": 3})
        scene.did("p1", "open_decision", proposes="section:decisions")
        vote(scene, "d1", "consent", "consent", "consent")
        scene.did("p1", "reopen_decision", decision="d1", reason="A new winter")
        scene.did("p2", "change_entry", entry=step, fields={"what": "We shout"})
        scene.did("p1", "open_decision", proposes="section:vision")
        vote(scene, "d2", "object", "consent", "consent")
        assert [rung.what for rung in scene.state.decisions["d2"].ladder] == ["We talk"]

    def test_a_new_vote_on_the_same_takes_it_up_again(self) -> None:
        scene = self.unresolved()
        scene.did("p1", "open_decision", proposes="section:vision")
        assert scene.sees("p2")["decision:d3"]["follows"] == "d2"
        assert "unresolved_decision" not in {one["code"] for one in scene.sees("p2")["plan"]["findings"]}
        assert "**Takes up again:** D2" in write(scene.state).decode()


class TestOpenedAgain:
    def test_what_was_agreed_is_open_again_with_the_reason_and_the_old_decision_stays(self) -> None:
        scene, _ = drafted()
        scene.did("p1", "open_decision", proposes="section:vision")
        vote(scene, "d1", "consent", "consent", "consent")
        assert scene.refused("p2", "reopen_decision", decision="d1", reason="So") == "not_allowed"
        assert scene.refused("p1", "reopen_decision", decision="d1", reason=" ") == "empty"
        scene.did("p1", "reopen_decision", decision="d1", reason="The funder has left")
        assert (status(scene), standing(scene)) == ("reopened", "draft")
        written = write(scene.state).decode()
        assert "**Opened again, because:** The funder has left" in written
        assert "Carried in round 1" in written
        scene.did("p1", "open_decision", proposes="section:vision")
        assert scene.state.decisions["d2"].follows == "d1"

    def test_rules_go_on_governing_until_others_are_agreed(self) -> None:
        scene, _ = drafted()
        adopted_rule(scene, {"applies_to": "workplan", "policy": {"rule": "unanimity"}})
        scene.did("p1", "reopen_decision", decision="d1", reason="Too strict")
        assert scene.state.policy_for("workplan").rule == "unanimity"


class TestPracticeAndQuestions:
    def test_practice_is_on_no_record(self) -> None:
        scene, _ = drafted()
        practice = scene.did("p1", "open_decision", **ASKED, practice=True, policy={"rule": "majority"})
        assert practice == "q1"
        for number in (1, 2, 3):
            cast(scene, number, decision="q1", choice="yes")
        scene.did("p1", "close_round", decision="q1")
        assert "window" not in write(scene.state).decode()
        assert to_json(scene.state)["decisions"] == []
        assert not any("window" in one["text"] for one in scene.sees("p2")["milestones"])
        assert scene.did("p1", "open_decision", proposes="section:vision") == "d1"

    def test_practice_never_decides_on_the_plan(self) -> None:
        scene, _ = drafted()
        assert scene.refused("p1", "open_decision", proposes="section:vision", practice=True) == "practice"

    def test_a_question_is_asked_in_its_own_words_whatever_they_are(self) -> None:
        scene, _ = drafted()
        assert scene.refused("p1", "open_decision", proposes="question", question="  ") == "empty_proposal"
        scene.did("p1", "open_decision", proposes="question", question="# Shall we <b>go</b>? | `yes`")
        told = scene.sees("p2")["decision:d1"]
        assert told["title"] == "# Shall we <b>go</b>? | `yes`"
        assert "<b>" not in told["html"]
        vote(scene, "d1", "consent", "consent", "consent")
        assert write(scene.state).decode().count("\n# ") == 1

    @pytest.mark.parametrize("rule", ["plurality", "irv", "score"])
    def test_a_choice_needs_two_options_at_least(self, rule: str) -> None:
        scene, _ = partnership(policy={"rule": rule})
        assert scene.refused("p1", "open_decision", **ASKED, options=["A"]) == "no_options"
        assert scene.refused("p1", "open_decision", **ASKED, options=["A", "A"]) == "bad_policy"


def test_closing_is_one_event_and_says_which_tally_it_was_computed_from() -> None:
    scene, _ = drafted(rule="majority")
    scene.did("p1", "open_decision", proposes="section:vision")
    cast(scene, 1, choice="yes")
    cast(scene, 2, choice="no")
    with happening(scene) as news:
        scene.did("p1", "close_round", decision="d1")
    assert types_of(news) == ["round_closed"]
    assert news[0]["result"]["tally"] == {"yes": 1, "no": 1}

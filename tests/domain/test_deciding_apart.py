"""What happens around a decision: answers that wait for home, deadlines, advice, the ladder, opening again, practice, questions."""

from typing import Any

import pytest

from tests.domain.deciding import adopted_rule, drafted, standing, status, vote
from tests.domain.happening import happening, types_of
from tests.scene import Scene, partnership
from workshops.exports.markdown import write
from workshops.exports.plan_json import to_json

ASKED: dict[str, Any] = {"proposes": "question", "question": "Shall we open a window?"}
LATER = 1_800_000_100_000


def cast(scene: Scene, number: int, decision: str = "d1", **ballot: Any) -> None:
    """The answer of the partner with this number."""
    scene.did(f"p{number + 1}", "cast_ballot", decision=decision, voter=f"o{number}", **ballot)


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


class TestAdvice:
    def asked(self, **policy: Any) -> Scene:
        scene, people = drafted()
        scene.did("p1", "open_decision", proposes="section:vision", policy={"rule": "advice", **policy}, reason="So", decider=people[0])
        return scene

    def test_the_decider_decides_after_everybody_asked_and_the_record_holds_both(self) -> None:
        scene = self.asked()
        assert scene.refused("p2", "give_ruling", decision="d1", yes=True, reason="Heard") == "not_yet"
        assert scene.refused("p1", "close_round", decision="d1") == "no_ruling"
        cast(scene, 2, choice="advice", reason="Start small")
        cast(scene, 3, choice="pass")
        assert scene.refused("p3", "give_ruling", decision="d1", yes=True, reason="Mine") == "not_yours"
        scene.did("p2", "give_ruling", decision="d1", yes=True, reason="Small first")
        scene.did("p1", "close_round", decision="d1")
        told = scene.sees("p3")["decision:d1"]["rounds"][0]
        assert (told["carried"], told["sum"]) == (True, "decided by Person 1 after 1 advice")
        assert told["ruling"] == {"name": "Person 1", "yes": True, "reason": "Small first", "recorded": False}
        assert standing(scene) == "adopted"
        assert "Person 1" not in "".join(scene.lines())

    def test_without_a_decider_who_is_here_it_does_not_open(self) -> None:
        scene, _ = drafted()
        assert scene.refused("p1", "open_decision", proposes="section:vision", policy={"rule": "advice"}, reason="So") == "no_decider"

    def test_a_role_of_the_plan_decides_through_whoever_holds_it(self) -> None:
        scene, _ = drafted()
        scene.did("p1", "add_entry", kind="role", fields={"title": "Coordinator", "held_by": "Partner 2"})
        policy = {"rule": "advice", "decider": "Coordinator"}
        scene.did("p1", "open_decision", proposes="section:vision", policy=policy, reason="So")
        assert scene.sees("p4")["decision:d1"]["decider"] == {"id": "p3", "name": "Person 2"}
        assert scene.sees("p3")["me"]["rules"] == ["d1"]


class TestRunOffAndFallback:
    def test_a_run_off_opens_as_the_next_round_among_those_that_are_left(self) -> None:
        scene, _ = partnership(policy={"rule": "majority_runoff", "rounds": 1}, partners=5)
        scene.did("p1", "open_decision", **ASKED, options=["A", "B", "C"])
        for number, choice in enumerate("AABBC", 1):
            cast(scene, number, choice=choice)
        scene.did("p1", "close_round", decision="d1")
        assert scene.sees("p2")["decision:d1"]["next"]["runoff"]
        scene.did("p1", "next_round", decision="d1")
        assert scene.sees("p2")["decision:d1"]["options"] == ["A", "B"]
        assert scene.refused("p2", "cast_ballot", decision="d1", voter="o1", choice="C") == "unknown_option"
        for number, choice in enumerate("ABBBB", 1):
            cast(scene, number, choice=choice)
        scene.did("p1", "close_round", decision="d1")
        told = scene.sees("p2")["decision:d1"]
        assert (told["status"], told["rounds"][-1]["winners"], told["runoff"]) == ("carried", ["B"], True)

    def test_of_the_first_k_those_that_are_certain_stay_taken_while_the_tie_is_run_off(self) -> None:
        scene, _ = partnership(policy={"rule": "approval", "seats": 2, "tie": "runoff"}, partners=3)
        scene.did("p1", "open_decision", **ASKED, options=["A", "B", "C", "D"])
        for number, approved in enumerate((["A", "B"], ["A", "C"], ["A"]), 1):
            cast(scene, number, approve=approved)
        scene.did("p1", "close_round", decision="d1")
        scene.did("p1", "next_round", decision="d1")
        told = scene.sees("p2")["decision:d1"]
        assert (told["options"], told["seats"], told["won"]) == (["B", "C"], 1, ["A"])
        for number in (1, 2, 3):
            cast(scene, number, approve=["C"])
        scene.did("p1", "close_round", decision="d1")
        assert scene.sees("p2")["decision:d1"]["rounds"][-1]["winners"] == ["A", "C"]

    def test_choosing_among_entries_adopts_those_that_won(self) -> None:
        scene, _ = partnership(policy={"rule": "dots", "seats": 1})
        made = [scene.did("p2", "add_entry", kind="focus_area", fields={"title": title}) for title in ("Meals", "Surplus")]
        scene.did("p1", "open_decision", proposes=made)
        assert scene.sees("p2")["decision:d1"]["options"] == ["Meals", "Surplus"]
        for number in (1, 2, 3):
            cast(scene, number, dots={"Surplus": 3})
        scene.did("p1", "close_round", decision="d1")
        assert [scene.sees("p2")[f"entry:{entry}"]["standing"] for entry in made] == ["draft", "adopted"]


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

"""Rules with a life of their own: advice, where one person decides, and choices that go into a run-off or adopt what won."""

from typing import Any

from tests.domain.deciding import cast, drafted, standing, status
from tests.scene import Scene, partnership

ASKED: dict[str, Any] = {"proposes": "question", "question": "Shall we open a window?"}


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

    def test_the_advice_is_shown_to_whoever_decides_and_to_nobody_else_before_the_close(self) -> None:
        scene, people = partnership(policy={"rule": "advice"})
        scene.did("p1", "open_decision", **ASKED, decider=people[0])
        cast(scene, 2, choice="advice", reason="Ask the growers")
        (advice,) = scene.sees(people[0])["advice:d1"]
        assert (advice["name"], advice["reason"]) == ("Partner 2", "Ask the growers")
        assert all("Ask the growers" not in str(scene.sees(viewer)) for viewer in ("p1", people[2], scene.observer()))

    def test_the_facilitator_records_what_was_decided_aloud_and_never_over_the_deciders_own_word(self) -> None:
        scene, people = partnership(policy={"rule": "advice"}, partners=2)
        scene.did("p1", "open_decision", **ASKED, decider=people[0])
        cast(scene, 2, choice="pass")
        scene.did("p1", "give_ruling", decision="d1", yes=True, reason="Said aloud")
        scene.did(people[0], "give_ruling", decision="d1", yes=False, reason="My own words")
        assert scene.refused("p1", "give_ruling", decision="d1", yes=True, reason="Really?") == "answered"

    def test_whoever_is_admitted_late_is_heard_before_it_is_closed(self) -> None:
        scene, people = partnership(policy={"rule": "advice"}, partners=2)
        scene.did("p1", "open_decision", **ASKED, decider=people[0])
        cast(scene, 2, choice="pass")
        scene.did(people[0], "give_ruling", decision="d1", yes=True, reason="Heard")
        late = scene.seat("Person 3", "Partner 3", speaks=True)
        scene.did("p1", "admit_voter", decision="d1", voter="o3")
        assert scene.refused("p1", "close_round", decision="d1") == "not_yet"
        assert scene.refused("p1", "give_ruling", decision="d1", yes=False, reason="Mine") == "answered"
        scene.did(late, "cast_ballot", decision="d1", voter="o3", choice="advice", reason="Wait")
        scene.did(people[0], "give_ruling", decision="d1", yes=False, reason="Heard that too")
        scene.did("p1", "close_round", decision="d1")
        assert status(scene) == "between"

    def test_nobody_waits_for_the_advice_of_who_has_left_and_who_has_left_decides_nothing(self) -> None:
        scene, people = partnership(policy={"rule": "advice"}, partners=3)
        scene.did("p1", "open_decision", **ASKED, decider=people[0])
        cast(scene, 2, choice="advice", reason="Ask the growers")
        scene.did("p1", "withdraw_partner", partner="o3", reason="Moved away")
        scene.did("p1", "withdraw_partner", partner="o1", reason="Moved away too")
        assert "advice:d1" not in scene.sees(people[0])
        scene.did("p1", "give_ruling", decision="d1", yes=True, reason="Said before leaving")
        scene.did("p1", "close_round", decision="d1")
        assert status(scene) == "carried"

    def test_what_is_missing_names_whose_advice_is_due_then_who_decides(self) -> None:
        scene, people = partnership(policy={"rule": "advice"}, partners=4)
        scene.did("p1", "open_decision", **ASKED, decider=people[0])

        def told() -> dict[str, Any]:
            return dict(scene.sees(people[1])["voted:d1"])

        assert told()["awaited"] == ["o2", "o3", "o4"]
        assert told()["missing"] == "Still to give advice or let it pass: Partner 2, Partner 3, Partner 4."
        cast(scene, 2, choice="pass")
        cast(scene, 3, choice="pass")
        scene.did("p1", "withdraw_partner", partner="o4", reason="Moved away")
        assert told()["awaited"] == []
        assert told()["missing"] == "Everybody asked has answered. Now Person 1 decides."
        scene.did(people[0], "give_ruling", decision="d1", yes=True, reason="Heard")
        assert told()["missing"] == "Everybody asked has answered, and Person 1 has decided."

    def test_a_rule_names_who_decides_by_role_or_by_name(self) -> None:
        scene, _ = partnership(policy={"rule": "advice", "decider": "Person 2"}, partners=2)
        scene.did("p1", "open_decision", **ASKED)
        assert scene.state.decisions["d1"].policy.decider == "p3"

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

    def test_where_none_of_the_entries_won_none_is_adopted(self) -> None:
        scene, _ = partnership(policy={"rule": "plurality"})
        entries = [scene.did("p1", "add_entry", kind="focus_area", fields={"title": title}) for title in ("Boats", "Ropes")]
        scene.did("p1", "open_decision", proposes=entries, options=["Boats", "Ropes", "None of these"])
        for number in (1, 2, 3):
            cast(scene, number, choice="None of these")
        scene.did("p1", "close_round", decision="d1")
        assert (status(scene), scene.state.plan.adopted) == ("carried", {})

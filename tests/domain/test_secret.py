"""Secret ballots: who has voted shows, and nothing else; at the close nothing is left that could tell who gave which answer."""

from pathlib import Path
from typing import Any

import pytest

from tests.domain.happening import happening, types_of
from tests.scene import Scene, partnership
from workshops.stores.sqlite import SqliteStore

ASKED: dict[str, Any] = {"proposes": "question", "question": "Shall we?"}


def secret(rule: str = "consent", partners: int = 4, **occasion: Any) -> tuple[Scene, list[str], str]:
    """So many partners, and an open secret vote on a question."""
    scene, people = partnership(policy={"rule": rule, "secrecy": "secret"}, partners=partners)
    return scene, people, scene.did("p1", "open_decision", **ASKED, **occasion)


def cast(scene: Scene, number: int, **ballot: Any) -> None:
    """The ballot of the partner with this number."""
    scene.did(f"p{number + 1}", "cast_ballot", decision="d1", voter=f"o{number}", **ballot)


def everything(scene: Scene) -> str:
    """All that anybody but a voter sees, the log, and what is remembered of commands."""
    seen = [scene.sees(viewer) for viewer in ("p1", scene.observer())]
    loaded = scene.store.load("w1")
    return str(seen) + "".join(loaded.lines) + str(loaded.answers)


class TestWhileItIsOpen:
    def test_only_who_has_voted_shows_and_no_event_tells_of_it(self) -> None:
        scene, _, _ = secret()
        with happening(scene) as news:
            cast(scene, 2, choice="object", reason="Xylophone")
        assert types_of(news) == []
        assert scene.sees("p1")["voted:d1"]["voters"] == ["o2"]
        assert "Xylophone" not in everything(scene)
        assert "ballot:d1:o2" not in scene.sees("p2")

    def test_a_secret_ballot_never_comes_back_to_nobody(self) -> None:
        scene, _, _ = secret()
        cast(scene, 2, choice="object", reason="Xylophone")
        assert scene.sees("p3")["ballot:d1:o2"] == {"shown": False}
        scene.did("p1", "designate_proxy", partner="o2", participant="p2", reason="Her phone is flat")
        assert scene.sees("p2")["ballot:d1:o2"] == {"shown": False}

    def test_it_says_that_whoever_runs_the_server_could_look(self) -> None:
        scene, _, _ = secret()
        assert "whoever runs the server could look" in scene.sees("p2")["decision:d1"]["words"]["detail"]

    def test_a_ballot_can_be_changed_and_the_last_one_counts(self) -> None:
        scene, _, _ = secret("majority")
        for choice in ("yes", "no", "no"):
            cast(scene, 1, choice=choice)
        for number in (2, 3):
            cast(scene, number, choice="yes")
        scene.did("p1", "close_round", decision="d1")
        assert scene.state.decisions["d1"].current.result.tally == {"yes": 2, "no": 1}  # type: ignore[union-attr]

    def test_an_objection_is_withdrawn_by_another_answer_so_that_nobody_learns_by_trying_whether_there_is_one(self) -> None:
        scene, _, _ = secret()
        cast(scene, 1, choice="object", reason="Too fast")
        for number in (2, 3):
            cast(scene, number, choice="consent")
        for number in (1, 2, 4):
            assert scene.refused(f"p{number + 1}", "withdraw_objection", decision="d1", voter=f"o{number}") == "secret"
        cast(scene, 1, choice="concern", reason="Too fast")
        scene.did("p1", "close_round", decision="d1")
        assert scene.sees("p1")["decision:d1"]["rounds"][0]["sum"] == "2 consent, 1 concern"

    def test_nobody_says_a_secret_answer_aloud(self) -> None:
        scene, _, _ = secret("majority")
        assert scene.refused("p1", "record_ballot", decision="d1", voter="o1", choice="yes") == "secret"

    def test_a_restart_in_the_middle_changes_nothing(self) -> None:
        scene, _, _ = secret("irv", options=["A", "B", "C"])
        cast(scene, 1, ranking=[["C"], ["A"]])
        cast(scene, 2, ranking=[["B"]])
        assert scene.reopened().state == scene.state
        assert scene.reopened().state.boxes["d1:1"]["o1"].ranking == (("C",), ("A",))


class TestWhatIsRefused:
    def test_with_fewer_than_three_voters_it_does_not_open_and_says_why(self) -> None:
        scene, _ = partnership(policy={"rule": "majority", "secrecy": "secret"}, partners=2)
        answer = scene.do("p1", "open_decision", **ASKED)
        assert answer["code"] == "too_few_for_secret"
        assert "at least 3 voters" in answer["message"]

    @pytest.mark.parametrize("policy", [{"rule": "majority", "unit": "weighted"}, {"rule": "advice"}], ids=["a weight names", "advice"])
    def test_what_would_name_the_voter_cannot_be_secret(self, policy: dict[str, Any]) -> None:
        scene, _ = partnership(partners=3)
        assert scene.refused("p1", "open_decision", **ASKED, policy=policy | {"secrecy": "secret"}, reason="So") == "bad_policy"


class TestAtTheClose:
    def test_fewer_than_three_ballots_are_destroyed_uncounted(self) -> None:
        scene, _, _ = secret("majority")
        cast(scene, 1, choice="yes", reason="Xylophone")
        cast(scene, 2, choice="yes")
        scene.did("p1", "close_round", decision="d1")
        closed = scene.state.decisions["d1"].current
        assert closed.result is not None
        assert (closed.result.carried, closed.result.sum, closed.result.tally) == (False, "no tally", {})
        assert (closed.unnamed, closed.reasons, closed.voted) == ((), (), ("o1", "o2"))
        assert scene.sees("p1")["decision:d1"]["rounds"][0]["answers"] == []
        assert "Xylophone" not in everything(scene)

    def test_ballots_and_reasons_are_logged_apart_shuffled_and_the_voters_in_a_line_without_a_time(self) -> None:
        scene, _, _ = secret()
        for number, choice in enumerate(("consent", "object", "concern", "consent"), 1):
            cast(scene, number, choice=choice, reason=f"Reason {number}" if choice != "consent" else "")
        with happening(scene) as news:
            scene.did("p1", "close_round", decision="d1")
        assert types_of(news) == ["secret_round_closed", "voters_named"]
        closed, named = news
        assert all(ballot.keys() == {"choice"} for ballot in closed["ballots"])
        assert {one["reason"] for one in closed["reasons"]} == {"Reason 2", "Reason 3"}
        assert named == {"type": "voters_named", "decision": "d1", "round": 1, "voters": ["o1", "o2", "o3", "o4"]}

    def test_the_order_of_the_ballots_does_not_follow_who_came_first(self) -> None:
        orders = []
        for first in ((1, 2, 3, 4), (4, 3, 2, 1)):
            scene, _, _ = secret("score", options=["A", "B"])
            for number in first:
                cast(scene, number, scores={"A": number}, command_id=f"ballot-{number}")
            scene.did("p1", "close_round", decision="d1", command_id="the-close")
            orders.append([ballot.scores["A"] for ballot in scene.state.decisions["d1"].current.unnamed])
        assert orders[0] == orders[1]

    @pytest.mark.parametrize(("rule", "one", "same"), [
        ("dots", {"dots": {"A": 2, "B": 0}}, {"dots": {"A": 2}}),
        ("approval", {"approve": ["C", "A"]}, {"approve": ["A", "C"]}),
        ("score", {"scores": {"B": 2, "A": 2}}, {"scores": {"A": 2, "B": 2}}),
        ("schulze", {"ranking": [["C", "A"], ["B"]]}, {"ranking": [["A", "C"], ["B"]]}),
    ])  # fmt: skip
    def test_in_which_order_options_were_ticked_is_forgotten(self, rule: str, one: dict[str, Any], same: dict[str, Any]) -> None:
        left = []
        for ballot in (one, same):
            scene, _, _ = secret(rule, options=["A", "B", "C"])
            for number in (1, 2, 3):
                cast(scene, number, command_id=f"ballot-{number}", **ballot)
            scene.did("p1", "close_round", decision="d1", command_id="the-close")
            left.append("".join(scene.store.load("w1").lines))
        assert left[0] == left[1]

    def test_how_an_objection_was_met_is_noted_without_a_name(self) -> None:
        scene, _, _ = secret()
        for number in (1, 2, 3):
            cast(scene, number, choice="object" if number == 2 else "consent", reason="Too fast" if number == 2 else "")
        scene.did("p1", "close_round", decision="d1")
        (objection,) = scene.sees("p1")["decision:d1"]["rounds"][0]["objections"]
        assert (objection["voter"], objection["name"], objection["reason"]) == ("r1", "", "Too fast")
        scene.did("p1", "note_objection", decision="d1", voter="r1", how="Slower")
        assert scene.sees("p1")["decision:d1"]["rounds"][0]["objections"][0]["met"] == "Slower"

    def test_the_next_round_has_a_fresh_box(self) -> None:
        scene, _, _ = secret("majority")
        for number in (1, 2, 3):
            cast(scene, number, choice="no")
        scene.did("p1", "close_round", decision="d1")
        scene.did("p1", "next_round", decision="d1")
        assert scene.state.boxes == {"d1:2": {}}
        assert scene.sees("p2")["voted:d1"]["voters"] == []

    def test_a_proposal_that_is_taken_back_takes_its_box_with_it(self) -> None:
        scene, _, _ = secret("majority")
        cast(scene, 1, choice="yes")
        scene.did("p1", "withdraw_proposal", decision="d1", reason="Not now")
        assert scene.state.boxes == {}
        assert not [aside for aside in scene.store.load("w1").asides if aside.shelf == "box"]


class TestOnTheDisk:
    def test_a_hostile_reader_of_every_file_finds_nothing_after_the_close(self, tmp_path: Path) -> None:
        store = SqliteStore(tmp_path / "kept.sqlite")
        scene = Scene(policy={"rule": "score", "secrecy": "secret"}, store=store).open()
        people = [scene.seat(f"Person {n}", f"Partner {n}", speaks=True) for n in range(1, 5)]
        scene.did("p1", "open_decision", **ASKED, options=["Xylophone", "Zither"])
        for number, person in enumerate(people, 1):
            for points in (5, number):
                scene.did(
                    person, "cast_ballot", decision="d1", voter=f"o{number}", scores={"Xylophone": points}, reason=f"Mandolin {number}"
                )
        assert any(b"Mandolin 3" in file.read_bytes() for file in (tmp_path / "boxes").iterdir())
        assert scene.reopened().state == scene.state
        scene.did("p1", "close_round", decision="d1")
        assert list((tmp_path / "boxes").iterdir()) == []
        found = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
        # Each reason stands in the one line of the close, where nothing says whose it is, and nowhere else.
        assert all(found.count(f"Mandolin {number}".encode()) == 1 for number in range(1, 5))
        assert scene.reopened().state == scene.state

    def test_a_box_that_outlives_its_round_by_a_crash_is_destroyed_when_the_room_opens(self, tmp_path: Path) -> None:
        store = SqliteStore(tmp_path / "kept.sqlite")
        on_disk = Scene(policy={"rule": "majority", "secrecy": "secret"}, store=store).open()
        for number in range(1, 4):
            on_disk.seat(f"Person {number}", f"Partner {number}", speaks=True)
        on_disk.did("p1", "open_decision", **ASKED)
        kept = {file: file.read_bytes() for file in (tmp_path / "boxes").iterdir()}
        on_disk.did("p1", "close_round", decision="d1")
        for file, content in kept.items():
            file.write_bytes(content)
        assert on_disk.reopened().state == on_disk.state
        assert list((tmp_path / "boxes").iterdir()) == []

"""A live room: what is acknowledged is stored once and in order, whatever comes between."""

from functools import partial
from typing import Any

import pytest
from msgspec import structs

from tests.domain.disk import AHEAD, Disk, in_one_batch, park, parked, together
from tests.scene import Scene, partnership
from workshops.room import Room
from workshops.seal import walked


class TestRepeats:
    def test_a_repeated_command_is_carried_out_once_and_answered_the_same(self) -> None:
        scene = Scene()
        first = scene.do("p1", "park", text="Later", command_id="once")
        again = scene.do("p1", "park", text="Later", command_id="once")
        assert first == again
        assert parked(scene) == ["Later"]

    def test_also_after_the_room_was_loaded_from_the_store(self) -> None:
        scene = Scene()
        first = scene.do("p1", "park", text="Later", command_id="once")
        room = scene.reopened()
        assert park(room, "Later", "once") == first
        assert parked(room) == ["Later"]

    def test_also_when_it_does_nothing_that_could_be_seen(self) -> None:
        scene = Scene().open()
        first = scene.do("p1", "open_doors", command_id="once")
        scene.did("p1", "close_session")
        again = scene.do("p1", "open_doors", command_id="once")
        assert (again["ok"], again["made"]) == (first["ok"], first["made"])
        assert not scene.state.doors

    def test_the_same_id_from_somebody_else_is_another_command(self) -> None:
        scene, _ = partnership(partners=2)
        scene.did("p2", "park", text="Mine", command_id="once")
        scene.did("p3", "park", text="Theirs", command_id="once")
        assert parked(scene) == ["Mine", "Theirs"]

    def test_what_was_refused_may_be_tried_again(self) -> None:
        scene = Scene("First")
        assert not scene.do(None, "join", name="N", partner="o1", command_id="once")["ok"]
        scene.open()
        assert scene.do(None, "join", name="N", partner="o1", command_id="once")["ok"]

    def test_twice_in_one_batch_is_once_too(self) -> None:
        disk = Disk()
        scene = Scene(store=disk)
        twice = lambda: park(scene.room, "Later", "once")  # noqa: E731
        first, again = in_one_batch(scene.room, disk, twice, twice)
        assert first["ok"]
        assert first == again
        assert parked(scene) == [AHEAD, "Later"]


class TestTwoRooms:
    def test_a_conflict_is_settled_by_loading_and_deciding_again(self) -> None:
        scene = Scene()
        other = scene.reopened()
        scene.did("p1", "park", text="Here")
        assert park(other, "There", "there")["made"] == "k2"
        assert parked(other) == ["Here", "There"]
        scene.did("p1", "park", text="Here again")
        assert parked(scene) == ["Here", "There", "Here again"]
        assert parked(scene.reopened()) == parked(scene)
        walked(scene.lines())

    def test_what_is_no_longer_allowed_after_loading_is_refused(self) -> None:
        scene, _ = partnership(partners=1)
        other = scene.reopened()
        scene.did("p1", "remove_participant", participant="p2")
        assert park(other, "Mine", "mine", "p2")["code"] == "removed"

    def test_a_command_that_the_other_room_has_carried_out_is_not_carried_out_again(self) -> None:
        scene = Scene()
        other = scene.reopened()
        first = scene.do("p1", "park", text="Later", command_id="once")
        assert park(other, "Later", "once") == first
        assert parked(other) == ["Later"]

    def test_listeners_hear_of_what_came_from_elsewhere(self) -> None:
        scene = Scene()
        other = scene.reopened()
        heard: list[int] = []
        other.listeners.append(lambda room: heard.append(room.state.seq))
        scene.did("p1", "park", text="Here")
        assert park(other, "Later", "refused", "p99")["code"] == "stranger"
        park(other, "There", "there")
        assert heard[-1] == other.state.seq
        assert len(parked(other)) == 2


class TestFaults:
    def test_a_fault_in_one_command_leaves_the_others_and_the_room_alive(self) -> None:
        disk = Disk()
        scene = Scene(store=disk)
        # A plan that cannot be written is a fault of ours, not of whoever asks to freeze it.
        room = Room("w1", disk, structs.replace(scene.around, write=unwritable))
        answers = in_one_batch(
            room,
            disk,
            lambda: park(room, "one", "one"),
            lambda: room.submit("p1", {"type": "freeze", "command_id": "freeze"}),
            lambda: park(room, "two", "two"),
        )
        assert [answer["ok"] for answer in answers] == [True, False, True]
        assert answers[1]["code"] == "fault"
        assert [type(fault) for fault in scene.faults] == [ZeroDivisionError]
        assert parked(room) == [AHEAD, "one", "two"]
        assert room.state.version is None
        assert park(room, "after", "after")["ok"]
        assert Room("w1", disk, scene.around).state == room.state

    def test_a_disk_that_cannot_write_acknowledges_nothing_and_the_room_goes_on(self) -> None:
        disk = Disk()
        scene = Scene(store=disk)
        disk.before_writing = full
        assert park(scene.room, "Lost", "lost")["code"] == "fault"
        assert parked(scene) == parked(scene.reopened()) == []
        disk.before_writing = lambda: None
        assert park(scene.room, "Lost", "lost")["made"] == "k1"
        assert parked(scene) == parked(scene.reopened()) == ["Lost"]

    def test_a_disk_that_cannot_be_read_after_a_conflict_answers_everybody_and_the_room_goes_on(self) -> None:
        disk = Disk()
        scene = Scene(store=disk)
        other = scene.reopened()
        scene.did("p1", "park", text="Here")
        disk.failing_to_read = True
        answers = in_one_batch(other, disk, lambda: park(other, "one", "one"), lambda: park(other, "two", "two"))
        assert [answer["code"] for answer in answers] == ["fault", "fault"]
        disk.failing_to_read = False
        assert park(other, "one", "one")["ok"]
        assert parked(other) == ["Here", "one"]

    def test_a_listener_that_fails_takes_no_answer_back(self) -> None:
        scene = Scene()
        heard: list[int] = []

        def fails(room: Room) -> None:
            raise ZeroDivisionError

        scene.room.listeners += [fails, lambda room: heard.append(room.state.seq)]
        assert park(scene.room, "Here", "here")["ok"]
        assert heard == [scene.state.seq]
        assert [type(fault) for fault in scene.faults] == [ZeroDivisionError]


class TestGroupCommit:
    def test_what_arrives_during_a_commit_goes_into_the_next_one_in_order(self) -> None:
        disk = Disk()
        scene = Scene(store=disk)
        disk.writes.clear()
        in_one_batch(scene.room, disk, *(partial(park, scene.room, f"then {number}", f"then-{number}") for number in range(5)))
        assert disk.writes == [1, 5]
        assert parked(scene) == [AHEAD, *(f"then {number}" for number in range(5))]

    def test_nobody_sees_a_change_before_it_is_on_the_disk(self) -> None:
        disk = Disk()
        scene = Scene(store=disk)
        seen: list[list[str]] = []
        disk.before_writing = lambda: seen.append(parked(scene))
        scene.room.listeners.append(lambda room: seen.append(parked(room)))
        park(scene.room, "Here", "here")
        assert seen == [[], ["Here"]]

    def test_threads_hammering_one_room_lose_nothing(self) -> None:
        scene, people = partnership(partners=8)
        scene.did("p1", "go_to", step="scope.entries")
        each = 12

        def works(person: str) -> list[dict[str, Any]]:
            return [
                scene.room.submit(person, {"type": "add_entry", "command_id": f"{n}", "kind": "goal", "fields": {"title": f"{person} {n}"}})
                for n in range(each)
            ]

        answers = [one for mine in together(*(partial(works, person) for person in people)) for one in mine]
        assert not scene.faults
        assert all(answer["ok"] for answer in answers)
        assert len({answer["made"] for answer in answers}) == len({answer["seq"] for answer in answers}) == each * len(people)
        titles = [entry.fields["title"] for entry in scene.state.plan.entries.values()]
        assert sorted(titles) == sorted(f"{person} {n}" for person in people for n in range(each))
        for person in people:
            assert [title for title in titles if title.startswith(f"{person} ")] == [f"{person} {n}" for n in range(each)]
        assert walked(scene.lines()).seq == scene.state.seq
        assert scene.reopened().state == scene.state


class TestReading:
    @pytest.mark.parametrize("written", [None, 7, "park", [], {}, {"type": 7}, {"type": "nothing"}, {"type": ["park"]}], ids=repr)
    def test_what_is_no_command_is_refused_and_never_breaks(self, written: Any) -> None:
        scene = Scene()
        assert scene.room.submit("p1", written)["code"] in {"bad_command", "unknown_command"}

    @pytest.mark.parametrize(
        "fields",
        [
            {}, {"command_id": ""}, {"command_id": "x" * 65}, {"command_id": "a b"}, {"command_id": "a\n"}, {"command_id": 7},
            {"command_id": "ok", "text": 7}, {"command_id": "ok", "text": None}, {"command_id": "ok", "text": "x" * 301},
            {"command_id": "ok", "text": "x", "more": 1}, {"command_id": "ok", "text": b"bytes"},
        ],
        ids=repr,
    )  # fmt: skip
    def test_a_field_that_does_not_fit_is_refused_by_name_and_changes_nothing(self, fields: dict[str, Any]) -> None:
        scene = Scene()
        before = scene.lines()
        answer = scene.room.submit("p1", {"type": "park", **fields})
        assert answer["code"] == "bad_field"
        assert scene.lines() == before

    def test_what_was_read_from_the_store_is_what_was_there(self) -> None:
        scene, _ = partnership()
        scene.did("p2", "add_entry", kind="decision_rule", fields={"applies_to": "workplan", "policy": {"quorum": [2, 3]}})
        scene.did("p2", "write_card", step="vision.gather", text="An idea")
        scene.did("p2", "save_text", section="vision", content="We will.", base=0)
        assert scene.reopened().state == scene.state

    def test_the_same_policy_again_is_no_change_also_after_loading(self) -> None:
        scene, _ = partnership()
        policy = {"rule": "consent", "quorum": [2, 3]}
        scene.did("p2", "add_entry", kind="decision_rule", fields={"applies_to": "workplan", "policy": policy})
        room, before = scene.reopened(), len(scene.lines())
        room.submit("p2", {"type": "change_entry", "command_id": "same", "entry": "e1", "fields": {"policy": policy}})
        assert len(scene.lines()) == before


def unwritable(workshop: Any) -> bytes:
    raise ZeroDivisionError


def full() -> None:
    raise OSError("the disk is full")

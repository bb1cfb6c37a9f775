"""Quiet signals to the facilitator, and the parking lot."""

from tests.domain.happening import happening, types_of
from tests.scene import partnership
from workshops.steps.signals import MOST_PARKED


def test_a_signal_is_seen_by_its_sender_and_the_facilitators_alone() -> None:
    scene, _ = partnership(partners=2)
    scene.did("p2", "signal", kind="more_time", on=True)
    scene.did("p2", "signal", kind="question", on=True)
    assert scene.sees("p2")["me"]["signals"] == ["more_time", "question"]
    assert scene.sees("p1")["progress"]["p2"]["signals"] == ["more_time", "question"]
    assert "more_time" not in str(scene.sees("p3"))


def test_no_signal_is_ever_logged_and_it_can_be_taken_back() -> None:
    scene, _ = partnership(partners=1)
    with happening(scene) as news:
        scene.did("p2", "signal", kind="ready", on=True)
        scene.did("p2", "signal", kind="ready", on=False)
        scene.did("p2", "signal", kind="ready", on=False)
    assert news == []
    assert scene.sees("p2")["me"]["signals"] == []


def test_all_signals_are_cleared_when_the_step_changes() -> None:
    scene, people = partnership()
    for person in people:
        scene.did(person, "signal", kind="ready", on=True)
    assert scene.sees("p1")["step"]["done"] == 3
    scene.did("p1", "go_to", step="vision.draft")
    assert all(scene.sees(person)["me"]["signals"] == [] for person in people)
    assert scene.sees("p1")["step"]["done"] == 0


def test_there_are_three_signals_and_no_others() -> None:
    scene, _ = partnership(partners=1)
    assert scene.refused("p2", "signal", kind="applause", on=True) == "bad_field"


def test_a_thought_is_parked_with_its_partner_and_taken_off_by_the_facilitator() -> None:
    scene, _ = partnership(partners=1)
    with happening(scene) as news:
        item = scene.did("p2", "park", text="  What about winter? ")
        other = scene.did("p1", "park", text="Lunch")
        scene.did("p1", "unpark", item=other)
    assert types_of(news) == ["thought_parked", "thought_parked", "thought_unparked"]
    assert scene.sees("p2")["parking"] == [{"id": item, "text": "What about winter?", "partner": "o1"}]
    assert scene.refused("p1", "unpark", item=other) == "unknown_item"
    assert scene.refused("p2", "park", text="   ") == "empty"


def test_an_id_is_never_given_twice() -> None:
    scene, _ = partnership(partners=1)
    first = scene.did("p2", "park", text="One")
    scene.did("p1", "unpark", item=first)
    assert scene.did("p2", "park", text="Two") != first


def test_the_parking_lot_has_an_end() -> None:
    scene, _ = partnership(partners=1)
    for number in range(MOST_PARKED):
        scene.did("p2", "park", text=f"Thought {number}")
    assert scene.refused("p2", "park", text="One more") == "full"

"""Pulse: one number each, private, shown together and never as an average."""

import pytest

from tests.domain.happening import happening
from tests.scene import partnership

STEP = "arrive.pulse"


def test_a_number_can_be_changed_until_all_are_shown() -> None:
    scene, _ = partnership()
    with happening(scene) as news:
        scene.did("p2", "set_pulse", step=STEP, value=1)
        scene.did("p2", "set_pulse", step=STEP, value=4)
    assert news == []
    assert scene.sees("p2")["mine"][STEP] == {"pulse": 4}
    scene.did("p1", "reveal", step=STEP)
    assert scene.refused("p2", "set_pulse", step=STEP, value=5) == "shown"


def test_all_numbers_show_together_nought_counts_and_nobody_is_named() -> None:
    scene, _ = partnership()
    scene.did("p2", "set_pulse", step=STEP, value=0)
    scene.did("p3", "set_pulse", step=STEP, value=5)
    scene.did("p1", "set_pulse", step=STEP, value=5, participant="p4")
    with happening(scene) as news:
        scene.did("p1", "reveal", step=STEP)
    assert news == [{"type": "pulse_revealed", "step": STEP, "counts": [1, 0, 0, 0, 0, 2], "heard": {"o1": 1, "o2": 1, "o3": 1}}]
    assert scene.sees("p2")[f"pulse:{STEP}"] == {"step": STEP, "counts": [1, 0, 0, 0, 0, 2], "answered": 3}


@pytest.mark.parametrize("value", [-1, 6, 2.5, "3", None, True])
def test_there_are_six_numbers(value: object) -> None:
    scene, _ = partnership()
    assert scene.refused("p2", "set_pulse", step=STEP, value=value) == "bad_field"


def test_the_facilitator_has_none_and_nobody_answers_for_another() -> None:
    scene, _ = partnership()
    assert scene.refused("p1", "set_pulse", step=STEP, value=3) == "name_somebody"
    assert scene.refused("p2", "set_pulse", step=STEP, value=3, participant="p3") == "not_yours"
    assert scene.refused("p2", "set_pulse", step="vision.gather", value=3) == "unknown_step"


def test_the_console_shows_who_has_answered_and_not_what() -> None:
    scene, _ = partnership()
    scene.did("p1", "go_to", step=STEP)
    scene.did("p2", "set_pulse", step=STEP, value=0)
    assert {who: one["did"] for who, one in scene.sees("p1")["progress"].items() if who != "p1"} == {
        "p2": "answered", "p3": "nothing yet", "p4": "nothing yet",
    }  # fmt: skip
    assert (scene.sees("p3")["step"]["done"], scene.sees("p3")["step"]["of"]) == (1, 3)


def test_only_what_is_held_back_can_be_turned_over() -> None:
    scene, _ = partnership()
    for step in ("arrive.welcome", "vision.draft", "vision.group", "nowhere"):
        assert scene.refused("p1", "reveal", step=step) == "unknown_step"

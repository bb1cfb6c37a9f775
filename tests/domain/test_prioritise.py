"""Prioritise: dots within a budget and a cap, given privately, shown at once."""

from typing import Any

import pytest

from tests.domain.happening import happening, types_of
from tests.scene import Scene, partnership

STEP = "vision.prioritise"


@pytest.fixture
def scene() -> Scene:
    """Three themes to choose from; five dots each, at most three on one."""
    scene, _ = partnership()
    for name in ("Food", "Homes", "Work"):
        scene.did("p2", "name_theme", step="vision.group", name=name)
    return scene


def test_dots_are_replaced_as_a_whole_and_seen_by_their_giver_alone(scene: Scene) -> None:
    with happening(scene) as news:
        scene.did("p2", "place_dots", step=STEP, dots={"t1": 3, "t2": 2})
        scene.did("p2", "place_dots", step=STEP, dots={"t3": 1, "t1": 0})
    assert news == []
    assert scene.sees("p2")["mine"][STEP] == {"dots": {"t3": 1}}
    assert STEP not in scene.sees("p3")["mine"]
    assert scene.sees("p1")["theme:t3"]["dots"] is None


@pytest.mark.parametrize(
    ("dots", "code"),
    [
        ({"t1": 4}, "over_cap"),
        ({"t1": 3, "t2": 3}, "over_budget"),
        ({"t9": 1}, "unknown_theme"),
        ({"t1": -1}, "bad_field"),
        ({"t1": 101}, "bad_field"),
        ({"t1": 1.5}, "bad_field"),
        ({"t1": True}, "bad_field"),
        ([], "bad_field"),
    ],
    ids=str,
)
def test_more_than_there_is_to_give_is_refused(scene: Scene, dots: Any, code: str) -> None:
    assert scene.refused("p2", "place_dots", step=STEP, dots=dots) == code


def test_exactly_budget_and_cap_are_taken(scene: Scene) -> None:
    scene.did("p2", "place_dots", step=STEP, dots={"t1": 3, "t2": 2})


def test_the_sums_show_together_without_who_gave_them(scene: Scene) -> None:
    scene.did("p2", "place_dots", step=STEP, dots={"t1": 3, "t2": 2})
    scene.did("p3", "place_dots", step=STEP, dots={"t2": 3})
    scene.did("p1", "place_dots", step=STEP, dots={"t1": 1}, participant="p4")
    with happening(scene) as news:
        scene.did("p1", "reveal", step=STEP)
    assert news == [
        {"type": "dots_revealed", "step": STEP, "dots": {"t1": 4, "t2": 5, "t3": 0}, "heard": {"o1": 1, "o2": 1, "o3": 1}, "people": 3}
    ]
    assert [scene.sees("p2")[f"theme:t{number}"]["dots"] for number in (1, 2, 3)] == [{STEP: 4}, {STEP: 5}, {STEP: 0}]
    assert scene.refused("p2", "place_dots", step=STEP, dots={}) == "shown"


def test_dots_on_a_theme_that_was_taken_apart_are_gone(scene: Scene) -> None:
    scene.did("p2", "place_dots", step=STEP, dots={"t1": 3, "t2": 2})
    scene.did("p3", "remove_theme", theme="t1")
    scene.did("p1", "reveal", step=STEP)
    assert {theme.id: theme.dots for theme in scene.state.themes.values()} == {"t2": {STEP: 2}, "t3": {STEP: 0}}


def test_themes_of_another_step_are_not_on_offer(scene: Scene) -> None:
    other = scene.did("p1", "insert_step", before="scope.entries", kind="group")
    theme = scene.did("p2", "name_theme", step=other, name="Elsewhere")
    assert scene.refused("p2", "place_dots", step=STEP, dots={theme: 1}) == "unknown_theme"
    dots = scene.did("p1", "insert_step", before="scope.entries", kind="prioritise")
    scene.did("p2", "place_dots", step=dots, dots={theme: 1})
    assert scene.refused("p2", "place_dots", step=dots, dots={"t1": 1}) == "unknown_theme"


def test_whose_dots_they_are_is_said(scene: Scene) -> None:
    assert scene.refused("p1", "place_dots", step=STEP, dots={}) == "name_somebody"
    assert scene.refused("p2", "place_dots", step=STEP, dots={}, participant="p3") == "not_yours"
    assert scene.refused("p2", "place_dots", step="vision.gather", dots={}) == "unknown_step"


def test_giving_no_dots_is_an_answer_but_no_voice(scene: Scene) -> None:
    scene.did("p1", "go_to", step=STEP)
    scene.did("p2", "place_dots", step=STEP, dots={})
    assert scene.sees("p1")["progress"]["p2"]["did"] == "dots sent"
    with happening(scene) as news:
        scene.did("p1", "reveal", step=STEP)
    assert types_of(news) == ["dots_revealed"]
    assert (news[0]["people"], news[0]["heard"]) == (0, {})

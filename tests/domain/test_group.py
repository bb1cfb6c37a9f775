"""Group: everybody moves cards at once, and themes get plain names."""

import pytest

from tests.domain.happening import happening
from tests.scene import Scene, partnership
from workshops.steps.group import MOST_THEMES

STEP = "vision.group"


@pytest.fixture
def scene() -> Scene:
    """Two open cards and a theme."""
    scene, _ = partnership()
    for text in ("One", "Two"):
        scene.did("p2", "write_card", step="vision.gather", text=text)
    scene.did("p1", "reveal", step="vision.gather")
    scene.did("p2", "name_theme", step=STEP, name="Food")
    return scene


def test_a_theme_gets_a_name_and_then_a_better_one(scene: Scene) -> None:
    assert scene.did("p3", "name_theme", step=STEP, name="Homes") == "t2"
    assert scene.did("p4", "name_theme", step=STEP, theme="t1", name="  Good   food ") == "t1"
    assert [theme.name for theme in scene.state.themes.values()] == ["Good food", "Homes"]


def test_two_themes_of_one_name_are_one(scene: Scene) -> None:
    assert scene.refused("p3", "name_theme", step=STEP, name="FOOD") == "already"
    scene.did("p3", "name_theme", step=STEP, theme="t1", name="FOOD")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"step": STEP, "name": " "}, "empty"),
        ({"step": "vision.gather", "name": "Homes"}, "unknown_step"),
        ({"step": STEP, "name": "Homes", "theme": "t9"}, "unknown_theme"),
    ],
)
def test_a_theme_without_a_name_a_step_or_a_place_is_refused(scene: Scene, fields: dict[str, str], code: str) -> None:
    assert scene.refused("p2", "name_theme", **fields) == code


def test_anybody_moves_any_card_and_the_last_move_counts(scene: Scene) -> None:
    scene.did("p3", "name_theme", step=STEP, name="Homes")
    scene.did("p2", "move_card", card="c1", theme="t1")
    scene.did("p4", "move_card", card="c1", theme="t2")
    assert scene.sees("p2")["card:c1"]["theme"] == "t2"
    scene.did("p3", "move_card", card="c1", theme="")
    assert scene.sees("p2")["card:c1"]["theme"] == ""
    with happening(scene) as news:
        scene.did("p3", "move_card", card="c1", theme="")
    assert news == []


def test_only_what_is_there_can_be_moved(scene: Scene) -> None:
    assert scene.refused("p2", "move_card", card="c9", theme="t1") == "unknown_card"
    assert scene.refused("p2", "move_card", card="c1", theme="t9") == "unknown_theme"


def test_a_theme_taken_apart_leaves_its_cards(scene: Scene) -> None:
    scene.did("p2", "move_card", card="c1", theme="t1")
    scene.did("p3", "remove_theme", theme="t1")
    assert scene.sees("p2")["card:c1"]["theme"] == ""
    assert "theme:t1" not in scene.sees("p2")
    assert scene.refused("p3", "remove_theme", theme="t1") == "unknown_theme"
    assert scene.did("p3", "name_theme", step=STEP, name="Food") == "t2"


def test_a_theme_with_dots_is_taken_apart_by_the_facilitator_alone(scene: Scene) -> None:
    scene.did("p2", "place_dots", step="vision.prioritise", dots={"t1": 1})
    scene.did("p1", "reveal", step="vision.prioritise")
    assert scene.refused("p2", "remove_theme", theme="t1") == "has_dots"
    scene.did("p1", "remove_theme", theme="t1")


def test_forty_themes_are_the_most(scene: Scene) -> None:
    for number in range(MOST_THEMES - 1):
        scene.did("p2", "name_theme", step=STEP, name=f"Theme {number}")
    assert scene.refused("p2", "name_theme", step=STEP, name="One more") == "enough"
    scene.did("p2", "name_theme", step=STEP, theme="t1", name="Renamed all the same")

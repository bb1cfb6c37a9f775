"""Draft: one shared text per section; who saves over somebody else's words is told, and loses none of their own."""

import pytest

from tests.domain.happening import happening
from tests.scene import Scene, express, partnership


def saved(scene: Scene, content: str, base: int, by: str = "p2") -> str:
    """The version that a save made."""
    return str(scene.did(by, "save_text", section="vision", content=content, base=base))


def test_saves_are_counted_and_everybody_sees_the_newest() -> None:
    scene, _ = partnership()
    assert [saved(scene, "We will.", 0), saved(scene, "We shall.", 1, by="p3")] == ["1", "2"]
    told = scene.sees("p4")["text:vision"]
    assert (told["content"], told["html"], told["version"], told["by"], told["locked"]) == ("We shall.", "<p>We shall.</p>", 2, "p3", False)


def test_who_wrote_from_an_older_version_is_told_and_nothing_is_overwritten() -> None:
    scene, _ = partnership()
    saved(scene, "We will.", 0)
    for stale in (0, 2):
        answer = scene.do("p3", "save_text", section="vision", content="Mine.", base=stale)
        assert (answer["code"], answer["field"]) == ("conflict", "base")
    assert scene.state.plan.text("vision") == "We will."


def test_the_same_words_again_are_no_save_and_no_conflict() -> None:
    scene, _ = partnership()
    saved(scene, "We will.", 0)
    assert saved(scene, "  We will. \n", 0, by="p3") == "1"
    assert scene.state.plan.texts["vision"].by == "p2"


def test_a_draft_stands_beside_the_log_until_it_is_proposed() -> None:
    scene, _ = partnership()
    with happening(scene) as news:
        saved(scene, "Xylophone", 0)
    assert news == []
    scene.did("p1", "open_decision", proposes="text:vision")
    assert "Xylophone" in "".join(scene.lines())


def test_a_text_is_kept_in_its_one_spelling() -> None:
    scene, _ = partnership()
    saved(scene, "# We  *will*\r\n\r\n+ one\r\n+ two <script>", 0)
    content = scene.state.plan.text("vision")
    assert "\r" not in content
    assert "<script>" not in content
    assert "- one\n- two &lt;script>" in content or "- one\n- two &lt;script&gt;" in content
    assert "<script" not in scene.sees("p2")["text:vision"]["html"]


def test_a_text_can_be_emptied_and_then_it_cannot_be_proposed() -> None:
    scene, _ = partnership()
    saved(scene, "We will.", 0)
    saved(scene, "   ", 1)
    assert scene.refused("p1", "open_decision", proposes="text:vision") == "empty_proposal"
    assert next(one for one in scene.sees("p2")["plan"]["sections"] if one["id"] == "vision")["standing"] == "empty"


@pytest.mark.parametrize("section", ["partners", "scope", "exit", "accountability", "nothing", ""])
def test_a_section_without_a_text_or_outside_this_agenda_is_not_written(section: str) -> None:
    scene, _ = partnership()
    assert scene.refused("p2", "save_text", section=section, content="x", base=0) == "unknown_section"


@pytest.mark.parametrize(
    ("content", "code"),
    [("a\u202eb", "unfit_text"), ("a\x00b", "unfit_text"), ("\ud800", "unfit_text"), ("x" * 65_537, "bad_field"), (7, "bad_field")],
    ids=["turned around", "a null byte", "half a character", "too long", "a number"],
)
def test_what_cannot_be_shown_or_is_too_long_is_refused(content: object, code: str) -> None:
    scene, _ = partnership()
    assert scene.refused("p2", "save_text", section="vision", content=content, base=0) == code


def test_a_frozen_plan_is_not_written_in() -> None:
    scene, _ = partnership()
    saved(scene, "We will.", 0)
    scene.did("p1", "freeze")
    assert scene.refused("p2", "save_text", section="vision", content="x", base=1) == "frozen"
    assert scene.sees("p2")["text:vision"]["locked"]


def test_the_screen_is_told_what_the_text_of_a_draft_step_is_called() -> None:
    scene = Scene("First", agenda=express()).open()
    scene.did("p1", "go_to", step="vision.draft")
    assert scene.sees("p1")["step"]["options"]["text"] == "The vision statement"

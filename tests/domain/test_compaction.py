"""A history that grows long is merged; what a text says, and who may go on writing in it, stays what it was."""

import pytest

from tests.domain.test_moves import split
from tests.domain.writing import Pen, edit
from tests.scene import partnership
from workshops.texts import text as texts
from workshops.texts.text import Text, compacted, with_update


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """History is merged after ten updates, and the newest four stay apart."""
    monkeypatch.setattr(texts, "MOST_UPDATES", 10)
    monkeypatch.setattr(texts, "KEPT_APART", 4)


def typed(letters: str) -> Text:
    """A text in which each letter is an update."""
    text, pen = Text(), Pen(101)
    for letter in letters:
        text = with_update(text, pen.write(letter), "p2", 1, "o1")
    return text


@pytest.mark.usefixtures("short")
def test_the_older_half_is_merged_and_the_newest_updates_stay_apart() -> None:
    text = typed("abcdefghijk")
    assert (text.version, text.merged, len(text.tail)) == (11, 6, 5)
    assert text.content == "abcdefghijk"
    assert compacted(text).content == text.content


@pytest.mark.usefixtures("short")
def test_a_restart_in_the_middle_changes_nothing() -> None:
    scene, _ = partnership()
    pen = Pen(101)
    for number in range(25):
        scene.did("p2", "edit_text", **edit(pen.write(f"{number} ")))
        again = scene.reopened().state.plan.texts["vision"]
        assert again == scene.state.plan.texts["vision"]
    assert scene.state.plan.text("vision").split() == [str(number) for number in range(25)]
    rows = [aside for aside in scene.store.load("w1").asides if aside.shelf == "texts"]
    assert len(rows) <= 11


@pytest.mark.usefixtures("short")
def test_whoever_began_before_it_goes_on_after_it() -> None:
    scene, _ = partnership()
    early, pen = Pen(100), Pen(101)
    for letter in "abcdefghijkl":
        scene.did("p2", "edit_text", **edit(pen.write(letter)))
    scene.did("p3", "edit_text", **edit(early.write("Z")))
    assert sorted(scene.state.plan.text("vision")) == sorted("abcdefghijklZ")


@pytest.mark.usefixtures("short")
def test_words_that_two_moved_are_told_apart_across_it() -> None:
    scene, _ = partnership()
    pen = Pen(101)
    for word in ("one ", "two ", "three ", "four ", "five ", "six ", "seven ", "eight "):
        scene.did("p2", "edit_text", **edit(pen.write(word)))
    other = Pen(102, scene.state.plan.texts["vision"])
    scene.did("p2", "edit_text", **edit(split(pen, 8)))
    scene.did("p2", "edit_text", **edit(pen.write("nine", 1)))
    assert scene.state.plan.texts["vision"].merged > 0
    scene.did("p3", "edit_text", **edit(split(other, 14)))
    content = scene.state.plan.text("vision")
    assert [content.count(word) for word in ("one", "three", "eight", "nine")] == [1, 1, 1, 1]


def test_a_history_that_cannot_be_made_shorter_is_worn_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "MOST_HISTORY", 200)
    scene, _ = partnership()
    pen = Pen(101)
    scene.did("p2", "edit_text", **edit(pen.write("a" * 100)))
    assert scene.refused("p2", "edit_text", **edit(pen.write("b" * 100))) == "worn_out"
    assert scene.state.plan.text("vision") == "a" * 100

"""Two who move the same words at once leave them in one place."""

import pytest
from pycrdt import XmlElement, XmlText

from tests.domain.test_rescue import made_a_list, two_at
from tests.domain.writing import Pen, edit
from workshops.texts.moves import copied_again
from workshops.texts.pieces import Piece


def split(pen: Pen, at: int, paragraph: int = 0) -> bytes:
    """A paragraph split before its character `at`, as an editor does it: the rest taken out, and put into a new paragraph after it."""
    before = pen.doc.get_state()
    text = next(child for child in pen.paragraph(paragraph).children if isinstance(child, XmlText))
    words = "".join(part for part, _ in text.diff())
    start = len(words[:at].encode())
    with pen.doc.transaction():
        del text[start : len(text)]
        new = XmlElement("paragraph")
        pen.root.children.insert(paragraph + 1, new)
        new.children.append(XmlText(words[at:]))
    return pen.doc.get_update(before)


def letters(content: str) -> list[str]:
    """All that is no space, sorted."""
    return sorted("".join(content.split()))


@pytest.mark.parametrize(("first", "second"), [(9, 18), (18, 9), (12, 12)])
def test_a_paragraph_that_two_split_at_once_has_each_word_once(first: int, second: int) -> None:
    scene, ana, ben = two_at("abcdefghijklmnopqrstuvwxyz")
    scene.did("p2", "edit_text", **edit(split(ana, first)))
    scene.did("p3", "edit_text", **edit(split(ben, second)))
    assert sorted(scene.state.plan.text("vision").replace("\n", "")) == list("abcdefghijklmnopqrstuvwxyz")


def test_a_paragraph_that_two_made_a_list_is_in_one_list() -> None:
    scene, ana, ben = two_at("We eat. Grüße 😀.")
    scene.did("p2", "edit_text", **edit(made_a_list(ana)))
    scene.did("p3", "edit_text", **edit(made_a_list(ben)))
    assert scene.state.plan.text("vision") == "- We eat. Grüße 😀."


def test_what_one_took_out_does_not_come_back_when_another_moves_it() -> None:
    scene, ana, ben = two_at("Keep this. Not that.")
    before = ana.doc.get_state()
    text = next(child for child in ana.paragraph().children if isinstance(child, XmlText))
    del text[10:20]
    scene.did("p2", "edit_text", **edit(ana.doc.get_update(before)))
    scene.did("p3", "edit_text", **edit(made_a_list(ben)))
    assert scene.state.plan.text("vision") == "- Keep this."


def test_all_pages_agree_after_it() -> None:
    scene, ana, ben = two_at("abcdefghi")
    scene.did("p2", "edit_text", **edit(split(ana, 3)))
    scene.did("p3", "edit_text", **edit(split(ben, 6)))
    now = scene.state.plan.texts["vision"]
    for pen in (ana, ben):
        pen.take(now)
    assert str(ana.root) == str(ben.root)
    assert scene.reopened().state.plan.text("vision") == now.content


def test_words_typed_by_somebody_who_also_deleted_are_no_copy() -> None:
    scene, ana, ben = two_at("Good food for all.")
    for pen, person in ((ana, "p2"), (ben, "p3")):
        before = pen.doc.get_state()
        text = next(child for child in pen.paragraph().children if isinstance(child, XmlText))
        del text[4:9]
        text.insert(4, " meals")
        scene.did(person, "edit_text", **edit(pen.doc.get_update(before)))
    assert scene.state.plan.text("vision").count("meals") == 2


@pytest.mark.parametrize(
    ("written", "pieces", "stays"),
    [
        ("good food", [Piece("good food", True)], ""),
        ("Well, good food", [Piece("Well, ", False), Piece("good food", True)], "Well, "),
        ("good food and more", [Piece("good food", True)], " and more"),
        ("good food", [Piece("good ", False), Piece("food", False)], "good food"),
        ("food", [Piece("food", True)], "food"),
        ("other", [Piece("good food", True)], "other"),
        ("We eat, typed. And we share.", [Piece("We eat. And we share.", True)], ", typed"),
        ("together again", [Piece("together we eat", True)], "together again"),
        (" m3x120y ", [Piece(" m3x12y ", True)], " m3x120y "),
    ],
)
def test_a_copy_is_known_by_beginning_with_what_was_deleted(written: str, pieces: list[Piece], stays: str) -> None:
    assert "".join(written[at] for at in copied_again([written], pieces)[0]) == stays


def test_what_was_typed_before_it_was_moved_by_two_is_there_once() -> None:
    scene, ana, ben = two_at("We eat. And we share.")
    scene.did("p2", "edit_text", **edit(made_a_list(ana)))
    before = ben.doc.get_state()
    text = next(child for child in ben.paragraph().children if isinstance(child, XmlText))
    text.insert(7, " Well.")
    made_a_list(ben)
    scene.did("p3", "edit_text", **edit(ben.doc.get_update(before)), rescued=True)
    content = scene.state.plan.text("vision")
    assert [content.count(words) for words in ("We eat.", "Well.", "And we share.")] == [1, 1, 1]


def test_a_copy_that_its_mover_typed_into_is_known_again() -> None:
    scene, ana, ben = two_at("We eat together. And we share what is left.")
    scene.did("p2", "edit_text", **edit(split(ana, 7)))
    before = ben.doc.get_state()
    split(ben, 11)
    text = next(child for child in ben.paragraph(1).children if isinstance(child, XmlText))
    text.insert(6, "Well, ")
    scene.did("p3", "edit_text", **edit(ben.doc.get_update(before)))
    content = scene.state.plan.text("vision")
    assert letters(content) == letters("We eat together. And we share what is left. Well,")
    assert "Well," in content


def test_a_copy_that_its_mover_split_again_is_known_again() -> None:
    scene, ana, ben = two_at("We eat together. And we share what is left.")
    scene.did("p2", "edit_text", **edit(split(ana, 7)))
    before = ben.doc.get_state()
    split(ben, 11)
    split(ben, 10, paragraph=1)
    scene.did("p3", "edit_text", **edit(ben.doc.get_update(before)))
    assert letters(scene.state.plan.text("vision")) == letters("We eat together. And we share what is left.")


def test_what_was_typed_like_the_beginning_of_a_copy_stays() -> None:
    pieces = [Piece("together we eat", True)]
    assert [len(stays) for stays in copied_again(["together again", "together we eat"], pieces)] == [len("together again"), 0]

"""A page that moves words says which are a copy of which, so that of two copies one stays, however short and however chopped."""

from collections.abc import Iterable

import pytest
from pycrdt import XmlElement, XmlText, merge_updates

from tests.domain.test_moves import letters, split
from tests.domain.test_rescue import made_a_list, two_at
from tests.domain.writing import Pen, edit
from workshops.texts.moves import Move, repeated
from workshops.texts.update import Part

WORDS = "We eat it."
NEW_WORDS = 2
"""Whoever splits a paragraph puts in a paragraph (element 0), a text (1), and words from there on."""


LISTED = 4
"""Whoever makes a list puts in a list, an item, a paragraph, a text, and words from there on."""


def moved(pen: int, at: int) -> list[Move]:
    """What a split at this place moves: all after it of what client 100 wrote."""
    return [Move(100, at, len(WORDS) - at, pen, NEW_WORDS)]


@pytest.mark.parametrize(("first", "second"), [(8, 9), (9, 8), (3, 7), (7, 7), (0, 9)])
def test_a_short_rest_that_two_split_off_is_there_once(first: int, second: int) -> None:
    scene, ana, ben = two_at(WORDS)
    scene.did("p2", "edit_text", **edit(split(ana, first)), moved=moved(101, first))
    scene.did("p3", "edit_text", **edit(split(ben, second)), moved=moved(102, second))
    assert letters(scene.state.plan.text("vision")) == letters(WORDS)
    pages = [Pen(pen, scene.state.plan.texts["vision"]) for pen in (103, 104)]
    assert str(pages[0].root) == str(pages[1].root)


def test_words_that_were_typed_into_a_copy_stay_where_the_rest_of_it_is_taken_out() -> None:
    scene, ana, ben = two_at(WORDS)
    scene.did("p2", "edit_text", **edit(split(ana, 7)), moved=moved(101, 7))
    before = ben.doc.get_state()
    split(ben, 7)
    text = next(child for child in ben.paragraph(1).children if isinstance(child, XmlText))
    text.insert(2, " all")
    scene.did("p3", "edit_text", **edit(ben.doc.get_update(before)), moved=moved(102, 7))
    assert letters(scene.state.plan.text("vision")) == letters("We eat it. all")


def test_what_comes_again_takes_nothing_out() -> None:
    scene, ana, _ = two_at(WORDS)
    update = edit(split(ana, 7))
    for _again in range(2):
        scene.did("p2", "edit_text", **update, moved=moved(101, 7))
    assert scene.state.plan.text("vision") == "We eat\n\nit."


def test_what_comes_again_with_more_takes_nothing_out() -> None:
    scene, ana, _ = two_at(WORDS)
    before = ana.doc.get_state()
    first = split(ana, 3)
    scene.did("p2", "edit_text", **edit(first), moved=moved(101, 3))
    split(ana, 4, paragraph=1)
    again = [*moved(101, 3), Move(101, NEW_WORDS + 4, 3, 101, NEW_WORDS + 7 + NEW_WORDS)]
    scene.did("p2", "edit_text", **edit(merge_updates(first, ana.doc.get_update(before))), moved=again)
    assert scene.state.plan.text("vision") == "We\n\neat\n\nit."


def test_only_ones_own_new_words_can_be_called_a_copy() -> None:
    scene, ana, ben = two_at(WORDS)
    scene.did("p2", "edit_text", **edit(split(ana, 7)), moved=moved(101, 7))
    scene.did(
        "p3", "edit_text", **edit(split(ben, 9)), moved=[Move(100, 9, 1, 100, 0), Move(100, 9, 1, 101, NEW_WORDS), Move(100, 9, 1, 1, 0)]
    )
    assert letters(scene.state.plan.text("vision")) == letters(WORDS + ".")


def test_words_that_came_too_late_are_taken_from_whoever_names_a_copy_of_them_and_only_then() -> None:
    scene, ana, ben = two_at(WORDS)
    scene.did("p2", "edit_text", **edit(made_a_list(ana)))
    before = ben.doc.get_state()
    ben.write(" All.")
    ben.add_paragraph(" All.")
    update = edit(ben.doc.get_update(before))
    copy = Move(102, 0, 5, 102, 5 + NEW_WORDS)
    for unnamed in ([], [Move(102, 1, 4, 102, 6 + NEW_WORDS)]):
        assert scene.refused("p3", "edit_text", **update, moved=unnamed, rescued=True) == "gone"
    scene.did("p3", "edit_text", **update, moved=[copy])
    assert scene.state.plan.text("vision") == "- We eat it.\n\nAll."


def test_a_copy_that_came_too_late_is_not_missed_where_what_it_copies_was_moved_by_another() -> None:
    scene, ana, _ = two_at(WORDS)
    scene.did("p2", "edit_text", **edit(made_a_list(ana)))
    one, other = (Pen(pen, scene.state.plan.texts["vision"]) for pen in (103, 104))
    # One takes the words out of the list and the list away, while the other splits the item in it.
    before = one.doc.get_state()
    one.add_paragraph(WORDS)
    one.delete()
    scene.did("p2", "edit_text", **edit(one.doc.get_update(before)), moved=[Move(101, LISTED, len(WORDS), 103, NEW_WORDS)])
    scene.did("p3", "edit_text", **edit(split_item(other, 7)), moved=[Move(101, LISTED + 7, len(WORDS) - 7, 104, 1 + NEW_WORDS)])
    assert scene.state.plan.text("vision") == WORDS


def split_item(pen: Pen, at: int) -> bytes:
    """The first item of a list split before its character `at`: a new item (element 0), its paragraph (1), a text (2), and the rest."""
    before = pen.doc.get_state()
    listing = pen.paragraph()
    item = listing.children[0]
    assert isinstance(item, XmlElement)
    paragraph = item.children[0]
    assert isinstance(paragraph, XmlElement)
    text = paragraph.children[0]
    assert isinstance(text, XmlText)
    with pen.doc.transaction():
        del text[at : len(text)]
        new, within = XmlElement("listItem"), XmlElement("paragraph")
        listing.children.append(new)
        new.children.append(within)
        within.children.append(XmlText(WORDS[at:]))
    return pen.doc.get_update(before)


def parts(*ranges: tuple[int, int, str]) -> list[Part]:
    """Words by client and clock."""
    return [Part(client, clock, len(words.encode("utf-16-le")) // 2, words) for client, clock, words in ranges]


@pytest.mark.parametrize(
    ("moves", "found"),
    [
        ([Move(1, 0, 6, 7, 0)], [(7, 2, 2)]),
        ([Move(1, 0, 6, 7, 0), Move(7, 1, 4, 7, 10)], [(7, 2, 2), (7, 11, 2)]),
        ([Move(1, 2, 1, 7, 20)], []),
        ([Move(1, 2, 2, 7, 100)], []),
        ([Move(2, 2, 2, 7, 0)], []),
    ],
    ids=["a part", "a copy of a copy", "half a character", "nothing new", "nothing gone"],
)
def test_what_is_there_again_is_found_by_where_it_came_from(moves: Iterable[Move], found: list[tuple[int, int, int]]) -> None:
    new = parts((7, 0, "abcdef"), (7, 10, "bcde"), (7, 20, "😀"))
    gone = [Part(1, 2, 2)]
    assert [(part.client, part.clock, part.size) for part in repeated(moves, new, gone, {7: 0})] == found

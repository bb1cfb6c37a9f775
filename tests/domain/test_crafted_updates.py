"""What somebody sends who means harm: nothing of it ends a page, makes others wait, or puts words into anybody's mouth."""

import pytest
from pycrdt import merge_updates

from tests.domain.crafted import TEXT, element, look, text, update, words
from tests.domain.writing import Pen
from workshops.refusal import Refused
from workshops.texts.text import Text, with_update


def taken(now: Text, raw: bytes, by: str = "p3") -> Text:
    """The text with an update of somebody."""
    return with_update(now, raw, by, 1, "o1")


def honest() -> tuple[Text, Pen]:
    """A text, and who has written it."""
    pen = Pen(501)
    return taken(Text(), pen.write("We eat well."), "p2"), pen


@pytest.mark.parametrize(
    "parts",
    [
        [look("bold", "{}", right=(1, 0))],
        [look("bold", "{}", left=(1, 0))],
        [look("bold", "{}")],
        [words("bare")],
        [words("bare", left=(1, 0))],
        [words("bare", parent=(1, 0))],
        [element("paragraph", parent=TEXT)],
        [text(parent=TEXT)],
        [element("paragraph", left=(501, 0))],
        [element("blockquote"), words("bare", parent=(700, 0))],
        [element("paragraph", left=(700, 1)), element("paragraph", left=(700, 0))],
    ],
    ids=["a look before all", "a look after all", "a look in the root", "words in the root", "words beside paragraphs",
         "words in a paragraph without a text", "a paragraph in a text", "a text in a text", "a paragraph between words",
         "words in a quote", "a circle"],
)  # fmt: skip
def test_nothing_stands_in_a_place_that_is_not_its_own(parts: list[bytes]) -> None:
    now, pen = honest()
    with pytest.raises(Refused) as refused:
        taken(now, update(700, 0, parts))
    assert refused.value.code in ("broken_update", "unknown_form")
    assert taken(now, pen.write(" Always."), "p2").content == "We eat well. Always."


@pytest.mark.parametrize("inner", [text, lambda **place: element("blockquote", **place)], ids=["texts", "quotes"])
def test_elements_within_each_other_end_no_page_even_when_they_are_deleted_at_once(inner: object) -> None:
    now, _ = honest()
    chain = [element("paragraph"), *(inner(parent=(700, at)) for at in range(9_000))]  # type: ignore[operator]
    with pytest.raises(Refused):
        taken(now, update(700, 0, chain, {700: [(0, 1)]}))


def test_words_sorted_in_at_thousands_of_places_make_nobody_wait() -> None:
    now, _ = honest()
    bomb = [words("a", parent=TEXT), *(words("a", right=(700, at)) for at in range(6_000))]
    with pytest.raises(Refused):
        taken(now, update(700, 0, bomb, {700: [(0, 6_001)]}))


def test_copies_of_thousands_of_pieces_make_nobody_wait() -> None:
    now, _ = honest()
    pieces = [words("ab", parent=TEXT), *(words("ab", left=(700, 2 * at + 1)) for at in range(1_900))]
    now = taken(now, update(700, 0, pieces))
    size = 2 * len(pieces)
    now = taken(now, update(700, size, [words("x", parent=TEXT)], {700: [(0, size)]}))
    copies = [words("ab" * 16, parent=TEXT), *(words("ab" * 16, left=(700, size + 1 + 32 * at + 31)) for at in range(300))]
    # It is taken for what it says; comparing it piece by piece took a quarter of a minute.
    assert "ab" * 16 * 301 in taken(now, update(700, size + 1, copies, {700: [(0, size)]})).content


def test_what_looks_known_is_not_kept_and_puts_no_words_into_anybodys_mouth() -> None:
    now, pen = honest()
    forged = update(501, 0, [words("We eat evil!", parent=TEXT)])
    mine = update(700, 0, [words("!", parent=TEXT)])
    after = taken(now, merge_updates(forged, mine))
    assert b"evil" not in b"".join(after.tail)
    assert "evil" not in taken(after, pen.delete(), "p2").content


def test_an_update_that_comes_again_with_more_is_kept_without_what_was_known() -> None:
    now, pen = honest()
    more = pen.write(" Always.")
    again = merge_updates(now.tail[0], more)
    after = taken(now, again, "p2")
    assert after.content == "We eat well. Always."
    assert b"We eat well" not in after.tail[-1]
    reader = Pen(900, after)
    assert taken(taken(after, reader.write(" And share.")), pen.delete(), "p2").content == "And share."


def test_half_a_character_that_looks_known_stops_nobody_from_writing() -> None:
    now, pen = honest()
    forged = update(501, 0, [words("😀😀😀😀😀😀", parent=TEXT)])
    after = taken(now, merge_updates(forged, update(700, 0, [words("!", parent=TEXT)])))
    first = next(iter(pen.paragraph().children))
    before = pen.doc.get_state()
    first.insert(3, "all ")  # type: ignore[union-attr]
    assert "all " in taken(after, pen.doc.get_update(before), "p2").content

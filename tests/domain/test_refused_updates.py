"""What is no update of a text is refused, each thing for its reason, and the text stays as good as it was.

The updates are put together byte by byte; all their numbers are small, so each is one byte. Client 1 has begun every text: its
element 0 is the first paragraph, 1 the text in it.
"""

import pytest
from pycrdt import Doc, XmlElement, XmlFragment

from tests.domain.random_documents import Written, text_with
from tests.domain.writing import Pen, text_of
from workshops.prose.tree import DEEPEST
from workshops.refusal import Refused
from workshops.texts.text import LARGEST, Text, with_update

ME = 50
NOTHING = b"\x00"
"""No delete set; also a whole update that brings nothing."""


def named(words: str | bytes) -> bytes:
    """A string with its length before it."""
    raw = words.encode() if isinstance(words, str) else words
    return bytes([len(raw)]) + raw


def within(client: int, clock: int) -> bytes:
    """Where something stands: first in this element."""
    return bytes([0, client, clock])


ROOT = b"\x01" + named("text")
FIRST, WORDS = within(1, 0), within(1, 1)


def element(tag: str, place: bytes = ROOT) -> bytes:
    """An element."""
    return b"\x07" + place + b"\x03" + named(tag)


def text(place: bytes = FIRST) -> bytes:
    """A text without words."""
    return b"\x07" + place + b"\x06"


def words(said: str | bytes, place: bytes = WORDS) -> bytes:
    """Words in a text."""
    return b"\x04" + place + named(said)


def mark(name: str, value: str) -> bytes:
    """A mark in the first text."""
    return b"\x06" + WORDS + named(name) + named(value)


def between(said: str, left: tuple[int, int], right: tuple[int, int]) -> bytes:
    """Words between two elements."""
    return bytes([0xC4, *left, *right]) + named(said)


def update(*parts: bytes, client: int = ME, clock: int = 0, deleted: bytes = NOTHING) -> bytes:
    """An update of one client."""
    return bytes([1, len(parts), client, clock]) + b"".join(parts) + deleted


def deleting(*ranges: tuple[int, int], client: int = 1) -> bytes:
    """A delete set: from which element on how many."""
    return bytes([1, client, len(ranges), *(number for one in ranges for number in one)])


def by_pycrdt(element: XmlElement, root: str = "text") -> bytes:
    """What the library sends for an element."""
    doc: Doc = Doc(client_id=ME)
    fragment = doc.get(root, type=XmlFragment)
    with doc.transaction():
        fragment.children.append(element)
    return doc.get_update()


def nested(depth: int) -> list[Written]:
    """A word as deep in quotes."""
    return [("blockquote", nested(depth - 1))] if depth else [("paragraph", [[[("deep", {})]]])]


BROKEN = {
    "nothing at all": b"",
    "something after the end": update(words("a")) + b"\x00",
    "version 2, of Yjs": bytes.fromhex("000005aa0f01aa0f02010000030700040402486902010001060001020000"),
    "an element that no text has": update(element("heading")),
    "a root of another name": by_pycrdt(XmlElement("paragraph"), root="other"),
    "an attribute": by_pycrdt(XmlElement("orderedList", {"start": "7"})),
    "an attribute beside a neighbour": update(bytes([0x87 | 0x20, 1, 0]) + b"\x03" + named("paragraph")),
    "an embedded thing": update(b"\x05" + WORDS + named("{}")),
    "a map": update(b"\x07" + ROOT + b"\x01"),
    "words of no size": update(words("")),
    "half a character of UTF-8": update(words(b"\xc3")),
    "half a character of UTF-16": update(words(b"\xed\xa0\xbd")),
    "a mark that no text has": update(mark("code", "{}")),
    "a mark that is no JSON": update(mark("bold", "{")),
    "a mark with a value": update(mark("bold", "true")),
    "a mark that hides something": update(mark("italic", '{"a":1}')),
    "a link without an address": update(mark("link", "{}")),
    "a link that hides something": update(mark("link", '{"href":"https://a.b","class":"x"}')),
    "a link to two places": update(mark("link", '{"href":"http://a","href":"https://b"}')),
    "a link to no string": update(mark("link", '{"href":1}')),
    "a link to a script": update(mark("link", '{"href":"javascript:alert(1)"}')),
    "a link to nowhere": update(mark("link", '{"href":"https://"}')),
    "a number beyond all bounds": b"\x01\x01" + b"\xff" * 9 + b"\x01\x00",
    "more elements than can be counted": update(b"\x01" + ROOT + b"\xff\xff\xff\xff\x0f"),
    "deleted parts of no size": update(b"\x01" + ROOT + b"\x00"),
    "a range of no size": bytes([0]) + deleting((0, 0)),
    "ranges out of order": bytes([0]) + deleting((1, 1), (0, 1)),
    "a client twice": bytes([2]) + 2 * update(words("a"))[1:-1] + NOTHING,
    "what only the server writes": update(words("a"), client=2),
    "more under the mark of whoever began": update(words("a"), client=1, clock=2),
    "what comes before itself": update(between("a", (ME, 0), (1, 1))),
    "what stands in itself": update(element("blockquote", within(ME, 0))),
    "two that wait for each other": bytes([2])
    + b"".join(update(element("blockquote", within(other, 0)), client=client)[1:-1] for client, other in ((51, 50), (50, 51)))
    + NOTHING,
    "words in words": update(words("ab"), words("c", within(ME, 0))),
    "words between the halves of a character": update(words("a😀b"), between("x", (ME, 1), (ME, 2))),
    "half a character taken out": update(words("a😀b"), deleted=deleting((1, 1), client=ME)),
    "what stands after what it stands before": update(words("abcd"), between("x", (ME, 2), (ME, 1))),
}
REFUSED = [(what, "broken_update", raw) for what, raw in BROKEN.items()] + [
    ("built on what is missing", "gap", update(between("a", (60, 3), (60, 4)))),
    ("in what is missing", "gap", update(words("a", within(60, 0)))),
    ("later words before earlier ones", "gap", update(words("a"), clock=1)),
    ("a part that stands for what is left out", "gap", bytes.fromhex("0104eb070007000100060400eb070001610a0184eb0702016300")),
    ("what is missing taken out", "gap", bytes([0]) + deleting((0, 1), client=60)),
    ("characters that turn the direction", "unfit_text", update(words("\u202egnp.exe"))),
    ("characters that cannot be shown", "unfit_text", update(words("a\x07b"))),
    ("marks heaped on one letter", "unfit_text", update(words("a" + "\u0301" * 11))),
    (
        "marks heaped by texts beside each other",
        "unfit_text",
        update(text(), text(), words("a" + "\u0301" * 6, within(ME, 1)), words("\u0301" * 6, within(ME, 0))),
    ),
    ("words beside paragraphs", "broken_update", update(words("a", ROOT))),
    ("a text beside paragraphs", "unknown_form", update(text(ROOT))),
    ("words beside texts", "broken_update", update(words("a", FIRST))),
    ("an element among words", "broken_update", update(element("hardBreak", WORDS))),
    ("a paragraph in a paragraph", "unknown_form", update(element("paragraph", FIRST))),
    ("an item without a list", "unknown_form", update(element("listItem"))),
    ("a list of paragraphs", "unknown_form", update(element("bulletList"), element("paragraph", within(ME, 0)))),
    ("a break with words in it", "unknown_form", update(element("hardBreak", FIRST), text(within(ME, 0)))),
    ("too much at once", "too_long", bytes(LARGEST + 1)),
]  # fmt: skip


@pytest.mark.parametrize(("code", "raw"), [pytest.param(code, raw, id=what) for what, code, raw in REFUSED])
def test_what_no_editor_sends_is_refused_and_the_text_is_as_good_as_before(code: str, raw: bytes) -> None:
    pen = Pen(100)
    written = with_update(Text(), pen.write("We eat 😀."), "p1", 1, "o1")
    for before in (Text(), with_update(written, pen.add_paragraph("And drink."), "p1", 1, "o1")):
        said = before.content
        with pytest.raises(Refused) as refusal:
            with_update(before, raw, "p1", 1, "o1")
        assert refusal.value.code == code
        assert before.content == said
        assert with_update(before, Pen(101, before).add_paragraph("More."), "p1", 1, "o1").content == f"{said}\n\nMore.".strip()


def test_an_update_that_ends_anywhere_but_at_its_end_is_refused() -> None:
    whole = text_of("We **eat** [well](https://a.b/c).\n\n1. bread 😀").tail[0]
    for end in range(len(whole)):
        with pytest.raises(Refused) as refusal:
            with_update(Text(), whole[:end], "p1", 1, "o1")
        assert refusal.value.code == "broken_update"


@pytest.mark.parametrize("vector", [b"", b"\x01", b"\x01\x65", b"\x00\x00", b"\xff" * 12])
def test_a_state_vector_that_cannot_be_read_is_refused(vector: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        Text().missing_from(vector)
    assert refusal.value.code == "bad_vector"


def test_a_text_is_as_deep_as_it_may_be_and_no_deeper() -> None:
    assert text_with(nested(DEEPEST)).content == "> " * DEEPEST + "deep"
    with pytest.raises(Refused) as refusal:
        text_with(nested(DEEPEST + 1))
    assert refusal.value.code == "too_deep"


def test_a_text_has_room_for_64_kb_of_words_and_no_more() -> None:
    full = with_update(Text(), Pen(101).write("é" * 32 * 1024), "p1", 1, "o1")
    for more in ("a", "\u00a0"):
        with pytest.raises(Refused) as refusal:
            with_update(full, Pen(102, full).write(more), "p1", 1, "o1")
        assert refusal.value.code == "too_long"
    assert with_update(full, Pen(103, full).delete(), "p1", 1, "o1").content == ""


def test_a_text_has_not_more_pieces_than_can_be_read_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshops.texts.schema.MOST_PIECES", 10)
    pen = Pen(101)
    text = with_update(Text(), pen.write("One."), "p1", 1, "o1")
    text = with_update(text, pen.add_paragraph("Two."), "p1", 1, "o1")
    text = with_update(text, pen.add_paragraph("Three."), "p1", 1, "o1")
    with pytest.raises(Refused) as refusal:
        with_update(text, pen.add_paragraph("Four."), "p1", 1, "o1")
    assert refusal.value.code == "too_long"


def test_nobody_writes_under_the_client_id_of_somebody_else() -> None:
    pen = Pen(101)
    text = with_update(Text(), pen.write("We eat."), "p1", 1, "o1")
    forged = pen.write(" Not.")
    with pytest.raises(Refused) as refusal:
        with_update(text, forged, "p2", 1, "o2")
    assert refusal.value.code == "broken_update"
    assert with_update(text, forged, "p1", 1, "o1").content == "We eat. Not."

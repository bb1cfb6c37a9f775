"""A text is a value: made of updates in whatever order they can come, told to others and kept in rows, and never half changed."""

import random
from base64 import b64decode
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from tests.domain.writing import Pen, text_of
from workshops.prose.markdown import canonical
from workshops.refusal import Refused
from workshops.texts.shelf import MERGED, from_markdown, rows_between, with_row
from workshops.texts.text import SEED, Text, compacted, with_update

MARKDOWN = "We **eat** what *grows* 😀.\n\n- bread\n- [wine](https://a.b/c)\n\n> said"


def taken(text: Text, *updates: bytes, by: str = "p1", partner: str = "o1") -> Text:
    """The text with these updates, one after the other."""
    for number, update in enumerate(updates, text.version + 1):
        text = with_update(text, update, by, number, partner)
    return text


def fresh(text: Text) -> Text:
    """The same value, of which nothing has been found out yet."""
    return Text(text.version, text.merged, text.base, text.tail, text.by, text.at, text.heard, text.writers)


def lived_through(number: int = 12) -> list[Text]:
    """A text at each of its versions."""
    versions = [text_of(MARKDOWN)]
    pen = Pen(101, versions[0])
    for at in range(number):
        update = pen.write(f" {at}😀") if at % 3 else pen.add_paragraph(f"Paragraph {at}.") if at % 2 else pen.delete(1)
        versions.append(taken(versions[-1], update))
    return versions


def test_every_text_begins_with_what_the_library_makes_of_one_paragraph_without_words() -> None:
    doc: Doc[Any] = Doc(client_id=1)
    root = doc.get("text", type=XmlFragment)
    with doc.transaction():
        root.children.append(paragraph := XmlElement("paragraph"))
        paragraph.children.append(XmlText())
    assert doc.get_update() == SEED
    assert (Text().content, Text().version, Text().blocks) == ("", 0, ())


class Company:
    """Three who write at once; each change knows which others came before it."""

    def __init__(self, chance: random.Random) -> None:
        self.pens = [Pen(101 + at) for at in range(3)]
        self.known: list[set[int]] = [set(), set(), set()]
        self.changes: list[tuple[bytes, frozenset[int]]] = []
        # What an editor sends is what it did just now, and not all that was ever deleted.
        self.news: list[bytes] = []
        self.watching = [pen.doc.observe(lambda event: self.news.append(event.update)) for pen in self.pens]
        for _ in range(12):
            self._change(chance.randrange(3), chance)

    def _change(self, at: int, chance: random.Random) -> None:
        pen, known = self.pens[at], self.known[at]
        if self.changes and chance.random() < 0.5:
            self._hear(at, chance.randrange(len(self.changes)))
        self.news.clear()
        paragraphs = [child for child in pen.root.children if isinstance(child, XmlElement)]
        texts = [child for paragraph in paragraphs for child in paragraph.children if isinstance(child, XmlText)]
        text = chance.choice(texts)
        match chance.randrange(4):
            case 0:
                pen.add_paragraph(chance.choice(["Ä", "new", "1. "]))
            case 1 if len(text):
                text.format(0, len(text), {chance.choice(["bold", "italic"]): chance.choice([{}, None])})
            case 2 if len(text):
                text.clear()
            case _:
                text.insert(0, chance.choice(["one ", "two ", "**"]))
        for update in self.news:
            self.changes.append((update, frozenset(known)))
            known.add(len(self.changes) - 1)

    def _hear(self, at: int, number: int) -> None:
        for one in [*sorted(self.changes[number][1] - self.known[at]), number]:
            self.pens[at].doc.apply_update(self.changes[one][0])
        self.known[at] |= self.changes[number][1] | {number}

    def in_some_order(self, chance: random.Random) -> Text:
        """The text when these changes come in another order that respects what each is built on."""
        text, done = Text(), set[int]()
        while len(done) < len(self.changes):
            ready = [at for at, (_, known) in enumerate(self.changes) if at not in done and known <= done]
            done.add(number := chance.choice(ready))
            text = taken(text, self.changes[number][0])
        return text


@given(st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_nobodys_order_matters(chance: random.Random) -> None:
    company = Company(chance)
    one, other = company.in_some_order(chance), company.in_some_order(chance)
    assert one.content == other.content
    assert one.blocks == other.blocks
    assert one.heard == other.heard


def test_merging_its_history_changes_no_byte_of_what_it_says_and_nobody_has_to_begin_anew() -> None:
    for version in lived_through():
        pen = Pen(102, version)
        merged = compacted(version)
        assert (merged.version, merged.merged, merged.tail) == (version.version, version.version, ())
        assert fresh(merged).content == version.content
        late = [pen.write("Late."), pen.add_paragraph("Later."), pen.delete(0)]
        assert taken(merged, *late).content == taken(version, *late).content


def test_a_long_history_is_merged_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshops.texts.text.MOST_UPDATES", 5)
    assert [(text.merged, len(text.tail)) for text in lived_through(6)] == [(0, 1), (0, 2), (0, 3), (0, 4), (5, 0), (5, 1), (5, 2)]


def test_a_history_of_many_bytes_is_merged_by_itself_and_what_was_deleted_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshops.texts.text.MOST_HISTORY", 3_000)
    text, pen = Text(), Pen(101)
    for _ in range(20):
        text = taken(text, pen.add_paragraph("x" * 500), pen.delete(1))
        assert len(text.base) + sum(map(len, text.tail)) < 4_000
    assert text.merged


def test_a_text_that_can_hold_no_more_says_so_and_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of(MARKDOWN)
    monkeypatch.setattr("workshops.texts.text.MOST_HISTORY", 800)
    with pytest.raises(Refused) as refusal:
        taken(text, Pen(101, text).write("x" * 800))
    assert refusal.value.code == "worn_out"
    assert taken(text, Pen(102, text).write("!")).version == text.version + 1


def test_who_knows_any_version_is_brought_to_now_by_one_update() -> None:
    versions = lived_through()
    for now in (versions[-1], compacted(versions[-1])):
        for version in versions:
            pen = Pen(102, version)
            pen.doc.apply_update(now.since(version.version))
            assert str(pen.root) == str(Pen(103, now).root)
            pen.doc.apply_update(now.missing_from(pen.doc.get_state())[0])
            assert str(pen.root) == str(Pen(103, now).root)
    assert Pen(104, versions[-1]).root is not None
    assert versions[-1].since(99) == versions[-1].since(-1)


@pytest.mark.parametrize("most", [500, 4, 1])
def test_the_rows_of_a_text_read_in_the_order_of_their_keys_are_the_text(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshops.texts.text.MOST_UPDATES", most)
    versions = [Text(), *lived_through()]
    rows: dict[str, Any] = {}
    for before, after in pairwise(versions):
        for key, row in rows_between(before, after):
            rows.pop(key, None)
            if row is not None:
                rows[key] = row
        read = Text()
        for key in sorted(rows):
            read = with_row(read, key, rows[key])
        assert read == after
        assert read.content == after.content
        assert read.writers == after.writers
    assert (MERGED in rows) == (most < 500)


LEGACY = {"content": MARKDOWN, "version": 7, "by": "p9", "at": 5}


@pytest.mark.parametrize("content", [MARKDOWN, "", "- a\n" * 5_000, "a\n\n" * 6_666, "*a*b" * 2_500])
def test_a_text_that_was_kept_as_markdown_goes_on_as_it_was(content: str) -> None:
    kept = from_markdown(LEGACY | {"content": content}, Text())
    assert (kept.version, kept.by, kept.at) == (7, "p9", 5)
    assert kept.content == canonical(content)
    after = taken(kept, Pen(101, kept).add_paragraph("More."))
    rows = rows_between(kept, after)
    assert [key for key, _ in rows] == ["0000000008"]
    # It is drawn anew each time that it is read, and always the same: what was written later still fits.
    again = from_markdown(LEGACY | {"content": content}, Text())
    for key, row in rows:
        again = with_row(again, key, row)
    assert again == after
    assert again.content == after.content


def test_whatever_is_tried_on_a_text_it_stays_what_it_is() -> None:
    text = text_of(MARKDOWN)
    said, tail = text.content, text.tail
    one, other = Pen(101, text), Pen(102, text)
    first = taken(text, one.write(" One."))
    with pytest.raises(Refused):
        taken(text, b"\x01\x01")
    with pytest.raises(Refused):
        taken(text, other.write("\u202e"))
    second = taken(text, Pen(103, text).write(" Two."))
    assert (text.content, fresh(text).content, text.tail) == (said, said, tail)
    assert first.content.startswith("We **eat** what *grows* 😀. One.")
    assert second.content.startswith("We **eat** what *grows* 😀. Two.")
    assert taken(first, second.since(text.version)).content == taken(second, first.since(text.version)).content


def test_characters_are_counted_once_however_often_they_come() -> None:
    pen = Pen(101)
    start = pen.doc.get_state()
    first = pen.write("Ab😀")
    text = taken(Text(), first)
    second = pen.write("cd")
    # A page that heard no answer sends what it has in one piece, known or not.
    assert taken(text, pen.doc.get_update(start)).heard == {"o1": 6}
    assert taken(text, second, partner="").heard == {"o1": 4, "": 2}
    assert taken(text, first) is text


def test_rows_are_base64_of_the_very_updates() -> None:
    update = Pen(101).write("We eat.")
    [(key, row)] = rows_between(Text(), taken(Text(), update))
    assert key == "0000000001"
    assert row is not None
    assert b64decode(row["update"]) == update

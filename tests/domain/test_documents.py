"""Whatever an editor can write comes back from its Markdown, whoever reads it, and from Markdown comes what an editor can show.

The two readers are markdown-it-py, which reads as CommonMark says, and Python-Markdown, which shows the plan. Python-Markdown takes
the stars of looks that touch each other inside a word for others than CommonMark does, and a quote at the beginning of an item for
code from its second line on. Apart from these two it has to read the same.
"""

import time
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from markdown import Markdown

from tests.domain.random_documents import Written, blocks, text_with, words_of
from tests.domain.reading import READER, tree_of
from tests.domain.test_prose import as_plain_values
from tests.domain.writing import Pen
from workshops.prose.markdown import canonical, words
from workshops.prose.reading import read
from workshops.prose.spelling import spell
from workshops.prose.tree import DEEPEST, Block, Listing, Paragraph, Quote
from workshops.texts.text import Text, compacted, with_content, with_update

Sign = tuple[str, bool, bool, str]


def deepest(written: list[Written]) -> list[Written]:
    """These blocks as deep in quotes and lists as a text may have them."""
    for room in range(0, DEEPEST, 3):
        written = [("blockquote", [("orderedList" if room % 2 else "bulletList", [[("paragraph", [[[("x", {})]]]), *written]])])]
    return written


documents = blocks() | blocks(room=0).map(deepest)
LOOKS: list[dict[str, Any]] = [
    {},
    {"bold": {}},
    {"italic": {}},
    {"link": {"href": "https://a.b"}},
    {"bold": {}, "link": {"href": "https://a.b"}},
]
PLAIN = [("paragraph", [[[("One ", {}), ("two", looks), (" three", {})]] for looks in LOOKS])]
LISTS = [(kind, [PLAIN, [*PLAIN, ("bulletList", [PLAIN, PLAIN])]]) for kind in ("bulletList", "orderedList", "bulletList")]


@given(documents)
@example([*PLAIN, *LISTS, ("blockquote", [*LISTS, *PLAIN])])
@settings(max_examples=150, deadline=None)
def test_its_markdown_says_to_a_commonmark_reader_what_was_written(written: list[Written]) -> None:
    text = text_with(written)
    found, wanted = tree_of(text.content), as_plain_values(text.blocks)
    assert _without_looks(found) == _without_looks(wanted)
    for seen, meant in zip(_paragraphs(found), _paragraphs(wanted), strict=True):
        # Bold that is italic in places cannot always be spelled (workshops/prose/emphasis.py); nothing gains a look by that.
        if any(bold and italic for _, bold, italic, _ in meant):
            assert all(
                bold <= was_bold and italic <= was_italic
                for (_, bold, italic, _), (_, was_bold, was_italic, _) in zip(seen, meant, strict=True)
            )
        else:
            assert seen == meant


@given(documents)
@example([*PLAIN, *LISTS, ("blockquote", [*LISTS, *PLAIN])])
@settings(max_examples=100, deadline=None)
def test_its_markdown_says_to_python_markdown_what_was_written(written: list[Written]) -> None:
    text = text_with(written)
    if any(isinstance(item[0], Quote) for item in _items(text.blocks)):
        return
    found, wanted = html_tree_of(text.content), as_plain_values(text.blocks)
    assert _shape(found) == _shape(wanted)
    for seen, meant in zip(_paragraphs(found), _paragraphs(wanted), strict=True):
        assert seen == meant or _looks_touch(meant)


@given(documents)
@settings(max_examples=100, deadline=None)
def test_no_word_is_lost_and_none_is_added(written: list[Written]) -> None:
    assert _bare(words(text_with(written).content)) == _bare("".join(words_of(written)))


@given(documents)
@settings(max_examples=100, deadline=None)
def test_canonical_markdown_becomes_a_document_that_is_spelled_the_same(written: list[Written]) -> None:
    markdown = text_with(written).content
    assert canonical(markdown) == markdown
    assert spell(read(markdown)) == markdown
    assert _saying(Text(), markdown).content == markdown


@given(documents, documents)
@settings(max_examples=60, deadline=None)
def test_a_text_is_made_to_say_whatever_is_wanted(written: list[Written], other: list[Written]) -> None:
    wanted = text_with(other).content
    text = _saying(text_with(written), wanted)
    assert text.content == wanted
    assert compacted(text).content == wanted


@given(documents, documents)
@settings(max_examples=60, deadline=None)
def test_what_it_begins_and_ends_with_already_is_not_touched(written: list[Written], other: list[Written]) -> None:
    head, tail = ("paragraph", [[[("Head", {})]]]), ("paragraph", [[[("Tail", {})]]])
    before, wanted = text_with([head, *written, tail]), text_with([head, *other, tail]).content
    pen = Pen(200, before)
    # Somebody writes there at the same moment; the first paragraph is the empty one that each text begins with.
    at_once = [pen.write(" of it.", 1), pen.write(" of it.", len(pen.root.children) - 1)]
    after = _saying(before, wanted)
    for update in at_once:
        after = with_update(after, update, "p2", 0, "o2")
    assert after.content == f"Head of it.{wanted.removeprefix('Head').removesuffix('Tail')}Tail of it."


HOSTILE = {
    "a paragraph of bold blanks": [("a", {}), (" " * 30_000 + "b", {"bold": {}})],
    "another look for each letter": [("a.*"[at % 3], LOOKS[at % 5]) for at in range(1_500)],
    "one long word": [("*_&[a" * 6_000, {"italic": {}})],
}


@pytest.mark.parametrize("runs", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_document_is_read_and_shown_in_time(runs: list[Any]) -> None:
    began = time.process_time()
    text = text_with([("paragraph", [[runs]])])
    assert text.content
    assert text.html
    assert time.process_time() - began < 4, "a second, on any machine"


def _saying(text: Text, markdown: str) -> Text:
    return with_content(text, read(markdown), 500, "p1", 0, "o1")


def html_tree_of(markdown: str) -> list[Any]:
    """What `reading.tree_of` gives, as Python-Markdown reads it, with the extensions that the plan is shown with."""
    reader = _Html()
    reader.feed(Markdown(extensions=["tables", "sane_lists"], output_format="html").convert(markdown))
    reader.close()
    return reader.root


class _Html(HTMLParser):
    """The tree of the few tags that a text may become; any other fails."""

    def __init__(self) -> None:
        super().__init__()
        self.root: list[Any] = []
        self.within: list[tuple[str, list[Any]]] = [("", self.root)]
        self.open: list[Sign] | None = None
        self.looks = {"strong": 0, "em": 0}
        self.href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            assert [name for name, _ in attrs] == ["href"]
            self.href = READER.normalizeLink(attrs[0][1] or "")
            return
        assert not attrs, f"{tag} with {attrs}"
        if tag in self.looks:
            self.looks[tag] += 1
        elif tag == "br":
            self._put("\n")
        else:
            self.open = None
            inside: list[Any] = []
            if tag != "p":
                assert (tag == "li") == (self.within[-1][0] in ("ul", "ol"))
                self.within[-1][1].append(inside if tag == "li" else [{"ul": "ul", "ol": "ol", "blockquote": "quote"}[tag], inside])
                self.within.append((tag, inside))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.href = ""
        elif tag in self.looks:
            self.looks[tag] -= 1
        else:
            self.open = None
            assert tag == "p" or self.within.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for sign in data.replace("\n", ""):
            # White space at the beginning of a line is that of the page, not of the text.
            if sign != " " or (self.open and self.open[-1][0] != "\n"):
                self._put(sign)

    def _put(self, sign: str) -> None:
        if self.open is None:
            assert self.within[-1][0] not in ("ul", "ol"), "words between items"
            self.open = []
            self.within[-1][1].append(["p", self.open])
        shown = not sign.isspace()
        self.open.append((sign, shown and self.looks["strong"] > 0, shown and self.looks["em"] > 0, self.href))


def _paragraphs(tree: list[Any]) -> Iterator[list[Sign]]:
    for part in tree:
        if isinstance(part, list) and part and part[0] == "p":
            yield part[1]
        elif isinstance(part, list):
            yield from _paragraphs(part)


def _without_looks(value: Any) -> Any:
    if isinstance(value, tuple):
        return value[0], value[3]
    return [_without_looks(part) for part in value] if isinstance(value, list) else value


def _shape(value: Any) -> Any:
    return ["p"] if value[:1] == ["p"] else [_shape(part) for part in value] if isinstance(value, list) else value


def _looks_touch(signs: list[Sign]) -> bool:
    pairs = pairwise(signs)
    return any(one[1:3] != other[1:3] and not one[0].isspace() and not other[0].isspace() for one, other in pairs)


def _items(some: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    for block in some:
        if isinstance(block, Listing):
            yield from block.items
            for item in block.items:
                yield from _items(item)
        elif not isinstance(block, Paragraph):
            yield from _items(block.blocks)


def _bare(text: str) -> str:
    """The signs that can be seen, whichever way they are composed. (The order of marks, too, is a matter of composing.)"""
    return "".join(sign for sign in unicodedata.normalize("NFD", text.replace("\ufeff", "")) if not sign.isspace())

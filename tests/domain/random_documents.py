"""Documents at random: whatever the schema lets stand in a text, written with the co-editing library alone.

A document is described by plain values: a paragraph as ("paragraph", lines), in which a line is a list of texts that stand next to
each other, a text a list of words with their looks, and a hard break stands between two lines; ("blockquote", blocks); and
("bulletList" or "orderedList", items), in which an item is a list of blocks. Anything may be empty.
"""

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from workshops.bounds import HEAPED
from workshops.prose.tree import DEEPEST
from workshops.texts.text import SEED, Text, with_update

Written = tuple[str, list[Any]]

SNAGS = [
    "**", "*", "***", "_", "__", "`", "```", "~~~", "~~", "# ", "## ", "#", "- ", "-", "+ ", "* ", "1. ", "12) ", "3.", "> ", ">", "---",
    "===", "=", "|", "|-|-|", ":-", ":--|", "    ", "  ", " ", "\u00a0", "\t", "\n", "\\", "\\\\", "<b>", "</p>", "<!-- x -->", "<?php",
    "<![CDATA[", "[", "]", "](http://a.b/c)", "](javascript:x)", "[a]: http://a.b", "[^1]", "![", "<http://a.b>", "http://a.b", "a@b.c",
    "&lt;", "&amp;", "&copy;", "&#42;", "&#8238;", "&#x202e;", "&", ";", "(", ")", "!", ".", "'", '"', "a", "b", "É", "e\u0301", "\u0301",
    "€", "“", "日本", "العربية", "עברית", "\u200f", "\u200d", "👩‍🌾", "😀", "𝒜", "1", "9", "x", "\ufeff", "\u2028", "{: #id }", "*[a]: b",
]  # fmt: skip
DECEIVING = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
signs = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=DECEIVING)
words = st.lists(st.sampled_from(SNAGS) | st.text(signs, max_size=3), min_size=1, max_size=4).map("".join)
looks = st.fixed_dictionaries(
    {},
    optional={
        "bold": st.just({}),
        "italic": st.just({}),
        "link": st.sampled_from(["http://a.b", "https://a.b/?c=1&d=2", "mailto:a@b.c", "HTTPS://ä.b/(x)*_`[ &copy;"]).map(
            lambda url: {"href": url}
        ),
    },
)
texts = st.lists(st.tuples(words, looks), max_size=4)
lines = st.lists(texts, max_size=3).filter(lambda line: not HEAPED.search("".join(words for text in line for words, _ in text)))
paragraphs = st.tuples(st.just("paragraph"), st.lists(lines, max_size=3))


@st.composite
def blocks(draw: st.DrawFn, room: int = DEEPEST, most: int = 3) -> list[Written]:
    """Blocks in which others stand as deep as the schema allows, and not more of them than a person can read."""
    return [draw(_block(room, most)) for _ in range(draw(st.integers(0, most)))]


def _block(room: int, most: int) -> st.SearchStrategy[Written]:
    kinds = [paragraphs]
    if room >= 1:
        kinds.append(st.tuples(st.just("blockquote"), blocks(room - 1, max(1, most - 1))))
    if room >= 2:
        items = st.lists(blocks(room - 2, max(1, most - 1)), max_size=most)
        kinds += [st.tuples(st.just(kind), items) for kind in ("bulletList", "orderedList")]
    return st.one_of(kinds)


def text_with(written: list[Written], client: int = 77) -> Text:
    """A text in which somebody has written this, below the empty paragraph that each begins with."""
    doc: Doc[Any] = Doc(client_id=client)
    root = doc.get("text", type=XmlFragment)
    doc.apply_update(SEED)
    before = doc.get_state()
    with doc.transaction():
        _write_blocks(root.children, written)
    return with_update(Text(), doc.get_update(before), "p1", 0, "o1")


def words_of(written: list[Written]) -> Iterator[str]:
    """All words of a description, in order."""
    for kind, inside in written:
        if kind == "paragraph":
            yield from (words for line in inside for text in line for words, _ in text)
        elif kind == "blockquote":
            yield from words_of(inside)
        else:
            for item in inside:
                yield from words_of(item)


def _write_blocks(children: Any, written: list[Written]) -> None:
    for kind, inside in written:
        element = XmlElement(kind)
        children.append(element)
        if kind == "paragraph":
            _write_lines(element.children, inside)
        elif kind == "blockquote":
            _write_blocks(element.children, inside)
        else:
            for item in inside:
                element.children.append(line := XmlElement("listItem"))
                _write_blocks(line.children, item)


def _write_lines(children: Any, lines: list[Any]) -> None:
    for number, line in enumerate(lines):
        if number:
            children.append(XmlElement("hardBreak"))
        for runs in line:
            children.append(text := XmlText())
            for words, looks in runs:
                text.insert(len(text), words, looks)

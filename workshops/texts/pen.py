"""The document of one writer, as their editor has it: for whoever writes without a browser.

What is written comes back as an update, to be sent; what others write is taken in as the server tells of it.
"""

from collections.abc import Iterator
from typing import Any

from pycrdt import XmlElement, XmlText

from workshops.prose.spelling import spell
from workshops.prose.tree import Block, Run
from workshops.texts.copy import Copy
from workshops.texts.drawing import looks_of, redraw
from workshops.texts.schema import read_document
from workshops.texts.update import Unreadable


class Caret:
    """A place in a line, before a word that stands there. What is written at it stands before it; it moves with all that is."""

    def __init__(self, line: XmlText, after: str) -> None:
        self.line = line
        self.at = _size(after)
        self._watching = line.observe(self._move)

    def _move(self, event: Any) -> None:
        here = 0
        for step in event.delta:
            if "insert" in step:
                size = _size(step["insert"])
                self.at += size if here <= self.at else 0
                here += size
            elif "delete" in step:
                self.at -= min(step["delete"], max(0, self.at - here))
            else:
                here += step["retain"]


class Pen:
    """A writer's document. It begins without anything; `client` is an id under which nobody else writes."""

    def __init__(self, client: int) -> None:
        self._copy = Copy(client)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its tree. Raises Refused for what no text may hold."""
        return read_document(self._copy.fragment)

    @property
    def content(self) -> str:
        """Its canonical Markdown. Raises Refused as `blocks`."""
        return spell(self.blocks)

    @property
    def vector(self) -> bytes:
        """Its state vector: what it knows of the text."""
        return self._copy.state()

    def take(self, update: bytes) -> None:
        """Takes in what others wrote, and all that this builds on must have come before. Raises Unreadable."""
        if self._copy.taken_in(update) is None:
            raise Unreadable("no update that the library takes in")

    def put(self, wanted: tuple[Block, ...]) -> bytes:
        """Says what this tree says, leaving alone what it begins and ends with already; the update, b"" where that is all."""
        return self._copy.edited(lambda fragment: redraw(fragment, wanted))

    def caret(self, line: int, after: int) -> Caret:
        """A caret behind so many characters of a line. Lines are counted from 0, in the order of reading, those without words left out."""
        words = list(_lines(self._copy.fragment.children))[line]
        return Caret(words, "".join(part for part, _ in words.diff())[:after])

    def write(self, caret: Caret, words: Run) -> bytes:
        """Writes words of one line, and of one look, at a caret; the update."""
        return self._copy.edited(lambda _: caret.line.insert(caret.at, words.text, looks_of(words)))


def _lines(children: Any) -> Iterator[XmlText]:
    for child in children:
        if isinstance(child, XmlElement):
            yield from _lines(child.children)
        elif len(child):
            yield child


def _size(words: str) -> int:
    # The library counts the bytes of UTF-8.
    return len(words.encode())

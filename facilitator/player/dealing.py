"""A text dealt out among those who write it at the same time, so that its words stand in order whoever is faster.

First one of them lays it out: all lists, quotes and lines, and in every line the last word of each stretch. Then everybody writes
their stretches, each before the word that it ends with. No two write at the same place, though they may in the same line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from workshops.prose.markdown import fit
from workshops.prose.reading import read
from workshops.prose.tree import Block, Listing, Paragraph, Quote, Run
from workshops.texts.text import FIRST_CLIENT, Text, with_content

LONGEST = 12
"""Words of one stretch: about a sentence."""
AT_ONCE = 3
"""Words that are written at once."""

_WORDS = re.compile(r"\n|[^\S\n]*\S+[^\S\n]*|[^\S\n]+")


class Stretch(Struct, frozen=True):
    """What one person writes in a line, piece by piece, once the layout has `after` characters before it there."""

    line: int
    after: int
    pieces: tuple[Run, ...]


def drawn(content: str) -> tuple[Block, ...]:
    """What a text says that this Markdown was put into: in a document line breaks have no look. Raises UnfitText and Refused."""
    return with_content(Text(), read(fit(content)), FIRST_CLIENT, "", 0, "").blocks


def laid_out(now: tuple[Block, ...], wanted: tuple[Block, ...], writers: int) -> tuple[tuple[Block, ...], list[Stretch]]:
    """The layout of a text that says `now` and shall say `wanted`, and the stretches that are then to be written.

    Blocks that it begins and ends with already stand in the layout as they are.
    """
    first = _alike(now, wanted)
    last = len(wanted) - min(_alike(now[::-1], wanted[::-1]), len(wanted) - first, len(now) - first)
    words = sum(len(list(_words(runs))) for runs in _paragraphs(wanted[first:last]))
    longest = min(LONGEST, max(2, words // writers))
    layout = _Layout()
    blocks = [layout.block(block, longest if first <= at < last else 1) for at, block in enumerate(wanted)]
    return tuple(blocks), layout.stretches


class _Layout:
    """A layout as far as it has come; `line` is the number of the next line."""

    def __init__(self) -> None:
        self.line = 0
        self.stretches: list[Stretch] = []

    def block(self, block: Block, longest: int) -> Block:
        """A block of the layout. With stretches of one word it is the whole block, and nothing is left to write."""
        if isinstance(block, Paragraph):
            return Paragraph(self._runs(block.runs, longest))
        if isinstance(block, Quote):
            return Quote(self._blocks(block.blocks, longest))
        return Listing(block.numbered, tuple(self._blocks(item, longest) for item in block.items))

    def _blocks(self, blocks: tuple[Block, ...], longest: int) -> tuple[Block, ...]:
        return tuple(self.block(block, longest) for block in blocks)

    def _runs(self, runs: tuple[Run, ...], longest: int) -> tuple[Run, ...]:
        laid: list[Run] = []
        for is_break, group in groupby(_words(runs), lambda word: word.text == "\n"):
            words = list(group)
            laid += words if is_break else self._words_of_line(words, longest)
        return tuple(_joined(laid))

    def _words_of_line(self, words: list[Run], longest: int) -> list[Run]:
        laid: list[Run] = []
        number = -(-len(words) // longest)
        for start, end in ((len(words) * at // number, len(words) * (at + 1) // number) for at in range(number)):
            *written, last = words[start:end]
            if written:
                self.stretches.append(Stretch(self.line, sum(len(word.text) for word in laid), tuple(_pieces(written))))
            laid.append(last)
        self.line += 1
        return laid


def _alike(now: tuple[Block, ...], wanted: tuple[Block, ...]) -> int:
    """How many blocks both begin with."""
    pairs = zip(now, wanted, strict=False)
    return next((at for at, (mine, other) in enumerate(pairs) if mine != other), min(len(now), len(wanted)))


def _paragraphs(blocks: Iterable[Block]) -> Iterator[tuple[Run, ...]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.runs
        elif isinstance(block, Quote):
            yield from _paragraphs(block.blocks)
        else:
            yield from (runs for item in block.items for runs in _paragraphs(item))


def _words(runs: tuple[Run, ...]) -> Iterator[Run]:
    """Each word by itself with the blanks around it; a line break too."""
    for run in runs:
        for word in _WORDS.findall(run.text):
            yield _like(run, word)


def _pieces(words: list[Run]) -> Iterator[Run]:
    for at in range(0, len(words), AT_ONCE):
        yield from _joined(words[at : at + AT_ONCE])


def _joined(words: Iterable[Run]) -> Iterator[Run]:
    for _, alike in groupby(words, lambda word: (word.bold, word.italic, word.href)):
        first, *others = alike
        yield _like(first, first.text + "".join(other.text for other in others))


def _like(run: Run, text: str) -> Run:
    return Run(text, run.bold, run.italic, run.href)

"""A text as a tree: paragraphs, lists and quotes, and in them runs of words. This is all that restricted Markdown can say.

A tree is in its normal form: adjacent lists of one kind are one list, nothing in it is empty, no white space stands where Markdown
would lose it. Whoever reads one, from Markdown or from a co-edited text, makes it of the functions below.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, groupby

from msgspec import Struct

# How deep lists and quotes may stand in each other: a quote counts one, a list two.
DEEPEST = 12
_BREAK = re.compile(r"\s*\n\s*")


class Run(Struct, frozen=True):
    """Words of one look. A line feed in `text` is a hard line break; `href` is "" where there is no link."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


class Paragraph(Struct, frozen=True):
    """A paragraph. It is never empty and neither begins nor ends with white space."""

    runs: tuple[Run, ...]


class Listing(Struct, frozen=True):
    """A bullet list, or a numbered one, which counts from 1. Every item begins with words or a quote."""

    numbered: bool
    items: tuple[tuple["Block", ...], ...]


class Quote(Struct, frozen=True):
    """What somebody else said."""

    blocks: tuple["Block", ...]


Block = Paragraph | Listing | Quote


def words_of(runs: tuple[Run, ...]) -> str:
    """The bare words of these runs."""
    return "".join(run.text for run in runs)


def paragraph_of(runs: Iterable[Run]) -> list[Block]:
    """A paragraph of these runs, none where nothing is left of them."""
    tidy = _tidy(tuple(runs))
    return [Paragraph(tidy)] if tidy else []


@lru_cache(maxsize=4096)
def _tidy(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    # Remembered, since of a text that is being written all paragraphs but one are what they were.
    return tidy_runs(list(runs))


def quote_of(blocks: tuple[Block, ...]) -> list[Block]:
    """A quote of these blocks, none where there are none."""
    return [Quote(blocks)] if blocks else []


def listing_of(numbered: bool, items: Iterable[tuple[Block, ...]]) -> list[Block]:
    """A list of these items, none where nothing is in them."""
    found: list[tuple[Block, ...]] = []
    for item in items:
        # A list that stands in an item before any words has nothing to hang from: its items are lifted.
        while item and isinstance(item[0], Listing):
            found += item[0].items
            item = item[1:]
        found += [item] if item else []
    return [Listing(numbered, tuple(found))] if found else []


def joined(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Neighbours that any reader would draw as one become one: two lists of a kind, two quotes."""
    found: list[Block] = []
    for _, alike in groupby(blocks, lambda block: (type(block), isinstance(block, Listing) and block.numbered)):
        first, *others = alike
        if isinstance(first, Listing):
            items = chain(first.items, *(other.items for other in others if isinstance(other, Listing)))
            found.append(Listing(first.numbered, tuple(items)))
        elif isinstance(first, Quote):
            found.append(Quote(joined(chain(first.blocks, *(other.blocks for other in others if isinstance(other, Quote))))))
        else:
            found += [first, *others]
    return tuple(found)


def tidy_runs(runs: list[Run]) -> tuple[Run, ...]:
    """The runs in normal form: NFC, no white space at either end, beside a break or at the edge of a link; equal looks joined."""
    merged = _merged(runs)
    if all(run == Run(run.text) for run in merged):
        # As most paragraphs are, and ten times as fast as sign by sign.
        plain = _BREAK.sub("\n", unicodedata.normalize("NFC", words_of(merged))).strip()
        return (Run(plain),) if plain else ()
    signs: list[Run] = []
    for run in merged:
        for sign in unicodedata.normalize("NFC", run.text):
            if sign.isspace() and (not signs or signs[-1].text == "\n"):
                continue
            while sign == "\n" and signs[-1].text.isspace():
                signs.pop()
            # A break has no look: in a co-edited text it is an element, which can carry none.
            signs.append(Run(sign) if sign == "\n" else Run(sign, run.bold, run.italic, run.href))
    while signs and signs[-1].text.isspace():
        signs.pop()
    return _merged(_links_trimmed(signs))


def _links_trimmed(signs: list[Run]) -> list[Run]:
    trimmed = list(signs)
    for way in (1, -1):
        inside = ""
        for at in range(len(trimmed))[::way]:
            sign = trimmed[at]
            if sign.href != inside and sign.text.isspace():
                trimmed[at] = Run(sign.text, sign.bold, sign.italic)
            inside = trimmed[at].href
    return trimmed


def _merged(runs: list[Run]) -> tuple[Run, ...]:
    merged: list[Run] = []
    pending: list[str] = []
    for run in runs:
        if merged and (merged[-1].bold, merged[-1].italic, merged[-1].href) == (run.bold, run.italic, run.href):
            pending.append(run.text)
            continue
        if merged:
            merged[-1] = Run("".join(pending), merged[-1].bold, merged[-1].italic, merged[-1].href)
        merged.append(run)
        pending = [run.text]
    if merged:
        merged[-1] = Run("".join(pending), merged[-1].bold, merged[-1].italic, merged[-1].href)
    return tuple(run for run in merged if run.text)

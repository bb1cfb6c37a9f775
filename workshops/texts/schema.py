"""What may stand in a document, and the tree that it says.

Elements may be empty: two people who delete at once can leave a list without items, and nobody has done anything wrong. They
say nothing, and the tree leaves them out. What no meeting of honest edits can bring about is refused: an element in a place
that is not its own, a link that leads elsewhere, characters that deceive, more than a text may hold.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pycrdt import XmlElement, XmlFragment, XmlText
from pycrdt._pycrdt import XmlElement as Element
from pycrdt._pycrdt import XmlText as Words

from workshops.bounds import HEAPED
from workshops.prose.links import leads_somewhere, safe_url
from workshops.prose.signs import UnfitText, fit
from workshops.prose.tree import DEEPEST, Block, Run, joined, listing_of, paragraph_of, quote_of, words_of
from workshops.refusal import Refused

VERSION = 1
"""Of the schema: raised whenever a document may hold what an older page does not know, and would take out."""
MOST_WORDS = 64 * 1024
"""Bytes (UTF-8) of the words and addresses in one text."""
MOST_PIECES = 24_000
"""Elements of one text, and stretches of one look: a list of 6 000 lines. With more, reading it would hold others up."""
LONGEST_LINK = 20_000
"""As long as a whole text was before it was co-edited, so that none that was taken in then is unfit now; editors make shorter ones."""

LISTS = {"bulletList": False, "orderedList": True}
"""The lists, and whether they are numbered."""

MISPLACED = ("unknown_form", "This holds something that a text cannot have. Please reload the page.")
TOO_DEEP = ("too_deep", "Lists and quotes stand too deep in each other. Please write it flatter.")
TOO_LONG = ("too_long", "A text has room for 64 KB of words. Please shorten it first.")
TOO_MANY = ("too_long", "This text has more lines and changes of look than it has room for. Please make it simpler first.")


def read_document(fragment: XmlFragment) -> tuple[Block, ...]:
    """The tree of a document, in its normal form. Raises Refused for what may not stand in it."""
    with fragment.doc.transaction() as transaction:
        reading = _Reading(transaction._txn)  # noqa: SLF001
        return joined(reading.blocks(reading.children(fragment.integrated), DEEPEST))


def read_alone(child: XmlElement | XmlText | XmlFragment) -> tuple[Block, ...]:
    """What one child of a fragment says by itself. Raises Refused."""
    with child.doc.transaction() as transaction:
        return tuple(_Reading(transaction._txn).blocks([child.integrated], DEEPEST))  # noqa: SLF001


class _Reading:
    """One reading of a document in one transaction, which counts its words and pieces.

    It reads what the library keeps below its own elements: those begin and end a transaction at each look, and a text is read at
    every edit.
    """

    def __init__(self, transaction: Any) -> None:
        self._transaction = transaction
        self._left = MOST_WORDS
        self._pieces = MOST_PIECES

    def children(self, within: Any) -> list[Any]:
        """What stands in an element."""
        children = list(within.children(self._transaction))
        # Threat: bare characters in an element. They count as its children and are none; editors show them, readers do not.
        if len(children) != within.len(self._transaction):
            raise Refused(*MISPLACED)
        self._count_pieces(len(children))
        return children

    def blocks(self, children: list[Any], room: int) -> Iterator[Block]:
        """The blocks that stand here; `room` is how deep others may still stand in them."""
        if room < 0:
            raise Refused(*TOO_DEEP)
        for child in children:
            match _tag(child):
                case "paragraph":
                    yield from paragraph_of(_unheaped(tuple(self._runs(child))))
                case "blockquote":
                    yield from quote_of(joined(self.blocks(self.children(child), room - 1)))
                case "bulletList" | "orderedList" as tag:
                    yield from listing_of(LISTS[tag], self._items(child, room - 2))
                case _:
                    raise Refused(*MISPLACED)

    def _items(self, listing: Element, room: int) -> Iterator[tuple[Block, ...]]:
        for item in self.children(listing):
            if _tag(item) != "listItem":
                raise Refused(*MISPLACED)
            yield joined(self.blocks(self.children(item), room))

    def _runs(self, paragraph: Element) -> Iterator[Run]:
        for child in self.children(paragraph):
            if isinstance(child, Words):
                yield from self._words(child)
            elif _tag(child) == "hardBreak" and not child.len(self._transaction):
                yield Run("\n")
            else:
                raise Refused(*MISPLACED)

    def _words(self, text: Words) -> Iterator[Run]:
        runs = text.diff(self._transaction)
        self._count_pieces(len(runs))
        before = ""
        for words, looks in runs:
            if not isinstance(words, str):
                raise Refused(*MISPLACED)
            href = ((looks or {}).get("link") or {}).get("href", "")
            self._left -= len((words + href if href != before else words).encode(errors="surrogatepass"))
            if self._left < 0:
                raise Refused(*TOO_LONG)
            yield self._run(words, looks or {}, href)
            before = href

    def _count_pieces(self, number: int) -> None:
        self._pieces -= number
        if self._pieces < 0:
            raise Refused(*TOO_MANY)

    def _run(self, words: str, looks: dict[str, Any], href: str) -> Run:
        if href and (len(href) > LONGEST_LINK or not leads_somewhere(href)):
            raise Refused("unfit_link", "A link begins with https://, http:// or mailto: and has at most 20 000 characters.")
        try:
            return Run(_fitting(words), looks.get("bold") is not None, looks.get("italic") is not None, safe_url(href))
        except UnfitText as unfit:
            raise Refused("unfit_text", str(unfit)) from unfit


def _tag(child: Any) -> str:
    return str(child.tag()) if isinstance(child, Element) else ""  # type: ignore[attr-defined]  # not in its stub


# Both are remembered: of a text that is being written, all paragraphs but one are what they were.
@lru_cache(maxsize=4096)
def _fitting(words: str) -> str:
    return fit(words.replace("\n", " ")).replace("\n", " ")


@lru_cache(maxsize=4096)
def _unheaped(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    # Threat: marks heaped on one letter, a few from each of many texts that stand next to each other.
    words = words_of(runs)
    if not words.isascii() and HEAPED.search(words):
        raise Refused("unfit_text", "This text heaps too many marks on one letter. Please type it again.")
    return runs

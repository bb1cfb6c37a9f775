"""Words that two people moved at once.

To split a paragraph, or to make it a list, an editor takes words out and puts a copy of them in elsewhere. Where two do so at once there
are two copies. The first that was stored stays; of the second those words are taken out that were moved before.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct
from pycrdt import XmlFragment, XmlText

from workshops.texts.rescue import Ranges, texts_in
from workshops.texts.update import Part

FEWEST = 6
"""Characters of the shortest copy. Fewer may as well have been typed, and rather stand there twice than not at all."""
MOST_COMPARED = 200_000
"""Characters put in, times stretches of words taken out. Nobody moves so many at once, and to compare more would hold others up."""
SURE = 6
"""Characters of a piece that is no chance likeness, wherever in a copy it stands."""


class Piece(Struct, frozen=True):
    """Words that an update deletes; `gone`: they were deleted before."""

    words: str
    gone: bool


def deleted_words(parts: Iterable[Part], named: Iterable[Part], gone: list[Part]) -> list[Piece]:
    """The words that an update names as deleted, piece by piece; `parts` hold all that was ever written, `gone` what was deleted before."""
    written, before = Ranges(part for part in parts if part.words), Ranges(gone)
    pieces = [
        Piece(words, within)
        for one in named
        for part in written.overlapping(one)
        for words, within in _cut(part, max(part.clock, one.clock), min(part.clock + part.size, one.clock + one.size), before)
    ]
    return sorted(pieces, key=lambda piece: -len(piece.words))


def _cut(part: Part, start: int, end: int, gone: Ranges) -> Iterator[tuple[str, bool]]:
    """The characters from `start` to `end` of a part, cut where what is gone begins and ends."""
    units = part.words.encode("utf-16-le")

    def words(first: int, after: int) -> str:
        return units[2 * (first - part.clock) : 2 * (after - part.clock)].decode("utf-16-le", errors="replace")

    at = start
    for one in gone.overlapping(Part(part.client, start, end - start)):
        first, after = max(at, one.clock), min(end, one.clock + one.size)
        if at < first:
            yield words(at, first), False
        if first < after:
            yield words(first, after), True
            at = after
    if at < end:
        yield words(at, end), False


def copied_again(written: str, pieces: list[Piece]) -> str | None:
    """What stays of words that were put in at once, where they are a copy of these pieces, some of them gone; None where they are not.

    A copy begins with a piece, and the next follows. Where the mover had typed in between, a piece may go on after that; of such
    parts only those that are long enough are known again. A piece of which only a part is found is no part of a copy: somebody types
    a word that begins like one that was deleted, and nothing of that may be taken.
    """
    left = list(pieces)
    torn: list[Piece] = []
    stays, at, end, gone = "", 0, 0, 0
    while at < len(written):
        piece = max([*left, *torn], key=lambda one: _alike(written, at, one.words), default=None)
        size = _alike(written, at, piece.words) if piece is not None else 0
        if piece is None or not (size >= SURE or (at == end and size == len(piece.words))):
            stays += written[at]
            at += 1
            continue
        (torn if piece in torn else left).remove(piece)
        torn += [Piece(piece.words[size:], piece.gone)] if size < len(piece.words) else []
        gone += size if piece.gone else 0
        stays += "" if piece.gone else piece.words[:size]
        at = end = at + size
    return stays if gone >= FEWEST and not torn else None


def _alike(written: str, at: int, words: str) -> int:
    """How many characters of `words` stand in `written` from here on."""
    for size, sign in enumerate(words):
        if not written.startswith(sign, at + size):
            return size
    return len(words)


def take_out_copies(before: XmlFragment, after: XmlFragment, new: Iterable[Part], pieces: list[Piece]) -> None:
    """Takes out of `after` what the new parts of an update copied though it had been moved already."""
    changed = list(_changed(before, after))
    for part in new:
        stays = copied_again(part.words, pieces)
        if stays is None:
            continue
        found = [at for at, (_, words) in enumerate(changed) if part.words in words]
        for at in sorted(found, key=lambda at: not changed[at][1].startswith(part.words))[:1]:
            text, words = changed[at]
            start = len(words[: words.index(part.words)].encode())
            del text[start : start + len(part.words.encode())]
            if stays:
                text.insert(start, stays)
            changed[at] = (text, words.replace(part.words, stays, 1))


def _changed(before: XmlFragment, after: XmlFragment) -> Iterator[tuple[XmlText, str]]:
    """The texts of `after` that do not stand in `before` as well."""
    known = Counter(words for _, words in texts_in(before))
    for text, words in texts_in(after):
        if known[words]:
            known[words] -= 1
        else:
            yield text, words

"""Words that two people moved at once.

To split a paragraph, or to make it a list, an editor takes words out and puts a copy of them in elsewhere. Where two do so at once there
are two copies. The first that was stored stays; of the second those words are taken out that were moved before.

Our own pages say which words are a copy of which (`repeated`). Of an update that comes without that, it is guessed from the words
(`copied_again`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Annotated

from msgspec import Meta, Struct
from pycrdt import XmlFragment, XmlText

from workshops.texts.pieces import Piece
from workshops.texts.rescue import Ranges, texts_in
from workshops.texts.update import Clocks, Part, halves_of

FEWEST = 6
"""Characters of the shortest copy. Fewer may as well have been typed, and rather stand there twice than not at all."""
MOST_MOVED = 500
"""Stretches that a page says it has moved, in one update (static/app/writing/delivery.js): they fit into a message beside it."""
MOST_COMPARED = 200_000
"""Characters put in, times stretches of words taken out. Nobody moves so many at once, and to compare more would hold others up."""
SURE = 6
"""Characters of a piece that is no chance likeness, wherever in a copy it stands."""


def settled(pieces: list[Piece], typed: Iterable[Piece], put_in: int) -> list[Piece]:
    """The pieces in which copies are looked for, the longest first; `typed` are those that the update put in itself and deleted again.

    Words typed into what was then moved are such, and a part of the copy. But what was moved twice is no piece of its own. None where
    so many characters are `put_in` that it would take too long.
    """
    if put_in * len(pieces) > MOST_COMPARED:
        return []

    def is_copied(words: str) -> bool:
        return any(words in piece.words for piece in pieces) or len(copied_again([words], pieces)[0]) < len(words)

    return sorted([*pieces, *(piece for piece in typed if not is_copied(piece.words))], key=lambda piece: -len(piece.words))


def copied_again(written: list[str], pieces: list[Piece]) -> list[list[int]]:
    """Which characters stay of each stretch that an update put in, where it is a copy of these pieces, some of them gone.

    A copy begins with a piece, and the next follows. Where the mover had typed in between, a piece may go on after that, and where the
    mover moved a part of the copy once more, it goes on in a later stretch; of such parts only those that are long enough are known
    again. A piece of which only a part is found is no part of a copy: somebody types a word that begins like one that was deleted, and
    nothing of that may be taken.
    """
    stays, left = [list(range(len(words))) for words in written], list(pieces)
    every = tuple(range(len(written)))
    for some in [*((number,) for number in every), every, every[::-1]]:
        found = _whole(["".join(written[number][at] for at in stays[number]) for number in some], left)
        if sum(one.end - one.start for one in found if one.piece.gone) < FEWEST:
            continue
        for one in reversed(found):
            if one.piece.gone:
                del stays[some[one.stretch]][one.start : one.end]
        known = {id(one.piece) for one in found}
        left = [piece for piece in left if id(piece) not in known]
    return stays


class Move(Struct, frozen=True, array_like=True):
    """So many characters from `to_clock` on are a copy of those from `clock` on, which their writer took out."""

    client: Annotated[int, Meta(ge=0, lt=2**53)]
    clock: Annotated[int, Meta(ge=0, lt=2**31)]
    size: Annotated[int, Meta(ge=1, lt=2**31)]
    to_client: Annotated[int, Meta(ge=0, lt=2**53)]
    to_clock: Annotated[int, Meta(ge=0, lt=2**31)]

    @property
    def source(self) -> Part:
        """What was taken out."""
        return Part(self.client, self.clock, self.size)


def repeated(moved: Iterable[Move], new: list[Part], gone: Iterable[Part], known: Clocks) -> list[Part]:
    """The characters of `new` words that are a copy of what was `gone` before, or a copy of such a copy; `moved` in the order it was done.

    A copy that is `known` already was stored with an earlier update, which now comes again: it was its sender who took out what it copies.
    """
    added, halves = Ranges(new), halves_of(new)
    before, again = Ranges(gone), dict[int, list[Part]]()
    found: list[Part] = []
    for move in moved:
        if move.to_clock < known.get(move.to_client, 0):
            continue
        source = move.source
        for one in [*before.overlapping(source), *again.get(move.client, ())]:
            start, end = max(one.clock, source.clock), min(one.clock + one.size, source.clock + source.size)
            at = move.to_clock + start - move.clock
            # Threat: a page that says so of half a character.
            if start >= end or not halves.isdisjoint({(move.to_client, at), (move.to_client, at + end - start)}):
                continue
            copy = Part(move.to_client, at, end - start)
            again.setdefault(copy.client, []).append(copy)
            found += _common(copy, added)
    return found


def _common(part: Part, ranges: Ranges) -> Iterator[Part]:
    for one in ranges.overlapping(part):
        start, end = max(part.clock, one.clock), min(part.clock + part.size, one.clock + one.size)
        yield Part(part.client, start, end - start)


class Found(Struct, frozen=True):
    """Characters `start` to `end` of the stretch with this number are words of this piece."""

    stretch: int
    start: int
    end: int
    piece: Piece


def _whole(stretches: list[str], pieces: list[Piece]) -> list[Found]:
    """Where in these stretches words of pieces stand, of those alone that are there whole."""
    rests = [(piece.words, piece) for piece in pieces]
    found: list[Found] = []
    for number, words in enumerate(stretches):
        at = end = 0
        while at < len(words):
            # Of two that are alike the one that is no copy: a page may say again what it took out before, and has moved twice.
            nearest = max(rests, key=lambda rest: (_alike(words, at, rest[0]), not rest[1].gone), default=("", None))
            size = _alike(words, at, nearest[0])
            if nearest[1] is None or not (size >= SURE or (at == end and size == len(nearest[0]))):
                at += 1
                continue
            size = _torn(nearest[0], words, at, size)
            rests.remove(nearest)
            rests += [(nearest[0][size:], nearest[1])] if size < len(nearest[0]) else []
            found.append(Found(number, at, at + size, nearest[1]))
            at = end = at + size
    torn = {id(piece) for _, piece in rests}
    return [one for one in found if id(one.piece) not in torn]


def _torn(piece: str, words: str, at: int, size: int) -> int:
    """How much of a piece stands here, where so many characters are alike: what was typed in between may begin as the rest of it does."""
    between = piece.rfind(" ", 0, size) + 1
    return between if size < len(piece) and between >= SURE and piece[between:] in words[at + between :] else size


def _alike(written: str, at: int, words: str) -> int:
    """How many characters of `words` stand in `written` from here on."""
    for size, sign in enumerate(words):
        if not written.startswith(sign, at + size):
            return size
    return len(words)


def take_out_copies(before: XmlFragment, after: XmlFragment, put_in: list[list[str]], pieces: list[Piece]) -> None:
    """Takes out of `after` what these stretches, which an update put in, copied though it had been moved already."""
    changed = list(_changed(before, after))
    for runs, stays in zip(put_in, copied_again(["".join(runs) for runs in put_in], pieces), strict=True):
        if len(stays) == sum(map(len, runs)):
            continue
        found = ((at, places) for at, (_, words) in enumerate(changed) if (places := _places(words, runs)))
        for at, places in sorted(found, key=lambda one: one[1][0])[:1]:
            text, words = changed[at]
            for start, end in reversed(_without(stays, runs, places)):
                del text[len(words[:start].encode()) : len(words[:end].encode())]
                words = words[:start] + words[end:]
            changed[at] = (text, words)


def _places(words: str, runs: list[str]) -> list[int]:
    """Where in these words the runs stand, one after the other; none where one of them does not."""
    found: list[int] = []
    for run in runs:
        at = words.find(run, found[-1] + len(runs[len(found) - 1]) if found else 0)
        if at < 0:
            return []
        found.append(at)
    return found


def _without(stays: list[int], runs: list[str], places: list[int]) -> list[tuple[int, int]]:
    """The characters that do not stay, as ranges of the words in which the runs stand at these places."""
    kept, begins = set(stays), accumulate(map(len, runs), initial=0)
    ranges: list[tuple[int, int]] = []
    for begin, run, place in zip(begins, runs, places, strict=False):
        for at in (place + n for n in range(len(run)) if begin + n not in kept):
            if ranges and ranges[-1][1] == at:
                ranges[-1] = (ranges[-1][0], at + 1)
            else:
                ranges.append((at, at + 1))
    return ranges


def _changed(before: XmlFragment, after: XmlFragment) -> Iterator[tuple[XmlText, str]]:
    """The texts of `after` that do not stand in `before` as well."""
    known = Counter(words for _, words in texts_in(before))
    for text, words in texts_in(after):
        if known[words]:
            known[words] -= 1
        else:
            yield text, words

"""The words that an update takes out, and those that it puts in, in the pieces in which they stand in the text.

What was typed on without a break is one piece, however many updates brought it, up to where somebody put something in between.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

from workshops.texts.rescue import Ranges
from workshops.texts.update import Part


class Piece(Struct, frozen=True):
    """Words that an update deletes; `gone`: they were deleted before."""

    words: str
    gone: bool


def deleted_words(parts: Iterable[Part], beside: Iterable[Part], named: list[Part], gone: Iterable[Part]) -> Iterator[Piece]:
    """The words of these parts that an update names as deleted; `gone`: what was deleted before it, `beside`: what else was ever put in."""
    before, written = Ranges(gone), Ranges(_pieces(parts, beside))
    for one in named:
        for part in written.overlapping(one):
            for words, within in _cut(part, max(part.clock, one.clock), min(part.clock + part.size, one.clock + one.size), before):
                yield Piece(words, within)


def standing(new: list[Part], deleted: Iterable[Part]) -> list[list[str]]:
    """The stretches of words that an update puts in and does not delete again, each as the pieces that its own words tear it into."""
    ranges, torn = Ranges(deleted), Ranges(_pieces(new))
    found = []
    for part in _joined(new):
        pieces = [_cut(one, one.clock, one.clock + one.size, ranges) for one in torn.overlapping(part)]
        found.append([words for some in pieces for words, within in some if not within])
    return [runs for runs in found if runs]


def _pieces(parts: Iterable[Part], beside: Iterable[Part] = ()) -> Iterator[Part]:
    """Words joined where they were typed on, and cut where one of the parts, or of those beside them, was put in between."""
    parts = list(parts)
    cuts: dict[int, set[int]] = {}
    for part in [*parts, *beside]:
        if part.left is not None and not _goes_on(part):
            cuts.setdefault(part.left[0], set()).add(part.left[1] + 1)
        if part.right is not None:
            cuts.setdefault(part.right[0], set()).add(part.right[1])
    ordered = {client: sorted(clocks) for client, clocks in cuts.items()}
    for part in _joined(parts):
        yield from _cut_at(part, ordered.get(part.client, []))


def _goes_on(part: Part) -> bool:
    return part.left == (part.client, part.clock - 1)


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    last: Part | None = None
    for part in sorted((part for part in parts if part.words), key=lambda part: (part.client, part.clock)):
        if last is not None and (last.client, last.clock + last.size) == (part.client, part.clock) and _goes_on(part):
            last = Part(last.client, last.clock, last.size + part.size, last.words + part.words)
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last


def _cut_at(part: Part, cuts: list[int]) -> Iterator[Part]:
    end = part.clock + part.size
    for start, after in pairwise([part.clock, *(clock for clock in cuts if part.clock < clock < end), end]):
        yield Part(part.client, start, after - start, _between(part, start, after))


def _between(part: Part, start: int, after: int) -> str:
    units = part.words.encode("utf-16-le")
    return units[2 * (start - part.clock) : 2 * (after - part.clock)].decode("utf-16-le", errors="replace")


def _cut(part: Part, start: int, end: int, gone: Ranges) -> Iterator[tuple[str, bool]]:
    """The characters from `start` to `end` of a part, cut where what is gone begins and ends."""
    at = start
    for one in gone.overlapping(Part(part.client, start, end - start)):
        first, after = max(at, one.clock), min(end, one.clock + one.size)
        if at < first:
            yield _between(part, at, first), False
        if first < after:
            yield _between(part, first, after), True
            at = after
    if at < end:
        yield _between(part, at, end), False

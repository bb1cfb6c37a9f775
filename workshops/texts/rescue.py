"""Words that nobody took out, and that an update would take along.

To make a paragraph a list, an editor takes the paragraph out and puts its words in elsewhere. What somebody else typed in it at the
same moment stands in what was taken out, and not in what was put in. Such words are put where the rest of their paragraph went,
or into a paragraph of their own, at the end.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from pycrdt import XmlElement, XmlFragment, XmlText

from workshops.texts.update import Clocks, Part

MOST_PLACED = 200
"""Stretches of words that are put where the rest of their paragraph went. More of them at once are no accident, and stand at the end."""


class Ranges:
    """Parts that do not overlap each other, to find those that overlap another.

    Threat: an update that names thousands of ranges, each of which would be held against thousands of parts.
    """

    def __init__(self, parts: Iterable[Part]) -> None:
        self._of: dict[int, list[Part]] = {}
        for part in sorted(parts, key=lambda part: part.clock):
            self._of.setdefault(part.client, []).append(part)

    def overlapping(self, one: Part) -> Iterator[Part]:
        """Those that have something in common with this one, in order."""
        own = self._of.get(one.client, [])
        at = max(0, bisect_right(own, one.clock, key=lambda part: part.clock) - 1)
        while at < len(own) and own[at].clock < one.clock + one.size:
            if own[at].clock + own[at].size > one.clock:
                yield own[at]
            at += 1


def taken_along(deleted: Iterable[Part], meant: Iterable[Part]) -> list[Part]:
    """What was deleted and not meant to be: ranges of `deleted` without those that the update itself names."""
    named = Ranges(meant)
    return [left for part in deleted for left in _without(part, named)]


def _without(part: Part, ranges: Ranges) -> Iterator[Part]:
    start, end = part.clock, part.clock + part.size
    for one in ranges.overlapping(part):
        if start < one.clock:
            yield Part(part.client, start, one.clock - start)
        start = max(start, one.clock + one.size)
    if start < end:
        yield Part(part.client, start, end - start)


def words_in(parts: Iterable[Part], ranges: list[Part], known: Clocks | None = None) -> list[str]:
    """The characters of `parts` that lie in these ranges, in the order of the parts; only what is new, where `known` is given."""
    wanted = Ranges(ranges)
    found: list[str] = []
    for part in parts:
        if not part.words or (known is not None and part.clock < known.get(part.client, 0)):
            continue
        units = part.words.encode("utf-16-le")
        for one in wanted.overlapping(part):
            start, end = max(part.clock, one.clock), min(part.clock + part.size, one.clock + one.size)
            found.append(units[2 * (start - part.clock) : 2 * (end - part.clock)].decode("utf-16-le", errors="replace"))
    return found


def put_back(before: XmlFragment, after: XmlFragment, words: list[str]) -> None:
    """Puts these words, which stood in `before`, into `after`."""
    left = _left_over(before, after, words) if len(words) <= MOST_PLACED else words
    if left:
        paragraph = XmlElement("paragraph")
        after.children.append(paragraph)
        paragraph.children.append(XmlText("".join(left)))


def _left_over(before: XmlFragment, after: XmlFragment, words: list[str]) -> list[str]:
    """Puts words where the rest of their paragraph went; those for which there is no such place."""
    now = list(texts_in(after))
    vanished = Counter(words for _, words in texts_in(before))
    vanished.subtract(words for _, words in now)
    left = list(words)
    for passage in [passage for passage, times in vanished.items() if times > 0]:
        base, pieces = _split(passage, left)
        home = next((text for text, words in now if words == base), None) if base.strip() and pieces else None
        if home is None:
            continue
        for at, piece in sorted(pieces, reverse=True):
            home.insert(len(base[:at].encode()), piece)
            left.remove(piece)
    return left


def _split(passage: str, words: list[str]) -> tuple[str, list[tuple[int, str]]]:
    """The passage without those of the words that are in it, and where in the rest each of them stood."""
    pieces: list[tuple[int, str]] = []
    for word in words:
        at = passage.find(word)
        if at >= 0:
            passage = passage[:at] + passage[at + len(word) :]
            pieces = [(place - len(word) if place > at else place, other) for place, other in pieces]
            pieces.append((at, word))
    return passage, pieces


def texts_in(within: Any) -> Iterator[tuple[XmlText, str]]:
    """Every text under an element, with its words."""
    for child in within.children:
        if isinstance(child, XmlText):
            yield child, "".join(words for words, _ in child.diff() if isinstance(words, str))
        elif isinstance(child, XmlElement):
            yield from texts_in(child)

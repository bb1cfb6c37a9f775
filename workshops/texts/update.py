"""What a Yjs update holds, read and not taken in: its parts, what it builds on, and what it deletes."""

from collections.abc import Iterable
from enum import StrEnum
from itertools import accumulate

from msgspec import Struct

Element = tuple[int, int]
"""The client that made it, and its number among all that this client has made."""
Clocks = dict[int, int]
"""For each client id the number of its elements that are known: a state vector."""


class Unreadable(ValueError):
    """These bytes are no update of a text that we know; the message says what is wrong, for a log."""


class Incomplete(Unreadable):
    """It says itself that elements before some of its own are left out."""


class Kind(StrEnum):
    """What a part is: an element or a text that others stand in, what stands in a text, or what was deleted, with or without its place."""

    ELEMENT = "element"
    TEXT = "text"
    WORDS = "words"
    DELETED = "deleted"
    GONE = "gone"


class Part(Struct, frozen=True):
    """Elements `clock` to `clock + size` of a client; `words` where they are characters, one for each unit of UTF-16.

    `left` and `right` are what it was put between. Where it has neither, `parent` is what it stands in, or None for the root.
    """

    client: int
    clock: int
    size: int
    words: str = ""
    kind: Kind = Kind.WORDS
    left: Element | None = None
    right: Element | None = None
    parent: Element | None = None


class Update(Struct, frozen=True):
    """What an update holds: its parts by client in order, the elements it builds on, and the ranges it deletes.

    `cuts` are the elements before which it puts something, or begins or ends to delete.
    """

    parts: tuple[Part, ...]
    built_on: frozenset[Element]
    deleted: tuple[Part, ...]
    cuts: frozenset[Element]

    def follows(self, known: Clocks) -> bool:
        """Is all that it builds on among `known` or in itself? Otherwise something before it is still missing."""
        after = self.after(known)
        if after is None:
            return False
        met = all(clock < after.get(client, 0) for client, clock in self.built_on)
        return met and all(one.clock + one.size <= after.get(one.client, 0) for one in self.deleted)

    def after(self, known: Clocks) -> Clocks | None:
        """What is known once it is taken in; None where a client's elements would leave a gap."""
        after = dict(known)
        for part in self.parts:
            if part.clock > after.get(part.client, 0):
                return None
            after[part.client] = max(after.get(part.client, 0), part.clock + part.size)
        return after

    def new_words(self, known: Clocks) -> int:
        """How many characters of text it adds to what is known."""
        ends = ((part.clock + part.size, part) for part in self.parts if part.words)
        return sum(min(part.size, max(0, end - known.get(part.client, 0))) for end, part in ends)

    def tears(self, known: Clocks, halves: frozenset[Element]) -> bool:
        """Does it part the two halves of a character, of its own or of a text with these second halves?

        Threat: the library keeps such a character whole on one side and counts on as if it were not, so that the same updates say
        something else when they are read again, and something else in browsers. No editor parts them.
        """
        both = halves | halves_of(self.parts)
        if not both:
            return False
        begun = {(part.client, known.get(part.client, 0)) for part in self.parts}
        return not both.isdisjoint(self.cuts | begun)


def new_words(parts: Iterable[Part], known: Clocks) -> list[Part]:
    """Those of these parts that are words, and not known yet."""
    return [part for part in parts if part.words and part.clock >= known.get(part.client, 0)]


def halves_of(parts: Iterable[Part]) -> frozenset[Element]:
    """The second halves of those characters that are two units of UTF-16."""
    found: set[Element] = set()
    for part in parts:
        # Only where there are fewer characters than units is any of them two units.
        if len(part.words) < part.size and part.words:
            units = accumulate((1 if sign < "\U00010000" else 2 for sign in part.words), initial=part.clock)
            found.update((part.client, at + 1) for at, sign in zip(units, part.words, strict=False) if sign >= "\U00010000")
    return frozenset(found)

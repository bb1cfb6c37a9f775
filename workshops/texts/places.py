"""Where each element of a document stands: whether in a text or beside other elements, and how deep.

The library, and every page, takes anything in anywhere. A look that stands beside paragraphs is counted by nobody, and no page can
show the document any more; ten thousand texts within each other end the page that reads them. No editor of ours makes either, so an
update is held against the places of all that is there before it is taken in.
"""

from bisect import bisect_right
from collections.abc import Iterable

from msgspec import Struct

from workshops.prose.tree import DEEPEST
from workshops.texts.update import Element, Kind, Part, Unreadable, Update

MOST_DEEP = DEEPEST + 4
"""Elements within each other: lists and quotes to their bound, a paragraph, a text."""
MOST_JUMPS = 2_000
"""Places at which one update puts something in, other than right after what it put in before. To sort in more takes others' time."""


class Place(Struct, frozen=True):
    """What something stands in: a text, or an element; and how deep that makes it."""

    in_text: bool
    depth: int


TOP = Place(False, 1)
"""Beside the first paragraph."""


class Places:
    """The place of every part that was taken in, and of each element and text what stands in it."""

    def __init__(self) -> None:
        self._starts: dict[int, list[int]] = {}
        self._places: dict[int, list[Place | None]] = {}
        self._within: dict[Element, Place] = {}

    @classmethod
    def of(cls, updates: Iterable[Update]) -> "Places":
        """The places in a document made of updates that were checked before."""
        places = cls()
        for update in updates:
            places.add(update.parts)
        return places

    def check(self, parts: Iterable[Part]) -> None:
        """Raises Unreadable for parts in a place that is not theirs."""
        new = _Tried(self, parts)
        jumps = 0
        for part in new.parts.values():
            place = new.place_of(part)
            jumps += part.left != (part.client, part.clock - 1) and part.parent is None
            if jumps > MOST_JUMPS:
                raise Unreadable("more places than an editor is at")
            if place is None or part.kind in (Kind.DELETED, Kind.GONE):
                continue
            if place.depth > MOST_DEEP or place.in_text != (part.kind is Kind.WORDS):
                raise Unreadable("something in a place that is not its own")

    def add(self, parts: Iterable[Part]) -> None:
        """These have been taken in."""
        new = _Tried(self, parts)
        found = [(part, new.place_of(part)) for part in new.parts.values()]
        for part, place in sorted(found, key=lambda one: (one[0].client, one[0].clock)):
            starts = self._starts.setdefault(part.client, [])
            if starts and part.clock <= starts[-1]:
                continue
            starts.append(part.clock)
            self._places.setdefault(part.client, []).append(place)
            if place is not None and part.kind in (Kind.ELEMENT, Kind.TEXT):
                self._within[part.client, part.clock] = Place(part.kind is Kind.TEXT, place.depth + 1)

    def at(self, element: Element) -> Place | None:
        """Where an element stands; None where that is forgotten, and so what is put there too."""
        client, clock = element
        at = bisect_right(self._starts.get(client, ()), clock) - 1
        return self._places[client][at] if at >= 0 else None

    def within(self, element: Element) -> Place | None:
        """Where something stands that stands in this element or text; None where it is forgotten."""
        return self._within.get(element)


class _Tried:
    """New parts beside the places that are known."""

    def __init__(self, known: Places, parts: Iterable[Part]) -> None:
        self._known = known
        self.parts = {(part.client, part.clock): part for part in parts}
        self._starts: dict[int, list[int]] = {}
        for client, clock in sorted(self.parts):
            self._starts.setdefault(client, []).append(clock)
        self._found: dict[Element, Place | None] = {}

    def place_of(self, part: Part) -> Place | None:
        """Where a part stands. Raises Unreadable where that is said in a circle."""
        way = [part]
        # Without recursion: a chain of neighbours may be as long as an update.
        while (place := self._told(way[-1])) is NOT_YET:
            beside = self._part_at(way[-1].left or way[-1].right or way[-1].parent)
            assert beside is not None, "what is not known yet is new"
            if len(way) > len(self.parts):
                raise Unreadable("places that refer to each other")
            way.append(beside)
        for one in reversed(way):
            place = self._told(one)
            self._found[one.client, one.clock] = place if isinstance(place, Place) else None
        return self._found[part.client, part.clock]

    def _told(self, part: Part) -> "Place | object | None":
        """The place of a part, as far as it is known; NOT_YET where that of another has to be found first."""
        key = (part.client, part.clock)
        if key in self._found:
            return self._found[key]
        if part.kind is Kind.GONE:
            return None
        beside = part.left or part.right
        if beside is not None:
            new = self._part_at(beside)
            return self._known.at(beside) if new is None else self._found.get((new.client, new.clock), NOT_YET)
        if part.parent is None:
            return TOP
        new = self._part_at(part.parent)
        if new is None:
            return self._known.within(part.parent)
        around = self._found.get((new.client, new.clock), NOT_YET)
        if not isinstance(around, Place):
            return around
        if new.kind not in (Kind.ELEMENT, Kind.TEXT):
            return None
        return Place(new.kind is Kind.TEXT, around.depth + 1)

    def _part_at(self, element: Element | None) -> Part | None:
        if element is None:
            return None
        client, clock = element
        starts = self._starts.get(client, [])
        at = bisect_right(starts, clock) - 1
        part = self.parts[client, starts[at]] if at >= 0 else None
        return part if part is not None and clock < part.clock + part.size else None


NOT_YET = object()
"""A place that is found out after another."""

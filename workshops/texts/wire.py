"""Reading a Yjs update, version 1, without taking it in: what it brings, what it builds on, what it deletes.

The library that takes updates in says nothing of what one still waits for, and keeps waiting parts silently; here an update is
read to its last byte first. The form is that of Yjs 13 (`UpdateDecoderV1`, `readClientsStructRefs`, `readDeleteSet`).
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from workshops.prose.links import leads_somewhere
from workshops.texts.update import Clocks, Element, Incomplete, Kind, Part, Unreadable, Update, halves_of

MOST_PARTS = 20_000
"""Structs and deleted ranges of one update. The largest that an editor sends has fewer."""
ROOT = "text"
"""The name of the one root of a document: an XML fragment."""
ELEMENTS = frozenset({"paragraph", "bulletList", "orderedList", "listItem", "blockquote", "hardBreak"})
MARKS = frozenset({"bold", "italic", "link"})

_GC, _DELETED, _STRING, _FORMAT, _TYPE, _SKIPPED = 0, 1, 4, 6, 7, 10
_XML_ELEMENT, _XML_TEXT = 3, 6
_HAS_ORIGIN, _HAS_RIGHT, _HAS_KEY = 0x80, 0x40, 0x20
_LARGEST = 2**53
_LAST = 2**31
"""No client has so many elements: the library counts them in 32 bits."""
_OF_TWO_UNITS = re.compile(rb"[\xf0-\xf4][\x80-\xbf]{3}")


def read_update(raw: bytes, most: int = MOST_PARTS) -> Update:
    """The update in these bytes. Raises Unreadable (another version, what no text of ours can hold, bytes left over), Incomplete."""
    reader = _Reader(raw, most)
    try:
        parts = tuple(_parts(reader))
        deleted = tuple(_deleted(reader))
    except (IndexError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable("it ends in the middle, or is no UTF-8") from error
    if reader.at != len(raw):
        raise Unreadable("something follows its end")
    ends = {(one.client, clock) for one in deleted for clock in (one.clock, one.clock + one.size)}
    return Update(parts, frozenset(reader.built_on), deleted, frozenset(reader.cuts | ends))


def second_halves(raw: bytes) -> frozenset[Element]:
    """The second halves of those characters in an update that are two units of UTF-16. Raises Unreadable."""
    # Few texts have any, and this sees at once that there are none.
    return halves_of(read_update(raw, len(raw)).parts) if _OF_TWO_UNITS.search(raw) else frozenset()


def read_deleted(raw: bytes) -> tuple[Part, ...]:
    """The ranges of a delete set. Raises Unreadable."""
    try:
        return tuple(_deleted(_Reader(raw, len(raw))))
    except IndexError as error:
        raise Unreadable("a delete set that ends in the middle") from error


def spell_deleted(parts: Iterable[Part]) -> bytes:
    """An update that deletes these parts, and brings nothing."""
    ranges: dict[int, list[tuple[int, int]]] = {}
    for part in sorted(parts, key=lambda part: (part.client, part.clock)):
        own = ranges.setdefault(part.client, [])
        start = max(part.clock, sum(own[-1])) if own else part.clock
        if start < part.clock + part.size:
            own.append((start, part.clock + part.size - start))
    numbers = [0, len(ranges)]
    for client, own in ranges.items():
        numbers += [client, len(own), *(number for one in own for number in one)]
    return b"".join(map(_spelled, numbers))


def _spelled(number: int) -> bytes:
    groups = bytearray()
    while number >= 0x80:
        groups.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*groups, number])


def read_clocks(raw: bytes) -> Clocks:
    """The state vector in these bytes. Raises Unreadable."""
    reader = _Reader(raw, len(raw))
    try:
        clocks = {reader.number(): reader.number() for _ in range(reader.count())}
    except IndexError as error:
        raise Unreadable("a state vector that ends in the middle") from error
    if reader.at != len(raw):
        raise Unreadable("something follows the end of a state vector")
    return clocks


class _Reader:
    """The bytes, and how far they have been read."""

    def __init__(self, raw: bytes, most: int) -> None:
        self.raw = raw
        self.at = 0
        self.left = most
        self.built_on: set[Element] = set()
        self.cuts: set[Element] = set()

    def byte(self) -> int:
        self.at += 1
        return self.raw[self.at - 1]

    def number(self) -> int:
        """A number in groups of seven bits, the lowest first."""
        number = shift = 0
        while True:
            group = self.byte()
            number |= (group & 0x7F) << shift
            if number >= _LARGEST or shift > 56:
                raise Unreadable("a number beyond all bounds")
            if group < 0x80:
                return number
            shift += 7

    def count(self) -> int:
        """A number of things that follow: no more than an update may have, all together."""
        count = self.number()
        self.left -= count
        if self.left < 0:
            raise Unreadable("too many parts")
        return count

    def text(self) -> str:
        size = self.number()
        if self.at + size > len(self.raw):
            raise IndexError
        self.at += size
        return self.raw[self.at - size : self.at].decode()

    def element(self) -> Element:
        return self.number(), self.number()

    def neighbour(self, further: int) -> Element:
        """An element that something is put beside: `further` is 1 for the one before it, 0 for the one after it."""
        client, clock = self.element()
        self.built_on.add((client, clock))
        self.cuts.add((client, clock + further))
        return client, clock


def _parts(reader: _Reader) -> Iterator[Part]:
    clients: set[int] = set()
    for _ in range(reader.count()):
        count, client, clock = reader.count(), _once(reader.number(), clients), reader.number()
        for _ in range(count):
            part = _part(reader, client, clock)
            yield part
            clock += part.size
            if clock >= _LAST:
                raise Unreadable("a clock beyond all bounds")


def _part(reader: _Reader, client: int, clock: int) -> Part:
    form = reader.byte()
    content = form & 0x1F
    if content == _GC:
        return Part(client, clock, _some(reader.number()), kind=Kind.GONE)
    if content == _SKIPPED:
        raise Incomplete("updates that do not follow each other were merged")
    if form & _HAS_KEY:
        raise Unreadable("an attribute, and no element of ours has any")
    left = reader.neighbour(1) if form & _HAS_ORIGIN else None
    right = reader.neighbour(0) if form & _HAS_RIGHT else None
    parent = _parent(reader) if left is None and right is None else None
    size, words, kind = _content(reader, content)
    return Part(client, clock, size, words, kind, left, right, parent)


def _content(reader: _Reader, content: int) -> tuple[int, str, Kind]:
    """How many elements a part is, the characters that they are, and its kind."""
    if content == _DELETED:
        return _some(reader.number()), "", Kind.DELETED
    if content == _STRING:
        words = reader.text()
        return _some(len(words.encode("utf-16-le")) // 2), words, Kind.WORDS
    if content == _FORMAT:
        _look(reader.text(), reader.text())
        return 1, "", Kind.WORDS
    if content == _TYPE:
        return 1, "", _kind(reader)
    raise Unreadable(f"content of kind {content}, which no text of ours has")


def _some(size: int) -> int:
    if not size:
        raise Unreadable("a part of no size")
    return size


def _parent(reader: _Reader) -> Element | None:
    named = reader.number()
    if named == 1:
        if reader.text() != ROOT:
            raise Unreadable("another root than that of a text")
        return None
    if named != 0:
        raise Unreadable("a parent that is neither named nor an element")
    element = reader.element()
    reader.built_on.add(element)
    return element


def _look(name: str, written: str) -> None:
    if name not in MARKS:
        raise Unreadable("a mark that we do not know")
    try:
        # As pairs, since of two of one name the library takes the other.
        value: Any = json.loads(written, object_pairs_hook=tuple)
    except ValueError as error:
        raise Unreadable("a mark whose value cannot be read") from error
    if value is not None and not (_is_link(value) if name == "link" else value == ()):
        raise Unreadable("a mark with another value than it may have")


def _is_link(value: Any) -> bool:
    # A link of no words yet, too: it becomes that of whoever writes on there.
    pairs = value if isinstance(value, tuple) and len(value) == 1 else (("", ""),)
    return pairs[0][0] == "href" and isinstance(pairs[0][1], str) and leads_somewhere(pairs[0][1])


def _kind(reader: _Reader) -> Kind:
    kind = reader.number()
    if kind == _XML_TEXT:
        return Kind.TEXT
    if kind == _XML_ELEMENT and reader.text() in ELEMENTS:
        return Kind.ELEMENT
    raise Unreadable("an element that we do not know")


def _deleted(reader: _Reader) -> Iterator[Part]:
    clients: set[int] = set()
    for _ in range(reader.count()):
        client, end = _once(reader.number(), clients), 0
        for _ in range(reader.count()):
            clock, size = reader.element()
            # Threat: ranges from the last to the first. Each would move all that the library has found of the others.
            if clock < end:
                raise Unreadable("ranges out of order")
            end = clock + _some(size)
            yield Part(client, clock, size)


def _once(client: int, others: set[int]) -> int:
    if client in others:
        raise Unreadable("a client that comes twice")
    others.add(client)
    return client

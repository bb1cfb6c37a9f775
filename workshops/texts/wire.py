"""Reading a Yjs update, version 1, without taking it in: what it brings, what it builds on, what it deletes.

The library that takes updates in says nothing of what one still waits for, and keeps waiting parts silently; here an update is
read to its last byte first. The form is that of Yjs 13 (`UpdateDecoderV1`, `readClientsStructRefs`, `readDeleteSet`).
"""

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from msgspec import Struct

Clocks = dict[int, int]
"""For each client id the number of its elements that are known: a state vector."""

MOST_PARTS = 20_000
"""Structs and deleted ranges of one update. A pasted text of 64 KB in lines of three letters has fewer."""
ROOT = "text"
"""The name of the one root of a document: an XML fragment."""
ELEMENTS = frozenset({"paragraph", "bulletList", "orderedList", "listItem", "blockquote", "hardBreak"})
MARKS = frozenset({"bold", "italic", "link"})

_GC, _DELETED, _STRING, _FORMAT, _TYPE = 0, 1, 4, 6, 7
_XML_ELEMENT, _XML_TEXT = 3, 6
_HAS_ORIGIN, _HAS_RIGHT, _HAS_KEY = 0x80, 0x40, 0x20
_LARGEST = 2**53


class Unreadable(ValueError):
    """These bytes are no update of a text that we know; the message says what is wrong, for a log."""


class Part(Struct, frozen=True):
    """Elements `clock` to `clock + size` of a client; `words` is how many characters of text they are."""

    client: int
    clock: int
    size: int
    words: int = 0


class Update(Struct, frozen=True):
    """What an update holds: its parts by client in order, the elements it builds on, and the ranges it deletes."""

    parts: tuple[Part, ...]
    built_on: frozenset[tuple[int, int]]
    deleted: tuple[Part, ...]

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
        return sum(part.words for part in self.parts if part.clock >= known.get(part.client, 0))


def read_update(raw: bytes) -> Update:
    """The update in these bytes. Raises Unreadable: for another version, for what no text of ours can hold, for bytes left over."""
    reader = _Reader(raw)
    try:
        parts, built_on = _parts(reader)
        deleted = tuple(_deleted(reader))
    except (IndexError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable("it ends in the middle, or is no UTF-8") from error
    if reader.at != len(raw):
        raise Unreadable("something follows its end")
    return Update(tuple(parts), frozenset(built_on), deleted)


def read_clocks(raw: bytes) -> Clocks:
    """The state vector in these bytes. Raises Unreadable."""
    reader = _Reader(raw)
    try:
        clocks = {reader.number(): reader.number() for _ in range(reader.count())}
    except IndexError as error:
        raise Unreadable("a state vector that ends in the middle") from error
    if reader.at != len(raw):
        raise Unreadable("something follows the end of a state vector")
    return clocks


class _Reader:
    """The bytes, and how far they have been read."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.at = 0
        self.left = MOST_PARTS

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

    def element(self) -> tuple[int, int]:
        return self.number(), self.number()


def _parts(reader: _Reader) -> tuple[list[Part], set[tuple[int, int]]]:
    parts: list[Part] = []
    built_on: set[tuple[int, int]] = set()
    for _ in range(reader.count()):
        count, client, clock = reader.count(), reader.number(), reader.number()
        for _ in range(count):
            size, words = _part(reader, built_on)
            parts.append(Part(client, clock, size, words))
            clock += size
            if clock >= _LARGEST:
                raise Unreadable("a clock beyond all bounds")
    return parts, built_on


def _part(reader: _Reader, built_on: set[tuple[int, int]]) -> tuple[int, int]:
    """How many elements the next part is, and how many of them are characters."""
    form = reader.byte()
    content = form & 0x1F
    if content == _GC:
        return _some(reader.number()), 0
    if form & _HAS_ORIGIN:
        built_on.add(reader.element())
    if form & _HAS_RIGHT:
        built_on.add(reader.element())
    if not form & (_HAS_ORIGIN | _HAS_RIGHT):
        _parent(reader, built_on)
        if form & _HAS_KEY:
            raise Unreadable("an attribute, and no element of ours has any")
    if content == _DELETED:
        return _some(reader.number()), 0
    if content == _STRING:
        size = len(reader.text().encode("utf-16-le")) // 2
        return _some(size), size
    if content == _FORMAT:
        _look(reader.text(), reader.text())
        return 1, 0
    if content == _TYPE:
        _kind(reader)
        return 1, 0
    raise Unreadable(f"content of kind {content}, which no text of ours has")


def _some(size: int) -> int:
    return size or _refuse("a part of no size")


def _parent(reader: _Reader, built_on: set[tuple[int, int]]) -> None:
    named = reader.number()
    if named == 1:
        if reader.text() != ROOT:
            raise Unreadable("another root than that of a text")
    elif named == 0:
        built_on.add(reader.element())
    else:
        raise Unreadable("a parent that is neither named nor an element")


def _look(name: str, written: str) -> None:
    if name not in MARKS:
        raise Unreadable("a mark that we do not know")
    try:
        value: Any = json.loads(written)
    except ValueError as error:
        raise Unreadable("a mark whose value cannot be read") from error
    if value is None or (value == {} and name != "link"):
        return
    if name == "link" and isinstance(value, dict) and value.keys() == {"href"} and isinstance(value["href"], str):
        return
    raise Unreadable("a mark with another value than it may have")


def _kind(reader: _Reader) -> None:
    kind = reader.number()
    if kind == _XML_TEXT or (kind == _XML_ELEMENT and reader.text() in ELEMENTS):
        return
    raise Unreadable("an element that we do not know")


def _deleted(reader: _Reader) -> Iterator[Part]:
    for _ in range(reader.count()):
        client = reader.number()
        for _ in range(reader.count()):
            clock, size = reader.element()
            yield Part(client, clock, _some(size))


def _refuse(why: str) -> NoReturn:
    raise Unreadable(why)

"""Yjs updates made by hand, as somebody with bad intentions would make them."""

from workshops.texts.update import Element

TEXT: Element = (1, 1)
"""The text in the paragraph that every text begins with."""


def number(value: int) -> bytes:
    """In groups of seven bits, the lowest first."""
    found = b""
    while value > 0x7F:
        found += bytes([value & 0x7F | 0x80])
        value >>= 7
    return found + bytes([value])


def spelled(words: str) -> bytes:
    """With its length before it."""
    return number(len(words.encode())) + words.encode()


def placed(content: int, left: Element | None, right: Element | None, parent: Element | None) -> bytes:
    """The head of a part: what it is, and where it stands; without any place, in the root."""
    form, where = content, b""
    for flag, element in ((0x80, left), (0x40, right)):
        if element is not None:
            form |= flag
            where += number(element[0]) + number(element[1])
    if left is None and right is None:
        where = number(1) + spelled("text") if parent is None else number(0) + number(parent[0]) + number(parent[1])
    return bytes([form]) + where


def words(said: str, *, left: Element | None = None, right: Element | None = None, parent: Element | None = None) -> bytes:
    """Characters."""
    return placed(4, left, right, parent) + spelled(said)


def look(name: str, value: str, *, left: Element | None = None, right: Element | None = None, parent: Element | None = None) -> bytes:
    """Where a mark begins or ends."""
    return placed(6, left, right, parent) + spelled(name) + spelled(value)


def element(tag: str, *, left: Element | None = None, right: Element | None = None, parent: Element | None = None) -> bytes:
    """An element."""
    return placed(7, left, right, parent) + number(3) + spelled(tag)


def text(*, left: Element | None = None, right: Element | None = None, parent: Element | None = None) -> bytes:
    """A text that words stand in."""
    return placed(7, left, right, parent) + number(6)


def update(client: int, clock: int, parts: list[bytes], deleted: dict[int, list[tuple[int, int]]] | None = None) -> bytes:
    """The update of one client."""
    ranges = deleted or {}
    found = number(1) + number(len(parts)) + number(client) + number(clock) + b"".join(parts) + number(len(ranges))
    for whose, spans in ranges.items():
        found += number(whose) + number(len(spans)) + b"".join(number(start) + number(size) for start, size in spans)
    return found

"""The hash chain of the log (WORKPLAN.md, "The log"): every line names the hash of the one before it."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from workshops.canonical import spelled

GENESIS = "0" * 64
"""What stands in the place of a hash before the first line."""


class Head(Struct, frozen=True):
    """The end of a log: the number of its last line, and that line's hash."""

    seq: int = 0
    hash: str = GENESIS


START = Head()
"""Where an empty log ends."""


class BrokenChain(ValueError):
    """A log whose lines do not follow from one another; the message names the line."""


def chained(head: Head, events: Iterable[dict[str, Any]]) -> Iterator[tuple[str, Head]]:
    """Each event as a line `seq SP prev SP json` (without its LF), and the head after it."""
    for event in events:
        seq = head.seq + 1
        line = f"{seq} {head.hash} {spelled(event).decode()}"
        head = Head(seq, hash_of(line))
        yield line, head


def hash_of(line: str) -> str:
    """SHA-256 of a line without its LF, in hexadecimal."""
    return hashlib.sha256(line.encode()).hexdigest()


def event_in(line: str) -> bytes:
    """The JSON of a line."""
    return line.split(" ", 2)[2].encode()


def walked(lines: Iterable[str], head: Head = START) -> Head:
    """The head after these lines. Raises BrokenChain at the first that does not follow."""
    for line in lines:
        if line.split(" ", 2)[:2] != [str(head.seq + 1), head.hash]:
            raise BrokenChain(f"line {head.seq + 1} of the log does not follow from the line before it")
        head = Head(head.seq + 1, hash_of(line))
    return head

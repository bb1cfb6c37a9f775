"""A document to try something on. It is thrown away where that goes wrong, and nobody else ever sees it."""

from collections.abc import Callable
from typing import Any, Self

from msgspec import Struct
from pycrdt import Doc, TransactionEvent, XmlFragment, get_update

from workshops.refusal import Refused
from workshops.texts.update import Clocks, Part, Unreadable
from workshops.texts.wire import ROOT, read_clocks, read_deleted

READER = 2
"""The client id of documents that nobody writes in."""


class Taken(Struct, frozen=True):
    """What a transaction changed, as an update (b"" for nothing), and all that it deleted, meant or not."""

    update: bytes
    deleted: tuple[Part, ...]


def without_known(update: bytes, state: bytes) -> bytes | None:
    """An update without what is known at this state vector; None where the library cannot read it."""
    try:
        return get_update(update, state)
    except Exception:
        return None
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        return None


class Copy:
    """A live document, and what the last update brought that was new to it."""

    def __init__(self, client: int) -> None:
        # A room decides in whatever thread a message comes in; one at a time, but not always the same.
        self._doc: Doc[Any] = Doc(client_id=client, allow_multithreading=True)
        self.fragment: XmlFragment = self._doc.get(ROOT, type=XmlFragment)
        self._heard: list[Taken] = []
        self._watching = self._doc.observe(self._hear)

    @classmethod
    def of(cls, *updates: bytes, client: int = READER) -> Self:
        """A document made of updates that were checked before."""
        copy = cls(client)
        # Each by itself, as they came.
        for update in updates:
            copy._doc.apply_update(update)
        copy._heard.clear()
        return copy

    @property
    def clocks(self) -> Clocks:
        """Its state vector, read."""
        return read_clocks(self.state())

    def state(self) -> bytes:
        """Its state vector."""
        return self._doc.get_state()

    def whole(self) -> bytes:
        """All of it as one update."""
        return self._doc.get_update()

    def missing_from(self, state: bytes) -> bytes:
        """What a document with this state vector lacks. Raises Refused for one that cannot be read."""
        try:
            read_clocks(state)
        except Unreadable as unreadable:
            raise Refused("bad_vector", "What your page knows of this text cannot be read. Please reload it.", "vector") from unreadable
        return self._doc.get_update(state)

    def is_like(self, other: Self) -> bool:
        """Do both show the same?"""
        return str(self.fragment) == str(other.fragment)

    def taken_in(self, update: bytes) -> Taken | None:
        """What an update did here; None where the library cannot take it, and this copy is spoilt."""
        try:
            self._doc.apply_update(update)
        except Exception:
            return None
        except BaseException as fault:
            # Threat: bytes that the library did not think of. It panics then, which is no Exception, and must not end anything here.
            if type(fault).__name__ != "PanicException":
                raise
            return None
        return self._taken()

    def edited(self, change: Callable[[XmlFragment], None]) -> bytes:
        """What a change of our own did, as an update."""
        with self._doc.transaction():
            change(self.fragment)
        return self._taken().update

    def _taken(self) -> Taken:
        # One transaction, one event; none where nothing has changed.
        return self._heard.pop() if self._heard else Taken(b"", ())

    def _hear(self, event: TransactionEvent) -> None:
        # What an event holds is gone once its observer has been told.
        self._heard.append(Taken(event.update, read_deleted(event.delete_set)))  # type: ignore[attr-defined]  # not in its stub

"""A document to try something on. It is thrown away where that goes wrong, and nobody else ever sees it."""

from typing import Any, Self

from pycrdt import Doc, TransactionEvent, XmlFragment

from workshops.refusal import Refused
from workshops.texts.wire import ROOT, Clocks, Unreadable, read_clocks

READER = 2
"""The client id of documents that nobody writes in."""


class Copy:
    """A live document, and what the last update brought that was new to it."""

    def __init__(self, client: int) -> None:
        # A room decides in whatever thread a message comes in; one at a time, but not always the same.
        self._doc: Doc[Any] = Doc(client_id=client, allow_multithreading=True)
        self.fragment: XmlFragment = self._doc.get(ROOT, type=XmlFragment)
        self._news: list[bytes] = []
        self._watching = self._doc.observe(self._hear)

    @classmethod
    def of(cls, *updates: bytes, client: int = READER) -> Self:
        """A document made of updates that were checked before."""
        copy = cls(client)
        with copy._doc.transaction():
            for update in updates:
                copy._doc.apply_update(update)
        copy._news.clear()
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

    def taken_in(self, update: bytes) -> bytes | None:
        """What of an update was new, b"" where all of it was known; None where the library cannot take it, and this copy is spoilt."""
        try:
            self._doc.apply_update(update)
        except Exception:
            return None
        except BaseException as fault:
            # Threat: bytes that the library did not think of. It panics then, which is no Exception, and must not end anything here.
            if type(fault).__name__ != "PanicException":
                raise
            return None
        news = b"".join(self._news)
        self._news.clear()
        return news

    def _hear(self, event: TransactionEvent) -> None:
        self._news.append(event.update)

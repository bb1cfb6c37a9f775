"""Those who have a text open: each hears at once what the others write, and where their carets stand.

What they hear of is what is stored: a message goes out when the room has committed. Everybody else in the room reads the text as
a slice, in its own time (`broadcast.py`).
"""

import time
from base64 import b64encode
from collections.abc import Iterator
from itertools import count
from typing import Any

import gevent
from msgspec import Struct

from facilitator.live.fanout import Fanout
from workshops.people import WORKING
from workshops.room import Room
from workshops.texts.text import Text

TICK = 0.002
"""Seconds between two messages on one text: what is written in between goes out as one update."""
TICK_PER_READER = 0.000015
"""Writing to one takes some 0.00001 (measured): however much is written, a good part of the time is left for all else."""
CARET_TICK = 0.15


class Caret(Struct, frozen=True):
    """Where somebody is in a text: both ends of what they have selected, as their editor spells positions ("" = not in it).

    `key` tells the carets of one person apart. It is no socket's id: those stay between a socket and the server.
    """

    key: str
    participant: str
    anchor: str = ""
    head: str = ""


class Readers:
    """Those who have one text open, by socket; `version` is what all of them have been sent."""

    def __init__(self, version: int) -> None:
        self.version = version
        self.carets: dict[str, Caret] = {}
        self.moved: dict[str, Caret | None] = {}
        self.due = self.carets_due = False
        self.last = 0.0


class Writing:
    """The open texts of one room."""

    def __init__(self, fanout: Fanout, room: Room) -> None:
        self._fanout = fanout
        self._room = room
        self._open: dict[str, Readers] = {}
        self._keys = count(1)

    def open(self, section: str, sid: str, participant: str) -> dict[str, Any]:
        """Takes a socket in; what it has to know of the others. From here on it hears of every change."""
        readers = self._open.setdefault(section, Readers(self._text(section).version))
        others = {caret.key: told(caret) for other, caret in readers.carets.items() if other != sid and caret.head}
        # Whoever opens it again, after a gap, is in the same place.
        before = readers.carets.get(sid)
        own = before if before is not None and before.participant == participant else Caret(str(next(self._keys)), participant)
        if before is not None and before is not own:
            self._move(section, readers, before.key, None)
        readers.carets[sid] = own
        return {"caret": own.key, "carets": others}

    def close(self, section: str, sid: str) -> None:
        """A socket has the text open no more."""
        readers = self._open.get(section)
        if readers is None or sid not in readers.carets:
            return
        gone = readers.carets.pop(sid)
        if readers.carets:
            self._move(section, readers, gone.key, None)
        else:
            del self._open[section]

    def leave(self, sid: str) -> None:
        """A socket is gone."""
        for section in list(self._open):
            self.close(section, sid)

    def move(self, section: str, sid: str, anchor: str, head: str) -> None:
        """A caret stands elsewhere, or is taken out ("")."""
        readers = self._open.get(section)
        if readers is None or sid not in readers.carets:
            return
        now = readers.carets[sid]
        if self._room.state.actor(now.participant).role in WORKING:
            readers.carets[sid] = Caret(now.key, now.participant, anchor, head)
            self._move(section, readers, now.key, readers.carets[sid])

    def soon(self) -> None:
        """The state is another one: what is new in a text goes out now, or when its tick is over."""
        for section, readers in list(self._open.items()):
            if not readers.due and self._text(section).version > readers.version:
                readers.due = True
                interval = TICK + TICK_PER_READER * len(readers.carets)
                wait = readers.last + interval - time.monotonic()
                if wait > 0:
                    gevent.spawn_later(wait, self._send, section, readers)
                else:
                    self._send(section, readers)

    def _send(self, section: str, readers: Readers) -> None:
        readers.due = False
        readers.last = time.monotonic()
        text = self._text(section)
        message = {
            "workshop": self._room.id,
            "section": section,
            "after": readers.version,
            "version": text.version,
            "update": b64encode(text.since(readers.version)).decode(),
        }
        readers.version = text.version
        self._fanout.send("text", message, self._entitled(readers))

    def _move(self, section: str, readers: Readers, key: str, caret: Caret | None) -> None:
        readers.moved[key] = caret
        if not readers.carets_due:
            readers.carets_due = True
            gevent.spawn_later(CARET_TICK, self._send_carets, section, readers)

    def _send_carets(self, section: str, readers: Readers) -> None:
        readers.carets_due = False
        moved = {key: caret and told(caret) for key, caret in readers.moved.items()}
        readers.moved.clear()
        self._fanout.send("carets", {"workshop": self._room.id, "section": section, "carets": moved}, self._entitled(readers))

    def _entitled(self, readers: Readers) -> Iterator[str]:
        # Whoever was taken out a moment ago hears nothing more, even before they are put out.
        people = self._room.state.participants
        return (sid for sid, caret in readers.carets.items() if not people[caret.participant].removed)

    def _text(self, section: str) -> Text:
        return self._room.state.plan.texts.get(section) or Text()


def told(caret: Caret) -> dict[str, str]:
    """A caret as the others see it."""
    return {"participant": caret.participant, "anchor": caret.anchor, "head": caret.head}

"""The clock of a room: closes the rounds whose deadline has come. What it asks for is judged like any other command.

It only ever sleeps until the next deadline; a deadline that passed while nobody was in the room, or the server was off, is
kept as soon as the room is opened again, and nothing is taken in between (`at_hand.refuse_when_over`).
"""

from collections.abc import Callable

import gevent
from gevent.greenlet import Greenlet

from workshops.people import CLOCK
from workshops.room import Room

LONGEST = 6 * 60 * 60.0
"""Seconds that it sleeps at most: the server's clock may be set anew meanwhile."""

PAUSE = 5.0
"""Seconds until it tries again where a round could not be closed, because the disk was full, say."""


class Clock:
    """Waits for the next deadline of one room."""

    def __init__(self, room: Room, now: Callable[[], int]) -> None:
        self._room = room
        self._now = now
        self._waiting: Greenlet | None = None
        self._until: int | None = None
        room.listeners.append(lambda changed: self.wind())

    def wind(self, at_least: float = 0.0) -> None:
        """Waits for the next deadline, if that is another one than before; at least so many seconds."""
        until = self._room.state.deadline()
        if until == self._until and self._waiting is not None:
            return
        self._until = until
        if self._waiting is not None:
            self._waiting.kill(block=False)
            self._waiting = None
        if until is not None:
            seconds = min(LONGEST, max(at_least, (until - self._now()) / 1000))
            self._waiting = gevent.spawn_later(seconds, self._strike)

    def _strike(self) -> None:
        self._waiting = None
        struck, now = self._until, self._now()
        for decision in self._room.state.open_decisions():
            current = decision.current
            if current.until and current.until <= now:
                # The id makes a second strike, here or in another process, the same command.
                command_id = f"close:{decision.id}:r{current.number}:{current.until}"
                written = {"type": "close_at_deadline", "command_id": command_id, "decision": decision.id, "round": current.number}
                self._room.submit(CLOCK.id, written)
        self.wind(at_least=PAUSE if self._room.state.deadline() == struck else 0.0)

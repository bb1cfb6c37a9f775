"""The way in for one web socket: messages of a bounded size, at a bounded pace, from somebody who reads what is sent.

Threats: a message of gigabytes (a few hundred kilobytes when compressed) that fills the memory before anybody looks at it; a
flood that leaves no time for others; a client that asks and asks and never reads, so that the answers pile up here; bytes that
are no message at all and fill the server's log. Whoever sends too fast is slowed down, since nothing is read or taken before
its time; whoever does not stop, does not read, or sends what is no message, is cut off.
"""

from time import monotonic
from typing import Any

import gevent
from engineio.async_drivers.gevent import WebSocketWSGI

from facilitator.live.budget import Budget, Budgets

PACE = 50
"""Messages a second, pongs and all; a person sends a few, a phone that was offline its outbox, one after the other."""
BURST = 200
MOST_WAITING = 100
"""Messages that have come and wait for their time, before no more is read."""
LONGEST_FLOOD = 5.0
"""Seconds that reading may lag behind what comes before the connection is given up."""
MOST_UNREAD = 500
"""Messages that wait to be written to a client that is too slow for them: half a minute of a busy room."""
MESSAGES = frozenset("1345")
"""What a client of ours may begin a message with: close, pong, message, upgrade (Engine.IO 4)."""


class Gate(WebSocketWSGI):
    """The library's web socket with a gate before it."""

    def __init__(self, handler: Any, server: Any) -> None:
        super().__init__(handler, server)
        # Without it, the library collects a message whole before its size is looked at.
        self.server_args["max_message_size"] = server.max_http_buffer_size
        self.budget = Budget(PACE, BURST)
        self._flooded_at = 0.0

    def wait(self) -> str | None:
        """The next message, when its time has come; None ends the connection."""
        message = super().wait()
        if not isinstance(message, str) or message[:1] not in MESSAGES or self._is_unread():
            return None
        if delay := self.budget.spend():
            gevent.sleep(delay)
        return message

    def breathe(self) -> None:
        """Called before anything is read: lets others go first, and reads no more than can be taken in."""
        # Reading does not yield while there is something to read: without this, one flood would stop the whole server.
        gevent.sleep(0)
        waiting = self.ws.input_buffer
        if len(waiting) <= MOST_WAITING:
            self._flooded_at = 0.0
            return
        self._flooded_at = self._flooded_at or monotonic()
        while self.ws.connected and len(waiting) > MOST_WAITING:
            if monotonic() - self._flooded_at > LONGEST_FLOOD:
                waiting.clear()
                raise ConnectionAbortedError("this client does not stop")
            gevent.sleep(1 / PACE)

    def _is_unread(self) -> bool:
        return bool(self.app.__self__.queue.qsize() > MOST_UNREAD)


class Gates:
    """The gates of one server: all sockets of one device share one budget, and so do all devices without a seat."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._budgets = Budgets(PACE, BURST)

    def share(self, sid: str, device: str) -> None:
        """Counts a new socket (its Socket.IO session id) with the others of its device; "" stands for strangers."""
        # Threat: whoever is slowed down opens fifty sockets instead.
        client = self._server.eio.sockets.get(self._server.manager.eio_sid_from_sid(sid, "/"))
        gate = getattr(client, "wire", None)
        if gate is not None:
            gate.budget = self._budgets.of(device)

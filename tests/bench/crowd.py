"""Many web sockets in one loop: what is due is sent, what comes is kept with its time, and nothing is understood before the end.

What drives a load must not be what is measured. Three hundred asyncio streams need longer to read one message each than a server
needs to send it; a loop over the system's own sockets takes a few microseconds for each.
"""

from __future__ import annotations

import gc
import select
import socket
import struct
from collections.abc import Iterable
from time import perf_counter
from typing import NamedTuple

TEXT, BINARY, _PING, _PONG = 1, 2, 9, 10
PATIENCE = 60.0
QUIET = 1.0
"""Seconds without a message after which no more is expected."""
_AT_ONCE = 1 << 18


class Due(NamedTuple):
    """A frame that a member sends, so many seconds after the beginning."""

    after: float
    member: int
    frame: bytes


class Arrival(NamedTuple):
    """A message that a member has read (seconds, by this process's clock)."""

    at: float
    member: int
    message: bytes


class Crowd:
    """Members by number, each with a web socket to the same server. `arrivals` is all that came and was not taken away yet."""

    def __init__(self, host: str, port: int) -> None:
        self.arrivals: list[Arrival] = []
        self._address = host, port
        self._sockets: list[socket.socket] = []
        self._unread: list[bytes] = []
        self._numbers: dict[int, int] = {}
        self._ready = select.epoll()

    def __len__(self) -> int:
        return len(self._sockets)

    def add(self, path: str, cookie: str = "") -> None:
        """One more member."""
        connection = socket.create_connection(self._address)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        host, port = self._address
        connection.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nCookie: {cookie}\r\n\r\n".encode()
        )
        head = b""
        while b"\r\n\r\n" not in head:
            came = connection.recv(_AT_ONCE)
            if not came:
                break
            head += came
        head, _, rest = head.partition(b"\r\n\r\n")
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise RuntimeError(f"no socket: {head.decode()}")
        connection.setblocking(False)
        self._numbers[connection.fileno()] = len(self._sockets)
        self._sockets.append(connection)
        self._unread.append(b"")
        self._take(len(self._sockets) - 1, rest)
        self._ready.register(connection, select.EPOLLIN)

    def say(self, member: int, frame: bytes) -> None:
        """Sends a frame."""
        if self._sockets[member].send(frame) != len(frame):
            raise RuntimeError("the server reads too slowly")

    def all_say(self, frame: bytes, answer: bytes) -> None:
        """Sends a frame from everybody, and waits until each has read a message that begins so."""
        self.arrivals.clear()
        for member in range(len(self)):
            self.say(member, frame)
        self.wait_for(answer, set(range(len(self))))

    def wait_for(self, answer: bytes, members: set[int]) -> None:
        """Waits until each of these has read a message that begins so."""
        deadline, seen = perf_counter() + PATIENCE, 0
        while members:
            for arrival in self.arrivals[seen:]:
                if arrival.message.startswith(answer):
                    members.discard(arrival.member)
            seen = len(self.arrivals)
            if members:
                self._read(0.1)
            if perf_counter() > deadline:
                raise RuntimeError(f"{len(members)} members waited in vain for {answer!r}")

    def play(self, schedule: Iterable[Due]) -> list[float]:
        """Sends what is due when it is due, and reads on until nothing more comes; the moment at which each was written."""
        self.arrivals.clear()
        gc.collect()
        # What is kept here are some hundred thousand tuples: looking through all of them again and again would be measured too.
        gc.disable()
        try:
            return self._play(schedule)
        finally:
            gc.enable()

    def close(self) -> None:
        """Hangs up."""
        for connection in self._sockets:
            connection.close()
        self._ready.close()

    def _play(self, schedule: Iterable[Due]) -> list[float]:
        written: list[float] = []
        began = perf_counter()
        for due in schedule:
            self._read_until(began + due.after)
            written.append(perf_counter())
            self.say(due.member, due.frame)
        heard = -1
        while heard < len(self.arrivals):
            heard = len(self.arrivals)
            self._read_until(perf_counter() + QUIET)
        return written

    def _read_until(self, moment: float) -> None:
        while (left := moment - perf_counter()) > 0:
            self._read(left)

    def _read(self, seconds: float) -> None:
        for descriptor, _ in self._ready.poll(seconds):
            member = self._numbers[descriptor]
            came = self._sockets[member].recv(_AT_ONCE)
            if not came:
                raise RuntimeError("the server has hung up")
            self._take(member, came)

    def _take(self, member: int, came: bytes) -> None:
        at = perf_counter()
        raw = self._unread[member] + came
        start, end = 0, len(raw)
        while end - start >= 2:
            body, size = start + 2, raw[start + 1]
            if size == 126:
                body, size = start + 4, int.from_bytes(raw[start + 2 : start + 4])
            elif size == 127:
                body, size = start + 10, int.from_bytes(raw[start + 2 : start + 10])
            if body + size > end:
                break
            message = raw[body : body + size]
            if raw[start] & 0x0F == _PING:
                self.say(member, framed(message, _PONG))
            elif message == b"2":
                # Engine.IO has a ping of its own.
                self.say(member, framed(b"3"))
            else:
                self.arrivals.append(Arrival(at, member, message))
            start = body + size
        self._unread[member] = raw[start:]


def framed(message: bytes, kind: int = TEXT) -> bytes:
    """A message in one frame of a client (RFC 6455, 5.2), masked with zeros, which is allowed, and free."""
    size = len(message)
    if size < 126:
        return struct.pack("!BB", 0x80 | kind, 0x80 | size) + bytes(4) + message
    if size < 1 << 16:
        return struct.pack("!BBH", 0x80 | kind, 0x80 | 126, size) + bytes(4) + message
    return struct.pack("!BBQ", 0x80 | kind, 0x80 | 127, size) + bytes(4) + message

"""One message to many sockets: the frame is built once and written straight to each socket that is idle.

The usual way queues a packet for each client, wakes its greenlet, and frames it anew: about five times dearer, and in a room
of three hundred that is what everybody waits for. A socket that is busy or slow gets the packet in its queue as usual, so
that nobody's order changes and nobody waits for the slowest phone. This is for one process: where a message queue carries
messages between workers, everything goes through `server.emit`.

Here too: every write of ours is whole. The library below calls `send` once and takes no notice of how much was taken; on a
phone at the edge of the wifi a large frame would be cut, and the connection with it.
"""

import struct
from collections.abc import Callable, Iterable
from socket import IPPROTO_TCP, TCP_NODELAY
from typing import Any, NamedTuple

import msgspec
from engineio.async_drivers.gevent import Thread
from flask_socketio import SocketIO
from gevent import spawn
from gevent.lock import BoundedSemaphore

from facilitator.live.gate import Gate
from facilitator.live.prompt import Prompt

NAMESPACE = "/"


class WholeSocket:
    """A socket whose `send` writes everything, one frame after the other."""

    def __init__(self, socket: Any, breathe: Callable[[], None]) -> None:
        self._socket = socket
        self._breathe = breathe
        self._writing = BoundedSemaphore()
        # The system's own socket: never waits, and says how much it took.
        self._send_some = socket._sock.send  # noqa: SLF001

    def __getattr__(self, name: str) -> Any:
        return getattr(self._socket, name)

    def recv(self, size: int) -> bytes:
        """Reads what has come, when there is time for it."""
        self._breathe()
        received: bytes = self._socket.recv(size)
        return received

    def send(self, content: bytes) -> int:
        """Writes all of `content`, after whatever is being written."""
        with self._writing:
            self._socket.sendall(content)
        return len(content)

    def send_now(self, frame: bytes) -> bool:
        """Writes a frame if that is possible at once. False when another one is being written, or the other side is slow."""
        # Asked and not taken, since no other greenlet runs until the system has answered.
        if self._writing.locked():
            return False
        try:
            taken = self._send_some(frame)
        except BlockingIOError:
            return False
        except OSError:
            # Broken: the reader of this socket notices it and cleans up.
            return True
        if taken < len(frame):
            # Nothing may come between the two halves of a frame.
            self._writing.acquire()
            spawn(self._finish, frame[taken:])
        return True

    def _finish(self, rest: bytes) -> None:
        try:
            self._socket.sendall(rest)
        except OSError:
            return
        finally:
            self._writing.release()


class WholeWebSocket(Gate):
    """The web socket behind its gate, writing whole, and known to the Engine.IO socket that it carries."""

    def __init__(self, handler: Any, server: Any) -> None:
        super().__init__(handler, server)
        self.server_args["thread_class"] = self._reader

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        """Serves the connection until it ends."""
        self.app.__self__.wire = self
        return super().__call__(environ, start_response)

    def _reader(self, target: Any) -> Thread:
        """The greenlet that reads the connection, from its first byte on: a flood may come with the handshake."""
        self.ws = target.__self__
        # Otherwise a small frame waits until the one before it is acknowledged, and that takes a phone forty milliseconds.
        self.ws.sock.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        self.ws.sock = WholeSocket(self.ws.sock, self.breathe)
        return Thread(target=target)


class Line(NamedTuple):
    """What leads to one client: its queue of packets, its connection, and the socket below."""

    queue: Any
    connection: Any
    wire: WholeSocket

    def is_idle(self) -> bool:
        """Has it nothing waiting to be written?"""
        # Counted until its greenlet has taken it up: what is under way to the socket must not be overtaken.
        return self.connection.connected and not self.queue.unfinished_tasks


class Fanout:
    """Sends events of one server to lists of its clients."""

    def __init__(self, socketio: SocketIO) -> None:
        self._server = socketio.server
        self._server.eio._async |= {"websocket": WholeWebSocket, "thread": Prompt}  # noqa: SLF001
        self._lines: dict[str, Line] = {}

    def send(self, event: str, content: Any, to: Iterable[str]) -> None:
        """Sends one event to these clients (Socket.IO session ids); unknown ones are passed over."""
        frame = b""
        for sid in to:
            line = self._lines.get(sid) or self._found(sid)
            if line is None or not line.is_idle():
                self._server.emit(event, content, to=sid)
                continue
            frame = frame or framed(event, content)
            if not line.wire.send_now(frame):
                self._server.emit(event, content, to=sid)

    def forget(self, sid: str) -> None:
        """A client is gone."""
        self._lines.pop(sid, None)

    def _found(self, sid: str) -> Line | None:
        """The line to a client, looked up once, since three hundred look-ups take as long as a tenth of what is sent."""
        client = self._server.eio.sockets.get(self._server.manager.eio_sid_from_sid(sid, NAMESPACE))
        gate = getattr(client, "wire", None)
        if gate is None or not gate.ws.connected:
            return None
        line = self._lines[sid] = Line(client.queue, gate.ws, gate.ws.sock)
        return line


def framed(event: str, content: Any) -> bytes:
    """The event as one unmasked text frame: Engine.IO message, Socket.IO event (RFC 6455, section 5.2)."""
    payload = b"42" + msgspec.json.encode([event, content])
    size = len(payload)
    if size < 126:
        return struct.pack("!BB", 0x81, size) + payload
    if size < 1 << 16:
        return struct.pack("!BBH", 0x81, 126, size) + payload
    return struct.pack("!BBQ", 0x81, 127, size) + payload

"""A client light enough that three hundred of them leave a core to the server: frames over asyncio streams, nothing decoded.

It offers no compression, masks with zeros (which is allowed, and free), and looks at bytes instead of reading JSON.
"""

from __future__ import annotations

import asyncio
import json
import struct
from collections.abc import Callable
from time import perf_counter
from typing import Any

from facilitator.player import wire

LINES = 1 << 22


async def post_json(host: str, port: int, path: str, content: Any) -> tuple[dict[str, str], Any]:
    """The headers and the decoded body of the answer to a JSON post."""
    body = json.dumps(content).encode()
    reader, writer = await asyncio.open_connection(host, port, limit=LINES)
    writer.write(
        f"POST {path} HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode()
        + body
    )
    raw = await reader.read()
    writer.close()
    head, _, answer = raw.partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:] if ": " in line)
    return headers, json.loads(answer)


class LightClient:
    """One person on one socket. `on_event` sees the raw bytes of everything that is no answer."""

    def __init__(self, host: str, port: int, workshop: str = "") -> None:
        self.host, self.port, self.workshop = host, port, workshop
        self.cookie = ""
        self.participant = ""
        self.snapshot_size = 0
        self.received = 0
        self.on_event: Callable[[bytes], None] = lambda raw: None
        self._answers: dict[int, asyncio.Future[tuple[float, bytes]]] = {}
        self._numbers = 0
        self._reading: asyncio.Task[None] | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def join(self, code: str, name: str, partner: str) -> None:
        """Take a seat with the code."""
        headers, answer = await post_json(self.host, self.port, "/api/join", {"code": code, "name": name, "partner": partner})
        if not answer.get("ok"):
            raise RuntimeError(f"{name} could not join: {answer}")
        self.cookie = headers["Set-Cookie"].split(";")[0]
        self.workshop, self.participant = answer["workshop"], answer["participant"]

    async def enter(self) -> None:
        """Open the socket and get the snapshot."""
        reader, self._writer = await asyncio.open_connection(self.host, self.port, limit=LINES)
        self._writer.write(
            f"GET {wire.PATH} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nCookie: {self.cookie}\r\n\r\n".encode()
        )
        status = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")[0]
        if b" 101 " not in status:
            raise RuntimeError(f"no socket: {status.decode()}")
        joined: asyncio.Future[tuple[float, bytes]] = asyncio.get_running_loop().create_future()
        self._answers[-1] = joined
        self._reading = asyncio.create_task(self._read_on(reader))
        self._send(wire.CONNECT)
        await joined
        _, raw = await self.ask("enter", {"workshop": self.workshop, "as": "person"})
        self.snapshot_size = len(raw)

    async def command(self, command_id: str, kind: str, /, **fields: Any) -> tuple[float, bytes]:
        """Send a command; how long its answer took (seconds), and the answer's bytes. Raises RuntimeError for a refusal."""
        took, raw = await self.ask("command", {"workshop": self.workshop, "command_id": command_id, "type": kind, **fields})
        if b'"ok":true' not in raw:
            raise RuntimeError(f"{kind} was refused: {raw.decode()}")
        return took, raw

    async def ask(self, event: str, content: Any) -> tuple[float, bytes]:
        """Send an event; how long its answer took, and its bytes."""
        self._numbers += 1
        number = self._numbers
        answered: asyncio.Future[tuple[float, bytes]] = asyncio.get_running_loop().create_future()
        self._answers[number] = answered
        frame = wire.event(event, content, number)
        began = perf_counter()
        self._send(frame)
        arrived, raw = await answered
        return arrived - began, raw

    async def leave(self) -> None:
        """Hang up."""
        if self._reading:
            self._reading.cancel()
        if self._writer:
            self._writer.close()

    def _send(self, text: str) -> None:
        payload = text.encode()
        size = len(payload)
        head = struct.pack("!BB", 0x81, 0x80 | size) if size < 126 else struct.pack("!BBH", 0x81, 0x80 | 126, size)
        assert self._writer
        self._writer.write(head + b"\0\0\0\0" + payload)

    async def _read_on(self, reader: asyncio.StreamReader) -> None:
        while True:
            _, size = await reader.readexactly(2)
            if size == 126:
                (size,) = struct.unpack("!H", await reader.readexactly(2))
            elif size == 127:
                (size,) = struct.unpack("!Q", await reader.readexactly(8))
            self._hear(await reader.readexactly(size))

    def _hear(self, raw: bytes) -> None:
        self.received += len(raw)
        if raw.startswith(b"43"):
            self._answers.pop(int(raw[2 : raw.index(b"[")])).set_result((perf_counter(), raw))
        elif raw.startswith(b"40"):
            self._answers.pop(-1).set_result((perf_counter(), raw))
        elif raw == b"2":
            self._send(wire.PONG)
        else:
            self.on_event(raw)

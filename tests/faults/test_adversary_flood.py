"""Floods and bombs at a real server: whoever means harm is slowed or cut off, and everybody else goes on working."""

import contextlib
import itertools
import socket
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from facilitator.player import wire
from facilitator.player.client import Browser, Person
from tests.faults.server import Server, command

SECRET = b"xyzzy-what-I-typed"


class Room:
    """A workshop with somebody who means well, and somebody who does not."""

    def __init__(self, server: Server) -> None:
        self.server = server
        facilitator, self.workshop, code = server.facilitator(["First", "Second"])
        assert command(facilitator, self.workshop, "open_doors", "doors")[0] == 200
        self.good = Person("good", "Good", server.address)
        self.good.join(code, {"partner": "o1"})
        self.good.enter()
        self.code = code
        self.come_anew()

    def come_anew(self) -> None:
        """Whoever means harm takes another device, so that nothing is held against it."""
        self.bad = Browser(self.server.address)
        assert self.bad.post_json("/api/join", {"code": self.code, "name": "Bad", "partner": "o2"})[0] == 200

    def is_well(self) -> bool:
        """Is whoever means well answered, ten times in a row?"""
        return all(self.good.send("signal", kind="ready", on=bool(n % 2)) is not None for n in range(10))

    def line(self) -> socket.socket:
        """A connection by hand."""
        address = urlsplit(self.server.address)
        return socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=20)

    def web_socket(self, *, headers: str = "", deflate: bool = False) -> socket.socket:
        """A connection by hand that has asked to be a web socket; nothing of the answer is read yet."""
        host, line = urlsplit(self.server.address).netloc, self.line()
        extension = "Sec-WebSocket-Extensions: permessage-deflate\r\n" if deflate else ""
        line.sendall(
            f"GET {wire.PATH} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            f"Cookie: {self.bad.cookies()}\r\n{extension}{headers}\r\n".encode()
        )
        return line


def frame(payload: bytes, first: int = 0x81) -> bytes:
    """A frame of a client, masked with zeros."""
    size = len(payload)
    head = struct.pack("!BB", first, 0x80 | size) if size < 126 else struct.pack("!BBQ", first, 0x80 | 127, size)
    return head + b"\0\0\0\0" + payload


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with Server(tmp_path_factory.mktemp("flood")) as server:
        room = Room(server)
        yield room
        room.good.leave()


def memory(room: Room) -> int:
    """Megabytes that the server has ever taken."""
    peak = next(row for row in Path(f"/proc/{room.server.pid}/status").read_text().splitlines() if row.startswith("VmHWM"))
    return int(peak.split()[1]) // 1024


def ended(line: socket.socket) -> bool:
    """Does the server close this connection?"""
    with contextlib.suppress(ConnectionError):
        while line.recv(65_536):
            pass
    return True


@pytest.mark.parametrize(
    "flood",
    [b"42" + b'["nothing",{}]', b"3", b"4zzz", b'42["sync",{"workshop":"nowhere"}]', b'421["command",{"workshop":"nowhere"}]'],
    ids=["unknown events", "pongs", "garbage", "snapshots", "commands"],
)
def test_a_flood_is_cut_off_and_the_others_go_on(room: Room, flood: bytes) -> None:
    room.come_anew()
    with room.web_socket() as line:
        line.sendall(frame(b"40"))
        # A time-out is no end: then the server would only have stopped reading.
        with contextlib.suppress(ConnectionError):
            for number in itertools.count():
                line.sendall(frame(flood) * 200)
                assert number < 20_000, "the server reads on"
    assert room.is_well()


def test_a_bomb_of_many_megabytes_takes_no_memory(room: Room) -> None:
    before = memory(room)
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = squeezer.compress(b"4" * 150_000_000) + squeezer.flush(zlib.Z_SYNC_FLUSH)
    with room.web_socket(deflate=True) as line:
        with contextlib.suppress(ConnectionError):
            line.sendall(frame(bomb[:-4], 0xC1))
        assert ended(line)
    assert memory(room) - before < 60
    assert room.is_well()


def test_a_message_that_never_ends_takes_no_memory(room: Room) -> None:
    before = memory(room)
    with room.web_socket() as line, contextlib.suppress(ConnectionError):
        for number in itertools.count():
            line.sendall(frame(b"4" * 100_000, 0x00 if number else 0x01))
            assert number < 1_000, "the server reads on"
    assert memory(room) - before < 60


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", "https://127.0.0.1"])
def test_a_page_of_another_site_gets_no_socket(room: Room, origin: str) -> None:
    with room.web_socket(headers=f"Origin: {origin}\r\n") as line:
        assert line.recv(20).startswith(b"HTTP/1.1 400")


def test_there_is_no_second_way_in_by_polling(room: Room) -> None:
    assert room.bad.fetch("/socket.io/?EIO=4&transport=polling")[0] == 400


def test_what_is_no_request_and_no_message_is_not_logged(room: Room) -> None:
    before = room.server.told.read_text()
    for nonsense in (
        SECRET + b"\r\n\r\n",
        b"GET / HTTP/9\r\n" + SECRET,
        b"GET /\r\n" * 3,
        b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n" + SECRET,
    ):
        with room.line() as line:
            line.sendall(nonsense)
            line.shutdown(socket.SHUT_WR)
            assert ended(line)
    for nonsense in (frame(b"4" + SECRET), frame(SECRET), frame(b'42["' + SECRET), frame(b"40") + frame(b"42[]"), frame(SECRET, 0x82)):
        with room.web_socket() as line:
            assert b" 101 " in line.recv(65_536)
            line.sendall(nonsense)
            line.shutdown(socket.SHUT_WR)
            assert ended(line)
    # A browser that closes its web socket and says something more on the same line.
    with room.web_socket() as line:
        assert b" 101 " in line.recv(65_536)
        line.sendall(frame(b"\x03\xe8", 0x88) + SECRET + b"\r\n\r\n")
        assert ended(line)
    assert room.is_well()
    assert room.server.told.read_text() == before

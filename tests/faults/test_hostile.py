"""Hostile input at both doors: it is refused in words, it never breaks anything, and everybody else goes on working."""

import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from simple_websocket import ConnectionClosed

from facilitator.app import MESSAGE
from facilitator.player.client import Browser
from tests.faults.hostility import BROKEN, CARD, COMMANDS, SAID, BadSocket, Room, a_command, ids, nested
from tests.faults.server import Server

WITHIN = MESSAGE


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with Server(tmp_path_factory.mktemp("hostile")) as server:
        room = Room(server)
        yield room
        room.good.leave()
        # The libraries may complain of what they were sent; nothing of ours has broken.
        told = server.told.read_text()
        assert not [said for said in ("a command failed", "a message failed", "a request failed") if said in told], told[-3000:]


@pytest.fixture(autouse=True)
def nothing_changes(room: Room) -> Iterator[None]:
    """After every test the log is what it was, and the others can work."""
    room.somebody_new()
    before = room.log()
    yield
    room.good_works()
    assert room.log() == before


@pytest.fixture
def bad_socket(room: Room) -> Iterator[BadSocket]:
    with BadSocket(room) as socket_:
        yield socket_


@pytest.mark.parametrize("name", COMMANDS)
def test_a_hostile_command_is_refused_by_http(room: Room, name: str) -> None:
    status, answer = room.post(json.dumps(COMMANDS[name]).encode())
    assert 400 <= status < 500, answer
    assert not answer["ok"]
    assert answer["code"] in SAID, answer
    assert answer["message"].endswith((".", "?"))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_hostile_command_is_refused_by_the_socket(room: Room, bad_socket: BadSocket, name: str) -> None:
    written = COMMANDS[name]
    message = {"workshop": room.workshop, **written} if isinstance(written, dict) else written
    answer = bad_socket.ask("command", message)
    assert not answer["ok"]
    assert answer["code"] in SAID, answer
    assert bad_socket.ask("command", {"workshop": room.workshop, **a_command("signal", kind="ready", on=False)})["ok"], "still open"


@pytest.mark.parametrize("name", BROKEN)
def test_broken_json_is_refused_by_http(room: Room, name: str) -> None:
    status, answer = room.post(BROKEN[name])
    assert 400 <= status < 500, answer
    assert answer["code"] in SAID, answer


@pytest.mark.parametrize("name", BROKEN)
def test_broken_json_at_the_socket_troubles_nobody_else(room: Room, name: str) -> None:
    with BadSocket(room) as bad, suppress(ConnectionClosed):
        written = BROKEN[name].decode("latin-1")
        bad.say(f'42{next(ids)}["command",{written}]')
    with BadSocket(room) as bad:
        assert bad.ask("command", {"workshop": room.workshop, **a_command("signal", kind="ready", on=False)})["ok"]


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_what_does_not_say_that_it_is_json_is_refused(room: Room, content_type: str) -> None:
    status, answer = room.post(json.dumps(a_command(**CARD)).encode(), content_type=content_type or "application/octet-stream")
    assert (status, answer["ok"]) == (415, False)


@pytest.mark.parametrize("size", [WITHIN + 1, 10 * 1024 * 1024], ids=["one byte more", "10 MB"])
def test_more_than_a_message_holds_is_refused_by_http(room: Room, size: int) -> None:
    head, tail = b'{"type": "park", "command_id": "big", "text": "', b'"}'
    body = head + b"x" * (size - len(head) - len(tail)) + tail
    # Sent by hand: whoever is refused before the end is not obliged to listen, and the usual client gives up then.
    host, _, port = room.server.address.removeprefix("http://").rpartition(":")
    with socket.create_connection((host, int(port)), timeout=20) as line:
        path = f"/api/workshops/{room.workshop}/commands"
        line.sendall(
            f"POST {path} HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {room.bad.cookies()}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode()
        )
        with suppress(BrokenPipeError, ConnectionResetError):
            line.sendall(body)
        assert line.recv(20).startswith(b"HTTP/1.1 413")


def test_as_much_as_a_message_holds_is_read_and_refused_for_what_it_says(room: Room) -> None:
    command_of = lambda text: json.dumps(a_command("park", text=text)).encode()  # noqa: E731
    body = command_of("x" * (WITHIN - 200))
    assert len(body) <= WITHIN
    status, answer = room.post(body)
    assert (status, answer["code"], answer["field"]) == (422, "bad_field", "text")


@pytest.mark.parametrize("size", [WITHIN + 1, 10 * 1024 * 1024], ids=["one byte more", "10 MB"])
def test_more_than_a_message_holds_closes_that_socket_alone(room: Room, bad_socket: BadSocket, size: int) -> None:
    assert bad_socket.ask("command", {"workshop": room.workshop, **a_command("park", text="x" * size)}) is None


FRAMES: list[str | bytes] = [
    "", "4", "42", "42[", '42["command"]', "42[]", "42[7]", '42["nothing",{}]', "9", "garbage", "45-", '42["disconnect"]', "40/other,",
    '451-["command",{"_placeholder":true}]', '42["enter",' + nested(20_000) + "]", "43[]", "4399[1]", b"\x00\x01", "2probe",
]  # fmt: skip


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: repr(frame)[:40])
def test_frames_that_mean_nothing_trouble_nobody_else(room: Room, frame: str | bytes) -> None:
    with BadSocket(room) as bad, suppress(ConnectionClosed):
        bad.say(frame)
    with BadSocket(room) as bad:
        assert bad.ask("enter", {"workshop": room.workshop, "as": "person"})["ok"]


NOWHERE: list[Any] = [
    None, 7, "x", [], {}, {"workshop": None}, {"workshop": 7}, {"workshop": ["x"]}, {"workshop": "nowhere"}, {"workshop": "\ud800"},
]  # fmt: skip


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
def test_a_page_of_another_site_gets_no_socket(room: Room, origin: str) -> None:
    assert room.greets(origin) == 400
    assert room.greets(room.server.address) == 101


@pytest.mark.parametrize("message", NOWHERE, ids=repr)
@pytest.mark.parametrize("event", ["enter", "sync", "command"])
def test_a_message_for_no_workshop_is_refused(bad_socket: BadSocket, event: str, message: Any) -> None:
    answer = bad_socket.ask(event, message)
    assert not answer["ok"]
    assert answer["code"] in {"bad_message", "stranger"}


@pytest.mark.parametrize("view", ["projector", "facilitator", 7, None, ["person"]], ids=repr)
def test_nobody_enters_as_more_than_they_are(room: Room, bad_socket: BadSocket, view: Any) -> None:
    answer = bad_socket.ask("enter", {"workshop": room.workshop, "as": view})
    if view == "projector":
        assert answer["code"] == "not_allowed"
    else:
        assert "script" not in answer["slices"]


JOINS: dict[str, Any] = {
    "nothing": None,
    "a list": [],
    "a string": "x",
    "no code": {"name": "N"},
    "a code that is a number": {"code": 7, "name": "N"},
    "an unknown code": {"code": "ZZZZ9999", "name": "N", "partner": "o1"},
    "half a character as a code": {"code": "\ud800", "name": "N"},
    "a name that is a list": {"code": "", "name": ["N"], "partner": "o1"},
    "a name of half a character": {"code": "", "name": "\ud800", "partner": "o1"},
    "a name without end": {"code": "", "name": "N" * 5000, "partner": "o1"},
    "another command": {"code": "", "name": "N", "partner": "o1", "participant": "p1"},
    "a role of one's own": {"code": "", "name": "N", "partner": "o1", "role": "facilitator"},
    "an id that is a list": {"code": "", "name": "", "partner": "o1", "command_id": ["x"]},
}


@pytest.mark.parametrize("name", JOINS)
def test_hostile_joining_is_refused(room: Room, name: str) -> None:
    asked = JOINS[name]
    if isinstance(asked, dict) and asked.get("code") == "":
        asked = {**asked, "code": room.code}
    status, answer = Browser(room.server.address).post_json("/api/join", asked)
    assert 400 <= status < 500, answer
    assert not answer["ok"]


@pytest.mark.parametrize("name", BROKEN)
def test_broken_joining_is_refused(room: Room, name: str) -> None:
    status, _, raw = Browser(room.server.address).fetch("/api/join", BROKEN[name], "application/json")
    assert 400 <= status < 500, raw


def test_the_facilitators_own_numbers_are_bounded_too(room: Room) -> None:
    for fields in (
        {"kind": "prioritise", "options": {"budget": 2**60}},
        {"kind": "prioritise", "options": {"cap": -1}},
        {"kind": "gather", "options": {"limit": 10**30}},
        {"kind": "gather", "options": {"low": "\ud800"}},
        {"kind": "entries", "options": {"kinds": ["x"] * 9000}},
        {"kind": "draft", "options": {"section": "x" * 9000}},
        {"kind": "sign"},
        {"kind": "pulse", "minutes": 10**9},
        {"kind": "pulse", "title": "a\u202eb"},
    ):
        status, answer = room.post(json.dumps(a_command("insert_step", before="vision.gather", **fields)).encode(), room.facilitator)
        assert 400 <= status < 500, (fields, answer)

"""Hostile input at both doors: it is refused in words, it never breaks anything, and everybody else goes on working."""

import itertools
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from simple_websocket import Client as WebSocket
from simple_websocket import ConnectionClosed

from facilitator.player import wire
from facilitator.player.client import Browser, Person
from tests.faults.server import Server, command

WITHIN = 64 * 1024
ids = itertools.count(1)


class Room:
    """A workshop on a real server, with somebody who means well and somebody who does not."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.facilitator, self.workshop, code = server.facilitator(["First", "Second"])
        assert command(self.facilitator, self.workshop, "open_doors", "doors")[0] == 200
        self.code = code
        self.good = Person("good", "Good", server.address)
        self.good.join(code, {"partner": "o1"})
        self.good.enter()
        self.bad = Browser(server.address)
        assert self.bad.post_json("/api/join", {"code": code, "name": "Bad", "partner": "o2"})[0] == 200
        self.before = self.seq()

    def seq(self) -> int:
        """How long the log is."""
        return int(json.loads(self.facilitator.fetch(f"/api/workshops/{self.workshop}/view")[2])["seq"])

    def post(self, body: bytes, browser: Browser | None = None, content_type: str = "application/json") -> tuple[int, dict[str, Any]]:
        """Status and answer of raw bytes at the HTTP door."""
        status, _, raw = (browser or self.bad).fetch(f"/api/workshops/{self.workshop}/commands", body, content_type)
        return status, json.loads(raw)

    def good_works(self) -> None:
        """Whoever means well is not disturbed: same socket, next command."""
        self.good.send("write_card", step="vision.gather", text="An idea")
        card = self.good.slices["mine"]["vision.gather"]["cards"][0]["card"]
        self.good.send("drop_card", step="vision.gather", card=card)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with Server(tmp_path_factory.mktemp("hostile")) as server:
        room = Room(server)
        yield room
        room.good.leave()
        # The libraries may complain of what they were sent; nothing of ours has broken.
        told = server.told.read_text()
        assert not [said for said in ("a command failed", "a message failed", "A request failed") if said in told], told[-3000:]


@pytest.fixture(autouse=True)
def nothing_changes(room: Room) -> Iterator[None]:
    """After every test the log is as long as before, and the others can work."""
    before = room.seq()
    yield
    room.good_works()
    assert room.seq() == before


class BadSocket:
    """A socket that says anything."""

    def __init__(self, room: Room) -> None:
        self._room = room
        address = room.server.address.replace("http", "ws", 1) + wire.PATH
        self._socket = WebSocket(address, headers={"Cookie": room.bad.cookies()}, max_message_size=None)
        self._socket.send(wire.CONNECT)
        while self._next().kind != "joined":
            pass

    def __enter__(self) -> "BadSocket":
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._socket.close()
        except ConnectionClosed:
            pass

    def say(self, frame: str | bytes) -> None:
        """Sends raw bytes."""
        self._socket.send(frame)

    def ask(self, event: str, content: Any) -> Any:
        """The answer to an event with this content."""
        return self.ask_raw(event, json.dumps(content))

    def ask_raw(self, event: str, written: str) -> Any:
        """The answer to an event with content in this spelling; None where the server hung up."""
        number = next(ids)
        try:
            self.say(f'42{number}["{event}",{written}]')
            while True:
                frame = self._next()
                if (frame.kind, frame.number) == ("answer", number):
                    return frame.content
        except (ConnectionClosed, OSError):
            return None

    def _next(self) -> wire.Frame:
        raw = self._socket.receive(timeout=10)
        if raw is None:
            raise OSError("silence")
        frame = wire.read(raw)
        if frame.kind == "ping":
            self._socket.send(wire.PONG)
        return frame


@pytest.fixture
def bad_socket(room: Room) -> Iterator[BadSocket]:
    with BadSocket(room) as socket_:
        yield socket_


def a_command(kind: str = "write_card", /, **fields: Any) -> dict[str, Any]:
    """A command with these fields and an id of its own."""
    return {"type": kind, "command_id": f"bad-{next(ids)}", **fields}


def nested(depth: int, inner: str = "1") -> str:
    """JSON that goes this deep."""
    return "[" * depth + inner + "]" * depth


CARD = {"step": "vision.gather", "text": "x"}
COMMANDS: dict[str, Any] = {
    "nothing": None,
    "a number": 7,
    "a string": "write_card",
    "a list": [1, 2],
    "an empty object": {},
    "no such command": a_command("drop_tables"),
    "a private command": a_command("_decide"),
    "a type that is a list": {"type": ["write_card"], "command_id": "x"},
    "a type that is an object": {"type": {"a": 1}, "command_id": "x"},
    "an event instead": a_command("ballot_cast", decision="d1", voter="o1", ballot={"choice": "yes"}),
    "no command id": {"type": "write_card", **CARD},
    "a command id with blanks": {"type": "write_card", "command_id": "a b", **CARD},
    "a huge command id": {"type": "write_card", "command_id": "x" * 5000, **CARD},
    "a number for a text": a_command(step="vision.gather", text=7),
    "a list for a text": a_command(step="vision.gather", text=["x"]),
    "an object for a text": a_command(step="vision.gather", text={"x": 1}),
    "an unknown field": a_command(**CARD, by="p1"),
    "a text too long": a_command(step="vision.gather", text="x" * 301),
    "a null byte": a_command(step="vision.gather", text="a\x00b"),
    "an escape sequence": a_command(step="vision.gather", text="\x1b[2J"),
    "reversed writing": a_command(step="vision.gather", text="a\u202eb"),
    "half a character": a_command(step="vision.gather", text="\ud800"),
    "half a character in an id": a_command(step="\ud800", text="x"),
    "half a character in a type": {"type": "\ud800", "command_id": "x"},
    "half a character in a field's name": a_command("add_entry", kind="goal", fields={"\ud800": "x"}),
    "half a character in a field": a_command("add_entry", kind="goal", fields={"title": "\udfff"}),
    "a very long list": a_command("change_entry", entry="e1", fields={"objectives": ["x"] * 9000}),
    "a list as a decision": a_command("add_entry", kind="initiative", fields={"title": "x", "objectives": ["x"] * 9000}),
    "many fields": a_command("add_entry", kind="goal", fields={f"f{n}": n for n in range(2000)}),
    "many dots": a_command("place_dots", step="vision.prioritise", dots={f"t{n}": 1 for n in range(2000)}),
    "negative dots": a_command("place_dots", step="vision.prioritise", dots={"t1": -5}),
    "a half pulse": a_command("set_pulse", step="arrive.pulse", value=2.5),
    "a pulse of true": a_command("set_pulse", step="arrive.pulse", value=True),
    "a pulse beyond all numbers": a_command("set_pulse", step="arrive.pulse", value=10**90),
    "a base beyond all numbers": a_command("save_text", section="vision", content="x", base=2**63),
    "a number beyond all numbers": a_command("add_entry", kind="resolution_step", fields={"what": "x", "within_days": 10**90}),
    "a policy within a policy": a_command(
        "add_entry", kind="decision_rule", fields={"policy": json.loads('{"fallback":' * 400 + "{}" + "}" * 400)}
    ),
    "a policy with half a character": a_command("add_entry", kind="decision_rule", fields={"policy": {"decider": "\ud800"}}),
    "a policy of numbers": a_command("add_entry", kind="decision_rule", fields={"policy": {"quorum": [2**70, 2**71]}}),
    "a step of another kind": a_command(step="arrive.welcome", text="x"),
    "a path for a step": a_command(step="../../etc/passwd", text="x"),
    "somebody else's name": a_command(**CARD, participant="p1"),
}
BROKEN: dict[str, bytes] = {
    "nothing": b"",
    "half an object": b'{"type":',
    "a comma too many": b'{"type": "park",}',
    "not a number": b'{"type": "set_pulse", "command_id": "x", "step": "arrive.pulse", "value": NaN}',
    "no encoding": b'\xff\xfe{"type": "park"}',
    "half an encoding": b'{"type": "park", "text": "\xc3"}',
    "a null byte": b"\x00" * 100,
    "deep lists": nested(30_000).encode(),
    "deep objects": (b'{"a":' * 10_000) + b"1" + b"}" * 10_000,
    "deep fields": b'{"type":"add_entry","command_id":"deep","kind":"goal","fields":{"title":' + nested(25_000).encode() + b"}}",
    "as deep as can just be read": b'{"type":"add_entry","command_id":"deep","kind":"goal","fields":{"title":' + nested(900).encode() + b"}}",
    "xml": b"<type>park</type>",
}
SAID = {
    "bad_message", "bad_command", "unknown_command", "bad_field", "unfit_text", "bad_policy", "unknown_field", "bad_reference",
    "bad_number", "unknown_step", "not_yours", "unknown_entry", "too_long", "empty", "conflict", "unknown_theme", "bad_request",
}  # fmt: skip


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
    with BadSocket(room) as bad:
        try:
            written = BROKEN[name].decode("latin-1")
            bad.say(f'42{next(ids)}["command",{written}]')
        except ConnectionClosed:
            pass
    with BadSocket(room) as bad:
        assert bad.ask("command", {"workshop": room.workshop, **a_command("signal", kind="ready", on=False)})["ok"]


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_what_does_not_say_that_it_is_json_is_refused(room: Room, content_type: str) -> None:
    status, answer = room.post(json.dumps(a_command(**CARD)).encode(), content_type=content_type or "application/octet-stream")
    assert (status, answer["ok"]) == (415, False)


@pytest.mark.parametrize("size", [WITHIN + 1, 10 * 1024 * 1024], ids=["64 KB and one", "10 MB"])
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
        try:
            line.sendall(body)
        except (BrokenPipeError, ConnectionResetError):
            pass
        assert line.recv(20).startswith(b"HTTP/1.1 413")


def test_as_much_as_a_message_holds_is_read_and_refused_for_what_it_says(room: Room) -> None:
    command_of = lambda text: json.dumps(a_command("park", text=text)).encode()  # noqa: E731
    body = command_of("x" * (WITHIN - 200))
    assert len(body) <= WITHIN
    status, answer = room.post(body)
    assert (status, answer["code"], answer["field"]) == (422, "bad_field", "text")


@pytest.mark.parametrize("size", [WITHIN + 1, 10 * 1024 * 1024], ids=["64 KB and one", "10 MB"])
def test_more_than_a_message_holds_closes_that_socket_alone(room: Room, bad_socket: BadSocket, size: int) -> None:
    assert bad_socket.ask("command", {"workshop": room.workshop, **a_command("park", text="x" * size)}) is None


@pytest.mark.parametrize(
    "frame",
    ["", "4", "42", "42[", '42["command"]', "42[]", "42[7]", '42["nothing",{}]', "9", "garbage", "45-", '451-["command",{"_placeholder":true}]',
     '42["disconnect"]', '42["enter",' + nested(20_000) + "]", "40/other,", "43[]", "4399[1]", b"\x00\x01", "2probe"],
    ids=repr,
)  # fmt: skip
def test_frames_that_mean_nothing_trouble_nobody_else(room: Room, frame: str | bytes) -> None:
    with BadSocket(room) as bad:
        try:
            bad.say(frame)
        except ConnectionClosed:
            pass
    with BadSocket(room) as bad:
        assert bad.ask("enter", {"workshop": room.workshop, "as": "person"})["ok"]


@pytest.mark.parametrize(
    "message", [None, 7, "x", [], {}, {"workshop": None}, {"workshop": 7}, {"workshop": ["x"]}, {"workshop": "nowhere"}, {"workshop": "\ud800"}],
    ids=repr,
)  # fmt: skip
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

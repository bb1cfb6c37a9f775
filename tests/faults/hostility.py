"""A workshop on a real server, with somebody who means well, somebody who does not, and what the latter comes up with."""

import itertools
import json
from contextlib import closing, suppress
from http.client import HTTPConnection
from typing import Any

from simple_websocket import Client as WebSocket
from simple_websocket import ConnectionClosed

from facilitator.player import wire
from facilitator.player.client import Browser, Person
from tests.faults.server import Server, command
from workshops.stores.sqlite import SqliteStore

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
        self.somebody_new()

    def somebody_new(self) -> None:
        """Another one who does not mean well: each has their own pace, and nobody waits for what the one before has asked."""
        self.bad = Browser(self.server.address)
        assert self.bad.post_json("/api/join", {"code": self.code, "name": "Bad", "partner": "o2"})[0] == 200

    def greets(self, origin: str) -> int:
        """The status that a browser gets which asks for a socket from a page of this origin."""
        host = self.server.address.removeprefix("http://")
        asking = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "A" * 22 + "=="}
        with closing(HTTPConnection(host, timeout=10)) as connection:
            connection.request("GET", wire.PATH, headers={**asking, "Origin": origin, "Cookie": self.bad.cookies()})
            with connection.getresponse() as answer:
                return answer.status

    def log(self) -> list[str]:
        """What is written."""
        return SqliteStore(self.server.data / "commonplan.sqlite").load(self.workshop).lines

    def post(self, body: bytes, browser: Browser | None = None, content_type: str = "application/json") -> tuple[int, dict[str, Any]]:
        """Status and answer of raw bytes at the HTTP door."""
        status, _, raw = (browser or self.bad).fetch(f"/api/workshops/{self.workshop}/commands", body, content_type)
        return status, json.loads(raw)

    def good_works(self) -> None:
        """Whoever means well is not disturbed: same socket, next command."""
        self.good.send("write_card", step="vision.gather", text="An idea")
        card = self.good.slices["mine"]["vision.gather"]["cards"][0]["card"]
        self.good.send("drop_card", step="vision.gather", card=card)


class BadSocket:
    """A socket that says anything."""

    def __init__(self, room: Room) -> None:
        address = room.server.address.replace("http", "ws", 1) + wire.PATH
        self._socket = WebSocket(address, headers={"Cookie": room.bad.cookies()}, max_message_size=None)
        self._socket.send(wire.CONNECT)
        while self._next().kind != "joined":
            pass

    def __enter__(self) -> "BadSocket":
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ConnectionClosed):
            self._socket.close()

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
DEEP = b'{"type":"add_entry","command_id":"deep","kind":"goal","fields":{"title":%s}}'
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
    "deep fields": DEEP % nested(25_000).encode(),
    "as deep as can just be read": DEEP % nested(900).encode(),
    "xml": b"<type>park</type>",
}
SAID = {
    "bad_message", "bad_command", "unknown_command", "bad_field", "unfit_text", "bad_policy", "unknown_field", "bad_reference",
    "bad_number", "unknown_step", "not_yours", "unknown_entry", "too_long", "empty", "conflict", "unknown_theme", "bad_request",
}  # fmt: skip

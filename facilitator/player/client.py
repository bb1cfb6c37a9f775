"""One person at their device: pages over HTTP, the room over one WebSocket, the slices as the server sent them."""

from __future__ import annotations

import http.cookiejar
import itertools
import json
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any

from simple_websocket import Client as WebSocket  # type: ignore[import-untyped]
from simple_websocket import ConnectionClosed

from facilitator.player import wire

PATIENCE = 20.0
"""Seconds after which something that should have come is taken for missing."""
QUIET = 0.02
"""Seconds without slices after which all that one tick of the server brought is taken to be here."""


class Trouble(Exception):
    """Something did not go as the scenario says: a sentence for whoever plays it."""


class Refusal(Trouble):
    """The server refused a command; `code` and `message` are its own."""

    def __init__(self, who: str, command: str, answer: dict[str, Any]) -> None:
        self.code = str(answer.get("code", ""))
        self.message = str(answer.get("message", ""))
        super().__init__(f"{who}: {command} was refused: {self.message} ({self.code})")


class Browser:
    """HTTP with a cookie jar of its own, as a browser has it. No proxy stands between: the room is near."""

    def __init__(self, server: str) -> None:
        self.server = server.rstrip("/")
        self.jar = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar), urllib.request.ProxyHandler({}))

    def fetch(self, path: str, body: bytes | None = None, content_type: str = "") -> tuple[int, str, bytes]:
        """Status, final address and bytes of what `path` gives; redirects are followed."""
        # The server is the one that whoever plays has named.
        request = urllib.request.Request(urllib.parse.urljoin(self.server + "/", path), data=body)  # noqa: S310
        if content_type:
            request.add_header("Content-Type", content_type)
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                return answer.status, answer.url, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.url or path, error.read()
        except OSError as error:
            raise Trouble(f"{self.server} does not answer: {error}") from None

    def post_json(self, path: str, content: dict[str, Any]) -> tuple[int, Any]:
        """Status and decoded answer of a JSON post."""
        status, _, raw = self.fetch(path, json.dumps(content).encode(), "application/json")
        try:
            return status, json.loads(raw)
        except ValueError:
            raise Trouble(f"{path} answered {status} without JSON") from None

    def cookies(self) -> str:
        """The cookie header for the socket."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)


class Person:
    """Somebody in the room. `local` is the scenario's id, `id` the server's; `slices` is what this device shows now."""

    def __init__(self, local: str, name: str, server: str) -> None:
        self.local = local
        self.name = name
        self.id = ""
        self.workshop = ""
        self.browser = Browser(server)
        self.slices: dict[str, Any] = {}
        self.heard = 0
        self.on_message: Callable[[str, Any], None] = lambda _kind, _content: None
        self.settled: Callable[[], AbstractContextManager[None]] = nullcontext
        self._marks: dict[str, int] | None = None  # None: no snapshot yet, or a new one is asked for
        self._answers: dict[int, Any] = {}
        self._unread: dict[str, list[Any]] = {}
        self._changed = threading.Condition()
        self._sending = threading.Lock()
        self._numbers = itertools.count(1)
        self._commands = itertools.count(1)
        self._socket: WebSocket | None = None
        self._gone = ""

    def join(self, code: str, details: dict[str, Any]) -> None:
        """Take a seat with the join code, as the join page does."""
        status, answer = self.browser.post_json(
            "/api/join", {"code": code, "name": self.name, "command_id": f"{self.local}-join", **details}
        )
        if status != 200 or not answer.get("ok"):
            raise Refusal(self.name, "join", answer)
        self.workshop = answer["workshop"]

    def enter(self, view: str = "person") -> None:
        """Open the socket and read the first snapshot."""
        address = self.browser.server.replace("http", "ws", 1) + wire.PATH
        try:
            self._socket = WebSocket(address, headers={"Cookie": self.browser.cookies()}, max_message_size=None)
        except (OSError, ConnectionClosed) as error:
            raise Trouble(f"{self.name}: no connection to {address}: {error}") from None
        # Not after "open": where that comes in one packet with the handshake, the library shows it with the next packet only.
        self._say(wire.CONNECT)
        self._wait_to_be_let_in()
        threading.Thread(target=self._read_on, name=f"reads:{self.local}", daemon=True).start()
        self.ask("enter", **{"as": view})
        self.id = self.slices["me"]["id"]

    def send(self, command: str, **fields: Any) -> dict[str, Any]:
        """Send a command and wait for its answer. Raises Refusal where the server refuses it."""
        command_id = f"{self.local}-{next(self._commands)}"
        with self.settled():
            return self.ask("command", command_id=command_id, type=command, **fields)

    def ask(self, event: str, **fields: Any) -> dict[str, Any]:
        """Send an event about this workshop and wait for its answer. Raises Refusal where the server refuses it."""
        answer = self._answer_to(event, {"workshop": self.workshop, **fields})
        if not answer.get("ok"):
            raise Refusal(self.name, str(fields.get("type", event)), answer)
        return dict(answer)

    def unread(self, event: str) -> list[Any]:
        """What has come of an event since this was asked last. Not for slices, which are in `slices` already."""
        with self._changed:
            return self._unread.pop(event, [])

    def wait(self, until: Callable[[dict[str, Any]], Any], what: str, patience: float = PATIENCE) -> Any:
        """What `until` finds in the slices, as soon as it finds something. Raises Trouble when it never comes."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._gone or until(self.slices), patience):
                raise Trouble(f"{self.name}: waited in vain for {what}")
            if not (found := until(self.slices)):
                raise Trouble(f"{self.name}: {self._gone} while waiting for {what}")
            return found

    def quiet_after(self, heard: int, patience: float) -> None:
        """Wait (at most `patience` seconds) until slices came after the first `heard` messages of them, and no more follow."""
        with self._changed:
            self._changed.wait_for(lambda: self.heard > heard, patience)
            while self._changed.wait_for(partial(self._heard_more, self.heard), QUIET):
                pass

    def _heard_more(self, before: int) -> bool:
        return self.heard > before

    def all(self, kind: str) -> list[Any]:
        """The slices ``kind:…``."""
        return [value for name, value in list(self.slices.items()) if name.startswith(f"{kind}:")]

    def leave(self) -> None:
        """Close the socket, as a browser that is closed."""
        if self._socket:
            try:
                self._socket.send(wire.LEAVE)
                self._socket.close()
            except (ConnectionClosed, OSError):
                pass

    def _wait_to_be_let_in(self) -> None:
        frame = wire.Frame("open")
        while frame.kind == "open":
            raw = self._line().receive(timeout=PATIENCE)
            frame = wire.read(raw) if isinstance(raw, str) else wire.Frame("other", content="silence")
        if frame.kind != "joined":
            raise Trouble(f"{self.name}: the server did not let the connection in ({frame.content})")

    def _answer_to(self, name: str, content: Any) -> Any:
        number = next(self._numbers)
        try:
            self._say(wire.event(name, content, number))
        except (ConnectionClosed, OSError):
            self._gone = self._gone or "the connection was closed"
        with self._changed:
            self._changed.wait_for(lambda: self._gone or number in self._answers, PATIENCE)
            if number not in self._answers:
                raise Trouble(f"{self.name}: {name} {content.get('type', '')} was not answered; {self._gone or 'silence'}")
            return self._answers.pop(number)

    def _line(self) -> WebSocket:
        if self._socket is None:
            raise Trouble(f"{self.name} has not entered the room")
        return self._socket

    def _say(self, frame: str) -> None:
        with self._sending:
            self._line().send(frame)

    def _read_on(self) -> None:
        try:
            while True:
                raw = self._line().receive()
                frame = wire.read(raw) if isinstance(raw, str) else wire.Frame("other")
                if frame.kind == "ping":
                    self._say(wire.PONG)
                elif frame.kind == "bye":
                    break
                else:
                    self._hear(frame)
        except (ConnectionClosed, OSError):
            pass
        with self._changed:
            self._gone = self._gone or "the connection was closed"
            self._changed.notify_all()

    def _hear(self, frame: wire.Frame) -> None:
        with self._changed:
            if frame.kind == "answer":
                self.on_message("answer", frame.content)
                self._take(frame.content)
                self._answers[frame.number] = frame.content
            elif frame.kind == "event":
                self.on_message(frame.name, frame.content)
                if frame.name == "slices":
                    self.heard += 1
                    self._follow(frame.content)
                elif frame.name == "out":
                    self._gone = str(frame.content.get("message", "out"))
                else:
                    self._unread.setdefault(frame.name, []).append(frame.content)
            self._changed.notify_all()

    def _follow(self, sent: dict[str, Any]) -> None:
        """Replace slices when `n` is the next of its stream; otherwise something was missed: ask for everything."""
        stream, n = sent["stream"], sent["n"]
        if self._marks is None or n <= self._marks.get(stream, 0):
            return
        if n != self._marks.get(stream, 0) + 1:
            self._marks = None
            self._say(wire.event("sync", {"workshop": self.workshop}, next(self._numbers)))
            return
        self._marks[stream] = n
        self._replace(sent["slices"])

    def _take(self, answer: Any) -> None:
        """Take the slices that an answer carries. One with `n` is a snapshot and replaces everything.

        Done by the reader, before the next message: whoever waits for the answer finds them in place, and no message
        that follows the snapshot is taken for a gap.
        """
        if not isinstance(answer, dict) or not answer.get("ok"):
            return
        if "n" in answer:
            self._marks = dict(answer["n"])
            self.slices = {}
        self._replace(answer.get("slices") or {})

    def _replace(self, slices: dict[str, Any]) -> None:
        for name, value in slices.items():
            if value is None:
                self.slices.pop(name, None)
            else:
                self.slices[name] = value


def leave_all(people: Iterable[Person]) -> None:
    """Close everybody's connection."""
    for person in people:
        person.leave()

"""Voters in a process of their own: each casts ballot after ballot, by HTTP or over a socket, and writes down what was acknowledged.

Started as `python -m tests.faults.voters SERVER WORKSHOP CODE FOLDER PARTNER…`. When the server is gone they wait for it,
look first whether their ballot is still there, and send what was not acknowledged a second time under the same id.
A line of a journal is {"acked": n, "seq": …}, or {"saw": n, "acked": …, "sent": …} after the server was gone.
"""

import itertools
import json
import sys
import threading
import time
from pathlib import Path
from typing import Any, TextIO

from simple_websocket import Client as WebSocket
from simple_websocket import ConnectionClosed

from facilitator.player import wire
from facilitator.player.client import Browser, Trouble

PATIENCE = 30.0


class Gone(Exception):
    """The server does not answer."""


class HttpDoor:
    """Commands by HTTP."""

    def __init__(self, browser: Browser, workshop: str) -> None:
        self._browser = browser
        self._path = f"/api/workshops/{workshop}/commands"

    def send(self, content: dict[str, Any]) -> dict[str, Any]:
        """The answer to a command. Raises Gone."""
        try:
            return dict(self._browser.post_json(self._path, content)[1])
        except (Trouble, OSError) as gone:
            raise Gone from gone


class SocketDoor:
    """Commands over one WebSocket, opened anew after every loss."""

    def __init__(self, browser: Browser, workshop: str) -> None:
        self._browser = browser
        self._workshop = workshop
        self._numbers = itertools.count(1)
        self._socket: WebSocket | None = None

    def send(self, content: dict[str, Any]) -> dict[str, Any]:
        """The answer to a command. Raises Gone."""
        try:
            if self._socket is None:
                self._open()
            return self._ask("command", content)
        except (ConnectionClosed, OSError) as gone:
            self._socket = None
            raise Gone from gone

    def _open(self) -> None:
        address = self._browser.server.replace("http", "ws", 1) + wire.PATH
        self._socket = WebSocket(address, headers={"Cookie": self._browser.cookies()}, max_message_size=None)
        self._socket.send(wire.CONNECT)
        while self._next().kind != "joined":
            pass
        assert self._ask("enter", {"as": "person"})["ok"]

    def _ask(self, event: str, content: dict[str, Any]) -> dict[str, Any]:
        number = next(self._numbers)
        assert self._socket is not None
        self._socket.send(wire.event(event, {"workshop": self._workshop, **content}, number))
        while True:
            frame = self._next()
            if (frame.kind, frame.number) == ("answer", number):
                return dict(frame.content)

    def _next(self) -> wire.Frame:
        assert self._socket is not None
        raw = self._socket.receive(timeout=PATIENCE)
        if raw is None:
            raise OSError("silence")
        frame = wire.read(raw)
        if frame.kind == "ping":
            self._socket.send(wire.PONG)
        return frame


class Voter:
    """One representative and their journal."""

    def __init__(self, server: str, workshop: str, code: str, partner: str, journal: TextIO, by_socket: bool) -> None:
        self.browser = Browser(server)
        self.workshop = workshop
        self.partner = partner
        self.journal = journal
        self.sent = self.acked = 0
        told = {"code": code, "name": f"Voter {partner}", "partner": partner, "voice": True, "command_id": "join"}
        status, answer = self.browser.post_json("/api/join", told)
        assert status == 200, answer
        self.door = SocketDoor(self.browser, workshop) if by_socket else HttpDoor(self.browser, workshop)

    def vote(self) -> None:
        """Votes without end."""
        while True:
            self.sent = self.acked + 1
            content = {
                "type": "cast_ballot", "command_id": f"ballot-{self.sent}", "decision": "d1", "voter": self.partner,
                "choice": "concern" if self.sent % 2 else "object", "reason": f"{self.partner}-{self.sent}",
            }  # fmt: skip
            try:
                answer = self.door.send(content)
            except Gone:
                self.look()
                continue
            if answer["ok"]:
                self.acked = self.sent
                self.note({"acked": self.acked, "seq": answer["seq"]})
            elif answer["code"] in {"wrong_time", "unknown_decision", "not_your_vote"}:
                time.sleep(0.01)  # not yet: the facilitator is about to open the vote
            else:
                self.note({"refused": answer})

    def look(self) -> None:
        """Waits for the server, and notes which ballot it shows."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                status, _, raw = self.browser.fetch(f"/api/workshops/{self.workshop}/view")
            except (Trouble, OSError):
                time.sleep(0.02)
                continue
            shown = json.loads(raw)["slices"].get(f"ballot:d1:{self.partner}") if status == 200 else None
            saw = int(shown["reason"].rpartition("-")[2]) if shown else 0
            self.note({"saw": saw, "acked": self.acked, "sent": self.sent})
            return

    def note(self, line: dict[str, Any]) -> None:
        """One line of the journal, written before anything else is done."""
        self.journal.write(json.dumps(line) + "\n")
        self.journal.flush()


def main(server: str, workshop: str, code: str, folder: str, *partners: str) -> None:
    """Lets one voter per partner vote; every second one over a socket."""
    with_sockets = set(partners[::2])
    voters = []
    for partner in partners:
        journal = (Path(folder) / f"{partner}.jsonl").open("a")
        voters.append(Voter(server, workshop, code, partner, journal, partner in with_sockets))
    threads = [threading.Thread(target=voter.vote) for voter in voters]
    for thread in threads:
        thread.start()


if __name__ == "__main__":
    main(*sys.argv[1:])

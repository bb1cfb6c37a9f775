"""A real server in a process of its own, which can be killed in the middle of anything and started again over the same folder."""

import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

from facilitator.player.client import Browser, Trouble
from facilitator.player.pages import create_workshop, make_account

READY = 30.0
ROOT = Path(__file__).parents[2]
_START = re.compile(r"https?://\S+?(/start/[A-Za-z0-9_-]+)")


class Server:
    """`with Server(folder) as server:` – it listens on `address` and keeps everything under `folder/data`."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.told = folder / "server.log"
        self.address = f"http://127.0.0.1:{free_port()}"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.kill()

    def start(self) -> None:
        """Starts it, on the same address each time, and waits until it answers."""
        with self.told.open("ab") as told:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "facilitator.cli", "serve", "--host", "127.0.0.1", "--port", self.address.rpartition(":")[2],
                 "--data", str(self.data)],
                stdout=told, stderr=told, stdin=subprocess.DEVNULL, cwd=ROOT,
            )  # fmt: skip
        deadline = time.monotonic() + READY
        while not self.answers():
            assert self._process.poll() is None, self.told.read_text()[-3000:]
            assert time.monotonic() < deadline, f"the server was not ready in {READY:.0f} s"
            time.sleep(0.02)

    @property
    def pid(self) -> int:
        """Its process."""
        assert self._process is not None, "it was not started"
        return self._process.pid

    def answers(self) -> bool:
        """Does it answer?"""
        try:
            return Browser(self.address).fetch("/healthz")[0] == 200
        except Trouble:
            return False

    def kill(self) -> None:
        """SIGKILL: nothing is finished, nothing is flushed."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def facilitator(self, partners: list[str]) -> tuple[Browser, str, str]:
        """A browser whose owner has made an account and a workshop of these partners, with its id and join code."""
        browser = Browser(self.address)
        found = _START.search(self.told.read_text())
        assert found, self.told.read_text()
        make_account(browser, found[1], {"email": "f@example.org", "name": "Ines", "password": "a long enough password"})
        workshop, code = create_workshop(browser, {"title": "A plan", "partnership": "A partnership", "partners": partners})
        return browser, workshop, code


def command(browser: Browser, workshop: str, kind: str, command_id: str, /, **fields: object) -> tuple[int, dict[str, object]]:
    """Status and answer of a command sent through the HTTP door."""
    content = {"type": kind, "command_id": command_id, **fields}
    status, answer = browser.post_json(f"/api/workshops/{workshop}/commands", content)
    return status, dict(answer)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

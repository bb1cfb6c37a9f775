"""A server of our own for one play: another process, on a free port of this machine, over a folder of its own."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType

from facilitator.config import Config
from facilitator.player.client import Browser, Trouble

READY = 30.0
"""Seconds that a server may take to start."""
SERVE = (sys.executable, "-m", "facilitator.cli", "serve")
_START = re.compile(r"https?://\S+?(/start/[A-Za-z0-9_-]+)")


class LocalServer:
    """`with LocalServer(folder) as server:` – `server.address` answers inside, `server.start_link` makes the first account."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.start_link = ""
        self._has_account = Config(data).database.exists()
        self._told: list[str] = []
        self._server: subprocess.Popen[str] | None = None

    def __enter__(self) -> LocalServer:
        self._server = subprocess.Popen(  # noqa: S603  our own command line, with our own arguments
            [*SERVE, "--host", "127.0.0.1", "--port", str(self.port), "--data", str(self.data)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        try:
            self._wait_until_ready()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop()

    @property
    def pid(self) -> int:
        """The process of the server."""
        return self._running().pid

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        self._running().kill()
        self._running().wait()

    def _listen(self) -> None:
        # Read to the end: a server whose pipe is full would stand still.
        for line in self._running().stdout or ():
            self._told = [*self._told[-200:], line.rstrip()]
            found = _START.search(line)
            if found:
                self.start_link = found[1]

    def _wait_until_ready(self) -> None:
        server = self._running()
        deadline = time.monotonic() + READY
        while time.monotonic() < deadline:
            if server.poll() is not None:
                raise Trouble("the server did not start:\n" + "\n".join(self._told[-20:]))
            try:
                if Browser(self.address).fetch("/healthz")[0] == 200 and (self.start_link or self._has_account):
                    return
            except Trouble:
                pass
            time.sleep(0.05)
        raise Trouble(f"the server was not ready within {READY:.0f} seconds:\n" + "\n".join(self._told[-20:]))

    def _running(self) -> subprocess.Popen[str]:
        if self._server is None:
            raise Trouble("the server was not started")
        return self._server

    def _stop(self) -> None:
        if self._server is None:
            return
        self._server.terminate()
        try:
            self._server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()
        self._listener.join()
        if self._server.stdout:
            self._server.stdout.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

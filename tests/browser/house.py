"""A real server in a process of its own, on a free port and an empty data folder. It can be stopped, killed and started again."""

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[2]

PATIENCE = 20
"""Seconds that a start or a stop may take on a busy machine."""


class House:
    """The server as an operator sees it: a command, what it prints, and a way to end it."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.port = _free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.start_link = ""
        self._running: subprocess.Popen[str] | None = None
        self.open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self) -> None:
        """Start, and wait until the server says that it is ready. On the first start it prints the link that makes the account."""
        command = [
            sys.executable,
            "-m",
            "facilitator.cli",
            "serve",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
            "--data",
            str(self.data),
        ]
        self._running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        said = []
        assert self._running.stdout
        for line in self._running.stdout:
            said.append(line)
            if link := re.search(r"http\S+/start/\S+", line):
                self.start_link = link.group()
            if "Ctrl+C" in line:
                return
        self.kill()
        raise AssertionError("The server did not start: " + "".join(said))

    def close(self) -> None:
        """Stop as an operator does, with Ctrl+C."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Pull the plug."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if not self._running:
            return
        self._running.send_signal(how)
        assert self._running.stdout
        self._running.stdout.close()
        self._running.wait(PATIENCE)
        self._running = None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

"""A program that writes a file for us, run apart from the server: what it breaks, or never ends, is its own."""

import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress

from gevent import monkey

LONGEST = 60
"""Seconds after which a program is given up."""
NICE = 10
"""How far it stands back behind the server (as `nice`)."""
MEMORY = 2 << 30
"""Bytes of data that it may hold, where the system can set that (Linux). A plan of 500 activities takes it 0.4 GB."""

# The server has made `subprocess` wait in its event loop, and in a native thread it works no more: so the system's own calls.
_spawn, _waitpid = monkey.get_original("os", ["posix_spawn", "waitpid"])
_sleep = monkey.get_original("time", "sleep")


class MissingTool(RuntimeError):
    """A format cannot be made here, since the program that writes it is missing or fails; the message says so to a person."""


class Apart:
    """A program that was started with something to read. May be used in a native thread.

    Two of them run side by side. `written` must be called, or the program is never given up.
    """

    def __init__(self, command: Sequence[str], given: bytes) -> None:
        self._made = tempfile.TemporaryFile()  # noqa: SIM115  closed by `written`
        self._ends = time.monotonic() + LONGEST
        self._running = 0
        with tempfile.TemporaryFile() as put, suppress(OSError):
            put.write(given)
            put.seek(0)
            lent = [(os.POSIX_SPAWN_DUP2, put.fileno(), 0), (os.POSIX_SPAWN_DUP2, self._made.fileno(), 1)]
            self._running = _spawn(command[0], list(command), os.environ, file_actions=lent)
            # Whoever votes meanwhile comes first.
            os.setpriority(os.PRIO_PROCESS, self._running, NICE)
            if sys.platform == "linux":
                resource.prlimit(self._running, resource.RLIMIT_DATA, (MEMORY, MEMORY))

    def written(self) -> bytes | None:
        """What the program wrote; None when it could not be started, failed, or took longer than LONGEST."""
        with self._made:
            if not self._running or self._exit_code() != 0:
                return None
            self._made.seek(0)
            return self._made.read()

    def _exit_code(self) -> int:
        while True:
            done, status = _waitpid(self._running, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
            if time.monotonic() > self._ends:
                os.kill(self._running, signal.SIGKILL)
                _waitpid(self._running, 0)
                return -1
            _sleep(0.01)

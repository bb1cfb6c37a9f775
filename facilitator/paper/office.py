"""The document for a word processor (DOCX, ODT), written by pandoc from the very Markdown that is signed.

The figures stand in it as words: what waits for what, what was offered and asked. Pandoc runs in its sandbox, so that nothing in a
plan makes it read a file or ask another host.
"""

import os
import shutil
import signal
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from gevent import monkey

from facilitator.paper.file import SOURCE

LONGEST = 60
"""Seconds after which pandoc is given up."""
WIDTHS = Path(__file__).with_name("widths.lua")
"""What pandoc does with tables."""


class MissingTool(RuntimeError):
    """A format cannot be made here, since the program that writes it is missing or fails; the message says so to a person."""


def for_office(markdown: bytes, form: str, language: str) -> bytes:
    """The document in `form` (`docx`, `odt`). May be called from a native thread. Raises MissingTool."""
    words = SOURCE.sub("", markdown.decode())
    options = ["--from", "commonmark+pipe_tables", "--to", form, "--sandbox", "--metadata", f"lang={language}"]
    options += ["--lua-filter", str(WIDTHS), "--output", "-"]
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as made:
        given.write(words.encode())
        given.seek(0)
        if _run([_pandoc(), *options], given.fileno(), made.fileno()) != 0:
            raise MissingTool(f"The {form.upper()} file could not be written here. The plan as Markdown holds the same.")
        made.seek(0)
        return made.read()


def _pandoc() -> str:
    found: str | None = None
    with suppress(ImportError):
        # An optional part: without it everything else works. Asked itself where its program is, it would start it each time.
        import pypandoc

        found = shutil.which("pandoc", path=str(Path(pypandoc.__file__).parent / "files"))
    found = found or shutil.which("pandoc")
    if found is None:
        raise MissingTool("This server has no pandoc, which writes files for word processors. The plan as Markdown holds the same.")
    return found


def _run(command: list[str], given: int, made: int) -> int:
    """Runs a program between two open files; its exit code, below 0 when it cannot be started or takes too long."""
    # The server has made `subprocess` wait in its event loop, and in a native thread it works no more: so the system's own calls.
    spawn, waitpid = monkey.get_original("os", ["posix_spawn", "waitpid"])
    sleep = monkey.get_original("time", "sleep")
    lent = [(os.POSIX_SPAWN_DUP2, given, 0), (os.POSIX_SPAWN_DUP2, made, 1)]
    ends = time.monotonic() + LONGEST
    try:
        running = spawn(command[0], command, os.environ, file_actions=lent)
        while True:
            done, status = waitpid(running, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
            if time.monotonic() > ends:
                os.kill(running, signal.SIGKILL)
                waitpid(running, 0)
                return -1
            sleep(0.01)
    except OSError:
        return -1

"""The document for a word processor (DOCX, ODT), written by pandoc from the very Markdown that is signed.

The figures stand in it as words: what waits for what, what was offered and asked. Pandoc runs in its sandbox, so that nothing in a
plan makes it read a file or ask another host.
"""

import re
import subprocess
import tempfile

from gevent import monkey

LONGEST = 60
"""Seconds after which pandoc is given up."""

# Only our own writer begins a line with backticks: what people type is escaped.
_SOURCE = re.compile(r"(?ms)^```mermaid\n(?:flowchart|gantt)\b.*?^```\n\n")
_MARKERS = re.compile(r"(?m)^<!-- .* -->\n")


class MissingTool(RuntimeError):
    """A format cannot be made here, since the program that writes it is missing or fails; the message says so to a person."""


def for_office(markdown: bytes, form: str, language: str) -> bytes:
    """The document in `form` (`docx`, `odt`). May be called from a native thread. Raises MissingTool."""
    words = _MARKERS.sub("", _SOURCE.sub("", markdown.decode()))
    options = ["--from", "commonmark+pipe_tables", "--to", form, "--sandbox", "--metadata", f"lang={language}", "--output", "-"]
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as made:
        given.write(words.encode())
        given.seek(0)
        if _run([_pandoc(), *options], given, made) != 0:
            raise MissingTool(f"The {form.upper()} file could not be written here. The plan as Markdown holds the same.")
        made.seek(0)
        return made.read()


def _pandoc() -> str:
    try:
        # An optional part: without it everything else works.
        from pypandoc import get_pandoc_path

        return str(get_pandoc_path())
    except (ImportError, OSError):
        message = "This server has no pandoc, which writes files for word processors. The plan as Markdown holds the same."
        raise MissingTool(message) from None


def _run(command: list[str], given: object, made: object) -> int:
    # Where the server has made subprocesses wait in its event loop, they work in no other thread; the original does.
    popen = monkey.get_original("subprocess", "Popen")
    try:
        with popen(command, stdin=given, stdout=made, stderr=subprocess.DEVNULL) as running:
            try:
                return int(running.wait(LONGEST))
            except subprocess.TimeoutExpired:
                running.kill()
                return -1
    except OSError:
        return -1

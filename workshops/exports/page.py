"""The building blocks of the Markdown file: headings, tables, lists, times. All that people typed passes through here.

Nothing typed can become structure: `typed` and `passage` escape it, so that a CommonMark reader gives back the very words.
"""

import datetime
import re
from collections.abc import Iterable, Sequence

from workshops.prose.markdown import plain
from workshops.prose.signs import legible
from workshops.prose.spelling import spell
from workshops.prose.tree import Block, Paragraph, Run, tidy_runs, words_of

FIRST_LINE = "<!-- workplan-export v1 -->"
SHORT = r"[A-Z]\d{1,6}"
"""A short id, as a pattern."""
LABELLED = re.compile(r"\*\*((?:[^*\\]|\\.)+):\*\*(?:\s(.*)|$)", re.DOTALL)
"""The source of what `labelled` writes: the label, and the words where there are any."""
CERTIFICATE = "<!-- BEGIN SIGN-OFF CERTIFICATE v1 -->"


def document(parts: Iterable[str]) -> bytes:
    """The parts as one file: a blank line between them, LF, one line feed at the end, UTF-8."""
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def typed(words: str) -> str:
    """What somebody typed, on one line, as the words they are."""
    return plain(legible(words))


def passage(words: str) -> str:
    """What somebody typed on several lines: line feeds become line breaks, blank lines part paragraphs."""
    blocks: list[Block] = [Paragraph((Run(part),)) for part in paragraphs(words)]
    return spell(tuple(blocks))


def paragraphs(words: str) -> list[str]:
    """What somebody typed on several lines, as its paragraphs: blanks at the ends of lines, and empty lines, say nothing."""
    parts = (tidy_runs([Run(part)]) for part in re.split(r"\n\s*\n", legible(words)))
    return [words_of(runs) for runs in parts if runs]


_SEMICOLON = re.compile(r"&(?:lt|amp|#\d+);|;")


def several(names: Iterable[str]) -> str:
    """Typed names one after the other, parted by semicolons that no name can bring: its own are written as numbers."""
    return "; ".join(_SEMICOLON.sub(lambda found: "&#59;" if found[0] == ";" else found[0], typed(name)) for name in names)


def heading(level: int, words: str, short: str = "") -> str:
    """A heading with words that are escaped already, and a short id behind them."""
    return " ".join(part for part in ("#" * level, words, f"[{short}]" if short else "") if part)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are escaped already, an empty one included."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def item(words: str, inside: Iterable[str] = ()) -> str:
    """An item of a list, whose further lines and inner items stand four columns in."""
    first, *others = words.split("\n")
    inner = [line for part in inside for line in part.split("\n")]
    return "\n".join(["- " + first, *("    " + line if line else "" for line in [*others, *inner])])


def listed(items: Iterable[str]) -> str:
    """A list of such items."""
    return "\n".join(items)


def labelled(label: str, words: str) -> str:
    """`**Why:** because`, with words that are escaped already."""
    return f"**{plain(label)}:** {words}"


def quoted(markdown: str) -> str:
    """A text as a quotation."""
    return "\n".join(f"> {line}" if line else ">" for line in markdown.split("\n"))


def day(at: int) -> str:
    """The day of a time in ms UTC: `2026-11-22`."""
    return _moment(at).strftime("%Y-%m-%d")


def second(at: int) -> str:
    """A time in ms UTC, to the second: `2026-11-22 09:30:05 UTC`."""
    return _moment(at).strftime("%Y-%m-%d %H:%M:%S UTC")


def _moment(at: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(at // 1000, datetime.UTC)

"""How a text is kept beside the log: a row for each update, numbered, and one under number 0 for all that was merged."""

from base64 import b64decode, b64encode
from typing import Any

from workshops.prose.reading import read
from workshops.texts.text import Text, with_content

Row = dict[str, Any]

MERGED = "0" * 10
"""The key of the row that holds what was merged; it comes before those of all updates."""
_IMPORTER = 3
"""The client id under which a text that was kept as Markdown is drawn: the same document each time."""


def rows_between(before: Text, after: Text) -> list[tuple[str, Row | None]]:
    """What turns the rows of `before` into those of `after`, which follows it by one update: key and row, None to take it away."""
    if after.merged == before.merged:
        return [(_key(after.version), _row(after.tail[-1], after))]
    gone = [(_key(number), None) for number in range(before.merged + 1, before.version + 1)]
    return [(MERGED, _row(after.base, after) | {"version": after.version}), *gone]


def with_row(text: Text, key: str, row: Row | None) -> Text:
    """A text with one of its rows taken in. A row that is taken away changes nothing: what it held stands in the merged one."""
    if row is None:
        return text
    update = b64decode(row["update"])
    if key == MERGED:
        return Text(row["version"], row["version"], update, (), row["by"], row["at"], row["heard"])
    return Text(int(key), text.merged, text.base, (*text.tail, update), row["by"], row["at"], row["heard"])


def from_markdown(row: Row, text: Text) -> Text:
    """A text as it was kept before texts were co-edited (`content`, `version`, `by`, `at`), with the updates that came after it."""
    drawn = with_content(Text(), read(row["content"]), _IMPORTER, row["by"], row["at"], "")
    version = row["version"]
    later = text.version > version
    by, at = (text.by, text.at) if later else (row["by"], row["at"])
    return Text(version + len(text.tail), version, drawn.since(0), text.tail, by, at, text.heard)


def _key(number: int) -> str:
    return f"{number:0{len(MERGED)}}"


def _row(update: bytes, text: Text) -> Row:
    return {"update": b64encode(update).decode(), "by": text.by, "at": text.at, "heard": text.heard}

"""How a text is kept beside the log: a row for each update, numbered, and one under number 0 for all that was merged."""

from base64 import b64decode, b64encode
from typing import Any

from workshops.prose.reading import read
from workshops.texts.copy import Copy
from workshops.texts.drawing import redraw
from workshops.texts.text import FIRST_CLIENT, SEED, Text

Row = dict[str, Any]

MERGED = "0" * 10
"""The key of the row that holds what was merged; it comes before those of all updates."""
_IMPORTER = FIRST_CLIENT
"""The client id under which a text that was kept as Markdown is drawn: the same document each time."""


def rows_between(before: Text, after: Text) -> list[tuple[str, Row | None]]:
    """What turns the rows of `before` into those of `after`, which follows it by one update: key and row, None to take it away."""
    rows: list[tuple[str, Row | None]] = []
    if after.merged > before.merged:
        writers = {str(client): who for client, who in after.writers.items()}
        rows = [(MERGED, _row(after.base, after) | {"version": after.merged, "writers": writers})]
        rows += [(_key(number), None) for number in range(before.merged + 1, min(after.merged, before.version) + 1)]
    if after.tail:
        new = [client for client in after.writers if client not in before.writers]
        rows.append((_key(after.version), _row(after.tail[-1], after) | {"clients": new}))
    return rows


def with_row(text: Text, key: str, row: Row | None) -> Text:
    """A text with one of its rows taken in. A row that is taken away changes nothing: what it held stands in the merged one."""
    if row is None:
        return text
    update = b64decode(row["update"])
    if key == MERGED:
        merged = row["version"]
        apart = text.tail[len(text.tail) - max(0, text.version - merged) :]
        writers = {int(client): who for client, who in row["writers"].items()}
        return Text(max(merged, text.version), merged, update, apart, row["by"], row["at"], row["heard"], writers)
    writers = text.writers | dict.fromkeys(row["clients"], row["by"])
    return Text(int(key), text.merged, text.base, (*text.tail, update), row["by"], row["at"], row["heard"], writers)


def from_markdown(row: Row, text: Text) -> Text:
    """A text as it was kept before texts were co-edited (`content`, `version`, `by`, `at`), with the updates that came after it."""
    # Not as an update: it may be larger than one of those, and nothing was wrong with it when it was taken in.
    drawn = Copy.of(SEED, client=_IMPORTER)
    drawn.edited(lambda fragment: redraw(fragment, read(row["content"])))
    version = row["version"]
    later = text.version > version
    by, at = (text.by, text.at) if later else (row["by"], row["at"])
    return Text(version + len(text.tail), version, drawn.whole(), text.tail, by, at, text.heard, {_IMPORTER: row["by"]} | text.writers)


def _key(number: int) -> str:
    return f"{number:0{len(MERGED)}}"


def _row(update: bytes, text: Text) -> Row:
    return {"update": b64encode(update).decode(), "by": text.by, "at": text.at, "heard": text.heard}

"""The value of a field as the document writes it, read back by the field's type."""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from workshops.imports.signs import code, parted, references
from workshops.plan.kinds import Field
from workshops.prose.reading import read_line

GONE = " (has withdrawn)"


class NotUnderstood(ValueError):
    """The words are no value of this field; the exception quotes them."""


Names = Mapping[str, str]
"""The places of the partners by what the document calls them."""


def read_value(field: Field, sources: Sequence[str], names: Names) -> Any:
    """The value that these paragraphs of source say. Raises NotUnderstood."""
    words = "\n\n".join(filter(None, map(read_line, sources)))
    if not words:
        return field.unset()
    source = "\n".join(sources)
    reader = READERS.get(field.type)
    return reader(field, source, words, names) if reader else words if field.type == "passage" else " ".join(words.split())


def place_named(name: str, names: Names) -> str:
    """The place of the partner with this name. Raises NotUnderstood."""
    found = names.get(name) or names.get(name.removesuffix(GONE))
    if not found:
        raise NotUnderstood(name)
    return found


def _date(field: Field, source: str, words: str, names: Names) -> str:
    try:
        return datetime.date.fromisoformat(words).isoformat()
    except ValueError:
        raise NotUnderstood(words) from None


def _choice(field: Field, source: str, words: str, names: Names) -> str:
    found = [value for value, label in field.options if words.casefold() in (label.casefold(), value)]
    if not found:
        raise NotUnderstood(words)
    return found[0]


def _number(field: Field, source: str, words: str, names: Names) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", words):
        raise NotUnderstood(words)
    return int(words)


def _flag(field: Field, source: str, words: str, names: Names) -> bool:
    if words.casefold() not in ("yes", "no"):
        raise NotUnderstood(words)
    return words.casefold() == "yes"


def _ref(field: Field, source: str, words: str, names: Names) -> str:
    # Without a short id nothing says which of two entries with one title is meant.
    found = references(source)
    if not found:
        raise NotUnderstood(words)
    return found[-1]


def _refs(field: Field, source: str, words: str, names: Names) -> list[str]:
    found = references(source)
    if not found:
        raise NotUnderstood(words)
    return list(dict.fromkeys(found))


def _partner(field: Field, source: str, words: str, names: Names) -> str:
    return place_named(words, names)


def _partners(field: Field, source: str, words: str, names: Names) -> list[str]:
    return [place_named(name, names) for name in parted(source)]


def _policy(field: Field, source: str, words: str, names: Names) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(code(source), type=dict[str, Any])
    except msgspec.MsgspecError:
        raise NotUnderstood(words) from None
    return found


READERS: dict[str, Callable[[Field, str, str, Names], Any]] = {
    "date": _date,
    "choice": _choice,
    "number": _number,
    "flag": _flag,
    "ref": _ref,
    "refs": _refs,
    "partner": _partner,
    "partners": _partners,
    "policy": _policy,
}
"""By type; the others are words."""

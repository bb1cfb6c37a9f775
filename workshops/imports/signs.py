"""The signs that our writer puts between what people typed: found in the source, where everything typed is escaped."""

import re

from workshops.exports.page import LABELLED, SHORT
from workshops.plan.kinds import KINDS
from workshops.prose.reading import read_line

_ESCAPED = r"(?:\\.|[^*\\])"
_REFERENCE = re.compile(rf"(?<!\\)\[({SHORT})\]")
_NAMED = re.compile(rf"\*\*({_ESCAPED}+?)\*\*(.*)", re.DOTALL)
_HEADED = re.compile(rf"(.+?):\s*(.*?)\s*(?:\[({SHORT})\])?", re.DOTALL)
_CODE = re.compile(r"(?<!\\)`([^`]+)`\s*\Z")
_PARTED = re.compile(r"((?:&(?:lt|amp|#\d+);|[^;])*)(?:; |;\Z|\Z)")

LETTERS = {kind.letter: kind for kind in KINDS.values()}
"""The kinds by the letters of their short ids."""


def references(source: str) -> list[str]:
    """The short ids that a source refers to."""
    return _REFERENCE.findall(source)


def title_and_short(source: str) -> tuple[str, str]:
    """`**Field to Fork** [I3]`, or less of it: the title as people read it, and the short id, "" where there is none."""
    named = _NAMED.fullmatch(source)
    title, rest = (named[1], named[2]) if named else (source, source)
    short = references(rest)
    if not named and short:
        title = source[: source.rindex(f"[{short[-1]}]")]
    return read_line(title), short[-1] if short else ""


def labelled(source: str) -> tuple[str, str] | None:
    """`**Why:** because`: the label as people read it and the source of the words; None where nothing is labelled so."""
    found = LABELLED.fullmatch(source)
    return (read_line(found[1]), found[2] or "") if found else None


def headed(source: str) -> tuple[str, str, str]:
    """`Goal: Food for all [G1]`: the label, the title, and the short id; "" for what is missing."""
    found = _HEADED.fullmatch(source)
    return (read_line(found[1]), read_line(found[2]), found[3] or "") if found else (read_line(source), "", "")


def code(source: str) -> str:
    """The code at the end of a source, "" where there is none."""
    found = _CODE.search(source)
    return found[1] if found else ""


def parted(source: str) -> list[str]:
    """The names in a list that semicolons part, as people read them."""
    found = (read_line(part) for part in _PARTED.findall(source))
    return [name for name in found if name]

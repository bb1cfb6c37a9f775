"""A workshop whose plan has entries of every kind, with whatever words one gives them."""

from functools import cache
from typing import Any

from msgspec import structs

from tests.scene import Scene
from workshops.plan.document import Entry
from workshops.plan.fields import blank
from workshops.plan.kinds import KINDS, Field
from workshops.state import Workshop
from workshops.stores.agendas import shipped

ALIKE = 2
"""Entries of each kind, so that a table has rows and a reference something to choose from."""


@cache
def _bare() -> Workshop:
    return Scene("Kitchen", "Council", agenda=shipped()["full"]).open().state


def plan_saying(words: str, more: str = "") -> Workshop:
    """A plan with entries of every kind: each field that people type into says `words`, and those that take lines `more` besides."""
    entries: dict[str, Entry] = {}
    firsts: dict[str, str] = {}
    for kind in KINDS.values():
        for number in range(1, 1 + (1 if kind.single else ALIKE)):
            entry_id = f"e{len(entries) + 1}"
            given = {field.name: _value(field, words, more, firsts, number) for field in kind.fields}
            entries[entry_id] = Entry(entry_id, kind.name, number, blank(kind) | given)
            firsts.setdefault(kind.name, entry_id)
    bare = _bare()
    return structs.replace(bare, plan=structs.replace(bare.plan, entries=entries))


def _value(field: Field, words: str, more: str, firsts: dict[str, str], number: int) -> Any:
    others = [firsts[kind] for kind in field.of if kind in firsts]
    month = number if field.name in ("from", "start") else 10 + number
    values: dict[str, Any] = {
        "line": words,
        "theme": words,
        "passage": words + more,
        "date": f"2027-{month:02}-15",
        "choice": field.options[number % len(field.options)][0] if field.options else "",
        "number": 7 * number,
        "ref": "".join(others[:1]),
        "refs": others,
        "partner": f"o{number}",
        "partners": ["o1", "o2"],
        "flag": True,
    }
    return values.get(field.type, field.unset())

"""Reading the fields of an entry against the declaration of its kind: typed, bounded, and refused in words."""

import datetime
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from workshops.bounds import line, passage
from workshops.decisions.checking import read_policy
from workshops.decisions.policy import as_written
from workshops.plan.document import Plan
from workshops.plan.kinds import KINDS, Field, Kind
from workshops.refusal import Refused

MOST_NAMED = 100
"""Entries or partners that one field may name."""


class Surroundings(Struct, frozen=True):
    """What references are checked against: the plan, and the partners' ids."""

    plan: Plan
    partners: frozenset[str]


def read_fields(kind: Kind, written: dict[str, Any], around: Surroundings) -> dict[str, Any]:
    """The given fields in their canonical form. Only those given; unknown ones are refused by name."""
    unknown = [name for name in written if kind.field(name) is None]
    if unknown:
        raise Refused("unknown_field", f"{kind.label} has no field “{unknown[0][:40]}”.", unknown[0][:40])
    fields = ((field, written[field.name]) for field in kind.fields if field.name in written)
    return {field.name: READERS[field.type](field, value, around) for field, value in fields}


def blank(kind: Kind) -> dict[str, Any]:
    """The fields of a new entry before anything is written."""
    return {field.name: field.unset() for field in kind.fields}


def refuse_if_hollow(kind: Kind, fields: dict[str, Any]) -> None:
    """Refused when an entry says nothing at all: what is most needed of it is asked for first."""
    first = kind.fields[0]
    for field in kind.fields:
        said_first = field is first and field.needed and field.type in ("line", "passage", "choice")
        if (said_first or field.type == "policy") and not fields.get(field.name):
            raise Refused("empty", f"Please fill in “{field.label}”.", field.name)
    if all(fields[field.name] == field.unset() for field in kind.fields):
        raise Refused("empty", "Please fill in at least one field.", first.name)


def lacking(kind: Kind, fields: dict[str, Any]) -> list[Field]:
    """The fields that a complete plan needs and that are not filled in yet."""
    return [field for field in kind.fields if field.needed and fields.get(field.name) in ("", None, [], {})]


def references(kind: Kind, fields: dict[str, Any]) -> list[str]:
    """The ids of entries that an entry refers to."""
    found: list[str] = []
    for field in kind.fields:
        value = fields.get(field.name)
        if field.type == "ref" and value:
            found.append(value)
        elif field.type == "refs":
            found.extend(value or ())
    return found


def _text(field: Field, value: Any, most: int) -> str:
    if not isinstance(value, str):
        raise Refused("bad_field", f"“{field.label}” is a text.", field.name)
    if len(value) > most:
        raise Refused("too_long", f"“{field.label}” holds {most} characters; this has {len(value)}.", field.name)
    return value


def _line(field: Field, value: Any, around: Surroundings) -> str:
    return line(_text(field, value, field.bound), field.name)


def _passage(field: Field, value: Any, around: Surroundings) -> str:
    return passage(_text(field, value, field.bound), field.name)


def _date(field: Field, value: Any, around: Surroundings) -> str:
    written = _text(field, value, 10)
    if written:
        try:
            if datetime.date.fromisoformat(written).isoformat() != written:
                raise ValueError(written)
        except ValueError:
            raise Refused("bad_date", f"“{field.label}” is a date such as 2027-09-30.", field.name) from None
    return written


def _choice(field: Field, value: Any, around: Surroundings) -> str:
    if value != "" and value not in [option for option, _ in field.options]:
        words = ", ".join(label for _, label in field.options)
        raise Refused("bad_choice", f"“{field.label}” is one of: {words}.", field.name)
    return str(value)


def _number(field: Field, value: Any, around: Surroundings) -> int | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= field.bound:
        raise Refused("bad_number", f"“{field.label}” is a whole number from 0 to {field.bound}.", field.name)
    return value


def _flag(field: Field, value: Any, around: Surroundings) -> bool:
    if not isinstance(value, bool):
        raise Refused("bad_field", f"“{field.label}” is yes or no.", field.name)
    return value


def _ref(field: Field, value: Any, around: Surroundings) -> str:
    name = _text(field, value, 64)
    entry = around.plan.entries.get(name)
    if name and (entry is None or entry.removed or entry.kind not in field.of):
        wanted = " or ".join(KINDS[kind].label.lower() for kind in field.of)
        raise Refused("bad_reference", f"“{field.label}” refers to {_article(wanted)} {wanted} that is not in the plan.", field.name)
    return name


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def _refs(field: Field, value: Any, around: Surroundings) -> list[str]:
    if not isinstance(value, list) or len(value) > MOST_NAMED:
        raise Refused("bad_reference", f"“{field.label}” is a list of at most {MOST_NAMED}.", field.name)
    return list(dict.fromkeys(_ref(field, one, around) for one in value if one != ""))


def _partner(field: Field, value: Any, around: Surroundings) -> str:
    name = _text(field, value, 64)
    if name and name not in around.partners:
        raise Refused("no_partner", f"“{field.label}” is one of the partners.", field.name)
    return name


def _partners(field: Field, value: Any, around: Surroundings) -> list[str]:
    if not isinstance(value, list) or len(value) > MOST_NAMED:
        raise Refused("no_partner", f"“{field.label}” is a list of partners.", field.name)
    return list(dict.fromkeys(_partner(field, one, around) for one in value if one != ""))


def _policy(field: Field, value: Any, around: Surroundings) -> dict[str, Any]:
    return as_written(read_policy(value, field.name))


READERS: dict[str, Callable[[Field, Any, Surroundings], Any]] = {
    "line": _line,
    "theme": _line,
    "passage": _passage,
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

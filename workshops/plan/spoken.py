"""The values of an entry in words: references by title and short id, choices by label, policies in a line."""

from collections.abc import Mapping
from typing import Any

from workshops.decisions.checking import read_policy
from workshops.decisions.words import in_one_line
from workshops.plan.document import Entry, Plan
from workshops.plan.kinds import KINDS, Field


def spoken_value(field: Field, value: Any, plan: Plan, partners: Mapping[str, str]) -> str:
    """One value as a person reads it, unescaped; "" when it is unset or a flag is down. `partners` gives names by id."""
    if value is False or value in ("", None, [], {}):
        return ""
    match field.type:
        case "choice":
            return dict(field.options).get(value, str(value))
        case "flag":
            return "Yes"
        case "partner":
            return partners.get(value, value)
        case "partners":
            return "; ".join(partners.get(one, one) for one in value)
        case "ref":
            return spoken_reference(plan, value)
        case "refs":
            return "; ".join(spoken_reference(plan, one) for one in value)
        case "policy":
            return in_one_line(read_policy(value), partners)
        case _:
            return str(value)


def spoken_reference(plan: Plan, entry_id: str) -> str:
    """`Warm Tables [I1]`: the title, and the short id that makes it unambiguous."""
    entry = plan.entries.get(entry_id)
    if entry is None:
        return ""
    return f"{entry.titled()} [{entry.short}]".strip()


def spoken_entry(entry: Entry, plan: Plan, partners: Mapping[str, str]) -> list[tuple[str, str]]:
    """Label and words of each field that is set, in the declared order."""
    said = ((field.label, spoken_value(field, entry.fields.get(field.name), plan, partners)) for field in KINDS[entry.kind].fields)
    return [(label, words) for label, words in said if words]

"""The kinds of entries, declared once as data: form, table, validation, export and check all follow from here.

What a declaration is made of stands in `form.py`; a kind is a row of one of the modules beside it.
"""

from typing import Any

import msgspec

from workshops.plan.kinds.aims import AIMS
from workshops.plan.kinds.deciding import DECIDING
from workshops.plan.kinds.form import Field, Kind
from workshops.plan.kinds.keeping import KEEPING
from workshops.plan.kinds.work import WORK

__all__ = ["DECLARED", "KINDS", "Field", "Kind", "kinds_of"]

KINDS: dict[str, Kind] = {kind.name: kind for kind in (*DECIDING, *AIMS, *WORK, *KEEPING)}
"""By name, in document order within their section."""


def kinds_of(section: str) -> list[Kind]:
    """The kinds that stand in a section, in document order."""
    return [kind for kind in KINDS.values() if kind.section == section]


DECLARED: dict[str, Any] = {
    kind.name: msgspec.to_builtins(kind)
    | {"now": [field.name for field in kind.asked_now()], "columns": [field.name for field in kind.in_columns()]}
    for kind in KINDS.values()
}
"""The declarations in plain JSON types, as the browser gets them; `now` names what the room asks for, `columns` what a table shows."""

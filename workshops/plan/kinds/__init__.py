"""The kinds of entries, declared once as data: form, table, validation, export and check all follow from here.

What a declaration is made of stands in `form.py`; a kind is a row of one of the modules beside it.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec

from workshops.plan.kinds.aims import AIMS
from workshops.plan.kinds.deciding import DECIDING
from workshops.plan.kinds.form import Field, Kind
from workshops.plan.kinds.keeping import KEEPING
from workshops.plan.kinds.work import WORK

__all__ = ["KINDS", "Field", "Kind", "declared", "kinds_of"]

KINDS: dict[str, Kind] = {kind.name: kind for kind in (*DECIDING, *AIMS, *WORK, *KEEPING)}
"""By name, in document order within their section."""


def kinds_of(section: str) -> list[Kind]:
    """The kinds that stand in a section, in document order."""
    return [kind for kind in KINDS.values() if kind.section == section]


def declared(sections: Iterable[str]) -> dict[str, Any]:
    """The kinds of these sections by name, in plain JSON types, as the browser gets them.

    `now` names what the room asks for, `columns` what a table shows.
    """
    wanted = set(sections)
    return {kind.name: _declared(kind) for kind in KINDS.values() if kind.section in wanted}


@cache
def _declared(kind: Kind) -> dict[str, Any]:
    names = {"now": [field.name for field in kind.asked_now()], "columns": [field.name for field in kind.in_columns()]}
    return dict(msgspec.to_builtins(kind)) | names

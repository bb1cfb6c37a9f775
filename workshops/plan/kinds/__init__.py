"""The kinds of entries, declared once as data: form, table, validation, export and check all follow from here.

A kind is a row of `KINDS`; a field says its type, its bound, and whether a complete plan needs it. Field types:

| type | value | notes |
| --- | --- | --- |
| line | text on one line | at most `bound` characters |
| passage | text on several lines | at most `bound` characters |
| date | ISO date, "" = unset | |
| choice | one of `options` (value, label), "" = unset | |
| number | integer from 0 to `bound` | null = unset |
| ref | the id of an entry of kind `of`, "" = unset | |
| refs | a list of such ids | |
| partner | a partner's id, "" = unset | |
| theme | text on one line; the themes of the vision are offered | |
| flag | true or false | |
| policy | a decision policy (DECISIONS.md) | |
"""

from typing import Any

import msgspec
from msgspec import Struct

from workshops.decisions.words import KINDS as KINDS_OF_DECISION


class Field(Struct, frozen=True):
    """One field of a kind. See the table above."""

    name: str
    label: str
    type: str = "line"
    needed: bool = False
    help: str = ""
    of: str = ""
    options: tuple[tuple[str, str], ...] = ()
    bound: int = 200


class Kind(Struct, frozen=True):
    """A kind of entry: the section it stands in, its letter for short ids (`G1`), its words and fields.

    `titled` names the field that stands for the whole entry where another refers to it ("" = the short id alone).
    """

    name: str
    section: str
    letter: str
    label: str
    plural: str
    fields: tuple[Field, ...]
    titled: str = "title"
    single: bool = False

    def field(self, name: str) -> Field | None:
        """The field with this name."""
        return next((field for field in self.fields if field.name == name), None)

    def heading(self) -> Field | None:
        """The field that a reader takes for the name of an entry: its title, or what it was first chosen to be."""
        return self.field(self.titled) or next((field for field in self.fields if field.type == "choice"), None)


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "decision_rule", "decisions", "R", "Decision rule", "Decision rules",
            (
                Field("applies_to", "Kind of decision", "choice", True, "What is decided so", options=tuple(KINDS_OF_DECISION.items())),
                Field("policy", "How it is decided", "policy", True),
                Field("may_depart", "May the facilitator use another rule, with a reason?", "flag"),
            ),
            titled="",
        ),
        Kind(
            "resolution_step", "decisions", "S", "Step of issue resolution", "How issues get resolved",
            (
                Field("what", "What we do", needed=True, help="The first step first; each next one only if the one before did not help"),
                Field("who", "Who takes part", needed=True),
                Field("within_days", "Within how many days", "number", True, bound=3650),
            ),
            titled="what",
        ),
        Kind(
            "role", "decisions", "O", "Role", "Structure and roles",
            (
                Field("title", "Role", needed=True),
                Field("held_by", "Held by", needed=True),
                Field("mandate", "What it may decide", "passage", True, bound=500),
                Field("reports_to", "Reports to", "ref", of="role"),
            ),
        ),
        Kind(
            "horizon", "scope", "H", "Horizon", "Horizon",
            (Field("from", "From", "date", True), Field("to", "To", "date", True)),
            titled="", single=True,
        ),
        Kind(
            "focus_area", "scope", "F", "Focus area", "Focus areas",
            (
                Field("title", "Focus area", needed=True, help="Few words that everybody can repeat"),
                Field("why", "Why this one", "passage", bound=500),
                Field("theme", "Theme of the vision it serves", "theme"),
            ),
        ),
        Kind(
            "boundary", "scope", "B", "Boundary", "In scope and out of scope",
            (
                Field("text", "What", "passage", True, bound=500),
                Field("side", "In or out", "choice", True, options=(("in", "In scope"), ("out", "Out of scope"))),
            ),
            titled="text",
        ),
        Kind(
            "expectation", "scope", "X", "Expectation", "What can and cannot be achieved",
            (
                Field("text", "What", "passage", True, bound=500),
                Field("side", "By the horizon it", "choice", True, options=(("can", "Can be achieved"), ("cannot", "Cannot be achieved"))),
                Field("why", "Why", "passage", True, bound=500),
            ),
            titled="text",
        ),
        Kind(
            "goal", "goals", "G", "Goal", "Goals",
            (
                Field("title", "Goal", needed=True, help="What will be different for the people we serve"),
                Field("focus_area", "Focus area", "ref", True, of="focus_area"),
                Field("why", "Why", "passage", bound=500),
            ),
        ),
        Kind(
            "objective", "goals", "J", "Objective", "Objectives",
            (
                Field("title", "Objective", needed=True),
                Field("goal", "Goal it serves", "ref", True, of="goal"),
                Field("due", "Due", "date", True),
            ),
        ),
        Kind(
            "initiative", "goals", "I", "Initiative", "Initiatives",
            (
                Field("title", "Initiative or project", needed=True),
                Field("objectives", "Objectives it serves", "refs", True, of="objective"),
                Field("lead", "Lead partner", "partner"),
            ),
        ),
    )
}  # fmt: skip
"""By name, in document order within their section."""


def kinds_of(section: str) -> list[Kind]:
    """The kinds that stand in a section, in document order."""
    return [kind for kind in KINDS.values() if kind.section == section]


DECLARED: dict[str, Any] = {kind.name: msgspec.to_builtins(kind) for kind in KINDS.values()}
"""The declarations in plain JSON types, as the browser gets them."""

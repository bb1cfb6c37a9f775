"""What a declaration of a kind of entry is made of.

| field type | value | notes |
| --- | --- | --- |
| line | text on one line | at most `bound` characters |
| passage | text on several lines | at most `bound` characters |
| date | ISO date, "" = unset | |
| choice | one of `options` (value, label), "" = unset | |
| number | integer from 0 to `bound` | null = unset |
| ref | the id of an entry of one of the kinds `of`, "" = unset | |
| refs | a list of such ids | |
| partner | a partner's id, "" = unset | |
| partners | a list of such ids | |
| theme | text on one line; the themes of the vision are offered | |
| flag | true or false | |
| policy | a decision policy (DECISIONS.md) | |
"""

from typing import Any

from msgspec import Struct

UNSET: dict[str, Any] = {"number": None, "refs": [], "partners": [], "flag": False, "policy": {}}
"""What a field of a type holds before anything is written; "" where the type is not named here."""


class Field(Struct, frozen=True):
    """One field of a kind, of a type in the table above.

    `needed`: a complete plan has it. `now`: it is asked for in the room; where no field of a kind says so, all are. `heading` is what
    stands over its column of a table ("" = the label).
    """

    name: str
    label: str
    type: str = "line"
    needed: bool = False
    help: str = ""
    of: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    bound: int = 200
    now: bool = False
    heading: str = ""

    def unset(self) -> Any:
        """What it holds before anything is written."""
        return UNSET.get(self.type, "")


class Kind(Struct, frozen=True):
    """A kind of entry: the section it stands in, its letter for short ids (`G1`), its words and fields.

    `titled` names the field that stands for the whole entry where another refers to it ("" = the short id alone). `single`: a plan has
    one of them; `one_per` names a field of which each value may stand once; `span` names two dates, of which the second is not earlier.
    `owners` names the field that says which partner fills in what is missing ("" = whoever began it). `columns` names the fields that a
    table has room for, () = every short one.
    """

    name: str
    section: str
    letter: str
    label: str
    plural: str
    fields: tuple[Field, ...]
    titled: str = "title"
    single: bool = False
    one_per: str = ""
    span: tuple[str, ...] = ()
    owners: str = ""
    columns: tuple[str, ...] = ()

    def field(self, name: str) -> Field | None:
        """The field with this name."""
        return next((field for field in self.fields if field.name == name), None)

    def heading(self) -> Field | None:
        """The field that a reader takes for the name of an entry: its title, or what it was first chosen to be."""
        first_choice = next((field for field in self.fields if field.type == "choice"), None)
        return self.field(self.titled) or self.field(self.one_per) or first_choice

    def chained(self) -> list[Field]:
        """The fields that refer to entries of this very kind: what they name comes before, so they may not run in a circle."""
        return [field for field in self.fields if self.name in field.of]

    def in_columns(self) -> list[Field]:
        """The fields that stand in a table of this kind."""
        short = [field for field in self.fields if field.type not in ("passage", "policy")]
        named = {field.name: field for field in short}
        return [named[name] for name in self.columns] if self.columns else short

    def asked_now(self) -> list[Field]:
        """The fields that are asked for in the room; the others are homework."""
        return [field for field in self.fields if field.now] or list(self.fields)

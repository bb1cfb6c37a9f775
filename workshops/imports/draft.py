"""What has been read of a file so far: entries as they are found, and what was not understood, by line."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field

from workshops.imports.values import Names, NotUnderstood, read_value
from workshops.plan.kinds import KINDS, Field, Kind
from workshops.plan.outline import Note, Outline, OutlineEntry, OutlinePartner, Reading

SHOWN = 80
"""Characters that a note quotes."""


class Found(Struct):
    """An entry that is being read: its number (0 = none of its own yet), and the line that it begins in."""

    kind: Kind
    number: int
    line: int
    fields: dict[str, Any] = field(default_factory=dict)


class Draft(Struct):
    """A plan that is being read; each part of the file adds to it."""

    title: str = ""
    partnership: str = ""
    sections: list[str] = field(default_factory=list)
    partners: list[OutlinePartner] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    entries: list[Found] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def note(self, line: int, words: str) -> None:
        """Says that something was not understood."""
        self.notes.append(Note(line, words))

    def entry(self, kind: Kind, short: str, line: int) -> Found:
        """A new entry of a kind; a short id that stands twice, or none, gets a number later."""
        number = int(short[1:]) if short[:1] == kind.letter else 0
        if number and f"{kind.letter}{number}" in self.taken:
            self.note(line, f"“{short}” stands twice; the second one gets another number.")
            number = 0
        self.taken.add(f"{kind.letter}{number}")
        found = Found(kind, number, line)
        self.entries.append(found)
        return found

    def fill(self, found: Found, of: Field, sources: Sequence[str], line: int) -> None:
        """Reads a field of an entry, or says that it was not understood."""
        names: Names = self.names
        try:
            value = read_value(of, sources, names)
        except NotUnderstood as error:
            self.note(line, f"“{of.label}”: “{quoted(str(error))}” was not understood.")
            return
        if value != of.unset():
            found.fields[of.name] = value

    def reading(self) -> Reading:
        """All that was understood, with the entries in the order of the document and every one numbered."""
        entries = [one for kind in KINDS.values() for one in self.entries if one.kind is kind]
        highest: dict[str, int] = {}
        for one in entries:
            highest[one.kind.name] = max(highest.get(one.kind.name, 0), one.number)
        numbered, lines = [], {}
        for one in entries:
            if not one.number:
                highest[one.kind.name] += 1
                one.number = highest[one.kind.name]
            in_order = {of.name: one.fields[of.name] for of in one.kind.fields if of.name in one.fields}
            numbered.append(OutlineEntry(one.kind.name, one.number, in_order))
            lines[numbered[-1].short] = one.line
        outline = Outline(self.title, self.partnership, tuple(self.sections), tuple(self.partners), dict(self.texts), tuple(numbered))
        return Reading(outline, tuple(sorted(self.notes, key=lambda note: note.line)), lines)


def quoted(words: str) -> str:
    """Words short enough for a note."""
    words = " ".join(words.split())
    return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"

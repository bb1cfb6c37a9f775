"""What a workplan holds: texts, entries, and what of them was adopted by which decision."""

import hashlib
from functools import cached_property
from typing import Any

from msgspec import Struct, structs

from workshops.canonical import sha256_of
from workshops.plan.kinds import KINDS
from workshops.texts.text import Text


class Entry(Struct, frozen=True, dict=True):
    """A structured line. `number` counts within its kind (the 3 of `G3`); `partner` is the author's; removed ones can come back."""

    id: str
    kind: str
    number: int
    fields: dict[str, Any]
    partner: str = ""
    removed: bool = False

    @property
    def short(self) -> str:
        """The short id that people see: `G3`."""
        return f"{KINDS[self.kind].letter}{self.number}"

    @property
    def passage(self) -> str:
        """Its name among passages."""
        return f"entry:{self.id}"

    @cached_property
    def sha256(self) -> str:
        """Of its canonical form. Remembered, since most entries of a plan stay as they are."""
        return sha256_of({"kind": self.kind, "fields": self.fields})

    def titled(self) -> str:
        """What stands for it where another entry refers to it."""
        named = KINDS[self.kind].titled
        return str(self.fields.get(named) or "") if named else ""


class Adoption(Struct, frozen=True):
    """By which decision a passage was adopted, and the SHA-256 of the words that were adopted."""

    decision: str
    sha256: str


class Plan(Struct, frozen=True, dict=True):
    """The workplan. `texts` by section, `entries` by id, `adopted` by passage ("text:vision", "entry:e3").

    `whole` holds, for a section adopted as a whole, the decision and the passages it had then. `epochs` counts, for each text, how
    often it was put to a decision or frozen: what was written in an epoch that is over does not come in unseen.
    """

    texts: dict[str, Text] = {}
    entries: dict[str, Entry] = {}
    adopted: dict[str, Adoption] = {}
    whole: dict[str, tuple[str, dict[str, str]]] = {}
    epochs: dict[str, int] = {}

    def entries_of(self, section: str) -> list[Entry]:
        """The live entries of a section: kinds in document order, then by number."""
        return [entry for kind in KINDS.values() if kind.section == section for entry in self.of_kind(kind.name)]

    def of_kind(self, kind: str) -> list[Entry]:
        """The live entries of a kind, in order."""
        return list(self._by_kind.get(kind, ()))

    @cached_property
    def _by_kind(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            if not entry.removed:
                found.setdefault(entry.kind, []).append(entry)
        return found

    def text(self, section: str) -> str:
        """The text of a section, "" when there is none."""
        return self.texts[section].content if section in self.texts else ""

    def with_new_epoch(self, *sections: str) -> "Plan":
        """The plan with the texts of these sections in their next epoch."""
        raised = {section: self.epochs.get(section, 0) + 1 for section in sections}
        return structs.replace(self, epochs=self.epochs | raised)

    def passages(self, section: str) -> dict[str, str]:
        """What stands in a section now: each passage with the SHA-256 of its canonical form."""
        passages = {entry.passage: entry.sha256 for entry in self.entries_of(section)}
        text = self.text(section)
        return ({f"text:{section}": text_sha256(text)} if text else {}) | passages


def text_sha256(markdown: str) -> str:
    """SHA-256 of a text's canonical Markdown."""
    return hashlib.sha256(markdown.encode()).hexdigest()


def section_of(passage: str, plan: Plan) -> str:
    """The section that a passage stands in, "" when it does not exist."""
    kind, _, name = passage.partition(":")
    if kind == "text":
        return name
    entry = plan.entries.get(name)
    return KINDS[entry.kind].section if entry else ""

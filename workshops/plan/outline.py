"""What of a plan leads on: its words and entries without the people, votes and ids of the workshop in which it was made.

References are by short id (`G3`), partners by their place (`o1` is the first). Two plans that read the same have the same outline.
"""

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from workshops.plan.kinds import KINDS, Field, Kind

HEADED = ("focus_area", "goal")
"""The kinds whose entries have a heading of their own in the document, and under it what serves them."""
_PARTICIPANT = re.compile(r"p\d+\Z")


class OutlinePartner(Struct, frozen=True):
    """A partner; `withdrawn` is the reason why it has left ("" = it is here)."""

    name: str
    brings: str = ""
    hopes: str = ""
    withdrawn: str = ""


class OutlineEntry(Struct, frozen=True):
    """An entry with the fields that are set. `number` counts within its kind; 0 = the next that is free."""

    kind: str
    number: int
    fields: dict[str, Any]

    @property
    def short(self) -> str:
        """The short id that people see: `G3`."""
        return f"{KINDS[self.kind].letter}{self.number}"


class Outline(Struct, frozen=True):
    """A plan as it leads on: entries in the order of the document, texts (canonical Markdown) by section."""

    title: str
    partnership: str
    sections: tuple[str, ...]
    partners: tuple[OutlinePartner, ...] = ()
    texts: dict[str, str] = {}
    entries: tuple[OutlineEntry, ...] = ()


class Note(Struct, frozen=True):
    """Something that was not understood, and the line of the file it stands in (0 = no line in particular)."""

    line: int
    words: str


class Reading(Struct, frozen=True):
    """What was read of a file: the outline, what was not understood, and by short id the lines that entries begin in."""

    outline: Outline
    notes: tuple[Note, ...] = ()
    lines: dict[str, int] = {}


def place_of(number: int) -> str:
    """How an outline names the partner at this place, counted from 0."""
    return f"o{number + 1}"


def group_of(kind: Kind) -> Field | None:
    """The field by which the document groups the entries of a kind under headings, None where it does not."""
    if kind.name in HEADED:
        return None
    return next((field for field in kind.fields if field.type == "ref" and set(field.of) & set(HEADED)), None)


def portable(policy: Mapping[str, Any], places: Mapping[str, str]) -> dict[str, Any]:
    """A policy with its weights by places; whoever decides after advice is a person, and named anew."""
    told = dict(policy)
    if told.get("weights"):
        told["weights"] = {places.get(partner, partner): weight for partner, weight in told["weights"].items()}
    if _PARTICIPANT.match(str(told.get("decider", ""))):
        del told["decider"]
    if told.get("fallback"):
        told["fallback"] = portable(told["fallback"], places)
    return told

"""Reading a plan from its JSON export (`exports/plan_json.py`): what of it leads on."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from workshops.exports.outline import entries_in_order
from workshops.exports.plan_form import FORM
from workshops.imports.markdown import MOST, NoWorkplan
from workshops.plan.document import Entry, Plan
from workshops.plan.kinds import KINDS
from workshops.plan.outline import Note, Outline, OutlinePartner, Reading, place_of
from workshops.plan.sections import SECTIONS
from workshops.prose.markdown import UnfitText, canonical
from workshops.prose.signs import legible_line


class WrittenPartner(Struct):
    """A partner as the export writes it."""

    id: str
    name: str
    brings: str = ""
    hopes: str = ""
    withdrawn: str = ""


class WrittenEntry(Struct):
    """An entry as the export writes it; `short` ends in its number."""

    id: str
    short: Annotated[str, Meta(pattern=r"^[A-Z][1-9][0-9]{0,5}\Z")]
    kind: str
    fields: dict[str, Any]


class WrittenSection(Struct):
    """A section as the export writes it."""

    id: str
    text: str = ""
    entries: list[WrittenEntry] = []


class WrittenPlan(Struct):
    """The parts of an export that lead on."""

    workplan: int
    title: str
    partnership: str
    partners: list[WrittenPartner]
    sections: list[WrittenSection]


def read_json(content: bytes) -> Reading:
    """The plan that an export holds. Raises NoWorkplan."""
    if len(content) > MOST:
        raise NoWorkplan("This file is too large to be a workplan.")
    try:
        written = msgspec.json.decode(content, type=WrittenPlan)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise NoWorkplan(f"This JSON is no workplan: {error}.") from error
    if written.workplan != FORM:
        raise NoWorkplan(f"This JSON has form {written.workplan}; this version reads form {FORM}.")
    notes: list[Note] = []
    sections = [section for section in written.sections if _known(section, notes)]
    plan = Plan(entries={entry.id: entry for section in sections for entry in _entries(section, notes)})
    names = [section.id for section in sections]
    places = {partner.id: place_of(number) for number, partner in enumerate(written.partners)}
    outline = Outline(
        title=legible_line(written.title),
        partnership=legible_line(written.partnership),
        sections=tuple(section for section in SECTIONS if section in names),
        partners=tuple(OutlinePartner(*map(legible_line, (one.name, one.brings, one.hopes, one.withdrawn))) for one in written.partners),
        texts={section.id: text for section in sections if (text := _text(section, notes))},
        entries=tuple(entries_in_order(plan, places, names)),
    )
    return Reading(outline, tuple(notes))


def _known(section: WrittenSection, notes: list[Note]) -> bool:
    if section.id in SECTIONS:
        return True
    notes.append(Note(0, f"“{section.id[:80]}” is no part of a workplan; it was left out."))
    return False


def _entries(section: WrittenSection, notes: list[Note]) -> list[Entry]:
    found: list[Entry] = []
    taken: set[str] = set()
    for one in section.entries:
        if one.id in taken or one.short in taken:
            notes.append(Note(0, f"“{one.short}” stands twice; the second one was left out."))
            continue
        taken |= {one.id, one.short}
        kind = KINDS.get(one.kind)
        if kind is None or kind.section != section.id or kind.letter != one.short[0]:
            notes.append(Note(0, f"“{one.short}” was left out: there is no such kind of entry here."))
            continue
        unknown = [name for name in one.fields if kind.field(name) is None]
        notes += [Note(0, f"“{one.short}” has nothing called “{name[:80]}”; it was left out.") for name in unknown]
        unfit = [field for field in kind.fields if not _fits(field.unset(), one.fields.get(field.name, field.unset()))]
        notes += [Note(0, f"“{field.label}” of “{one.short}” was not understood.") for field in unfit]
        fields = {field.name: one.fields.get(field.name, field.unset()) for field in kind.fields if field not in unfit}
        found.append(Entry(one.id, kind.name, int(one.short[1:]), fields))
    return found


def _fits(unset: Any, value: Any) -> bool:
    """Is it of the type that this field holds? Whether it is a value of it is asked later."""
    if unset is None:
        return value is None or isinstance(value, int)
    if isinstance(unset, list):
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return isinstance(value, type(unset))


def _text(section: WrittenSection, notes: list[Note]) -> str:
    try:
        return canonical(section.text) if SECTIONS[section.id].text else ""
    except UnfitText as error:
        notes.append(Note(0, f"“{SECTIONS[section.id].title}”: {error}"))
        return ""

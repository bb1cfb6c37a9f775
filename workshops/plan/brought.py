"""What a new workshop can take over of an outline: every value is read as if it had just been typed, and what cannot stand is named."""

from collections import Counter
from typing import Any

from msgspec import Struct, structs

from workshops.bounds import MOST_OF_A_KIND, MOST_PARTNERS, line, look_of, needed_line
from workshops.plan.document import Entry, Plan
from workshops.plan.fields import Surroundings, blank, read_fields
from workshops.plan.fitting import named_in, refuse_unless_fit
from workshops.plan.kinds import KINDS, Field
from workshops.plan.outline import Note, Outline, OutlineEntry, OutlinePartner, place_of
from workshops.plan.sections import SECTIONS
from workshops.refusal import Refused
from workshops.texts.schema import MOST_WORDS


class Brought(Struct, frozen=True):
    """The partners (`o1` …), texts by section and entries that a new workshop starts with, and in words what had to stay behind."""

    partners: tuple[OutlinePartner, ...]
    texts: dict[str, str]
    entries: tuple[Entry, ...]
    notes: tuple[Note, ...]


def brought(outline: Outline, sections: list[str], lines: dict[str, int]) -> Brought:
    """What these sections of a new workshop take over; `lines` says by short id where in the file an entry stands."""
    notes: list[Note] = []
    partners = _partners(outline, notes)
    texts = {name: text for name, text in outline.texts.items() if _fits(name, text, sections, notes)}
    return Brought(tuple(partners), texts, tuple(_entries(outline, sections, partners, lines, notes)), tuple(notes))


LONGEST = {"name": 120, "brings": 300, "hopes": 300, "withdrawn": 1000}
"""Characters of what is said of a partner."""


def _partners(outline: Outline, notes: list[Note]) -> list[OutlinePartner]:
    found: list[OutlinePartner] = []
    looks: set[str] = set()
    for number, one in enumerate(outline.partners[:MOST_PARTNERS], 1):
        said = {field: _said_of(field, getattr(one, field), number, notes) for field in LONGEST}
        if look_of(said["name"]) in looks:
            notes.append(Note(0, f"Two partners are called “{said['name']}”; the second one is “{said['name']} ({number})” now."))
            said["name"] = f"{said['name']} ({number})"
        looks.add(look_of(said["name"]))
        found.append(OutlinePartner(**said))
    if len(outline.partners) > MOST_PARTNERS:
        notes.append(Note(0, f"Only the first {MOST_PARTNERS} partners were taken over."))
    return found


def _said_of(field: str, words: str, number: int, notes: list[Note]) -> str:
    """What may be said of a partner, cut where it is too long. A name that cannot be is another one: others are named by its place."""
    try:
        read = needed_line(words, field, "a name") if field == "name" else line(words, field)
    except Refused as refused:
        notes.append(Note(0, f"Partner {number}: {refused.message}"))
        return f"Partner {number}" if field == "name" else ""
    if len(read) > LONGEST[field]:
        notes.append(Note(0, f"Partner {number}: “{read[:40]}…” was cut off after {LONGEST[field]} characters."))
    return read[: LONGEST[field]].rstrip()


def _fits(name: str, text: str, sections: list[str], notes: list[Note]) -> bool:
    if name not in sections or not SECTIONS[name].text:
        notes.append(Note(0, f"The text of “{SECTIONS[name].title}” was left out: this agenda has no such text."))
        return False
    if len(text.encode()) > MOST_WORDS:
        notes.append(Note(0, f"The text of “{SECTIONS[name].title}” was left out: it is longer than {MOST_WORDS // 1024} KB."))
        return False
    return True


def _entries(
    outline: Outline, sections: list[str], partners: list[OutlinePartner], lines: dict[str, int], notes: list[Note]
) -> list[Entry]:
    wanted: list[OutlineEntry] = []
    counted: Counter[str] = Counter()
    for one in outline.entries:
        kind, place = KINDS[one.kind], lines.get(one.short, 0)
        title = SECTIONS[kind.section].title
        if kind.section not in sections:
            notes.append(Note(place, f"[{one.short}] was left out: “{title}” is not in this agenda."))
        elif counted[one.kind] >= (1 if kind.single else MOST_OF_A_KIND):
            notes.append(Note(place, f"[{one.short}] was left out: there is no room for another of its kind."))
        else:
            counted[one.kind] += 1
            wanted.append(one)
    ids = {one.short: f"e{number}" for number, one in enumerate(wanted, 1)}
    known = {ids[one.short]: Entry(ids[one.short], one.kind, one.number, blank(KINDS[one.kind])) for one in wanted}
    around = Surroundings(Plan(entries=known), frozenset(place_of(number) for number in range(len(partners))))
    standing: dict[str, Entry] = {}
    for one in wanted:
        told = _Told(one, lines.get(one.short, 0), notes)
        fields = told.standing(Plan(entries=standing), ids, told.read(ids, around))
        if fields is not None:
            entry = Entry(ids[one.short], one.kind, one.number, fields)
            standing = standing | {entry.id: entry}
    return [_without_gone(entry, standing, known, lines, notes) for entry in standing.values()]


class _Told(Struct):
    """One entry of an outline, on its way into a plan."""

    entry: OutlineEntry
    line: int
    notes: list[Note]

    def note(self, words: str) -> None:
        self.notes.append(Note(self.line, f"[{self.entry.short}] {words}"))

    def read(self, ids: dict[str, str], around: Surroundings) -> dict[str, Any]:
        kind = KINDS[self.entry.kind]
        fields = blank(kind)
        for field in kind.fields:
            if field.name not in self.entry.fields:
                continue
            try:
                fields |= read_fields(kind, {field.name: _with_ids(field, self.entry.fields[field.name], ids)}, around)
            except Refused as refused:
                self.note(refused.message)
        return fields

    def standing(self, plan: Plan, ids: dict[str, str], fields: dict[str, Any]) -> dict[str, Any] | None:
        """The fields without what cannot stand beside the entries before it; None where nothing is left."""
        kind, own = KINDS[self.entry.kind], ids[self.entry.short]
        while True:
            try:
                refuse_unless_fit(plan, kind, own, fields)
                return fields
            except Refused as refused:
                field = kind.field(refused.field)
                if field is None or fields[field.name] == field.unset():
                    self.note(f"was left out: {refused.message}")
                    return None
                self.note(refused.message)
                fields = fields | {field.name: field.unset()}


def _with_ids(field: Field, value: Any, ids: dict[str, str]) -> Any:
    if field.type == "ref":
        return ids.get(value, value)
    return [ids.get(one, one) for one in value] if field.type == "refs" and isinstance(value, list) else value


def _without_gone(entry: Entry, standing: dict[str, Entry], known: dict[str, Entry], lines: dict[str, int], notes: list[Note]) -> Entry:
    """The entry without what it says of others that had to stay behind; each is named."""
    fields = dict(entry.fields)
    for field in KINDS[entry.kind].fields:
        if field.type not in ("ref", "refs"):
            continue
        gone = [one for one in named_in(fields[field.name]) if one not in standing]
        said = f"[{entry.short}] “{field.label}” named"
        notes += [Note(lines.get(entry.short, 0), f"{said} [{known[one].short}], which was left out.") for one in gone]
        if gone:
            fields[field.name] = "" if field.type == "ref" else [one for one in fields[field.name] if one in standing]
    return structs.replace(entry, fields=fields)

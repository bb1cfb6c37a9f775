"""What a new workshop can take over of an outline: every value is read as if it had just been typed, and what cannot stand is named."""

from typing import Any

from msgspec import Struct, structs

from workshops.bounds import line, look_of, needed_line
from workshops.plan.document import Entry, Plan
from workshops.plan.fields import Surroundings, blank, read_fields
from workshops.plan.fitting import refuse_unless_fit
from workshops.plan.kinds import KINDS, Field, Kind
from workshops.plan.outline import Note, Outline, OutlineEntry, OutlinePartner, place_of
from workshops.plan.sections import SECTIONS
from workshops.refusal import Refused

MOST_PARTNERS = 60
MOST_OF_A_KIND = 1000
MOST_TEXT = 64 * 1024
"""Bytes of one text."""


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


def _partners(outline: Outline, notes: list[Note]) -> list[OutlinePartner]:
    found: list[OutlinePartner] = []
    for one in outline.partners:
        try:
            said = {name: line(getattr(one, name), name)[:most] for name, most in (("brings", 300), ("hopes", 300), ("withdrawn", 1000))}
            found.append(OutlinePartner(needed_line(one.name, "partners", "each partner’s name")[:120], **said))
        except Refused as refused:
            # Its place is kept, since others are named by theirs.
            found.append(OutlinePartner(f"Partner {len(found) + 1}"))
            notes.append(Note(0, f"The name of partner {len(found)} was not understood: {refused.message}"))
    if len(found) > MOST_PARTNERS:
        notes.append(Note(0, f"Only the first {MOST_PARTNERS} partners were taken over."))
    looks = [look_of(one.name) for one in found]
    twins = [one.name for at, one in enumerate(found) if looks.index(looks[at]) < at]
    notes += [Note(0, f"Two partners are called “{name}”; the second one has another name now.") for name in twins]
    apart = [structs.replace(one, name=f"{one.name} ({at + 1})") if looks.index(looks[at]) < at else one for at, one in enumerate(found)]
    return apart[:MOST_PARTNERS]


def _fits(name: str, text: str, sections: list[str], notes: list[Note]) -> bool:
    if name not in sections or not SECTIONS[name].text:
        notes.append(Note(0, f"The text of “{SECTIONS[name].title}” was left out: this agenda has no such text."))
        return False
    if len(text.encode()) > MOST_TEXT:
        notes.append(Note(0, f"The text of “{SECTIONS[name].title}” was left out: it is longer than {MOST_TEXT // 1024} KB."))
        return False
    return True


def _entries(
    outline: Outline, sections: list[str], partners: list[OutlinePartner], lines: dict[str, int], notes: list[Note]
) -> list[Entry]:
    wanted: list[OutlineEntry] = []
    for one in outline.entries:
        kind = KINDS[one.kind]
        before = sum(1 for other in wanted if other.kind == one.kind)
        if kind.section not in sections:
            notes.append(
                Note(lines.get(one.short, 0), f"[{one.short}] was left out: “{SECTIONS[kind.section].title}” is not in this agenda.")
            )
        elif before >= (1 if kind.single else MOST_OF_A_KIND):
            notes.append(Note(lines.get(one.short, 0), f"[{one.short}] was left out: there is no room for another of its kind."))
        else:
            wanted.append(one)
    ids = {one.short: f"e{number}" for number, one in enumerate(wanted, 1)}
    known = {ids[one.short]: Entry(ids[one.short], one.kind, one.number, blank(KINDS[one.kind])) for one in wanted}
    around = Surroundings(Plan(entries=known), frozenset(place_of(number) for number in range(len(partners))))
    plan, found = Plan(), []
    for one in wanted:
        told = _Told(one, lines.get(one.short, 0), notes)
        fields = told.standing(plan, ids, told.read(ids, around))
        if fields is not None:
            entry = Entry(ids[one.short], one.kind, one.number, fields)
            plan = Plan(entries=plan.entries | {entry.id: entry})
            found.append(entry)
    # What referred to an entry that had to stay behind refers to nothing.
    return [_without_gone(entry, plan) for entry in found]


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
        for _ in kind.fields:
            try:
                refuse_unless_fit(plan, kind, own, fields)
                return fields
            except Refused as refused:
                self.note(refused.message)
                field = kind.field(refused.field)
                if field is None or fields[field.name] == field.unset():
                    break
                fields = fields | {field.name: field.unset()}
        return None


def _with_ids(field: Field, value: Any, ids: dict[str, str]) -> Any:
    if field.type == "ref":
        return ids.get(value, value)
    return [ids.get(one, one) for one in value] if field.type == "refs" and isinstance(value, list) else value


def _without_gone(entry: Entry, plan: Plan) -> Entry:
    kind: Kind = KINDS[entry.kind]
    for field in kind.fields:
        value = entry.fields[field.name]
        if field.type == "refs" and any(one not in plan.entries for one in value):
            entry = structs.replace(entry, fields=entry.fields | {field.name: [one for one in value if one in plan.entries]})
        elif field.type == "ref" and value and value not in plan.entries:
            entry = structs.replace(entry, fields=entry.fields | {field.name: ""})
    return entry

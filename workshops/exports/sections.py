"""The sections of the plan in Markdown: text, then the entries of each kind, all from the declarations of `plan.kinds`.

Entries of short fields stand in a table, entries with passages in a list; a goal and a focus area have a heading of their
own, and under it the tables of what serves them.
"""

import json
import re
from typing import Any

from workshops.exports.outline import places_of
from workshops.exports.page import heading, item, labelled, listed, passage, several, table, typed
from workshops.exports.provenance import provenance
from workshops.plan.document import Entry
from workshops.plan.kinds import KINDS, Field, Kind, kinds_of
from workshops.plan.outline import HEADED, group_of, portable
from workshops.plan.sections import Section
from workshops.plan.spoken import spoken_value
from workshops.prose.markdown import canonical
from workshops.prose.signs import legible
from workshops.state import Workshop


def section_parts(workshop: Workshop, section: Section) -> list[str]:
    """A section: heading, provenance, text, entries."""
    parts = [heading(2, section.title), provenance(workshop, section.id), _text(workshop, section)]
    shown: set[str] = set()
    for kind in kinds_of(section.id):
        entries = [entry for entry in workshop.plan.of_kind(kind.name) if entry.id not in shown]
        group = group_of(kind)
        if kind.name in HEADED:
            for entry in entries:
                parts += _headed(workshop, kind, entry, shown)
        elif entries and group is not None and section.id not in {KINDS[name].section for name in group.of}:
            parts += _grouped(workshop, kind, group, entries)
        elif entries:
            parts += [heading(3, kind.plural), _entries(workshop, kind, entries)]
    return parts


def _text(workshop: Workshop, section: Section) -> str:
    text = canonical(legible(workshop.plan.text(section.id)))
    # Nothing that was typed reads as a line that says how something was adopted.
    return "&#70;" + text[1:] if text.startswith("For the text") else text


def partner_parts(workshop: Workshop) -> list[str]:
    """The section of the partners: who speaks for each, what it brings and hopes for."""
    items = []
    for partner in workshop.partners.values():
        voice = f", represented by {typed(workshop.name(partner.voice))}" if partner.voice else ", without a representative"
        voice = ", has withdrawn" if partner.withdrawn else voice
        said = (("Brings", partner.brings), ("Hopes for", partner.hopes), ("Why it withdrew", partner.withdrawn))
        items.append(item(f"**{typed(partner.name)}**{voice}", (item(labelled(label, typed(words))) for label, words in said if words)))
    return [heading(2, "Partners"), listed(items) or "No partner has joined yet."]


def spoken(workshop: Workshop, entry: Entry, field: Field) -> str:
    """A field's value in words, escaped; "" when unset. References keep their short ids."""
    value = entry.fields.get(field.name)
    if value is None or value in ("", ()):
        return ""
    if field.type == "ref":
        return _reference(workshop, value)
    if field.type == "refs":
        return "; ".join(_reference(workshop, one) for one in value)
    if field.type == "partners":
        return several(workshop.partner_names().get(one, one) for one in value)
    words = spoken_value(field, value, workshop.plan, workshop.partner_names())
    if field.type == "policy":
        return f"{typed(words)} {exactly(workshop, value)}"
    return passage(words) if field.type == "passage" else typed(words)


def exactly(workshop: Workshop, policy: dict[str, Any]) -> str:
    """A policy to the last detail, as code: the words before it are for people, this is what is counted by."""
    told = json.dumps(portable(policy, places_of(workshop)), sort_keys=True, separators=(",", ":"))
    # Threat: a name that ends the code, the cell or the line. JSON can spell any sign as a number.
    return "`" + re.sub(r"[`|<>&]", _as_number, told) + "`"


def _as_number(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign[0]):04x}"


def _reference(workshop: Workshop, entry_id: str) -> str:
    entry = workshop.plan.entries.get(entry_id)
    if entry is None:
        return ""
    gone = " (no longer in the plan)" if entry.removed else ""
    return f"{typed(entry.titled())} [{entry.short}]{gone}".strip()


def _headed(workshop: Workshop, kind: Kind, entry: Entry, shown: set[str]) -> list[str]:
    parts = [heading(3, f"{kind.label}: {typed(entry.titled())}", entry.short)]
    said = [item(words) for words in _details(workshop, kind, entry)]
    parts.append(listed(said))
    for other in kinds_of(kind.section):
        links = [field.name for field in other.fields if field.type == "ref" and kind.name in field.of]
        serving = [one for one in workshop.plan.of_kind(other.name) if any(one.fields.get(link) == entry.id for link in links)]
        if serving and other.name not in HEADED:
            shown |= {one.id for one in serving}
            parts += [_entries(workshop, other, serving, without=links)]
    return parts


def _grouped(workshop: Workshop, kind: Kind, group: Field, entries: list[Entry]) -> list[str]:
    """The entries of a kind under what they belong to, which has its own heading in another section too."""
    heads = [entry for name in group.of for entry in workshop.plan.of_kind(name)]
    parts: list[str] = []
    for head in heads:
        mine = [entry for entry in entries if entry.fields.get(group.name) == head.id]
        if mine:
            parts += [heading(3, f"{KINDS[head.kind].label}: {typed(head.titled())}", head.short)]
            parts += [_entries(workshop, kind, mine, without=[group.name])]
    known = {head.id for head in heads}
    others = [entry for entry in entries if entry.fields.get(group.name) not in known]
    return parts + ([heading(3, kind.plural), _entries(workshop, kind, others)] if others else [])


def _entries(workshop: Workshop, kind: Kind, entries: list[Entry], without: list[str] | None = None) -> str:
    fields = [field for field in kind.fields if field.name not in (without or ())]
    if any(field.type == "passage" for field in fields):
        return listed(_item(workshop, kind, entry) for entry in entries)
    columns = ["", *(field.label for field in fields)]
    return table(columns, ([f"[{entry.short}]", *(spoken(workshop, entry, field) for field in fields)] for entry in entries))


def _item(workshop: Workshop, kind: Kind, entry: Entry) -> str:
    title = f"**{typed(entry.titled())}** [{entry.short}]" if entry.titled() else f"[{entry.short}]"
    return item(title, (item(words) for words in _details(workshop, kind, entry)))


def _details(workshop: Workshop, kind: Kind, entry: Entry) -> list[str]:
    """The fields that are set, but for the title, each after its label."""
    # A title that is itself a passage may have lines, which a heading would lose: then it is said in full once more.
    apart = kind.titled if "\n" not in legible(entry.titled()) else ""
    said = ((field.label, spoken(workshop, entry, field)) for field in kind.fields if field.name != apart)
    return [labelled(label, words) for label, words in said if words]

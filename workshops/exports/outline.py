"""The outline of a workshop's plan: what its document says, and a new workshop can start from."""

from typing import Any

from workshops.exports.page import paragraphs
from workshops.plan.document import Entry, Plan
from workshops.plan.kinds import KINDS, Field
from workshops.plan.outline import Outline, OutlineEntry, OutlinePartner, group_of, place_of, portable
from workshops.plan.sections import in_document_order
from workshops.prose.markdown import canonical
from workshops.prose.signs import legible, legible_line
from workshops.state import Workshop


def outline_of(workshop: Workshop) -> Outline:
    """What of this plan leads on. Words are as the document says them, that is with their blanks in order."""
    sections = [section.id for section in in_document_order(["partners", *workshop.agenda.sections()])]
    texts = {section: canonical(legible(workshop.plan.text(section))) for section in sections}
    return Outline(
        title=legible_line(workshop.title),
        partnership=legible_line(workshop.partnership),
        sections=tuple(sections),
        partners=tuple(
            OutlinePartner(*map(legible_line, (one.name, one.brings, one.hopes, one.withdrawn))) for one in workshop.partners.values()
        ),
        texts={section: text for section, text in texts.items() if text},
        entries=tuple(entries_in_order(workshop.plan, places_of(workshop), sections)),
    )


def places_of(workshop: Workshop) -> dict[str, str]:
    """The places of the partners by their ids."""
    return {partner: place_of(number) for number, partner in enumerate(workshop.partners)}


def entries_in_order(plan: Plan, places: dict[str, str], sections: list[str]) -> list[OutlineEntry]:
    """The entries of these sections, as the document shows them: under what they belong to where that has a heading."""
    found = []
    for kind in KINDS.values():
        if kind.section in sections:
            found += [_entry(entry, plan, places) for entry in grouped(plan, plan.of_kind(kind.name))]
    return found


def grouped(plan: Plan, entries: list[Entry]) -> list[Entry]:
    """Entries of one kind, in the order of the headings that they stand under; those under none are last."""
    group = group_of(KINDS[entries[0].kind]) if entries else None
    if group is None:
        return entries
    heads = [head.id for name in group.of for head in plan.of_kind(name)]
    place = {head: number for number, head in enumerate(heads)}
    return sorted(entries, key=lambda entry: place.get(str(entry.fields.get(group.name)), len(heads)))


def _entry(entry: Entry, plan: Plan, places: dict[str, str]) -> OutlineEntry:
    told = {field.name: _value(field, entry.fields.get(field.name), plan, places) for field in KINDS[entry.kind].fields}
    set_ = {field.name: told[field.name] for field in KINDS[entry.kind].fields if told[field.name] not in (None, field.unset())}
    return OutlineEntry(entry.kind, entry.number, set_)


def _value(field: Field, value: Any, plan: Plan, places: dict[str, str]) -> Any:
    if value in (None, "", [], {}, ()):
        return field.unset()
    match field.type:
        case "line" | "theme":
            return legible_line(value)
        case "passage":
            return "\n\n".join(paragraphs(value))
        case "ref":
            return next(iter(_shorts(plan, [value])), "")
        case "refs":
            return _shorts(plan, value)
        case "partner":
            return places.get(value, "")
        case "partners":
            return [places[one] for one in value if one in places]
        case "policy":
            return portable(value, places)
        case _:
            return value


def _shorts(plan: Plan, ids: list[str]) -> list[str]:
    known = [plan.entries[one] for one in ids if one in plan.entries]
    return [entry.short for entry in known if not entry.removed]

"""The sections of a workplan, in the order of the document (WORKPLAN.md, "Sections and entries")."""

from msgspec import Struct


class Section(Struct, frozen=True):
    """`text` says what a section's text is ("" = it has none); `needed` = a complete plan has it."""

    id: str
    title: str
    text: str = ""
    needed: bool = False


SECTIONS: dict[str, Section] = {
    section.id: section
    for section in (
        Section("partners", "Partners"),
        Section("decisions", "How we decide", "How we decide, in our words"),
        Section("vision", "Shared vision", "The vision statement", needed=True),
        Section("scope", "Scope and limits"),
        Section("goals", "Goals and objectives"),
        Section("outcomes", "Outcomes and measures"),
        Section("activities", "Who does what"),
        Section("accountability", "Staying accountable", "Guidelines"),
        Section("communication", "Keeping in touch"),
        Section("exit", "Re-alignment and exit", "How a partner leaves; how the partnership ends"),
    )
}
"""By id, in document order. `record` is derived and has no row: nobody writes into it."""


def in_document_order(ids: list[str]) -> list[Section]:
    """The sections with these ids, in the document's order, whatever the agenda's."""
    return [section for section in SECTIONS.values() if section.id in ids]

"""The partners of a file: what each brings and hopes for. Whoever spoke for them joins the new workshop, and is confirmed, anew."""

from typing import Any

from markdown_it.tree import SyntaxTreeNode

from workshops.bounds import look_of
from workshops.imports.draft import Draft, quoted
from workshops.imports.nodes import inner_items, items_of, line_of, paragraphs_of
from workshops.imports.signs import labelled, title_and_short
from workshops.plan.outline import OutlinePartner, place_of
from workshops.prose.reading import read_line

LABELS = {"Brings": "brings", "Hopes for": "hopes", "Why it withdrew": "withdrawn"}


def read_partners(draft: Draft, nodes: list[SyntaxTreeNode]) -> None:
    """Reads the list of partners into the draft."""
    looks: set[str] = set()
    for node in nodes:
        for item in items_of(node):
            name, _ = title_and_short(next(iter(paragraphs_of(item)), ""))
            if not name:
                draft.note(line_of(item), "A partner without a name was left out.")
            elif look_of(name) in looks:
                draft.note(line_of(item), f"“{quoted(name)}” stands twice; the second one was left out.")
            else:
                looks.add(look_of(name))
                draft.names[name] = place_of(len(draft.partners))
                draft.partners.append(OutlinePartner(name, **_said(draft, item)))


def _said(draft: Draft, item: SyntaxTreeNode) -> dict[str, Any]:
    said = {}
    for inner in inner_items(item):
        source = next(iter(paragraphs_of(inner)), "")
        found = labelled(source)
        if found and found[0] in LABELS:
            said[LABELS[found[0]]] = " ".join(read_line(found[1]).split())
        else:
            draft.note(line_of(inner), f"“{quoted(read_line(source))}” was not understood.")
    return said

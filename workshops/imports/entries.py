"""The entries of a section: tables, lists and headings, each row or item of them an entry of one of the section's kinds."""

from collections.abc import Sequence

from markdown_it.tree import SyntaxTreeNode

from workshops.imports.draft import Draft, Found, quoted
from workshops.imports.nodes import inner_items, items_of, line_of, lines_of_rows, paragraphs_of, rows_of, source_of, words_of
from workshops.imports.signs import LETTERS, headed, labelled, references, title_and_short
from workshops.plan.kinds import Field, Kind
from workshops.plan.outline import HEADED
from workshops.prose.reading import read_line


class Part:
    """Reads what stands in one section, part by part: under which heading it stands says which kind of entry it is."""

    def __init__(self, draft: Draft, kinds: Sequence[Kind]) -> None:
        self.draft = draft
        self.kinds = {kind.name: kind for kind in kinds}
        self.kind: Kind | None = None
        self.open: Found | None = None
        self.under = ""

    def read(self, node: SyntaxTreeNode) -> None:
        """Reads a heading, a list or a table; says of anything else that it was not understood."""
        if node.type == "heading":
            self._heading(node)
        elif node.type == "table":
            self._table(node)
        elif items_of(node):
            for item in items_of(node):
                self._item(item)
        else:
            words = words_of(node) if node.type == "paragraph" else node.type.replace("_", " ")
            self.draft.note(line_of(node), f"“{quoted(words)}” was not understood.")

    def _heading(self, node: SyntaxTreeNode) -> None:
        self.open, self.under, self.kind = None, "", None
        words = words_of(node).casefold()
        self.kind = next((kind for kind in self.kinds.values() if kind.plural.casefold() == words), None)
        if self.kind is not None:
            return
        label, title, short = headed(source_of(node))
        kind = LETTERS.get(short[:1]) or next((one for one in LETTERS.values() if one.label == label and one.name in HEADED), None)
        if kind is None or kind.label != label:
            self.draft.note(line_of(node), f"“{quoted(words_of(node))}” is no part of this section.")
        elif kind.name in self.kinds:
            self.open = self.draft.entry(kind, short, line_of(node))
            self._title(self.open, title)
            self.under = short
        else:
            self.under = short

    def _table(self, node: SyntaxTreeNode) -> None:
        head, *rows = rows_of(node)
        labels = [read_line(cell) for cell in head]
        shorts = [next(iter(references(row[0])), "") if row else "" for row in rows]
        # Whoever adds a row by hand writes no short id: it is of the kind that the others are of.
        usual = next((kind for short in shorts if short and (kind := self._kind_of(short))), self.kind)
        for row, short, line in zip(rows, shorts, lines_of_rows(node)[1:], strict=True):
            kind = self._kind_of(short) or usual
            if kind is None:
                self.draft.note(line, f"“{quoted(read_line(' '.join(row)))}” was not understood: its kind is not said.")
                continue
            found = self._entry(kind, short, line)
            for label, cell in zip(labels[1:], row[1:], strict=False):
                self._said(found, label, [cell], line)
            self._drop_if_empty(found)

    def _item(self, item: SyntaxTreeNode) -> None:
        sources = paragraphs_of(item)
        said = labelled(sources[0]) if sources else None
        if self.open is not None and said:
            self._said(self.open, said[0], [said[1], *sources[1:]], line_of(item))
            return
        title, short = title_and_short(sources[0] if sources else "")
        kind = self._kind_of(short)
        if kind is None:
            self.draft.note(line_of(item), f"“{quoted(title)}” was not understood: its kind is not said.")
            return
        found = self._entry(kind, short, line_of(item))
        self._title(found, title)
        for inner in inner_items(item):
            told = paragraphs_of(inner)
            named = labelled(told[0]) if told else None
            if named:
                self._said(found, named[0], [named[1], *told[1:]], line_of(inner))
            else:
                self.draft.note(line_of(inner), f"“{quoted(read_line(told[0]) if told else '')}” was not understood.")
        self._drop_if_empty(found)

    def _kind_of(self, short: str) -> Kind | None:
        kind = LETTERS.get(short[:1])
        return kind if kind is not None and kind.name in self.kinds else self.kind

    def _entry(self, kind: Kind, short: str, line: int) -> Found:
        found = self.draft.entry(kind, short, line)
        link = next((field for field in kind.fields if field.type == "ref" and _leads_to(field, self.under)), None)
        if link is not None:
            found.fields[link.name] = self.under
        return found

    def _title(self, found: Found, title: str) -> None:
        field = found.kind.field(found.kind.titled)
        if field is not None and title:
            found.fields[field.name] = title if field.type == "passage" else " ".join(title.split())

    def _said(self, found: Found, label: str, sources: Sequence[str], line: int) -> None:
        field = next((field for field in found.kind.fields if field.label.casefold() == label.casefold()), None)
        if field is not None:
            self.draft.fill(found, field, sources, line)
        elif any(read_line(source) for source in sources):
            self.draft.note(line, f"{found.kind.label} has nothing called “{quoted(label)}”; it was left out.")

    def _drop_if_empty(self, found: Found) -> None:
        if not found.fields:
            # It is the one that was begun last.
            self.draft.entries.pop()
            self.draft.note(found.line, f"{found.kind.label} without any words was left out.")


def _leads_to(field: Field, short: str) -> bool:
    kind = LETTERS.get(short[:1])
    return kind is not None and kind.name in field.of

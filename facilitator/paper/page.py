"""The document as a page: to read, to print, to keep. What is shown is the very document that is signed, word for word.

Its Markdown is read here, once for all who open it, and written as HTML by the macros of `macros.html`. What no Markdown can say is put
beside the words afterwards: the figures, how each entry hangs together with the others. That is marked as `added`, and is not signed.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import takewhile
from typing import Any

import nh3
from markupsafe import Markup
from msgspec import Struct

from facilitator.paper.reading import Node, blocks, blocks_of, inline
from workshops.exports.page import LABELLED, SHORT
from workshops.exports.provenance import DECIDED, told_of
from workshops.exports.timing import TITLE as TIMING
from workshops.plan.kinds import KINDS
from workshops.plan.sections import SECTIONS

TAGS = {"a", "b", "blockquote", "br", "code", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "header", "hr", "li", "ol", "p", "pre"}
TAGS |= {"section", "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"}
ATTRIBUTES = {"*": {"aria-label", "aria-labelledby", "class", "id", "role", "tabindex"}, "a": {"href", "rel"}, "th": {"scope"}}
FIGURE_AFTER = {KINDS["resolution_step"].plural: "ladder", KINDS["role"].plural: "tree", "Offered and asked": "load"}
"""The figure that stands behind what has this heading; the other two stand in the document as source."""
FIGURE_OF = {"flowchart": "dependencies", "gantt": "timeline"}
STATES = {"Adopted": "agreed", "Changed": "changed", "Not": "open"}
"""What a passage is, by the first word of the line that says how it was decided."""

_SHORT = re.compile(rf"\[({SHORT})\]")
_ENTRY = re.compile(rf"(?:(\*\*.+\*\*) )?\[({SHORT})\]", re.DOTALL)
_NAMED = re.compile(r"\*\*((?:[^*\\]|\\.)+)\*\*([,:] .*)", re.DOTALL)
_HEADED = re.compile(rf"(.+) \[({SHORT})\]")
_DECISION = re.compile(r"(D\d+): ")
_ADOPTED = re.compile(r"(Adopted \S+) (by .+) \((D\d+)\): (.*?;) ([^;]*)")
_REF = re.compile(r'<a class="ref" href="#(\w+)">([^<]*)</a>')
_HERE = re.compile(r'<div data-here="(\w+):(\w+)"></div>')


class Heading(Struct, frozen=True):
    """A section of the document, with the anchor that leads to it; `numbered` is what belongs to the plan itself."""

    id: str
    words: str
    numbered: bool


class Document(Struct, frozen=True):
    """The document as HTML that is safe to show, and its sections. `pieces`: HTML, then what is added there, its name, and so on."""

    pieces: tuple[str, ...]
    headings: tuple[Heading, ...]


@lru_cache(maxsize=32)
def read(markdown: str, macros: Any) -> Document:
    """The document in HTML. Remembered: thirty people open the same page at once.

    Only our own writer makes structure: what people typed comes escaped, is escaped again for HTML, and nh3 stands guard behind.
    """
    writer = _Writer(macros)
    parts: list[list[Node]] = [[]]
    for node in blocks_of(markdown):
        parts += [[]] if node.kind == "h2" else []
        parts[-1].append(node)
    html = Markup().join([macros.head(writer.blocks(parts[0])), *map(writer.section, parts[1:])])
    linked = _REF.sub(lambda found: found[0] if found[1] in writer.standing else found[2], html)
    schemes = {"http", "https", "mailto"}
    safe = nh3.clean(linked, tags=TAGS, attributes=ATTRIBUTES, generic_attribute_prefixes={"data-"}, url_schemes=schemes, link_rel=None)
    return Document(tuple(_HERE.split(safe)), tuple(writer.headings))


class _Writer:
    """Writes the document section by section, and keeps what it has met: the headings, and which entries stand in it."""

    def __init__(self, macros: Any) -> None:
        self.headings: list[Heading] = []
        self.standing: set[str] = set()
        self._title = ""
        self._written: Callable[..., Markup] = lambda macro, *told: getattr(macros, macro)(*told)

    def section(self, part: list[Node]) -> Markup:
        """A section: its heading, how it was decided, what stands in it."""
        title = self._title = inline(part[0].line).striptags()
        self.headings.append(Heading(f"section-{len(self.headings) + 1}", title, is_of_the_plan(title)))
        paragraphs = list(takewhile(lambda node: node.kind == "paragraph", part[1:]))
        decided = paragraphs[: told_of([node.line for node in paragraphs])]
        rest = part[1 + len(decided) :]
        prose = list(takewhile(lambda node: node.kind != "h3", rest)) if _has_text(title) else []
        told = [_decided(node.line) for node in decided]
        inside = (self._written("prose", blocks(prose)) if prose else Markup()) + self.blocks(rest[len(prose) :])
        return self._written("section", self.headings[-1], inline(part[0].line), told, inside)

    def blocks(self, nodes: list[Node]) -> Markup:
        """What stands in a section, each kind of block in its own way."""
        html = Markup()
        for node in nodes:
            html += self._block(node)
            if node.kind in ("bullet_list", "table") and self._title in FIGURE_AFTER:
                html += self._written("place", "figure", FIGURE_AFTER[self._title])
        return html

    def _block(self, node: Node) -> Markup:
        match node.kind:
            case "h3":
                return self._heading(node)
            case "bullet_list":
                return self._listing(node)
            case "table":
                return self._table(node)
            case "fence":
                return self._written("place", "figure", FIGURE_OF[node.words.split(maxsplit=1)[0]])
        return blocks([node])

    def _heading(self, node: Node) -> Markup:
        found = _HEADED.fullmatch(node.line)
        words, short = (found[1], found[2]) if found else (node.line, "")
        self._title = inline(words).striptags()
        decision = _DECISION.match(node.line)
        return self._written("heading", inline(words), self._stands(decision[1] if decision else short), short)

    def _listing(self, node: Node) -> Markup:
        """A list of entries, of what is said of one, or of plain items."""
        items = [item.inside for item in node.inside]
        if all(LABELLED.fullmatch(item[0].line) and not _ENTRY.fullmatch(item[0].line) for item in items):
            return self._facts(node)
        if all(_ENTRY.fullmatch(item[0].line) or _NAMED.fullmatch(item[0].line) for item in items):
            return self._written("leaves", [self._leaf(item) for item in items])
        return blocks([node])

    def _leaf(self, item: tuple[Node, ...]) -> dict[str, Any]:
        entry, named = _ENTRY.fullmatch(item[0].line), _NAMED.fullmatch(item[0].line)
        title = (entry[1] or "") if entry else f"**{named[1]}**" if named else ""
        short = entry[2] if entry else ""
        more = inline(named[2]) if named and not entry else ""
        inside = Markup().join(self._facts(node) if node.kind == "bullet_list" else blocks([node]) for node in item[1:])
        return {"title": inline(title), "short": short, "id": self._stands(short), "more": more, "inside": inside}

    def _facts(self, node: Node) -> Markup:
        """A list whose items say each after a label what it is."""
        found = [(LABELLED.fullmatch(item.line), item.inside[1:]) for item in node.inside]
        if not all(label for label, _ in found):
            return blocks([node])
        pairs = [(inline(label[1]), inline(label[2] or "") + blocks(more)) for label, more in found if label]
        return self._written("facts", pairs)

    def _table(self, node: Node) -> Markup:
        rows = [[inline(cell.line) for cell in row.inside] for part in node.inside for row in part.inside]
        if not self.headings:
            return self._written("facts", rows[1:], rows[0][0])
        shorts = [_SHORT.fullmatch(row[0].striptags()) for row in rows]
        ids = [self._stands(short[1]) if short else "" for short in shorts]
        lines = [(one, short[1] if short else "", row) for one, short, row in zip(ids[1:], shorts[1:], rows[1:], strict=True)]
        return self._written("table", self._title, rows[0], lines)

    def _stands(self, short: str) -> str:
        """The anchor of an entry where it stands; "" where it is only mentioned again."""
        if not short or short in self.standing:
            return ""
        self.standing.add(short)
        return short


def is_of_the_plan(title: str) -> bool:
    """Is this a section of the plan itself? Those are numbered; what follows them is not."""
    return title == TIMING or any(section.title == title for section in SECTIONS.values())


def _has_text(title: str) -> bool:
    """Does this section begin with a text that people wrote? What looks like an entry there is none."""
    return any(section.title == title and section.text for section in SECTIONS.values())


def _decided(line: str) -> dict[str, Any]:
    """How something was decided: for which passages, in pieces that a narrow margin can hold, and what that makes of them."""
    found = DECIDED.fullmatch(line)
    names, words = (found[1] or "", found[2]) if found else ("", line)
    parts = _ADOPTED.fullmatch(words)
    pieces = [parts[1], parts[2], parts[4], parts[5]] if parts else [words]
    return {
        "names": inline(names.strip()),
        "pieces": [inline(piece) for piece in pieces],
        "decision": parts[3] if parts else "",
        "state": STATES[words.split()[0]],
    }

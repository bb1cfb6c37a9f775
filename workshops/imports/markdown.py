"""Reading a workplan's Markdown: losslessly what our writer wrote, and as far as it goes what somebody made of it by hand."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise, takewhile

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from workshops.exports.page import CERTIFICATE
from workshops.exports.provenance import told_of
from workshops.imports.draft import Draft, quoted
from workshops.imports.entries import Part
from workshops.imports.nodes import line_of, rows_of, source_of, words_of
from workshops.imports.partners import read_partners
from workshops.plan.kinds import kinds_of
from workshops.plan.outline import Reading
from workshops.plan.sections import SECTIONS, Section
from workshops.prose.markdown import UnfitText, canonical, fit
from workshops.prose.reading import read_line

DERIVED = ("Dependencies and timeline", "Plan check", "Decision record", "Sign-off")
"""What a new plan makes anew from what stands in it."""
MOST = 2 * 1024 * 1024
"""Bytes that a file may have: five times a plan of five hundred activities."""


class NoWorkplan(ValueError):
    """Nothing of a workplan was found in the file; the message says so to a person."""


def read_markdown(content: bytes) -> Reading:
    """The plan that a file holds. Raises NoWorkplan."""
    source = _decoded(content)
    lines = source.split("\n")
    draft = Draft()
    for section, nodes in _chapters(_tree(source), draft):
        if section.id == "partners":
            read_partners(draft, nodes)
        else:
            _read_section(draft, section, nodes, lines)
    if not draft.sections:
        raise NoWorkplan("No part of a workplan was found in this file: it has no heading such as “Shared vision”.")
    return draft.reading()


def _decoded(content: bytes) -> str:
    if len(content) > MOST:
        raise NoWorkplan("This file is too large to be a workplan.")
    try:
        return fit(content.decode())
    except (UnicodeDecodeError, UnfitText):
        raise NoWorkplan("This file is no plain text in UTF-8. Please choose the Markdown file, or the JSON.") from None


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def _tree(source: str) -> list[SyntaxTreeNode]:
    nodes = []
    for node in SyntaxTreeNode(_reader().parse(source)).children:
        if node.type == "html_block" and node.content.strip() == CERTIFICATE:
            break
        nodes.append(node)
    return nodes


def _chapters(nodes: list[SyntaxTreeNode], draft: Draft) -> Iterator[tuple[Section, list[SyntaxTreeNode]]]:
    """The parts under the second-level headings that a workplan has; what stands before the first says what the plan is called."""
    starts = [at for at, node in enumerate(nodes) if node.type == "heading" and node.tag == "h2"]
    _read_front(draft, nodes[: starts[0] if starts else len(nodes)])
    known = {section.title.casefold(): section for section in SECTIONS.values()}
    for start, end in pairwise([*starts, len(nodes)]):
        title = words_of(nodes[start])
        section = known.get(title.casefold())
        if section is not None and section.id not in draft.sections:
            draft.sections.append(section.id)
            yield section, nodes[start + 1 : end]
        elif title not in DERIVED:
            twice = "stands twice; the second one" if section else "is no part of a workplan; what stands under it"
            draft.note(line_of(nodes[start]), f"“{quoted(title)}” {twice} was left out.")


def _read_front(draft: Draft, nodes: list[SyntaxTreeNode]) -> None:
    for node in nodes:
        if node.type == "heading" and not draft.title:
            draft.title = words_of(node)
        for row in rows_of(node):
            if len(row) > 1 and read_line(row[0]) == "Partnership":
                draft.partnership = read_line(row[1])
        if node.type == "paragraph":
            draft.note(line_of(node), f"“{quoted(words_of(node))}” stands before the first section, and was left out.")


def _read_section(draft: Draft, section: Section, nodes: list[SyntaxTreeNode], lines: list[str]) -> None:
    paragraphs = [source_of(node) for node in takewhile(lambda node: node.type == "paragraph", nodes)]
    nodes = nodes[told_of(paragraphs) :]
    end = next((at for at, node in enumerate(nodes) if node.type == "heading"), len(nodes))
    # Without a heading before it, a table or list of a section that has no text can only be its entries.
    end = end if section.text else 0
    first, last = (nodes[0].map, nodes[end - 1].map) if end else (None, None)
    if first and last:
        _read_text(draft, section, "\n".join(lines[first[0] : last[1]]), line_of(nodes[0]))
    part = Part(draft, kinds_of(section.id))
    for node in nodes[end:]:
        part.read(node)


def _read_text(draft: Draft, section: Section, source: str, line: int) -> None:
    try:
        text = canonical(source)
    except UnfitText as error:
        draft.note(line, str(error))
        return
    if text:
        draft.texts[section.id] = text

"""From a tree to a document: for a text that comes as Markdown."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from pycrdt import XmlElement, XmlFragment, XmlText

from workshops.prose.tree import Block, Listing, Paragraph, Run
from workshops.texts.schema import read_alone


def redraw(fragment: XmlFragment, wanted: tuple[Block, ...]) -> None:
    """Makes a document say what this tree says. What it begins and ends with already stays as it is, and whoever writes there too."""
    # What says nothing, as an empty paragraph between two others, makes no difference.
    standing = [(at, block) for at, child in enumerate(fragment.children) for block in read_alone(child)]
    now = [block for _, block in standing]
    same = _alike(now, wanted)
    tail = min(_alike(now[::-1], wanted[::-1]), min(len(now), len(wanted)) - same)
    start = standing[same - 1][0] + 1 if same else 0
    del fragment.children[start : standing[-tail][0] if tail else len(fragment.children)]
    for at, block in enumerate(wanted[same : len(wanted) - tail], start):
        _draw(fragment.children, at, block)
    if not len(fragment.children):
        _put_empty_paragraph(fragment.children, 0)


def _alike(now: Sequence[Block], wanted: Sequence[Block]) -> int:
    """How many blocks both begin with."""
    pairs = zip(now, wanted, strict=False)
    return next((at for at, (mine, block) in enumerate(pairs) if mine != block), min(len(now), len(wanted)))


def _draw(children: Any, at: int, block: Block) -> None:
    if isinstance(block, Paragraph):
        _draw_paragraph(_put(children, at, "paragraph"), block.runs)
    elif isinstance(block, Listing):
        inside = _put(children, at, "orderedList" if block.numbered else "bulletList").children
        for number, item in enumerate(block.items):
            within = _put(inside, number, "listItem").children
            # An item of the editor begins with a paragraph, though it be empty.
            if not isinstance(item[0], Paragraph):
                _put_empty_paragraph(within, 0)
            _draw_all(within, item)
    else:
        _draw_all(_put(children, at, "blockquote").children, block.blocks)


def _draw_all(children: Any, blocks: Iterable[Block]) -> None:
    for block in blocks:
        _draw(children, len(children), block)


def _draw_paragraph(paragraph: XmlElement, runs: tuple[Run, ...]) -> None:
    lines = _lines(runs)
    for number, line in enumerate(lines):
        if number:
            _put(paragraph.children, len(paragraph.children), "hardBreak")
        if line:
            _draw_line(paragraph.children, line)


def _draw_line(children: Any, line: list[Run]) -> None:
    first, *others = line
    # Its first words come with it: an empty text would be an element of no size, which nobody takes in.
    text = XmlText(first.text)
    children.append(text)
    if looks := looks_of(first):
        text.format(0, len(text), looks)
    for run in others:
        text.insert(len(text), run.text, looks_of(run))


def _lines(runs: tuple[Run, ...]) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        parts = run.text.split("\n")
        for before, _ in pairwise(parts):
            lines[-1] += [Run(before, run.bold, run.italic, run.href)] if before else []
            lines.append([])
        lines[-1] += [Run(parts[-1], run.bold, run.italic, run.href)] if parts[-1] else []
    return lines


def looks_of(run: Run) -> dict[str, Any]:
    """The marks of a run, as an editor writes them."""
    looks: dict[str, Any] = {}
    if run.bold:
        looks["bold"] = {}
    if run.italic:
        looks["italic"] = {}
    if run.href:
        looks["link"] = {"href": run.href}
    return looks


def _put(children: Any, at: int, tag: str) -> XmlElement:
    element = XmlElement(tag)
    children.insert(at, element)
    return element


def _put_empty_paragraph(children: Any, at: int) -> None:
    """A paragraph with a text in it, though without words: whoever writes there first, writes into the same text as all others."""
    # A text that never had a word would be an element of no size in the library's updates.
    text = XmlText(" ")
    _put(children, at, "paragraph").children.append(text)
    text.clear()

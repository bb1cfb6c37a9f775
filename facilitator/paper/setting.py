"""The document as data for the typesetter: blocks, and pieces of words, that `plan.typ` gives a look.

A block is a mapping with its `kind` and what that kind has; a piece is words, or a mapping with its `kind` and the pieces `inside`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from unicodedata import bidirectional

from markdown_it.token import Token

from facilitator.paper.page import FIGURE_AFTER, FIGURE_OF, is_of_the_plan
from facilitator.paper.reading import Node, blocks_of, in_runs, is_plain
from workshops.exports.page import CERTIFICATE, FIRST_LINE, LABELLED, SHORT
from workshops.exports.provenance import told_of

Piece = str | dict[str, Any]
Block = dict[str, Any]

WIDEST, LINE = 48, 96
"""Letters of the widest column, and of all columns of a table together."""
LONG = 24
"""Letters without a blank after which a line may end within them."""
SHORT_LABEL = 16
"""Letters of labels that stand in a column of their own."""
SCHEMES = ("https://", "http://", "mailto:")
"""How a link begins that is one on paper too."""

_MENTION = re.compile(rf"(\[{SHORT}\])")
_ENTRY_LINE = re.compile(rf"(?:\*\*.+\*\* )?\[{SHORT}\]", re.DOTALL)
_AFTER_SIGN = re.compile(r"[,:{}\[\]/.-]+")
_UNBROKEN = re.compile(rf"\S{{{LONG}}}(?=\S)")
_STRONG = frozenset(("L", "R", "AL"))


class Setter:
    """Turns a document into blocks, and keeps what it has met: which figures to draw, and which entries stand in it."""

    def __init__(self) -> None:
        self.standing: set[str] = set()
        self._title = ""
        self._number = 0

    def document(self, markdown: str) -> Iterator[Block]:
        """The blocks of the whole document."""
        nodes = blocks_of(markdown)
        starts = [at for at, node in enumerate(nodes) if node.kind == "h2"]
        decided = {at + 1 + n for at in starts for n in range(_decided_after(nodes, at))}
        for at, node in enumerate(nodes):
            for block in self._block(node):
                yield block | {"kind": "decided"} if at in decided else block
            after = FIGURE_AFTER.get(self._title) if node.kind in ("bullet_list", "table") else None
            if after:
                yield {"kind": "figure", "name": after}

    def _blocks(self, nodes: Iterable[Node]) -> list[Block]:
        return [block for node in nodes for block in self._block(node)]

    def _block(self, node: Node) -> Iterator[Block]:
        match node.kind:
            case "h1" | "h2" | "h3" | "h4":
                yield self._heading(node)
            case "paragraph" | "bare":
                yield {"kind": "paragraph", "inside": pieces(node.line), "rtl": right_to_left(node.line)}
            case "bullet_list" | "ordered_list":
                yield self._listing(node)
            case "blockquote":
                yield {"kind": "quote", "inside": self._blocks(node.inside)}
            case "table":
                yield self._table(node)
            case "fence":
                yield {"kind": "figure", "name": FIGURE_OF[node.words.split(maxsplit=1)[0]]}
            case "hr":
                yield {"kind": "rule"}
            case _ if node.words.strip() not in (FIRST_LINE, CERTIFICATE):
                yield {"kind": "paragraph", "inside": [_breakable(node.words)], "rtl": False}

    def _heading(self, node: Node) -> Block:
        inside = self._here(node.line)
        level = int(node.kind[1])
        self._title = "".join(_words(inside)).strip()
        numbered = level == 2 and is_of_the_plan(self._title)
        self._number += numbered
        number = str(self._number) if numbered else ""
        return {"kind": "heading", "level": level, "inside": inside, "number": number, "rtl": right_to_left(node.line)}

    def _listing(self, node: Node) -> Block:
        items = [item.inside for item in node.inside]
        labels = [LABELLED.fullmatch(item[0].line) if item else None for item in items]
        if node.kind == "bullet_list" and all(labels) and not any(_ENTRY_LINE.fullmatch(item[0].line) for item in items):
            pairs = zip(labels, items, strict=True)
            facts = [[pieces(label[1]), pieces(label[2] or ""), self._blocks(item[1:])] for label, item in pairs if label]
            return {"kind": "facts", "facts": facts, "aligned": False}
        entries = node.kind == "bullet_list" and all(item and _ENTRY_LINE.fullmatch(item[0].line) for item in items)
        told = [self._item(item) for item in items]
        return {"kind": "entries" if entries else "list", "items": told, "ordered": node.kind == "ordered_list"}

    def _item(self, inside: tuple[Node, ...]) -> list[Block]:
        if not inside or not _ENTRY_LINE.fullmatch(inside[0].line):
            return self._blocks(inside)
        first = {"kind": "paragraph", "inside": self._here(inside[0].line), "rtl": right_to_left(inside[0].line)}
        return [first, *self._blocks(inside[1:])]

    def _table(self, node: Node) -> Block:
        head, *rows = [[cell.line for cell in row.inside] for part in node.inside for row in part.inside]
        if len(head) == 2 and not head[1]:
            facts = [[pieces(label), pieces(words), []] for label, words in rows]
            return {"kind": "facts", "facts": facts, "aligned": all(len(label) <= SHORT_LABEL for label, _ in rows)}
        told = [[self._here(row[0]), *map(_cell, row[1:])] for row in rows]
        return {"kind": "table", "head": [pieces(cell) for cell in head], "rows": told, "widths": _widths(head, rows)}

    def _here(self, line: str) -> list[Piece]:
        """The pieces of a line at which an entry may stand: its last mention there is where others lead to."""
        found = pieces(line)
        last = found[-1] if found else ""
        if isinstance(last, dict) and last["kind"] == "mention" and last["words"] not in self.standing:
            self.standing.add(last["words"])
            found[-1] = last | {"kind": "here"}
        return found


def _decided_after(nodes: tuple[Node, ...], heading: int) -> int:
    """How many paragraphs behind this heading say how the section was decided."""
    paragraphs: list[str] = []
    for node in nodes[heading + 1 :]:
        if node.kind != "paragraph":
            break
        paragraphs.append(node.line)
    return told_of(paragraphs)


def pieces(markdown: str) -> list[Piece]:
    """The words of a block, with what is strong, emphasised, code, a link, or the mention of an entry in them."""
    if is_plain(markdown):
        return _mentioning(markdown)
    stack: list[list[Piece]] = [[]]
    opened: list[Token] = []
    for plain, some in in_runs(markdown):
        if plain:
            words = "".join(token.content for token in some)
            # No link stands in a link.
            stack[-1] += [_breakable(words)] if any(token.tag == "a" for token in opened) else _mentioning(words)
            continue
        for token in some:
            if token.nesting > 0:
                opened.append(token)
                stack.append([])
            elif token.nesting < 0:
                inside = stack.pop()
                stack[-1] += _marked(opened.pop(), inside)
            else:
                stack[-1].append(_leaf(token))
    return stack[0]


def _cell(markdown: str) -> list[Piece]:
    """The words of a cell; the exact form of a rule stands on a line of its own behind them."""
    found = pieces(markdown)
    last = found[-1] if found else ""
    return [*found[:-1], {"kind": "break"}, last] if isinstance(last, dict) and last["kind"] == "code" else found


def _marked(opening: Token, inside: list[Piece]) -> list[Piece]:
    if opening.tag != "a":
        return [{"kind": opening.tag, "inside": inside}]
    to = str(opening.attrs["href"])
    return [{"kind": "link", "to": to, "inside": inside}] if to.startswith(SCHEMES) else inside


def _leaf(token: Token) -> Piece:
    if token.type == "code_inline":
        return {"kind": "code", "words": _AFTER_SIGN.sub("\\g<0>\u200b", token.content)}
    return {"kind": "break"} if token.type == "hardbreak" else " "


def _mentioning(words: str) -> list[Piece]:
    parts = _MENTION.split(words)
    mentions = [{"kind": "mention", "words": part[1:-1]} if at % 2 else _breakable(part) for at, part in enumerate(parts)]
    return [part for part in mentions if part]


def _breakable(words: str) -> str:
    """Words with places where a line may end, where they have none of their own."""
    return _UNBROKEN.sub("\\g<0>\u200b", words)


def _words(inside: list[Piece]) -> Iterator[str]:
    for piece in inside:
        if isinstance(piece, str):
            yield piece
        else:
            yield from _words(piece.get("inside", []))


def right_to_left(words: str) -> bool:
    """Are these words, by their first letter that has a direction, read from right to left?"""
    return next((found in ("R", "AL") for found in map(bidirectional, words) if found in _STRONG), False)


def _widths(head: list[str], rows: list[list[str]]) -> list[int]:
    """How many letters wide each column is set: as wide as what it says, but never less than its longest word; 0 is what it needs."""
    columns = [[title, *cells] for title, *cells in zip(head, *rows, strict=True)]
    least = [max(min(len(word), LONG) for cell in column for word in cell.split() or [""]) + 1 for column in columns]
    wanted = [max(few, min(WIDEST, max(map(len, column[1:]), default=0))) for few, column in zip(least, columns, strict=True)]
    spare = LINE - sum(few for title, few in zip(head, least, strict=True) if title)
    asked = sum(most - few for title, few, most in zip(head, least, wanted, strict=True) if title)
    share = max(0.0, min(1.0, spare / asked)) if asked else 1.0
    widths = zip(head, least, wanted, strict=True)
    return [few + round((most - few) * share) if title else 0 for title, few, most in widths]

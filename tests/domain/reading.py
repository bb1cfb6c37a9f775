"""A second reader for tests: any Markdown as markdown-it-py reads it with everything of CommonMark and tables switched on.

It gives nested lists of plain values, and refuses whatever restricted Markdown must never contain.
"""

from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

READER = MarkdownIt("commonmark").enable("table")
ALLOWED = {
    "paragraph_open", "paragraph_close", "inline", "bullet_list_open", "bullet_list_close", "ordered_list_open",
    "ordered_list_close", "list_item_open", "list_item_close", "blockquote_open", "blockquote_close",
    "text", "strong_open", "strong_close", "em_open", "em_close", "link_open", "link_close", "hardbreak",
}  # fmt: skip


def tree_of(markdown: str) -> list[Any]:
    """["p", signs], ["ul" or "ol", items], ["quote", blocks]; a sign is (character, bold, italic, href)."""
    tokens = READER.parse(markdown)
    for token in [*tokens, *(child for block in tokens for child in block.children or [])]:
        assert token.type in ALLOWED, f"{token.type} in {markdown!r}"
    return _blocks(iter(tokens), "")


def signs_of(token: Token) -> list[tuple[str, bool, bool, str]]:
    """The characters of an inline token with their looks; white space has none but its link."""
    bold, italic, href = 0, 0, ""
    signs: list[tuple[str, bool, bool, str]] = []
    for child in token.children or []:
        bold += child.nesting if child.type.startswith("strong") else 0
        italic += child.nesting if child.type.startswith("em") else 0
        if child.type == "link_open":
            href = str(child.attrs["href"])
        elif child.type == "link_close":
            href = ""
        elif child.type == "hardbreak":
            signs.append(("\n", False, False, href))
        else:
            signs += [(sign, bold > 0 and not sign.isspace(), italic > 0 and not sign.isspace(), href) for sign in child.content]
    return signs


def _blocks(tokens: Iterator[Token], closing: str) -> list[Any]:
    found: list[Any] = []
    for token in tokens:
        if token.type == closing:
            break
        if token.type == "inline":
            found.append(["p", signs_of(token)])
        elif token.type == "blockquote_open":
            found.append(["quote", _blocks(tokens, "blockquote_close")])
        elif token.type == "list_item_open":
            found.append(_blocks(tokens, "list_item_close"))
        elif token.type == "bullet_list_open":
            found.append(["ul", _blocks(tokens, "bullet_list_close")])
        elif token.type == "ordered_list_open":
            assert token.attrs.get("start", 1) == 1, "numbering begins at 1"
            found.append(["ol", _blocks(tokens, "ordered_list_close")])
    return found

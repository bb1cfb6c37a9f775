"""Markdown of our own writing as HTML: its blocks, and the words in them.

Only our own writer makes structure; what people typed comes escaped, and is escaped again for HTML.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from itertools import groupby, takewhile

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from msgspec import Struct

from workshops.exports.page import CERTIFICATE, FIRST_LINE

# Words that no reader of Markdown would take for anything else, with mentions of entries: most of a plan.
_PLAIN = re.compile(r"(?:[^\\*_`\[\]<>&!|\n]|\[[A-Z]\d{1,6}\](?![(\[:]))*")
_SHORT = re.compile(r"\[([A-Z]\d{1,6})\]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Node(Struct, frozen=True):
    """A block of the document, with what stands in it; `words`, still in Markdown, has only the innermost."""

    kind: str
    words: str
    inside: tuple["Node", ...] = ()

    @property
    def line(self) -> str:
        """The Markdown of its first words."""
        return self.words if self.kind == "inline" else self.inside[0].line if self.inside else ""


def blocks_of(markdown: str) -> tuple[Node, ...]:
    """The blocks of a document, each with what stands in it."""
    return _nodes(iter(_reader().parse(markdown)))


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark").enable("table")
    # The words of a block are read by `words`, which remembers them and knows which need no reading.
    reader.core.ruler.disable(["inline", "text_join"])
    return reader


def _nodes(tokens: Iterator[Token]) -> tuple[Node, ...]:
    found: list[Node] = []
    for token in takewhile(lambda one: one.nesting >= 0, tokens):
        kind = token.tag if token.type == "heading_open" else token.type.removesuffix("_open")
        found.append(Node("bare" if token.hidden else kind, token.content, _nodes(tokens) if token.nesting else ()))
    return tuple(found)


@lru_cache(maxsize=16384)
def inline(markdown: str) -> Markup:
    """The words of a block in HTML; short ids lead to where the entry stands."""
    if is_plain(markdown):
        return _referring(markdown)
    html: list[str] = []
    linked = 0
    for plain, some in in_runs(markdown):
        if plain:
            words = "".join(token.content for token in some)
            html.append(escape(words) if linked else _referring(words))
            continue
        for token in some:
            linked += token.nesting if token.type.startswith("link") else 0
            html.append(_piece(token))
    return Markup("".join(html))  # noqa: S704  each piece is escaped


def is_plain(markdown: str) -> bool:
    """Is this nothing but words and mentions of entries?"""
    return _PLAIN.fullmatch(markdown) is not None


def in_runs(markdown: str) -> Iterator[tuple[bool, Iterator[Token]]]:
    """What stands in the words of a block: runs of plain words (True), and what is between them."""
    found: list[Token] = []
    _reader().inline.parse(markdown, _reader(), {}, found)
    return groupby(found, key=lambda token: token.type in ("text", "text_special", "html_inline", "image"))


def _referring(words: str) -> Markup:
    html = _DAY.sub(r'<span class="date">\g<0></span>', escape(words))
    return Markup(_SHORT.sub(r'<a class="ref" href="#\1">[\1]</a>', html))  # noqa: S704


def _piece(token: Token) -> str:
    if token.type == "link_open":
        return f'<a href="{escape(str(token.attrs["href"]))}" rel="noopener noreferrer nofollow">'
    if token.type == "code_inline":
        return f"<code>{escape(token.content)}</code>"
    if token.type in ("hardbreak", "softbreak"):
        return "<br>" if token.type == "hardbreak" else "\n"
    return f"<{'/' if token.nesting < 0 else ''}{token.tag}>"


def blocks(nodes: Iterable[Node]) -> Markup:
    """Blocks as they are, whatever stands in them."""
    return Markup("").join(map(_plainly, nodes))


def _plainly(node: Node) -> Markup:
    tag = {"paragraph": "p", "bullet_list": "ul", "ordered_list": "ol", "list_item": "li"}.get(node.kind, node.kind)
    if node.kind == "inline":
        return inline(node.words)
    if node.kind in ("html_block", "fence", "code_block"):
        ours = node.words.strip() in (FIRST_LINE, CERTIFICATE)
        return Markup("") if ours else Markup("<p>{}</p>").format(node.words)
    inside = blocks(node.inside)
    return inside if tag == "bare" else Markup("<{0}>{1}</{0}>\n").format(Markup(tag), inside)  # noqa: S704

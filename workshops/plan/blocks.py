"""A text as a tree: paragraphs, lists and quotes, and in them runs of words. This is all that restricted Markdown can say.

`read` takes any Markdown that somebody typed. Only the constructs of the tree are understood; headings, code, HTML, tables,
rules, images and references stay what they look like: words.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain, groupby
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, hr, list_block
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from msgspec import Struct

from workshops.plan.links import safe_url
from workshops.plan.signs import may_be_numbered

# How deep lists and quotes may stand in each other: a quote counts one, a list two. What is deeper is read as words,
# so that a line of a thousand ">" costs nothing and loses nothing.
DEEPEST = 12

_SCHEMES = re.compile(r"(?:https?://|mailto:)[^\s/]", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:(lt)|(amp)|#(\d{1,7}));")
_EMPTY_LINK = re.compile(r"\]\((?=\s*(?:<\s*>|\)))")


class Run(Struct, frozen=True):
    """Words of one look. A line feed in `text` is a hard line break; `href` is "" where there is no link."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


class Paragraph(Struct, frozen=True):
    """A paragraph. It is never empty and neither begins nor ends with white space."""

    runs: tuple[Run, ...]


class Listing(Struct, frozen=True):
    """A bullet list, or a numbered one, which counts from 1. Every item begins with words or a quote."""

    numbered: bool
    items: tuple[tuple["Block", ...], ...]


class Quote(Struct, frozen=True):
    """What somebody else said."""

    blocks: tuple["Block", ...]


Block = Paragraph | Listing | Quote


def read(markdown: str) -> tuple[Block, ...]:
    """The tree of a text, in its normal form: adjacent lists of one kind are one list, nothing in it is empty."""
    # "[words]()" leads nowhere; escaping its bracket keeps it what it looks like.
    tokens = _reader().parse(_EMPTY_LINK.sub(r"]\\(", markdown))
    return _blocks(iter(tokens), "")


def words_of(runs: tuple[Run, ...]) -> str:
    """The bare words of these runs."""
    return "".join(run.text for run in runs)


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero", {"maxNesting": DEEPEST + 4})
    reader.enable(["blockquote", "hr", "list", "newline", "escape", "emphasis", "link", "entity"])
    beside = ["paragraph", "reference", "blockquote", "list"]
    reader.block.ruler.at("blockquote", _bounded(blockquote), {"alt": beside})
    reader.block.ruler.at("list", _bounded(list_block), {"alt": beside[:3]})
    reader.block.ruler.at("hr", _hr_with_its_signs, {"alt": beside})
    reader.inline.ruler.at("entity", _entity)
    reader.validateLink = lambda url: bool(_SCHEMES.match(url))  # type: ignore[method-assign]
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return reader


def _bounded(rule: Callable[[StateBlock, int, int, bool], bool]) -> Callable[[StateBlock, int, int, bool], bool]:
    def bounded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < DEEPEST and rule(state, start, end, silent)

    return bounded


def _hr_with_its_signs(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    # A line of "* * *" is no list of empty items: it is found as a rule, and kept as the signs that were typed.
    found = hr(state, start, end, silent)
    if found and not silent:
        state.tokens[-1].content = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    return found


def _entity(state: StateInline, silent: bool) -> bool:
    """Only the entities that `spelling` writes are read as such: the others stay words, as they were typed."""
    found = _ENTITY.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    sign = "<" if found[1] else "&" if found[2] else _numbered_sign(int(found[3]))
    if not sign:
        return False
    if not silent:
        token = state.push("text_special", "", 0)
        token.content, token.markup, token.info = sign, found[0], "entity"
    state.pos = found.end()
    return True


def _numbered_sign(code: int) -> str:
    # Threat: "&#8238;" would bring back the controls that are refused when typed plainly.
    sign = chr(code) if code <= 0x10FFFF else ""
    return sign if sign and may_be_numbered(sign) else ""


def _blocks(tokens: Iterator[Token], closing: str) -> tuple[Block, ...]:
    found: list[Block] = []
    for token in tokens:
        if token.type == closing:
            break
        if token.type == "inline":
            found += _paragraph(_looks(token.children or []))
        elif token.type == "hr":
            found += _paragraph([Run(token.content)])
        elif token.type == "blockquote_open":
            found += _quote(_blocks(tokens, "blockquote_close"))
        elif token.type.endswith("_list_open"):
            items = _items(tokens, token.type.replace("open", "close"))
            found += [Listing(token.type == "ordered_list_open", tuple(items))] if items else []
    return _joined(found)


def _quote(blocks: tuple[Block, ...]) -> list[Block]:
    return [Quote(blocks)] if blocks else []


def _items(tokens: Iterator[Token], closing: str) -> list[tuple[Block, ...]]:
    items: list[tuple[Block, ...]] = []
    for token in tokens:
        if token.type == closing:
            break
        item = _blocks(tokens, "list_item_close")
        # A list that stands in an item before any words has nothing to hang from: its items are lifted.
        while item and isinstance(item[0], Listing):
            items += item[0].items
            item = item[1:]
        items += [item] if item else []
    return items


def _joined(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Neighbours that any reader would draw as one become one: two lists of a kind, two quotes."""
    joined: list[Block] = []
    for _, alike in groupby(blocks, lambda block: (type(block), isinstance(block, Listing) and block.numbered)):
        first, *others = alike
        if isinstance(first, Listing):
            items = chain(first.items, *(other.items for other in others if isinstance(other, Listing)))
            joined.append(Listing(first.numbered, tuple(items)))
        elif isinstance(first, Quote):
            joined.append(Quote(_joined(chain(first.blocks, *(other.blocks for other in others if isinstance(other, Quote))))))
        else:
            joined += [first, *others]
    return tuple(joined)


def _looks(tokens: list[Token]) -> list[Run]:
    looks: dict[str, Any] = {"bold": 0, "italic": 0, "href": ""}
    names = {"strong": "bold", "em": "italic"}
    runs: list[Run] = []
    for token in tokens:
        look = names.get(token.type.removesuffix("_open").removesuffix("_close"))
        if look:
            looks[look] += token.nesting
        elif token.type == "link_open":
            looks["href"] = safe_url(str(token.attrs["href"]))
        elif token.type == "link_close":
            looks["href"] = ""
        else:
            text = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
            runs.append(Run(text, bool(looks["bold"]), bool(looks["italic"]), looks["href"]))
    return runs


def _paragraph(runs: list[Run]) -> list[Block]:
    tidy = tidy_runs(runs)
    return [Paragraph(tidy)] if tidy else []


def tidy_runs(runs: list[Run]) -> tuple[Run, ...]:
    """The runs in normal form: NFC, no white space at either end, beside a break or at the edge of a link; equal looks joined."""
    signs: list[Run] = []
    for run in _merged(runs):
        for sign in unicodedata.normalize("NFC", run.text):
            if sign.isspace() and (not signs or signs[-1].text == "\n"):
                continue
            while sign == "\n" and signs[-1].text.isspace():
                signs.pop()
            signs.append(Run(sign, run.bold, run.italic, run.href))
    while signs and signs[-1].text.isspace():
        signs.pop()
    return _merged(_links_trimmed(signs))


def _links_trimmed(signs: list[Run]) -> list[Run]:
    trimmed = list(signs)
    for way in (1, -1):
        inside = ""
        for at in range(len(trimmed))[::way]:
            sign = trimmed[at]
            if sign.href != inside and sign.text.isspace():
                trimmed[at] = Run(sign.text, sign.bold, sign.italic)
            inside = trimmed[at].href
    return trimmed


def _merged(runs: list[Run]) -> tuple[Run, ...]:
    merged: list[Run] = []
    pending: list[str] = []
    for run in runs:
        if merged and (merged[-1].bold, merged[-1].italic, merged[-1].href) == (run.bold, run.italic, run.href):
            pending.append(run.text)
            continue
        if merged:
            merged[-1] = Run("".join(pending), merged[-1].bold, merged[-1].italic, merged[-1].href)
        merged.append(run)
        pending = [run.text]
    if merged:
        merged[-1] = Run("".join(pending), merged[-1].bold, merged[-1].italic, merged[-1].href)
    return tuple(run for run in merged if run.text)

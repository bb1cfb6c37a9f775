"""Reading restricted Markdown: any Markdown that somebody typed, as a tree.

Only the constructs of the tree are understood; headings, code, HTML, tables, rules, images and references stay what they look
like: words.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, hr, list_block
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from workshops.prose.links import leads_somewhere, safe_url
from workshops.prose.signs import may_be_numbered
from workshops.prose.tree import DEEPEST, Block, Run, joined, listing_of, paragraph_of, quote_of, tidy_runs, words_of

_ENTITY = re.compile(r"&(?:(lt)|(amp)|#(\d{1,7}));")
_EMPTY_LINK = re.compile(r"\]\((?=\s*(?:<\s*>|\)))")


def read(markdown: str) -> tuple[Block, ...]:
    """The tree of a text, in its normal form: adjacent lists of one kind are one list, nothing in it is empty."""
    # "[words]()" leads nowhere; escaping its bracket keeps it what it looks like.
    tokens = _reader().parse(_EMPTY_LINK.sub(r"]\\(", markdown))
    return _blocks(iter(tokens), "")


def read_line(markdown: str) -> str:
    """The bare words of the source of one paragraph, heading or cell: nothing in it starts a block. Line breaks that were meant stay."""
    tokens = _reader().parseInline(markdown)
    return words_of(tidy_runs(_looks(tokens[0].children or []))) if tokens else ""


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero", {"maxNesting": DEEPEST + 4})
    reader.enable(["blockquote", "hr", "list", "newline", "escape", "emphasis", "link", "entity"])
    beside = ["paragraph", "reference", "blockquote", "list"]
    reader.block.ruler.at("blockquote", _bounded(blockquote), {"alt": beside})
    reader.block.ruler.at("list", _bounded(list_block), {"alt": beside[:3]})
    reader.block.ruler.at("hr", _hr_with_its_signs, {"alt": beside})
    reader.inline.ruler.at("entity", _entity)
    reader.validateLink = leads_somewhere  # type: ignore[method-assign]
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
            found += paragraph_of(_looks(token.children or []))
        elif token.type == "hr":
            found += paragraph_of([Run(token.content)])
        elif token.type == "blockquote_open":
            found += quote_of(_blocks(tokens, "blockquote_close"))
        elif token.type.endswith("_list_open"):
            found += listing_of(token.type == "ordered_list_open", _items(tokens, token.type.replace("open", "close")))
    return joined(found)


def _items(tokens: Iterator[Token], closing: str) -> Iterator[tuple[Block, ...]]:
    for token in tokens:
        if token.type == closing:
            return
        yield _blocks(tokens, "list_item_close")


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

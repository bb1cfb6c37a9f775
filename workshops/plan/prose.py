"""Restricted Markdown: what partners write together, in the one spelling that is stored, decided on, hashed and signed.

It has paragraphs, hard line breaks, bold, italic, links (http, https, mailto), bullet and numbered lists, and quotes. Everything
else that somebody types is words. `blocks` reads it, `spelling` writes it; a CommonMark reader gives back exactly what was typed.
"""

from functools import lru_cache
from html import escape

import nh3

from workshops.plan.blocks import Block, Listing, Paragraph, Run, read, words_of
from workshops.plan.emphasis import Piece, pieces_of
from workshops.plan.signs import UnfitText, fit
from workshops.plan.spelling import spell, spell_line

__all__ = ["UnfitText", "as_html", "canonical", "fit", "plain", "words"]

_TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote"}


def canonical(text: str) -> str:
    """What somebody typed, in canonical restricted Markdown (no line feed at the end). Raises UnfitText.

    canonical(canonical(x)) == canonical(x). A single line feed is a blank, as in all Markdown; lines are never wrapped.
    """
    return spell(read(fit(text)))


def plain(line: str) -> str:
    """One line of typed words, escaped for a paragraph, a heading or the cell of a table. Raises UnfitText."""
    return spell_line(fit(line.replace("\t", " ")).replace("\n", " ").strip())


def words(markdown: str) -> str:
    """The bare words of a text, a line for each paragraph or line break: for a title, a search, a hint."""
    return "\n".join(_words(read(markdown)))


@lru_cache(maxsize=512)
def as_html(markdown: str) -> str:
    """A canonical text as HTML for the screen.

    Written from the same tree as the Markdown, so that the screen shows what is signed: Python-Markdown reads emphasis inside
    words and a list after a list otherwise than CommonMark does, and is slow on hostile texts. nh3 stands guard behind it.
    Remembered, since it is the dearest part of a view and the same words come again at every tick.
    """
    return nh3.clean(
        _html(read(markdown)),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )


def _words(blocks: tuple[Block, ...]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines += words_of(block.runs).split("\n")
        elif isinstance(block, Listing):
            lines += [line for item in block.items for line in _words(item)]
        else:
            lines += _words(block.blocks)
    return lines


def _html(blocks: tuple[Block, ...]) -> str:
    return "\n".join(_block_html(block) for block in blocks)


def _block_html(block: Block) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{_runs_html(block.runs)}</p>"
    if isinstance(block, Listing):
        tag = "ol" if block.numbered else "ul"
        items = "\n".join(f"<li>{_item_html(item)}</li>" for item in block.items)
        return f"<{tag}>\n{items}\n</{tag}>"
    return f"<blockquote>\n{_html(block.blocks)}\n</blockquote>"


def _item_html(item: tuple[Block, ...]) -> str:
    # A line of a list is no paragraph to the eye: its first words stand bare.
    first, *others = item
    if not isinstance(first, Paragraph):
        return _html(item)
    return "\n".join([_runs_html(first.runs), *map(_block_html, others)])


def _runs_html(runs: tuple[Run, ...]) -> str:
    return "".join(map(_piece_html, pieces_of(runs)))


def _piece_html(piece: Piece) -> str:
    if piece.sign:
        return "<br>\n" if piece.sign == "\n" else escape(piece.sign)
    if piece.href:
        return f'<a href="{escape(piece.href)}">' if piece.opens else "</a>"
    tag = {"**": "strong", "*": "em"}[piece.source]
    return f"<{tag}>" if piece.opens else f"</{tag}>"

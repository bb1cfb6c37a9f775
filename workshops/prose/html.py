"""A text as HTML for the screen.

Written from the same tree as the Markdown, so that the screen shows what is signed: Python-Markdown reads emphasis inside
words and a list after a list otherwise than CommonMark does, and is slow on hostile texts. nh3 stands guard behind it.
Remembered block by block, since it is the dearest part of a view, and of a text that is being written most stays the same.
"""

from functools import lru_cache
from html import escape

import nh3

from workshops.prose.emphasis import Piece, pieces_of
from workshops.prose.reading import read
from workshops.prose.tree import Block, Listing, Paragraph, Run, words_of

_TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote"}


@lru_cache(maxsize=512)
def as_html(markdown: str) -> str:
    """A canonical text as HTML."""
    return html_of(read(markdown))


def html_of(blocks: tuple[Block, ...]) -> str:
    """A tree as HTML."""
    return "\n".join(map(_clean_html, blocks))


@lru_cache(maxsize=4096)
def _clean_html(block: Block) -> str:
    return nh3.clean(
        _block_html(block),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )


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
    if all(run == Run(run.text) for run in runs):
        return escape(words_of(runs)).replace("\n", "<br>\n")
    return "".join(map(_piece_html, pieces_of(runs)))


def _piece_html(piece: Piece) -> str:
    if piece.sign:
        return "<br>\n" if piece.sign == "\n" else escape(piece.sign)
    if piece.href:
        return f'<a href="{escape(piece.href)}">' if piece.opens else "</a>"
    tag = {"**": "strong", "*": "em"}[piece.source]
    return f"<{tag}>" if piece.opens else f"</{tag}>"

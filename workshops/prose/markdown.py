"""Restricted Markdown: what partners write together, in the one spelling that is stored, decided on, hashed and signed.

It has paragraphs, hard line breaks, bold, italic, links (http, https, mailto), bullet and numbered lists, and quotes. Everything
else that somebody types is words. `blocks` reads it, `spelling` writes it; a CommonMark reader gives back exactly what was typed.
"""

from workshops.prose.reading import read
from workshops.prose.signs import UnfitText, fit
from workshops.prose.spelling import spell, spell_line
from workshops.prose.tree import Block, Listing, Paragraph, words_of

__all__ = ["UnfitText", "canonical", "fit", "plain", "words"]


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

"""How a tree is spelled in Markdown, and only so: the same tree gives the same characters, and they give the same tree back.

Whatever a sign could start (a heading, a table, HTML, a link, emphasis, a marker of the file) is escaped where it could start it.
Signs that Python-Markdown cannot escape with a backslash are written as a number (`&#126;`), so that it reads the same.
"""

import re
from functools import lru_cache

from workshops.prose.emphasis import Piece, pieces_of, settled
from workshops.prose.signs import may_be_numbered
from workshops.prose.tree import Block, Listing, Paragraph, Run

_NUMBER = re.compile(r"\d+(?=[.)](?:\s|$))")
_LIKE_ENTITY = re.compile(r"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]*);")
_CLOSING_HASHES = re.compile(r"#+$")
# Nothing in such a line is escaped anywhere: most lines of a plan.
_ORDINARY = re.compile(r"(?![#>+\-=:]|\d+[.)](?:\s|$))[^\\`*\[\]<&_~|!\n\x00]*(?<!#)")
_ALWAYS = {sign: "\\" + sign for sign in "\\`*[]"} | {"<": "&lt;"}
_AT_START = {sign: "\\" + sign for sign in "#>+-"} | {"=": "&#61;", "|": "&#124;"}


def spell(blocks: tuple[Block, ...]) -> str:
    """These blocks in Markdown, without a line feed at the end."""
    return "\n".join(_lines(blocks))


def spell_line(text: str) -> str:
    """One line of plain words, fit for a paragraph, a heading or the cell of a table, wherever in it."""
    if _ORDINARY.fullmatch(text):
        return text
    lone = [Piece(sign, sign) for sign in text]
    _escape(lone)
    for piece in lone:
        if piece.sign in "|_":
            piece.source = "\\" + piece.sign
    for at in range(*(hashes.span() if (hashes := _CLOSING_HASHES.search(text)) else (0, 0))):
        lone[at].source = "\\#"
    return "".join(piece.source for piece in lone)


def _lines(blocks: tuple[Block, ...]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if lines:
            lines.append("")
        if isinstance(block, Paragraph):
            lines += spell_paragraph(block.runs).split("\n")
        elif isinstance(block, Listing):
            lines += _list_lines(block)
        else:
            lines += [f"> {line}" if line else ">" for line in _lines(block.blocks)]
    return lines


def _list_lines(listing: Listing) -> list[str]:
    roomy = any(not _is_brief(item) for item in listing.items)
    lines: list[str] = []
    for number, item in enumerate(listing.items, 1):
        if roomy and lines:
            lines.append("")
        marker = f"{number}. " if listing.numbered else "- "
        first, *others = _lines(item) if roomy else _brief_lines(item)
        # Four columns, so that Python-Markdown too sees what stands inside; from the hundredth item on the marker is wider.
        indent = " " * max(4, len(marker))
        lines += [marker + first, *(indent + line if line else "" for line in others)]
    return lines


def _is_brief(item: tuple[Block, ...]) -> bool:
    return isinstance(item[0], Paragraph) and (len(item) == 1 or (len(item) == 2 and isinstance(item[1], Listing)))


def _brief_lines(item: tuple[Block, ...]) -> list[str]:
    return [line for block in item for line in _lines((block,))]


@lru_cache(maxsize=4096)
def spell_paragraph(runs: tuple[Run, ...]) -> str:
    """A paragraph; lines are broken only where a hard break stands (two blanks, which every reader knows)."""
    return settled(runs, _spelled_with_marks)


def _spelled_with_marks(runs: tuple[Run, ...], cautious: bool) -> str:
    pieces = pieces_of(runs)
    _escape(pieces)
    _set_apart(pieces, cautious)
    return "".join(piece.source for piece in pieces)


def _escape(pieces: list[Piece]) -> None:
    """Gives every sign its spelling, by what stands around it."""
    text = "".join(piece.sign or "\x00" for piece in pieces)
    for at, piece in enumerate(pieces):
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if piece.sign:
            piece.source = _spelled(piece.sign, before, after, text, at)
            if piece.sign == "!" and not after.strip("\x00") and at + 1 < len(pieces) and pieces[at + 1].source == "[":
                piece.source = "\\!"
    for start in [0, *(at + 1 for at, piece in enumerate(pieces) if piece.sign == "\n")]:
        if number := _NUMBER.match(text, start):
            pieces[number.end()].source = "\\" + pieces[number.end()].sign


def _spelled(sign: str, before: str, after: str, text: str, at: int) -> str:
    starts = before in ("", "\n")
    if sign == "\n":
        return "  \n"
    if sign in _ALWAYS:
        return _ALWAYS[sign]
    if starts and sign in _AT_START:
        return _AT_START[sign]
    if starts and sign == ":" and after == "-":
        return "&#58;"
    if sign == "&" and _LIKE_ENTITY.match(text, at):
        return "&amp;"
    if sign == "_" and not (before.isalnum() and after.isalnum()):
        return "\\_"
    if sign == "~" and not (after.isalnum() and (starts or before.isspace())):
        return "&#126;"
    return sign


def _set_apart(pieces: list[Piece], cautious: bool) -> None:
    """Writes signs beside emphasis as numbers where CommonMark would not take the stars for emphasis ("flanking").

    `cautious` does so beside every star, so that one that opens can never close, nor the other way round.
    """
    changed = True
    while changed:
        changed = False
        at = 0
        while at < len(pieces):
            end = at
            while end < len(pieces) and pieces[end].is_star:
                end += 1
            if end > at:
                changed |= _set_run_apart(pieces, at, end, cautious)
            at = end + 1


def _set_run_apart(pieces: list[Piece], start: int, end: int, cautious: bool) -> bool:
    before = pieces[start - 1] if start else None
    after = pieces[end] if end < len(pieces) else None
    opens = any(piece.opens for piece in pieces[start:end])
    closes = any(not piece.opens for piece in pieces[start:end])
    if opens and closes:
        # Between two emphasised words stars must do both, and may: words on both sides, or signs on both sides.
        apart = [] if _is_word(before, -1) and _is_word(after, 0) else [(before, -1), (after, 0)]
    elif opens:
        apart = [] if _is_word(after, 0) and not cautious else [(before, -1)]
    else:
        apart = [] if _is_word(before, -1) and not cautious else [(after, 0)]
    changed = [_as_number(piece, side) for piece, side in apart]
    return any(changed)


def _is_word(piece: Piece | None, side: int) -> bool:
    """Is the character that touches the stars surely neither white space nor punctuation, to readers of any Unicode version?"""
    return piece is not None and piece.source[side].isalnum()


def _as_number(piece: Piece | None, side: int) -> bool:
    """Writes the sign as `&#46;`, so that punctuation touches the stars; False where white space or punctuation does already."""
    if piece is None or piece.source[side].isspace() or not (piece.source[side].isalnum() or ord(piece.source[side]) > 127):
        return False
    if not (piece.sign and may_be_numbered(piece.sign)):
        return False
    piece.source = f"&#{ord(piece.sign)};"
    return True

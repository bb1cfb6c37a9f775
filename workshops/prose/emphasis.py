"""Bold, italic and links of a paragraph as nested pieces, in the one nesting that Markdown can say.

Runs carry looks side by side; Markdown nests them. The look that reaches furthest stands outermost, bold before italic, and a
link is never cut in two. Where looks touch in a way that CommonMark has no spelling for (bold that ends inside a word where
italic goes on and bold begins again), the lesser look is dropped: words are never.
"""

from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct, structs

from workshops.prose.links import spelled_url
from workshops.prose.tree import Run, tidy_runs

_STARS = {"bold": "**", "italic": "*"}


class Piece(Struct):
    """A sign with its spelling, or markup (`sign` is "" then): stars, or the brackets of a link to `href`.

    `opens` tells the opening mark from the closing one.
    """

    source: str
    sign: str = ""
    opens: bool = False
    href: str = ""

    @property
    def is_star(self) -> bool:
        """Is this emphasis?"""
        return not self.sign and self.source[0] == "*"


class _Unit(Struct):
    """What nesting moves as a whole: one sign, or one link with its words. `looks` holds for all of it."""

    looks: frozenset[str]
    sign: str
    runs: tuple[Run, ...] = ()


def pieces_of(runs: tuple[Run, ...]) -> list[Piece]:
    """The runs as pieces in order, stars and brackets between the signs; the signs are not escaped yet."""
    if all(run == Run(run.text) for run in runs):
        return [Piece(sign, sign) for run in runs for sign in run.text]
    return _nested(_units(runs), frozenset(_STARS))


def settled(runs: tuple[Run, ...], spell: Callable[[tuple[Run, ...], bool], str]) -> str:
    """The plainest spelling of `runs` that a CommonMark reader gives back exactly: carefully if need be, then with fewer looks."""
    if not any(run.bold or run.italic for run in runs):
        return spell(runs, False)
    for fewer in (runs, _single_looks(runs), _without(runs, "italic")):
        for cautious in (False, True):
            spelled = spell(fewer, cautious)
            if _shown(_as_read(spelled)) == _shown(fewer):
                return spelled
    return spell(tuple(structs.replace(run, bold=False, italic=False) for run in runs), False)


def _looks_of(run: Run) -> frozenset[str]:
    return frozenset(look for look in _STARS if getattr(run, look))


def _units(runs: tuple[Run, ...]) -> list[_Unit]:
    units: list[_Unit] = []
    at = 0
    while at < len(runs):
        run, end = runs[at], at + 1
        if not run.href:
            units += [_Unit(_looks_of(run), sign) for sign in run.text]
        else:
            while end < len(runs) and runs[end].href == run.href:
                end += 1
            inside = runs[at:end]
            common = frozenset.intersection(*(_looks_of(one) for one in inside if not one.text.isspace()))
            units.append(_Unit(common, "", inside))
        at = end
    return units


def _nested(units: list[_Unit], looks: frozenset[str]) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    while at < len(units):
        unit = units[at]
        if unit.sign.isspace():
            # No look begins with white space. How far one would reach is not asked for each of many blanks: that took minutes.
            pieces.append(Piece(unit.sign, unit.sign))
            at += 1
            continue
        look, end = max(((look, _reach(units, at, look)) for look in _STARS if look in looks), key=lambda one: one[1], default=("", at))
        if end > at:
            stars = _STARS[look]
            pieces += [Piece(stars, opens=True), *_nested(units[at:end], looks - {look}), Piece(stars)]
            at = end
            continue
        pieces += [Piece(unit.sign, unit.sign)] if unit.sign else _link(unit, looks)
        at += 1
    return pieces


def _link(unit: _Unit, looks: frozenset[str]) -> list[Piece]:
    inner = [_Unit(_looks_of(run), sign) for run in unit.runs for sign in run.text]
    href = unit.runs[0].href
    opening, closing = Piece("[", opens=True, href=href), Piece(f"]({spelled_url(href)})", href=href)
    return [opening, *_nested(inner, looks - unit.looks), closing]


def _reach(units: list[_Unit], start: int, look: str) -> int:
    """Where the look that begins at `start` ends; white space at its end stays outside, stars cannot stand beside it."""
    end = start
    for at in range(start, len(units)):
        if look not in units[at].looks:
            break
        if not units[at].sign.isspace():
            end = at + 1
    return end


def _single_looks(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tidy_runs([structs.replace(run, italic=run.italic and not run.bold) for run in runs])


def _without(runs: tuple[Run, ...], look: str) -> tuple[Run, ...]:
    return tidy_runs([structs.replace(run, **{look: False}) for run in runs])


def _shown(runs: tuple[Run, ...]) -> list[tuple[str, bool, bool, str]]:
    """What a reader can see of the runs: whether a blank is bold, nobody can."""
    return [(sign, run.bold and not sign.isspace(), run.italic and not sign.isspace(), run.href) for run in runs for sign in run.text]


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark")
    # Addresses were checked and made safe when the tree was read.
    reader.validateLink = lambda url: url != ""  # type: ignore[method-assign]
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return reader


def _as_read(markdown: str) -> tuple[Run, ...]:
    looks = {"strong": 0, "em": 0}
    href = ""
    runs: list[Run] = []
    for token in _inline(markdown):
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name in looks:
            looks[name] += token.nesting
        elif name == "link":
            href = str(token.attrs["href"]) if token.nesting > 0 else ""
        else:
            runs.append(Run("\n" if token.type == "hardbreak" else token.content, looks["strong"] > 0, looks["em"] > 0, href))
    return tuple(runs)


def _inline(markdown: str) -> list[Token]:
    inline = _reader().parseInline(markdown)
    return (inline[0].children or []) if inline else []

"""The figures for paper: on as many sheets as they take, with the colours of the partners in them, and what they show in words."""

import base64
import json
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property, lru_cache
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unicodedata import normalize

from msgspec import Struct

from facilitator.config import packed
from facilitator.paper.apart import Apart, MissingTool
from facilitator.paper.page import FIGURE_AFTER, FIGURE_OF
from workshops.exports.figures import FIGURES
from workshops.exports.figures.timeline import timeline_on_sheets
from workshops.state import Workshop

TYPESETTER = Path(__file__).with_name("typeset.py")
ROWS = 32
"""Of a timeline on one page; what follows is drawn anew on the next."""

_SIZE = re.compile(r'viewBox="0 0 (\S+) (\S+)"')
_TOLD = re.compile(r"<title[^>]*>([^<]*)</title><desc[^>]*>([^<]*)</desc>")
_INK = re.compile(r"--org-(\d+): (#\w+);")


class Sheet(Struct, frozen=True):
    """A figure, or a page of it: SVG, its size in px, and what it shows."""

    svg: str
    width: float
    height: float
    words: str


def sheets(workshop: Workshop, name: str) -> Iterator[Sheet]:
    """The figure of this name (FIGURES) on paper; none where there is nothing to draw."""
    for svg in timeline_on_sheets(workshop, ROWS) if name == "timeline" else filter(None, [FIGURES[name](workshop)]):
        size, told = _SIZE.search(svg), _TOLD.search(svg)
        assert size is not None
        assert told is not None
        words = " ".join(unescape(part) for part in told.groups() if part)
        yield Sheet(_inked(normalize("NFC", svg)), float(size[1]), float(size[2]), words)


class Paintings:
    """The figures of a plan as PNG, as large as a page can show: painted only once."""

    def __init__(self, workshop: Workshop) -> None:
        names = (*FIGURE_OF.values(), *FIGURE_AFTER.values())
        self.drawn: dict[str, list[Sheet]] = {name: list(sheets(workshop, name)) for name in names}
        """The sheets of each figure, by name."""
        self._running: Apart | None = None

    def begin(self) -> None:
        """Paint them, apart from here, while something else is done; `pictures` must be asked for afterwards."""
        if self._running is None:
            with suppress(MissingTool):
                those = [{"svg": sheet.svg, "width": sheet.width} for sheets in self.drawn.values() for sheet in sheets]
                self._running = typesetter("drawings", those)

    @cached_property
    def pictures(self) -> list[bytes]:
        """One for each sheet, in their order; none where they cannot be painted here."""
        self.begin()
        with suppress(MissingTool):
            if self._running is not None:
                return [base64.b64decode(one) for one in json.loads(typeset(self._running))]
        return []


def typesetter(job: str, told: Any) -> Apart:
    """Begins to typeset this: `pdf`, `drawings`. May be called from a native thread. Raises MissingTool."""
    if find_spec("typst") is None:
        raise MissingTool("This server has no typst, which writes PDF. The plan as Markdown holds the same.")
    # Without its own folder on the path, nor what the user has installed: it needs the one library alone.
    return Apart([sys.executable, "-I", str(TYPESETTER), job], json.dumps(told, ensure_ascii=False).encode())


def typeset(running: Apart) -> bytes:
    """What the typesetter has made. Raises MissingTool."""
    written = running.written()
    if written is None:
        raise MissingTool("The PDF could not be written here. The plan as Markdown holds the same.")
    return written


def _inked(svg: str) -> str:
    """The figure with the colours of the partners, which on a page its style sheet gives it."""
    return svg.replace("><title", f"><style>{_inks()}</style><title", 1)


@lru_cache(maxsize=1)
def _inks() -> str:
    """The colours of the partners as in the light page, for figures on their own."""
    tokens = (packed("static") / "css" / "tokens.css").read_text(encoding="utf-8")
    light = dict(reversed(_INK.findall(tokens)))
    return "".join(f".org-{one} .fig__who{{fill:{ink}}}.org-{one} .fig__bar{{fill:{_pale(ink)}}}" for one, ink in light.items())


def _pale(ink: str) -> str:
    """A colour with which words in ink can be read: as much of it in white as a bar has on a page."""
    red, green, blue = (round(255 - (255 - int(ink[at : at + 2], 16)) * 0.22) for at in (1, 3, 5))
    return f"#{red:02x}{green:02x}{blue:02x}"

"""The document as PDF: tagged, for paper and for screen readers, with its fonts in it, set by typst from the words that are signed."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import structs

from facilitator.paper.drawing import sheets, typeset, typesetter
from facilitator.paper.setting import Setter
from workshops.state import Workshop

RIGHT_TO_LEFT = frozenset(("ar", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"))
"""Languages that are read so; a passage in another one keeps its own direction."""


def as_pdf(workshop: Workshop, markdown: bytes) -> Callable[[], bytes]:
    """Begins to set the plan, whose Markdown this is, as PDF (PDF/UA-1); called, it waits for the file. Both raise MissingTool.

    May be called from a native thread.
    """
    running = typesetter("pdf", _told(workshop, markdown))
    return lambda: typeset(running)


def _told(workshop: Workshop, markdown: bytes) -> dict[str, Any]:
    """The plan as the typesetter takes it."""
    setter = Setter()
    blocks = [told for block in setter.document(markdown.decode()) for told in _drawn(workshop, block)]
    language, _, region = workshop.locale.partition("-")
    return {
        "title": workshop.title,
        "language": language,
        "region": region if re.fullmatch("[A-Za-z]{2}", region) else "",
        "rtl": language in RIGHT_TO_LEFT,
        "signed": workshop.version.sha256 if workshop.version else "",
        "standing": sorted(setter.standing),
        "blocks": blocks,
    }


def _drawn(workshop: Workshop, block: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A block as it is; a figure on as many sheets as it takes."""
    if block["kind"] != "figure":
        yield block
        return
    for sheet in sheets(workshop, block["name"]):
        yield {"kind": "figure", **structs.asdict(sheet)}

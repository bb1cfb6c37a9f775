"""The formats in which a plan leaves: one table, from which the HTTP door, the plan's page and the command line take them."""

import io
import json
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from msgspec import Struct

from facilitator.paper import MissingTool, Paintings, as_file, as_pdf, for_office
from facilitator.sealing import Sealer
from workshops.exports.calendar import calendar
from workshops.exports.lists import decisions_csv, entries_csv
from workshops.exports.plan_json import to_json
from workshops.state import Workshop

_EPOCH = (1980, 1, 1, 0, 0, 0)


class Leaving:
    """A plan that leaves, with what several of its files are made from, made once."""

    def __init__(self, sealer: Sealer, workshop: Workshop) -> None:
        self.sealer, self.workshop = sealer, workshop

    @cached_property
    def markdown(self) -> bytes:
        """The plan's file (`Sealer.document`)."""
        return self.sealer.document(self.workshop)

    @cached_property
    def paintings(self) -> Paintings:
        """Its figures, for files that hold no drawings."""
        return Paintings(self.workshop)


File = Callable[[], bytes | None]
"""A file that is being made: called, it is what is in it; None where this plan has no such file (yet). Raises MissingTool."""


class Format(Struct, frozen=True):
    """A file: its name, its type, what it is called, and how it is begun, which raises MissingTool where what writes it is not there."""

    name: str
    mimetype: str
    called: str
    begun: Callable[[Leaving], File]
    slow: bool = False
    """Do other programs write it, which take a while?"""


def made(sealer: Sealer, workshop: Workshop, name: str) -> bytes | None:
    """The file of this name; None where this plan has no such file (yet). Raises MissingTool."""
    return FORMATS[name].begun(Leaving(sealer, workshop))()


def files(sealer: Sealer, workshop: Workshop) -> Iterator[tuple[str, bytes | MissingTool]]:
    """Each file that this plan has, by name, but for the one of all: what is in it, or why it cannot be made here."""
    leaving = Leaving(sealer, workshop)
    others = [one for one in FORMATS.values() if one.name != EVERYTHING]
    begun = {one.name: _begun(one, leaving) for one in others}
    # Those that other programs write come last: they are at work while the rest is made here.
    for one in sorted(others, key=lambda one: one.slow):
        try:
            content = begun[one.name]()
        except MissingTool as missing:
            yield one.name, missing
            continue
        if content is not None:
            yield one.name, content


def _begun(one: Format, leaving: Leaving) -> File:
    try:
        return one.begun(leaving)
    except MissingTool as missing:
        return partial(_refuse, missing)


def _refuse(missing: MissingTool) -> bytes:
    raise missing


def _here(written: Callable[[Leaving], bytes | None]) -> Callable[[Leaving], File]:
    """A format that is written in this very process, when it is asked for."""
    return lambda leaving: lambda: written(leaving)


def _json(leaving: Leaving) -> bytes:
    return (json.dumps(to_json(leaving.workshop), ensure_ascii=False, indent=2) + "\n").encode()


def _office(form: str) -> Callable[[Leaving], File]:
    return lambda leaving: for_office(leaving.workshop, leaving.markdown, form, leaving.paintings)


def _everything(leaving: Leaving) -> bytes:
    """All other files that can be made here, in one zip; a text in it names those that cannot."""
    written, missing = io.BytesIO(), []
    with ZipFile(written, "w") as archive:
        for name, content in files(leaving.sealer, leaving.workshop):
            if isinstance(content, MissingTool):
                missing.append(f"{name} is missing. {content}\n")
            else:
                archive.writestr(*_entry(name, content))
        if missing:
            archive.writestr(*_entry("missing.txt", "".join(missing).encode()))
    return written.getvalue()


def _entry(name: str, content: bytes) -> tuple[ZipInfo, bytes, int]:
    entry = ZipInfo(name, _EPOCH)
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    return entry, content, ZIP_DEFLATED if name.endswith((".md", ".html", ".json", ".csv", ".ics", ".txt")) else ZIP_STORED


EVERYTHING = "everything.zip"
FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("workplan.md", "text/markdown", "Markdown", _here(lambda leaving: leaving.markdown)),
        Format("workplan.pdf", "application/pdf", "PDF, to print", lambda leaving: as_pdf(leaving.workshop, leaving.markdown), slow=True),
        Format("workplan.html", "text/html", "HTML, one file", _here(lambda leaving: as_file(leaving.workshop, leaving.markdown).encode())),
        Format(
            "workplan.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word", _office("docx"), slow=True
        ),
        Format("workplan.odt", "application/vnd.oasis.opendocument.text", "OpenDocument", _office("odt"), slow=True),
        Format("workplan.json", "application/json", "JSON, for programs", _here(_json)),
        Format("activities.csv", "text/csv", "Activities as a table", _here(lambda leaving: entries_csv(leaving.workshop, "activity"))),
        Format("outcomes.csv", "text/csv", "Outcomes as a table", _here(lambda leaving: entries_csv(leaving.workshop, "outcome"))),
        Format("decisions.csv", "text/csv", "Decisions as a table", _here(lambda leaving: decisions_csv(leaving.workshop))),
        Format("calendar.ics", "text/calendar", "Calendar", _here(lambda leaving: calendar(leaving.workshop))),
        Format("bundle.zip", "application/zip", "All that proves it", _here(lambda leaving: leaving.sealer.bundle(leaving.workshop))),
        Format(EVERYTHING, "application/zip", "Everything", _here(_everything), slow=True),
    )
}
"""By file name."""

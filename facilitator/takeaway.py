"""The formats in which a plan leaves: one table, from which the HTTP door, the plan's page and the command line take them."""

import io
import json
from collections.abc import Callable, Iterator
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from msgspec import Struct

from facilitator.paper import MissingTool, as_file, as_pdf, for_office
from facilitator.sealing import Sealer
from workshops.exports.calendar import calendar
from workshops.exports.lists import decisions_csv, entries_csv
from workshops.exports.plan_json import to_json
from workshops.state import Workshop

_EPOCH = (1980, 1, 1, 0, 0, 0)


class Format(Struct, frozen=True):
    """A file: its name, its type, what it is called, and how it is made: None where this plan has no such file (yet).

    Making one raises MissingTool where what writes it is not there.
    """

    name: str
    mimetype: str
    called: str
    made: Callable[[Sealer, Workshop], bytes | None]


def _json(_: Sealer, workshop: Workshop) -> bytes:
    return (json.dumps(to_json(workshop), ensure_ascii=False, indent=2) + "\n").encode()


def _html(sealer: Sealer, workshop: Workshop) -> bytes:
    return as_file(workshop, sealer.document(workshop)).encode()


def _pdf(sealer: Sealer, workshop: Workshop) -> bytes:
    return as_pdf(workshop, sealer.document(workshop))


def _office(form: str) -> Callable[[Sealer, Workshop], bytes]:
    return lambda sealer, workshop: for_office(workshop, sealer.document(workshop), form)


def files(sealer: Sealer, workshop: Workshop) -> Iterator[tuple[str, bytes | MissingTool]]:
    """Each file that this plan has, by name, but for the one of all: what is in it, or why it cannot be made here."""
    for one in FORMATS.values():
        try:
            content = one.made(sealer, workshop) if one.name != EVERYTHING else None
        except MissingTool as missing:
            yield one.name, missing
            continue
        if content is not None:
            yield one.name, content


def _everything(sealer: Sealer, workshop: Workshop) -> bytes:
    """All other files that can be made here, in one zip."""
    written = io.BytesIO()
    with ZipFile(written, "w") as archive:
        for name, content in files(sealer, workshop):
            if isinstance(content, bytes):
                entry = ZipInfo(name, _EPOCH)
                entry.create_system, entry.external_attr, entry.compress_type = 3, 0o644 << 16, ZIP_DEFLATED
                archive.writestr(entry, content)
    return written.getvalue()


EVERYTHING = "everything.zip"
FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("workplan.md", "text/markdown", "Markdown", lambda sealer, workshop: sealer.document(workshop)),
        Format("workplan.pdf", "application/pdf", "PDF, to print", _pdf),
        Format("workplan.html", "text/html", "HTML, one file", _html),
        Format("workplan.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word", _office("docx")),
        Format("workplan.odt", "application/vnd.oasis.opendocument.text", "OpenDocument", _office("odt")),
        Format("workplan.json", "application/json", "JSON, for programs", _json),
        Format("activities.csv", "text/csv", "Activities as a table", lambda _, workshop: entries_csv(workshop, "activity")),
        Format("outcomes.csv", "text/csv", "Outcomes as a table", lambda _, workshop: entries_csv(workshop, "outcome")),
        Format("decisions.csv", "text/csv", "Decisions as a table", lambda _, workshop: decisions_csv(workshop)),
        Format("calendar.ics", "text/calendar", "Calendar", lambda _, workshop: calendar(workshop)),
        Format("bundle.zip", "application/zip", "All that proves it", lambda sealer, workshop: sealer.bundle(workshop)),
        Format(EVERYTHING, "application/zip", "Everything", _everything),
    )
}
"""By file name."""

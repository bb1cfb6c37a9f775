"""The document for a word processor (DOCX, ODT), written by pandoc from the very Markdown that is signed, with its figures as pictures.

Pandoc runs in its sandbox, so that nothing in a plan makes it read a file or ask another host.
"""

import base64
import io
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from facilitator.paper.apart import Apart, MissingTool
from facilitator.paper.drawing import Paintings, Sheet
from facilitator.paper.file import SOURCE
from facilitator.paper.page import FIGURE_AFTER, FIGURE_OF
from workshops.exports.page import typed
from workshops.state import Workshop

FILTER = Path(__file__).with_name("office.lua")
"""What pandoc does with tables and figures."""
WIDEST, TALLEST = 460, 600
"""Of a figure, in pt."""
DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==")
"""A PNG of one dot."""
_LINE = b'w:val="single" w:sz="4" w:space="0" w:color="D3CCBD"'
LOOKS = {
    "word/styles.xml": [
        (
            rb'(w:styleId="Table"[^>]*>.*?)(<w:tblPr>.*?<w:tblInd [^>]*/>)',
            rb'\1<w:rPr><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr>\2'
            rb"<w:tblBorders><w:bottom %(line)b/><w:insideH %(line)b/></w:tblBorders>" % {b"line": _LINE},
        )
    ],
    "styles.xml": [
        (
            rb'(style:name="Table_20_Contents"[^>]*>\s*<style:paragraph-properties [^>]*/>)',
            rb'\1<style:text-properties fo:font-size="8.5pt" style:font-size-asian="8.5pt" style:font-size-complex="8.5pt"/>',
        )
    ],
    "content.xml": [
        (
            rb'(style:name="TableRowCell"[^>]*>\s*<style:table-cell-properties) fo:border="none"',
            rb'\1 fo:border-left="none" fo:border-right="none" fo:border-top="none" fo:border-bottom="0.5pt solid #d3ccbd"',
        )
    ],
}
"""What is changed in a file's own parts: pandoc has no way to tell how tables look."""

_PART = re.compile("(?m)^### (" + "|".join(map(re.escape, FIGURE_AFTER)) + ")$.*?(?=^#|\\Z)", re.DOTALL)
"""A part of the document behind which a figure stands. Only our own writer begins a line with such a sign."""


def for_office(workshop: Workshop, markdown: bytes, form: str, paintings: Paintings) -> Callable[[], bytes]:
    """Begins to write the plan, whose Markdown this is, in `form` (`docx`, `odt`); called, it waits for the file. Both raise MissingTool.

    May be called from a native thread.
    """
    command = [_pandoc(), "--from", "commonmark+pipe_tables", "--to", form, "--sandbox", "--metadata", f"lang={workshop.locale}"]
    command += ["--lua-filter", str(FILTER), "--output", "-"]
    paintings.begin()
    running = Apart(command, _with_figures(markdown.decode(), paintings.drawn).encode())

    def file() -> bytes:
        if paintings.pictures:
            return _finished(_written(running, form), paintings.pictures)
        # Without who paints them, the figures stand in it as words: what waits for what, what was offered and asked.
        running.written()
        return _finished(_written(Apart(command, _with_figures(markdown.decode(), {}).encode()), form), [])

    return file


def _written(running: Apart, form: str) -> bytes:
    written = running.written()
    if written is None:
        raise MissingTool(f"The {form.upper()} file could not be written here. The plan as Markdown holds the same.")
    return written


def _with_figures(markdown: str, drawn: dict[str, list[Sheet]]) -> str:
    """The document with figures in the place of their sources, and behind what they show."""
    numbers = count()
    shown = {name: "\n\n".join(_figure(sheet, next(numbers)) for sheet in those) for name, those in drawn.items()}
    placed = SOURCE.sub(lambda found: shown.get(FIGURE_OF[found[1]], ""), markdown)
    return _PART.sub(lambda found: f"{found[0]}{shown.get(FIGURE_AFTER[found[1]], '')}\n\n", placed)


def _figure(sheet: Sheet, number: int) -> str:
    """The place of a picture, of its size: pandoc takes long over large ones, so that it is given a sign for each."""
    width = min(WIDEST, sheet.width * 0.68, TALLEST * sheet.width / sheet.height)
    size = f"{width:.0f}pt {width * sheet.height / sheet.width:.0f}pt"
    return f'![{typed(sheet.words)}](data:image/png;base64,{base64.b64encode(_sign(number)).decode()} "{size}")'


def _sign(number: int) -> bytes:
    return DOT + number.to_bytes(4, "big")


def _finished(written: bytes, pictures: list[bytes]) -> bytes:
    """The file with each picture in the place of its sign, and with tables that are set small, a fine line under each row."""
    of_sign = {_sign(number): picture for number, picture in enumerate(pictures)}
    made = io.BytesIO()
    with ZipFile(io.BytesIO(written)) as given, ZipFile(made, "w") as archive:
        for entry in given.infolist():
            content = given.read(entry)
            if content in of_sign:
                archive.writestr(entry, of_sign[content], compress_type=ZIP_STORED)
                continue
            for source, look in LOOKS.get(entry.filename, ()):
                content = re.sub(source, look, content, count=1, flags=re.DOTALL)
            archive.writestr(entry, content)
    return made.getvalue()


def _pandoc() -> str:
    found: str | None = None
    with suppress(ImportError):
        # An optional part: without it everything else works. Asked itself where its program is, it would start it each time.
        import pypandoc

        found = shutil.which("pandoc", path=str(Path(pypandoc.__file__).parent / "files"))
    found = found or shutil.which("pandoc")
    if found is None:
        raise MissingTool("This server has no pandoc, which writes files for word processors. The plan as Markdown holds the same.")
    return found

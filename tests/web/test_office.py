"""The plan for a word processor: the headings and the words of the Markdown, and a sentence where pandoc is missing."""

import io
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from msgspec import structs

from facilitator.cli import main
from facilitator.paper import Paintings, drawing, for_office
from tests.domain.full_plan import plan_saying
from tests.domain.reading import READER
from tests.domain.test_hostile_entries import hostile
from tests.faults.server import Server
from tests.web.site import Site
from workshops.exports.markdown import write
from workshops.state import Workshop

FIGURES = 5
"""In a plan with everything."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def words_of(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def office(workshop: Workshop, form: str) -> bytes:
    """The plan for a word processor, as it stands."""
    return for_office(workshop, write(workshop), form, Paintings(workshop))()


def in_docx(written: bytes) -> Iterator[tuple[int, str]]:
    """Level and words of each heading."""
    body = ET.fromstring(ZipFile(io.BytesIO(written)).read("word/document.xml"))
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        found = re.fullmatch(r"Heading(\d)", style.get(f"{W}val", "")) if style is not None else None
        if found:
            yield int(found[1]), words_of(paragraph)


def in_odt(written: bytes) -> Iterator[tuple[int, str]]:
    """Level and words of each heading."""
    body = ET.fromstring(ZipFile(io.BytesIO(written)).read("content.xml"))
    for found in body.iter(f"{TEXT}h"):
        yield int(found.get(f"{TEXT}outline-level", "0")), words_of(found)


def in_markdown(written: bytes) -> Iterator[tuple[int, str]]:
    """Level and words of each heading."""
    tokens = READER.parse(written.decode())
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            words = "".join(child.content for child in tokens[at + 1].children or ())
            yield int(token.tag[1:]), " ".join(words.split())


@settings(max_examples=8, deadline=None)
@given(hostile)
def test_nothing_typed_makes_a_heading_or_brings_anything_in(words: str) -> None:
    workshop = plan_saying(words)
    markdown = write(workshop)
    bare = len(list(in_markdown(write(plan_saying("Plain words")))))
    docx, odt = office(workshop, "docx"), office(workshop, "odt")
    assert len(list(in_docx(docx))) == len(list(in_odt(odt))) == len(list(in_markdown(markdown))) <= bare
    assert len(pictures(docx, "word/media")) == len(pictures(odt, "Pictures")) == FIGURES
    assert b"<script" not in ZipFile(io.BytesIO(docx)).read("word/document.xml")


def test_the_headings_are_those_of_the_document() -> None:
    workshop = plan_saying("Warm meals")
    markdown = write(workshop)
    told = list(in_markdown(markdown))
    assert list(in_docx(office(workshop, "docx"))) == told
    assert list(in_odt(office(workshop, "odt"))) == told


def test_every_figure_is_a_picture_that_says_what_it_shows() -> None:
    workshop = plan_saying("Warm meals")
    docx = office(workshop, "docx")
    shown = pictures(docx, "word/media")
    assert all(picture.startswith(b"\x89PNG") and len(picture) > 2_000 for picture in shown)
    body = ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()
    told = [match for match in re.findall(r'descr="([^"]+)"', body) if "Warm meals" in match or "asked" in match]
    assert len(shown) == len(told) == FIGURES


@pytest.mark.parametrize("how", ["missing", "broken"])
def test_without_who_paints_them_the_figures_are_left_out(monkeypatch: pytest.MonkeyPatch, how: str, tmp_path: Path) -> None:
    if how == "missing":
        monkeypatch.setattr(drawing, "find_spec", lambda _: None)
    else:
        monkeypatch.setattr(drawing, "TYPESETTER", tmp_path / "nothing.py")
    workshop = plan_saying("Warm meals")
    docx = office(workshop, "docx")
    assert pictures(docx, "word/media") == []
    assert (2, "Dependencies and timeline") in in_docx(docx)


def test_a_running_server_writes_it_beside_its_event_loop(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        leads, workshop, _ = server.facilitator(["Kitchen", "Council"])
        for name, headings in (("workplan.docx", in_docx), ("workplan.odt", in_odt)):
            status, _, content = leads.fetch(f"/api/workshops/{workshop}/{name}")
            assert status == 200, content
            assert (1, "A plan") in headings(content)


def pictures(written: bytes, folder: str) -> list[bytes]:
    """The pictures in a file for a word processor."""
    archive = ZipFile(io.BytesIO(written))
    return [archive.read(name) for name in archive.namelist() if name.startswith(f"{folder}/")]


def without_pandoc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    monkeypatch.setenv("PATH", "")


def test_where_pandoc_is_missing_a_sentence_says_so_and_the_rest_works(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    leads = site.facilitator()
    workshop = site.workshop(leads)
    without_pandoc(monkeypatch)
    answer = leads.get(f"/api/workshops/{workshop}/workplan.docx")
    assert (answer.status_code, answer.json["code"]) == (503, "missing_tool")
    assert "no pandoc" in answer.json["message"]
    everything = ZipFile(io.BytesIO(leads.get(f"/api/workshops/{workshop}/everything.zip").data))
    assert {"workplan.md", "workplan.pdf"} <= set(everything.namelist())
    assert "workplan.docx" not in everything.namelist()
    assert "workplan.docx is missing. This server has no pandoc" in everything.read("missing.txt").decode()


def test_the_command_says_what_it_could_not_write(site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    workshop = site.workshop(site.facilitator())
    without_pandoc(monkeypatch)
    told = CliRunner().invoke(main, ["export", workshop, "--data", str(site.app.config["COMMONPLAN"].data), "--out", str(tmp_path)])
    assert told.exit_code == 0
    assert "workplan.docx is missing. This server has no pandoc" in told.output
    assert (tmp_path / "workplan.md").exists()


def test_columns_are_as_wide_as_what_they_say_and_a_rule_is_told_in_words_alone() -> None:
    rule = plan_saying("Words").plan.entries["e1"]
    old = plan_saying("Words")
    told = structs.replace(rule, fields=rule.fields | {"policy": {"rule": "consent"}})
    old = structs.replace(old, plan=structs.replace(old.plan, entries=old.plan.entries | {"e1": told}))
    assert b'`{"rule":"consent"}`' in write(old)
    body = ET.fromstring(ZipFile(io.BytesIO(office(old, "docx"))).read("word/document.xml"))
    table = next(found for found in body.iter(f"{W}tbl") if "Kind of decision" in words_of(found))
    short, _, policy, _ = (int(column.get(f"{W}w", "0")) for column in table.iter(f"{W}gridCol"))
    assert policy > 3 * short
    assert "Consent, passes when nobody objects" in words_of(table)
    assert "{" not in words_of(table)

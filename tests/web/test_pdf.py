"""The plan as PDF, read again by pypdf: its words, its tags, its fonts, its figures; and a sentence where typst is missing."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from msgspec import structs
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from facilitator.paper import as_pdf, drawing
from facilitator.paper.setting import pieces
from tests.domain.full_plan import plan_saying
from tests.domain.test_hostile_entries import hostile
from tests.faults.server import Server
from tests.web.site import Site
from tests.web.test_office import in_markdown
from workshops.exports.markdown import write
from workshops.state import Workshop


def written(workshop: Workshop) -> PdfReader:
    """The PDF of the plan as it stands."""
    return PdfReader(io.BytesIO(as_pdf(workshop, write(workshop))()))


def tags(reader: PdfReader) -> list[tuple[str, DictionaryObject]]:
    """Kind and element of all that stands in the tree of tags, in reading order."""

    def under(node: Any) -> list[tuple[str, DictionaryObject]]:
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, list):
            return [found for one in node for found in under(one)]
        if not isinstance(node, DictionaryObject) or "/S" not in node:
            return []
        return [(str(node["/S"]), node), *under(node.get("/K", []))]

    root: Any = reader.trailer["/Root"]["/StructTreeRoot"]
    return under(root["/K"])


def words_of(reader: PdfReader) -> str:
    """All words, without the places where a line may end."""
    return " ".join("".join(page.extract_text() for page in reader.pages).replace("\u200b", "").split())


def test_it_is_tagged_says_its_language_and_carries_its_fonts() -> None:
    reader = written(structs.replace(plan_saying("Warm meals"), locale="de-AT"))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "de-AT"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "A plan"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    names = {str(font["/BaseFont"]).split("+")[-1] for font in fonts}
    assert any(name.startswith("SourceSerif4") for name in names)
    assert any(name.startswith("Atkinson") for name in names)
    descendants = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in descendants)


def test_its_headings_are_those_of_the_document() -> None:
    workshop = plan_saying("Warm meals")
    levels = [int(tag[2:]) for tag, _ in tags(written(workshop)) if re.fullmatch(r"/H\d", tag)]
    assert levels == [level for level, _ in in_markdown(write(workshop))]


def test_every_figure_says_in_words_what_it_shows() -> None:
    figures = [str(element.get("/Alt", "")) for tag, element in tags(written(plan_saying("Warm meals"))) if tag == "/Figure"]
    titles = ["How issues get resolved", "Who reports to whom", "What waits for what", "When", "Offered and asked"]
    assert [title for title, told in zip(titles, figures, strict=True) if told.startswith(title) and len(told) > len(title) + 20] == titles


@settings(max_examples=10, deadline=None)
@given(hostile)
@example('#panic("x") $ @a <b> \\ `` // /* */ #import "x"')
@example("漢字 🎉 party")
@example("e\u0301\u0300 👩‍👩‍👧 \U000e0001")
def test_whatever_is_typed_is_words(words: str) -> None:
    workshop = plan_saying(words)
    reader = written(workshop)
    bare = [tag for tag, _ in tags(written(plan_saying("Plain words"))) if re.fullmatch(r"/H\d|/Table|/Figure", tag)]
    assert [tag for tag, _ in tags(reader) if re.fullmatch(r"/H\d|/Table|/Figure", tag)] == bare
    root: Any = reader.trailer["/Root"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "file:///etc/passwd", "#section-1", "data:text/html,x"])
def test_only_addresses_of_pages_and_of_people_are_links(address: str) -> None:
    (words,) = pieces(f"[words](<{address}>)")
    assert isinstance(words, str), "no link"
    assert words.replace("\u200b", "") in ("words", f"[words](<{address}>)")
    (link,) = pieces("[words](<https://example.org>)")
    assert link == {"kind": "link", "to": "https://example.org", "inside": ["words"]}


def test_what_no_font_shows_is_told() -> None:
    told = words_of(written(plan_saying("漢 🎉 party")))
    assert "□ [party popper] party" in told
    assert "workplan.md has them all" in told
    assert "workplan.md has them all" not in words_of(written(plan_saying("Żółć")))


def test_a_long_timeline_takes_several_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "ROWS", 1)
    figures = [str(element.get("/Alt", "")) for tag, element in tags(written(plan_saying("Warm meals"))) if tag == "/Figure"]
    assert len([told for told in figures if told.startswith("When ")]) == 2


def test_a_running_server_writes_it_beside_its_event_loop(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        leads, workshop, _ = server.facilitator(["Kitchen", "Council"])
        status, _, content = leads.fetch(f"/api/workshops/{workshop}/workplan.pdf")
        assert status == 200, content
        assert "How we decide" in words_of(PdfReader(io.BytesIO(content)))


@pytest.mark.parametrize(
    ("name", "broken", "said"), [("find_spec", lambda _: None, "no typst"), ("TYPESETTER", "/nothing", "could not be")]
)
def test_where_it_cannot_be_made_a_sentence_says_so(site: Site, monkeypatch: pytest.MonkeyPatch, name: str, broken: Any, said: str) -> None:
    leads = site.facilitator()
    workshop = site.workshop(leads)
    monkeypatch.setattr(drawing, name, broken)
    answer = leads.get(f"/api/workshops/{workshop}/workplan.pdf")
    assert (answer.status_code, answer.json["code"]) == (503, "missing_tool")
    assert said in answer.json["message"]

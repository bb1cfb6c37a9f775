"""No entry of any kind, whatever its text, breaks a table, a list, a heading or a figure's source: with two readers of Markdown."""

import re
import xml.etree.ElementTree as ET
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import markdown as python_markdown

from tests.domain.full_plan import plan_saying
from tests.domain.reading import READER
from workshops.exports.figures import FIGURES
from workshops.exports.markdown import write
from workshops.plan.kinds import KINDS
from workshops.prose.signs import legible

SNAGS = [
    "|", "\\|", "| a |", "| --- |", "`", "```", "```mermaid", "~~~", "<b>", "</td></tr></table>", "<!--", "-->",
    "<script>alert(1)</script>", "[x](javascript:y)", "[A1]", "[A1]: http://a.b", "![x](y)", "**", "__", "# x", "- x", "1. x", "> x",
    "===", "---", "%%", "%%{init: {}}%%", "end", "click A1 call x()", "A1 --> A2", "]:::x", '"', "#quot;", "#59;", ";", ":", ":::",
    "section x", "title x", "gantt", "flowchart LR", "\u202e", "\u2067", "\u05d0\u05d1", "\u0645\u0631\u062d\u0628\u0627", "\U0001f600",
    "e\u0301", "\u00a0", "\u200b", "\x00", "\ufffe", "\t", "\r", "\\", "&lt;", "&#42;", "$x$", "{x}", "{{x}}", "@x.y", "http://a.b",
    "subgraph x",
]  # fmt: skip
hostile = st.lists(st.sampled_from(SNAGS) | st.text(max_size=6), min_size=1, max_size=8).map(" ".join)

BLOCKS = {"h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "pre", "hr"}
FLOWCHART = re.compile(r'  [A-Z]\d+\["[^"\n]*"\](?::::\w+)?|  [A-Z]\d+ --> [A-Z]\d+|  classDef \w+ [\w:,#.-]+|  class [A-Z\d,]+ \w+')
GANTT = re.compile(r"  (?:dateFormat|axisFormat|inclusiveEndDates|section) ?[^\n;#]*(?:#\d+;[^\n;#]*)*|  [^\n:]+ :[^\n;#]+")


def said(words: str) -> str:
    """A plan that says this everywhere, as the file has it."""
    return write(plan_saying(words)).decode()


def shape(document: str) -> list[tuple[str, int]]:
    """The blocks of a document as markdown-it sees them, without their words."""
    return [(token.tag or token.type, token.nesting) for token in READER.parse(document) if token.type != "inline"]


def other_shape(document: str) -> list[str]:
    """The blocks of a document as Python-Markdown sees them."""
    html = python_markdown(document, extensions=["tables", "sane_lists", "fenced_code"])
    return [tag for tag in re.findall(r"<(\w+)[\s>/]", re.sub(r"(?s)<!--.*?-->", "", html)) if tag in BLOCKS]


@cache
def harmless(words: str) -> tuple[list[tuple[str, int]], list[str]]:
    """The shapes of a plan of plain words, on as many lines as these."""
    document = said("\n".join("Plain words" if line.strip() else "" for line in words.split("\n")))
    return shape(document), other_shape(document)


@settings(max_examples=20, deadline=None)
@given(hostile)
@example("0\n")
@example("| \r")
@example("a\n\n# b\nc")
@example("| " * 2000)
@example("x" * 4000)
@example("\U0001f600" * 1000)
def test_the_document_keeps_its_shape(words: str) -> None:
    document = said(words)
    if not legible(words).split():
        return
    assert shape(document) == harmless(legible(words))[0]
    assert other_shape(document) == harmless(legible(words))[1]


@settings(max_examples=20, deadline=None)
@given(hostile)
def test_a_cell_says_what_was_typed(words: str) -> None:
    typed = " ".join(legible(words).split())
    tokens = READER.parse(said(words))
    cells = [
        " ".join("".join(child.content for child in tokens[at + 1].children or ()).split())
        for at, token in enumerate(tokens)
        if token.type == "td_open"
    ]
    assert typed in cells


@settings(max_examples=30, deadline=None)
@given(hostile)
def test_each_line_of_a_figures_source_is_one_of_ours(words: str) -> None:
    fences = [token for token in READER.parse(said(words)) if token.type == "fence"]
    assert [fence.info for fence in fences] == ["mermaid", "mermaid"]
    flowchart, gantt = (fence.content.split("\n") for fence in fences)
    assert flowchart[0] == "flowchart LR"
    assert gantt[0] == "gantt"
    assert [line for line in flowchart[1:-1] if not FLOWCHART.fullmatch(line)] == []
    assert [line for line in gantt[1:-1] if not GANTT.fullmatch(line)] == []


@pytest.mark.parametrize("name", FIGURES)
@settings(max_examples=6, deadline=None)
@given(hostile)
def test_every_figure_is_whole_says_what_it_shows_and_holds_nothing_but_drawing(name: str, words: str) -> None:
    figure = ET.fromstring(FIGURES[name](plan_saying(words)))
    names = {element.tag.rpartition("}")[2] for element in figure.iter()}
    assert names <= {"svg", "title", "desc", "defs", "marker", "pattern", "path", "g", "rect", "line", "circle", "text", "tspan"}
    assert figure[0].tag.endswith("title")
    assert (figure[1].text or "").strip()
    attributes = {key for element in figure.iter() for key in element.attrib}
    assert not {key for key in attributes if key.startswith("on") or key.endswith(("href", "style"))}


def test_all_kinds_are_in_it() -> None:
    document = said("Plain words")
    assert all(f"[{kind.letter}1]" in document for kind in KINDS.values())

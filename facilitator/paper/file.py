"""The document as one HTML file that needs nothing beside it: to send, to archive, to open without a network.

Python-Markdown reads it, nh3 lets through only what a document needs, and the figures stand where their source does.
"""

import re
from html import unescape
from itertools import count

import nh3
from flask import render_template
from markdown import Markdown
from markdown.extensions.toc import TocExtension

from facilitator.config import packed
from facilitator.paper.page import FIGURE_OF, Heading
from workshops.exports.figures import FIGURES
from workshops.state import Workshop

TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre"}
TAGS |= {"h1", "h2", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td", "hr", "div"}
ATTRIBUTES = {"a": {"href"}, "h2": {"id"}, "ol": {"start"}, "div": {"class", "tabindex", "role", "aria-label"}}

# Only our own writer begins a line with backticks: what people type is escaped.
SOURCE = re.compile(r"(?ms)^```mermaid\n(flowchart|gantt)\b.*?^```$")
"""The source of a figure in the document, and which figure it is."""
_PLACE = re.compile(r"<p>figure-(flowchart|gantt)-here</p>")


def as_file(workshop: Workshop, markdown: bytes) -> str:
    """The plan, whose Markdown this is, in one HTML file without scripts."""
    numbers = count(1)
    contents = TocExtension(marker="", toc_depth="2-2", slugify=lambda *_: f"section-{next(numbers)}")
    reader = Markdown(extensions=["tables", "sane_lists", contents], output_format="html")
    html = reader.convert(SOURCE.sub(lambda found: f"figure-{found[1]}-here", markdown.decode()))
    headings = [Heading(token["id"], unescape(token["name"]), numbered=False) for token in reader.toc_tokens]
    schemes = {"http", "https", "mailto"}
    safe = nh3.clean(_scrollable(html), tags=TAGS, attributes=ATTRIBUTES, url_schemes=schemes, link_rel="noopener noreferrer nofollow")
    drawn = {kind: FIGURES[name](workshop) for kind, name in FIGURE_OF.items()}
    style = "\n".join((packed("static") / "css" / name).read_text(encoding="utf-8") for name in ("file.css", "figures.css"))
    html = _PLACE.sub(lambda found: _framed(drawn[found[1]]), safe)
    return render_template("file.html", workshop=workshop, html=html, headings=headings, style=f"<style>\n{style}</style>")


def _framed(figure: str) -> str:
    return f'<div class="figure" tabindex="0" role="region" aria-label="Figure">{figure}</div>' if figure else ""


def _scrollable(html: str) -> str:
    """Each table in a frame of its own: a wide one scrolls by itself, also for those who use the keyboard."""
    numbers = count(1)
    html = re.sub("<table>", lambda _: f'<div class="tscroll" tabindex="0" role="region" aria-label="Table {next(numbers)}"><table>', html)
    return html.replace("</table>", "</table></div>").replace("<th></th>", "<td></td>")

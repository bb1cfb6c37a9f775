"""The plan as a page: to read, to print, to keep. What is shown is the very document that is signed."""

import re
from dataclasses import dataclass
from itertools import count

import nh3
from flask import Blueprint, render_template
from markdown_it import MarkdownIt
from markdown_it.token import Token

from facilitator.pages.threshold import guest
from workshops.exports.markdown import write

plan = Blueprint("plan", __name__)

TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre"}
TAGS |= {"h1", "h2", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td", "hr", "div"}
ATTRIBUTES = {"a": {"href"}, "h2": {"id"}, "ol": {"start"}, "div": {"class", "tabindex", "role", "aria-label"}}


@dataclass(frozen=True)
class Heading:
    """A section of the document, with the anchor that leads to it."""

    id: str
    words: str


@dataclass(frozen=True)
class Document:
    """The plan as HTML that is safe to show, and its sections."""

    html: str
    headings: tuple[Heading, ...]


@plan.get("/w/<workshop_id>/plan")
def document(workshop_id: str) -> str:
    """The plan as it stands; once frozen, the very words that are signed. For everybody in the workshop."""
    workshop = guest(workshop_id).workshop
    return render_template("plan.html", workshop=workshop, document=read(write(workshop).decode()))


def read(markdown: str) -> Document:
    """The document in HTML, its second-level headings numbered as anchors."""
    reader = MarkdownIt("commonmark").enable("table")
    tokens = reader.parse(markdown)
    headings: list[Heading] = []
    for n, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            headings.append(Heading(f"section-{len(headings) + 1}", _words(tokens[n + 1])))
            token.attrSet("id", headings[-1].id)
    html = reader.renderer.render(tokens, reader.options, {})
    # A wide table scrolls by itself, also for those who use the keyboard.
    numbers = count(1)
    html = re.sub("<table>", lambda _: f'<div class="tscroll" tabindex="0" role="region" aria-label="Table {next(numbers)}"><table>', html)
    html = html.replace("</table>", "</table></div>").replace("<th></th>", "<td></td>")
    safe = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="noopener noreferrer nofollow"
    )
    return Document(safe, tuple(headings))


def _words(inline: Token) -> str:
    return "".join(child.content for child in inline.children or () if child.type in ("text", "code_inline"))

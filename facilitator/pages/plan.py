"""The plan as a page: to read, to print, to keep. What is shown is the very document that is signed."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import count

import gevent
import nh3
from flask import Blueprint, abort, current_app, render_template
from markdown import Markdown
from markdown.extensions.toc import TocExtension

from facilitator.live.pace import SNAPSHOT, wait_for_turn
from facilitator.pages.threshold import guest
from workshops.exports.markdown import write
from workshops.refusal import Refused

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
    found = guest(workshop_id)
    try:
        wait_for_turn(current_app.extensions["broadcasts"].of(workshop_id), found.participant, SNAPSHOT)
    except Refused:
        abort(429)
    workshop = found.workshop
    # Python-Markdown is slow on long documents; in a native thread it holds up nobody's vote.
    shown = gevent.get_hub().threadpool.apply(read, (write(workshop).decode(),))
    return render_template("plan.html", workshop=workshop, document=shown)


@lru_cache(maxsize=64)
def read(markdown: str) -> Document:
    """The document in HTML, its second-level headings numbered as anchors. Remembered: thirty people open the same page at once."""
    numbers = count(1)
    contents = TocExtension(marker="", toc_depth="2-2", slugify=lambda *_: f"section-{next(numbers)}")
    reader = Markdown(extensions=["tables", "sane_lists", contents], output_format="html")
    html = reader.convert(markdown)
    headings = tuple(Heading(token["id"], unescape(token["name"])) for token in reader.toc_tokens)
    return Document(_safe(_scrollable(html)), headings)


def _scrollable(html: str) -> str:
    """Each table in a frame of its own: a wide one scrolls by itself, also for those who use the keyboard."""
    numbers = count(1)
    html = re.sub("<table>", lambda _: f'<div class="tscroll" tabindex="0" role="region" aria-label="Table {next(numbers)}"><table>', html)
    return html.replace("</table>", "</table></div>").replace("<th></th>", "<td></td>")


def _safe(html: str) -> str:
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="noopener noreferrer nofollow"
    )

"""The document as HTML that is safe to show, made from its Markdown, so that the page says what is signed, word for word.

Three things are added that Markdown cannot say: the figures stand where their source does, each entry can be led to (`#A3`), and the line
that says how a passage was decided is marked as such.
"""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from html import unescape
from itertools import count

import nh3
from markdown import Markdown
from markdown.extensions.toc import TocExtension
from msgspec import Struct

TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre"}
TAGS |= {"h1", "h2", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td", "hr", "div"}
ATTRIBUTES = {"a": {"href"}, "h2": {"id"}, "ol": {"start"}, "div": {"class", "tabindex", "role", "aria-label"}}

# Only our own writer begins a line with backticks: what people type is escaped.
_SOURCE = re.compile(r"(?ms)^```mermaid\n(flowchart|gantt)\b.*?^```$")
_PLACE = re.compile(r"<p>figure-(flowchart|gantt)-here</p>")
_OF = {"flowchart": "dependencies", "gantt": "timeline"}
_SHORT = re.compile(r"\[([A-Z]\d{1,6})\]")
# Where an entry itself stands, and not a mention of it: at the end of a heading, behind a bold title, in the first cell of a row.
_STANDS = re.compile(r"(?<=<td>)\[([A-Z]\d{1,6})\](?=</td>)|(?<=</strong> )\[([A-Z]\d{1,6})\]|(?<= )\[([A-Z]\d{1,6})\](?=</h3>)")
_DECIDED = re.compile(r"(</h2>\n)((?:<p>(?:For [^<]*: )?<em>(?:Adopted |Not adopted|Changed since)[^<]*</em></p>\n?)+)")


class Heading(Struct, frozen=True):
    """A section of the document, with the anchor that leads to it."""

    id: str
    words: str


class Document(Struct, frozen=True):
    """The plan as HTML that is safe to show, and its sections."""

    html: str
    headings: tuple[Heading, ...]


@lru_cache(maxsize=64)
def read(markdown: str) -> Document:
    """The document in HTML, its second-level headings numbered as anchors. Remembered: thirty people open the same page at once."""
    numbers = count(1)
    contents = TocExtension(marker="", toc_depth="2-2", slugify=lambda *_: f"section-{next(numbers)}")
    reader = Markdown(extensions=["tables", "sane_lists", contents], output_format="html")
    html = reader.convert(_SOURCE.sub(lambda found: f"figure-{found[1]}-here", markdown))
    headings = tuple(Heading(token["id"], unescape(token["name"])) for token in reader.toc_tokens)
    return Document(_safe(_scrollable(html)), headings)


def illustrated(document: Document, figures: Mapping[str, str], shorts: Collection[str]) -> Document:
    """The document with its figures (SVG of our own, by name), and with each of these short ids led to wherever it is named."""
    html = _DECIDED.sub(lambda found: f'{found[1]}<div class="decided">{found[2]}</div>', document.html)
    html = _linked(html, frozenset(shorts))
    drawn = {kind: figures.get(name, "") for kind, name in _OF.items()}
    framed = '<div class="figure" tabindex="0" role="region" aria-label="Figure">{}</div>'
    html = _PLACE.sub(lambda found: framed.format(drawn[found[1]]) if drawn[found[1]] else "", html)
    return Document(html, document.headings)


def _linked(html: str, shorts: frozenset[str]) -> str:
    anchored: set[str] = set()

    def standing(found: re.Match[str]) -> str:
        short = found[found.lastindex or 0]
        if short not in shorts or short in anchored:
            return found[0]
        anchored.add(short)
        return f'<span class="aid" id="{short}">&#91;{short}&#93;</span>'

    html = _STANDS.sub(standing, html)
    parts = re.split(r"(<[^>]*>)", html)
    for at in range(0, len(parts), 2):
        # Between the tags alone: an attribute is no place for a link.
        parts[at] = _SHORT.sub(lambda found: f'<a href="#{found[1]}">{found[0]}</a>' if found[1] in anchored else found[0], parts[at])
    return "".join(parts)


def _scrollable(html: str) -> str:
    """Each table in a frame of its own: a wide one scrolls by itself, also for those who use the keyboard."""
    numbers = count(1)
    html = re.sub("<table>", lambda _: f'<div class="tscroll" tabindex="0" role="region" aria-label="Table {next(numbers)}"><table>', html)
    return html.replace("</table>", "</table></div>").replace("<th></th>", "<td></td>")


def _safe(html: str) -> str:
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="noopener noreferrer nofollow"
    )

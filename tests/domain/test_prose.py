"""Restricted Markdown keeps its promise: what was typed comes back exactly, and nothing typed can become structure."""

import re
import time
import unicodedata
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.reading import READER, signs_of, tree_of
from workshops.prose.html import as_html
from workshops.prose.markdown import UnfitText, canonical, plain, words
from workshops.prose.reading import read
from workshops.prose.spelling import spell
from workshops.prose.tree import Block, Listing, Paragraph, Run, tidy_runs

SNAGS = [
    "**", "*", "***", "_", "__", "`", "```\n", "~~", "# ", "## ", "- ", "+ ", "* ", "1. ", "12) ", "> ", "---", "===", "|", "|-|-|",
    "    ", "\n", "\n\n", "  \n", "\\", "\\\n", "<b>", "<!-- workplan-export v1 -->", "<!-- BEGIN SIGN-OFF CERTIFICATE v1 -->",
    "[", "]", "](http://a.b/c)", "](javascript:x)", "[a]: http://a.b", "![", "<http://a.b>", "&lt;", "&amp;", "&copy;", "&#42;",
    "&#8238;", "&", ";", "(", ")", "!", ".", "a", "b", "É", "e\u0301", "€", "“", "日本", "\u00a0", " ", "1", "9.", ":-", ":--|", "\t", "x",
]  # fmt: skip
SIGNS = "ab1 .,*_`~#>+-=|!&;:<>[]()\\\"'/É€“日\u00a0\u0301\u200d😀\n"
typed = st.lists(st.sampled_from(SNAGS) | st.text(SIGNS, max_size=3), max_size=24).map("".join)
lines = st.text(SIGNS.replace("\n", ""), max_size=16) | st.lists(st.sampled_from(SNAGS), max_size=6).map("".join)
runs = st.builds(
    Run,
    text=st.text(SIGNS, min_size=1, max_size=4),
    bold=st.booleans(),
    italic=st.booleans(),
    href=st.sampled_from(["", "", "", "http://a.b", "https://a.b/?c=1&d=2", "mailto:a@b.c"]),
)


def paragraph_of(some: list[Run]) -> Paragraph:
    return Paragraph(tidy_runs(some) or (Run("x"),))


paragraphs = st.lists(runs, min_size=1, max_size=5).map(paragraph_of)


def around(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    item = st.tuples(paragraphs) | st.tuples(paragraphs, inner)
    return st.builds(Listing, numbered=st.booleans(), items=st.lists(item, min_size=1, max_size=3).map(tuple)) | inner


blocks = st.recursive(paragraphs, around, max_leaves=6)


def as_plain_values(found: tuple[Block, ...]) -> list[Any]:
    """A tree of ours in the form of `reading.tree_of`."""
    return [_plain_value(block) for block in found]


def _plain_value(block: Block) -> list[Any]:
    if isinstance(block, Paragraph):
        return ["p", [(sign, run.bold and not sign.isspace(), run.italic and not sign.isspace(), READER.normalizeLink(run.href))
                      for run in block.runs for sign in run.text]]  # fmt: skip
    if isinstance(block, Listing):
        return ["ol" if block.numbered else "ul", [as_plain_values(item) for item in block.items]]
    return ["quote", as_plain_values(block.blocks)]


@given(typed)
@settings(max_examples=200, deadline=None)
def test_a_standard_reader_gives_back_what_was_typed(text: str) -> None:
    assert tree_of(canonical(text)) == as_plain_values(read(text.replace("\t", " ").replace("e\u0301", "é"))) or "\t" in text


@given(typed)
@settings(max_examples=200, deadline=None)
def test_the_canonical_form_of_a_canonical_text_is_itself(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "<" not in once, "nothing can speak for the file"


@given(blocks)
@settings(max_examples=150, deadline=None)
def test_any_tree_is_spelled_so_that_its_words_come_back(block: Block) -> None:
    spelled = spell((block,))
    assert _bare(tree_of(spelled)) == _bare(as_plain_values((block,)))
    assert canonical(spelled) == spelled


def _bare(value: Any) -> Any:
    # Looks that touch inside a word may be dropped; words, links and structure never.
    if isinstance(value, tuple):
        return value[0], value[3]
    return [_bare(part) for part in value] if isinstance(value, list) else value


@given(st.lists(runs.filter(lambda run: not (run.bold and run.italic)), min_size=1, max_size=6))
@settings(max_examples=200, deadline=None)
def test_bold_beside_italic_keeps_both_whatever_they_touch(some: list[Run]) -> None:
    paragraph = paragraph_of(some)
    assert tree_of(spell((paragraph,))) == as_plain_values((paragraph,))


PLACES = {
    "{}": {"paragraph_open", "paragraph_close"},
    "- **Lead:** {}": {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "paragraph_open", "paragraph_close"},
    "# {}": {"heading_open", "heading_close"},
    "### {} [G1]": {"heading_open", "heading_close"},
    "| a | {} |\n| --- | --- |\n| {} | b |": {
        f"{part}_{side}" for part in ("table", "thead", "tbody", "tr", "th", "td") for side in ("open", "close")
    },
}


@given(lines, st.sampled_from(sorted(PLACES)))
@settings(max_examples=300, deadline=None)
def test_a_plain_line_reads_the_same_in_a_paragraph_a_heading_and_a_table(text: str, place: str) -> None:
    bare = unicodedata.normalize("NFC", text.replace("\t", " ")).replace("\n", " ").strip()
    tokens = READER.parse(place.replace("{}", plain(text)))
    read_back = "\n".join("".join(sign for sign, *_ in signs_of(token)) for token in tokens if token.type == "inline")
    assert read_back.count(bare) >= place.count("{}")
    assert {token.type for token in tokens} <= {"inline"} | PLACES[place]
    assert {child.type for token in tokens for child in token.children or []} <= {"text", "strong_open", "strong_close"}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("# No heading", "\\# No heading"),
        ("* one\n* two\n\n- three", "- one\n- two\n- three"),
        ("3. three\n4. four", "1. three\n2. four"),
        ("a\nb", "a b"),
        ("a  \nb", "a  \nb"),
        ("__bold__ and _italic_", "**bold** and *italic*"),
        ("1. one\n   - two", "1. one\n    - two"),
        ("a < b & c &copy; <i>", "a &lt; b & c &amp;copy; &lt;i>"),
        ("Title\n===", "Title ==="),
        ("a\n\n* * *", "a\n\n\\* \\* \\*"),
        ("[a](javascript:alert)", "\\[a\\](javascript:alert)"),
        ("[a]()", "\\[a\\]()"),
        ("[a](<http://a.b/c d> 'title')", "[a](http://a.b/c%20d)"),
        ("![a](http://a.b)", "\\![a](http://a.b)"),
        ("**[a](http://a.b) b**", "**[a](http://a.b) b**"),
        ("snake_case at 3. May, ~5 days", "snake_case at 3. May, ~5 days"),
        ("3. May", "1. May"),
        ("> a\n\n> b", "> a\n>\n> b"),
        ("- - a", "- a"),
        ("```\ncode\n```", "\\`\\`\\` code \\`\\`\\`"),
        ("\ta", "a"),
        ("", ""),
        ("\ufeff a\u2028b", "a b"),
    ],
)
def test_each_construct_has_one_spelling(text: str, form: str) -> None:
    assert canonical(text) == form
    assert canonical(form) == form


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\u202a", "\u202e", "\u2066", "\u2069", "\ud800"])
def test_characters_that_deceive_are_refused_in_words(sign: str) -> None:
    for taking in (canonical, plain):
        with pytest.raises(UnfitText, match="Please type it again"):
            taking(f"fine {sign} so far")


def test_a_numeric_entity_cannot_bring_a_refused_character_back() -> None:
    assert "\u202e" not in as_html(canonical("&#8238; &#0; &#xD; &#10;"))
    assert canonical("&#8238;") == "&amp;#8238;"


@given(typed)
@settings(max_examples=100, deadline=None)
def test_the_screen_shows_the_words_of_the_text_and_only_known_tags(text: str) -> None:
    form = canonical(text)
    seen = _Seen()
    seen.feed(as_html(form))
    assert "".join("".join(seen.words).split()) == "".join(words(form).split())
    assert seen.tags <= {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote"}
    assert all(re.match("https?://|mailto:", link, re.IGNORECASE) for link in seen.links)


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()
        self.links: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]


def test_the_screen_nests_as_the_document_does() -> None:
    assert as_html("a **b *c*** [d **e**](http://f.g)") == (
        '<p>a <strong>b <em>c</em></strong> <a href="http://f.g" rel="noopener noreferrer nofollow">d <strong>e</strong></a></p>'
    )
    assert as_html("- a\n    - b\n\n1. c") == "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul></li>\n</ul>\n<ol>\n<li>c</li>\n</ol>"


@pytest.mark.parametrize(
    "snag",
    ["*", "*a ", "[", "![", "[a](", ">", "- ", "`", "<", "\\", "a  \n", "- a\n* b\n", "> a\n\n", "a*b**c***", "[a](http://b)", "***a*b** "],
)  # fmt: skip
def test_a_long_hostile_text_is_not_quadratic(snag: str) -> None:
    text = (snag * 8_000)[:8_000]
    began = time.process_time()
    form = canonical(text)
    as_html(form)
    assert time.process_time() - began < 2, "a fraction of a second, on any machine"
    assert canonical(form) == form

"""Mermaid itself, in Chromium, takes both figures of a plan, whatever its titles are, and shows the titles as they were typed."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.domain.full_plan import plan_saying
from tests.domain.reading import READER
from tests.domain.test_hostile_entries import SNAGS
from workshops.exports.markdown import write
from workshops.exports.mermaid import MOST_SIGNS
from workshops.prose.signs import legible

MERMAID = Path(__file__).parents[2] / "static" / "vendor" / "node_modules" / "mermaid" / "dist" / "mermaid.min.js"
TITLES = 150
DRAWN = """async (source) => {
  await mermaid.parse(source);
  const { svg } = await mermaid.render('figure', source);
  const drawn = new DOMParser().parseFromString(svg, 'text/html');
  for (const style of drawn.querySelectorAll('style')) style.remove();
  return { words: drawn.body.textContent, scripts: drawn.querySelectorAll('script, iframe, a[href^="javascript"], [onclick]').length };
}"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    """A page with Mermaid, as a viewer of Markdown has it."""
    assert MERMAID.exists(), "`./dev check` and `./dev test` install it."
    page = chromium.new_page()
    page.set_content("<!doctype html><title>Figures</title><main></main>")
    page.add_script_tag(path=MERMAID)
    page.evaluate("mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' })")
    yield page
    page.close()


def titles() -> list[str]:
    """Every snag by itself, and many at random; some longer than a figure shows."""
    chance = random.Random(12)
    mixed = [" ".join(chance.choices(SNAGS, k=chance.randint(2, 6))) for _ in range(TITLES - len(SNAGS))]
    return [title for title in [*SNAGS, *mixed, "x" * 4000, "\U0001f600" * 100] if legible(title).split()]


def figures(title: str) -> list[str]:
    """The sources of both figures of a plan that says this everywhere."""
    tokens = READER.parse(write(plan_saying(title)).decode())
    return [token.content for token in tokens if token.type == "fence" and token.info == "mermaid"]


def squeezed(words: str) -> str:
    """Without white space, which a figure breaks lines at."""
    return re.sub(r"\s", "", words)


def test_both_figures_are_drawn_for_every_title_and_say_it(page: Page) -> None:
    for title in titles():
        typed = " ".join(legible(title).split())
        shown = typed if len(typed) <= MOST_SIGNS else typed[: MOST_SIGNS - 1]
        flowchart, gantt = figures(title)
        for source in (flowchart, gantt):
            drawn = page.evaluate(DRAWN, source)
            assert drawn["scripts"] == 0, title
            assert squeezed(shown) in squeezed(drawn["words"]), (title, source)


def test_what_is_not_escaped_is_refused(page: Page) -> None:
    with pytest.raises(Error, match=r"[Pp]arse|[Ll]exical|[Ss]yntax|expect"):
        page.evaluate(DRAWN, 'flowchart LR\n  A1["a "b" c"]')

"""A new workshop from an old plan's file: on the home page, and by the command line."""

import io
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from facilitator.cli import main
from tests.domain.small_workshop import river
from tests.web.site import EMAIL, Site, Visitor
from workshops.exports.markdown import write
from workshops.exports.outline import outline_of
from workshops.state import Workshop


@pytest.fixture
def leads(site: Site) -> Visitor:
    """Somebody with an account."""
    return site.facilitator()


def sent(leads: Visitor, content: bytes) -> Any:
    """The answer to somebody who sends a file."""
    leads.get("/workshops/from-plan")
    return leads.post("/workshops/from-plan", {"file": (io.BytesIO(content), "workplan.md")})  # type: ignore[dict-item]  # a file


def workshop_at(site: Site, location: str) -> Workshop:
    """The workshop that an answer leads to."""
    found: Workshop = site.app.extensions["rooms"].open(location.split("/")[2]).state
    return found


def test_a_file_that_was_understood_leads_to_the_console_of_a_new_workshop(site: Site, leads: Visitor) -> None:
    old = river().workshop
    answer = sent(leads, write(old))
    assert answer.status_code == 303, answer.text
    assert outline_of(workshop_at(site, answer.location)) == outline_of(old)
    assert leads.get(answer.location).status_code == 200


def test_a_long_file_is_taken_from_somebody_with_an_account_alone(site: Site, leads: Visitor) -> None:
    long = write(river().workshop).replace(b"# River", b"\n\n" * 100_000 + b"# River")
    assert sent(leads, long).status_code == 303
    stranger = site.visitor()
    stranger.get("/sign-in")
    assert stranger.post("/workshops/from-plan", {"words": "x" * 300_000}).status_code in (303, 413)


def test_what_was_not_understood_is_shown_before_anything_is_made(site: Site, leads: Visitor) -> None:
    edited = write(river().workshop).replace(b"## Shared vision", b"## Our <b>values</b>\n\nKind.\n\n## Shared vision")
    before = len(site.app.extensions["rooms"].store.workshops())
    answer = sent(leads, edited)
    assert answer.status_code == 200
    line = edited.decode().split("\n").index("## Our <b>values</b>") + 1
    assert f"Line {line}: “Our &lt;b&gt;values&lt;/b&gt;”" in answer.text
    assert len(site.app.extensions["rooms"].store.workshops()) == before
    shown = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", answer.text, re.DOTALL)
    assert shown
    made = leads.post("/workshops/from-plan", {"words": unescape(shown[1]), "anyway": "y"})
    assert made.status_code == 303, made.text
    assert outline_of(workshop_at(site, made.location)) == outline_of(river().workshop)


NONE = [(b"", "No part of a workplan"), (b"Hello", "No part of a workplan"), (b"\xff\xfe", "no plain text"), (b"{}", "no workplan")]


@pytest.mark.parametrize(("content", "words"), NONE)
def test_what_is_no_workplan_is_refused_in_words(leads: Visitor, content: bytes, words: str) -> None:
    answer = sent(leads, content)
    assert answer.status_code == 422
    assert words in answer.text


def test_it_is_for_people_with_an_account_and_the_home_page_leads_there(site: Site, leads: Visitor) -> None:
    assert "/sign-in" in site.visitor().get("/workshops/from-plan").location
    assert "/workshops/from-plan" in leads.get("/").text


def test_the_command_line_starts_one_too(site: Site, leads: Visitor, tmp_path: Path) -> None:
    file = tmp_path / "old.md"
    file.write_bytes(write(river().workshop).replace(b"## Shared vision", b"## Values\n\n## Shared vision"))
    data = str(site.app.config["COMMONPLAN"].data)
    told = CliRunner().invoke(main, ["import", str(file), "--email", EMAIL, "--data", data])
    assert told.exit_code == 0, told.output
    assert "“Values” is no part of a workplan" in told.output
    assert "“River workplan” is a new workshop" in told.output
    assert "River workplan" in leads.get("/").text
    nobody = CliRunner().invoke(main, ["import", str(file), "--email", "nobody@example.org", "--data", data])
    assert (nobody.exit_code, "Nobody has an account" in nobody.output) == (1, True)

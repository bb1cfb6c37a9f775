"""Texts as `commonplan play` writes them: several people in one text at the same time, through a real server."""

import copy
import json
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from facilitator.player.client import Person
from facilitator.player.company import Company
from facilitator.player.local_server import LocalServer
from facilitator.player.pages import create_workshop, make_account, sign_in
from facilitator.player.performance import perform
from facilitator.player.play import prepare
from facilitator.player.scenario import Unfit, parse
from facilitator.player.transcript import Transcript
from facilitator.player.writing import Writer, first_difference, write_text
from workshops.prose.markdown import canonical
from workshops.prose.tree import Run

ACCOUNT = {"name": "F. W.", "email": "f.w@example.org", "password": "a long enough password"}
GARDEN = r"""By **autumn 2027** every school in the borough has *a garden of its own*, and whoever asks for [a bed](https://example.org/beds)
has one 🌱 and shares what grows.\
No fence is locked.

- حديقة **للجميع** مفتوحة كل يوم من الصباح إلى المساء
- Seeds, tools and water are there for all 🧑🏽‍🌾🧑🏽‍🌾

    1. Beans and peas before May
    2. Pumpkins

> Who digs decides, said the one who dug.
>
> - And who waters, too
"""
LATER = GARDEN.replace("No fence is locked.", "No fence is locked, *not even* in winter ❄️.").replace("- Seeds, tools", "- Seeds, spades")
SCENARIO: dict[str, Any] = {
    "scenario": 1,
    "title": "Garden plan",
    "partnership": "Garden friends",
    "agenda": "express",
    "facilitator": {"name": "F. W."},
    "partners": [
        {"id": one, "name": name, "people": [{"id": one, "name": f"{one.upper()}. A.", "role": "representative"}]}
        for one, name in {"a": "Ash", "b": "Birch", "c": "Cedar"}.items()
    ],
    "stages": [
        {
            "stage": "vision",
            "text": {"section": "vision", "by": ["a", "b", "c"], "content": GARDEN},
            "decisions": [
                {
                    "proposes": "section:vision",
                    "rounds": [
                        {"ballots": {"a": {"choice": "object", "reason": "And in winter?"}, "b": "consent", "c": "consent"}},
                        {"text": LATER, "ballots": {"a": "consent", "b": "consent", "c": "consent"}, "result": "carried"},
                    ],
                }
            ],
        }
    ],
    "expect": {"adopted": ["vision"]},
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with LocalServer(tmp_path_factory.mktemp("data")) as running:
        make_account(Person("f", ACCOUNT["name"], running.address).browser, running.start_link, ACCOUNT)
        yield running.address


@pytest.fixture
def facilitator(server: str) -> Person:
    person = Person("facilitator", "F. W.", server)
    sign_in(person.browser, ACCOUNT["email"], ACCOUNT["password"])
    return person


@pytest.fixture
def company(facilitator: Person) -> Iterator[Company]:
    """Everybody of the scenario in a workshop that has just begun."""
    scenario = parse(json.dumps(SCENARIO).encode())
    names = [partner.name for partner in scenario.partners]
    asked = {"title": "T", "partnership": "P", "agenda": "express", "starting_policy": {"rule": "consent"}, "partners": names}
    facilitator.workshop, code = create_workshop(facilitator.browser, asked)
    made = Company(scenario, facilitator, False, Transcript())
    made.take_seats(code)
    yield made
    for person in made.everyone():
        person.leave()


def heard_by(transcript: Transcript, local: str) -> list[dict[str, Any]]:
    """Every message that somebody received."""
    return [json.loads(line) for line in transcript.heard[local]]


def test_three_write_one_text_and_it_comes_out_as_it_should(facilitator: Person, tmp_path: Path) -> None:
    transcript = Transcript()
    performance = prepare(parse(json.dumps(SCENARIO).encode()))
    assert perform(performance, facilitator, tmp_path, transcript, lambda line: None) == []
    workplan = (tmp_path / "workplan.md").read_text()
    assert canonical(LATER) in workplan
    for local in ("a", "b", "c"):
        messages = heard_by(transcript, local)
        written = [one for one in messages if one["event"] == "answer" and one["content"].keys() == {"ok", "version"}]
        told = [one["content"] for one in messages if one["event"] == "text"]
        assert len(written) > 5, "each typed a share of their own"
        assert all(one["after"] <= before["version"] for before, one in pairwise(told)), "and heard of the others without a gap"
        assert told[-1]["version"] > len(written)


def test_the_same_people_write_the_same_text_anew(company: Company) -> None:
    people = list(company.people.values())
    for content in (GARDEN, LATER, "", "One **word  \nor two** more", GARDEN):
        write_text(company, people, "vision", content, "vision")
        assert company.differences == []
    shown = company.facilitator.slices["text:vision"]
    assert shown["content"] == canonical(GARDEN)


def test_somebody_writes_alone_too(company: Company) -> None:
    write_text(company, [company.facilitator], "vision", GARDEN, "vision")
    assert company.differences == []


def test_what_somebody_else_wrote_in_between_is_named(company: Company) -> None:
    a, b, c = company.people.values()

    class Disturbed(Company):
        """Here somebody writes whom the scenario knows nothing of."""

        def at_once(self, jobs: Sequence[Callable[[], Any]]) -> None:
            super().at_once(jobs)
            stranger = Writer(c, "vision", self.client())
            stranger._send(stranger.pen.write(stranger.pen.caret(0, 0), Run("Not ")))
            a.wait(lambda slices: slices["text:vision"]["version"] == stranger.written, "the words in between")

    company.__class__ = Disturbed
    write_text(company, [a, b], "vision", "Every school has a garden.", "vision")
    place = "vision, the text of vision as {}, line 1: expected 'Every school has a garden.', found 'Not Every school has a garden.'"
    assert place.format("the room has it") in company.differences


@pytest.mark.parametrize(
    ("content", "why"), [("No \x07 bell", "control characters"), ("word " * 14_000, "A text has room for 64 KB of words")]
)
def test_what_no_text_may_hold_is_refused_with_its_place(content: str, why: str) -> None:
    scenario = copy.deepcopy(SCENARIO)
    scenario["stages"][0]["text"]["content"] = content
    with pytest.raises(Unfit, match=rf"stages\[0\]\.text\.content: .*{why}"):
        prepare(parse(json.dumps(scenario).encode()))


def test_a_difference_of_two_texts_is_their_first_other_line() -> None:
    assert first_difference("a\nb", "a\nb") is None
    assert first_difference("a\nb", "a\nc\nd") == ("line 2", "'b'", "'c'")
    assert first_difference("a\nb", "a") == ("line 2", "'b'", "no such line")

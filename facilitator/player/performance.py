"""One play of a scenario from the first seat to the last signature, and what it leaves behind."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct

from facilitator.player.client import Person, Trouble, leave_all
from facilitator.player.company import Company
from facilitator.player.expect import check_expectations
from facilitator.player.fields import policy_as_server_knows
from facilitator.player.pages import create_workshop, download, workshop_file
from facilitator.player.playable import sections_of
from facilitator.player.scenario import Scenario, Stage
from facilitator.player.shapes import plain_rule
from facilitator.player.signing import play_signing
from facilitator.player.stages import StagePlay
from facilitator.player.transcript import Transcript
from workshops.agenda import Agenda

LEAVES = ("workplan.md", "workplan.json")


class Performance(Struct, frozen=True):
    """What is played, and how: `in_part` = the stages of another agenda than the scenario's own were asked for."""

    scenario: Scenario
    agenda: Agenda
    stages: list[Stage]
    in_part: bool = False
    one_by_one: bool = False


def perform(performance: Performance, facilitator: Person, out: Path, transcript: Transcript, say: Callable[[str], None]) -> list[str]:
    """Play it through the server that `facilitator` is signed in to; leave the workplan in `out`.

    `say` gets a line per stage. Gives what came otherwise than the scenario says; where the play had to stop, why, and the
    workplan as it stood then. Raises Trouble where there is no workplan to leave.
    """
    company = Company(performance.scenario, facilitator, performance.one_by_one, transcript)
    facilitator.workshop, code = _create(performance, facilitator)
    try:
        stopped = _play(performance, company, code, say)
        files = {name: download(facilitator.browser, workshop_file(facilitator.workshop, name)) for name in LEAVES}
    finally:
        transcript.closed = True
        leave_all(company.everyone())
    out.mkdir(parents=True, exist_ok=True)
    for name, raw in files.items():
        (out / name).write_bytes(raw)
    if not stopped:
        sections = sections_of(performance.agenda, performance.stages)
        check_expectations(company, files["workplan.md"].decode(), performance.in_part, sections)
    return [*company.differences, *stopped]


def _play(performance: Performance, company: Company, code: str, say: Callable[[str], None]) -> list[str]:
    """Play every stage, and the signing. Gives why the play had to stop, or nothing."""
    try:
        _timed("everyone is here", lambda: company.take_seats(code), say)
        for stage in performance.stages:
            _timed(stage.stage, StagePlay(company, stage).play, say)
        if performance.scenario.sign:
            _timed("signing", lambda: play_signing(company), say)
    except Trouble as trouble:
        return [f"stopped: {trouble}"]
    return []


def _create(performance: Performance, facilitator: Person) -> tuple[str, str]:
    scenario = performance.scenario
    return create_workshop(
        facilitator.browser,
        {
            "title": scenario.title,
            "partnership": scenario.partnership,
            "agenda": performance.agenda.id,
            "starting_policy": _starting_policy(scenario),
            "partners": [partner.name for partner in scenario.partners],
        },
    )


def _starting_policy(scenario: Scenario) -> dict[str, Any]:
    """As the server takes it before anybody is there: partners get their ids in order, and whoever decides is known by name."""
    partners = {partner.id: f"o{number}" for number, partner in enumerate(scenario.partners, 1)}
    people = {person.id: person.name for partner in scenario.partners for person in partner.people}
    return policy_as_server_knows(plain_rule(scenario.starting_policy), partners, people)


def _timed(what: str, play: Callable[[], None], say: Callable[[str], None]) -> None:
    began = time.monotonic()
    play()
    say(f"{what:<18} {time.monotonic() - began:6.2f} s")

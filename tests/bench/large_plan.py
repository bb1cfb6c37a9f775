"""A plan of 500 activities: how long its check, its schedule and its document take, and how soon a changed cell is on other screens."""

from __future__ import annotations

import asyncio
import json
import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from msgspec import structs

from facilitator.player.client import Browser
from facilitator.player.local_server import LocalServer
from facilitator.player.pages import create_workshop, make_account
from tests.bench.light_client import LightClient
from tests.bench.table import Row
from tests.scene import Scene
from workshops.exports.markdown import write
from workshops.plan.document import Entry
from workshops.plan.load import loads
from workshops.plan.schedule import activities, scheduled
from workshops.state import Workshop
from workshops.steps.review import check
from workshops.stores.agendas import shipped

ACTIVITIES, PARTNERS = 500, 10
TIMES, CELLS = 9, 40
FIRST_DAY = date(2026, 10, 1)


@dataclass
class Measured:
    """Milliseconds."""

    check: list[float] = field(default_factory=list)
    schedule: list[float] = field(default_factory=list)
    document: list[float] = field(default_factory=list)
    cells: list[float] = field(default_factory=list)


def measure() -> Measured:
    """All of it."""
    measured = Measured()
    for _ in range(TIMES):
        # A new one each time: of a plan that was looked at before, much is remembered.
        measured.check.append(_took(check, large_workshop()))
        measured.schedule.append(_took(_scheduled, large_workshop()))
        measured.document.append(_took(write, large_workshop()))
    measured.cells = asyncio.run(_cells())
    return measured


def rows(measured: Measured) -> Iterator[Row]:
    """What was measured, for the table."""
    yield Row(f"plan check, {ACTIVITIES} activities", measured.check, "ms", "≤ 200 ms")
    yield Row("their schedule, critical path and load", measured.schedule, "ms", "≤ 200 ms")
    yield Row("their document", measured.document, "ms", "≤ 200 ms")
    yield Row(f"one cell of them, last of {PARTNERS} screens", measured.cells, "ms", "p95 ≤ 100 ms")


def large_workshop() -> Workshop:
    """A workshop with such a plan, and a few of all that activities refer to."""
    state = Scene(*(f"Partner {number + 1}" for number in range(PARTNERS)), agenda=shipped()["full"]).state
    entries: dict[str, Entry] = {}

    def add(kind: str, fields: dict[str, Any]) -> str:
        number = sum(entry.kind == kind for entry in entries.values()) + 1
        entries[f"e{len(entries) + 1}"] = Entry(f"e{len(entries) + 1}", kind, number, fields)
        return f"e{len(entries)}"

    add("horizon", {"from": FIRST_DAY.isoformat(), "to": (FIRST_DAY + timedelta(days=730)).isoformat()})
    areas = [add("focus_area", {"title": f"Focus area {n}", "theme": f"Theme {n}"}) for n in range(3)]
    goals = [add("goal", {"title": f"Goal {n}", "focus_area": areas[n % 3]}) for n in range(9)]
    objectives = [add("objective", {"title": f"Objective {n}", "goal": goals[n % 9], "due": "2027-05-01"}) for n in range(27)]
    for n in range(PARTNERS):
        add("capacity", {"partner": f"o{n + 1}", "days_per_month": 20, "working_style": "free"})
    before: list[str] = []
    for fields in some_activities(PARTNERS):
        after = [before[at] for at in fields.pop("waits_for")]
        before.append(add("activity", fields | {"serves": objectives[len(before) % 27], "depends_on": after}))
    return structs.replace(state, plan=structs.replace(state.plan, entries=entries))


def some_activities(partners: int) -> Iterator[dict[str, Any]]:
    """The fields of each activity; `waits_for` holds the places of what it waits for."""
    chance = random.Random(500)
    for number in range(ACTIVITIES):
        start = FIRST_DAY + timedelta(days=chance.randrange(600))
        yield {
            "title": f"Activity {number}, with a title of some words",
            "lead": f"o{number % partners + 1}",
            "supporting": [f"o{(number + 1) % partners + 1}"],
            "start": start.isoformat(),
            "due": (start + timedelta(days=chance.randrange(5, 90))).isoformat(),
            "grace_days": chance.choice([0, 7, 14]),
            "effort_days": chance.randrange(1, 20),
            "deliverable": "Something that can be seen",
            "waits_for": chance.sample(range(max(0, number - 40), number), min(number, chance.choice([0, 1, 1, 2]))),
        }


def _scheduled(workshop: Workshop) -> None:
    assert scheduled(activities(workshop.plan)).critical
    loads(workshop.plan, list(workshop.partners))


def _took(work: Callable[[Workshop], object], workshop: Workshop) -> float:
    began = perf_counter()
    work(workshop)
    return (perf_counter() - began) * 1000


async def _cells() -> list[float]:
    """Milliseconds from a writer's tap until the last of the others has read the cell."""
    with tempfile.TemporaryDirectory(prefix="commonplan-bench-") as folder, LocalServer(Path(folder)) as server:
        facilitator = Browser(server.address)
        make_account(facilitator, server.start_link, {"name": "Bench", "email": "bench@example.org", "password": "bench " * 3})
        asked = {"title": "Large", "partnership": "Bench", "agenda": "full", "partners": [f"Partner {n}" for n in range(PARTNERS)]}
        policy = {"rule": "majority", "unit": "person"}
        workshop, code = create_workshop(facilitator, asked | {"starting_policy": policy})
        lead = LightClient("127.0.0.1", server.port, workshop)
        lead.cookie = facilitator.cookies()
        await lead.enter()
        await lead.command("doors", "open_doors")
        people = [LightClient("127.0.0.1", server.port) for _ in range(PARTNERS)]
        for number, one in enumerate(people):
            await one.join(code, f"Person {number}", f"o{number + 1}")
            await one.enter()
        made = await _filled(people)
        await asyncio.sleep(1)
        found = []
        for number in range(CELLS):
            found.append(await _changed(people, made[number * 7], number))
            await asyncio.sleep(0.25)
        await asyncio.gather(lead.leave(), *(one.leave() for one in people))
    return found


async def _filled(people: list[LightClient]) -> list[str]:
    """The ids of the activities, which all the people put in by turns."""
    made: list[str] = []
    for number, fields in enumerate(some_activities(PARTNERS)):
        after = [made[at] for at in fields.pop("waits_for")]
        writer = people[number % len(people)]
        _, raw = await writer.command(f"add-{number}", "add_entry", kind="activity", fields=fields | {"depends_on": after})
        made.append(json.loads(raw[raw.index(b"[") :])[0]["made"])
    return made


async def _changed(people: list[LightClient], entry: str, number: int) -> float:
    sign = f"Changed {number} now".encode()
    waiting = asyncio.get_running_loop().create_future()
    left = set(range(1, len(people)))

    def watch(at: int) -> None:
        def see(raw: bytes) -> None:
            if sign in raw:
                left.discard(at)
                if not left and not waiting.done():
                    waiting.set_result(perf_counter())

        people[at].on_event = see

    for at in left.copy():
        watch(at)
    began = perf_counter()
    answer = asyncio.create_task(people[0].command(f"cell-{number}", "change_entry", entry=entry, fields={"title": sign.decode()}))
    arrived: float = await asyncio.wait_for(waiting, 30)
    await answer
    return (arrived - began) * 1000

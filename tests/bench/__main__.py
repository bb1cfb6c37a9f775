"""`python -m tests.bench [--people 300] [--rounds 3] [--seconds 15]`: joins, step changes, a storm of votes, a restart, a text that is
written together, a large plan, results; measured, not judged."""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from facilitator.player.client import Browser
from facilitator.player.local_server import LocalServer
from facilitator.player.pages import create_workshop, make_account
from tests.bench import large_plan, writing
from tests.bench.light_client import LightClient
from tests.bench.processor import used_by, used_here
from tests.bench.results import OPTIONS, VOTERS, times_by_rule
from tests.bench.table import Row, machine, print_rows

PARTNERS = 30
STEPS = ("vision.gather", "scope.gather")
CHANGES = 20


@dataclass
class Measured:
    """What the rounds gave: milliseconds, one number per event."""

    join: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)
    votes: list[float] = field(default_factory=list)
    storm: list[float] = field(default_factory=list)
    join_busy: list[float] = field(default_factory=list)
    snapshot: list[float] = field(default_factory=list)
    received: list[float] = field(default_factory=list)
    server_busy: list[float] = field(default_factory=list)
    driver_busy: list[float] = field(default_factory=list)
    restart: list[float] = field(default_factory=list)


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    asked.add_argument("--people", type=int, default=300)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--seconds", type=int, default=15, help="of writing in each round")
    options = asked.parse_args()
    measured = Measured()
    with tempfile.TemporaryDirectory(prefix="commonplan-bench-") as folder:
        with LocalServer(Path(folder)) as server:
            facilitator = Browser(server.address)
            account = {"name": "Bench", "email": "bench@example.org", "password": "bench " * 3}
            make_account(facilitator, server.start_link, account)
            for number in range(options.rounds):
                asked_for = {
                    "title": f"Bench {number}",
                    "partnership": "Bench",
                    "agenda": "express",
                    "starting_policy": {"rule": "majority", "unit": "person"},
                    "partners": [f"Partner {n}" for n in range(PARTNERS)],
                }
                workshop, code = create_workshop(facilitator, asked_for)
                asyncio.run(_round(server, facilitator.cookies(), workshop, code, options.people, measured))
            server.kill()
        began = perf_counter()
        with LocalServer(Path(folder)):
            measured.restart.append((perf_counter() - began) * 1000)
    together = writing.measure(options.people, options.rounds, options.seconds)
    large = large_plan.measure()
    print(f"\n{options.people} people, {options.rounds} rounds; {machine()}\n")
    print_rows([*_rows(measured, options.people), *writing.rows(*together), *large_plan.rows(large)])


async def _round(server: LocalServer, cookie: str, workshop: str, code: str, people: int, measured: Measured) -> None:
    lead = LightClient("127.0.0.1", server.port, workshop)
    lead.cookie = cookie
    await lead.enter()
    await lead.command("doors", "open_doors")
    crowd = [LightClient("127.0.0.1", server.port) for _ in range(people)]
    began, busy_before = perf_counter(), used_by(server.pid)
    await asyncio.gather(*(_arrive(one, code, number) for number, one in enumerate(crowd)))
    took = perf_counter() - began
    measured.join.append(took * 1000)
    measured.join_busy.append(100 * (used_by(server.pid) - busy_before) / took)
    measured.snapshot.append(crowd[-1].snapshot_size / 1000)
    await asyncio.sleep(1)
    for number in range(CHANGES):
        measured.changes.append(await _change_step(lead, crowd, STEPS[number % 2], f"go-{number}"))
        await asyncio.sleep(0.1)
    busy = used_by(server.pid), used_here()
    before = sum(one.received for one in crowd)
    began = perf_counter()
    measured.votes += await _storm(lead, crowd)
    took = perf_counter() - began
    measured.storm.append(took * 1000)
    measured.received.append((sum(one.received for one in crowd) - before) / 1_000_000)
    measured.server_busy.append(100 * (used_by(server.pid) - busy[0]) / took)
    measured.driver_busy.append(100 * (used_here() - busy[1]) / took)
    await asyncio.gather(lead.leave(), *(one.leave() for one in crowd))
    await asyncio.sleep(0.5)


async def _arrive(one: LightClient, code: str, number: int) -> None:
    await one.join(code, f"Person {number}", f"o{number % PARTNERS + 1}")
    await one.enter()


async def _change_step(lead: LightClient, crowd: Sequence[LightClient], step: str, command_id: str) -> float:
    """Milliseconds from the facilitator's tap to the last screen."""
    sign = f'"step":"{step}"'.encode()
    waiting = asyncio.get_running_loop().create_future()
    left = set(range(len(crowd)))

    def watch(number: int) -> None:
        def see(raw: bytes) -> None:
            if sign in raw:
                left.discard(number)
                if not left and not waiting.done():
                    waiting.set_result(perf_counter())

        crowd[number].on_event = see

    for number in range(len(crowd)):
        watch(number)
    began = perf_counter()
    answer = asyncio.create_task(lead.command(command_id, "go_to", step=step))
    arrived: float = await asyncio.wait_for(waiting, 30)
    await answer
    for one in crowd:
        one.on_event = lambda raw: None
    return (arrived - began) * 1000


async def _storm(lead: LightClient, crowd: Sequence[LightClient]) -> list[float]:
    """Everybody votes at some moment of one second; milliseconds until each acknowledgement."""
    await lead.command("text", "save_text", section="vision", content="Everybody eats.", base=0)
    _, raw = await lead.command("open", "open_decision", proposes="section:vision")
    decision = json.loads(raw[raw.index(b"[") :])[0]["made"]
    await asyncio.sleep(1)
    draw = random.Random(7)

    async def vote(one: LightClient, number: int) -> float:
        await asyncio.sleep(draw.random())
        choice = "no" if number % 3 == 0 else "yes"
        took, _ = await one.command("vote", "cast_ballot", decision=decision, voter=one.participant, choice=choice)
        return took * 1000

    return list(await asyncio.gather(*(vote(one, number) for number, one in enumerate(crowd))))


def _rows(measured: Measured, people: int) -> Iterator[Row]:
    yield Row(f"{people} joined and in the room", measured.join, "ms", "≤ 5000 ms")
    yield Row("server's processor while they join", measured.join_busy, "%")
    yield Row("step change, last of all screens", measured.changes, "ms", "p95 ≤ 100 ms")
    yield Row(f"{people} votes in 1 s, acknowledged", measured.votes, "ms", "p95 ≤ 150 ms")
    yield Row("the storm as a whole, with opening", measured.storm, "ms")
    yield Row("snapshot", measured.snapshot, "kB")
    yield Row("sent to all during the storm", measured.received, "MB")
    yield Row("server's processor during the storm", measured.server_busy, "%")
    yield Row("driver's processor during the storm", measured.driver_busy, "%", "≪ 100 %")
    yield Row("ready again after a kill", measured.restart, "ms", "≤ 3000 ms")
    for rule, took in times_by_rule().items():
        yield Row(f"{rule}, {VOTERS} voters, {len(OPTIONS)} options", took, "ms", "≤ 1000 ms")


if __name__ == "__main__":
    main()

"""`python -m tests.bench [--people 300] [--rounds 3]`: joins, step changes, a storm of votes, a restart, results; measured, not judged."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import random
import resource
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from facilitator.player.client import Browser
from facilitator.player.local_server import LocalServer
from facilitator.player.pages import create_workshop, make_account
from tests.bench.light_client import LightClient
from tests.bench.results import OPTIONS, VOTERS, times_by_rule

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
    _print(measured, options.people, options.rounds)


async def _round(server: LocalServer, cookie: str, workshop: str, code: str, people: int, measured: Measured) -> None:
    lead = LightClient("127.0.0.1", server.port, workshop)
    lead.cookie = cookie
    await lead.enter()
    await lead.command("doors", "open_doors")
    crowd = [LightClient("127.0.0.1", server.port) for _ in range(people)]
    began, busy_before = perf_counter(), _cpu(server.pid)
    await asyncio.gather(*(_arrive(one, code, number) for number, one in enumerate(crowd)))
    took = perf_counter() - began
    measured.join.append(took * 1000)
    measured.join_busy.append(100 * (_cpu(server.pid) - busy_before) / took)
    measured.snapshot.append(crowd[-1].snapshot_size / 1000)
    await asyncio.sleep(1)
    for number in range(CHANGES):
        measured.changes.append(await _change_step(lead, crowd, STEPS[number % 2], f"go-{number}"))
        await asyncio.sleep(0.1)
    busy = _cpu(server.pid), _own_cpu()
    before = sum(one.received for one in crowd)
    began = perf_counter()
    measured.votes += await _storm(lead, crowd)
    took = perf_counter() - began
    measured.storm.append(took * 1000)
    measured.received.append((sum(one.received for one in crowd) - before) / 1_000_000)
    measured.server_busy.append(100 * (_cpu(server.pid) - busy[0]) / took)
    measured.driver_busy.append(100 * (_own_cpu() - busy[1]) / took)
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


def _cpu(pid: int) -> float:
    """Seconds of processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _p95(numbers: Sequence[float]) -> float:
    ordered = sorted(numbers)
    return ordered[max(0, -(-95 * len(ordered) // 100) - 1)]


def _print(measured: Measured, people: int, rounds: int) -> None:
    machine = f"{os.cpu_count()} cores, {_processor()}, Python {platform.python_version()}, {platform.platform()}"
    print(f"\n{people} people, {rounds} rounds; {machine}\n")
    print(f"{'':44}{'median':>10}{'p95':>10}{'least':>10}{'most':>10}   wanted")
    for words, numbers, unit, wanted in (
        (f"{people} joined and in the room", measured.join, "ms", "≤ 5000 ms"),
        ("server's processor while they join", measured.join_busy, "%", ""),
        ("step change, last of all screens", measured.changes, "ms", "p95 ≤ 100 ms"),
        (f"{people} votes in 1 s, acknowledged", measured.votes, "ms", "p95 ≤ 150 ms"),
        ("the storm as a whole, with opening", measured.storm, "ms", ""),
        ("snapshot", measured.snapshot, "kB", ""),
        ("sent to all during the storm", measured.received, "MB", ""),
        ("server's processor during the storm", measured.server_busy, "%", ""),
        ("driver's processor during the storm", measured.driver_busy, "%", "≪ 100 %"),
        ("ready again after a kill", measured.restart, "ms", "≤ 3000 ms"),
        *((f"{rule}, {VOTERS} voters, {len(OPTIONS)} options", took, "ms", "≤ 1000 ms") for rule, took in times_by_rule().items()),
    ):
        figures = (statistics.median(numbers), _p95(numbers), min(numbers), max(numbers))
        print(f"{words:<41}{unit:>3}" + "".join(f"{figure:>10.1f}" for figure in figures) + f"   {wanted}")


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    named = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "")
    return named or platform.processor() or platform.machine()


if __name__ == "__main__":
    main()

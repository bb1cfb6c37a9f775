"""Writing together: five people write, three hundred read along; the same words, at the same moments, on a bare y-websocket server.

What counts is the time from the moment a writer's frame is written to the socket until each of the others has read it, merged
with others or not: an update is known again by the elements of its writer that it holds.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from facilitator.player.client import Browser
from facilitator.player.local_server import LocalServer
from facilitator.player.pages import make_account
from tests.bench import commonplan, y_websocket
from tests.bench.commonplan import ANSWER, EDIT_NUMBER
from tests.bench.crowd import Crowd, Due
from tests.bench.processor import used_by, used_here
from tests.bench.table import Row, p95
from tests.domain.writing import Pen
from workshops.texts.wire import read_update

WRITERS = 5
PACE = 20
"""Edits a second, of all writers together."""
WARMING = 2
"""Seconds of writing that are not counted."""
FIRST_CLIENT = 100


@dataclass
class Measured:
    """What the rounds gave on one server: milliseconds for each edit and reader, and per cent of a processor for each round."""

    rounds: list[list[float]] = field(default_factory=list)
    acknowledged: list[float] = field(default_factory=list)
    server_busy: list[float] = field(default_factory=list)
    driver_busy: list[float] = field(default_factory=list)

    @property
    def read(self) -> list[float]:
        """Of all rounds."""
        return [one for each in self.rounds for one in each]


@dataclass
class Edit:
    """A word that somebody writes: its update, and its first element."""

    writer: int
    update: bytes
    after: float
    client: int
    clock: int


def rows(ours: Measured, bare: Measured) -> Iterator[Row]:
    """What was measured, for the table."""
    missing = "" if bare.rounds else "not installed: ./dev check does that"
    ratios = [p95(one) / p95(other) for one, other in zip(ours.rounds, bare.rounds, strict=False)]
    yield Row(f"{PACE} edits a second, read by all others", ours.read, "ms", "p95 ≤ 20 ms")
    yield Row("the same on a bare y-websocket server", bare.read, "ms", missing)
    yield Row("how many times its p95, round by round", ratios, "×", "≤ 1.5")
    yield Row("edits stored and acknowledged", ours.acknowledged, "ms")
    yield Row("server's processor while they write", ours.server_busy, "%")
    yield Row("the bare one's", bare.server_busy, "%")
    yield Row("driver's processor with ours", ours.driver_busy, "%", "≪ 100 %")
    yield Row("driver's processor with the bare one", bare.driver_busy, "%", "≪ 100 %")


def measure(readers: int, rounds: int, seconds: int) -> tuple[Measured, Measured]:
    """Our server and the bare one by turns, so that whatever else the machine does troubles both."""
    ours, bare, people = Measured(), Measured(), WRITERS + readers
    with (
        tempfile.TemporaryDirectory(prefix="commonplan-bench-") as folder,
        LocalServer(Path(folder)) as server,
        y_websocket.serve() as other,
    ):
        facilitator = Browser(server.address)
        make_account(facilitator, server.start_link, {"name": "Bench", "email": "bench@example.org", "password": "bench " * 3})
        for number in range(rounds):
            edits = list(written(seconds, random.Random(number)))
            workshop, cookies = asyncio.run(commonplan.seated(server, facilitator, people))
            with closing(commonplan.crowd_at(server, workshop, cookies)) as crowd:
                frames = [commonplan.edit_frame(workshop, at, one.update) for at, one in enumerate(edits)]
                _play(crowd, server.pid, edits, frames, commonplan.update_in, ours)
            if other is not None:
                with closing(y_websocket.crowd_at(other, f"round-{number}", people)) as crowd:
                    _play(crowd, other.pid, edits, [y_websocket.update_frame(one.update) for one in edits], y_websocket.update_in, bare)
    return ours, bare


def written(seconds: int, chance: random.Random) -> Iterator[Edit]:
    """What is written in one round, in order: a paragraph by each writer, then words, in turns and at moments a little uneven."""
    pens = [Pen(FIRST_CLIENT + writer) for writer in range(WRITERS)]
    for number in range((WARMING + seconds) * PACE):
        writer = number % WRITERS
        pen, after = pens[writer], (number + chance.random()) / PACE
        update = pen.add_paragraph(_words(50, chance)) if number < WRITERS else pen.write(_words(1, chance), at=1)
        first = read_update(update).parts[0]
        yield Edit(writer, update, after, first.client, first.clock)


def _words(count: int, chance: random.Random) -> str:
    return "".join("".join(chance.choices("etaoinshr", k=chance.randint(3, 9))) + " " for _ in range(count))


def _play(
    crowd: Crowd,
    server: int,
    edits: Sequence[Edit],
    frames: Sequence[bytes],
    update_in: Callable[[bytes], bytes | None],
    measured: Measured,
) -> None:
    schedule = [Due(one.after, one.writer, frame) for one, frame in zip(edits, frames, strict=True)]
    busy, began = (used_by(server), used_here()), perf_counter()
    sent = crowd.play(schedule)
    took = perf_counter() - began
    measured.server_busy.append(100 * (used_by(server) - busy[0]) / took)
    measured.driver_busy.append(100 * (used_here() - busy[1]) / took)
    measured.acknowledged += _answer_times(crowd, edits, sent)
    measured.rounds.append(_times(crowd, edits, sent, update_in))


def _times(crowd: Crowd, edits: Sequence[Edit], sent: Sequence[float], update_in: Callable[[bytes], bytes | None]) -> list[float]:
    """Milliseconds until each edit was read, by each member but its writer. Raises RuntimeError where one was not."""
    known = {(one.client, one.clock): number for number, one in enumerate(edits)}
    held: dict[bytes, list[int]] = {}
    read: dict[tuple[int, int], float] = {}
    for at, member, message in crowd.arrivals:
        if message not in held:
            held[message] = _edits_in(update_in(message), known)
        for number in held[message]:
            read.setdefault((number, member), at)
    wanted = [(number, member) for number, one in enumerate(edits) for member in range(len(crowd)) if member != one.writer]
    if missing := sum(pair not in read for pair in wanted):
        raise RuntimeError(f"{missing} of {len(wanted)} readings of an edit did not come")
    return [1000 * (read[pair] - sent[pair[0]]) for pair in wanted if edits[pair[0]].after >= WARMING]


def _edits_in(update: bytes | None, known: dict[tuple[int, int], int]) -> list[int]:
    if update is None:
        return []
    held = ((part.client, part.clock + element) for part in read_update(update).parts for element in range(part.size))
    return [known[element] for element in held if element in known]


def _answer_times(crowd: Crowd, edits: Sequence[Edit], sent: Sequence[float]) -> list[float]:
    """Milliseconds until each edit was acknowledged, where the server does that. Raises RuntimeError for a refusal."""
    times = []
    for at, _, message in crowd.arrivals:
        if message.startswith(ANSWER):
            number = int(message[len(ANSWER) : message.index(b"[")]) - EDIT_NUMBER
            if b'"ok":true' not in message:
                raise RuntimeError(f"an edit was refused: {message.decode()}")
            times += [1000 * (at - sent[number])] if edits[number].after >= WARMING else []
    return times

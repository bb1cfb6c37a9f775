"""SIGKILL in the middle of a storm of votes: whatever was acknowledged is there when the server comes back."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from facilitator.player.client import Browser
from tests.faults.server import ROOT, Server, command
from workshops.seal import event_in, walked
from workshops.stores.sqlite import SqliteStore

ROUNDS = 20
VOTERS = 12
PATIENCE = 60.0


@contextmanager
def voting(server: Server, workshop: str, code: str, folder: Path) -> Iterator[None]:
    """Voters of every partner at work, in a process of their own, until the block is left."""
    partners = [f"o{number}" for number in range(1, VOTERS + 1)]
    with (folder / "voters.log").open("wb") as told:
        voters = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.voters", server.address, workshop, code, str(folder), *partners],
            stdout=told, stderr=told, stdin=subprocess.DEVNULL, cwd=ROOT,
        )  # fmt: skip
    try:
        yield
        assert voters.poll() is None, (folder / "voters.log").read_text()[-3000:]
    finally:
        voters.kill()
        voters.wait()


def journals(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """What each voter has written down so far; a line that is being written does not count yet."""
    return {path.stem: [json.loads(line) for line in path.read_text().split("\n")[:-1]] for path in sorted(folder.glob("o*.jsonl"))}


def acknowledged(folder: Path) -> list[tuple[str, int, int]]:
    """Every acknowledged ballot: voter, its number, and how far the log was said to be with it."""
    return [(voter, line["acked"], line["seq"]) for voter, lines in journals(folder).items() for line in lines if "seq" in line]


def wait_until(so: Callable[[], Any], what: str) -> None:
    """Waits for what the other processes bring about."""
    deadline = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.005)


def open_the_vote(browser: Browser, workshop: str) -> None:
    """Every voter is confirmed, and a decision is open."""

    def done(kind: str, **fields: object) -> None:
        status, answer = command(browser, workshop, kind, f"{kind}-{fields.get('participant', '')}", **fields)
        assert status == 200, answer

    wait_until(lambda: len(claims(browser, workshop)) == VOTERS, "everybody to claim to speak")
    for participant in claims(browser, workshop):
        done("confirm_voice", participant=participant)
    done("save_text", section="vision", content="We will.", base=0)
    done("open_decision", proposes="section:vision")


def claims(browser: Browser, workshop: str) -> list[str]:
    """The participants who wait to speak for their partner."""
    slices = json.loads(browser.fetch(f"/api/workshops/{workshop}/view")[2])["slices"]
    return [participant for name, slice_ in slices.items() if name.startswith("partner:") for participant in slice_["claims"]]


def cast_in(log: list[str]) -> list[tuple[int, str, str]]:
    """The ballots of a log: number of the line, voter, reason."""
    events = [(number, json.loads(event_in(line))) for number, line in enumerate(log, 1)]
    return [(number, event["voter"], event["ballot"]["reason"]) for number, event in events if event["type"] == "ballot_cast"]


def check(server: Server, workshop: str, before: list[tuple[str, int, int]]) -> None:
    """The chain verifies, every acknowledged ballot is in it, no later than it was said to be, and none is there twice."""
    log = SqliteStore(server.data / "commonplan.sqlite").load(workshop).lines
    assert walked(log).seq == len(log)
    lines = {(voter, reason): line for line, voter, reason in cast_in(log)}
    assert len(lines) == len(cast_in(log)), "a repeated command was carried out twice"
    for voter, number, seq in before:
        assert lines[voter, f"{voter}-{number}"] <= seq


def test_whatever_was_acknowledged_survives_twenty_kills_in_a_storm_of_votes(tmp_path: Path) -> None:
    seed = int(os.environ.get("COMMONPLAN_SEED") or random.SystemRandom().randrange(2**32))
    print(f"COMMONPLAN_SEED={seed}")
    chance = random.Random(seed)
    with Server(tmp_path) as server:
        browser, workshop, code = server.facilitator([f"Partner {number}" for number in range(1, VOTERS + 1)])
        assert command(browser, workshop, "open_doors", "doors")[0] == 200
        with voting(server, workshop, code, tmp_path):
            open_the_vote(browser, workshop)
            for _ in range(ROUNDS):
                enough = len(acknowledged(tmp_path)) + chance.randint(VOTERS, 5 * VOTERS)
                wait_until(lambda enough=enough: len(acknowledged(tmp_path)) >= enough, "more acknowledged ballots")
                time.sleep(chance.random() / 50)  # any moment will do, and each run has others
                server.kill()
                before = acknowledged(tmp_path)
                server.start()
                check(server, workshop, before)
            enough = len(acknowledged(tmp_path)) + VOTERS
            wait_until(lambda: len(acknowledged(tmp_path)) >= enough, "votes to go on after the last kill")
        kept = journals(tmp_path)
        check(server, workshop, acknowledged(tmp_path))
    assert len(kept) == VOTERS
    assert [line for lines in kept.values() for line in lines if "refused" in line] == []
    looks = [line for lines in kept.values() for line in lines if "saw" in line]
    assert len(looks) >= ROUNDS
    for look in looks:
        assert look["saw"] in {look["acked"], look["sent"]}, look

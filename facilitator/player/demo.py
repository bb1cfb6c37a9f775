"""The demonstration: a data folder in which the Tidewell partnership has just signed its workplan."""

from __future__ import annotations

import json
import secrets
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from facilitator.config import Config
from facilitator.player.client import Person, Trouble
from facilitator.player.local_server import LocalServer
from facilitator.player.performance import perform
from facilitator.player.play import FACILITATOR, open_account, prepare
from facilitator.player.scenario import read
from facilitator.player.transcript import Transcript

SCENARIO = Path(__file__).resolve().parent.parent / "scenarios" / "tidewell.json"
EMAIL = "facilitator@tidewell.example"
_IN_THE_MAKING = "demo-in-the-making-"
_SIGN_IN = "demo-sign-in.json"


def prepare_demo(data: Path, say: Callable[[str], None] = click.echo) -> None:
    """Play the demonstration into a data folder that has no workshops yet, and say how to sign in to it.

    A folder that has its database already is left as it is. Raises ClickException where the play failed; nothing of it is
    kept then.
    """
    if not Config(data).database.exists():
        say("Playing the Tidewell workshop, so that there is something to look at. This takes a moment.")
        try:
            _make(data, Config(data).database.name, say)
        except Trouble as trouble:
            raise click.ClickException(f"The demonstration could not be played: {trouble}") from trouble
    kept = data / _SIGN_IN
    if kept.exists():
        account = json.loads(kept.read_text())
        say(f"\n  The demonstration's facilitator signs in with\n\n      {account['email']}\n      {account['password']}")


def _make(data: Path, database: str, say: Callable[[str], None]) -> None:
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in data.glob(f"{_IN_THE_MAKING}*"):
        shutil.rmtree(left)
    fresh = data / f"{_IN_THE_MAKING}{secrets.token_hex(4)}"
    fresh.mkdir(mode=0o700)
    try:
        _play_into(fresh, say)
        _move_up(fresh, data, database)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _play_into(fresh: Path, say: Callable[[str], None]) -> None:
    performance = prepare(read(SCENARIO), "express")
    account = {"email": EMAIL, "password": "-".join(secrets.token_hex(2) for _ in range(4))}
    with LocalServer(fresh) as server, tempfile.TemporaryDirectory() as out:
        facilitator = Person(FACILITATOR, performance.scenario.facilitator.name, server.address)
        open_account(facilitator, server, account["email"], account["password"])
        differences = perform(performance, facilitator, Path(out), Transcript(), say)
    if differences:
        raise Trouble("the demonstration did not come out as written: " + "; ".join(differences))
    kept = fresh / _SIGN_IN
    kept.touch(mode=0o600)
    kept.write_text(json.dumps(account))


def _move_up(fresh: Path, data: Path, database: str) -> None:
    """The database comes last: a folder without it has no demonstration, however far an interrupted start came."""
    for path in sorted(fresh.iterdir(), key=lambda path: (path.name == database, path.name)):
        path.replace(data / path.name)

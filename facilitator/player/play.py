"""`commonplan play`: a scenario through a real server, with readable differences where it came otherwise."""

from __future__ import annotations

import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from facilitator.player.client import Person, Trouble
from facilitator.player.local_server import LocalServer
from facilitator.player.pages import make_account, sign_in
from facilitator.player.performance import Performance, perform
from facilitator.player.playable import stages_to_play
from facilitator.player.scenario import Scenario, Unfit, read
from facilitator.player.transcript import Transcript

FACILITATOR = "facilitator"


@click.command("play")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for workplan.md and workplan.json.")
@click.option("--agenda", default="", help="Play only the stages of this agenda.")
@click.option("--server", default="", help="Play against this running server; without it, one is started for the play.")
@click.option("--email", default="", help="Whom to sign in as there.")
@click.option("--password", default="", envvar="COMMONPLAN_PASSWORD", help="And with which password (or COMMONPLAN_PASSWORD).")
@click.option("--one-by-one", is_flag=True, help="Nothing at the same time: the same play gives the same messages.")
@click.option("--transcript", type=click.Path(path_type=Path, dir_okay=False), help="Write what each client received, as JSON lines.")
def play_command(
    file: Path, out: Path, agenda: str, server: str, email: str, password: str, one_by_one: bool, transcript: Path | None
) -> None:
    """Play a whole workshop from FILE through the server.

    Exit 0: every result and expectation holds. 1: something came otherwise, and is named. 2: the file is wrong, and where.
    """
    if server and not (email and password):
        raise click.UsageError("--server needs --email and --password")
    try:
        performance = prepare(read(file), agenda, one_by_one)
    except Unfit as unfit:
        click.echo(f"{file}: {unfit}", err=True)
        sys.exit(2)
    record = Transcript()
    try:
        with _stage_door(performance.scenario, server, email, password) as facilitator:
            differences = perform(performance, facilitator, out, record, click.echo)
    except Trouble as trouble:
        differences = [str(trouble)]
    if transcript:
        record.write(transcript)
    for difference in differences:
        click.echo(f"differs: {difference}", err=True)
    click.echo(f"{'as expected' if not differences else f'{len(differences)} differ'}: {out / 'workplan.md'}")
    sys.exit(1 if differences else 0)


def prepare(scenario: Scenario, agenda: str = "", one_by_one: bool = False) -> Performance:
    """What to play of a scenario. Raises Unfit where it is wrong, or asks for what this version cannot play."""
    from workshops.stores.agendas import shipped

    agendas = shipped()
    stages = stages_to_play(scenario, agendas, agenda)
    return Performance(scenario, agendas[agenda or scenario.agenda], stages, in_part=bool(agenda), one_by_one=one_by_one)


@contextmanager
def _stage_door(scenario: Scenario, server: str, email: str, password: str) -> Iterator[Person]:
    """The facilitator, signed in: on a running server, or on one that lasts as long as the play."""
    if server:
        facilitator = Person(FACILITATOR, scenario.facilitator.name, server)
        sign_in(facilitator.browser, email, password)
        yield facilitator
        return
    with tempfile.TemporaryDirectory(prefix="commonplan-play-") as folder, LocalServer(Path(folder)) as local:
        facilitator = Person(FACILITATOR, scenario.facilitator.name, local.address)
        open_account(facilitator, local, "facilitator@play.example", secrets.token_urlsafe(16))
        yield facilitator


def open_account(facilitator: Person, server: LocalServer, email: str, password: str) -> None:
    """Make the first account of a server that was just started; the facilitator is signed in with it."""
    make_account(facilitator.browser, server.start_link, {"name": facilitator.name, "email": email, "password": password})

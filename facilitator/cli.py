"""The command line: run the server, play a scenario, take a workshop out of the data folder."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import click

from facilitator.config import PORT, Config, from_environment

DATA = click.option("--data", default="", metavar="DIR", help="Folder for everything that is kept (COMMONPLAN_DATA; ./data).")


class Later(click.Group):
    """A group whose `play` is loaded when asked for, so that the server starts without it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the alphabet."""
        return sorted([*super().list_commands(ctx), "play"])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name == "play":
            from facilitator.player.play import play_command

            return play_command
        return super().get_command(ctx, cmd_name)


@click.group(cls=Later, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="commonplan", prog_name="commonplan")
def main() -> None:
    """Commonplan: a live workshop in which partners make a workplan and sign it."""


@main.command()
@click.option("--host", default="", help="Address to listen on (COMMONPLAN_HOST; 0.0.0.0, so that phones reach it).")
@click.option("--port", default=0, type=click.IntRange(0, 65_535), help=f"Port to listen on (COMMONPLAN_PORT; {PORT}).")
@DATA
@click.option("--demo", is_flag=True, help="Begin with the Tidewell workshop, played to the end, to look at.")
def serve(host: str, port: int, data: str, demo: bool) -> None:
    """Run the server. Also reads COMMONPLAN_URL (the address people use) and COMMONPLAN_PROXIES (how many stand before it)."""
    config = _config(data, host, port)
    # First of all, since it patches what everything after it uses.
    from facilitator.serve import CannotListen, FolderInUse, OldSQLite, serve

    if demo:
        from facilitator.player.demo import prepare_demo

        prepare_demo(config.data)
    try:
        serve(config, click.echo)
    except (CannotListen, FolderInUse, OldSQLite) as error:
        raise click.ClickException(str(error)) from error


@main.command("start-link")
@DATA
@click.option("--url", default=f"http://localhost:{PORT}", show_default=True, help="Where the server is found.")
def start_link(data: str, url: str) -> None:
    """Print a one-time link that makes an account, or gives one a new password (same e-mail address)."""
    config = _kept(data)
    from facilitator import create_app
    from facilitator.access import accounts, new_link

    app = create_app(config)
    with app.app_context():
        click.echo(f"{url.rstrip('/')}/start/{new_link('start')}")
        accounts().close()


@main.command()
@click.argument("workshop")
@DATA
@click.option("--out", default=".", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="Where the files go.")
def export(workshop: str, data: str, out: Path) -> None:
    """Write the plan of WORKSHOP (its id or its join code) in every format. The server may be running."""
    config = _kept(data)
    from facilitator.export import NoSuchWorkshop, export_workshop

    try:
        told = export_workshop(config, workshop, out)
    except NoSuchWorkshop as error:
        raise click.ClickException(str(error)) from error
    for path in told.written:
        click.echo(path)
    for sentence in told.missing:
        click.echo(sentence, err=True)


@main.command()
@click.argument("exported", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="EXPORT.json")
def recount(exported: Path) -> None:
    """Count every decision of an exported plan (workplan.json) again, and say what holds.

    Ends with 0 where all holds, with 1 where something does not, and with 2 where the file cannot be read.
    """
    from facilitator.recounting import NotAPlan, told

    try:
        lines, holds = told(exported.read_bytes())
    except (NotAPlan, OSError) as error:
        raise click.UsageError(str(error)) from error
    for line in lines:
        click.echo(line)
    if not holds:
        raise SystemExit(1)


@main.command()
@click.argument("sealed", type=click.Path(exists=True, path_type=Path), metavar="FILE|DIR|ZIP")
@click.option(
    "--fingerprint", default="", metavar="SHA256:…", help="The key that you trust: as a signer kept it, or as the server publishes it."
)
def verify(sealed: Path, fingerprint: str) -> None:
    """Check a sealed plan: signatures, sums, the log from its first line, and every decision counted again.

    Ends with 0 where all holds, with 1 where something does not, and with 2 where it cannot be told, as for a file without its bundle.
    """
    from facilitator.verifying import told

    lines, status = told(sealed, fingerprint)
    for line in lines:
        click.echo(line)
    raise SystemExit(status)


@main.command("erase-person")
@click.argument("workshop")
@click.argument("person")
@DATA
@click.confirmation_option(prompt="The name goes for good. Go on?")
def erase_person(workshop: str, person: str, data: str) -> None:
    """Erase PERSON (an id such as p4, or a name) from WORKSHOP (its id or join code). The server must be stopped; while it runs, a
    facilitator erases people in the console, under People."""
    from facilitator.erasing import NobodyErased, erase
    from facilitator.export import NoSuchWorkshop
    from facilitator.folder import FolderInUse

    try:
        participant, left = erase(_kept(data), workshop, person)
    except (NobodyErased, NoSuchWorkshop, FolderInUse) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{participant} is erased: name, title, and the salts that tied the log to them. The log still holds.")
    for place in left:
        click.echo(f"The name still stands in {place}.")


@main.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.tar.gz")
@DATA
def backup(out: Path, data: str) -> None:
    """Write everything that the server keeps to FILE, but for open secret ballots. The server may be running."""
    from facilitator.backup import NoBackup, back_up

    try:
        back_up(_kept(data), out)
    except NoBackup as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{out} holds it all, the keys too: keep it where nobody else can read it.")


@main.command()
@click.argument("archived", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE.tar.gz")
@DATA
def restore(archived: Path, data: str) -> None:
    """Put a backup into an empty folder, and follow every log from its first line."""
    from facilitator.backup import NoBackup
    from facilitator.backup import restore as put_back

    try:
        number = put_back(archived, _config(data))
    except NoBackup as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{number} {'workshop' if number == 1 else 'workshops'}, and every log holds.")


@main.command("import")
@click.argument("plan", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE")
@click.option("--email", required=True, help="Whose account leads the new workshop.")
@DATA
def import_plan(plan: Path, email: str, data: str) -> None:
    """Start a new workshop from a plan's Markdown or JSON FILE. What was not understood is listed by line. The server may be running."""
    from facilitator.importing import NoAccount, import_for
    from workshops.imports import NoWorkplan
    from workshops.refusal import Refused

    try:
        code, what = import_for(_kept(data), plan.read_bytes(), email)
    except (NoWorkplan, NoAccount, Refused) as error:
        raise click.ClickException(str(error)) from error
    for sentence in what.left:
        click.echo(sentence, err=True)
    told = f"{len(what.old.partners)} partners, {len(what.old.texts)} texts, {len(what.old.entries)} entries"
    click.echo(f"“{what.title}” is a new workshop, with {told}. Its join code is {code}.")


@main.group()
def key() -> None:
    """The key with which this server seals."""


@key.command("show")
@DATA
def show_key(data: str) -> None:
    """Print every key that this server seals with or has sealed with, the newest first."""
    from facilitator.keyring import Keyring

    for since, one in reversed(list(Keyring(_kept(data).data).all())):
        begin = datetime.fromtimestamp(since / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC") if since else "the first start"
        click.echo(f"{one.public.fingerprint}  since {begin}\n{one.public.line}")


@key.command("rotate")
@DATA
def rotate_key(data: str) -> None:
    """Make a new key. What is sealed from now on is sealed with it; what was sealed before keeps its own."""
    from facilitator.keyring import Keyring

    made = Keyring(_kept(data).data).rotate(time.time_ns() // 1_000_000)
    click.echo(f"New key: {made.public.fingerprint}\nIt is published with the others under /.well-known/commonplan-key.")


def _config(data: str, host: str = "", port: int = 0) -> Config:
    try:
        return from_environment(os.environ, data, host, port)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _kept(data: str) -> Config:
    config = _config(data)
    if not config.database.exists():
        raise click.ClickException(f"There is no Commonplan in {config.data}. Name its folder with --data.")
    return config


if __name__ == "__main__":
    main()

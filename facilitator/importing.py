"""Bringing a plan's file into the data folder, without a server."""

from facilitator import create_app
from facilitator.config import Config
from facilitator.starting import Start, read_start, start


class NoAccount(LookupError):
    """Nobody has an account under this address; the message says so."""


def import_for(config: Config, content: bytes, email: str) -> tuple[str, Start]:
    """The join code of a new workshop from this file, led by whoever has this account. Raises NoWorkplan, NoAccount, Refused."""
    app = create_app(config)
    accounts, rooms = app.extensions["accounts"], app.extensions["rooms"]
    try:
        leads = accounts.account_of(email)
        if leads is None:
            raise NoAccount(f"Nobody has an account with the address “{email}”.")
        what = read_start(content)
        workshop_id, participant = start(rooms, what, leads.name)
        accounts.take_seat(workshop_id, participant, f"account:{leads.id}", app.extensions["clock"]())
        return rooms.code(workshop_id), what
    finally:
        accounts.close()

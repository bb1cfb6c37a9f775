"""A new workshop from an old plan's file: for the home page and the command line."""

from msgspec import Struct

from facilitator.config import Config
from facilitator.live.rooms import Rooms
from workshops.exports.outline import fitting_agenda
from workshops.imports import read_plan
from workshops.plan.brought import Brought, brought
from workshops.plan.outline import Note
from workshops.stores.agendas import shipped


class Start(Struct, frozen=True):
    """What was read of a file: the names it has, what is taken over under which agenda, and what is not, by line."""

    title: str
    partnership: str
    agenda: str
    old: Brought
    notes: tuple[Note, ...]

    @property
    def left(self) -> list[str]:
        """What was not understood, in sentences."""
        return [f"Line {note.line}: {note.words}" if note.line else note.words for note in self.notes]


def read_start(content: bytes) -> Start:
    """What a new workshop can start with from this file. Raises NoWorkplan."""
    reading = read_plan(content)
    agenda = fitting_agenda(list(shipped().values()), reading.outline.sections)
    old = brought(reading.outline, agenda.sections(), reading.lines)
    notes = tuple(sorted((*reading.notes, *old.notes), key=lambda note: note.line))
    title = reading.outline.title[:120] or "Workplan"
    return Start(title, reading.outline.partnership[:120] or title, agenda.id, old, notes)


def start(rooms: Rooms, what: Start, facilitator: str) -> tuple[str, str]:
    """Makes the workshop; its id, and the participant that its facilitator is. Raises Refused."""
    return rooms.create(what.title, what.partnership, what.agenda, {"rule": "consent"}, [], facilitator, what.old)


class NoAccount(LookupError):
    """Nobody has an account under this address; the message says so."""


def start_for(config: Config, content: bytes, email: str) -> tuple[str, Start]:
    """The join code of a new workshop from this file, led by whoever has this account. Raises NoWorkplan, NoAccount, Refused."""
    from facilitator import create_app

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

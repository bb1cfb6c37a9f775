"""A new workshop from an old plan's file: what is read of it, and how it begins."""

from msgspec import Struct

from facilitator.live.rooms import Rooms
from workshops.agenda import Agenda
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


def fitting_agenda(agendas: list[Agenda], sections: tuple[str, ...]) -> Agenda:
    """The agenda that has most of these sections, and of several the one that has the fewest others."""
    return max(agendas, key=lambda agenda: (len({*sections} & {*agenda.sections()}), -len(agenda.sections())))

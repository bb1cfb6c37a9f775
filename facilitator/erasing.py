"""Erasing a person from the command line, and saying where their name still stands: in what they typed, and under what is sealed."""

import json
from collections.abc import Iterator

from facilitator import create_app
from facilitator.config import Config
from facilitator.export import found_workshop
from facilitator.folder import claim
from workshops.people import Role
from workshops.room import Room
from workshops.seal import event_in
from workshops.state import Workshop


class NobodyErased(LookupError):
    """Nobody was erased; the message says why."""


def erase(config: Config, workshop: str, person: str) -> tuple[str, list[str]]:
    """Erases a person (an id such as `p4`, or a name that one person alone has): who it was, and where the name still stands.

    Raises NobodyErased, NoSuchWorkshop, and FolderInUse while a server runs on the folder.
    """
    with claim(config.data):
        rooms = create_app(config).extensions["rooms"]
        room: Room = rooms.open(found_workshop(rooms, workshop).id)
        participant = _participant(room.state, person)
        name = room.state.name(participant)
        lead = next(one.id for one in room.state.participants.values() if one.role is Role.FACILITATOR)
        answer = room.submit(lead, {"type": "erase_person", "command_id": f"erase-{participant}", "participant": participant})
        if not answer["ok"]:
            raise NobodyErased(answer["message"])
        return participant, list(_left(room, rooms.store.load(room.id).lines, name))


def _participant(workshop: Workshop, person: str) -> str:
    if person in workshop.participants:
        return person
    named = [one for one in workshop.participants if workshop.personal.get((one, "name")) == person]
    if len(named) != 1:
        raise NobodyErased(f"{len(named)} people in this workshop are called “{person}”. Give the id instead (p2, p3, …).")
    return named[0]


def _left(room: Room, lines: list[str], name: str) -> Iterator[str]:
    """Where the name still stands in words."""
    for number, line in enumerate(lines, 1):
        if json.dumps(name, ensure_ascii=False)[1:-1] in line:
            kind = json.loads(event_in(line))["type"].replace("_", " ")
            yield f"line {number} of the log ({kind})"
    yield from (f"the text of the section “{section}”" for section, text in room.state.plan.texts.items() if name in text.content)

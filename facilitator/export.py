"""Taking a workshop out of the data folder, without a server."""

from pathlib import Path

from msgspec import Struct

from facilitator import create_app
from facilitator.codes import read_code
from facilitator.config import Config
from facilitator.live.rooms import Rooms
from facilitator.paper import MissingTool
from facilitator.takeaway import files
from workshops.state import Workshop


class NoSuchWorkshop(LookupError):
    """No workshop has this id or code; the message says so."""


class Exported(Struct, frozen=True):
    """The files that were written, and in sentences which could not be made here."""

    written: list[Path]
    missing: list[str]


def export_workshop(config: Config, name: str, out: Path) -> Exported:
    """Writes the plan of the workshop with this id or join code in every format that it has. Raises NoSuchWorkshop."""
    app = create_app(config)
    workshop = found_workshop(app.extensions["rooms"], name)
    out.mkdir(parents=True, exist_ok=True)
    told = Exported([], [])
    with app.app_context():
        for file, content in files(app.extensions["sealer"], workshop):
            if isinstance(content, MissingTool):
                told.missing.append(f"{file} is missing. {content}")
                continue
            (out / file).write_bytes(content)
            told.written.append(out / file)
    return told


def found_workshop(rooms: Rooms, name: str) -> Workshop:
    """The workshop with this id or join code. Raises NoSuchWorkshop."""
    try:
        return rooms.open(rooms.by_code(read_code(name)) or name).state
    except KeyError:
        raise NoSuchWorkshop(f"No workshop has the id or code “{name}”.") from None

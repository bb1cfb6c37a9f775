"""Taking a workshop out of the data folder, without a server."""

from pathlib import Path

from facilitator import create_app
from facilitator.codes import read_code
from facilitator.config import Config
from facilitator.live.rooms import Rooms
from facilitator.takeaway import EVERYTHING, FORMATS
from workshops.state import Workshop


class NoSuchWorkshop(LookupError):
    """No workshop has this id or code; the message says so."""


def export_workshop(config: Config, name: str, out: Path) -> list[Path]:
    """Writes the plan of the workshop with this id or join code in every format that it has. Raises NoSuchWorkshop."""
    app = create_app(config)
    workshop = found_workshop(app.extensions["rooms"], name)
    out.mkdir(parents=True, exist_ok=True)
    written = []
    with app.app_context():
        for one in FORMATS.values():
            content = one.made(app.extensions["sealer"], workshop) if one.name != EVERYTHING else None
            if content is not None:
                (out / one.name).write_bytes(content)
                written.append(out / one.name)
    return written


def found_workshop(rooms: Rooms, name: str) -> Workshop:
    """The workshop with this id or join code. Raises NoSuchWorkshop."""
    try:
        return rooms.open(rooms.by_code(read_code(name)) or name).state
    except KeyError:
        raise NoSuchWorkshop(f"No workshop has the id or code “{name}”.") from None

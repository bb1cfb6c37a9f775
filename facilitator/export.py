"""Taking a workshop out of the data folder, without a server."""

from pathlib import Path

from facilitator import create_app
from facilitator.codes import read_code
from facilitator.config import Config
from workshops.exports import json as plan_json
from workshops.exports import markdown


class NoSuchWorkshop(LookupError):
    """No workshop has this id or code; the message says so."""


def export_workshop(config: Config, name: str, out: Path) -> list[Path]:
    """Writes the plan of the workshop with this id or join code, as `workplan.md` and `workplan.json`. Raises NoSuchWorkshop."""
    rooms = create_app(config).extensions["rooms"]
    code = read_code(name)
    try:
        workshop = rooms.open((rooms.by_code(code) if code else None) or name).state
    except KeyError:
        raise NoSuchWorkshop(f"No workshop has the id or code “{name}”.") from None
    out.mkdir(parents=True, exist_ok=True)
    written = {"workplan.md": markdown.write(workshop), "workplan.json": plan_json.write(workshop)}
    for file, content in written.items():
        (out / file).write_bytes(content)
    return [out / file for file in written]

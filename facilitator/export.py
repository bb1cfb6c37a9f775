"""Taking a workshop out of the data folder, without a server."""

import json
from pathlib import Path

from facilitator import create_app
from facilitator.codes import read_code
from facilitator.config import Config
from facilitator.live.rooms import Rooms
from facilitator.paper import as_file
from facilitator.sealing import Sealer
from workshops.exports.plan_json import to_json
from workshops.state import Workshop


class NoSuchWorkshop(LookupError):
    """No workshop has this id or code; the message says so."""


def export_workshop(config: Config, name: str, out: Path) -> list[Path]:
    """Writes the plan of the workshop with this id or join code, as `workplan.md`, `.html` and `.json`, and once it is sealed as
    a bundle, `workplan.zip`. Raises NoSuchWorkshop."""
    app = create_app(config)
    workshop = found_workshop(app.extensions["rooms"], name)
    out.mkdir(parents=True, exist_ok=True)
    sealer: Sealer = app.extensions["sealer"]
    markdown = sealer.document(workshop)
    (out / "workplan.md").write_bytes(markdown)
    bundle = sealer.bundle(workshop)
    if bundle is not None:
        (out / "workplan.zip").write_bytes(bundle)
    with app.app_context():
        (out / "workplan.html").write_text(as_file(workshop, markdown), encoding="utf-8")
    (out / "workplan.json").write_text(json.dumps(to_json(workshop), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    names = ["workplan.md", "workplan.html", "workplan.json", *(["workplan.zip"] if bundle is not None else [])]
    return [out / name for name in names]


def found_workshop(rooms: Rooms, name: str) -> Workshop:
    """The workshop with this id or join code. Raises NoSuchWorkshop."""
    try:
        return rooms.open(rooms.by_code(read_code(name)) or name).state
    except KeyError:
        raise NoSuchWorkshop(f"No workshop has the id or code “{name}”.") from None

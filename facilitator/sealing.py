"""What leaves the server once a plan is sealed: the file with its certificate, and the bundle that anybody can check.

Who sealed is written down when it is first asked for, since a sealed file stays the same after the server got a new name or version.
"""

import json
import os
import secrets
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from facilitator.config import Config
from facilitator.keyring import Keyring
from workshops.exports.markdown import write
from workshops.people import Personal
from workshops.sealed.bundle import Identity, bundled, sealed_file, zipped
from workshops.state import Workshop
from workshops.stores.contract import Store

FOLDER = "sealed"
UNNAMED = "commonplan"
"""What a server is called that has no address of its own."""


def running_version() -> str:
    """The version of the package."""
    try:
        return version("commonplan")
    except PackageNotFoundError:
        return "unpacked"


class Sealer:
    """Seals what a store holds, in the name of this server."""

    def __init__(self, config: Config, store: Store) -> None:
        self.keyring = Keyring(config.data)
        self._folder = config.data / FOLDER
        self._identity = Identity(urlsplit(config.url).hostname or UNNAMED, f"Commonplan {running_version()}")
        self._store = store

    @property
    def name(self) -> str:
        """What this server is called in the certificates that it makes from now on."""
        return self._identity.name

    def fingerprint(self, workshop: Workshop) -> str:
        """That of the key with which this plan is sealed, or would be now."""
        return self.keyring.at(_sealed_at(workshop)).public.fingerprint

    def document(self, workshop: Workshop) -> bytes:
        """The plan's file: the working draft, the frozen words with the list of who signed, or the sealed file with its certificate."""
        sealed_at = _sealed_at(workshop)
        if sealed_at is None:
            return write(workshop)
        lines = self._store.load(workshop.id).lines
        return sealed_file(lines, self._sealed_by(workshop.id), self.keyring.at(sealed_at).public)

    def bundle(self, workshop: Workshop) -> bytes | None:
        """The bundle of a sealed plan as a zip; None for a plan that is not sealed."""
        sealed_at = _sealed_at(workshop)
        if sealed_at is None:
            return None
        stored = self._store.load(workshop.id)
        personal = [_personal(one.key, one.row) for one in stored.asides if one.shelf == "personal"]
        return zipped(bundled(stored.lines, personal, self._sealed_by(workshop.id), self.keyring.at(sealed_at)))

    def _sealed_by(self, workshop_id: str) -> Identity:
        path = self._folder / f"{workshop_id}.json"
        if not path.exists():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = self._folder / f"draft.{secrets.token_hex(8)}"
            draft.write_text(json.dumps({"name": self._identity.name, "software": self._identity.software}), encoding="utf-8")
            _put(draft, path)
        return Identity(**json.loads(path.read_text(encoding="utf-8")))


def _put(draft: Path, path: Path) -> None:
    try:
        # Whoever comes second finds what the first has written.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _sealed_at(workshop: Workshop) -> int | None:
    return workshop.version.sealed_at if workshop.version is not None else None


def _personal(key: tuple[str, ...], row: Mapping[str, Any]) -> Personal:
    participant, field = key
    return Personal(participant, field, row["value"], row["salt"])

"""The keys that this server has sealed with: made at the first start, kept in the data folder for its user alone, never thrown away.

A plan is sealed with the key that was the newest when it was sealed, and stays so after a rotation.
"""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from workshops.sealed.keys import ServerKey

FOLDER = "keys"


class Keyring:
    """The keys in a data folder. A file is named by when its key came into use (ms UTC); the first is in use from the beginning of time."""

    def __init__(self, data: Path) -> None:
        self._folder = data / FOLDER

    def newest(self) -> ServerKey:
        """The key that seals now; made, where there is none yet."""
        return self.at(None)

    def at(self, moment: int | None) -> ServerKey:
        """The key that was the newest at this moment (ms UTC; None = now)."""
        if not self._files():
            self._keep(0, ServerKey.made())
        fitting = [path for since, path in self._files() if moment is None or since <= moment]
        return ServerKey.read(fitting[-1].read_bytes())

    def all(self) -> Iterator[tuple[int, ServerKey]]:
        """Each key with when it came into use, the oldest first."""
        self.newest()
        for since, path in self._files():
            yield since, ServerKey.read(path.read_bytes())

    def rotate(self, moment: int) -> ServerKey:
        """A new key, in use from this moment on (ms UTC)."""
        self.newest()
        key = ServerKey.made()
        self._keep(moment, key)
        return key

    def _files(self) -> list[tuple[int, Path]]:
        return sorted((int(path.stem), path) for path in self._folder.glob("*.pem") if path.stem.isdigit())

    def _keep(self, since: int, key: ServerKey) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Written aside and linked into place: two who start at once agree on one key, and none is ever half there.
        draft = self._folder / f"draft.{secrets.token_hex(8)}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(key.pem)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, self._folder / f"{since}.pem")
        except FileExistsError:
            pass
        finally:
            draft.unlink()

"""Settings: from the environment, from the command line, and the secret that the data folder keeps."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from facilitator.mail import Outgoing, outgoing

PORT = 8765
HERE = Path(__file__).resolve().parent


def packed(folder: str) -> Path:
    """A folder that travels with the package: inside it when installed from a wheel, beside it in the source tree."""
    inside = HERE / folder
    return inside if inside.is_dir() else HERE.parent / folder


@dataclass(frozen=True)
class Config:
    """How one server runs. `url` is the address that people outside this machine use ("" = found out); `proxies` stand before it;
    `outgoing` takes its e-mail.

    `tick` is the least time between two broadcasts of a room, in seconds; 0 sends every change at once, for tests that need it so.
    """

    data: Path
    host: str = "0.0.0.0"
    port: int = PORT
    url: str = ""
    proxies: int = 0
    limits: bool = True
    testing: bool = False
    tick: float = 0.05
    outgoing: Outgoing | None = None

    @property
    def database(self) -> Path:
        """The SQLite file with everything in it."""
        return self.data / "commonplan.sqlite"

    def prepare(self) -> None:
        """Makes the data folder and the empty database, for this user alone."""
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        # The folder may have been there, open to all. What SQLite puts beside the file gets the file's mode.
        self.database.touch(mode=0o600)

    def secret_key(self) -> bytes:
        """The key that signs cookies: made once, kept in the data folder with mode 0600."""
        path = self.data / "secret.key"
        if not path.exists():
            self._make_key(path)
        return path.read_bytes()

    def _make_key(self, path: Path) -> None:
        # Written aside and linked into place: two servers starting at once agree on one key, and none is ever half there.
        draft = path.with_name(f"secret.{secrets.token_hex(8)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(32))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()


def from_environment(environment: Mapping[str, str], data: str = "", host: str = "", port: int = 0) -> Config:
    """The settings of COMMONPLAN_DATA, _HOST, _PORT, _URL and _PROXIES; what the command line gives goes first. Raises ValueError."""
    return Config(
        data=Path(data or environment.get("COMMONPLAN_DATA") or "data").expanduser().absolute(),
        host=host or environment.get("COMMONPLAN_HOST") or Config.host,
        port=port or _number(environment, "COMMONPLAN_PORT") or PORT,
        url=environment.get("COMMONPLAN_URL", "").rstrip("/"),
        proxies=_number(environment, "COMMONPLAN_PROXIES"),
        outgoing=outgoing(environment.get("COMMONPLAN_SMTP", ""), environment.get("COMMONPLAN_MAIL_FROM", "")),
    )


def _number(environment: Mapping[str, str], name: str) -> int:
    written = environment.get(name) or "0"
    if not written.isdecimal() or int(written) > 65_535:
        raise ValueError(f"{name} must be a number from 0 to 65535, not “{written}”.")
    return int(written)

"""A backup of everything that a server keeps, also while it runs; and how it is put back.

Ballot boxes of secret votes are left out: a copy of them would outlive the vote, and with it what nobody may ever know. A secret vote
that was open when the backup was made is held again.
"""

import os
import tarfile
import tempfile
from pathlib import Path

from facilitator.config import Config
from facilitator.keyring import FOLDER as KEYS
from facilitator.sealing import FOLDER as SEALED
from workshops.seal import BrokenChain, walked
from workshops.stores.sqlite import SqliteStore

BESIDE = (KEYS, SEALED, "secret.key")
"""What is kept beside the database."""


class NoBackup(Exception):
    """This cannot be made, or put back; the message says why to a person."""


def back_up(config: Config, out: Path) -> None:
    """Writes a backup to this file, which nobody else may read. Raises NoBackup."""
    if out.exists():
        raise NoBackup(f"{out} is there already. Name another file.")
    with tempfile.TemporaryDirectory(dir=config.data, prefix="backup-") as folder:
        # A copy of one moment, however much is written meanwhile.
        copy = Path(folder) / config.database.name
        SqliteStore(config.database).copy_to(copy)
        descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w:gz") as archive:
            archive.add(copy, config.database.name)
            for name in BESIDE:
                if (config.data / name).exists():
                    archive.add(config.data / name, name)


def restore(archived: Path, config: Config) -> int:
    """Puts a backup into an empty data folder, and follows every log from its first line; how many workshops there are. Raises NoBackup."""
    if config.database.exists():
        raise NoBackup(f"{config.data} holds a Commonplan already. Name an empty folder with --data.")
    config.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with tarfile.open(archived) as archive:
            names = {member.name.split("/", 1)[0] for member in archive.getmembers()}
            if config.database.name not in names or not names <= {config.database.name, *BESIDE}:
                raise NoBackup(f"{archived} is no backup of a Commonplan.")
            archive.extractall(config.data, filter="data")
    except (tarfile.TarError, OSError, EOFError) as error:
        raise NoBackup(f"{archived} cannot be read: it is no backup, or a part of one.") from error
    for path in (config.database, config.data / "secret.key", *(config.data / KEYS).glob("*.pem")):
        if path.exists():
            path.chmod(0o600)
    store = SqliteStore(config.database)
    for workshop in store.workshops():
        try:
            walked(store.load(workshop).lines)
        except BrokenChain as error:
            raise NoBackup(f"The workshop {workshop} in it does not hold: {error}.") from error
    return len(store.workshops())

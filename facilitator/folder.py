"""One server to a data folder: two of them would each believe to know who is in the room."""

import fcntl
import os
from pathlib import Path
from typing import TextIO


class FolderInUse(Exception):
    """Another server runs on this folder; the message says so to a person."""


def claim(folder: Path) -> TextIO:
    """Takes the folder until the returned file is closed or the process ends, however it ends. Raises FolderInUse."""
    # Opened without truncating: the number in it belongs to whoever holds the lock.
    file = os.fdopen(os.open(folder / "running", os.O_RDWR | os.O_CREAT, 0o600), "r+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = file.read().strip() or "unknown"
        file.close()
        message = f"Commonplan already runs on {folder} (process {holder}). Stop it first, or name another folder with --data."
        raise FolderInUse(message) from error
    file.truncate(0)
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file

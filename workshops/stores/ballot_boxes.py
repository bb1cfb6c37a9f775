"""Ballot boxes: one small SQLite file for each open secret round, beside the database and never in it (DECISIONS.md, "Secrecy").

A box holds one row for every elector, made when the round opens, of one length, updated in place, under a random key; when the
round closes, the file is overwritten and deleted. So nothing is left that could tell who voted what: no freed page, no order of
rows, no line of a write-ahead log. While it exists, whoever runs the server could read it; the vote screen says so.

A box is made under another name and gets its own when it is whole; before it is overwritten it loses that name. So whatever
moment the power goes, what is called a box is one, and what is left of others is swept when the server starts.
"""

import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]  # pysqlite3 where it is installed

from workshops.stores.contract import NoBox
from workshops.verbs import BOX, Aside

WHOLE, NEW, GONE = ".box", ".new", ".gone"
"""A box; one that is being made; one that is being destroyed."""
TRIES = 5
"""How often a box is read that changes hands meanwhile."""
SIZE = 10_240
"""Bytes of a row: the longest ballot fits (two texts of 1 000 characters of 4 bytes, and 50 options by their numbers)."""

# One b-tree ordered by the random key and no rowid: no order of electors, no order of arrival.
SCHEMA = """
CREATE TABLE box (workshop TEXT NOT NULL, name TEXT NOT NULL, key BLOB NOT NULL) STRICT;
CREATE TABLE ballot (elector BLOB NOT NULL PRIMARY KEY, content BLOB NOT NULL) STRICT, WITHOUT ROWID;
"""


class BallotBoxes:
    """The boxes in a folder, for the asides on the shelf "box"."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, workshop: str, asides: Sequence[Aside]) -> None:
        """Makes boxes, and puts ballots into them, all of one box or none; on the disk when it returns. Raises NoBox."""
        for aside in asides:
            if len(aside.key) == 1:
                self._make(workshop, aside.key[0], aside.row["voters"], bytes.fromhex(aside.row["key"]))
        put: dict[str, list[tuple[str, bytes]]] = {}
        for aside in asides:
            if len(aside.key) == 2:
                box, voter = aside.key
                put.setdefault(box, []).append((voter, _written(voter, aside.row)))
        for box, ballots in put.items():
            self._put(workshop, box, ballots)

    def destroy(self, workshop: str, box: str) -> None:
        """Takes a box and all that lies in it out of this world. One that is not there is gone already."""
        path = self._path(workshop, box)
        try:
            path.replace(path.with_suffix(GONE))
            _sync(self._folder)
        except FileNotFoundError:
            # It is gone already, or another process is at it.
            pass
        for left in (_journal(path), path.with_suffix(GONE)):
            _overwrite(left)
        if self._folder.exists():
            _sync(self._folder)

    def sweep(self) -> None:
        """Takes away what a crash has left of boxes that were being made or destroyed. For the one server of a folder, when it starts."""
        for file in [*self._folder.glob(f"*{NEW}*"), *self._folder.glob(f"*{GONE}")]:
            _overwrite(file)
        for journal in self._folder.glob("*-journal"):
            if not journal.with_name(journal.name.removesuffix("-journal")).exists():
                _overwrite(journal)

    def load(self, workshop: str) -> Iterator[Aside]:
        """Every box of a workshop, empty, and then each ballot in it that was cast; in the order of the random keys."""
        for path in sorted(self._folder.glob(f"{_safe(workshop)}.*{WHOLE}")):
            found = _read_while_there(path)
            if found is None:
                continue
            box, contents = found
            yield Aside(BOX, (box,), {})
            for content in contents:
                voter, row = _read(content)
                if row is not None:
                    yield Aside(BOX, (box, voter), row)

    def _make(self, workshop: str, box: str, voters: Iterable[str], key: bytes) -> None:
        # A box left behind by a crash, before the opening was written, is begun anew.
        self.destroy(workshop, box)
        self._folder.mkdir(mode=0o700, exist_ok=True)
        path = self._path(workshop, box)
        new = path.with_suffix(NEW)
        _overwrite(new)
        new.touch(mode=0o600)
        with _opened(new) as db:
            db.execute("PRAGMA journal_mode=OFF")
            db.execute("BEGIN IMMEDIATE")
            for statement in SCHEMA.split(";")[:-1]:
                db.execute(statement)
            db.execute("INSERT INTO box VALUES (?, ?, ?)", (workshop, box, key))
            blank = ((_elector(key, voter), _written(voter, None)) for voter in voters)
            db.executemany("INSERT INTO ballot VALUES (?, ?)", sorted(blank))
            db.execute("COMMIT")
        new.replace(path)
        _sync(self._folder)

    def _put(self, workshop: str, box: str, ballots: Sequence[tuple[str, bytes]]) -> None:
        path = self._path(workshop, box)
        if not path.exists():
            raise NoBox(box)
        with _opened(path) as db:
            # PERSIST keeps one journal file and overwrites it in place: none whose blocks are given back with an older ballot in them.
            db.execute("PRAGMA journal_mode=PERSIST")
            db.execute("BEGIN IMMEDIATE")
            (key,) = db.execute("SELECT key FROM box").fetchone()
            for voter, content in ballots:
                elector = _elector(key, voter)
                updated = db.execute("UPDATE ballot SET content = ? WHERE elector = ?", (content, elector))
                if not updated.rowcount:
                    # Admitted after the round was opened.
                    db.execute("INSERT INTO ballot VALUES (?, ?)", (elector, content))
            db.execute("COMMIT")

    def _path(self, workshop: str, box: str) -> Path:
        return self._folder / f"{_safe(workshop)}.{_safe(box)}{WHOLE}"


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _read_while_there(path: Path) -> tuple[str, list[bytes]] | None:
    """The contents of a box; None where another process has closed its round meanwhile."""
    for left in reversed(range(TRIES)):
        try:
            return _contents(path)
        except (FileNotFoundError, sqlite3.Error):
            # The next round may have a box of this name by now; whatever else is wrong with one is wrong at every try.
            if path.exists() and not left:
                raise
            if not path.exists():
                return None
    return None


def _contents(path: Path) -> tuple[str, list[bytes]]:
    """The name of a box, and its rows."""
    with _opened(path) as db:
        (box,) = db.execute("SELECT name FROM box").fetchone()
        return box, [content for (content,) in db.execute("SELECT content FROM ballot ORDER BY elector")]


def _safe(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:32]


def _elector(key: bytes, voter: str) -> bytes:
    return hmac.new(key, voter.encode(), hashlib.sha256).digest()


def _written(voter: str, row: Any) -> bytes:
    """A row of one length, whatever it holds. Raises ValueError for a ballot that is longer than any that a rule takes."""
    content: bytes = msgspec.msgpack.encode([voter, row])
    if len(content) > SIZE - 4:
        raise ValueError(f"a ballot of {len(content)} bytes does not fit into its row")
    return len(content).to_bytes(4) + content.ljust(SIZE - 4, b"\0")


def _read(content: bytes) -> tuple[str, Any]:
    size = int.from_bytes(content[:4])
    voter, row = msgspec.msgpack.decode(content[4 : 4 + size])
    return voter, row


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    # Never made by opening: a box that another process has just destroyed must not come back as an empty file.
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=30, isolation_level=None)
    try:
        db.execute("PRAGMA synchronous=FULL")
        db.execute("PRAGMA secure_delete=ON")
        yield db
    finally:
        db.close()


def _overwrite(file: Path) -> None:
    """Writes noughts over a file, on the disk too, and deletes it."""
    try:
        with file.open("r+b") as opened:
            opened.write(b"\0" * os.fstat(opened.fileno()).st_size)
            opened.flush()
            os.fsync(opened.fileno())
        file.unlink()
    except FileNotFoundError:
        return


def _sync(folder: Path) -> None:
    """Makes what was created or deleted in a folder last."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""The SQLite store: one file, WAL, every commit on the disk before it is acknowledged.

Measured: `synchronous=NORMAL` loses acknowledged votes when the power goes, so it is FULL; and `db.execute` on the hot path,
since an insert through sqlite-utils costs three times as much. SQLite before 3.51.3 has the WAL-reset race and is refused.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import finalize

import msgspec
from sqlite_utils import Database
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]  # pysqlite3 where it is installed

from workshops.stores.ballot_boxes import BallotBoxes
from workshops.stores.contract import Answered, Conflict, Loaded, Taken, UnknownWorkshop
from workshops.verbs import BOX, Aside

OLDEST = (3, 51, 3)

# Rows of `aside` and `answer` have no rowid and so no order of arrival: order would tell who wrote an anonymous card.
SCHEMA = """
CREATE TABLE IF NOT EXISTS workshop (id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, turn INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS event (
    workshop TEXT NOT NULL REFERENCES workshop(id), seq INTEGER NOT NULL, line TEXT NOT NULL,
    PRIMARY KEY (workshop, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS aside (
    workshop TEXT NOT NULL REFERENCES workshop(id), shelf TEXT NOT NULL, key TEXT NOT NULL, row TEXT NOT NULL,
    PRIMARY KEY (workshop, shelf, key)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS answer (
    workshop TEXT NOT NULL REFERENCES workshop(id), actor TEXT NOT NULL, command_id TEXT NOT NULL, answer TEXT NOT NULL,
    PRIMARY KEY (workshop, actor, command_id)) STRICT, WITHOUT ROWID;
"""


class OldSQLite(RuntimeError):
    """The SQLite library is too old to be trusted with a log."""


class SqliteStore:
    """Keeps the contract of `stores.contract.Store` in the file at `path`."""

    def __init__(self, path: Path) -> None:
        if sqlite3.sqlite_version_info < OLDEST:
            needed = ".".join(map(str, OLDEST))
            raise OldSQLite(f"SQLite {needed} or newer is needed, this is {sqlite3.sqlite_version}. Install the package pysqlite3.")
        self._path = path
        self._idle: list[Database] = []
        # When nobody has the store any more, or the process ends: who closes last leaves one whole file, and no log beside it.
        finalize(self, _close, self._idle)
        self._boxes = BallotBoxes(path.parent / "boxes")
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._opened() as db:
            db.execute("PRAGMA journal_mode=WAL")
            db.executescript(SCHEMA)

    def close(self) -> None:
        """Lets go of the file. Whoever does so last leaves it whole, and no log beside it; it is opened again when it is asked."""
        _close(self._idle)

    def create(self, workshop: str, code: str) -> None:
        """A new, empty workshop with its join code. Raises Taken."""
        with self._opened() as db, db.conn:
            try:
                db.execute("INSERT INTO workshop VALUES (?, ?, 0)", (workshop, code))
            except sqlite3.IntegrityError as taken:
                raise Taken(workshop) from taken

    def recode(self, workshop: str, code: str) -> None:
        """Another join code for a workshop. Raises Taken, UnknownWorkshop."""
        with self._opened() as db, db.conn:
            try:
                changed = db.execute("UPDATE workshop SET code = ? WHERE id = ?", (code, workshop))
            except sqlite3.IntegrityError as taken:
                raise Taken(code) from taken
            if not changed.rowcount:
                raise UnknownWorkshop(workshop)

    def codes(self) -> dict[str, str]:
        """The join code of every workshop, by workshop id."""
        with self._opened() as db:
            return dict(db.execute("SELECT id, code FROM workshop").fetchall())

    def workshops(self) -> list[str]:
        """The ids of all workshops, oldest first."""
        with self._opened() as db:
            return [row[0] for row in db.execute("SELECT id FROM workshop ORDER BY rowid")]

    def load(self, workshop: str, after: int = 0) -> Loaded:
        """The log after line `after`, and what stands beside it, in one read transaction. Raises UnknownWorkshop."""
        with self._opened() as db:
            db.execute("BEGIN")
            turn = db.execute("SELECT turn FROM workshop WHERE id = ?", (workshop,)).fetchone()
            if turn is None:
                raise UnknownWorkshop(workshop)
            lines = db.execute("SELECT line FROM event WHERE workshop = ? AND seq > ? ORDER BY seq", (workshop, after)).fetchall()
            asides = db.execute("SELECT shelf, key, row FROM aside WHERE workshop = ? ORDER BY shelf, key", (workshop,)).fetchall()
            answers = db.execute("SELECT actor, command_id, answer FROM answer WHERE workshop = ?", (workshop,)).fetchall()
            boxes = list(self._boxes.load(workshop))
            db.execute("COMMIT")
        return Loaded(
            turn[0],
            [line for (line,) in lines],
            [*(Aside(shelf, tuple(_read(key)), _read(row)) for shelf, key, row in asides), *boxes],
            [Answered(actor, command_id, _read(answer)) for actor, command_id, answer in answers],
        )

    def append(self, workshop: str, turn: int, lines: Sequence[str], asides: Sequence[Aside], answers: Sequence[Answered]) -> int:
        """Writes all or nothing and returns the new turn, once it is on the disk. Raises Conflict.

        Ballot boxes are files of their own, so two things are not one transaction: a ballot may be in its box though nobody was told
        so (the voter tries again, to the same effect), and a box may outlive its round by a crash (the room has it destroyed).
        """
        with self._opened() as db, db.conn:
            db.execute("BEGIN IMMEDIATE")
            moved = db.execute("UPDATE workshop SET turn = turn + 1 WHERE id = ? AND turn = ?", (workshop, turn))
            if moved.rowcount != 1:
                raise Conflict(workshop)
            many = db.conn.executemany
            if lines:
                many("INSERT INTO event VALUES (?, ?, ?)", [(workshop, int(line.split(" ", 1)[0]), line) for line in lines])
            if answers:
                rows = [(workshop, one.actor, one.command_id, _written(one.answer)) for one in answers]
                many("INSERT INTO answer VALUES (?, ?, ?, ?)", rows)
            for aside in asides:
                if aside.shelf == BOX:
                    continue
                key = (workshop, aside.shelf, _written(list(aside.key)))
                if aside.row is None:
                    db.execute("DELETE FROM aside WHERE workshop = ? AND shelf = ? AND key = ?", key)
                else:
                    db.execute("INSERT OR REPLACE INTO aside VALUES (?, ?, ?, ?)", (*key, _written(aside.row)))
            # Last, since it cannot be taken back: nothing else can fail now but the commit itself.
            self._boxes.keep(workshop, [aside for aside in asides if aside.shelf == BOX and aside.row is not None])
        self._forget({aside.shelf for aside in asides if aside.row is None})
        for aside in asides:
            if aside.shelf == BOX and aside.row is None:
                self._boxes.destroy(workshop, aside.key[0])
        return turn + 1

    def copy_to(self, path: Path) -> None:
        """A whole copy of the file at one moment, while others write; without ballot boxes."""
        with self._opened() as db:
            db.execute("VACUUM INTO ?", (str(path),))

    def sweep(self) -> None:
        """Takes away what a crash has left of ballot boxes. For the one server of a folder, when it starts."""
        self._boxes.sweep()

    def _forget(self, shelves: set[str]) -> None:
        """Takes what was just deleted from these shelves out of the write-ahead log too.

        Who wrote a card must be nowhere once it is turned over; and of a person who is erased no page may keep a copy, not even one that
        was left when rows were moved, so that then the whole file is written anew.
        """
        if not shelves & {"held", "personal"}:
            return
        with self._opened() as db:
            if "personal" in shelves:
                db.execute("VACUUM")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _opened(self) -> Iterator[Database]:
        """A connection for one unit of work alone: no thread ever meets another's transaction."""
        try:
            # Those that are done are used again: opening one takes longer than the disk.
            db = self._idle.pop()
        except IndexError:
            db = self._connected()
        try:
            yield db
        except BaseException:
            # Whatever it was in the middle of goes with it.
            db.close()
            raise
        self._idle.append(db)

    def _connected(self) -> Database:
        connection = sqlite3.connect(str(self._path), timeout=30, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        # What is forgotten is overwritten, not only unlinked.
        connection.execute("PRAGMA secure_delete=ON")
        return Database(connection)


def _close(idle: list[Database]) -> None:
    while idle:
        idle.pop().close()


def _written(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _read(value: str) -> Any:
    return msgspec.json.decode(value)

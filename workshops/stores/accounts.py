"""Who may sit where: accounts, devices, seats and one-time links, in the same SQLite file as the log.

Nothing that opens a door is stored as it is: passwords as argon2 makes them, device tokens and links as SHA-256.
Every question is answered from the file at the moment it is asked, so that whoever loses a seat has lost it at once. One answer is
remembered until anything is written, who sits at a device: it is asked at every message, and to look it up takes as long as to read one.
"""

import hashlib
import json
import sqlite3 as standard
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct
from sqlite_utils import Database
from sqlite_utils.db import sqlite3  # type: ignore[attr-defined]  # the SQLite that it picked: pysqlite3 where there is one

TABLES = """
create table if not exists accounts (
  id integer primary key, email text not null unique, name text not null, password text not null, made_at integer not null);
create table if not exists devices (
  hash text primary key, account integer references accounts(id), seen_at integer not null) without rowid;
create table if not exists seats (
  workshop text not null, participant text not null, holder text not null, since integer not null,
  primary key (workshop, participant), unique (workshop, holder)) without rowid;
create index if not exists seats_by_holder on seats(holder);
create table if not exists tokens (
  hash text primary key, kind text not null, workshop text not null, participant text not null,
  made_at integer not null, used_by text not null default '') without rowid;
create table if not exists signing_links (
  workshop text not null, participant text not null, renewed integer not null, primary key (workshop, participant)) without rowid;
"""


class Account(Struct, frozen=True):
    """Somebody who may create workshops. `password` is what argon2 made of it."""

    id: int
    email: str
    name: str
    password: str


class Seat(Struct, frozen=True):
    """A participant's place in a workshop; `holder` is "account:<id>" or "device:<hash>"."""

    workshop: str
    participant: str
    holder: str


class Token(Struct, frozen=True):
    """A one-time link: `kind` "start" or "personal"; `used_by` is the holder that used it, "" while it is good."""

    hash: str
    kind: str
    workshop: str
    participant: str
    used_by: str


def sha256(secret: str) -> str:
    """What the store keeps of a secret that came in a cookie or a link."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Accounts:
    """The tables. `path` is the SQLite file; times are milliseconds UTC, given by the caller."""

    def __init__(self, path: Path | str) -> None:
        # No method yields while it holds the connection, so one serves all greenlets; the lock is for real threads.
        connection = sqlite3.connect(str(path), check_same_thread=False, timeout=10)
        self._db = Database(connection)
        self._lock = threading.RLock()
        self._seated: dict[tuple[str, str], str] = {}
        for pragma in ("journal_mode=wal", "synchronous=full", "foreign_keys=on", "secure_delete=on"):
            connection.execute(f"pragma {pragma}")
        connection.executescript(TABLES)

    def close(self) -> None:
        """Lets go of the file."""
        with self._lock:
            self._db.close()

    def answers(self) -> bool:
        """Can the store be read?"""
        try:
            return self._row("select 1 as one") is not None
        except (sqlite3.Error, standard.Error):
            return False

    # Accounts

    def is_empty(self) -> bool:
        """Is there no account yet?"""
        return self._row("select 1 from accounts limit 1") is None

    def account(self, account_id: int) -> Account | None:
        """The account with this id."""
        return self._account("select id, email, name, password from accounts where id = ?", account_id)

    def account_of(self, email: str) -> Account | None:
        """The account that signs in with this e-mail address, however it is capitalised."""
        return self._account("select id, email, name, password from accounts where email = ?", email.strip().casefold())

    def keep_account(self, email: str, name: str, password: str, now: int) -> Account:
        """The account under this address, made or given a new name and password. Other devices are signed out."""
        email = email.strip().casefold()
        with self._transaction() as db:
            db.execute(
                "insert into accounts (email, name, password, made_at) values (?, ?, ?, ?)"
                " on conflict (email) do update set name = excluded.name, password = excluded.password",
                (email, name, password, now),
            )
            db.execute("update devices set account = null where account = (select id from accounts where email = ?)", (email,))
        kept = self.account_of(email)
        assert kept is not None, "it has just been written"
        return kept

    # Devices

    def signed_in(self, device: str) -> int | None:
        """The account that is signed in on the device with this hash."""
        row = self._row("select account from devices where hash = ?", device)
        return row["account"] if row else None

    def sign_in(self, device: str, account: int, before: str, now: int) -> None:
        """Signs an account in on `device`, a new hash; the seats taken under the hash `before` come along."""
        with self._transaction() as db:
            db.execute("insert or replace into devices (hash, account, seen_at) values (?, ?, ?)", (device, account, now))
            db.execute("delete from devices where hash = ?", (before,))
            db.execute("update seats set holder = ? where holder = ?", (f"device:{device}", f"device:{before}"))

    def sign_out(self, device: str) -> None:
        """Ends the account's session on this device; seats that the device took itself stay."""
        with self._transaction() as db:
            db.execute("delete from devices where hash = ?", (device,))

    # Seats

    def seat(self, workshop: str, holder: str) -> str | None:
        """The participant whose seat this holder has in the workshop."""
        row = self._row("select participant from seats where workshop = ? and holder = ?", workshop, holder)
        return row["participant"] if row else None

    def seated(self, workshop: str, device: str) -> str | None:
        """The participant who sits at this device: as the account signed in on it, else as the device itself."""
        with self._lock:
            if found := self._seated.get((workshop, device)):
                return found
            row = self._row(
                "select participant from seats where workshop = ?1 and holder in"
                " ('device:' || ?2, 'account:' || (select account from devices where hash = ?2)) order by holder limit 1",
                workshop,
                device,
            )
            # Whom nobody knows is not remembered: there is no end of those, and another program may seat them (`importing.py`).
            if row:
                self._seated[workshop, device] = row["participant"]
            return row["participant"] if row else None

    def seats_of(self, *holders: str) -> list[Seat]:
        """All seats of these holders, the newest first."""
        rows = self._rows(
            "select workshop, participant, holder from seats where holder in (select value from json_each(?)) order by since desc",
            json.dumps(holders),
        )
        return [Seat(**row) for row in rows]

    def take_seat(self, workshop: str, participant: str, holder: str, now: int) -> None:
        """Gives the participant's seat to this holder, and to no other; one seat per workshop and holder."""
        with self._transaction() as db:
            self._move_seat(db, workshop, participant, holder, now)

    # One-time links

    def keep_token(self, secret: str, kind: str, now: int, workshop: str = "", participant: str = "") -> None:
        """Keeps a link as its hash. Earlier unused links for the same stop working."""
        with self._transaction() as db:
            db.execute(
                "delete from tokens where kind = ? and workshop = ? and participant = ? and used_by = ''", (kind, workshop, participant)
            )
            db.execute(
                "insert into tokens (hash, kind, workshop, participant, made_at) values (?, ?, ?, ?, ?)",
                (sha256(secret), kind, workshop, participant, now),
            )

    def token(self, secret: str, kind: str) -> Token | None:
        """The link behind this secret, used or not."""
        row = self._row("select hash, kind, workshop, participant, used_by from tokens where hash = ? and kind = ?", sha256(secret), kind)
        return Token(**row) if row else None

    def use_token(self, token: Token, holder: str, now: int) -> bool:
        """Uses a link up, and for a personal one moves the seat, in one transaction. False when somebody was faster."""
        with self._transaction() as db:
            used = db.execute("update tokens set used_by = ? where hash = ? and used_by = ''", (holder, token.hash))
            if used.rowcount != 1:
                return False
            if token.kind == "personal":
                self._move_seat(db, token.workshop, token.participant, holder, now)
            return True

    def signing_link(self, workshop: str, participant: str) -> int:
        """How often the link by which this participant comes back to sign has been made anew."""
        row = self._row("select renewed from signing_links where workshop = ? and participant = ?", workshop, participant)
        return int(row["renewed"]) if row else 0

    def renew_signing_link(self, workshop: str, participant: str) -> None:
        """Makes that link anew: those before it stop working."""
        with self._transaction() as db:
            db.execute(
                "insert into signing_links values (?, ?, 1) on conflict (workshop, participant) do update set renewed = renewed + 1",
                (workshop, participant),
            )

    def _move_seat(self, db: Database, workshop: str, participant: str, holder: str, now: int) -> None:
        db.execute("delete from seats where workshop = ? and (participant = ? or holder = ?)", (workshop, participant, holder))
        db.execute("insert into seats (workshop, participant, holder, since) values (?, ?, ?, ?)", (workshop, participant, holder, now))

    def _account(self, sql: str, value: Any) -> Account | None:
        row = self._row(sql, value)
        return Account(**row) if row else None

    def _row(self, sql: str, *values: Any) -> dict[str, Any] | None:
        return next(iter(self._rows(sql, *values)), None)

    def _rows(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        with self._lock:
            cursor = self._db.execute(sql, values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    @contextmanager
    def _transaction(self) -> Iterator[Database]:
        with self._lock:
            try:
                with self._db.atomic() as db:
                    yield db
            finally:
                self._seated.clear()

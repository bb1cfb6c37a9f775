"""The rooms of this process: opened when somebody comes, from what the store holds."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gevent

from facilitator.codes import ALPHABET, SIZE
from workshops.bounds import needed_line
from workshops.decisions.checking import read_policy
from workshops.exports.markdown import write_for_signing
from workshops.moment import Moment
from workshops.plan.brought import Brought
from workshops.room import Room, Surroundings
from workshops.seal import Head, chained
from workshops.stores.agendas import shipped
from workshops.stores.contract import Taken
from workshops.stores.sqlite import SqliteStore
from workshops.verbs import Aside, Event
from workshops.workshop import found, written_event

log = logging.getLogger(__name__)

# Without l, o, 0 and 1: ids are read aloud when something has to be found again.
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


class Rooms:
    """All rooms that are open. `clock` gives ms UTC; `entropy(n)` gives n unguessable bytes."""

    def __init__(self, database: Path, clock: Callable[[], int], entropy: Callable[[int], bytes]) -> None:
        self.store = SqliteStore(database)
        self._clock = clock
        self._entropy = entropy
        self._around = Surroundings(clock, entropy(32), write_for_signing, in_thread, report)
        self._rooms: dict[str, Room] = {}
        self._codes: dict[str, str] = self.store.codes()
        self._opening = threading.Lock()
        self.opened: list[Callable[[Room], None]] = []

    def open(self, workshop_id: str) -> Room:
        """The room of a workshop. Raises KeyError when there is no such workshop."""
        room = self._rooms.get(workshop_id)
        if room is not None:
            return room
        with self._opening:
            if workshop_id not in self._rooms:
                room = Room(workshop_id, self.store, self._around)
                for listener in self.opened:
                    listener(room)
                self._rooms[workshop_id] = room
        return self._rooms[workshop_id]

    def wake(self) -> None:
        """Looks into every workshop once, when the server starts: what a crash has left is swept away, and deadlines are kept."""
        self.store.sweep()
        for workshop_id in self.store.workshops():
            try:
                if Room(workshop_id, self.store, self._around).state.deadline() is not None:
                    self.open(workshop_id)
            except Exception as fault:
                # One workshop that cannot be read keeps nobody else's from being looked into.
                report(fault)
            gevent.sleep(0)

    def create(
        self,
        title: str,
        partnership: str,
        agenda_id: str,
        starting_policy: dict[str, Any],
        partners: list[str],
        facilitator_name: str,
        old: Brought | None = None,
    ) -> tuple[str, str]:
        """A new workshop; its id, and the participant that its facilitator is. Raises Refused for names or a policy that cannot be.

        With an `old` plan, that one's partners take the place of `partners`.
        """
        title, partnership = needed_line(title, "title", "a title"), needed_line(partnership, "partnership", "the partnership’s name")
        partners = [needed_line(name, "partners", "each partner’s name") for name in partners]
        policy = read_policy(starting_policy)
        moment = Moment(self._clock(), self._entropy(32), write_for_signing)
        while True:
            workshop_id, code = self._drawn(_LETTERS, 12), self._drawn(ALPHABET, SIZE)
            try:
                self.store.create(workshop_id, code)
                break
            except Taken:
                continue
        named = [] if old else partners
        changes = found(workshop_id, title, partnership, shipped()[agenda_id], policy, facilitator_name, named, moment, old)
        lines = [line for line, _ in chained(Head(), [written_event(one) for one in changes if isinstance(one, Event)])]
        self.store.append(workshop_id, 0, lines, [one for one in changes if isinstance(one, Aside)], [])
        self._codes[workshop_id] = code
        return workshop_id, "p1"

    def code(self, workshop_id: str) -> str:
        """The join code of a workshop."""
        if workshop_id not in self._codes:
            self._codes = self.store.codes()
        return self._codes[workshop_id]

    def renew_code(self, workshop_id: str) -> str:
        """A new join code for a workshop; the one before stops working. Whoever is in stays in."""
        while True:
            code = self._drawn(ALPHABET, SIZE)
            try:
                self.store.recode(workshop_id, code)
            except Taken:
                continue
            self._codes[workshop_id] = code
            return code

    def by_code(self, code: str) -> str | None:
        """The workshop that has this join code."""
        if code and code not in self._codes.values():
            self._codes = self.store.codes()
        return next((workshop_id for workshop_id, one in self._codes.items() if one == code), None)

    def _drawn(self, letters: str, size: int) -> str:
        # 32 letters: five bits of a byte are one of them, none more likely than another.
        return "".join(letters[byte % len(letters)] for byte in self._entropy(size))


def in_thread(work: Callable[[], Any]) -> Any:
    """Waits for the disk in a native thread, so that the event loop goes on serving everybody else."""
    return gevent.get_hub().threadpool.apply(work)


def report(fault: BaseException) -> None:
    """Logs a fault of our own, without what people typed."""
    log.error("a command failed", exc_info=fault)

"""A store that forgets with the process: for tests, and for trying an agenda out."""

import threading
from collections.abc import Sequence

from workshops.stores.contract import Answered, Conflict, Loaded, NoBox, Taken, UnknownWorkshop
from workshops.verbs import BOX, Aside


class MemoryStore:
    """Keeps the contract of `stores.contract.Store` in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, Loaded] = {}
        self._codes: dict[str, str] = {}
        self._lock = threading.Lock()

    def create(self, workshop: str, code: str) -> None:
        """A new, empty workshop with its join code."""
        with self._lock:
            if workshop in self._kept or code in self._codes.values():
                raise Taken(workshop)
            self._kept[workshop] = Loaded(0, [], [], [])
            self._codes[workshop] = code

    def recode(self, workshop: str, code: str) -> None:
        """Another join code for a workshop."""
        with self._lock:
            if code in (other for name, other in self._codes.items() if name != workshop):
                raise Taken(code)
            if workshop not in self._codes:
                raise UnknownWorkshop(workshop)
            self._codes[workshop] = code

    def codes(self) -> dict[str, str]:
        """The join code of every workshop, by workshop id."""
        return dict(self._codes)

    def workshops(self) -> list[str]:
        """The ids of all workshops, oldest first."""
        return list(self._kept)

    def load(self, workshop: str, after: int = 0) -> Loaded:
        """The log after line `after`, and what stands beside it."""
        with self._lock:
            if workshop not in self._kept:
                raise UnknownWorkshop(workshop)
            kept = self._kept[workshop]
            return Loaded(kept.turn, kept.lines[after:], list(kept.asides), list(kept.answers))

    def append(self, workshop: str, turn: int, lines: Sequence[str], asides: Sequence[Aside], answers: Sequence[Answered]) -> int:
        """Writes all or nothing and returns the new turn."""
        with self._lock:
            kept = self._kept.get(workshop)
            if kept is None or kept.turn != turn:
                raise Conflict(workshop)
            rows: dict[tuple[str, tuple[str, ...]], Aside] = {}
            for aside in (*kept.asides, *asides):
                if aside.shelf == BOX and len(aside.key) == 1:
                    # A box is made empty, and destroyed with all that lies in it.
                    rows = {key: row for key, row in rows.items() if key[0] != BOX or key[1][0] != aside.key[0]}
                    aside = Aside(BOX, aside.key, None if aside.row is None else {})
                elif aside.shelf == BOX and (BOX, aside.key[:1]) not in rows:
                    raise NoBox(aside.key[0])
                rows[aside.shelf, aside.key] = aside
            beside = [aside for aside in rows.values() if aside.row is not None]
            self._kept[workshop] = Loaded(turn + 1, [*kept.lines, *lines], beside, [*kept.answers, *answers])
            return turn + 1

"""The contract of a store. Whatever keeps it can carry a room: SQLite now, memory for tests, others later."""

from collections.abc import Sequence
from typing import Any, Protocol

from msgspec import Struct

from workshops.verbs import Aside


class Conflict(Exception):
    """Somebody else wrote to this workshop first; load what is new and decide again."""


class Taken(Exception):
    """Another workshop has this id or this code."""


class UnknownWorkshop(KeyError):
    """There is no workshop with this id."""


class NoBox(KeyError):
    """There is no ballot box with this name."""


class Answered(Struct, frozen=True):
    """The memory of a command that was carried out, so that a repeat is not: who sent it, its id, its answer without the line."""

    actor: str
    command_id: str
    answer: dict[str, Any]


class Loaded(Struct, frozen=True):
    """A workshop as stored. `turn` counts its writes; `lines` are log lines after the asked number; the rest is always whole."""

    turn: int
    lines: list[str]
    asides: list[Aside]
    answers: list[Answered]


class Store(Protocol):
    """Keeps workshops. Every method is one unit of work and safe to call from any thread."""

    def create(self, workshop: str, code: str) -> None:
        """A new, empty workshop with its join code. Raises Taken when another has the id or the code."""

    def recode(self, workshop: str, code: str) -> None:
        """Another join code for a workshop. Raises Taken when another workshop has it, and UnknownWorkshop."""

    def codes(self) -> dict[str, str]:
        """The join code of every workshop, by workshop id."""

    def workshops(self) -> list[str]:
        """The ids of all workshops, oldest first."""

    def load(self, workshop: str, after: int = 0) -> Loaded:
        """The log after line `after`, and all that stands beside it, read together. Raises UnknownWorkshop."""

    def append(self, workshop: str, turn: int, lines: Sequence[str], asides: Sequence[Aside], answers: Sequence[Answered]) -> int:
        """Writes all or nothing and returns the new turn, once it would survive a loss of power.

        Raises Conflict unless `turn` is still the workshop's. On the shelf of ballot boxes `(box,)` with `{"voters", "key"}` makes one
        (anew, where one was left over), `(box, voter)` puts a ballot in, and `(box,)` with None destroys it and all in it. Raises NoBox.
        """

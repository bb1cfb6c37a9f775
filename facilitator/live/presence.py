"""Who is connected, in which room and as what. Lives and dies with the process: nobody's absence is worth a record."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Connection:
    """One socket: its id, the participant whose seat it uses, and whether it is a projector (which is nobody)."""

    sid: str
    participant: str
    projector: bool = False


class Presence:
    """The connections of one room."""

    def __init__(self) -> None:
        self._connections: dict[str, Connection] = {}

    def add(self, connection: Connection) -> None:
        """A socket entered."""
        self._connections[connection.sid] = connection

    def drop(self, sid: str) -> None:
        """A socket left; unknown ones are fine."""
        self._connections.pop(sid, None)

    def of(self, sid: str) -> Connection | None:
        """The connection of a socket."""
        return self._connections.get(sid)

    def __iter__(self) -> Iterator[Connection]:
        return iter(list(self._connections.values()))

    def __len__(self) -> int:
        return len(self._connections)

    def here(self) -> set[str]:
        """The participants who are connected, by any number of tabs and devices."""
        return {one.participant for one in self._connections.values() if not one.projector}

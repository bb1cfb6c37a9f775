"""Who is connected, in which room and as what. Lives and dies with the process: nobody's absence is worth a record."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Connection:
    """One socket: its id, the participant whose seat it uses, whether it is a projector (which is nobody), and at which device it is."""

    sid: str
    participant: str
    projector: bool = False
    device: str = ""


class Presence:
    """The connections of one room."""

    def __init__(self) -> None:
        self._connections: dict[str, Connection] = {}
        self._by_participant: dict[str, dict[str, None]] = {}

    def add(self, connection: Connection) -> None:
        """A socket entered, perhaps again and as somebody else."""
        self.drop(connection.sid)
        self._connections[connection.sid] = connection
        if not connection.projector:
            self._by_participant.setdefault(connection.participant, {})[connection.sid] = None

    def drop(self, sid: str) -> None:
        """A socket left; unknown ones are fine."""
        connection = self._connections.pop(sid, None)
        if connection is not None and not connection.projector:
            sockets = self._by_participant[connection.participant]
            sockets.pop(sid, None)
            if not sockets:
                del self._by_participant[connection.participant]

    def of(self, sid: str) -> Connection | None:
        """The connection of a socket."""
        return self._connections.get(sid)

    def __iter__(self) -> Iterator[Connection]:
        return iter(list(self._connections.values()))

    def __len__(self) -> int:
        return len(self._connections)

    def sids(self) -> list[str]:
        """All sockets."""
        return list(self._connections)

    def sids_of(self, participant: str) -> list[str]:
        """The sockets of one participant, who may have several tabs and devices; projectors are nobody's."""
        return list(self._by_participant.get(participant, ()))

    def here(self) -> set[str]:
        """The participants who are connected, by any number of tabs and devices."""
        return set(self._by_participant)

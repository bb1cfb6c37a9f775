"""Who is changing which entry at the moment: as fleeting as presence, and seen by everybody in the room."""

from typing import NamedTuple

from workshops.workshop import Slices


class Editing(NamedTuple):
    """Somebody is at this entry, and at this field of it ("" = at all of it)."""

    participant: str
    entry: str
    field: str


class Editors:
    """Those who are changing an entry now, by socket."""

    def __init__(self) -> None:
        self._at: dict[str, Editing] = {}

    def move(self, sid: str, participant: str, entry: str, field: str) -> bool:
        """Somebody is at another place, or at none (""); has that changed anything?"""
        now = Editing(participant, entry, field) if entry else None
        if self._at.get(sid) == now:
            return False
        if now is None:
            del self._at[sid]
        else:
            self._at[sid] = now
        return True

    def leave(self, sid: str) -> None:
        """A socket is gone."""
        self._at.pop(sid, None)

    def slices(self) -> Slices:
        """Slices `editing:…`, one for each entry that somebody is at."""
        found: Slices = {}
        for one in sorted(set(self._at.values())):
            found.setdefault(f"editing:{one.entry}", []).append({"participant": one.participant, "field": one.field})
        return found

"""Who is in a workshop: partners, participants, their roles, and what an actor may do."""

from enum import StrEnum

from msgspec import Struct

# The six inks that tell partners apart; the seventh partner begins again.
INKS = 6


class Role(StrEnum):
    """What somebody is in a workshop at this moment. The last three have no seat in it."""

    FACILITATOR = "facilitator"
    CO_FACILITATOR = "co_facilitator"
    REPRESENTATIVE = "representative"
    PARTICIPANT = "participant"
    OBSERVER = "observer"
    REMOVED = "removed"
    STRANGER = "stranger"
    CLOCK = "clock"


FACILITATORS = frozenset({Role.FACILITATOR, Role.CO_FACILITATOR})
SEATED = frozenset({Role.REPRESENTATIVE, Role.PARTICIPANT})
"""Those who speak for a partner."""
WORKING = FACILITATORS | SEATED
"""Those who may change the plan."""
PRESENT = WORKING | {Role.OBSERVER}
"""Everybody who is in the room."""


class Partner(Struct, frozen=True):
    """An organisation. `voice` is the participant who votes for it ("" = nobody yet), `claims` those who wait to.

    `lent_by` is who lent the vote to a proxy ("" = nobody), `withdrawn` the reason why it has left ("" = it is here).
    """

    id: str
    name: str
    ink: int
    brings: str = ""
    hopes: str = ""
    voice: str = ""
    claims: tuple[str, ...] = ()
    lent_by: str = ""
    withdrawn: str = ""


class Participant(Struct, frozen=True):
    """A person, by id only: name and title stand beside the log, where they can be erased."""

    id: str
    partner: str = ""
    role: Role = Role.PARTICIPANT
    removed: bool = False


class Designation(Struct, frozen=True):
    """Somebody votes for a partner whose own voice it is not, with the reason; times in ms UTC, `until` 0 while it lasts."""

    partner: str
    participant: str
    reason: str
    since: int
    until: int = 0


class Actor(Struct, frozen=True):
    """Who sends a command: a participant id ("" = none) and the role that it has now."""

    id: str
    role: Role

    @property
    def leads(self) -> bool:
        """Is this a facilitator or co-facilitator?"""
        return self.role in FACILITATORS


STRANGER = Actor("", Role.STRANGER)
CLOCK = Actor("clock", Role.CLOCK)
"""The server’s clock, which closes what has a deadline. Nobody can take this seat: participants are `p1`, `p2` …"""


class Personal(Struct, frozen=True):
    """One detail of a person beside the log, with the salt of its commitment (WORKPLAN.md, "The log")."""

    participant: str
    field: str
    value: str
    salt: str

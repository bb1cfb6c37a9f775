"""A decision over its life: what was proposed, under which policy, the rounds, and where it stands."""

from enum import StrEnum
from typing import Any

from msgspec import Struct

from workshops.decisions.ballot import Ballot
from workshops.decisions.policy import Policy
from workshops.decisions.result import Result


class Status(StrEnum):
    """Where a decision stands. `unresolved` went through its rounds and fallback, and goes to the issue resolution ladder."""

    OPEN = "open"
    BETWEEN = "between"
    CARRIED = "carried"
    UNRESOLVED = "unresolved"
    WITHDRAWN = "withdrawn"


class Proposal(Struct, frozen=True):
    """What is decided on, frozen: the passages it covers, their words, and the SHA-256 of their canonical form.

    `passages` maps a passage ("text:vision", "entry:e3") to the SHA-256 of its canonical form at that moment.
    """

    title: str
    section: str
    whole: bool
    passages: dict[str, str]
    markdown: str
    sha256: str
    entries: tuple[dict[str, Any], ...] = ()


class Round(Struct, frozen=True):
    """One round, while it is open and after; times in ms UTC, 0 = not yet.

    `electorate` is fixed at opening; `admitted` came later, by the facilitator. `met` says how objections were met.
    """

    number: int
    policy: Policy
    proposal: Proposal
    opened_at: int
    electorate: tuple[str, ...]
    admitted: tuple[str, ...] = ()
    ballots: dict[str, Ballot] = {}
    result: Result | None = None
    closed_at: int = 0
    met: dict[str, str] = {}

    @property
    def voters(self) -> tuple[str, ...]:
        """All who may vote, those admitted late at the end."""
        return self.electorate + self.admitted


class Decision(Struct, frozen=True):
    """D-something: its kind, its policy, its rounds. `departure` is the reason for another policy than the adopted one."""

    id: str
    number: int
    proposes: str | tuple[str, ...]
    applies_to: str
    policy: Policy
    rounds: tuple[Round, ...]
    status: Status = Status.OPEN
    departure: str = ""
    withdrawn: str = ""

    @property
    def current(self) -> Round:
        """The newest round."""
        return self.rounds[-1]

    def covers(self, passage: str) -> bool:
        """Does the newest proposal contain this passage?"""
        return passage in self.current.proposal.passages


def policy_of_round(policy: Policy, number: int) -> Policy | None:
    """The policy that the round with this number runs under: the policy's own rounds, then its fallback's; None after the last."""
    current: Policy | None = policy
    while current is not None:
        if number <= current.rounds:
            return current
        number -= current.rounds
        current = current.fallback
    return None


def number_within(policy: Policy, number: int) -> int:
    """Which round of its own policy the round with this number is: a fallback begins again at 1."""
    current = policy
    while number > current.rounds and current.fallback is not None:
        number -= current.rounds
        current = current.fallback
    return number

"""A decision over its life: what was proposed, under which policy, the rounds, and where it stands."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from msgspec import Struct, structs

from workshops.decisions.ballot import Ballot
from workshops.decisions.policy import Policy, Secrecy
from workshops.decisions.result import Result, Ruling
from workshops.decisions.rules import stands_against
from workshops.decisions.votes import Votes, secret_votes, votes_of


class Status(StrEnum):
    """Where a decision stands. `unresolved` went through its rounds and fallback, and goes to the issue resolution ladder."""

    OPEN = "open"
    BETWEEN = "between"
    CARRIED = "carried"
    UNRESOLVED = "unresolved"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"


class Proposal(Struct, frozen=True):
    """What is decided on, frozen: the passages it covers, their words, and the SHA-256 of their canonical form.

    `passages` maps a passage ("text:vision", "entry:e3") to the SHA-256 of its canonical form at that moment. A question that is
    no part of the plan covers none. `markdown` is how it is read, `text` and `entries` what it was made of.
    """

    title: str
    section: str
    whole: bool
    passages: dict[str, str]
    markdown: str
    sha256: str
    entries: tuple[dict[str, Any], ...] = ()
    text: str = ""


class Round(Struct, frozen=True):
    """One round, while it is open and after; times in ms UTC, 0 = not yet, or none.

    `electorate` is fixed at opening; `admitted` came later, by the facilitator. `until` is the deadline of a round that is not
    closed in the room, `asking` the voters who have to ask their organisation first. `cast_by` says who cast each ballot, `met` how
    objections were met.

    A secret round has no `ballots` by voter, ever: once it is closed, `unnamed` holds them in an order that tells nothing,
    `reasons` what was written beside them, shuffled apart, and `voted` who has voted.
    """

    number: int
    policy: Policy
    proposal: Proposal
    opened_at: int
    electorate: tuple[str, ...]
    admitted: tuple[str, ...] = ()
    ballots: dict[str, Ballot] = {}
    cast_by: dict[str, str] = {}
    result: Result | None = None
    closed_at: int = 0
    met: dict[str, str] = {}
    until: int = 0
    asking: tuple[str, ...] = ()
    ruling: Ruling | None = None
    runoff: bool = False
    won: tuple[str, ...] = ()
    unnamed: tuple[Ballot, ...] = ()
    reasons: tuple[Ballot, ...] = ()
    voted: tuple[str, ...] = ()

    @property
    def voters(self) -> tuple[str, ...]:
        """All who may vote, those admitted late at the end."""
        return self.electorate + self.admitted

    @property
    def is_secret(self) -> bool:
        """Is nobody's answer ever linked to who gave it?"""
        return self.policy.secrecy is Secrecy.SECRET

    @property
    def answered(self) -> tuple[str, ...]:
        """The voters whose ballots count, once it is closed; of an open round that is not secret, those so far."""
        return self.voted if self.is_secret else tuple(voter for voter in self.voters if voter in self.ballots)

    def votes(self) -> Votes:
        """What its result is computed from. A secret round has none before it is closed."""
        if self.is_secret:
            return secret_votes(self.unnamed, len(self.voters))
        return votes_of(self.policy, self.ballots, self.voters)

    def objections(self) -> dict[str, Ballot]:
        """What stands in the way, by voter (secret rounds: by `r1`, `r2` … in the order of their reasons); the lowest number first."""
        named = {f"r{n}": ballot for n, ballot in enumerate(self.reasons, 1)} if self.is_secret else self.ballots
        against = [(who, ballot) for who, ballot in named.items() if stands_against(self.policy, ballot)]
        return dict(sorted(against, key=lambda one: one[1].choice))


class Rung(Struct, frozen=True):
    """A step of the group's way to settle issues, as it was agreed when a decision came to it; times in ms UTC.

    `since` 0: not reached yet. `how` says what came of it, once that is known.
    """

    what: str
    who: str
    within_days: int | None
    since: int = 0
    how: str = ""


class Decision(Struct, frozen=True):
    """D-something: its kind, its policy, its rounds. `departure` is the reason for another policy than the adopted one.

    `step` is where the group was when it was opened; `practice`: it is for trying out, and on no record. `reopened` is the reason
    why it was opened again, `follows` the decision that this one takes up again. `ladder`: where it goes when it is not resolved.
    """

    id: str
    number: int
    proposes: str | tuple[str, ...]
    applies_to: str
    policy: Policy
    rounds: tuple[Round, ...]
    status: Status = Status.OPEN
    departure: str = ""
    withdrawn: str = ""
    step: str = ""
    practice: bool = False
    reopened: str = ""
    follows: str = ""
    ladder: tuple[Rung, ...] = ()

    @property
    def current(self) -> Round:
        """The newest round."""
        return self.rounds[-1]

    @property
    def in_the_room(self) -> bool:
        """Is a round open that waits for everybody here, rather than for a date?"""
        return self.status is Status.OPEN and not self.current.until

    @property
    def rung(self) -> int | None:
        """The place on the ladder where it stands now, None when there is none, or none is left."""
        return next((place for place, rung in enumerate(self.ladder) if rung.since and not rung.how), None)

    def covers(self, passage: str) -> bool:
        """Does the newest proposal contain this passage?"""
        return passage in self.current.proposal.passages


class Turn(Struct, frozen=True):
    """What the next round runs under: its policy, whether it is a run-off, and what earlier rounds of that have taken."""

    policy: Policy
    runoff: bool = False
    won: tuple[str, ...] = ()


def taken_up(decisions: Iterable[Decision]) -> set[str]:
    """The decisions that a later one of these has taken up again, and that was not taken back."""
    return {decision.follows for decision in decisions if decision.status is not Status.WITHDRAWN}


def turn_after(policy: Policy, rounds: Sequence[Round]) -> Turn | None:
    """What comes after these rounds: a run-off, or the next round of the policy or of its fallback; None after the last.

    A run-off belongs to the round that made it necessary, and takes none away from the policy's rounds.
    """
    last = rounds[-1].result if rounds else None
    if last is not None and last.runoff:
        left = rounds[-1].policy.seats - (len(last.winners) - len(rounds[-1].won))
        return Turn(structs.replace(rounds[-1].policy, options=last.runoff, seats=left), True, last.winners)
    number = 1 + sum(not one.runoff for one in rounds)
    following = policy_of_round(policy, number)
    return None if following is None else Turn(following)


def policy_of_round(policy: Policy, number: int) -> Policy | None:
    """The policy that the round with this number runs under: the policy's own rounds, then its fallback's; None after the last."""
    place = _place_of(policy, number)
    return place[0] if place else None


def number_within(decision: Decision) -> int:
    """Which round of its own policy the newest round is: a fallback begins again at 1, a run-off does not count."""
    number = sum(not one.runoff for one in decision.rounds)
    place = _place_of(decision.policy, number)
    return place[1] if place else number


def _place_of(policy: Policy, number: int) -> tuple[Policy, int] | None:
    """The policy of the round with this number, and which of its rounds that is; None after the last."""
    for one in policy.with_fallbacks():
        if number <= one.rounds:
            return one, number
        number -= one.rounds
    return None

"""The policy of a decision: one frozen record, complete in itself (DECISIONS.md, "The policy")."""

import datetime
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

Part = Annotated[int, Meta(ge=1, le=1_000)]
Fraction = tuple[Annotated[int, Meta(ge=0, le=1_000)], Part]


class Rule(StrEnum):
    """Every rule that a policy may name."""

    MAJORITY = "majority"
    ABSOLUTE_MAJORITY = "absolute_majority"
    SUPERMAJORITY = "supermajority"
    UNANIMITY = "unanimity"
    CONSENT = "consent"
    FIST_TO_FIVE = "fist_to_five"
    ADVICE = "advice"
    PLURALITY = "plurality"
    MAJORITY_RUNOFF = "majority_runoff"
    APPROVAL = "approval"
    SCORE = "score"
    DOTS = "dots"
    IRV = "irv"
    SCHULZE = "schulze"


class Unit(StrEnum):
    """Whose vote it is."""

    PARTNER = "partner"
    PERSON = "person"
    WEIGHTED = "weighted"


class Secrecy(StrEnum):
    """Who sees a ballot, and when."""

    OPEN = "open"
    HIDDEN = "hidden"
    SECRET = "secret"  # noqa: S105  a kind of ballot


class Base(StrEnum):
    """What a supermajority is counted against: yes + no, or all who are entitled."""

    CAST = "cast"
    ELECTORATE = "electorate"


class Tie(StrEnum):
    """What a tie does; "" stands for the default of the rule."""

    DEFAULT = ""
    FAILS = "fails"
    RUNOFF = "runoff"
    REPORT = "report"


class Policy(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How something is decided. Fractions are (numerator, denominator); no rounded percentage ever decides."""

    rule: Rule = Rule.CONSENT
    may_depart: bool = False
    unit: Unit = Unit.PARTNER
    threshold: Fraction | None = None
    base: Base = Base.CAST
    quorum: Fraction = (1, 2)
    secrecy: Secrecy = Secrecy.HIDDEN
    rounds: Annotated[int, Meta(ge=1, le=9)] = 2
    fallback: "Policy | None" = None
    floor: Annotated[int, Meta(ge=1, le=5)] = 3
    decider: Annotated[str, Meta(max_length=120)] = ""
    options: Annotated[tuple[Annotated[str, Meta(max_length=200)], ...], Meta(max_length=50)] = ()
    seats: Annotated[int, Meta(ge=1, le=50)] = 1
    budget: Annotated[int, Meta(ge=1, le=100)] = 5
    cap: Annotated[int, Meta(ge=1, le=100)] = 3
    weights: dict[Annotated[str, Meta(max_length=64)], Annotated[int, Meta(ge=0, le=1_000)]] = {}
    deadline: Annotated[str, Meta(max_length=40)] = ""
    tie: Tie = Tie.DEFAULT

    def with_fallbacks(self) -> "Iterator[Policy]":
        """The policy, its fallback, and that one's."""
        yield self
        if self.fallback is not None:
            yield from self.fallback.with_fallbacks()

    def share(self) -> tuple[int, int]:
        """The threshold, or two thirds where none is given (`supermajority`)."""
        return self.threshold or (2, 3)


def deadline_of(policy: Policy) -> int | None:
    """The deadline in ms UTC; a date alone stands for its last second. None without one, or where it cannot be read."""
    try:
        written = policy.deadline if len(policy.deadline) > len("2027-09-30") else f"{policy.deadline}T23:59:59"
        at = datetime.datetime.fromisoformat(written)
        at = at if at.tzinfo else at.replace(tzinfo=datetime.UTC)
    except ValueError:
        return None
    return int(at.timestamp()) * 1000


def as_written(policy: Policy) -> dict[str, Any]:
    """The policy in plain JSON types, defaults left out."""
    # Through JSON, so that fractions are lists here too: what is written must equal what is read back from the log.
    written: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(policy))
    written.setdefault("rule", policy.rule.value)
    return written

"""The policy of a decision: one frozen record, complete in itself (DECISIONS.md, "The policy")."""

import datetime
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from workshops.bounds import line
from workshops.refusal import Refused

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


CHOICE_RULES = frozenset(
    {Rule.PLURALITY, Rule.MAJORITY_RUNOFF, Rule.APPROVAL, Rule.SCORE, Rule.DOTS, Rule.IRV, Rule.SCHULZE},
)
"""The rules that choose among several options."""


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

    @property
    def chooses(self) -> bool:
        """Does the rule choose among several options, rather than say yes or no?"""
        return self.rule in CHOICE_RULES

    def with_fallbacks(self) -> "Iterator[Policy]":
        """The policy, its fallback, and that one's."""
        yield self
        if self.fallback is not None:
            yield from self.fallback.with_fallbacks()

    def share(self) -> tuple[int, int]:
        """The threshold, or two thirds where none is given (`supermajority`)."""
        return self.threshold or (2, 3)


def read_policy(written: Any, field: str = "policy") -> Policy:
    """The policy in plain JSON types. Refuses what DECISIONS.md does not allow, in words."""
    try:
        policy = msgspec.convert(written, Policy, strict=True)
    except (msgspec.ValidationError, RecursionError) as error:
        raise Refused("bad_policy", f"This decision rule cannot be used: {str(error)[:200]}.", field) from error
    check_policy(policy, field)
    return policy


def check_policy(policy: Policy, field: str = "policy") -> None:
    """Refuses a policy whose fields contradict each other, or whose words cannot be shown."""
    for typed in (policy.decider, policy.deadline, *policy.options, *policy.weights):
        line(typed, field)
    for wrong, why in _CONTRADICTIONS:
        if wrong(policy):
            raise Refused("bad_policy", why, field)
    if policy.deadline and deadline_of(policy) is None:
        raise Refused("bad_policy", "The deadline is a date such as 2027-09-30, or a time such as 2027-09-30T17:00:00Z.", field)
    if policy.fallback is not None:
        if policy.fallback.fallback is not None and policy.fallback.fallback.fallback is not None:
            raise Refused("bad_policy", "A fallback can have one fallback of its own, not more.", field)
        check_policy(policy.fallback, field)


_CONTRADICTIONS: tuple[tuple[Callable[[Policy], bool], str], ...] = (
    (lambda policy: policy.quorum[0] > policy.quorum[1], "The quorum cannot be more than everybody."),
    (
        lambda policy: policy.threshold is not None and not policy.threshold[1] < 2 * policy.threshold[0] <= 2 * policy.threshold[1],
        "The threshold must be more than one half and at most everybody.",
    ),
    (
        lambda policy: policy.secrecy is Secrecy.SECRET and policy.unit is Unit.WEIGHTED,
        "A weighted vote cannot be secret: the weight would name the voter.",
    ),
    (
        lambda policy: policy.secrecy is Secrecy.SECRET and policy.rule is Rule.ADVICE,
        "Advice cannot be secret: whoever decides has to know whose it is.",
    ),
    (lambda policy: len(set(policy.options)) < len(policy.options), "Two of the options are the same."),
    (lambda policy: any(not option.strip() for option in policy.options), "An option needs a name."),
    (
        lambda policy: bool(policy.options) and policy.chooses and policy.seats >= len(policy.options),
        "Fewer options can be taken than there are to choose from.",
    ),
    (
        lambda policy: policy.rule is Rule.MAJORITY_RUNOFF and policy.seats > 1,
        "A majority with run-off takes one option: two cannot both have more than half.",
    ),
    (
        lambda policy: policy.tie not in (Tie.DEFAULT, Tie.FAILS) and not policy.chooses,
        "A vote on one proposal that is tied has failed; only among several options is there more to say.",
    ),
    (
        lambda policy: policy.chooses and policy.tie is Tie.FAILS,
        "Under a rule that chooses, a tie is reported, or decided by a run-off.",
    ),
)
"""What a policy must not be, and why."""


def deadline_of(policy: Policy) -> int | None:
    """The deadline in ms UTC; a date alone stands for its last second. None without one, or where it cannot be read."""
    try:
        written = policy.deadline if len(policy.deadline) > len("2027-09-30") else f"{policy.deadline}T23:59:59"
        at = datetime.datetime.fromisoformat(written)
    except ValueError:
        return None
    return int((at if at.tzinfo else at.replace(tzinfo=datetime.UTC)).timestamp()) * 1000


def as_written(policy: Policy) -> dict[str, Any]:
    """The policy in plain JSON types, defaults left out."""
    # Through JSON, so that fractions are lists here too: what is written must equal what is read back from the log.
    written: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(policy))
    written.setdefault("rule", policy.rule.value)
    return written

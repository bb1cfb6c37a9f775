"""Whether a policy can be: read from plain JSON types, and refused in words where its fields contradict each other."""

from collections.abc import Callable
from typing import Any

import msgspec

from workshops.bounds import LATEST, line, look_of
from workshops.decisions.policy import Policy, Secrecy, Tie, Unit, deadline_of
from workshops.decisions.rules import RULES, chooses
from workshops.refusal import Refused


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
    for wrong, why in (*_CONTRADICTIONS, *RULES[policy.rule].refuses):
        if wrong(policy):
            raise Refused("bad_policy", why, field)
    if policy.deadline and deadline_of(policy) is None:
        raise Refused("bad_policy", "The deadline is a date such as 2027-09-30, or a time such as 2027-09-30T17:00:00Z.", field)
    if (deadline_of(policy) or 0) >= LATEST:
        raise Refused("bad_policy", "The deadline is too far away.", field)
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
    (lambda policy: len({look_of(option) for option in policy.options}) < len(policy.options), "Two of the options look the same."),
    (lambda policy: any(not option.strip() for option in policy.options), "An option needs a name."),
    (
        lambda policy: bool(policy.options) and chooses(policy) and policy.seats >= len(policy.options),
        "Fewer options can be taken than there are to choose from.",
    ),
    (
        lambda policy: policy.tie not in (Tie.DEFAULT, Tie.FAILS) and not chooses(policy),
        "A vote on one proposal that is tied has failed; only among several options is there more to say.",
    ),
    (
        lambda policy: chooses(policy) and policy.tie is Tie.FAILS,
        "Under a rule that chooses, a tie is reported, or decided by a run-off.",
    ),
)
"""What a policy must not be, and why."""

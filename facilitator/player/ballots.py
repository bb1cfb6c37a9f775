"""Ballots as scenarios write them: whether one fits its rule, and the words in which it is cast."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

from facilitator.player.scenario import Answer, Ballot, Unfit
from workshops.decisions.policy import Rule

YES_NO = ("yes", "no", "abstain")
CONSENT = ("consent", "concern", "object", "stand_aside")
FISTS = ("0", "1", "2", "3", "4", "5")
FORMS: dict[Rule, str] = {
    Rule.APPROVAL: "approve",
    Rule.SCORE: "scores",
    Rule.DOTS: "dots",
    Rule.IRV: "ranking",
    Rule.SCHULZE: "ranking",
}
"""The choice rules whose ballot says more than one choice, and the key that holds it."""


def check_ballot(ballot: Ballot, rule: Rule, options: list[str], at: str) -> None:
    """Raise Unfit where a ballot is none of its rule, names an option that is not there, or objects without a reason."""
    if rule is Rule.ADVICE:
        return
    if rule in FORMS:
        _check_form(ballot, FORMS[rule], options, at)
        return
    choice = choice_of(ballot)
    choices = _choices(rule, options)
    if choice not in choices:
        raise Unfit(at, f'"{choice}" is no ballot of {rule}; it takes {", ".join(choices)}')
    if choice == "object" and not (isinstance(ballot, Answer) and ballot.reason):
        raise Unfit(at, "an objection needs a reason")


def choice_of(ballot: Ballot) -> str:
    """The one word of a ballot; "" where it holds more than one choice."""
    if isinstance(ballot, Answer):
        return "" if ballot.choice is UNSET else str(ballot.choice)
    return str(ballot)


def spoken(ballot: Ballot) -> dict[str, Any]:
    """The fields of a ballot as the commands `cast_ballot` and `record_ballot` take them."""
    if not isinstance(ballot, Answer):
        return {"choice": str(ballot), "reason": "", "proposes": ""}
    return {"choice": choice_of(ballot), "reason": ballot.reason or "", "proposes": ballot.proposes or ""}


def _choices(rule: Rule, options: list[str]) -> tuple[str, ...]:
    if rule is Rule.CONSENT:
        return CONSENT
    if rule is Rule.FIST_TO_FIVE:
        return FISTS
    return tuple(options) if rule in (Rule.PLURALITY, Rule.MAJORITY_RUNOFF) else YES_NO


def _check_form(ballot: Ballot, key: str, options: list[str], at: str) -> None:
    chosen = getattr(ballot, key, UNSET) if isinstance(ballot, Answer) else UNSET
    if chosen is UNSET:
        raise Unfit(at, f'this rule takes a ballot of the form {{"{key}": …}}')
    named = [option for rank in chosen for option in rank] if key == "ranking" else list(chosen)
    for option in named:
        if option not in options:
            raise Unfit(f"{at}.{key}", f'no option "{option}"')

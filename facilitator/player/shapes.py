"""Single values of a scenario: whether a date is one, a number is one, a rule can be one."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from typing import Any

import msgspec

from facilitator.player.dealing import drawn
from facilitator.player.fields import FieldForm
from facilitator.player.scenario import Unfit
from workshops.decisions.checking import check_policy, read_policy
from workshops.decisions.policy import Policy
from workshops.prose.markdown import UnfitText
from workshops.refusal import Refused

SECTIONS = ("decisions", "vision", "scope", "goals", "outcomes", "activities", "accountability", "communication", "exit")
"""Sections that can be decided on."""
TEXTS = ("decisions", "vision", "accountability", "exit")
"""Those of them that hold a text (WORKPLAN.md)."""


def check_shape(form: FieldForm, value: Any, at: str) -> None:
    """Raise Unfit where a field's value is not of its type. "" and [] mean unset everywhere."""
    match form.type:
        case "number":
            _check_number(value, at)
        case "flag" if not isinstance(value, bool):
            raise Unfit(at, "here goes true or false")
        case "refs" | "partners" if not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            raise Unfit(at, "here goes a list of ids")
        case "policy" if not isinstance(value, dict):
            raise Unfit(at, "here goes a decision rule")
        case "date":
            _check_date(value, at)
        case "choice":
            if value not in ("", *form.of):
                raise Unfit(at, f'"{value}" is none of {", ".join(form.of)}')
        case "text" | "theme" | "ref" | "partner" if not isinstance(value, str):
            raise Unfit(at, "here goes text")


def check_rule(written: Policy | dict[str, Any], at: str, partners: Collection[str]) -> Policy:
    """The policy, checked against DECISIONS.md; its weights must be of partners that exist."""
    try:
        if isinstance(written, dict):
            policy = read_policy(written, at)
        else:
            policy = written
            check_policy(policy, at)
    except Refused as refused:
        raise Unfit(at, refused.message) from None
    for partner in policy.weights:
        if partner not in partners:
            raise Unfit(f"{at}.weights.{partner}", f'no partner "{partner}"')
    return policy


def check_proposal_name(proposes: str, at: str) -> None:
    """Raise Unfit unless `proposes` is ``section:…`` or ``text:…`` of a section that has it."""
    what, _, section = proposes.partition(":")
    if section not in {"section": SECTIONS, "text": TEXTS}.get(what, ()):
        raise Unfit(at, f'"{proposes}" is neither section:…, text:… nor a list of entry ids')


def check_words(content: str, at: str) -> None:
    """Raise Unfit where a text is too long, or holds what no text may hold."""
    try:
        drawn(content)
    except UnfitText as unfit:
        raise Unfit(at, str(unfit)) from None
    except Refused as refused:
        raise Unfit(at, refused.message) from None


def text_of(proposes: str | list[str]) -> str | None:
    """The section whose text a proposal holds; None where it holds none."""
    section = proposes.partition(":")[2] if isinstance(proposes, str) else ""
    return section if section in TEXTS else None


def check_once(named: Iterable[tuple[str, str]], what: str) -> None:
    """Raise Unfit where one of the (place, name) pairs repeats an earlier name."""
    seen: dict[str, str] = {}
    for at, name in named:
        if name in seen:
            raise Unfit(at, f'{what} "{name}" stands at {seen[name]} already')
        seen[name] = at


def plain_rule(policy: Policy) -> dict[str, Any]:
    """A policy in plain JSON types, defaults left out."""
    written: dict[str, Any] = msgspec.to_builtins(policy)
    return {"rule": policy.rule.value, **written}


def _check_number(value: Any, at: str) -> None:
    if value != "" and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
        raise Unfit(at, "here goes a whole number, 0 or more")


def _check_date(value: Any, at: str) -> None:
    if value == "":
        return
    try:
        fits = isinstance(value, str) and datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        fits = False
    if not fits:
        raise Unfit(at, f'"{value}" is no date; dates are written 2026-10-01')

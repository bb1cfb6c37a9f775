"""A scenario: a whole workshop as data, as it stands in its JSON file (docs/scenarios.md).

This module holds the form alone: which keys there are, of which type. What refers to what is checked in
:mod:`facilitator.player.checks`. Unknown keys are refused everywhere, so that a misspelt key never plays half a workshop.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from workshops.decisions.policy import Policy

Name = Annotated[str, Meta(min_length=1, max_length=200)]
LocalId = Annotated[str, Meta(min_length=1, max_length=64)]
StageName = Literal[
    "arrive", "decide_how", "vision", "scope", "goals", "outcomes",
    "activities", "accountability", "communication", "exit", "sign_off",
]  # fmt: skip
Section = Literal["partners", "decisions", "vision", "scope", "goals", "outcomes", "activities", "accountability", "communication", "exit"]
AppliesTo = Literal["workplan", "scope_change", "commitment", "day_to_day", "other"]
SignChoice = Literal["approve", "approve_with_reservation", "decline"]


class Unfit(Exception):
    """The file is wrong: ``place`` says where (``stages[2].text.by[0]``), ``why`` what."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"{place}: {why}" if place else why)
        self.place = place
        self.why = why


class Part(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What every object of a scenario has in common: no unknown keys, never changed once read."""


class Facilitator(Part, frozen=True):
    name: Name


class Person(Part, frozen=True):
    id: LocalId
    name: Name
    role: Literal["representative", "participant"] = "participant"


class Partner(Part, frozen=True):
    id: LocalId
    name: Name
    brings: str = ""
    hopes: str = ""
    people: list[Person] = []


class Observer(Part, frozen=True):
    id: LocalId
    name: Name


class Card(Part, frozen=True):
    by: str
    text: Annotated[str, Meta(min_length=1)]


class Theme(Part, frozen=True):
    name: Name
    cards: list[int] = []


class Entry(Part, frozen=True):
    """A line of the plan. ``fields`` are those of its kind; others are referred to by local id."""

    by: str
    kind: str
    id: LocalId
    fields: dict[str, Any]


class Edit(Part, frozen=True):
    by: str
    id: str
    fields: dict[str, Any]


class Text(Part, frozen=True):
    section: Section
    by: Annotated[list[str], Meta(min_length=1)]
    content: str


class Parked(Part, frozen=True):
    by: str
    text: Annotated[str, Meta(min_length=1)]


class Answer(Part, frozen=True):
    """A ballot that says more than one word: a reason, a proposed change, or the ballot of a choice rule."""

    choice: str | int | UnsetType = UNSET
    reason: str | UnsetType = UNSET
    proposes: str | UnsetType = UNSET
    ranking: list[list[str]] | UnsetType = UNSET
    approve: list[str] | UnsetType = UNSET
    scores: dict[str, int] | UnsetType = UNSET
    dots: dict[str, int] | UnsetType = UNSET


Ballot = str | int | Answer


class Round(Part, frozen=True):
    """One round; ``text`` and ``edits`` are what changed before it."""

    ballots: dict[str, Ballot] = {}
    text: str | UnsetType = UNSET
    edits: list[Edit] = []
    result: Literal["carried", "not_carried"] | UnsetType = UNSET
    winner: str | list[str] | UnsetType = UNSET
    sum: str | UnsetType = UNSET


class Decision(Part, frozen=True):
    proposes: str | list[str]
    rounds: Annotated[list[Round], Meta(min_length=1)]
    applies_to: AppliesTo = "workplan"
    policy: Policy | UnsetType = UNSET
    options: list[str] | UnsetType = UNSET


class Stage(Part, frozen=True):
    """What happens in one stage. Which keys it holds is what it plays."""

    stage: StageName
    pulse: dict[str, Annotated[int, Meta(ge=0, le=5)]] = {}
    cards: list[Card] = []
    themes: list[Theme] = []
    dots: dict[str, dict[str, Annotated[int, Meta(ge=0)]]] = {}
    entries: list[Entry] = []
    edits: list[Edit] = []
    text: Text | None = None
    parking: list[Parked] = []
    decisions: list[Decision] = []


class Signing(Part, frozen=True):
    by: str
    choice: SignChoice
    reason: str = ""


class Expect(Part, frozen=True):
    """What must hold at the end; what is left out is not asked."""

    signed: list[str] | UnsetType = UNSET
    declined: list[str] | UnsetType = UNSET
    not_signed: list[str] | UnsetType = UNSET
    adopted: list[Section] | UnsetType = UNSET
    contains: list[str] = []
    lacks: list[str] = []
    decisions: int | UnsetType = UNSET
    checks: list[str] | UnsetType = UNSET
    critical_path: list[str] | UnsetType = UNSET


class Scenario(Part, frozen=True):
    """A workshop as it happened: who, what they wrote, how they voted, who signed."""

    scenario: Literal[1]
    title: Name
    partnership: Name
    agenda: Name
    facilitator: Facilitator
    partners: Annotated[list[Partner], Meta(min_length=1)]
    stages: list[Stage]
    locale: str = "en"
    starting_policy: Policy = Policy()
    observers: list[Observer] = []
    sign: list[Signing] = []
    expect: Expect = Expect()


def read(path: Path) -> Scenario:
    """Read a scenario's form from its file. Raises :class:`Unfit`, with the place, where it does not fit."""
    try:
        return parse(path.read_bytes())
    except OSError as error:
        raise Unfit(str(path), error.strerror or "cannot be read") from None


def parse(raw: bytes) -> Scenario:
    """Read a scenario's form from its bytes."""
    try:
        document = msgspec.json.decode(raw)
        return msgspec.convert(document, Scenario)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `")
        place = _keys_named(document, path.rstrip("`"))
        raise Unfit(re.sub(r"^\$\.?", "", place), _plainly(message)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unfit("", f"not readable as JSON: {error}") from None


def schema() -> dict[str, Any]:
    """The JSON Schema of a scenario, as published in docs/scenario.schema.json."""
    made = msgspec.json.schema(Scenario)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Commonplan scenario, version 1", **made}


def _keys_named(document: Any, path: str) -> str:
    """`path` with its keys in place of msgspec's ``[...]``: found by leaving one key at a time in the object there."""
    if "[...]" not in path:
        return path
    before, _, after = path.partition("[...]")
    holder = document
    for step in re.findall(r"[^.$\[\]]+", before):
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    everything = dict(holder)
    for key, value in everything.items():
        holder.clear()
        holder[key] = value
        try:
            msgspec.convert(document, Scenario)
        except msgspec.ValidationError:
            return _keys_named(document, f"{before}.{key}{after}")
    return path


def _plainly(message: str) -> str:
    unknown = re.match(r"Object contains unknown field `(.*)`", message)
    if unknown:
        return f'there is no key "{unknown[1]}"'
    missing = re.match(r"Object missing required field `(.*)`", message)
    return f'the key "{missing[1]}" is missing' if missing else message.replace("`", '"')


if __name__ == "__main__":
    import sys

    sys.stdout.write(json.dumps(schema(), indent=1, ensure_ascii=False) + "\n")

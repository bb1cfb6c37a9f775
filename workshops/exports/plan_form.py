"""The form of a plan as JSON, version 1: what each part holds. Published as docs/workplan.schema.json.

Ids are those of the workshop; `decision` and `decisions` name decisions, `partner` a partner, "" where there is none.
"""

import json
import sys
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from workshops.decisions.policy import Policy
from workshops.decisions.result import Result, Ruling
from workshops.plan.check import Finding

FORM: Final = 1
"""The version of this form."""

Time = Annotated[str, Meta(description="UTC, to the second.", pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
Day = Annotated[str, Meta(description="A date; empty where there is none.", pattern=r"^(\d{4}-\d\d-\d\d)?$")]
Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Written = Annotated[dict[str, Any], Meta(description="A policy, its defaults left out.", extra_json_schema={"$ref": "#/$defs/Policy"})]


class PartnerForm(Struct):
    """A partner. `withdrawn` is the reason why it has left, "" = it is here."""

    id: str
    name: str
    representative: str
    brings: str
    hopes: str
    withdrawn: str


class ThemeForm(Struct):
    """A theme that ideas were gathered under, and the dots that it has by the step in which they were given."""

    id: str
    step: str
    name: str
    dots: dict[str, int]


class EntryForm(Struct):
    """An entry of the plan. `short` is as the document names it (`A3`); `fields` are those of its kind; `sha256` of its canonical form."""

    id: str
    short: str
    kind: str
    fields: dict[str, Any]
    partner: str
    standing: str
    decision: str
    sha256: Sha256


class SectionForm(Struct):
    """A section, in document order. `text` is Markdown; the section of the partners has none of what follows its title."""

    id: str
    title: str
    standing: str | UnsetType = UNSET
    decisions: list[str] | UnsetType = UNSET
    text: str | UnsetType = UNSET
    entries: list[EntryForm] | UnsetType = UNSET


class SpanForm(Struct):
    """When an activity can happen at the earliest, when it must be done at the latest, and its slack in days."""

    id: str
    start: Day
    finish: Day
    latest: Day
    slack: int


class ScheduleForm(Struct):
    """The schedule of the activities that have dates; the critical path by entry."""

    end: Day
    critical_path: list[str]
    spans: list[SpanForm]


class MonthForm(Struct):
    """What is asked of a partner in a month (`2027-01`), in words and in tenths of a day."""

    month: str
    words: str
    asked: str
    asked_tenths: int
    over: bool


class LoadForm(Struct):
    """What is asked of a partner, and what it offered in days a month (null: it has not said). `fullest` is the month of the most."""

    partner: str
    offered: int | None
    fullest: str
    asked: str
    asked_tenths: int
    months: list[MonthForm]


class RungForm(Struct):
    """A step of the way to settle a decision that is not resolved. `since` null: not reached; `how`: what came of it."""

    what: str
    who: str
    within_days: int | None
    since: Time | None
    how: str


class ProposalForm(Struct):
    """What a round decides on. `passages` maps each passage that it covers to the SHA-256 of its canonical form."""

    title: str
    section: str
    whole: bool
    passages: dict[str, Sha256]
    markdown: str
    sha256: Sha256
    entries: list[dict[str, Any]]
    text: str


class VoterForm(Struct):
    """Who may vote: a partner, or a person. `admitted`: after the round was opened."""

    voter: str
    name: str
    admitted: bool


class ProxyForm(Struct):
    """Who speaks for a partner in this round in its representative's place, and why."""

    voter: str
    by: str
    reason: str


class BallotForm(Struct, kw_only=True):
    """An answer. The rule says which of `choice`, `approve` … `ranking` it fills; one of a secret ballot has nothing else.

    `met` says how an objection was met; `recorded`: said aloud, and entered by the facilitator.
    """

    voter: str | UnsetType = UNSET
    choice: str
    reason: str | UnsetType = UNSET
    proposes: str | UnsetType = UNSET
    recorded: bool | UnsetType = UNSET
    approve: list[str]
    scores: dict[str, int]
    dots: dict[str, int]
    ranking: list[list[str]]
    met: str | UnsetType = UNSET


class ReasonForm(Struct):
    """A reason of a secret ballot, apart from who gave it."""

    choice: str
    reason: str
    proposes: str
    met: str


class RoundForm(Struct):
    """A round. While it is open it has no answers, no result, and no `closed_at`."""

    round: int
    policy: Written
    opened_at: Time
    until: Time | None
    runoff: bool
    won: list[str]
    decider: str
    ruling: Ruling | None
    proposal: ProposalForm
    voters: list[VoterForm]
    proxies: list[ProxyForm]
    voted: list[str] = []
    result: Result | None = None
    ballots: list[BallotForm] = []
    reasons: list[ReasonForm] = []
    closed_at: Time | UnsetType = UNSET


class DecisionForm(Struct):
    """A decision, with its rounds. `proposes` is a section, passages, or a question; `follows` the decision that it takes up again."""

    id: str
    number: int
    title: str
    section: str
    proposes: str | list[str]
    applies_to: str
    policy: Written
    departure: str
    status: str
    withdrawn: str
    reopened: str
    follows: str
    ladder: list[RungForm]
    rounds: list[RoundForm]


class ParkedForm(Struct):
    """What was put aside for later."""

    text: str
    partner: str


class SignatureForm(Struct):
    """A partner's answer to the frozen version."""

    partner: str
    name: str
    title: str
    choice: str
    reason: str
    at: Time


class VersionForm(Struct):
    """The version that is frozen, or sealed; `sha256` is that of its Markdown."""

    number: str
    sha256: Sha256
    frozen_at: Time
    sealed_at: Time | None
    signatures: list[SignatureForm]
    not_signed: list[str]


class PlanForm(Struct):
    """A workplan: what its Markdown says, and what that leaves out (ids, hashes, policies in full)."""

    workplan: Literal[1]
    id: str
    title: str
    partnership: str
    locale: str
    agenda: str
    prepared_at: Time
    partners: list[PartnerForm]
    themes: list[ThemeForm]
    sections: list[SectionForm]
    schedule: ScheduleForm
    loads: list[LoadForm]
    findings: list[Finding]
    decisions: list[DecisionForm]
    rules: dict[str, Written]
    parking: list[ParkedForm]
    version: VersionForm | None


def schema() -> dict[str, Any]:
    """The JSON Schema of a plan, as published in docs/workplan.schema.json."""
    (plan, _), parts = msgspec.json.schema_components((PlanForm, Policy), ref_template="#/$defs/{name}")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Commonplan workplan, version 1", **plan, "$defs": parts}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(schema(), indent=2) + "\n")

"""The entry kinds as scenarios write them: each field, and what its value refers to (SCENARIO.md, "Names").

The table covers every kind of every agenda, those too that this server does not play yet: a scenario is checked whole.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class FieldForm(Struct, frozen=True):
    """What a field takes: ``text``, ``date``, ``number``, ``choice``, ``policy``, ``flag``, ``theme``, ``partner``,
    ``partners``, ``ref`` or ``refs``; ``of`` lists the choices, or the kinds of entries referred to."""

    type: str
    of: tuple[str, ...] = ()


def _choice(*values: str) -> FieldForm:
    return FieldForm("choice", values)


def _ref(*kinds: str) -> FieldForm:
    return FieldForm("ref", kinds)


def _refs(*kinds: str) -> FieldForm:
    return FieldForm("refs", kinds)


TEXT = FieldForm("text")
DATE = FieldForm("date")
NUMBER = FieldForm("number")
PARTNER = FieldForm("partner")
STYLE = _choice("free", "outline", "detailed")

FORMS: dict[str, dict[str, FieldForm]] = {
    "decision_rule": {
        "applies_to": _choice("workplan", "scope_change", "commitment", "day_to_day", "other"),
        "policy": FieldForm("policy"),
        "may_depart": FieldForm("flag"),
    },
    "taking_effect": {"share": _choice("all", "three_quarters", "two_thirds", "half")},
    "resolution_step": {"what": TEXT, "who": TEXT, "within_days": NUMBER},
    "role": {"title": TEXT, "held_by": TEXT, "mandate": TEXT, "reports_to": _ref("role")},
    "horizon": {"from": DATE, "to": DATE},
    "focus_area": {"title": TEXT, "why": TEXT, "theme": FieldForm("theme")},
    "boundary": {"text": TEXT, "side": _choice("in", "out")},
    "expectation": {"text": TEXT, "side": _choice("can", "cannot"), "why": TEXT},
    "goal": {"title": TEXT, "focus_area": _ref("focus_area"), "why": TEXT},
    "objective": {"goal": _ref("goal"), "title": TEXT, "due": DATE},
    "initiative": {"title": TEXT, "objectives": _refs("objective"), "lead": PARTNER},
    "outcome": {
        "goal": _ref("goal"),
        "term": _choice("short", "intermediate", "long"),
        "title": TEXT,
        "indicator": TEXT,
        "baseline": TEXT,
        "target": TEXT,
        "due": DATE,
        "source": TEXT,
        "measured_by": PARTNER,
    },
    "capacity": {"partner": PARTNER, "days_per_month": NUMBER, "in_kind": TEXT, "working_style": STYLE},
    "activity": {
        "title": TEXT,
        "serves": _ref("initiative", "objective"),
        "lead": PARTNER,
        "supporting": FieldForm("partners"),
        "start": DATE,
        "due": DATE,
        "grace_days": NUMBER,
        "effort_days": NUMBER,
        "deliverable": TEXT,
        "guidance": STYLE,
        "details": TEXT,
        "depends_on": _refs("activity"),
    },
    "checkpoint": {"date": DATE, "assesses": TEXT, "attends": TEXT},
    "correction_rule": {"trigger": TEXT, "decided_by": TEXT, "within_days": NUMBER},
    "lesson_practice": {"when": TEXT, "how": TEXT, "kept_by": TEXT},
    "tool": {
        "need": _choice("mailing", "documents", "collaboration", "meetings", "project_management", "monitoring", "other"),
        "tool": TEXT,
        "run_by": PARTNER,
        "access": TEXT,
        "rhythm": TEXT,
    },
    "realignment": {"date": DATE},
    "trigger": {"text": TEXT},
    "asset": {"what": TEXT, "goes_to": TEXT},
}
"""By kind, then by field, in the order of the document."""


def refers_to(form: FieldForm, value: Any) -> list[str]:
    """The local ids of the entries that a field's value refers to."""
    if form.type == "ref":
        return [value] if value else []
    return list(value) if form.type == "refs" else []


def as_server_knows(
    kind: str, fields: dict[str, Any], entries: dict[str, str], partners: dict[str, str], people: dict[str, str]
) -> dict[str, Any]:
    """`fields` with the scenario's local ids replaced by the server's."""
    known: dict[str, Any] = {}
    for name, value in fields.items():
        match FORMS[kind][name].type:
            case "ref":
                known[name] = entries.get(value, "")
            case "refs":
                known[name] = [entries[one] for one in value if one in entries]
            case "partner":
                known[name] = partners.get(value, "")
            case "partners":
                known[name] = [partners[one] for one in value]
            case "number":
                known[name] = None if value == "" else value
            case "policy":
                known[name] = policy_as_server_knows(value, partners, people)
            case _:
                known[name] = value
    return known


def policy_as_server_knows(policy: dict[str, Any], partners: dict[str, str], people: dict[str, str]) -> dict[str, Any]:
    """`policy` with its weights by the server's partners and its decider by the server's participant."""
    known = dict(policy)
    if known.get("weights"):
        known["weights"] = {partners[partner]: weight for partner, weight in known["weights"].items()}
    if known.get("decider"):
        known["decider"] = people.get(known["decider"], known["decider"])
    if known.get("fallback"):
        known["fallback"] = policy_as_server_knows(known["fallback"], partners, people)
    return known

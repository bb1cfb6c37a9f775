"""Where passages and sections stand: empty, draft, proposed, adopted, or changed since adopted. Derived, never stored."""

from collections.abc import Iterable
from enum import StrEnum

from workshops.decisions.decision import Decision, Status
from workshops.plan.document import Plan


class Standing(StrEnum):
    """How far something is on its way into the agreement."""

    EMPTY = "empty"
    DRAFT = "draft"
    PROPOSED = "proposed"
    ADOPTED = "adopted"
    CHANGED = "changed"


def standing_of_passage(plan: Plan, decisions: Iterable[Decision], passage: str, sha256: str) -> Standing:
    """The standing of one passage whose canonical form has this hash now."""
    if any(decision.status is Status.OPEN and decision.covers(passage) for decision in decisions):
        return Standing.PROPOSED
    adoption = plan.adopted.get(passage)
    if adoption is None:
        return Standing.DRAFT
    return Standing.ADOPTED if adoption.sha256 == sha256 else Standing.CHANGED


def standing_of_section(plan: Plan, decisions: Iterable[Decision], section: str) -> Standing:
    """The standing of a section. One whose entries were all adopted one by one is adopted (WORKPLAN.md, "Schedule")."""
    decisions = list(decisions)
    now = plan.passages(section)
    each = {standing_of_passage(plan, decisions, passage, sha256) for passage, sha256 in now.items()}
    if Standing.PROPOSED in each:
        return Standing.PROPOSED
    once = plan.whole.get(section)
    gone = once is not None and not once[1].keys() <= now.keys()
    if gone or Standing.CHANGED in each:
        return Standing.CHANGED
    if not now:
        return Standing.EMPTY
    if each == {Standing.ADOPTED}:
        return Standing.ADOPTED
    return Standing.CHANGED if once is not None else Standing.DRAFT


def deciding(plan: Plan, section: str) -> list[str]:
    """The decisions by which what now stands in a section was adopted, oldest first."""
    found = {plan.adopted[passage].decision for passage in plan.passages(section) if passage in plan.adopted}
    return sorted(found, key=lambda decision: int(decision[1:]))

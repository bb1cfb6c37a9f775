"""Accountable: does everything have somebody who carries it, a date, and a moment at which the partners look again?"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from workshops.plan.check.measurable import MEASURES
from workshops.plan.check.subject import Checked, Finding, named
from workshops.plan.fields import lacking
from workshops.plan.kinds import KINDS
from workshops.plan.sections import in_document_order

PROMISED = ("lead", "due", "deliverable")
"""What an activity needs for others to rely on it."""
OF_THEIR_OWN = {"activity": PROMISED, "outcome": MEASURES}
"""The fields that another check than `entry_incomplete` asks for."""
QUARTER = 92
"""Days; more than these between two looks at the plan is too long."""


def lead_has_left(checked: Checked) -> Iterator[Finding]:
    """An entry whose lead is a partner that has withdrawn."""
    for section in in_document_order(list(checked.sections)):
        for entry in checked.plan.entries_of(section.id):
            if entry.fields.get("lead") in checked.left:
                message = f"{entry.short} “{entry.titled()}” needs a lead: {checked.left[entry.fields['lead']]} has withdrawn."
                yield Finding("lead_has_left", "accountable", message, section.id, entry.id)


def activity_incomplete(checked: Checked) -> Iterator[Finding]:
    """An activity without a lead, a date or a deliverable."""
    for entry in checked.of_kind("activity"):
        missing = ", ".join(field.label.lower() for field in lacking(KINDS["activity"], entry.fields) if field.name in PROMISED)
        if missing:
            yield Finding("activity_incomplete", "accountable", f"{named(entry)} still needs: {missing}.", "activities", entry.id)


def entry_incomplete(checked: Checked) -> Iterator[Finding]:
    """An entry that lacks something else that a complete plan needs."""
    for section in in_document_order(list(checked.sections)):
        for entry in checked.plan.entries_of(section.id):
            others = OF_THEIR_OWN.get(entry.kind, ())
            missing = ", ".join(field.label.lower() for field in lacking(KINDS[entry.kind], entry.fields) if field.name not in others)
            if missing:
                words = f"{entry.short} {entry.titled()}".strip()
                yield Finding("entry_incomplete", "accountable", f"{words} still needs: {missing}.", section.id, entry.id)


def checkpoint_gap(checked: Checked) -> Iterator[Finding]:
    """More than a quarter in which nobody looks at the plan."""
    if "accountability" not in checked.sections:
        return
    horizon = next((entry.fields for entry in checked.of_kind("horizon")), {})
    ends = [day for day in (horizon.get("to"), *(entry.fields.get("date") for entry in checked.of_kind("realignment"))) if day]
    first, last = horizon.get("from") or "", min(ends, default="")
    dates = sorted(entry.fields["date"] for entry in checked.of_kind("checkpoint") if entry.fields.get("date"))
    inside = [day for day in dates if (first or day) <= day <= (last or day)]
    looks = [day for day in (first, *inside, last) if day]
    for before, after in pairwise(looks):
        days = (date.fromisoformat(after) - date.fromisoformat(before)).days
        if days > QUARTER:
            message = f"Between {before} and {after} lie {days} days without a checkpoint."
            yield Finding("checkpoint_gap", "accountable", message, "accountability")


def no_realignment_date(checked: Checked) -> Iterator[Finding]:
    """No day on which the partners ask whether to go on."""
    if "exit" in checked.sections and not any(entry.fields.get("date") for entry in checked.of_kind("realignment")):
        message = "There is no date yet on which the partners ask: continue, change, or end?"
        yield Finding("no_realignment_date", "accountable", message, "exit")


def tool_without_owner(checked: Checked) -> Iterator[Finding]:
    """A tool that nobody runs."""
    for entry in checked.of_kind("tool"):
        if not entry.fields.get("run_by"):
            yield Finding("tool_without_owner", "accountable", f"{named(entry)} is run by nobody yet.", "communication", entry.id)


def need_without_tool(checked: Checked) -> Iterator[Finding]:
    """A need that no tool serves."""
    if "communication" not in checked.sections:
        return
    needs = KINDS["tool"].field("need")
    assert needs is not None
    served = {entry.fields.get("need") for entry in checked.of_kind("tool") if entry.fields.get("tool")}
    for need, words in needs.options:
        if need not in served and need != "other":
            yield Finding("need_without_tool", "accountable", f"There is no tool yet for: {words.lower()}.", "communication")

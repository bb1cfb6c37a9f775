"""Realistic: is it little enough, in an order that can be, and within what each partner can give?"""

from collections.abc import Iterator

from workshops.decisions.saying import listed, several
from workshops.plan.check.subject import Checked, Finding, named
from workshops.plan.load import Load, in_days, month_in_words


def too_many_focus_areas(checked: Checked) -> Iterator[Finding]:
    """More focus areas than the group set itself as a limit."""
    number = len(checked.plan.of_kind("focus_area"))
    if number > checked.focus_areas:
        message = f"{number} focus areas are more than the {checked.focus_areas} that the group meant to keep to."
        yield Finding("too_many_focus_areas", "realistic", message, "scope")


def focus_area_unlinked(checked: Checked) -> Iterator[Finding]:
    """A focus area that serves no theme of the vision."""
    for area in checked.plan.of_kind("focus_area"):
        if area.fields.get("theme") not in checked.themes:
            message = f"{area.short} “{area.titled()}” is not linked to a theme of the vision."
            yield Finding("focus_area_unlinked", "realistic", message, "scope", area.id)


def activity_outside_horizon(checked: Checked) -> Iterator[Finding]:
    """An activity that begins before the horizon or ends after it."""
    for horizon in checked.of_kind("horizon"):
        first, last = horizon.fields.get("from") or "", horizon.fields.get("to") or "9999-12-31"
        for entry in checked.of_kind("activity"):
            dates = [entry.fields[name] for name in ("start", "due") if entry.fields.get(name)]
            if any(not first <= day <= last for day in dates):
                message = f"{named(entry)} is planned outside the time that this plan is for."
                yield Finding("activity_outside_horizon", "realistic", message, "activities", entry.id)


def dependency_order(checked: Checked) -> Iterator[Finding]:
    """An activity that starts on or before the due date of something that it waits for."""
    for one in checked.activities.values():
        entry = checked.plan.entries[one.id]
        early = [other for other in one.after if other in checked.activities and one.start <= checked.activities[other].due]
        if early:
            shorts = listed([checked.plan.entries[other].short for other in early])
            message = f"{named(entry)} starts before {shorts} is due, and waits for {'it' if len(early) == 1 else 'them'}."
            yield Finding("dependency_order", "realistic", message, "activities", entry.id)


def dependency_cycle(checked: Checked) -> Iterator[Finding]:
    """Activities that wait for each other."""
    for circle in checked.schedule.circles:
        shorts = [checked.plan.entries[one].short for one in circle]
        message = f"{' waits for '.join([*shorts, shorts[0]])}: none of them can ever start."
        yield Finding("dependency_cycle", "realistic", message, "activities", circle[0])


def partner_overloaded(checked: Checked) -> Iterator[Finding]:
    """A partner of which some month asks more than it offered."""
    for load in checked.loads:
        if load.over:
            yield Finding("partner_overloaded", "realistic", overload(load, checked.partners[load.partner]), "activities")


def overload(load: Load, name: str) -> str:
    """`Northgate Food Bank: asked 7, offered 5 in November 2026 …: what can move?`"""
    fullest, *others = sorted(load.over, key=lambda month: (-load.over[month], month))
    more = f", and too much in {several(len(others), 'other month')}" if others else ""
    return f"{name}: asked {in_days(load.asked[fullest])}, offered {load.offered} in {month_in_words(fullest)}{more}: what can move?"


def partner_without_part(checked: Checked) -> Iterator[Finding]:
    """A partner that neither leads nor supports anything."""
    those = checked.of_kind("activity")
    busy = {entry.fields.get("lead") for entry in those} | {one for entry in those for one in entry.fields.get("supporting") or ()}
    for partner, name in checked.partners.items():
        if those and partner not in busy:
            yield Finding("partner_without_part", "realistic", f"{name} has no part in any activity yet.", "activities")

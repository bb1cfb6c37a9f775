"""The section "Dependencies and timeline": two figures, and the same in words for whoever cannot see them."""

from datetime import date

from workshops.exports.mermaid import dependency_map, fenced, timeline
from workshops.exports.page import heading, item, labelled, listed, table, typed
from workshops.plan.document import Entry
from workshops.plan.load import Load, in_days, loads, month_in_words
from workshops.plan.schedule import Schedule, schedule_of
from workshops.state import Workshop

TITLE = "Dependencies and timeline"


def timing_parts(workshop: Workshop) -> list[str]:
    """The section; nothing where the agenda has no activities."""
    if "activities" not in workshop.agenda.sections():
        return []
    plan, partners = workshop.plan, workshop.partner_names()
    those = plan.of_kind("activity")
    if not those:
        return [heading(2, TITLE), "There are no activities yet."]
    schedule = schedule_of(plan)
    return [
        heading(2, TITLE),
        fenced(dependency_map(plan, partners, schedule.critical)),
        fenced(timeline(plan, partners, schedule.critical)),
        heading(3, "What waits for what"),
        table(COLUMNS, [_row(workshop, schedule, entry) for entry in those]),
        _critical(workshop, schedule),
        *_capacity(workshop),
    ]


COLUMNS = ("", "Activity", "Waits for", "Can start", "Can be done", "May slip by")


def _row(workshop: Workshop, schedule: Schedule, entry: Entry) -> list[str]:
    shorts = [workshop.plan.entries[one].short for one in entry.fields.get("depends_on") or () if one in workshop.plan.entries]
    span = schedule.spans.get(entry.id)
    times = ["", "", ""] if span is None else [_day(span.start), _day(span.finish), _days(span.slack)]
    return [f"[{entry.short}]", typed(entry.titled()), ", ".join(f"[{short}]" for short in shorts), *times]


def _critical(workshop: Workshop, schedule: Schedule) -> str:
    if not schedule.critical:
        return ""
    named = (f"{typed(workshop.plan.entries[one].titled())} [{workshop.plan.entries[one].short}]" for one in schedule.critical)
    return labelled(
        "Critical path", f"{'; '.join(named)}. What is late here makes the whole plan late, which ends on {_day(schedule.end)}."
    )


def _capacity(workshop: Workshop) -> list[str]:
    found = [load for load in loads(workshop.plan, list(workshop.partners)) if load.offered is not None or load.asked]
    names = workshop.partner_names()
    items = (item(f"**{typed(names[load.partner])}:** {in_words(load)}") for load in found)
    return [heading(3, "Offered and asked"), listed(items)] if found else []


def in_words(load: Load) -> str:
    """`asked 7 days, offered 5 in November 2026: what can move?`, or what is to spare in the fullest month."""
    if load.offered is None:
        return f"asked {in_days(load.most)} days a month at most; it has not said yet what it can give"
    if not load.asked:
        return f"offered {load.offered} days a month, asked for nothing yet"
    if not load.over:
        return f"asked {in_days(load.most)} days at most, in {month_in_words(load.fullest)}; offered {load.offered} a month"
    months = (f"asked {in_days(load.asked[month])}, offered {load.offered} in {month_in_words(month)}" for month in load.over)
    return f"{'; '.join(months)}: what can move?"


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _days(number: int) -> str:
    return "not at all" if not number else "1 day" if number == 1 else f"{number} days"

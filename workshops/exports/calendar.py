"""The plan's days as iCalendar (RFC 5545): checkpoints, due dates, the day of re-alignment.

Each keeps its id, so that a second import changes what the first brought, and adds nothing twice. A day that was taken out of the plan
stands there as cancelled, since an import cannot know of what is not in the file.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event
from msgspec import Struct

from workshops.plan.document import Entry
from workshops.prose.signs import legible
from workshops.state import Workshop

DATED = {"checkpoint": "date", "realignment": "date", "activity": "due", "outcome": "due", "objective": "due"}
"""The field that holds the day, by kind."""


class Day(Struct, frozen=True):
    """What is on a day."""

    entry: Entry
    day: date
    title: str
    more: str


def calendar(workshop: Workshop) -> bytes:
    """The calendar."""
    found = Calendar()
    found.add("prodid", "-//Commonplan//Workplan//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", legible(workshop.title))
    for one in _days(workshop):
        found.add_component(_event(workshop, one))
    return bytes(found.to_ical())


def _event(workshop: Workshop, one: Day) -> Event:
    event = Event()
    event.add("uid", f"{one.entry.id}.{workshop.id}@commonplan")
    event.add("dtstamp", datetime.fromtimestamp(workshop.moved_at // 1000, UTC))
    event.add("sequence", workshop.seq)
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", one.title)
    if one.more:
        event.add("description", one.more)
    event.add("status", "CANCELLED" if one.entry.removed else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _days(workshop: Workshop) -> Iterator[Day]:
    names = workshop.partner_names()
    for entry in workshop.plan.entries.values():
        written = entry.fields.get(DATED.get(entry.kind, ""))
        if written:
            yield Day(entry, date.fromisoformat(written), legible(_title(entry, names)), legible(_more(entry)))


def _title(entry: Entry, names: dict[str, str]) -> str:
    if entry.kind == "checkpoint":
        return "Checkpoint"
    if entry.kind == "realignment":
        return "Re-alignment: go on, change, or end?"
    what = "is measured" if entry.kind == "outcome" else "is due"
    lead = names.get(entry.fields.get("lead") or entry.fields.get("measured_by") or "", "")
    return f"{entry.short} {' '.join(entry.titled().split())} {what}" + (f" ({lead})" if lead else "")


def _more(entry: Entry) -> str:
    if entry.kind == "checkpoint":
        return "\n".join(words for words in (entry.fields.get("assesses"), entry.fields.get("attends")) if words)
    return str(entry.fields.get("deliverable") or entry.fields.get("indicator") or "")

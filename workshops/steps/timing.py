"""How the activities hang together, as everybody sees it: when each can happen, and what is asked of each partner."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from workshops.decisions.saying import listed
from workshops.plan.load import Load, in_days, loads, month_in_words, relief
from workshops.plan.schedule import Pushed, activities, pushed_back, schedule_of
from workshops.refusal import Refused
from workshops.state import Workshop

LONGEST_DELAY = 730
"""Days."""


def everyone(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Slices `schedule`, `span:…` and `load:…`, where the agenda has activities."""
    if "activities" not in workshop.agenda.sections():
        return
    schedule = schedule_of(workshop.plan)
    yield "schedule", {"critical": schedule.critical, "end": _day(schedule.end)}
    for entry, span in schedule.spans.items():
        dates = {"start": _day(span.start), "finish": _day(span.finish), "latest": _day(span.latest)}
        yield f"span:{entry}", {"id": entry, "slack": span.slack} | dates
    all_loads = loads(workshop.plan, [partner.id for partner in workshop.present_partners()])
    for place, load in enumerate(all_loads):
        yield f"load:{load.partner}", told(load) | {"place": place, "ideas": _ideas(workshop, load, all_loads)}


def told(load: Load) -> dict[str, Any]:
    """A load in plain JSON types: days as text, as people say them, and in tenths where something is drawn."""
    return {
        "partner": load.partner,
        "offered": load.offered,
        "fullest": load.fullest,
        "asked": in_days(load.most),
        "asked_tenths": round(load.most * 10),
        "months": [_month(load, month) for month in load.asked],
    }


def _month(load: Load, month: str) -> dict[str, Any]:
    days = load.asked[month]
    words = {"month": month, "words": month_in_words(month), "asked": in_days(days)}
    return words | {"asked_tenths": round(days * 10), "over": month in load.over}


def told_delay(workshop: Workshop, entry: str, days: str) -> dict[str, Any]:
    """What is late when an activity takes so many days longer, in plain JSON types and in a sentence. Raises Refused."""
    those = activities(workshop.plan)
    if entry not in {one.id for one in those}:
        raise Refused("unknown_entry", "This is not an activity that has both its dates.", "entry")
    if not (days.isascii() and days.isdigit() and 1 <= int(days[:5]) <= LONGEST_DELAY):
        raise Refused("bad_number", f"A delay is 1 to {LONGEST_DELAY} days.", "days")
    pushed = [_pushed(workshop, one, entry) for one in pushed_back(those, entry, int(days))]
    return {"sentence": _delay_in_words(workshop, entry, pushed), "pushed": pushed}


def _pushed(workshop: Workshop, one: Pushed, late: str) -> dict[str, Any]:
    entry = workshop.plan.entries[one.id]
    known = {"entry": one.id, "short": entry.short, "title": entry.titled(), "partner": entry.fields.get("lead") or ""}
    return known | {"finish": _day(one.finish), "days": one.days, "own": one.id == late}


def _delay_in_words(workshop: Workshop, late: str, pushed: list[dict[str, Any]]) -> str:
    short = workshop.plan.entries[late].short
    others = [one for one in pushed if not one["own"]]
    if not others:
        return f"{short} would be late itself; nothing else is." if pushed else "Nobody would feel it: it lies within the days of grace."
    names = workshop.partner_names()
    leads = list(dict.fromkeys(names[one["partner"]] for one in others if one["partner"]))
    felt = f", felt by {listed(leads)}" if leads else ""
    return f"{short} would push back {listed([one['short'] for one in others])}{felt}."


def _ideas(workshop: Workshop, load: Load, others: list[Load]) -> list[dict[str, Any]]:
    found = relief(workshop.plan, load, others)
    return [{"entry": one.entry, "partner": one.partner, "free": in_days(one.free)} for one in found]


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat() if ordinal else ""

"""When activities can happen: finish-to-start, in calendar days (WORKPLAN.md, "Schedule and dependencies").

Only activities with both dates are scheduled; what another kind of order would say (working days, lags) no partner could check by hand.
Days are ordinals (`datetime.date.toordinal`), so that a day is one.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from graphlib import CycleError, TopologicalSorter

from msgspec import Struct

from workshops.plan.document import Entry, Plan


class Activity(Struct, frozen=True):
    """What of an activity matters for the time: first and last day, days of grace, and what it waits for."""

    id: str
    start: int
    due: int
    grace: int = 0
    after: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """How long it takes."""
        return self.due - self.start + 1


class Span(Struct, frozen=True):
    """When an activity can happen: from its earliest start to its earliest finish, and to its latest finish without delaying the end."""

    start: int
    finish: int
    latest: int

    @property
    def slack(self) -> int:
        """Days that it may slip before the end of the project does."""
        return self.latest - self.finish


class Pushed(Struct, frozen=True):
    """An activity that would finish `days` after its due date, which is beyond its grace."""

    id: str
    finish: int
    days: int


class Schedule(Struct, frozen=True):
    """The spans of all scheduled activities in document order, the last day of all (0 = none), and circles that were cut."""

    spans: dict[str, Span]
    end: int = 0
    circles: tuple[tuple[str, ...], ...] = ()

    @property
    def critical(self) -> list[str]:
        """What cannot slip at all, in document order."""
        return [one for one, span in self.spans.items() if not span.slack]


def activities(plan: Plan) -> list[Activity]:
    """The live activities that have both dates, in document order."""
    return [_activity(entry) for entry in plan.of_kind("activity") if entry.fields.get("start") and entry.fields.get("due")]


def _activity(entry: Entry) -> Activity:
    fields = entry.fields
    start, due = ordinal(fields["start"]), ordinal(fields["due"])
    return Activity(entry.id, start, max(start, due), fields.get("grace_days") or 0, tuple(fields.get("depends_on") or ()))


def ordinal(day: str) -> int:
    """An ISO date as a number of days."""
    return date.fromisoformat(day).toordinal()


def schedule_of(plan: Plan) -> Schedule:
    """The schedule of a plan, made once for each state of it: the check, the room, the figures and the document all ask."""
    known: Schedule | None = plan.__dict__.get("schedule")
    if known is None:
        known = plan.__dict__["schedule"] = scheduled(activities(plan))
    return known


def scheduled(those: Iterable[Activity], delays: Mapping[str, int] | None = None) -> Schedule:
    """The schedule of these activities; `delays` gives days by which some of them take longer."""
    known = {one.id: one for one in those}
    before = {one.id: [other for other in one.after if other in known] for one in known.values()}
    order, circles = _in_order(before)
    finish: dict[str, int] = {}
    start: dict[str, int] = {}
    for one in order:
        start[one] = max([known[one].start, *(finish[other] + 1 for other in before[one])])
        finish[one] = start[one] + known[one].days - 1 + (delays or {}).get(one, 0)
    end = max(finish.values(), default=0)
    latest = dict.fromkeys(order, end)
    for one in reversed(order):
        longest = latest[one] - (finish[one] - start[one] + 1)
        for other in before[one]:
            latest[other] = min(latest[other], longest)
    return Schedule({one: Span(start[one], finish[one], latest[one]) for one in known}, end, circles)


def pushed_back(those: Iterable[Activity], late: str, days: int) -> list[Pushed]:
    """What finishes beyond its due date and grace when the activity `late` takes `days` longer, in document order."""
    those = list(those)
    spans = scheduled(those, {late: days}).spans
    return [
        Pushed(one.id, spans[one.id].finish, spans[one.id].finish - one.due) for one in those if spans[one.id].finish > one.due + one.grace
    ]


def circle_through(after: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """A circle in who waits for whom, each waiting for the next and the last for the first; () where there is none."""
    try:
        list(TopologicalSorter(after).static_order())
    except CycleError as error:
        return _circle(error)
    return ()


def _in_order(before: dict[str, list[str]]) -> tuple[list[str], tuple[tuple[str, ...], ...]]:
    """The activities, each after those it waits for. A circle, which an old plan may bring along, is cut where it closes."""
    circles: list[tuple[str, ...]] = []
    while True:
        try:
            return list(TopologicalSorter(before).static_order()), tuple(circles)
        except CycleError as error:
            circles.append(_circle(error))
            before[circles[-1][0]].remove(circles[-1][1 % len(circles[-1])])


def _circle(error: CycleError) -> tuple[str, ...]:
    *circle, _ = error.args[1]
    return tuple(reversed(circle))

"""What the plan check looks at, and what it finds."""

from functools import cached_property

from msgspec import Struct

from workshops.decisions.decision import Decision
from workshops.plan.document import Entry, Plan
from workshops.plan.load import Load, loads
from workshops.plan.schedule import Activity, Schedule, activities, schedule_of

MOST_FOCUS_AREAS = 3


class Checked(Struct, frozen=True, dict=True):
    """What is checked: the plan, its decisions, the sections in use, partners by id, the themes of the vision, and the partners
    that have withdrawn."""

    plan: Plan
    decisions: tuple[Decision, ...]
    sections: tuple[str, ...]
    partners: dict[str, str]
    themes: tuple[str, ...]
    left: dict[str, str] = {}
    focus_areas: int = MOST_FOCUS_AREAS

    @cached_property
    def activities(self) -> dict[str, Activity]:
        """The activities that can be scheduled, by id."""
        return {one.id: one for one in activities(self.plan)}

    @cached_property
    def schedule(self) -> Schedule:
        """When they can happen."""
        return schedule_of(self.plan)

    @cached_property
    def loads(self) -> list[Load]:
        """What each partner offers and is asked for."""
        return loads(self.plan, list(self.partners))

    def of_kind(self, kind: str) -> list[Entry]:
        """The live entries of a kind, in order."""
        return self.plan.of_kind(kind)


class Finding(Struct, frozen=True):
    """`code` for programs, `quality` one of buy-in, realistic, measurable, accountable, `message` for people, and where it leads."""

    code: str
    quality: str
    message: str
    section: str
    entry: str = ""


def named(entry: Entry) -> str:
    """`A3 “Evening meals”`: how a finding names an entry."""
    title = " ".join(entry.titled().split())
    return f"{entry.short} “{title if len(title) <= 80 else title[:79] + '…'}”" if title else entry.short

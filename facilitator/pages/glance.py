"""A workshop at a glance: what a line on the home page says about it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from facilitator.pages.threshold import opened, rooms
from workshops.agenda import Stage
from workshops.people import FACILITATORS
from workshops.plan.standing import Standing, standing_of_section
from workshops.state import Workshop
from workshops.steps.course import status
from workshops.stores.accounts import Seat

BADGES = {
    "preparing": ("Preparing", "pencil", ""),
    "open": ("Doors open", "users", "badge--now"),
    "paused": ("Paused part way", "pause", ""),
    "frozen": ("Being signed", "signature", "badge--soft"),
    "signed": ("Signed", "circle-check", "badge--agree"),
}
"""By status: the word, its icon, and the look of the badge."""


@dataclass(frozen=True)
class Glance:
    """One workshop on the home page. `path` holds "agreed", "passed", "now" or "ahead" per stage; `leads` = seen by a facilitator."""

    id: str
    title: str
    partnership: str
    code: str
    status: str
    partners: int
    people: int
    path: tuple[str, ...]
    where: str
    minutes: int
    moved: str
    leads: bool
    signed: int

    @property
    def badge(self) -> tuple[str, str, str]:
        """The status in a word, with icon and look."""
        return BADGES[self.status]


def glances(seats: list[Seat]) -> list[Glance]:
    """The workshops of these seats that can still be entered, the ones that moved last first."""
    found = []
    for seat in {seat.workshop: seat for seat in reversed(seats)}.values():
        room = opened(seat.workshop)
        person = room.state.participants.get(seat.participant) if room else None
        if room and person and not person.removed:
            found.append((room.state.moved_at, at_a_glance(room.state, rooms().code(seat.workshop), person.role in FACILITATORS)))
    return [glance for _, glance in sorted(found, key=lambda pair: -pair[0])]


def at_a_glance(workshop: Workshop, code: str, leads: bool) -> Glance:
    """What the home page says about a workshop."""
    stages = [stage for stage in workshop.agenda.stages if not stage.skipped]
    now = status(workshop)
    at = next((n for n, stage in enumerate(stages) if stage.id == workshop.stage().id), 0)
    return Glance(
        id=workshop.id,
        title=workshop.title,
        partnership=workshop.partnership,
        code=code,
        status=now,
        partners=len(workshop.partners),
        people=sum(1 for one in workshop.participants.values() if not one.removed and one.role not in FACILITATORS),
        path=tuple(_state(workshop, now, stage, at - n) for n, stage in enumerate(stages)),
        where=_where(now, at, [stage.title for stage in stages]),
        minutes=sum(step.minutes for stage in stages for step in stage.steps if not step.skipped),
        moved=spoken_date(workshop.moved_at),
        leads=leads,
        signed=len(workshop.version.signatures) if workshop.version else 0,
    )


def _state(workshop: Workshop, now: str, stage: Stage, behind: int) -> str:
    """How far one stage has come, as the room's own path shows it; `behind` counts the stages from it to where everybody is."""
    if behind == 0 and now not in ("preparing", "signed"):
        return "now"
    if standing_of_section(workshop.plan, workshop.decisions.values(), stage.section) is Standing.ADOPTED:
        return "agreed"
    return "passed" if now == "signed" or behind > 0 else "ahead"


def _where(now: str, at: int, titles: list[str]) -> str:
    if now == "preparing":
        return "Not started yet"
    if now == "signed":
        return "All stages done"
    return f"Stage {at + 1} of {len(titles)}, {titles[at]}"


def spoken_date(at: int) -> str:
    """A day in full, such as "Sunday 22 November 2026" (UTC); "" for none."""
    if not at:
        return ""
    day = datetime.fromtimestamp(at / 1000, UTC)
    return f"{day:%A} {day.day} {day:%B} {day.year}"

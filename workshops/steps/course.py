"""The course of a workshop: it is founded, its doors open and close, and everybody is at one step of its agenda."""

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import structs

from workshops.agenda import Agenda, Stage
from workshops.bounds import Id
from workshops.decisions.policy import Policy
from workshops.moment import Moment
from workshops.people import FACILITATORS, Actor
from workshops.refusal import Refused
from workshops.state import Place, Timer, Workshop, with_milestone
from workshops.verbs import Aside, Change, Command, Event, apply, decide


class OpenDoors(Command):
    """Opens the doors: the session begins, people with the code may come in."""

    may = FACILITATORS


class CloseSession(Command):
    """Ends this sitting; the workshop stays as it is until the doors open again."""

    may = FACILITATORS


class GoTo(Command):
    """Takes everybody to a step: the next, the one before, or any other. Going back loses nothing."""

    may = FACILITATORS

    step: Id


class Lock(Command):
    """Stops or allows editing by everybody but the facilitators."""

    may = FACILITATORS

    on: bool


class CallEveryone(Command):
    """Brings everybody back from wherever they are looking."""

    may = FACILITATORS


class WorkshopFounded(Event):
    """The first event: what the workshop is, and a copy of its agenda."""

    workshop: str
    title: str
    partnership: str
    locale: str
    agenda: Agenda
    starting_policy: Policy


class DoorsOpened(Event):
    """A session began."""


class SessionClosed(Event):
    """A session ended."""


class StepEntered(Event):
    """Everybody is at this step now."""

    step: str


class LockSet(Event):
    """Editing is locked, or free again."""

    on: bool


class EveryoneCalled(Event):
    """Everybody was asked to come here."""


@decide.register
def _(command: OpenDoors, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    if not workshop.doors:
        yield DoorsOpened(by=actor.id, at=moment.now)


@decide.register
def _(command: CloseSession, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    if workshop.doors:
        yield SessionClosed(by=actor.id, at=moment.now)


@decide.register
def _(command: GoTo, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    if workshop.agenda.step(command.step) is None:
        raise Refused("unknown_step", "This step is not in the agenda.", "step")
    if workshop.place.step == command.step:
        return
    yield StepEntered(by=actor.id, at=moment.now, step=command.step)
    for participant, held in workshop.held.get("signals", {}).items():
        yield from (Aside("held", ("signals", participant, kind)) for kind in held)


@decide.register
def _(command: Lock, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    if workshop.place.locked != command.on:
        yield LockSet(by=actor.id, at=moment.now, on=command.on)


@decide.register
def _(command: CallEveryone, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    yield EveryoneCalled(by=actor.id, at=moment.now)


@apply.register
def _(event: WorkshopFounded, workshop: Workshop) -> Workshop:
    return begun(event)


def begun(event: WorkshopFounded) -> Workshop:
    """The workshop that the first event founds, at the first step of its agenda."""
    return Workshop(
        id=event.workshop,
        title=event.title,
        partnership=event.partnership,
        locale=event.locale,
        agenda=event.agenda,
        starting_policy=event.starting_policy,
        place=Place(event.agenda.steps()[0].id),
    )


@apply.register
def _(event: DoorsOpened, workshop: Workshop) -> Workshop:
    return structs.replace(workshop, doors=True, session=workshop.session + 1)


@apply.register
def _(event: SessionClosed, workshop: Workshop) -> Workshop:
    return structs.replace(workshop, doors=False, place=structs.replace(workshop.place, timer=None))


@apply.register
def _(event: StepEntered, workshop: Workshop) -> Workshop:
    before = workshop.stage()
    moved = structs.replace(workshop, place=structs.replace(workshop.place, step=event.step, timer=None))
    if moved.stage() is before or moved.stage().id == before.id:
        return moved
    return with_milestone(moved, "moved", f"The group moved to {moved.stage().title}", event.at)


@apply.register
def _(event: LockSet, workshop: Workshop) -> Workshop:
    return structs.replace(workshop, place=structs.replace(workshop.place, locked=event.on))


@apply.register
def _(event: EveryoneCalled, workshop: Workshop) -> Workshop:
    return structs.replace(workshop, place=structs.replace(workshop.place, calls=workshop.place.calls + 1))


def everyone(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Slices `workshop`, `path`, `place` and `milestones`."""
    yield (
        "workshop",
        {
            "id": workshop.id,
            "title": workshop.title,
            "partnership": workshop.partnership,
            "locale": workshop.locale,
            "doors": "open" if workshop.doors else "closed",
            "session": workshop.session,
            "status": status(workshop),
        },
    )
    yield "path", {"stages": [_stage(stage) for stage in workshop.agenda.stages]}
    place = workshop.place
    yield (
        "place",
        {
            "stage": workshop.stage().id,
            "step": place.step,
            "locked": place.locked,
            "calls": place.calls,
            "timer": _timer(place.timer),
        },
    )
    yield (
        "milestones",
        [
            {
                "seq": one.seq,
                "at": one.at,
                "kind": one.kind,
                "text": one.text.replace("{who}", workshop.name(one.who), 1) if one.who else one.text,
            }
            for one in workshop.milestones
        ],
    )


def status(workshop: Workshop) -> str:
    """Where a workshop is in its life: preparing, open, paused, frozen, signed."""
    if workshop.version is not None:
        return "frozen" if workshop.version.sealed_at is None else "signed"
    if workshop.doors:
        return "open"
    return "paused" if workshop.session else "preparing"


def _timer(timer: Timer | None) -> Any:
    return msgspec.to_builtins(timer) if timer else None


def _stage(stage: Stage) -> dict[str, Any]:
    return {
        "id": stage.id,
        "title": stage.title,
        "purpose": stage.purpose,
        "section": stage.section,
        "skipped": stage.skipped,
        "minutes": sum(step.minutes for step in stage.steps if not step.skipped),
        "steps": [
            {"id": step.id, "kind": step.kind, "title": step.title, "minutes": step.minutes, "skipped": step.skipped}
            for step in stage.steps
        ],
    }

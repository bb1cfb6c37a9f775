"""The pace: timers that warn and never act, and an agenda that can be shortened, skipped, or given one more step."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, structs

from workshops.agenda import Options, Stage, Step
from workshops.bounds import Id, Line, Minutes, Seconds, line
from workshops.moment import Moment
from workshops.people import FACILITATORS, Actor
from workshops.refusal import Refused
from workshops.state import Timer, Workshop
from workshops.verbs import Change, Command, Event, Made, apply, decide

# What can be put in at any place without preparing content for it.
INSERTED = {
    "pulse": "Pulse",
    "gather": "Gather",
    "group": "Group",
    "prioritise": "Prioritise",
    "draft": "Draft",
    "entries": "Entries",
    "review": "Review",
}
MOST_STEPS = 120


class StartTimer(Command):
    """Starts the timer of the step."""

    may = FACILITATORS

    seconds: Seconds


class PauseTimer(Command):
    """Holds the timer."""

    may = FACILITATORS


class ResumeTimer(Command):
    """Lets a held timer run on."""

    may = FACILITATORS


class ExtendTimer(Command):
    """Gives more time."""

    may = FACILITATORS

    seconds: Annotated[int, Meta(ge=5, le=3600)]


class SetMinutes(Command):
    """Changes the timebox of a step, for today."""

    may = FACILITATORS

    step: Id
    minutes: Minutes


class Skip(Command):
    """Leaves a step or a whole stage out, or takes it in again."""

    may = FACILITATORS

    step: Id
    on: bool


class InsertStep(Command):
    """Puts one more step before another, such as a quick pulse before a vote."""

    may = FACILITATORS

    before: Id
    kind: Id
    title: Line = ""
    prompt: Line = ""
    minutes: Minutes = 3
    options: Options = Options()


class TimerSet(Event):
    """The timer as it is now: running until `ends_at`, or paused with `left` seconds."""

    total: int
    ends_at: int | None = None
    left: int | None = None


class MinutesSet(Event):
    """A step has another timebox."""

    step: str
    minutes: int


class Skipped(Event):
    """A step or stage is left out, or back in."""

    step: str
    on: bool


class StepInserted(Event):
    """The agenda has one more step."""

    before: str
    step: Step


@decide.register
def _(command: StartTimer, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    yield TimerSet(by=actor.id, at=moment.now, total=command.seconds, ends_at=moment.now + command.seconds * 1000)


@decide.register
def _(command: PauseTimer, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    timer = workshop.place.timer
    if timer is None or timer.ends_at is None:
        raise Refused("no_timer", "No timer is running.")
    yield TimerSet(by=actor.id, at=moment.now, total=timer.total, left=max(0, (timer.ends_at - moment.now + 999) // 1000))


@decide.register
def _(command: ResumeTimer, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    timer = workshop.place.timer
    if timer is None or timer.left is None:
        raise Refused("no_timer", "No timer is held.")
    yield TimerSet(by=actor.id, at=moment.now, total=timer.total, ends_at=moment.now + timer.left * 1000)


@decide.register
def _(command: ExtendTimer, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    timer = workshop.place.timer
    if timer is None:
        yield TimerSet(by=actor.id, at=moment.now, total=command.seconds, ends_at=moment.now + command.seconds * 1000)
    elif timer.ends_at is None:
        yield TimerSet(by=actor.id, at=moment.now, total=timer.total + command.seconds, left=(timer.left or 0) + command.seconds)
    else:
        ends = max(timer.ends_at, moment.now) + command.seconds * 1000
        yield TimerSet(by=actor.id, at=moment.now, total=timer.total + command.seconds, ends_at=ends)


@decide.register
def _(command: SetMinutes, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    if workshop.agenda.step(command.step) is None:
        raise Refused("unknown_step", "This step is not in the agenda.", "step")
    yield MinutesSet(by=actor.id, at=moment.now, step=command.step, minutes=command.minutes)


@decide.register
def _(command: Skip, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    if workshop.agenda.step(command.step) is None and _stage(workshop, command.step) is None:
        raise Refused("unknown_step", "This step is not in the agenda.", "step")
    yield Skipped(by=actor.id, at=moment.now, step=command.step, on=command.on)


@decide.register
def _(command: InsertStep, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    stage = workshop.agenda.stage_of(command.before)
    if stage is None:
        raise Refused("unknown_step", "This step is not in the agenda.", "before")
    if command.kind not in INSERTED:
        raise Refused("unknown_kind", f"A step of this kind cannot be put in. Possible are: {', '.join(INSERTED)}.", "kind")
    if len(workshop.agenda.steps()) >= MOST_STEPS:
        raise Refused("full", f"An agenda holds at most {MOST_STEPS} steps.")
    title = line(command.title, "title") or INSERTED[command.kind]
    prompt = line(command.prompt, "prompt")
    for end in (command.options.low, command.options.high):
        line(end, "options")
    new_id = f"{stage.id}.{command.kind}-{workshop.counted.get('step', 0) + 1}"
    step = Step(new_id, command.kind, title, command.minutes, prompt=prompt, options=command.options)
    yield StepInserted(by=actor.id, at=moment.now, before=command.before, step=step)
    yield Made(new_id)


@apply.register
def _(event: TimerSet, workshop: Workshop) -> Workshop:
    return structs.replace(workshop, place=structs.replace(workshop.place, timer=Timer(event.total, event.ends_at, event.left)))


@apply.register
def _(event: MinutesSet, workshop: Workshop) -> Workshop:
    step = workshop.agenda.step(event.step)
    assert step is not None
    return structs.replace(workshop, agenda=workshop.agenda.with_step(structs.replace(step, minutes=event.minutes)))


@apply.register
def _(event: Skipped, workshop: Workshop) -> Workshop:
    step = workshop.agenda.step(event.step)
    if step is not None:
        return structs.replace(workshop, agenda=workshop.agenda.with_step(structs.replace(step, skipped=event.on)))
    stage = _stage(workshop, event.step)
    assert stage is not None
    return structs.replace(workshop, agenda=workshop.agenda.with_stage(structs.replace(stage, skipped=event.on)))


@apply.register
def _(event: StepInserted, workshop: Workshop) -> Workshop:
    widened = workshop.agenda.inserted(event.before, event.step)
    return structs.replace(workshop, agenda=widened, counted=workshop.counted_up("step"))


def _stage(workshop: Workshop, stage_id: str) -> Stage | None:
    return next((stage for stage in workshop.agenda.stages if stage.id == stage_id), None)

"""Turning over: what was written alone is shown to all at once, and who wrote it is forgotten."""

from collections.abc import Callable, Iterator

from workshops.agenda import Step
from workshops.bounds import Id
from workshops.moment import Moment
from workshops.people import FACILITATORS, Actor
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.steps import capacity, gather, prioritise, pulse
from workshops.verbs import Aside, Change, Command, Event, decide

REVEALS: dict[str, Callable[[Workshop, Step, Moment], Event]] = {
    "gather": gather.reveal,
    "pulse": pulse.reveal,
    "prioritise": prioritise.reveal,
    "capacity": capacity.reveal,
}
"""Kinds of steps that hold something back, and the event that shows it."""


class Reveal(Command):
    """Shows what was given in a step: cards, numbers, dots, offers. Once, and for all to see."""

    may = FACILITATORS

    step: Id


@decide.register
def _(command: Reveal, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    step = workshop.agenda.step(command.step)
    if step is None or step.kind not in REVEALS:
        raise Refused("unknown_step", "There is nothing to turn over in this step.", "step")
    if step.id in workshop.revealed:
        raise Refused("shown", "This has been turned over already.", "step")
    yield REVEALS[step.kind](workshop, step, moment)
    for participant, items in workshop.held.get(step.id, {}).items():
        yield from (Aside("held", (step.id, participant, item)) for item in items)

"""Pulse: one number from 0 to 5 from each person, given privately and shown together. Never an average: it would hide the one 1."""

from collections.abc import Iterator
from typing import Annotated, Any

from msgspec import Meta, structs

from workshops.agenda import Step
from workshops.bounds import Id
from workshops.moment import Moment
from workshops.people import WORKING, Actor
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.steps.authorship import author_of, counted_by_partner
from workshops.verbs import Aside, Change, Command, Event, apply, decide


class SetPulse(Command):
    """A person's number, which can be changed until all are shown."""

    may = WORKING

    step: Id
    value: Annotated[int, Meta(ge=0, le=5)]
    participant: Id = ""


class PulseRevealed(Event):
    """How many said 0, 1, … 5; `heard` counts the answers per partner."""

    step: str
    counts: tuple[int, ...]
    heard: dict[str, int]


@decide.register
def _(command: SetPulse, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    step = workshop.agenda.step(command.step)
    if step is None or step.kind != "pulse":
        raise Refused("unknown_step", "This is not a Pulse step.", "step")
    author = author_of(workshop, actor, command.participant)
    if step.id in workshop.revealed:
        raise Refused("shown", "The answers are on the table already.", "step")
    yield Aside("held", (step.id, author, "pulse"), command.value)


def reveal(workshop: Workshop, step: Step, moment: Moment) -> Event:
    """Shows all numbers together, without names."""
    held = workshop.held.get(step.id, {})
    values = [items["pulse"] for items in held.values() if "pulse" in items]
    counts = tuple(values.count(number) for number in range(6))
    numbers = {author: int("pulse" in items) for author, items in held.items()}
    return PulseRevealed(step=step.id, counts=counts, heard=counted_by_partner(workshop, numbers))


@apply.register
def _(event: PulseRevealed, workshop: Workshop) -> Workshop:
    return structs.replace(
        workshop,
        pulses=workshop.pulses | {event.step: event.counts},
        revealed=workshop.revealed | {event.step},
        heard=workshop.heard | {event.step: event.heard},
        answered=workshop.answered | {event.step: sum(event.counts)},
    )


def everyone(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Slices `pulse:…`, revealed ones only."""
    for step, counts in workshop.pulses.items():
        yield f"pulse:{step}", {"step": step, "counts": list(counts), "answered": sum(counts)}


def mine(step: Step, held: dict[str, Any]) -> dict[str, Any]:
    """A participant's own number, not yet shown."""
    return {"pulse": held.get("pulse")}


def did(step: Step, held: dict[str, Any]) -> tuple[int, str]:
    """Whether somebody has answered; never what."""
    return ("pulse" in held, "answered" if "pulse" in held else "nothing yet")

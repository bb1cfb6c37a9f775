"""Quiet signals to the facilitator ("I need more time", "I have a question first", "I am ready"), and the parking lot."""

from collections.abc import Iterator
from typing import Any, Literal

from msgspec import structs

from workshops.bounds import Id, Line, needed_line
from workshops.moment import Moment
from workshops.people import FACILITATORS, PRESENT, Actor
from workshops.refusal import Refused
from workshops.state import Parked, Workshop
from workshops.steps.authorship import partner_of
from workshops.verbs import Aside, Change, Command, Event, Made, apply, decide

MOST_PARKED = 200


class Signal(Command):
    """Raises or takes back a signal; all are cleared when the step changes, and none is ever logged."""

    may = PRESENT

    kind: Literal["more_time", "ready", "question"]
    on: bool


class Park(Command):
    """Keeps a thought for later."""

    may = PRESENT

    text: Line


class Unpark(Command):
    """Takes a thought off the parking lot."""

    may = FACILITATORS

    item: Id


class ThoughtParked(Event):
    """A thought waits for later."""

    item: str
    text: str
    partner: str = ""


class ThoughtUnparked(Event):
    """A thought was dealt with."""

    item: str


@decide.register
def _(command: Signal, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    yield Aside("held", ("signals", actor.id, command.kind), True if command.on else None)


@decide.register
def _(command: Park, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    if len(workshop.parking) >= MOST_PARKED:
        raise Refused("full", "The parking lot is full. Please ask the facilitator to clear some of it.")
    text = needed_line(command.text, "text", "the thought")
    item = workshop.next_id("k")
    yield ThoughtParked(by=actor.id, at=moment.now, item=item, text=text, partner=partner_of(workshop, actor.id))
    yield Made(item)


@decide.register
def _(command: Unpark, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    if command.item not in workshop.parking:
        raise Refused("unknown_item", "This thought is not on the parking lot any more.", "item")
    yield ThoughtUnparked(by=actor.id, at=moment.now, item=command.item)


@apply.register
def _(event: ThoughtParked, workshop: Workshop) -> Workshop:
    parked = Parked(event.item, event.text, event.partner)
    return structs.replace(workshop, parking=workshop.parking | {parked.id: parked}, counted=workshop.counted_up("k"))


@apply.register
def _(event: ThoughtUnparked, workshop: Workshop) -> Workshop:
    return structs.replace(workshop, parking={item: one for item, one in workshop.parking.items() if item != event.item})


def everyone(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Slice `parking`."""
    yield "parking", [{"id": one.id, "text": one.text, "partner": one.partner} for one in workshop.parking.values()]

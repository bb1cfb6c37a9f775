"""Capacity: each partner says, privately first, what it can give and how it likes to work; all is shown together.

Until then an offer is held beside the log, seen by the people of its partner alone. Turning over makes each a line of the plan.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from msgspec import Meta, structs

from workshops.agenda import Step
from workshops.bounds import Id
from workshops.moment import Moment
from workshops.people import WORKING, Actor
from workshops.plan.document import Entry
from workshops.plan.fields import blank, read_fields
from workshops.plan.kinds import KINDS
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.steps.authorship import author_of, counted_by_partner, partner_of, refuse_when_frozen, refuse_when_locked
from workshops.steps.entries import surroundings
from workshops.verbs import Aside, Change, Command, Event, apply, decide

CAPACITY = KINDS["capacity"]


class OfferCapacity(Command):
    """What somebody's partner can give, which can be changed until all is shown; the last word of its people counts."""

    may = WORKING

    step: Id
    days_per_month: Annotated[int, Meta(ge=0)] | None = None
    in_kind: str = ""
    working_style: str = ""
    participant: Id = ""


class CapacityRevealed(Event):
    """What each partner can give, as entries: id, partner, fields; `heard` counts who has said so."""

    step: str
    offers: tuple[tuple[str, str, dict[str, Any]], ...]
    heard: dict[str, int]


@decide.register
def _(command: OfferCapacity, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    step = workshop.agenda.step(command.step)
    if step is None or step.kind != "capacity":
        raise Refused("unknown_step", "This is not a step in which partners say what they can give.", "step")
    refuse_when_frozen(workshop)
    refuse_when_locked(workshop, actor)
    author = author_of(workshop, actor, command.participant)
    if step.id in workshop.revealed:
        raise Refused("shown", "The offers are on the table already. Change your line in the plan.", "step")
    given = {"days_per_month": command.days_per_month, "in_kind": command.in_kind, "working_style": command.working_style}
    fields = read_fields(CAPACITY, given, surroundings(workshop))
    if all(value in ("", None) for value in fields.values()):
        raise Refused("empty", "Please say something; nought days is an honest answer.", "days_per_month")
    for colleague in held_by_partner(workshop, step, partner_of(workshop, author)):
        if colleague != author:
            yield Aside("held", (step.id, colleague, "capacity"))
    yield Aside("held", (step.id, author, "capacity"), fields)


def held_by_partner(workshop: Workshop, step: Step, partner: str) -> dict[str, dict[str, Any]]:
    """What the people of a partner have offered for it and not shown yet, by participant: one, or none."""
    held = workshop.held.get(step.id, {})
    return {who: items["capacity"] for who, items in held.items() if "capacity" in items and partner_of(workshop, who) == partner}


def reveal(workshop: Workshop, step: Step, moment: Moment) -> Event:
    """Shows all offers together, in the order of the partners. A partner that had a line in the plan already keeps it, with new words."""
    present = {entry.fields.get("partner"): entry for entry in workshop.plan.of_kind("capacity")}
    number = workshop.counted.get("e", 0)
    offers: list[tuple[str, str, dict[str, Any]]] = []
    people: dict[str, int] = {}
    for partner in workshop.partners:
        for who, fields in held_by_partner(workshop, step, partner).items():
            known = present.get(partner)
            number += known is None
            offers.append((known.id if known else f"e{number}", partner, blank(CAPACITY) | fields | {"partner": partner}))
            people[who] = 1
    return CapacityRevealed(step=step.id, offers=tuple(offers), heard=counted_by_partner(workshop, people))


@apply.register
def _(event: CapacityRevealed, workshop: Workshop) -> Workshop:
    entries, counted = dict(workshop.plan.entries), dict(workshop.counted)
    for entry, partner, fields in event.offers:
        if entry in entries:
            entries[entry] = structs.replace(entries[entry], fields=fields)
            continue
        for name in ("e", "capacity"):
            counted[name] = counted.get(name, 0) + 1
        entries[entry] = Entry(entry, "capacity", counted["capacity"], fields, partner)
    return structs.replace(
        workshop,
        plan=structs.replace(workshop.plan, entries=entries),
        revealed=workshop.revealed | {event.step},
        heard=workshop.heard | {event.step: event.heard},
        answered=workshop.answered | {event.step: len(event.offers)},
        counted=counted,
    )


def mine(workshop: Workshop, step: Step, participant: str) -> dict[str, Any]:
    """What one's partner has offered and not shown yet, whoever of it said so."""
    offers = held_by_partner(workshop, step, partner_of(workshop, participant))
    return {"capacity": next(iter(offers.values()), None)}


def did(step: Step, held: dict[str, Any]) -> tuple[int, str]:
    """Whether somebody has said what their partner can give; never what."""
    return int("capacity" in held), "said it" if "capacity" in held else "nothing yet"

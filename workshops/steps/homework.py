"""Homework: what entries still lack, which the room did not ask for, by partner, and by when it is wanted.

In the room an entry asks only for what matters now. The rest is filled in afterwards, by personal link (PRODUCT.md, "Form fatigue").
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from msgspec import Meta, structs

from workshops.moment import Moment
from workshops.people import FACILITATORS, Actor
from workshops.plan.fields import lacking
from workshops.plan.kinds import KINDS
from workshops.plan.sections import in_document_order
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.verbs import Change, Command, Event, apply, decide


class SetHomework(Command):
    """The day by which what is missing is to be filled in (ISO date); "" for none."""

    may = FACILITATORS

    due: Annotated[str, Meta(max_length=10)]


class HomeworkSet(Event):
    """There is another day for what is missing, or none ("")."""

    due: str = ""


@decide.register
def _(command: SetHomework, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    try:
        if command.due and date.fromisoformat(command.due).isoformat() != command.due:
            raise ValueError(command.due)
    except ValueError:
        raise Refused("bad_date", "This is a date such as 2027-09-30.", "due") from None
    if command.due != workshop.homework:
        yield HomeworkSet(by=actor.id, at=moment.now, due=command.due)


@apply.register
def _(event: HomeworkSet, workshop: Workshop) -> Workshop:
    return structs.replace(workshop, homework=event.due)


def gaps_by_partner(workshop: Workshop) -> dict[str, list[str]]:
    """The live entries that lack something, in document order, by the partner that fills it in ("" = nobody in particular)."""
    gaps: dict[str, list[str]] = {}
    for section in in_document_order(workshop.agenda.sections()):
        for entry in workshop.plan.entries_of(section.id):
            kind = KINDS[entry.kind]
            if lacking(kind, entry.fields):
                owner = entry.fields.get(kind.owners) or entry.partner
                gaps.setdefault(owner if owner in workshop.partners else "", []).append(entry.id)
    return gaps


def everyone(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Slice `homework`."""
    yield "homework", {"due": workshop.homework, "gaps": gaps_by_partner(workshop)}

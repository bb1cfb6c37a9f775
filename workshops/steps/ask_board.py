"""We must ask our board first: a partner that answers later, by a date that everybody sees."""

import datetime
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, structs

from workshops.bounds import Id
from workshops.moment import Moment
from workshops.people import FACILITATORS, SEATED, Actor
from workshops.plan.load import day_in_words
from workshops.refusal import Refused
from workshops.state import Workshop, with_milestone
from workshops.steps.authorship import known_partner
from workshops.steps.sign import signed_now
from workshops.verbs import Change, Command, Event, apply, decide

LONGEST = 366
"""Days that a partner may take."""


class AskBoard(Command):
    """A partner asks its board before it signs, and answers by `until`, an ISO date. Repeating it sets another date."""

    may = SEATED | FACILITATORS

    partner: Id
    until: Annotated[str, Meta(max_length=10)]


class BoardAsked(Event):
    """A partner wants to answer this version by this date."""

    version: str
    partner: str
    until: str


@decide.register
def _(command: AskBoard, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    version = signed_now(workshop)
    partner = known_partner(workshop, command.partner)
    if not actor.leads and command.partner not in workshop.signs_for(actor.id):
        raise Refused("not_your_vote", "Only a partner’s confirmed representative can say this for it.", "partner")
    if any(one.partner == partner.id for one in version.signatures):
        raise Refused("has_signed", f"{partner.name} has answered already.", "partner")
    if partner.withdrawn:
        raise Refused("withdrawn", f"{partner.name} has withdrawn: it is not asked to sign.", "partner")
    until = _date(command.until, moment)
    yield BoardAsked(by=actor.id, at=moment.now, version=version.number, partner=partner.id, until=until)


def _date(written: str, moment: Moment) -> str:
    try:
        until = datetime.date.fromisoformat(written)
    except ValueError:
        raise Refused("bad_date", "Please choose a date, such as 2027-09-30.", "until") from None
    # The server's day is UTC's; somewhere it is still yesterday.
    today = datetime.datetime.fromtimestamp(moment.now / 1000, datetime.UTC).date()
    if not -1 <= (until - today).days <= LONGEST:
        raise Refused("bad_date", "Please choose a day from today on, within a year.", "until")
    return until.isoformat()


@apply.register
def _(event: BoardAsked, workshop: Workshop) -> Workshop:
    version = workshop.version
    assert version is not None
    asking = structs.replace(version, asking=version.asking | {event.partner: event.until})
    told = f"{workshop.partners[event.partner].name} asks its board before it signs, and answers by {day_in_words(event.until)}"
    return with_milestone(structs.replace(workshop, version=asking), "signed", told, event.at)

"""Welcome: who is here, for whom, what each partner brings and hopes for."""

from collections.abc import Iterator
from typing import Any

from msgspec import structs

from workshops.bounds import MOST_PARTNERS, Id, Line, Name, line, look_of, needed_line
from workshops.moment import Moment
from workshops.people import FACILITATORS, INKS, WORKING, Actor, Partner
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.steps.authorship import partner_of, refuse_when_frozen
from workshops.verbs import Change, Command, Event, Made, apply, decide


class AddPartner(Command):
    """The facilitator puts a partner on the list."""

    may = FACILITATORS

    name: Name


class DescribePartner(Command):
    """A partner says what it brings and hopes for (None keeps)."""

    may = WORKING

    partner: Id
    name: Name | None = None
    brings: Line | None = None
    hopes: Line | None = None


class PartnerAdded(Event):
    """A partner is on the list."""

    partner: str
    name: str


class PartnerDescribed(Event):
    """A partner's name and what it brings and hopes for, as they are now."""

    partner: str
    name: str
    brings: str
    hopes: str


def partner_named(workshop: Workshop, name: str, by: str, moment: Moment) -> tuple[str, list[Change]]:
    """The partner with this name, and the event that adds it unless it is on the list already."""
    name = needed_line(name, "new_partner", "the partner’s name")
    known = _looking_like(workshop, name)
    if known:
        return known, []
    if workshop.is_frozen():
        message = "The plan is being signed, and its list of partners is closed. Choose one from the list, or observe."
        raise Refused("frozen", message, "new_partner")
    if len(workshop.partners) >= MOST_PARTNERS:
        raise Refused("full", f"There are {MOST_PARTNERS} partners already, the most that one plan can hold.", "new_partner")
    new = workshop.next_id("o")
    return new, [PartnerAdded(by=by, at=moment.now, partner=new, name=name)]


def _looking_like(workshop: Workshop, name: str) -> str:
    """The partner whose name looks like this one, "" when none does."""
    return next((one.id for one in workshop.partners.values() if look_of(one.name) == look_of(name)), "")


@decide.register
def _(command: AddPartner, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    partner, added = partner_named(workshop, command.name, actor.id, moment)
    if not added:
        raise Refused("already", "This partner is on the list already.", "name")
    yield from added
    yield Made(partner)


@decide.register
def _(command: DescribePartner, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    partner = workshop.partners.get(command.partner)
    if partner is None:
        raise Refused("no_partner", "This partner is not on the list.", "partner")
    if not actor.leads and partner_of(workshop, actor.id) != partner.id:
        raise Refused("not_yours", "You can describe your own partner only.", "partner")
    refuse_when_frozen(workshop)
    if command.name is not None and partner.voice not in ("", actor.id) and not actor.leads:
        raise Refused("not_yours", "Whoever speaks for your partner can change its name.", "name")
    name = partner.name if command.name is None else needed_line(command.name, "name", "the partner’s name")
    if _looking_like(workshop, name) not in ("", partner.id):
        raise Refused("already", "Another partner has this name.", "name")
    yield PartnerDescribed(
        by=actor.id,
        at=moment.now,
        partner=partner.id,
        name=name,
        brings=partner.brings if command.brings is None else line(command.brings, "brings"),
        hopes=partner.hopes if command.hopes is None else line(command.hopes, "hopes"),
    )


def _has_proxy(workshop: Workshop, partner: Partner) -> bool:
    """Does somebody of another partner vote for this one?"""
    voice = workshop.participants.get(partner.voice)
    return voice is not None and voice.partner != partner.id


@apply.register
def _(event: PartnerAdded, workshop: Workshop) -> Workshop:
    new = Partner(event.partner, event.name, len(workshop.partners) % INKS + 1)
    return structs.replace(workshop, partners=workshop.partners | {new.id: new}, counted=workshop.counted_up("o"))


@apply.register
def _(event: PartnerDescribed, workshop: Workshop) -> Workshop:
    told = structs.replace(workshop.partners[event.partner], name=event.name, brings=event.brings, hopes=event.hopes)
    return structs.replace(workshop, partners=workshop.partners | {told.id: told})


def everyone(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Slices `partner:…`."""
    for partner in workshop.partners.values():
        yield (
            f"partner:{partner.id}",
            {
                "id": partner.id,
                "name": partner.name,
                "colour": partner.ink,
                "brings": partner.brings,
                "hopes": partner.hopes,
                "voice": partner.voice,
                "claims": list(partner.claims),
                "proxy": _has_proxy(workshop, partner),
                "withdrawn": partner.withdrawn,
            },
        )

"""A partner leaves: its votes so far stand, and what it leads needs a lead. One that was added by mistake can be taken off the list."""

from collections.abc import Iterator

from msgspec import structs

from workshops.bounds import Id, Reason, needed_line
from workshops.decisions.checking import read_policy
from workshops.moment import Moment
from workshops.people import FACILITATORS, Actor, Role
from workshops.refusal import Refused
from workshops.state import Workshop, with_milestone
from workshops.steps.authorship import known_partner, partner_of, refuse_when_frozen
from workshops.verbs import Change, Command, Event, apply, decide


class WithdrawPartner(Command):
    """A partner leaves the partnership, with the reason: by its representative, or by the facilitator."""

    may = FACILITATORS | {Role.REPRESENTATIVE}

    partner: Id
    reason: Reason


class ReturnPartner(Command):
    """A partner that had left takes part again."""

    may = FACILITATORS

    partner: Id


class RemovePartner(Command):
    """Takes a partner off the list that has left no trace: somebody misspelt it, or had no business to add it."""

    may = FACILITATORS

    partner: Id


class PartnerWithdrawn(Event):
    """A partner has left."""

    partner: str
    reason: str


class PartnerReturned(Event):
    """A partner is here again."""

    partner: str


class PartnerRemoved(Event):
    """A partner was never there."""

    partner: str


@decide.register
def _(command: WithdrawPartner, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    partner = known_partner(workshop, command.partner)
    if not actor.leads and partner.id not in workshop.signs_for(actor.id):
        raise Refused("not_yours", "Only a partner’s own representative can withdraw it.", "partner")
    refuse_when_frozen(workshop)
    reason = needed_line(command.reason, "reason", "why this partner leaves")
    if not partner.withdrawn:
        yield PartnerWithdrawn(by=actor.id, at=moment.now, partner=partner.id, reason=reason)


@decide.register
def _(command: ReturnPartner, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    refuse_when_frozen(workshop)
    if known_partner(workshop, command.partner).withdrawn:
        yield PartnerReturned(by=actor.id, at=moment.now, partner=command.partner)


@decide.register
def _(command: RemovePartner, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    partner = known_partner(workshop, command.partner)
    refuse_when_frozen(workshop)
    if any(one.partner == partner.id and not one.removed for one in workshop.participants.values()):
        raise Refused(
            "has_people", f"Somebody is here for {partner.name}. Move them to another partner, or take them out first.", "partner"
        )
    if _has_traces(workshop, partner.id):
        raise Refused("has_traces", f"{partner.name} has taken part already. It can withdraw; what it did stays.", "partner")
    yield PartnerRemoved(by=actor.id, at=moment.now, partner=partner.id)


def _has_traces(workshop: Workshop, partner: str) -> bool:
    """Does anything that stays name this partner: a vote it was entitled to, a card, an entry, a thought?"""
    entries = workshop.plan.entries.values()
    people = {person.id for person in workshop.participants.values() if person.partner == partner}
    rounds = [one for decision in workshop.decisions.values() for one in decision.rounds]
    policies = [*(decision.policy for decision in workshop.decisions.values()), *workshop.rules.values()]
    policies += [read_policy(entry.fields["policy"]) for entry in entries if entry.fields.get("policy")]
    return (
        bool(workshop.partners[partner].withdrawn)
        or any({partner, *people} & {*one.voters} for one in rounds)
        or any(partner in one.weights for policy in policies for one in policy.with_fallbacks())
        or any(partner in heard for heard in workshop.heard.values())
        or any(entry.partner == partner or partner in entry.fields.values() for entry in entries)
        or any(parked.partner == partner for parked in workshop.parking.values())
        or any(partner_of(workshop, author) == partner for held in workshop.held.values() for author in held)
    )


@apply.register
def _(event: PartnerWithdrawn, workshop: Workshop) -> Workshop:
    left = structs.replace(workshop.partners[event.partner], withdrawn=event.reason, claims=())
    gone = structs.replace(workshop, partners=workshop.partners | {left.id: left})
    return with_milestone(gone, "voice", f"{left.name} has withdrawn", event.at)


@apply.register
def _(event: PartnerReturned, workshop: Workshop) -> Workshop:
    back = structs.replace(workshop.partners[event.partner], withdrawn="")
    here = structs.replace(workshop, partners=workshop.partners | {back.id: back})
    return with_milestone(here, "voice", f"{back.name} takes part again", event.at)


@apply.register
def _(event: PartnerRemoved, workshop: Workshop) -> Workshop:
    partners = {name: partner for name, partner in workshop.partners.items() if name != event.partner}
    # Those who were taken out before it have no partner to come back to.
    people = {
        name: structs.replace(person, partner="") if person.partner == event.partner else person
        for name, person in workshop.participants.items()
    }
    return structs.replace(workshop, partners=partners, participants=people)

"""Alternates and proxies: somebody else votes for a partner, by a logged designation (DECISIONS.md, "Electorate")."""

from collections.abc import Iterator

from msgspec import structs

from workshops.bounds import Id, Reason, line, needed_line
from workshops.moment import Moment
from workshops.people import FACILITATORS, SEATED, Actor, Designation, Role
from workshops.refusal import Refused
from workshops.state import Workshop, with_milestone
from workshops.steps.authorship import known_partner, known_person, partner_of
from workshops.steps.voices import ended
from workshops.verbs import Change, Command, Event, apply, decide


class DesignateProxy(Command):
    """Somebody votes for a partner from now on: named by that partner, or, with the reason, by the facilitator.

    Ballots already cast stay. A proxy of another partner votes, but does not sign.
    """

    may = FACILITATORS | {Role.REPRESENTATIVE}

    partner: Id
    participant: Id
    reason: Reason = ""


class TakeBackVoice(Command):
    """Whoever lent the vote of a partner casts it again."""

    may = SEATED

    partner: Id


class ProxyDesignated(Event):
    """A participant votes for a partner; `lent_by` may take that back."""

    partner: str
    participant: str
    lent_by: str
    reason: str = ""


class VoiceTakenBack(Event):
    """The vote of a partner is with whoever lent it."""

    partner: str
    participant: str


@decide.register
def _(command: DesignateProxy, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    partner = known_partner(workshop, command.partner)
    person = known_person(workshop, command.participant)
    if not actor.leads and (partner.voice != actor.id or partner_of(workshop, actor.id) != partner.id):
        # A proxy of another partner votes for this one, but lends nobody its vote.
        raise Refused("not_your_vote", f"You do not speak for {partner.name}.", "partner")
    if partner.withdrawn:
        raise Refused("withdrawn", f"{partner.name} has withdrawn and has no vote.", "partner")
    if workshop.actor(person.id).role not in SEATED:
        raise Refused("not_seated", "Only somebody seated for a partner can vote for another.", "participant")
    reason = (
        needed_line(command.reason, "reason", "why somebody else votes for this partner") if actor.leads else line(command.reason, "reason")
    )
    if partner.voice != person.id:
        lent_by = partner.lent_by or partner.voice
        yield ProxyDesignated(by=actor.id, at=moment.now, partner=partner.id, participant=person.id, lent_by=lent_by, reason=reason)


@decide.register
def _(command: TakeBackVoice, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    partner = known_partner(workshop, command.partner)
    if partner.lent_by != actor.id:
        raise Refused("not_your_vote", f"You have not lent the vote of {partner.name}.", "partner")
    yield VoiceTakenBack(by=actor.id, at=moment.now, partner=partner.id, participant=actor.id)


def lent_by(workshop: Workshop, participant: str) -> list[str]:
    """The partners whose vote this participant has lent and may take back."""
    return [partner.id for partner in workshop.partners.values() if partner.lent_by == participant]


def designated_during(workshop: Workshop, opened_at: int, closed_at: int) -> list[Designation]:
    """Who voted for a partner by designation at some time of a round (ms UTC; `closed_at` 0 while it is open)."""
    return [one for one in workshop.designations if (not closed_at or one.since <= closed_at) and (not one.until or one.until >= opened_at)]


@apply.register
def _(event: ProxyDesignated, workshop: Workshop) -> Workshop:
    partner = workshop.partners[event.partner]
    others = tuple(one for one in partner.claims if one != event.participant)
    lent = structs.replace(partner, voice=event.participant, lent_by=event.lent_by, claims=others)
    made = Designation(partner.id, event.participant, event.reason, event.at)
    told = structs.replace(ended(workshop, partner.id, event.at), partners=workshop.partners | {partner.id: lent})
    told = structs.replace(told, designations=(*told.designations, made))
    return with_milestone(told, "voice", f"{{who}} now votes for {partner.name}", event.at, event.participant)


@apply.register
def _(event: VoiceTakenBack, workshop: Workshop) -> Workshop:
    partner = workshop.partners[event.partner]
    back = structs.replace(partner, voice=event.participant, lent_by="")
    told = structs.replace(ended(workshop, partner.id, event.at), partners=workshop.partners | {partner.id: back})
    return with_milestone(told, "voice", f"{{who}} votes for {partner.name} again", event.at, event.participant)

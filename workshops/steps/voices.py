"""Who speaks for a partner: claims, the facilitator's confirmation, and handing over.

Holding the join code makes nobody a representative (DECISIONS.md, "Electorate"): each one is confirmed, the first
stands, and a second claim waits, visible to both, until it is settled.
"""

from collections.abc import Iterator

from msgspec import structs

from workshops.bounds import Id
from workshops.moment import Moment
from workshops.people import FACILITATORS, SEATED, Actor, Partner, Role
from workshops.refusal import Refused
from workshops.state import Workshop, with_milestone
from workshops.steps.authorship import known_person
from workshops.verbs import Change, Command, Event, apply, decide


class ClaimVoice(Command):
    """A participant says that they vote and sign for their partner."""

    may = SEATED


class ConfirmVoice(Command):
    """The facilitator confirms a representative; whoever stood before steps back.

    Nobody who has not asked for it takes the place of somebody who stands: that is a designation, with its reason (`proxies.py`).
    """

    may = FACILITATORS

    participant: Id


class DismissClaim(Command):
    """The facilitator declines a claim."""

    may = FACILITATORS

    participant: Id


class HandVoice(Command):
    """A representative hands the vote to a colleague of the same partner."""

    may = frozenset({Role.REPRESENTATIVE})

    participant: Id


class VoiceClaimed(Event):
    """A claim waits for the facilitator."""

    participant: str
    partner: str


class VoiceGiven(Event):
    """A participant votes and signs for a partner from now on; ballots already cast stay."""

    participant: str
    partner: str


class ClaimDismissed(Event):
    """A claim was declined."""

    participant: str
    partner: str


def claim(participant: str, partner: str, moment: Moment) -> VoiceClaimed:
    """The event that a claim makes."""
    return VoiceClaimed(by=participant, at=moment.now, participant=participant, partner=partner)


@decide.register
def _(command: ClaimVoice, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    partner = workshop.partners[workshop.participants[actor.id].partner]
    if actor.id != partner.voice and actor.id not in partner.claims:
        yield claim(actor.id, partner.id, moment)


@decide.register
def _(command: ConfirmVoice, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    person = known_person(workshop, command.participant)
    if workshop.actor(person.id).role not in SEATED or not person.partner:
        raise Refused("not_seated", "Only somebody seated for a partner can speak for it.", "participant")
    partner = workshop.partners[person.partner]
    if partner.voice == person.id:
        return
    if person.id not in partner.claims and workshop.actor(partner.voice).role in SEATED:
        said = f"{workshop.name(partner.voice)} speaks for {partner.name}. Let somebody else vote for it, with the reason."
        raise Refused("speaks_already", said, "participant")
    yield VoiceGiven(by=actor.id, at=moment.now, participant=person.id, partner=partner.id)


@decide.register
def _(command: DismissClaim, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    person = known_person(workshop, command.participant)
    if person.partner and person.id in workshop.partners[person.partner].claims:
        yield ClaimDismissed(by=actor.id, at=moment.now, participant=person.id, partner=person.partner)


@decide.register
def _(command: HandVoice, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    person = known_person(workshop, command.participant)
    partners = [one for one in workshop.speaks_for(actor.id) if one == person.partner]
    if not partners or person.removed or workshop.actor(person.id).role not in SEATED:
        raise Refused("not_colleague", "You can hand the vote to a colleague of your own partner.", "participant")
    if person.id != actor.id:
        yield VoiceGiven(by=actor.id, at=moment.now, participant=person.id, partner=partners[0])


@apply.register
def _(event: VoiceClaimed, workshop: Workshop) -> Workshop:
    partner = workshop.partners[event.partner]
    return _with_partner(workshop, structs.replace(partner, claims=(*partner.claims, event.participant)))


@apply.register
def _(event: VoiceGiven, workshop: Workshop) -> Workshop:
    partner = workshop.partners[event.partner]
    others = tuple(one for one in partner.claims if one != event.participant)
    stands = structs.replace(partner, voice=event.participant, claims=others, lent_by="")
    given = _with_partner(ended(workshop, partner.id, event.at), stands)
    if not partner.voice:
        return given
    return with_milestone(given, "voice", f"{{who}} now speaks for {partner.name}", event.at, event.participant)


@apply.register
def _(event: ClaimDismissed, workshop: Workshop) -> Workshop:
    partner = workshop.partners[event.partner]
    return _with_partner(workshop, structs.replace(partner, claims=tuple(one for one in partner.claims if one != event.participant)))


def ended(workshop: Workshop, partner: str, at: int) -> Workshop:
    """The workshop in which nobody votes for a partner by designation any more."""
    lasting = (structs.replace(one, until=at) if one.partner == partner and not one.until else one for one in workshop.designations)
    return structs.replace(workshop, designations=tuple(lasting))


def _with_partner(workshop: Workshop, partner: Partner) -> Workshop:
    return structs.replace(workshop, partners=workshop.partners | {partner.id: partner})


def without_claims(workshop: Workshop, participant: str) -> Workshop:
    """The workshop without what somebody claimed who has left that seat: a claim that nobody can settle would hold every vote up."""
    for partner in workshop.partners.values():
        if participant in partner.claims:
            left = tuple(one for one in partner.claims if one != participant)
            workshop = _with_partner(workshop, structs.replace(partner, claims=left))
    return workshop


def contested(workshop: Workshop) -> list[Partner]:
    """Partners for which more than one person here claims to speak; to be settled before a vote opens."""
    return [one for one in workshop.present_partners() if len(_claimants(workshop, one)) > 1]


def _claimants(workshop: Workshop, partner: Partner) -> list[str]:
    claiming = [partner.voice, *partner.claims]
    return [one for one in claiming if one in workshop.participants and not workshop.participants[one].removed]

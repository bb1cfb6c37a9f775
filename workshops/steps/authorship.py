"""Whose contribution a command brings: one's own, or, by the facilitator, that of somebody without a device."""

from workshops.people import SEATED, Actor, Participant, Partner
from workshops.refusal import Refused
from workshops.state import Workshop


def author_of(workshop: Workshop, actor: Actor, participant: str) -> str:
    """The participant whom it belongs to ("" = the actor). Only a facilitator may name somebody else, who must be seated."""
    if participant in ("", actor.id):
        if actor.role not in SEATED:
            raise Refused("name_somebody", "Choose the person you are adding this for.", "participant")
        return actor.id
    if not actor.leads:
        raise Refused("not_yours", "Only the facilitator can add something for somebody else.", "participant")
    if workshop.actor(participant).role not in SEATED:
        raise Refused("unknown_person", "This person is not seated for a partner.", "participant")
    return participant


def partner_of(workshop: Workshop, participant: str) -> str:
    """The partner that a participant sits for, "" for facilitators and observers."""
    person = workshop.participants.get(participant)
    return person.partner if person else ""


def counted_by_partner(workshop: Workshop, numbers: dict[str, int]) -> dict[str, int]:
    """Contributions per participant summed per partner: all that stays of authorship in an anonymous step."""
    sums: dict[str, int] = {}
    for participant, number in sorted(numbers.items()):
        partner = partner_of(workshop, participant)
        if partner and number:
            sums[partner] = sums.get(partner, 0) + number
    return dict(sorted(sums.items()))


def known_person(workshop: Workshop, participant: str) -> Participant:
    """The participant with this id. Refused when there is none."""
    person = workshop.participants.get(participant)
    if person is None:
        raise Refused("unknown_person", "This person is not in the workshop.", "participant")
    return person


def refuse_when_frozen(workshop: Workshop) -> None:
    """Refused while a version is frozen or sealed: nothing of the plan may change under the signers."""
    if workshop.version is None:
        return
    if workshop.version.sealed_at is not None:
        raise Refused("sealed", "This plan is signed and closed. A change needs an amendment.")
    raise Refused("frozen", "The plan is frozen for signing. The facilitator can open it again; that voids the signatures so far.")


def refuse_when_locked(workshop: Workshop, actor: Actor) -> None:
    """Refused while the facilitator has locked editing; facilitators may go on."""
    if workshop.place.locked and not actor.leads:
        raise Refused("locked", "The facilitator has locked editing for a moment. Nothing you typed is lost.")


def known_partner(workshop: Workshop, partner: str) -> Partner:
    """The partner with this id. Refused when there is none."""
    known = workshop.partners.get(partner)
    if known is None:
        raise Refused("no_partner", "This partner is not on the list.", "partner")
    return known

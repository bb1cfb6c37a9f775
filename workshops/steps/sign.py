"""Sign-off: the plan is frozen to exact bytes, each partner signs or declines with a reason, and the signing is closed.

What signers see is what is kept: the bytes stand in the log, and every signature names their SHA-256.
"""

import hashlib
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from msgspec import Meta, structs

from workshops.bounds import Id, Name, Reason, needed_line, reason
from workshops.decisions.saying import listed
from workshops.moment import Moment
from workshops.people import FACILITATORS, SEATED, Actor
from workshops.refusal import Refused
from workshops.state import Workshop, with_milestone
from workshops.steps.authorship import refuse_when_frozen
from workshops.steps.taking_effect import effect_of
from workshops.verbs import Change, Command, Event, apply, decide
from workshops.versions import Signature, Version

CONSENT = (
    "I, {name}, {role}, have read version {version} of “{title}” (SHA-256 {sha256}) and approve it on behalf of {partner}. "
    "I am authorised to do so. I agree to sign electronically; typing my name and pressing Sign is my signature."
)


FROZEN = "version"
"""What `counted` calls the versions that have been frozen so far."""


class Freeze(Command):
    """Freezes the plan for signing, as its next version: 1.0, then 1.1 and so on, since no two may share a number."""

    may = FACILITATORS


class Thaw(Command):
    """Opens the plan again, which voids the answers to this version: what is frozen next is another."""

    may = FACILITATORS


class Sign(Command):
    """A representative's answer for a partner, to exactly these bytes."""

    may = SEATED

    version: Annotated[str, Meta(max_length=20)]
    sha256: Annotated[str, Meta(max_length=64)]
    partner: Id
    name: Name
    choice: Literal["approve", "approve_with_reservation", "decline"]
    reason: Reason = ""


class Seal(Command):
    """Closes the signing; partners who have not answered are named as missing."""

    may = FACILITATORS


class PlanFrozen(Event):
    """A version: its number and its exact words."""

    version: str
    markdown: str
    sha256: str


class PlanThawed(Event):
    """The frozen version was given up, and its signatures with it."""

    version: str


class PlanSigned(Event):
    """A partner has signed, or declined. The typed name is a part of the signature and stays."""

    version: str
    sha256: str
    partner: str
    name: str
    choice: str
    reason: str = ""
    title: str = ""


class PlanSealed(Event):
    """The signing is closed; `missing` names the partners who have not answered."""

    version: str
    sha256: str
    missing: tuple[str, ...]


@decide.register
def _(command: Freeze, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    refuse_when_frozen(workshop)
    if workshop.open_decisions():
        numbers = ", ".join(str(decision.number or "for practice") for decision in workshop.open_decisions())
        raise Refused("being_decided", f"Still open: decision {numbers}. Close it, or take it off the table, before the plan is frozen.")
    assert moment.write is not None, "freezing needs the writer of the plan"
    written = moment.write(workshop)
    sha256 = hashlib.sha256(written).hexdigest()
    yield PlanFrozen(by=actor.id, at=moment.now, version=next_version(workshop), markdown=written.decode(), sha256=sha256)


@decide.register
def _(command: Thaw, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    version = signed_now(workshop)
    yield PlanThawed(by=actor.id, at=moment.now, version=version.number)


@decide.register
def _(command: Sign, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    version = signed_now(workshop)
    if (command.version, command.sha256) != (version.number, version.sha256):
        raise Refused("other_version", "The plan has changed since you opened it. Please read the new version, then sign.", "version")
    if command.partner not in workshop.signs_for(actor.id):
        raise Refused("not_your_vote", "Only a partner’s confirmed representative can sign for it.", "partner")
    name = needed_line(command.name, "name", "your name; it is your signature")
    said = reason(command.reason, "reason")
    if command.choice != "approve" and not said:
        what = "the reservation" if command.choice == "approve_with_reservation" else "why you decline"
        raise Refused("reason_needed", f"Please say {what}; it stands beside your name in the plan.", "reason")
    yield PlanSigned(
        by=actor.id,
        at=moment.now,
        version=version.number,
        sha256=version.sha256,
        partner=command.partner,
        name=name,
        choice=command.choice,
        reason=said if command.choice != "approve" else "",
        # Part of what is signed: a title that could be changed afterwards would change the sealed file.
        title=workshop.title_of(actor.id),
    )


@decide.register
def _(command: Seal, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    version = signed_now(workshop)
    if not version.signatures:
        raise Refused("nobody_signed", "Nobody has signed yet. Open the plan again if you want to go on working.")
    missing = tuple(waiting(workshop, version))
    yield PlanSealed(by=actor.id, at=moment.now, version=version.number, sha256=version.sha256, missing=missing)


def next_version(workshop: Workshop) -> str:
    """The number of the version that a freeze makes now."""
    return f"1.{workshop.counted.get(FROZEN, 0)}"


def signed_now(workshop: Workshop) -> Version:
    """The version that is open for signatures. Refused when there is none, or when it is sealed."""
    if workshop.version is None:
        raise Refused("not_frozen", "The plan is not frozen for signing yet.")
    if workshop.version.sealed_at is not None:
        raise Refused("sealed", "This plan is signed and closed.")
    return workshop.version


def waiting(workshop: Workshop, version: Version) -> list[str]:
    """The partners that have neither signed nor declined this version; once it is sealed, those that were missing then."""
    if version.sealed_at is not None:
        return list(version.missing)
    answered = {signature.partner for signature in version.signatures}
    return [partner.id for partner in workshop.present_partners() if partner.id not in answered]


@apply.register
def _(event: PlanFrozen, workshop: Workshop) -> Workshop:
    version = Version(event.version, event.markdown, event.sha256, event.at)
    # What is written after a thaw is told from what was on its way to the frozen texts.
    plan = workshop.plan.with_new_epoch(*workshop.agenda.sections())
    frozen = structs.replace(workshop, version=version, plan=plan, counted=workshop.counted_up(FROZEN))
    return with_milestone(frozen, "frozen", f"The plan is frozen for signing, as version {event.version}", event.at)


@apply.register
def _(event: PlanThawed, workshop: Workshop) -> Workshop:
    assert workshop.version is not None
    opened = structs.replace(workshop, version=None)
    answered = [workshop.partners[one.partner].name for one in workshop.version.signatures]
    void = f": what {listed(answered)} answered to version {event.version} no longer counts" if answered else ""
    return with_milestone(opened, "frozen", f"The plan is open again{void}", event.at)


@apply.register
def _(event: PlanSigned, workshop: Workshop) -> Workshop:
    assert workshop.version is not None
    new = Signature(event.partner, event.by, event.name, event.choice, event.reason, event.at, event.title)
    others = tuple(one for one in workshop.version.signatures if one.partner != event.partner)
    asking = {partner: until for partner, until in workshop.version.asking.items() if partner != event.partner}
    signed = structs.replace(workshop, version=structs.replace(workshop.version, signatures=(*others, new), asking=asking))
    partner = workshop.partners[event.partner].name
    return with_milestone(signed, "signed", f"{partner} {'signed' if new.signs else 'declined'}", event.at)


@apply.register
def _(event: PlanSealed, workshop: Workshop) -> Workshop:
    assert workshop.version is not None
    sealed = structs.replace(workshop.version, sealed_at=event.at, missing=event.missing)
    return with_milestone(structs.replace(workshop, version=sealed), "signed", "The signing is closed", event.at)


def everyone(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Slice `version`."""
    version = workshop.version
    if version is None:
        yield "version", None
        return
    yield (
        "version",
        {
            "number": version.number,
            "status": "frozen" if version.sealed_at is None else "sealed",
            "sha256": version.sha256,
            "frozen_at": version.frozen_at,
            "sealed_at": version.sealed_at,
            "consent": CONSENT,
            "signatures": [
                {
                    "partner": one.partner,
                    "participant": one.participant,
                    "name": one.name,
                    "title": one.title,
                    "choice": one.choice,
                    "reason": one.reason,
                    "at": one.at,
                }
                for one in version.signatures
            ],
            "waiting": waiting(workshop, version),
            "asking": version.asking,
            "effect": structs.asdict(effect_of(workshop, version)),
        },
    )

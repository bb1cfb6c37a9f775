"""The certificate of a sealed plan: what was signed, by whom, under which key, and where it stands in the log (WORKPLAN.md).

All of it follows from the log and the server's public key, so that whoever holds both writes the same certificate again.
"""

import hashlib
from collections.abc import Iterable

import msgspec
from msgspec import Struct

from workshops.exports.page import CERTIFICATE, document, heading, item, labelled, listed, passage, second, table, typed
from workshops.plan.kinds import KINDS
from workshops.plan.sections import in_document_order
from workshops.seal import Head, event_in, hash_of
from workshops.state import Workshop
from workshops.steps.sign import CONSENT
from workshops.steps.taking_effect import effect_of
from workshops.versions import Signature, Version

CHOICES = {"approve": "approved", "approve_with_reservation": "approved with a reservation", "decline": "declined"}
IDENTIFIED = (
    "took a seat in the workshop with its join code or a personal link; the facilitator confirmed who speaks for the partner; "
    "nothing else was verified"
)
LIMITS = (
    "These are simple electronic signatures: each signer typed a name and pressed Sign. The server sealed this file; it cannot know who "
    "held a device. Identities were asserted as said with each signature and not otherwise verified. Times are the server’s clock."
)


class Server(Struct, frozen=True):
    """Who sealed: the server's name, its software with version, its public key as SSH writes it, and the key's fingerprint."""

    name: str
    software: str
    key: str
    fingerprint: str


class Standing(Struct, frozen=True):
    """Where the sealing and each signature of the sealed version stand in the log; signatures by partner."""

    sealed: Head
    signed: dict[str, Head]


class NotSealed(ValueError):
    """This log holds no sealed version."""


def standing_in(lines: Iterable[str]) -> Standing:
    """Where in this log they stand. Raises NotSealed."""
    signed: dict[str, Head] = {}
    for number, line in enumerate(lines, 1):
        kind = msgspec.json.decode(event_in(line)).get("type")
        if kind in ("plan_frozen", "plan_thawed"):
            signed = {}
        elif kind == "plan_signed":
            signed[msgspec.json.decode(event_in(line))["partner"]] = Head(number, hash_of(line))
        elif kind == "plan_sealed":
            return Standing(Head(number, hash_of(line)), signed)
    raise NotSealed("This plan is not sealed: its signing has not been closed.")


def certified(workshop: Workshop, standing: Standing, server: Server) -> bytes:
    """The sealed file: the frozen bytes, the marker, and the certificate."""
    version = workshop.version
    assert version is not None
    assert version.sealed_at is not None
    return version.markdown.encode() + document(_parts(workshop, version, standing, server))


def certificate_id(workshop: Workshop, standing: Standing) -> str:
    """Names this sealing, and no other."""
    told = f"{workshop.id} {standing.sealed.seq} {standing.sealed.hash}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _parts(workshop: Workshop, version: Version, standing: Standing, server: Server) -> list[str]:
    facts = [
        ("Certificate", certificate_id(workshop, standing)),
        ("Workshop", typed(workshop.id)),
        ("Title", typed(workshop.title)),
        ("Version", typed(version.number)),
        ("SHA-256 of all bytes above the marker line", version.sha256),
        ("Adopted by", typed("; ".join(_adopted(workshop))) or "no decision"),
        ("Log", f"{standing.sealed.seq} lines, the last of them number {standing.sealed.seq}"),
        ("SHA-256 of the last line", standing.sealed.hash),
        ("Server", typed(server.name)),
        ("Software", typed(server.software)),
        ("Public key", typed(server.key)),
        ("Fingerprint", typed(server.fingerprint)),
        ("Frozen", second(version.frozen_at)),
        ("Sealed", second(version.sealed_at or 0)),
    ]
    if workshop.plan.of_kind("taking_effect"):
        # Only where the group has said something about it: files that were sealed before this could be said keep their bytes.
        facts.append(("Takes effect", typed(effect_of(workshop, version).words)))
    answers = {signature.partner: signature for signature in version.signatures}
    asked = [partner for partner in workshop.partners.values() if partner.id in answers or partner.id in version.missing]
    return [
        CERTIFICATE,
        heading(2, "Sign-off"),
        table(["This certificate", ""], facts),
        listed(_answer(workshop, version, partner.id, answers.get(partner.id), standing) for partner in asked),
        LIMITS,
    ]


def _adopted(workshop: Workshop) -> Iterable[str]:
    """`Shared vision: D2`, for each section with the decisions by which what stands in it was adopted."""
    plan = workshop.plan
    for section in in_document_order(workshop.agenda.sections()):
        decided = {
            workshop.decisions[adoption.decision].number
            for passage, adoption in plan.adopted.items()
            if _section_of(workshop, passage) == section.id and adoption.decision in workshop.decisions
        }
        if decided:
            yield f"{section.title}: {', '.join(f'D{number}' for number in sorted(decided))}"


def _section_of(workshop: Workshop, passage: str) -> str:
    kind, _, name = passage.partition(":")
    entry = workshop.plan.entries.get(name)
    return name if kind == "text" else KINDS[entry.kind].section if entry is not None else ""


def _answer(workshop: Workshop, version: Version, partner: str, signature: Signature | None, standing: Standing) -> str:
    name = workshop.partners[partner].name
    if signature is None:
        return item(f"**{typed(name)}**: not signed")
    role = signature.title or "representative"
    said = {"name": signature.name, "role": role, "version": version.number, "title": workshop.title}
    consent = CONSENT.format(**said, sha256=version.sha256, partner=name) if signature.choice != "decline" else ""
    place = standing.signed[partner]
    facts = [
        ("Reason", passage(signature.reason)),
        ("How identified", IDENTIFIED),
        ("Document", f"SHA-256 {version.sha256}"),
        ("In the log", f"line {place.seq}, SHA-256 {place.hash}"),
        ("Said", typed(consent)),
    ]
    answered = f"{CHOICES[signature.choice]} by {typed(signature.name)}, {typed(role)}, {second(signature.at)}"
    return item(f"**{typed(name)}**: {answered}", [item(labelled(label, words)) for label, words in facts if words])

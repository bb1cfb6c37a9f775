"""The sign-off list that follows a frozen text: who approved, with what reservation, who declined and why, who has not signed."""

from workshops.exports.page import CERTIFICATE, heading, item, labelled, listed, passage, second, table, typed
from workshops.state import Workshop
from workshops.steps.taking_effect import effect_of
from workshops.versions import Signature, Version

CHOICES = {"approve": "approved", "approve_with_reservation": "approved with a reservation", "decline": "declined"}
LIMITS = (
    "These are simple electronic signatures: each signer typed a name and pressed Sign. The facilitator confirmed who speaks for a "
    "partner; nothing else was verified. Times are the server’s clock."
)


def signoff_parts(workshop: Workshop, version: Version) -> list[str]:
    """The marker line, the facts of the version, and every partner's answer, in the order of the partners."""
    answers = {signature.partner: signature for signature in version.signatures}
    facts = [
        ("Version", typed(version.number)),
        ("SHA-256 of all bytes above the marker line", version.sha256),
        ("Frozen", second(version.frozen_at)),
        ("Takes effect", typed(effect_of(workshop, version).words)),
        ("Closed", second(version.sealed_at) if version.sealed_at is not None else "not closed yet"),
    ]
    return [
        CERTIFICATE,
        heading(2, "Sign-off"),
        table(["This version", ""], facts),
        listed(
            _answer(workshop, partner.id, answers.get(partner.id))
            for partner in workshop.partners.values()
            if not partner.withdrawn or partner.id in answers
        ),
        LIMITS,
    ]


def _answer(workshop: Workshop, partner: str, signature: Signature | None) -> str:
    name = f"**{typed(workshop.partners[partner].name)}**:"
    if signature is None:
        return item(f"{name} not signed")
    role = typed(signature.title) or "representative"
    reason = [item(labelled("Reason", passage(signature.reason)))] if signature.reason else []
    return item(f"{name} {CHOICES[signature.choice]} by {typed(signature.name)}, {role}, {second(signature.at)}", reason)

"""Signing later: the link by which a partner's representative comes back to sign, and the reminder that carries it."""

from typing import NoReturn

from flask import Blueprint, Response, abort, current_app, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator import access, qr
from facilitator.addresses import join_base
from facilitator.errors import refuse
from facilitator.forms import EMAIL
from facilitator.limits import guessing, mailing
from facilitator.mail import NotSent
from facilitator.pages.threshold import Guest, guest, opened
from facilitator.reminder import Reminder, reminder
from facilitator.vacate import vacate
from workshops.people import Role
from workshops.state import Workshop
from workshops.steps.sign import waiting

signing = Blueprint("signing", __name__)


@signing.post("/w/<workshop_id>/partners/<partner>/signing")
def link(workshop_id: str, partner: str) -> Response:
    """The signing link of a partner with the words of a reminder. For the one who signs for it, and for facilitators."""
    return _told(_for_partner(workshop_id, partner), partner)


@signing.post("/w/<workshop_id>/partners/<partner>/signing/new")
def new_link(workshop_id: str, partner: str) -> Response:
    """Makes the link anew, where the one before has come into wrong hands, and tells it. For the same people."""
    found = _for_partner(workshop_id, partner)
    # Whoever may not have a link is told so before anything is renewed.
    _reminder(found.workshop, partner)
    access.renew_signing(workshop_id, found.workshop.partners[partner].voice)
    return _told(found, partner)


def _told(found: Guest, partner: str) -> Response:
    told = _reminder(found.workshop, partner)
    mail = found.leads and current_app.config["COMMONPLAN"].outgoing is not None
    return jsonify({"ok": True, "url": told.url, "qr": qr.inline(told.url), "subject": told.subject, "text": told.text, "mail": mail})


@signing.post("/w/<workshop_id>/partners/<partner>/reminder")
@mailing
def remind(workshop_id: str, partner: str) -> Response:
    """Sends the reminder to the address in the body's `to`. For facilitators, where the server can send mail."""
    found = _for_partner(workshop_id, partner)
    if not found.leads:
        abort(403, "Only the facilitator can send reminders.")
    outgoing = current_app.config["COMMONPLAN"].outgoing
    if outgoing is None:
        return refuse(409, "", "This server sends no mail. Please copy the words and send them yourself.", "no_mail")
    asked = request.get_json()
    to = asked.get("to") if isinstance(asked, dict) else None
    if not isinstance(to, str) or len(to) > 254 or not to.isprintable() or not EMAIL.regex.match(to):
        return refuse(422, "", "Please write an e-mail address, such as name@example.org.", "bad_address", "to")
    told = _reminder(found.workshop, partner)
    try:
        outgoing.send(to, told.subject, told.text)
    except NotSent as error:
        return refuse(502, "", str(error), "not_sent", "to")
    return jsonify({"ok": True})


@signing.route("/s/<secret>", methods=["GET", "POST"])
@guessing
def come_to_sign(secret: str) -> ResponseReturnValue:
    """Brings whoever signs for a partner back to the plan, on this device, as often as they like until it is sealed."""
    named = access.read_signing(secret)
    room = opened(named[0]) if named else None
    if named is None or room is None:
        message = "It may be cut off, or a newer one was made. Please copy it whole, or ask the facilitator for the newest."
        return refuse(404, "This link does not work", message)
    workshop, participant = room.state, named[1]
    # Asked before all else: whoever has the seat comes in, whatever has become of the signing.
    if access.who(workshop.id) == participant and workshop.actor(participant).role is not Role.REMOVED:
        return redirect(url_for("room.enter", workshop_id=workshop.id), 303)
    if not workshop.signs_for(participant):
        return refuse(404, "This link does not work any more", "Somebody else signs for this partner now, or it is not asked to sign.")
    if workshop.version is None or workshop.version.sealed_at is not None:
        closed, opened_again = "The signing is closed.", "The plan is open again: there is nothing to sign yet. The link stays good."
        message = closed if workshop.version else opened_again
        return refuse(409, "Nothing to sign at the moment", message)
    if access.sits_as_account(workshop.id):
        message = "You are signed in here as somebody who leads this workshop. Open the link on the device it is meant for."
        return refuse(409, "This link is for another device", message)
    if request.method == "GET":
        return render_template("continue_here.html", workshop=workshop, participant=participant, now=access.who(workshop.id), signing=True)
    access.sit(workshop.id, participant)
    vacate()
    return redirect(url_for("room.enter", workshop_id=workshop.id), 303)


def signing_address(workshop: Workshop, partner: str) -> str:
    """The link by which this partner's representative comes back to sign, "" when there is nobody, or nothing to sign."""
    voice = workshop.partners[partner].voice
    if workshop.version is None or partner not in waiting(workshop, workshop.version) or partner not in workshop.signs_for(voice):
        return ""
    if workshop.version.sealed_at is not None:
        return ""
    return join_base() + url_for("signing.come_to_sign", secret=access.signing_secret(workshop.id, voice))


def _for_partner(workshop_id: str, partner: str) -> Guest:
    found = guest(workshop_id)
    if partner not in found.workshop.partners:
        abort(404)
    if not found.leads and partner not in found.workshop.signs_for(found.participant):
        abort(403, "Only who signs for this partner, and the facilitator, get its link.")
    return found


def _reminder(workshop: Workshop, partner: str) -> Reminder:
    url = signing_address(workshop, partner)
    if not url:
        _say_why_not(workshop, partner)
    return reminder(workshop, partner, url, current_app.extensions["sealer"].fingerprint(workshop))


def _say_why_not(workshop: Workshop, partner: str) -> NoReturn:
    name = workshop.partners[partner].name
    if workshop.version is None or workshop.version.sealed_at is not None:
        abort(409, "There is nothing to sign at the moment.")
    if partner not in waiting(workshop, workshop.version):
        abort(409, f"{name} has answered, or is not asked to sign.")
    abort(409, f"Nobody of {name} speaks for it yet. Confirm somebody under People first.")

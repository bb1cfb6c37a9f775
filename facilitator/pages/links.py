"""Personal links: they move somebody's seat to another device. Opening one uses nothing up; continuing does."""

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator import access, qr
from facilitator.addresses import join_base
from facilitator.errors import refuse
from facilitator.limits import guessing
from facilitator.pages.threshold import leading, opened
from facilitator.vacate import vacate
from workshops.people import Role
from workshops.state import Workshop
from workshops.stores.accounts import Token

links = Blueprint("links", __name__)


@links.post("/w/<workshop_id>/people/<participant>/link")
def personal_link(workshop_id: str, participant: str) -> Response:
    """A new personal link for somebody of this workshop; earlier unused ones stop working. For facilitators."""
    found = leading(workshop_id)
    person = found.workshop.participants.get(participant)
    if person is None or person.removed:
        return refuse(404, "", "This person is not in the workshop.", "unknown_person")
    if person.role is Role.FACILITATOR:
        return refuse(409, "", "The facilitator signs in with the account.", "facilitator")
    secret = access.new_link("personal", workshop_id, participant)
    url = join_base() + url_for("links.continue_here", secret=secret)
    return jsonify({"ok": True, "url": url, "qr": qr.inline(url)})


@links.route("/p/<secret>", methods=["GET", "POST"])
@guessing
def continue_here(secret: str) -> ResponseReturnValue:
    """Asks whether to continue on this device, and moves the seat when told so."""
    token = access.link(secret, "personal")
    room = opened(token.workshop) if token else None
    if token is None or room is None:
        message = "The link may be cut off, or a newer one was made since. Please ask the facilitator for a new one."
        return refuse(404, "This link does not work", message)
    workshop = room.state
    if workshop.actor(token.participant).role in (Role.REMOVED, Role.STRANGER):
        return render_template("removed.html", title=workshop.title), 403
    if access.who(workshop.id) == token.participant:
        return redirect(url_for("room.enter", workshop_id=workshop.id), 303)
    if token.used_by:
        message = "It has been used on another device. Please ask the facilitator for a new one."
        return refuse(404, "This link has been used", message)
    if access.sits_as_account(workshop.id):
        message = "You are signed in here as somebody who leads this workshop. Open the link on the device it is meant for."
        return refuse(409, "This link is for another device", message)
    return _move(token, workshop)


def _move(token: Token, workshop: Workshop) -> ResponseReturnValue:
    if request.method == "GET":
        return render_template("continue_here.html", workshop=workshop, participant=token.participant, now=access.who(workshop.id))
    if not access.use_link(token):
        abort(409, "This link has just been used on another device.")
    vacate()
    return redirect(url_for("room.enter", workshop_id=workshop.id), 303)

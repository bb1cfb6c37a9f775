"""The shells of a workshop: the room for participants, the console and the projector view for facilitators."""

import json

from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator import access, qr
from facilitator.addresses import join_base
from facilitator.pages.threshold import Guest, guest, leading, rooms
from facilitator.sealing import Sealer
from facilitator.takeaway import FORMATS

room = Blueprint("room", __name__, url_prefix="/w/<workshop_id>")


@room.get("")
def enter(workshop_id: str) -> ResponseReturnValue:
    """The room. Facilitators are led to their console, unless they ask to see it as participants do (`?as=participant`)."""
    found = guest(workshop_id)
    if found.leads and request.args.get("as") != "participant":
        return redirect(url_for("room.console", workshop_id=workshop_id), 302)
    return shell(found, "room")


@room.get("/console")
def console(workshop_id: str) -> ResponseReturnValue:
    """The facilitator's console."""
    if access.who(workshop_id) is None and access.account() is None:
        return redirect(url_for("account.sign_in", next=request.path), 302)
    return shell(leading(workshop_id), "console")


@room.get("/projector")
def projector(workshop_id: str) -> ResponseReturnValue:
    """The view for the wall."""
    if access.who(workshop_id) is None and access.account() is None:
        return redirect(url_for("account.sign_in", next=request.path), 302)
    return shell(leading(workshop_id), "projector")


@room.get("/qr.svg")
def qr_code(workshop_id: str) -> Response:
    """The way into the workshop as a QR code, for those who are in it."""
    guest(workshop_id)
    picture = qr.picture(f"{join_base()}/{rooms().code(workshop_id)}")
    return Response(picture, mimetype="image/svg+xml", headers={"Cache-Control": "private, max-age=300"})


@room.post("/code")
def new_code(workshop_id: str) -> Response:
    """A new join code, where the old one has come into wrong hands. For facilitators."""
    leading(workshop_id)
    code = rooms().renew_code(workshop_id)
    url = f"{join_base()}/{code}"
    return jsonify({"ok": True, "code": code, "url": url, "qr": qr.inline(url)})


def shell(found: Guest, view: str) -> str:
    """The page that the application in the browser fills."""
    workshop = found.workshop
    code = rooms().code(workshop.id)
    sealer: Sealer = current_app.extensions["sealer"]
    formats = json.dumps([{"name": one.name, "called": one.called} for one in FORMATS.values()])
    told = {"code": code, "join_url": f"{join_base()}/{code}", "fingerprint": sealer.fingerprint(workshop), "formats": formats}
    return render_template("room.html", workshop=workshop, view=view, **told)

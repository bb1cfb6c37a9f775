"""Taking a seat: with the code or the QR, a name and a partner; no account."""

import secrets
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator import access, display
from facilitator.attempts import Attempts
from facilitator.codes import read_code
from facilitator.errors import refuse
from facilitator.forms import CodeForm, JoinForm
from facilitator.limits import guessing, joining
from facilitator.pages.threshold import opened, rooms
from facilitator.vacate import vacate
from workshops.people import Role
from workshops.room import Room

join = Blueprint("join", __name__)

UNKNOWN = "No workshop has this code. Please compare it with the one on the wall."


@join.route("/join", methods=["GET", "POST"])
@guessing
def code() -> ResponseReturnValue:
    """Asks for the code, and leads on when a workshop has it."""
    form = CodeForm()
    if not form.validate_on_submit():
        return render_template("code.html", form=form), 422 if form.is_submitted() else 200
    typed = read_code(form.code.data or "")
    if rooms().by_code(typed) is None:
        form.code.errors = [UNKNOWN]
        return render_template("code.html", form=form), 404
    return redirect(url_for("join.seat", written=typed), 303)


@join.get("/<code:written>")
def short(written: str) -> ResponseReturnValue:
    """The short address in the QR code."""
    return redirect(url_for("join.seat", written=written.upper()), 302)


@join.route("/join/<code:written>", methods=["GET", "POST"])
@guessing
@joining
def seat(written: str) -> ResponseReturnValue:
    """The join page. Whoever sits here already is offered to continue; a second tap on the button is one joining."""
    typed = read_code(written)
    workshop_id = rooms().by_code(typed)
    room = opened(workshop_id) if workshop_id else None
    if room is None or workshop_id is None:
        form = CodeForm(formdata=None)
        form.code.errors = [UNKNOWN]
        return render_template("code.html", form=form), 404
    sitting = access.who(workshop_id)
    if sitting and not (request.args.get("other") or request.form.get("other")):
        return _come_back(room, sitting, typed)
    if not room.state.doors:
        return render_template("doors_closed.html", title=room.state.title, code=typed)
    access.device()
    return _take_seat(room, typed)


def _come_back(room: Room, participant: str, typed: str) -> ResponseReturnValue:
    workshop = room.state
    if workshop.actor(participant).role is Role.REMOVED:
        return render_template("removed.html", title=workshop.title), 403
    if request.method == "POST":
        return redirect(url_for("room.enter", workshop_id=workshop.id), 303)
    return render_template("come_back.html", workshop=workshop, participant=participant, code=typed)


def _take_seat(room: Room, typed: str) -> ResponseReturnValue:
    workshop = room.state
    form = JoinForm()
    form.offer([(partner.id, partner.name) for partner in workshop.partners.values()])
    if not form.is_submitted():
        form.once.data = secrets.token_urlsafe(12)
        form.title.data = ""
    size = display.text_size()
    if "text_size" in request.form:
        # The button sits in the form so that nothing typed is lost, and works without a script.
        size = display.next_size(size)
        resized = Response(render_template("join.html", form=form, workshop=workshop, code=typed, size=size))
        display.keep(resized, "text_size", size)
        return resized
    if form.validate_on_submit():
        answer = enrol(room, form.command(), form.once.data or "")
        if answer["ok"]:
            return redirect(url_for("room.enter", workshop_id=workshop.id), 303)
        form.refuse(answer.get("field"), answer["message"])
    page = render_template("join.html", form=form, workshop=workshop, code=typed, size=size)
    return page, 422 if form.is_submitted() else 200


def enrol(room: Room, command: dict[str, Any], once: str) -> dict[str, Any]:
    """Carries a `join` out and seats the new participant at this device. The same `once` from this device joins once."""
    attempts: Attempts = current_app.extensions["attempts"]
    attempt = attempts.attempt(f"{room.state.id}:{access.device()}:{once}")
    with attempt.turn:
        if attempt.answer is None:
            answer = room.submit(None, {**command, "command_id": secrets.token_urlsafe(16)})
            if not answer["ok"]:
                return answer
            before = access.who(room.state.id)
            access.sit(room.state.id, answer["made"])
            if before:
                vacate()
            attempt.answer = answer
        return attempt.answer


@join.post("/api/join")
@guessing
@joining
def api_join() -> Response:
    """The same for programs: takes a seat and sets the session cookie. Whoever sits here already keeps the seat."""
    try:
        asked = request.get_json()
    except RecursionError:
        asked = None
    if not isinstance(asked, dict):
        return refuse(400, "", "Please send one JSON object.", "bad_request")
    typed = asked.pop("code", "")
    workshop_id = rooms().by_code(read_code(typed)) if isinstance(typed, str) else None
    room = opened(workshop_id) if workshop_id else None
    if room is None or workshop_id is None:
        return refuse(404, "", UNKNOWN, "unknown_code", "code")
    sitting = access.who(workshop_id)
    if sitting:
        if room.state.actor(sitting).role is Role.REMOVED:
            return refuse(403, "", "You have been taken out of this workshop.", "removed")
        return jsonify({"ok": True, "workshop": workshop_id, "participant": sitting})
    once = str(asked.pop("command_id", "") or secrets.token_urlsafe(12))
    answer = enrol(room, {**asked, "type": "join"}, once)
    if not answer["ok"]:
        return refuse(409 if answer["code"] == "doors_closed" else 422, "", answer["message"], answer["code"], answer.get("field"))
    return jsonify({"ok": True, "workshop": workshop_id, "participant": answer["made"]})

"""The HTTP door: the same commands with the same authorisation as the socket, the view, and the documents."""

import hashlib
from typing import Any

import msgspec
from flask import Blueprint, Response, abort, current_app, jsonify, request

from facilitator import access
from facilitator.live.broadcast import Broadcast
from facilitator.live.pace import SNAPSHOT, cost_of, wait_for_turn
from facilitator.live.rooms import in_thread
from facilitator.live.sockets import REMOVED, STRANGER, UNREADABLE, submitted
from facilitator.paper import MissingTool
from facilitator.takeaway import FORMATS, made
from workshops.exports.figures import FIGURES
from workshops.exports.versions import versions_of
from workshops.people import Role
from workshops.plan.sections import SECTIONS
from workshops.refusal import Refused
from workshops.room import refused
from workshops.steps.ready_made import told
from workshops.steps.timing import told_delay
from workshops.workshop import view

door = Blueprint("door", __name__, url_prefix="/api/workshops/<workshop_id>")

STATUS = {"stranger": 403, "removed": 403, "not_allowed": 403, "fault": 500, "conflict": 409, "too_fast": 429}
"""HTTP statuses of refusals by code; every other refusal is 422: understood, and not carried out."""
NOT_SEALED = refused(Refused("not_sealed", "This plan is not sealed yet: its signing has not been closed."))


@door.post("/commands")
def commands(workshop_id: str) -> tuple[Response, int]:
    """Carries out one command."""
    broadcast, participant = _in_turn(workshop_id, cost_of(request.get_data()))
    if not request.is_json:
        abort(_answered(UNREADABLE, 415))
    try:
        written = msgspec.json.decode(request.get_data())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        abort(_answered(UNREADABLE, 400))
    if isinstance(written, dict):
        written.pop("workshop", None)
    answer = submitted(broadcast, participant, written)
    return jsonify(answer), 200 if answer["ok"] else STATUS.get(answer["code"], 422)


@door.get("/view")
def seen(workshop_id: str) -> Response:
    """All that one may see now. With the newest `mark` as `since` it says that nothing has changed, and nothing else."""
    broadcast, participant = _in_turn(workshop_id, SNAPSHOT)
    slices = view(broadcast.room.state, participant)
    mark = hashlib.sha256(msgspec.json.encode(slices)).hexdigest()[:24]
    common: dict[str, Any] = {"ok": True, "seq": broadcast.room.state.seq, "mark": mark, "now": access.now()}
    if request.args.get("since") == mark:
        return jsonify(common | {"unchanged": True, "slices": {}})
    return jsonify(common | {"unchanged": False, "slices": slices})


@door.get("/explain")
def policy_in_words(workshop_id: str) -> tuple[Response, int]:
    """The policy in `?policy=` (JSON) in words for this group, or why it cannot be."""
    broadcast, _ = _in_turn(workshop_id, 1.0)
    try:
        return jsonify({"ok": True} | told(broadcast.room.state, msgspec.json.decode(request.args.get("policy", "")))), 200
    except (msgspec.DecodeError, RecursionError):
        return jsonify(UNREADABLE), 400
    except Refused as refusal:
        return jsonify(refused(refusal)), 422


@door.get("/texts/<section>")
def versions(workshop_id: str, section: str) -> tuple[Response, int]:
    """Who wrote in a section's text, and how it read each time it was proposed."""
    broadcast, _ = _in_turn(workshop_id, SNAPSHOT)
    if section not in SECTIONS or not SECTIONS[section].text:
        return jsonify(refused(Refused("unknown_section", "This part of the plan has no text.", "section"))), 404
    return jsonify({"ok": True} | versions_of(broadcast.room.state, section)), 200


@door.get("/figures/<name>.svg")
def figure(workshop_id: str, name: str) -> Response:
    """A figure of the plan as it stands; without content where there is nothing to draw."""
    broadcast, _ = _in_turn(workshop_id, SNAPSHOT)
    if name not in FIGURES:
        abort(404)
    drawn = FIGURES[name](broadcast.room.state)
    return Response(drawn, status=200 if drawn else 204, mimetype="image/svg+xml")


@door.get("/delay")
def delay(workshop_id: str) -> tuple[Response, int]:
    """What the activity `?entry=` pushes back when it is done `?days=` later."""
    broadcast, _ = _in_turn(workshop_id, 1.0)
    try:
        return jsonify({"ok": True} | told_delay(broadcast.room.state, request.args.get("entry", ""), request.args.get("days", ""))), 200
    except Refused as refusal:
        return jsonify(refused(refusal)), 422


@door.get("/<name>")
def file(workshop_id: str, name: str) -> Response:
    """The plan in one of its formats (`takeaway.py`)."""
    broadcast, _ = _in_turn(workshop_id, SNAPSHOT)
    if name not in FORMATS:
        abort(404)
    context, sealer = current_app.app_context(), current_app.extensions["sealer"]

    state = broadcast.room.state

    def make() -> bytes | MissingTool | None:
        # In a native thread, so that a long document holds up nobody's vote; templates want to know of the application there too.
        with context:
            try:
                return made(sealer, state, name)
            except MissingTool as missing:
                return missing

    content = current_app.extensions["made"].file(state, name, lambda: in_thread(make)) if FORMATS[name].slow else in_thread(make)
    if isinstance(content, MissingTool):
        abort(_answered(refused(Refused("missing_tool", str(content))), 503))
    if content is None:
        abort(_answered(NOT_SEALED, 404))
    return Response(content, mimetype=FORMATS[name].mimetype, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _in_turn(workshop_id: str, cost: float) -> tuple[Broadcast, str]:
    """As `_entitled`, when it is this participant's turn. Ends the request when that is too far away."""
    try:
        wait_for_turn(*_entitled(workshop_id), cost)
    except Refused as refusal:
        abort(_answered(refused(refusal), STATUS[refusal.code]))
    # Asked again, since whoever waited may have been taken out meanwhile.
    return _entitled(workshop_id)


def _entitled(workshop_id: str) -> tuple[Broadcast, str]:
    """The broadcast of a workshop and the participant who asks. Ends the request for everybody else."""
    participant = access.who(workshop_id)
    if participant is None:
        abort(_answered(STRANGER, 403))
    try:
        broadcast: Broadcast = current_app.extensions["broadcasts"].of(workshop_id)
    except KeyError:
        abort(_answered(STRANGER, 403))
    role = broadcast.room.state.actor(participant).role
    if role in (Role.REMOVED, Role.STRANGER):
        abort(_answered(REMOVED if role is Role.REMOVED else STRANGER, 403))
    return broadcast, participant


def _answered(answer: dict[str, Any], status: int) -> Response:
    response = jsonify(answer)
    response.status_code = status
    return response

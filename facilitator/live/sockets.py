"""The socket events: enter, command, sync, editing, and those of a text (`texts.py`).

Each message is checked anew against who sits at the device that sent it. Which device that is, is read once, from the cookie that
the socket was opened with; the events then go past Flask, since making a request of each would take a third of an edit's time.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Flask, request
from flask_socketio import SocketIO

from facilitator import access
from facilitator.live.broadcast import Broadcast, Broadcasts
from facilitator.live.gate import Gates
from facilitator.live.pace import SNAPSHOT, cost_of, cost_of_edit, wait_for_turn
from facilitator.live.presence import Connection
from facilitator.live.rooms import report
from facilitator.live.texts import caret, close_text, edit, open_text
from workshops.people import WORKING, Role
from workshops.refusal import Refused
from workshops.room import FAULT, refused

Answering = Callable[[Broadcast, Connection, dict[str, Any]], dict[str, Any]]

LONGEST_NAME = 40
"""Characters of a field's name."""

STRANGER = refused(Refused("stranger", "You are not in this workshop. Join it with its code first."))
REMOVED = refused(Refused("removed", "You have been taken out of this workshop."))
UNREADABLE = refused(Refused("bad_message", "This message cannot be read."))


def listen(app: Flask, socketio: SocketIO, broadcasts: Broadcasts) -> None:
    """Answers the events of every socket."""
    gates, devices = Gates(socketio.server), dict[str, str]()

    def connected(*_: Any) -> None:
        sid: str = request.sid  # type: ignore[attr-defined]
        devices[sid] = access.known_device()
        gates.share(sid, devices[sid] if access.my_seats() else "")

    def disconnected(*_: Any) -> None:
        sid: str = request.sid  # type: ignore[attr-defined]
        devices.pop(sid, None)
        broadcasts.leave(sid)

    socketio.on_event("connect", connected)
    socketio.on_event("disconnect", disconnected)
    for event, answer in ANSWERS.items():
        socketio.server.on(event, _to_the_entitled(app, devices, broadcasts, answer))
    # Our own faults are reported. What the libraries complain of is bytes that somebody sent, at thirty lines a message.
    for library in ("engineio.server", "socketio.server"):
        logging.getLogger(library).setLevel(logging.CRITICAL)


def _to_the_entitled(app: Flask, devices: dict[str, str], broadcasts: Broadcasts, answer: Answering) -> Callable[..., dict[str, Any]]:
    """`answer` for those who sit in the workshop that a message names, a refusal for everybody else."""

    def answered(sid: str, message: Any = None, *_: Any) -> dict[str, Any]:
        with app.app_context():
            try:
                found = _entitled(broadcasts, sid, devices.get(sid, ""), message)
                if isinstance(found, dict):
                    return found
                waited = wait_for_turn(found[0], found[1].participant, COSTS[answer](message))
                if waited:
                    # Asked again, since they may have been taken out meanwhile.
                    found = _entitled(broadcasts, sid, devices.get(sid, ""), message)
                return found if isinstance(found, dict) else answer(*found, message)
            except Refused as refusal:
                return refused(refusal)
            except Exception as fault:
                report(fault)
                return FAULT

    return answered


def enter(broadcast: Broadcast, sender: Connection, message: dict[str, Any]) -> dict[str, Any]:
    """Takes a socket into its workshop, as the participant who sits at its device or as a projector."""
    projector = message.get("as") == "projector"
    if projector and not broadcast.room.state.actor(sender.participant).leads:
        return refused(Refused("not_allowed", "Only the facilitator can open the projector view."))
    return _timed(broadcast.enter(replace(sender, projector=projector)))


def sync(broadcast: Broadcast, sender: Connection, message: dict[str, Any]) -> dict[str, Any]:
    """A new snapshot, for a socket that found a gap."""
    connection = broadcast.presence.of(sender.sid)
    if connection is None or connection.participant != sender.participant:
        return STRANGER
    return _timed(broadcast.snapshot(connection))


def command(broadcast: Broadcast, sender: Connection, message: dict[str, Any]) -> dict[str, Any]:
    """Carries a command out."""
    return submitted(broadcast, sender.participant, {name: value for name, value in message.items() if name != "workshop"})


def editing(broadcast: Broadcast, sender: Connection, message: dict[str, Any]) -> dict[str, Any]:
    """Somebody begins or ends ("") to change an entry."""
    entry, field = message.get("entry"), message.get("field")
    state = broadcast.room.state
    if not isinstance(entry, str) or not isinstance(field, str) or len(field) > LONGEST_NAME:
        return UNREADABLE
    if entry and (entry not in state.plan.entries or state.actor(sender.participant).role not in WORKING):
        return refused(Refused("unknown_entry", "This entry is not in the plan any more.", "entry"))
    if broadcast.presence.of(sender.sid) is not None and broadcast.editors.move(sender.sid, sender.participant, entry, field):
        broadcast.soon()
    return {"ok": True}


ANSWERS: dict[str, Answering] = {
    "enter": enter,
    "sync": sync,
    "editing": editing,
    "command": command,
    "open_text": open_text,
    "close_text": close_text,
    "edit": edit,
    "caret": caret,
}
"""The events that a browser sends, and what answers them."""

COSTS: dict[Answering, Callable[[Any], float]] = {
    enter: lambda message: SNAPSHOT,
    sync: lambda message: SNAPSHOT,
    editing: lambda message: 0.25,
    command: cost_of,
    open_text: lambda message: SNAPSHOT,
    close_text: lambda message: 0.5,
    edit: cost_of_edit,
    caret: lambda message: 0.25,
}
"""What each of them costs of a person's pace (`pace.py`)."""


def submitted(broadcast: Broadcast, participant: str, written: Any) -> dict[str, Any]:
    """The answer to a command, with what is new for its sender."""
    answer = broadcast.room.submit(participant, written)
    return answer | {"slices": broadcast.own_news(participant)} if answer["ok"] else answer


def _entitled(broadcasts: Broadcasts, sid: str, device: str, message: Any) -> tuple[Broadcast, Connection] | dict[str, Any]:
    """The broadcast that a message is for and whom it comes from, or the refusal."""
    if not isinstance(message, dict) or not isinstance(message.get("workshop"), str) or not message["workshop"].isascii():
        return UNREADABLE
    participant = access.who(message["workshop"], device) if device else None
    if participant is None:
        return STRANGER
    try:
        broadcast = broadcasts.of(message["workshop"])
    except KeyError:
        return STRANGER
    role = broadcast.room.state.actor(participant).role
    if role in (Role.REMOVED, Role.STRANGER):
        return REMOVED if role is Role.REMOVED else STRANGER
    return broadcast, Connection(sid, participant, device=device)


def _timed(snapshot: dict[str, Any]) -> dict[str, Any]:
    """The snapshot with the server's clock, so that timers run alike on every screen."""
    return snapshot | {"now": access.now()}

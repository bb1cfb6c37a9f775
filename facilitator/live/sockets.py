"""The socket events: enter, command, sync, and those of a text (`texts.py`).

Each message is checked anew against who sits at the device that sent it.
"""

import logging
from collections.abc import Callable
from typing import Any

from flask import current_app, request
from flask_socketio import SocketIO

from facilitator import access
from facilitator.live.broadcast import Broadcast, Broadcasts
from facilitator.live.gate import Gates
from facilitator.live.pace import SNAPSHOT, cost_of, cost_of_edit, paced
from facilitator.live.presence import Connection
from facilitator.live.texts import caret, close_text, edit, open_text
from workshops.people import Role
from workshops.refusal import Refused
from workshops.room import FAULT, refused

Answering = Callable[[Broadcast, str, dict[str, Any]], dict[str, Any]]

STRANGER = refused(Refused("stranger", "You are not in this workshop. Join it with its code first."))
REMOVED = refused(Refused("removed", "You have been taken out of this workshop."))
UNREADABLE = refused(Refused("bad_message", "This message cannot be read."))


def listen(socketio: SocketIO, broadcasts: Broadcasts) -> None:
    """Answers the events of every socket."""
    for event, answer in ANSWERS.items():
        socketio.on_event(event, _to_the_entitled(broadcasts, answer))
    gates = Gates(socketio.server)
    socketio.on_event("connect", lambda *_: gates.share(request.sid, access.known_device() if access.my_seats() else ""))  # type: ignore[attr-defined]
    socketio.on_event("disconnect", lambda *reason: broadcasts.leave(request.sid))  # type: ignore[attr-defined]
    socketio.on_error_default(_fault)
    # Our own faults go to `_fault`. What the libraries complain of is bytes that somebody sent, at thirty lines a message.
    for library in ("engineio.server", "socketio.server"):
        logging.getLogger(library).setLevel(logging.CRITICAL)


def _to_the_entitled(broadcasts: Broadcasts, answer: Answering) -> Callable[..., dict[str, Any]]:
    """`answer` for those who sit in the workshop that a message names, a refusal for everybody else."""

    def answered(message: Any = None, *_: Any) -> dict[str, Any]:
        found = _entitled(broadcasts, message)
        if isinstance(found, dict):
            return found
        if too_fast := paced(*found, COSTS[answer](message)):
            return too_fast
        # Asked again, since whoever waited for their turn may have been taken out meanwhile.
        found = _entitled(broadcasts, message)
        return found if isinstance(found, dict) else answer(*found, message)

    return answered


def enter(broadcast: Broadcast, participant: str, message: dict[str, Any]) -> dict[str, Any]:
    """Takes a socket into its workshop, as the participant who sits at its device or as a projector."""
    projector = message.get("as") == "projector"
    if projector and not broadcast.room.state.actor(participant).leads:
        return refused(Refused("not_allowed", "Only the facilitator can open the projector view."))
    return _timed(broadcast.enter(Connection(request.sid, participant, projector, access.known_device())))  # type: ignore[attr-defined]


def sync(broadcast: Broadcast, participant: str, message: dict[str, Any]) -> dict[str, Any]:
    """A new snapshot, for a socket that found a gap."""
    connection = broadcast.presence.of(request.sid)  # type: ignore[attr-defined]
    if connection is None or connection.participant != participant:
        return STRANGER
    return _timed(broadcast.snapshot(connection))


def command(broadcast: Broadcast, participant: str, message: dict[str, Any]) -> dict[str, Any]:
    """Carries a command out."""
    return submitted(broadcast, participant, {name: value for name, value in message.items() if name != "workshop"})


ANSWERS: dict[str, Answering] = {
    "enter": enter,
    "sync": sync,
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
    command: cost_of,
    open_text: lambda message: SNAPSHOT,
    close_text: lambda message: 0.5,
    edit: cost_of_edit,
    caret: lambda message: 0.25,
}
"""What each of them costs of a person's pace (`pace.py`)."""


def _fault(error: Exception) -> dict[str, Any]:
    current_app.logger.error("a message failed", exc_info=error)
    return FAULT


def submitted(broadcast: Broadcast, participant: str, written: Any) -> dict[str, Any]:
    """The answer to a command, with what is new for its sender."""
    answer = broadcast.room.submit(participant, written)
    return answer | {"slices": broadcast.own_news(participant)} if answer["ok"] else answer


def _entitled(broadcasts: Broadcasts, message: Any) -> tuple[Broadcast, str] | dict[str, Any]:
    """The broadcast that a message is for and the participant it comes from, or the refusal."""
    if not isinstance(message, dict) or not isinstance(message.get("workshop"), str) or not message["workshop"].isascii():
        return UNREADABLE
    participant = access.who(message["workshop"])
    if participant is None:
        return STRANGER
    try:
        broadcast = broadcasts.of(message["workshop"])
    except KeyError:
        return STRANGER
    role = broadcast.room.state.actor(participant).role
    return REMOVED if role is Role.REMOVED else STRANGER if role is Role.STRANGER else (broadcast, participant)


def _timed(snapshot: dict[str, Any]) -> dict[str, Any]:
    """The snapshot with the server's clock, so that timers run alike on every screen."""
    return snapshot | {"now": access.now()}

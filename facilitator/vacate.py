"""Closing the sockets on a seat that has moved: another device, or another person on this one."""

import gevent
from flask import current_app

MOVED = "Your seat in this workshop has moved to another device, or somebody else sits at this one now."


def vacate(workshop_id: str, participant: str) -> None:
    """Tells every socket that is open for this participant that the seat has moved, and closes it."""
    # Threat: the phone that somebody handed on goes on showing what is theirs until it next asks for something.
    server = current_app.extensions["socketio"].server
    for connection in current_app.extensions["broadcasts"].of(workshop_id).presence:
        if connection.participant == participant:
            server.emit("out", {"message": MOVED}, to=connection.sid)
            gevent.spawn(server.disconnect, connection.sid)

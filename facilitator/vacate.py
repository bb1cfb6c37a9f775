"""Closing the sockets at which nobody has a seat any more: it moved, somebody else took it, or somebody signed out."""

import gevent
from flask import current_app

from facilitator import access
from facilitator.live.broadcast import Broadcasts

MOVED = "Your seat in this workshop has moved to another device, or somebody else sits at this one now."
SIGNED_OUT = "You are signed out at this device. Sign in again to go on."


def vacate(why: str = MOVED) -> None:
    """Tells every socket whose device has lost its seat why, and closes it."""
    # Threat: the phone that somebody handed on, or the tab left open at a sign-out, goes on showing what is theirs.
    broadcasts: Broadcasts = current_app.extensions["broadcasts"]
    server = current_app.extensions["socketio"].server
    for broadcast in broadcasts.all():
        for connection in broadcast.presence:
            if access.who(broadcast.room.id, connection.device) != connection.participant:
                server.emit("out", {"message": why}, to=connection.sid)
                broadcast.leave(connection.sid)
                gevent.spawn(server.disconnect, connection.sid)

"""The live edge: sockets in, slices out. `init` connects it to an application."""

from flask import Flask
from flask_socketio import SocketIO

from facilitator.live.broadcast import Broadcasts
from facilitator.live.clock import Clock
from facilitator.live.door import door
from facilitator.live.rooms import Rooms
from facilitator.live.sockets import listen


def init(app: Flask, socketio: SocketIO, rooms: Rooms, tick: float) -> None:
    """Lets an application speak live: the socket events, the HTTP door, and one broadcast and one clock per room (`tick` in seconds)."""
    broadcasts = Broadcasts(socketio, rooms, tick)
    app.extensions["broadcasts"] = broadcasts
    app.register_blueprint(door)
    rooms.opened.append(lambda room: Clock(room, app.extensions["clock"]).wind())
    listen(app, socketio, broadcasts)

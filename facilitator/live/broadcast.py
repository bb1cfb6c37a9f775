"""One broadcast per room, and the only place that sends to rooms: what changed, to whom, at most once per tick.

Streams are `everyone`, `facilitators`, and one per connected person. What somebody may not see is in none of theirs.
"""

import time
from typing import Any

import gevent
from flask_socketio import SocketIO

from facilitator.live.budget import Budgets
from facilitator.live.editing import Editors
from facilitator.live.fanout import Fanout
from facilitator.live.presence import Connection, Presence
from facilitator.live.rooms import Rooms
from facilitator.live.streams import Stream, difference
from facilitator.live.writing import Writing
from workshops.people import Role
from workshops.prose.html import html_of
from workshops.prose.spelling import spell
from workshops.room import Room
from workshops.state import Workshop, differ_in_texts_alone
from workshops.workshop import Recall, Slices, for_everyone, for_facilitators, for_person

TICK_PER_CONNECTION = 0.0002
"""Seconds that each connection adds to the tick of its room: a fuller room is told less often, and not later."""
READING_TICK = 0.5
"""Seconds between two looks of those who only read at a text that is being written; who writes it is told at once (`writing.py`)."""
READING_TICK_PER_CONNECTION = 0.002
READING_PACE = 10_000_000
"""Bytes a second that a room may be sent of it: a long text is shown anew less often."""
PACE = 20
"""What one person may ask of the server each second, by all their devices together; a short command costs 1 (`pace.py`)."""
BURST = 60
BREATH = 0.001
"""Seconds that are left to others between two paragraphs of a text that is drawn."""

NEVER = float("inf")


class Broadcast:
    """Tells everybody in one room what has changed, at most every `tick` seconds. Must only be used from the event loop.

    Without the tick 300 voters would wait for seconds, since each vote would reach everybody by itself (measured).
    """

    def __init__(self, socketio: SocketIO, fanout: Fanout, room: Room, tick: float) -> None:
        self.room = room
        self.presence = Presence()
        self.budgets = Budgets(PACE, BURST)
        self._socketio = socketio
        self._fanout = fanout
        self._tick = tick
        self._recall: Recall = {}
        self._seq = 0
        self._everyone = Stream()
        self._facilitators = Stream()
        self._people: dict[str, Stream] = {}
        self._leading: set[str] = set()
        self._due = NEVER
        self._last = 0.0
        self._told: Workshop | None = None
        self.writing = Writing(fanout, room)
        self.editors = Editors()
        # Before anything else that listens: this is what somebody waits for.
        room.listeners.insert(0, lambda changed: self._hear())

    def _hear(self) -> None:
        """The state is another one: tell what happened soon, and how a text reads in a while."""
        self.writing.soon()
        if self._tick and self._told is not None and differ_in_texts_alone(self._told, self.room.state):
            # As it was shown last: how it reads now is found out when it is shown, and not at every word.
            size = sum(len(text.content) for text in self._told.plan.texts.values())
            self._flush_in(READING_TICK + (READING_TICK_PER_CONNECTION + 2 * size / READING_PACE) * len(self.presence))
        else:
            self.soon()

    def soon(self) -> None:
        """Something changed: broadcast now if the last time is a tick ago, else then."""
        if self._tick == 0:
            self.flush()
        else:
            self._flush_in(self._tick + TICK_PER_CONNECTION * len(self.presence))

    def _flush_in(self, interval: float) -> None:
        """Broadcasts so many seconds after the last time, unless that is due earlier anyway."""
        now = time.monotonic()
        due = max(now, self._last + interval)
        if due < self._due:
            self._due = due
            gevent.spawn_later(due - now, self._flush_when_due, due)

    def _flush_when_due(self, due: float) -> None:
        if due == self._due:
            self._draw_ahead()
        if due == self._due:
            self.flush()

    def _draw_ahead(self) -> None:
        """Draws what is new in the texts, a paragraph at a time, so that whoever writes meanwhile waits for none but that one."""
        told = self._told.plan.texts if self._told is not None else {}
        for section, text in self.room.state.plan.texts.items():
            if told.get(section) is text:
                continue
            for block in text.blocks:
                # Both are remembered, and at hand when the text is drawn as a whole.
                spell((block,))
                html_of((block,))
                # Without waiting a little, only what has been read from the sockets already would go on.
                gevent.sleep(BREATH)

    def flush(self) -> None:
        """Sends each stream what is new for it."""
        self._due = NEVER
        self._last = time.monotonic()
        told, state = self._told, self.room.state
        self._told = state
        self._seq = state.seq
        self._send_off()
        self._send(
            "everyone", self._everyone, for_everyone(state, self._recall) | self._here() | self.editors.slices(), self.presence.sids()
        )
        self._regroup()
        if self._leading:
            self._send("facilitators", self._facilitators, for_facilitators(state), list(self._leading))
        if told is not None and differ_in_texts_alone(told, state):
            # What somebody sees alone never depends on a text; in a room of three hundred, that is most of the work.
            return
        for participant, stream in self._people.items():
            self._send("person", stream, for_person(state, participant), self.presence.sids_of(participant))

    def enter(self, connection: Connection) -> dict[str, Any]:
        """Takes a socket in and gives its snapshot. The others hear of it with the next tick."""
        self.presence.add(connection)
        if not connection.projector and connection.participant not in self._people:
            stream = self._people[connection.participant] = Stream()
            stream.advance(for_person(self.room.state, connection.participant))
        if self._everyone.n == 0 or self.room.state.actor(connection.participant).leads:
            self.flush()
        else:
            self.soon()
        return self.snapshot(connection)

    def leave(self, sid: str) -> None:
        """A socket is gone."""
        self.writing.leave(sid)
        self.editors.leave(sid)
        connection = self.presence.of(sid)
        if connection is None:
            return
        self.presence.drop(sid)
        self._leading.discard(sid)
        if connection.participant not in self.presence.here():
            self._people.pop(connection.participant, None)
        self.soon()

    def snapshot(self, connection: Connection) -> dict[str, Any]:
        """All that a connection has been sent or is now, with the number of each stream: read together, nothing between."""
        streams = {"everyone": self._everyone}
        if not connection.projector:
            streams["person"] = self._people[connection.participant]
            if connection.sid in self._leading:
                streams["facilitators"] = self._facilitators
        slices: Slices = {}
        for stream in streams.values():
            slices |= stream.sent
        return {"ok": True, "seq": self._seq, "n": {name: stream.n for name, stream in streams.items()}, "slices": slices}

    def own_news(self, participant: str) -> Slices:
        """What is new for one person and not sent yet: goes with the answer to their command."""
        stream = self._people.get(participant)
        return difference(stream.sent if stream else {}, for_person(self.room.state, participant))

    def _here(self) -> Slices:
        return {f"here:{participant}": True for participant in sorted(self.presence.here())}

    def _send(self, name: str, stream: Stream, now: Slices, to: list[str]) -> None:
        changed = stream.advance(now)
        if changed:
            self._fanout.send("slices", self._message(name, stream.n, changed), to)

    def _message(self, name: str, n: int, slices: Slices) -> dict[str, Any]:
        return {"workshop": self.room.id, "stream": name, "n": n, "seq": self._seq, "slices": slices}

    def _regroup(self) -> None:
        """Lets sockets of new co-facilitators into the facilitators' stream, and those of former ones out of it."""
        private = self._facilitators
        for one in self.presence:
            leads = not one.projector and self.room.state.actor(one.participant).leads
            if leads and one.sid not in self._leading:
                self._leading.add(one.sid)
                # Whoever finds a gap in the numbers asks for everything anew; that is what a newcomer here should do.
                self._fanout.send("slices", self._message("facilitators", private.n, private.sent), [one.sid])
            elif not leads and one.sid in self._leading:
                self._leading.discard(one.sid)
                gone = dict.fromkeys(private.sent)
                self._fanout.send("slices", self._message("facilitators", private.n + 1, gone), [one.sid])

    def _send_off(self) -> None:
        """Puts those out who have been removed, before anything else is sent."""
        for one in self.presence:
            if self.room.state.actor(one.participant).role is Role.REMOVED:
                self._socketio.server.emit("out", {"message": "You have been taken out of this workshop."}, to=one.sid)
                self.presence.drop(one.sid)
                self.writing.leave(one.sid)
                self.editors.leave(one.sid)
                self._leading.discard(one.sid)
                self._people.pop(one.participant, None)
                gevent.spawn(self._socketio.server.disconnect, one.sid)


class Broadcasts:
    """The broadcasts of all rooms of this process."""

    def __init__(self, socketio: SocketIO, rooms: Rooms, tick: float) -> None:
        self._socketio = socketio
        self._fanout = Fanout(socketio)
        self._rooms = rooms
        self._tick = tick
        self._of: dict[str, Broadcast] = {}

    def of(self, workshop_id: str) -> Broadcast:
        """The broadcast of a workshop. Raises KeyError when there is no such workshop."""
        room = self._rooms.open(workshop_id)
        if workshop_id not in self._of:
            self._of[workshop_id] = Broadcast(self._socketio, self._fanout, room, self._tick)
        return self._of[workshop_id]

    def all(self) -> list[Broadcast]:
        """The broadcasts of the rooms in which somebody is or was."""
        return list(self._of.values())

    def leave(self, sid: str) -> None:
        """A socket is gone, wherever it was."""
        for broadcast in self.all():
            broadcast.leave(sid)
        self._fanout.forget(sid)

"""The threshold of a workshop: who may go in, and what those read who may not."""

from dataclasses import dataclass

from flask import abort, current_app, make_response, render_template

from facilitator import access
from facilitator.forms import CodeForm
from facilitator.live.rooms import Rooms
from workshops.people import FACILITATORS, Role
from workshops.room import Room
from workshops.state import Workshop


@dataclass(frozen=True)
class Guest:
    """Somebody with a seat in a workshop: the room, the participant, and the role they have now."""

    room: Room
    participant: str
    role: Role

    @property
    def workshop(self) -> Workshop:
        """The workshop as it is now."""
        return self.room.state

    @property
    def leads(self) -> bool:
        """Is this a facilitator or co-facilitator?"""
        return self.role in FACILITATORS


def rooms() -> Rooms:
    """The rooms of this application."""
    found: Rooms = current_app.extensions["rooms"]
    return found


def opened(workshop_id: str) -> Room | None:
    """The room of a workshop, None when there is no such workshop."""
    try:
        return rooms().open(workshop_id)
    except KeyError:
        return None


def guest(workshop_id: str) -> Guest:
    """Who is asking, with a seat in this workshop. Ends the request with a page for those who have none, or lost it."""
    room = opened(workshop_id)
    participant = access.who(workshop_id) if room else None
    # One answer for "no such workshop" and "not yours": an address alone tells nothing.
    if room is None or participant is None:
        abort(make_response(render_template("no_seat.html", form=CodeForm()), 404))
    role = room.state.actor(participant).role
    if role is Role.REMOVED:
        abort(make_response(render_template("removed.html", title=room.state.title), 403))
    return Guest(room, participant, role)


def leading(workshop_id: str) -> Guest:
    """As `guest`, for facilitators alone."""
    found = guest(workshop_id)
    if not found.leads:
        abort(403, "Only the facilitator of this workshop can open this page.")
    return found

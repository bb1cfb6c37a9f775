"""The socket events of a text: open it, send what was written, move the caret, close it."""

from base64 import b64encode
from time import monotonic
from typing import Any

import msgspec

from facilitator.live.broadcast import Broadcast
from facilitator.live.presence import Connection
from workshops.plan.sections import SECTIONS
from workshops.refusal import Refused
from workshops.room import refused
from workshops.steps.comments import Position
from workshops.steps.draft import refuse_other_schema
from workshops.texts.text import Text

DEAR = 0.1
"""Seconds that an edit may take before its writer is charged for the time; most take a thousandth."""
PRICE = 60
"""What a second of everybody's time costs, in short commands."""
REFUSED = 10
"""What an update that is refused costs, in short commands: the document that it was tried on has to be made anew."""
NOT_OPEN = refused(Refused("unknown_section", "This part of the plan has no text.", "section"))
UNREADABLE = refused(Refused("bad_message", "This message cannot be read."))


class Opening(msgspec.Struct):
    """`vector` is the state vector of what the page has of the text (base64), "" for nothing."""

    section: str
    schema: int
    vector: str = ""


def open_text(broadcast: Broadcast, sender: Connection, message: dict[str, Any]) -> dict[str, Any]:
    """All of a text that a page lacks, and from then on whatever is written in it."""
    try:
        asked = msgspec.convert({name: message.get(name) for name in ("section", "schema", "vector") if name in message}, Opening)
        vector = msgspec.convert(asked.vector, bytes) if asked.vector else b"\x00"
        refuse_other_schema(asked.schema)
        text, section = _text(broadcast, asked.section), asked.section
        update, known = text.missing_from(vector)
    except (msgspec.ValidationError, UnicodeError):
        return UNREADABLE
    except Refused as refusal:
        return refused(refusal)
    others = broadcast.writing.open(section, sender.sid, sender.participant)
    return {
        "ok": True,
        "section": section,
        "epoch": broadcast.room.state.plan.epochs.get(section, 0),
        "version": text.version,
        "update": b64encode(update).decode(),
        "vector": b64encode(known).decode(),
        **others,
    }


def close_text(broadcast: Broadcast, sender: Connection, message: dict[str, Any]) -> dict[str, Any]:
    """Nothing more of a text."""
    broadcast.writing.close(str(message.get("section")), sender.sid)
    return {"ok": True}


def edit(broadcast: Broadcast, sender: Connection, message: dict[str, Any]) -> dict[str, Any]:
    """Carries out an `edit_text`, without the news that an answer to a command brings: its writer hears of the text as all others do."""
    written = {name: value for name, value in message.items() if name != "workshop"} | {"type": "edit_text", "command_id": "edit"}
    began = monotonic()
    answer = broadcast.room.submit(sender.participant, written)
    took = monotonic() - began
    # Threat: updates that are small and slow. Whoever sends them pays for them before the next is looked at.
    cost = (0 if answer["ok"] else REFUSED) + (took * PRICE if took > DEAR else 0)
    broadcast.budgets.of(sender.participant).spend(cost)
    if not answer["ok"]:
        return answer
    return {"ok": True, "version": int(answer["made"])}


def caret(broadcast: Broadcast, sender: Connection, message: dict[str, Any]) -> dict[str, Any]:
    """Where somebody is in a text."""
    anchor, head = message.get("anchor"), message.get("head")
    try:
        anchor, head = (msgspec.convert(place, Position) for place in (anchor, head))
    except msgspec.ValidationError:
        return UNREADABLE
    broadcast.writing.move(str(message.get("section")), sender.sid, anchor, head)
    return {"ok": True}


def _text(broadcast: Broadcast, section: str) -> Text:
    state = broadcast.room.state
    if section not in state.agenda.sections() or not SECTIONS[section].text:
        raise Refused("unknown_section", "This part of the plan has no text.", "section")
    return state.plan.texts.get(section) or Text()

"""Socket.IO as text frames: the few of them that a client over one WebSocket needs (Engine.IO 4, Socket.IO 5).

The player speaks the protocol itself, on purpose: the usual client hands every message to a thread of its own, and then
nobody can say in which order two of them came. Here one reader sees them as they were sent.
"""

from __future__ import annotations

import json
from typing import Any, Literal, NamedTuple

PATH = "/socket.io/?EIO=4&transport=websocket"
CONNECT = "40"
PONG = "3"
LEAVE = "41"


class Frame(NamedTuple):
    """What came: `open` and `joined` open the connection, `event` and `answer` carry something, `ping` wants a pong."""

    kind: Literal["open", "joined", "event", "answer", "ping", "bye", "refused", "other"]
    name: str = ""
    number: int = 0
    content: Any = None


def event(name: str, content: Any, number: int | None = None) -> str:
    """The frame that sends an event; with a `number`, the server answers to it."""
    body = json.dumps([name, content], ensure_ascii=False, separators=(",", ":"))
    return f"42{'' if number is None else number}{body}"


def read(frame: str) -> Frame:
    """What a received frame says."""
    match frame[:1], frame[1:2]:
        case "0", _:
            return Frame("open")
        case "2", _:
            return Frame("ping")
        case "4", "0":
            return Frame("joined")
        case "4", "2":
            name, *rest = json.loads(frame[frame.index("[") :])
            return Frame("event", name, 0, rest[0] if rest else None)
        case "4", "3":
            at = frame.index("[")
            return Frame("answer", "", int(frame[2:at]), next(iter(json.loads(frame[at:])), None))
        case "4", "4":
            return Frame("refused", content=frame[2:])
        case ("1", _) | ("4", "1"):
            return Frame("bye")
    return Frame("other")

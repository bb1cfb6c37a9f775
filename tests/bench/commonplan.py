"""Our own server for the bench: people who sit in a workshop with a text open, and the frames that they send."""

from __future__ import annotations

import asyncio
import json
from base64 import b64decode, b64encode
from collections.abc import Sequence

from facilitator.player import wire
from facilitator.player.client import Browser
from facilitator.player.local_server import LocalServer
from facilitator.player.pages import create_workshop
from tests.bench.crowd import Crowd, framed
from tests.bench.light_client import LightClient

PARTNERS = 30
OPEN_NUMBER, EDIT_NUMBER = 2, 100
TEXT, ANSWER = b'42["text"', b"43"


async def seated(server: LocalServer, facilitator: Browser, people: int) -> tuple[str, list[str]]:
    """A new workshop with its doors open, and the cookies of people who have joined it."""
    asked_for = {
        "title": "Writing",
        "partnership": "Bench",
        "agenda": "express",
        "starting_policy": {"rule": "majority", "unit": "person"},
        "partners": [f"Partner {n}" for n in range(PARTNERS)],
    }
    workshop, code = create_workshop(facilitator, asked_for)
    lead = LightClient("127.0.0.1", server.port, workshop)
    lead.cookie = facilitator.cookies()
    await lead.enter()
    await lead.command("doors", "open_doors")
    await lead.leave()
    everybody = [LightClient("127.0.0.1", server.port) for _ in range(people)]
    await asyncio.gather(*(one.join(code, f"Person {number}", f"o{number % PARTNERS + 1}") for number, one in enumerate(everybody)))
    return workshop, [one.cookie for one in everybody]


def crowd_at(server: LocalServer, workshop: str, cookies: Sequence[str]) -> Crowd:
    """Those who have joined, with the text open."""
    crowd = Crowd("127.0.0.1", server.port)
    for cookie in cookies:
        crowd.add(wire.PATH, cookie)
    crowd.all_say(framed(wire.CONNECT.encode()), b"40")
    crowd.all_say(_event("enter", {"workshop": workshop, "as": "person"}, 1), b'431[{"ok":true')
    opening = {"workshop": workshop, "section": "vision", "schema": 1, "vector": ""}
    crowd.all_say(_event("open_text", opening, OPEN_NUMBER), b'432[{"ok":true')
    return crowd


def edit_frame(workshop: str, number: int, update: bytes) -> bytes:
    """The frame that sends an update; its answer has the number of the edit, and `EDIT_NUMBER` more."""
    spelled = b64encode(update).decode()
    return _event("edit", {"workshop": workshop, "section": "vision", "update": spelled, "epoch": 0, "schema": 1}, EDIT_NUMBER + number)


def update_in(message: bytes) -> bytes | None:
    """The update that a message brings, None for other messages."""
    return b64decode(json.loads(message[2:])[1]["update"]) if message.startswith(TEXT) else None


def _event(name: str, content: object, number: int) -> bytes:
    return framed(wire.event(name, content, number).encode())

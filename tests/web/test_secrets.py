"""What is hidden stays hidden at the edge too: in no message, page, answer or log line before its time, whoever asks."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask_socketio import SocketIOTestClient

from tests.web.site import Site, Visitor, joining, site_on

CARD, REASON = "Nobody asks for papers", "It would leave out those who work at night"
PAGES = ("", "/plan", "/console", "/projector", "?as=participant")
ANSWERS = ("view", "workplan.md", "workplan.json")


class Seated:
    """Somebody at a device: a browser with pages and a socket, and everything that came to it."""

    def __init__(self, site: Site, workshop: str, visitor: Visitor) -> None:
        self.visitor = visitor
        self.workshop = workshop
        self.live: SocketIOTestClient = site.app.extensions["socketio"].test_client(site.app, flask_test_client=visitor.client)
        self._entered = self.live.emit("enter", {"workshop": workshop, "as": "person"}, callback=True)
        self._came: list[Any] = []

    def did(self, kind: str, **fields: Any) -> None:
        """Sends a command, which must be carried out."""
        asked = {"workshop": self.workshop, "command_id": f"{kind}-1", "type": kind, **fields}
        self._came.append(self.live.emit("command", asked, callback=True))
        assert self._came[-1]["ok"], self._came[-1]

    def everything(self) -> str:
        """Every message that came, and every page and answer there is."""
        self._came += self.live.get_received()
        pages = [self.visitor.get(f"/w/{self.workshop}{page}").text for page in PAGES]
        answers = [self.visitor.get(f"/api/workshops/{self.workshop}/{answer}").text for answer in ANSWERS]
        return "\n".join([json.dumps([self._entered, self._came]), self.visitor.get("/").text, *pages, *answers])


@pytest.fixture
def room(tmp_path: Path) -> Iterator[dict[str, Seated]]:
    """A room with somebody who has written and answered, and all who must not know what."""
    with site_on(tmp_path / "data", tick=0) as site:
        leads = site.facilitator()
        workshop = site.workshop(leads)
        people = {"writer": joining(), "colleague": joining("C. C."), "other": {**joining("O. O."), "partner": "o2"}}
        visitors = {name: site.visitor() for name in (*people, "observer")}
        for name, told in {**people, "observer": {"name": "W. W.", "observer": "y"}}.items():
            visitors[name].fill(f"/join/{site.code(workshop)}", told)
        seated = {name: Seated(site, workshop, visitor) for name, visitor in {"facilitator": leads, **visitors}.items()}
        seated["facilitator"].did("confirm_voice", participant="p2")
        seated["facilitator"].did("save_text", section="vision", content="Food for all.", base=0)
        seated["facilitator"].did("open_decision", proposes="section:vision")
        seated["writer"].did("write_card", step="vision.gather", text=CARD)
        seated["writer"].did("cast_ballot", decision="d1", voter="o1", choice="object", reason=REASON)
        seated["stranger"] = Seated(site, workshop, site.visitor())
        yield seated


@pytest.mark.parametrize("who", ["facilitator", "colleague", "other", "observer", "stranger"])
def test_a_card_and_a_ballot_reach_nobody_else_before_their_time(room: dict[str, Seated], who: str) -> None:
    told = room[who].everything()
    assert CARD not in told
    assert REASON not in told


def test_their_writer_sees_both(room: dict[str, Seated]) -> None:
    told = room["writer"].everything()
    assert CARD in told
    assert REASON in told


def test_turned_over_and_closed_all_see_them_and_a_stranger_still_does_not(room: dict[str, Seated]) -> None:
    room["facilitator"].did("reveal", step="vision.gather")
    room["facilitator"].did("close_round", decision="d1")
    for who in ("colleague", "other", "observer"):
        told = room[who].everything()
        assert CARD in told
        assert REASON in told
    told = room["stranger"].everything()
    assert CARD not in told
    assert REASON not in told


def test_the_servers_own_log_says_nothing_that_people_wrote(room: dict[str, Seated], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    room["other"].did("write_card", step="vision.gather", text="A door that is open late")
    for odd in ({"text": "A door that is open late"}, {"step": 7, "text": "A door that is open late"}, "A door that is open late"):
        room["other"].live.emit("command", odd, callback=True)
        room["other"].visitor.client.post(f"/api/workshops/{room['other'].workshop}/commands", json=odd)
    assert "A door" not in caplog.text

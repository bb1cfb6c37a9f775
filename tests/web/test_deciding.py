"""Deciding at the edge: policies in words, a new join code, and deadlines that the server's own clock keeps."""

import json
from pathlib import Path
from typing import Any

import gevent
from gevent.event import Event

from facilitator.live.clock import PAUSE, Clock
from facilitator.recounting import told
from tests.scene import Scene
from tests.web.site import Site, Visitor, site_on
from workshops.stores.memory import MemoryStore


def seated(site: Site, leads: Visitor, workshop: str, name: str, partner: str) -> Visitor:
    """Somebody who speaks for a partner, confirmed."""
    visitor = site.visitor()
    seat = {"code": site.code(workshop), "name": name, "partner": partner, "voice": True}
    joined = visitor.client.post("/api/join", json=seat).json
    assert joined["ok"], joined
    assert leads.command(workshop, "confirm_voice", command_id=f"confirm-{name}", participant=joined["participant"])["ok"]
    return visitor


class TestAPolicyInWords:
    def asked(self, visitor: Visitor, workshop: str, policy: Any) -> Any:
        written = policy if isinstance(policy, str) else json.dumps(policy)
        return visitor.client.get(f"/api/workshops/{workshop}/explain", query_string={"policy": written})

    def test_it_is_explained_with_an_example_for_this_group(self, site: Site) -> None:
        leads = site.facilitator()
        workshop = site.workshop(leads, "A\nB\nC\nD\nE\nF\nG")
        answer = self.asked(leads, workshop, {"rule": "supermajority"}).json
        assert answer["ok"]
        assert answer["example"].startswith("With your 7 partners, two thirds of the votes cast needs 5 yes of 7")

    def test_what_cannot_be_is_refused_in_words(self, site: Site) -> None:
        leads = site.facilitator()
        workshop = site.workshop(leads)
        refused = self.asked(leads, workshop, {"rule": "supermajority", "threshold": [1, 2]})
        assert (refused.status_code, refused.json["code"]) == (422, "bad_policy")
        for broken in ("", "{", "[]", '"consent"', '{"rule": "magic"}', "[" * 2_000):
            assert self.asked(leads, workshop, broken).status_code in (400, 422), broken

    def test_it_is_for_those_who_are_in_the_room(self, site: Site) -> None:
        leads = site.facilitator()
        workshop = site.workshop(leads)
        assert self.asked(site.visitor(), workshop, {"rule": "consent"}).status_code == 403


class TestANewJoinCode:
    def test_the_old_code_opens_nothing_and_whoever_is_in_stays_in(self, site: Site) -> None:
        leads = site.facilitator()
        workshop = site.workshop(leads)
        inside = seated(site, leads, workshop, "Ma", "o1")
        rooms = site.app.extensions["rooms"]
        before = rooms.code(workshop)
        made = leads.client.post(f"/w/{workshop}/code").json
        assert made["ok"]
        assert made["code"] != before
        assert rooms.by_code(before) is None
        assert rooms.by_code(made["code"]) == workshop
        assert inside.get(f"/w/{workshop}").status_code == 200

    def test_only_the_facilitator_makes_one_and_no_page_of_another_site(self, site: Site) -> None:
        leads = site.facilitator()
        workshop = site.workshop(leads)
        inside = seated(site, leads, workshop, "Ma", "o1")
        before = site.app.extensions["rooms"].code(workshop)
        assert inside.client.post(f"/w/{workshop}/code").status_code == 403
        assert leads.client.post(f"/w/{workshop}/code", headers={"Origin": "http://evil.example"}).status_code >= 400
        assert site.app.extensions["rooms"].code(workshop) == before


class TestTheServersClock:
    def test_a_round_closes_by_itself_at_its_deadline(self, site: Site) -> None:
        leads = site.facilitator()
        workshop = site.workshop(leads)
        closed = Event()
        room = site.app.extensions["rooms"].open(workshop)
        room.listeners.append(lambda changed: closed.set() if not changed.state.open_decisions() else None)
        until = site.app.extensions["clock"]() + 300
        made = leads.command(workshop, "open_decision", proposes="question", question="Shall we?", until=until)
        assert made["ok"], made
        with gevent.Timeout(20):
            closed.wait()
        decision = room.state.decisions[made["made"]]
        assert decision.current.closed_at >= until

    def test_a_deadline_that_passed_while_the_server_was_off_is_kept_at_the_next_start(self, tmp_path: Path) -> None:
        now = 1_900_000_000_000
        for start in (now, now + 10_000):
            with site_on(tmp_path, clock=lambda start=start: start) as site:
                if start == now:
                    leads = site.facilitator()
                    workshop = site.workshop(leads)
                    assert leads.command(workshop, "open_decision", proposes="question", question="Shall we?", until=now + 5_000)["ok"]
                    continue
                room = site.app.extensions["rooms"].open(workshop)
                with gevent.Timeout(20):
                    while room.state.open_decisions():
                        gevent.idle()
                assert room.state.decisions["d1"].status == "between"


class FullDisk(MemoryStore):
    """A store that takes nothing once it is full, and counts how often it was asked."""

    full = False
    refused = 0

    def append(self, *written: Any) -> int:
        """Writes, while there is room."""
        if self.full:
            self.refused += 1
            raise OSError(28, "No space left on device")
        return super().append(*written)


def test_a_round_that_cannot_be_closed_is_not_tried_again_at_once() -> None:
    store = FullDisk()
    scene = Scene("A", "B", store=store).open()
    scene.did("p1", "open_decision", proposes="question", question="Shall we?", until=1_800_000_020_000)
    while scene.do("p1", "open_decision", proposes="question", question="And?", until=1_800_000_020_000)["ok"]:
        """The scene's time goes on with every command, until the deadlines are past."""
    store.full = True
    clock = Clock(scene.room, lambda: 1_900_000_000_000)
    clock.wind()
    with gevent.Timeout(20):
        while not store.refused:
            gevent.sleep(0)
    tried = store.refused

    def again() -> bool:
        while store.refused == tried:
            gevent.sleep(0)
        return True

    assert not gevent.with_timeout(PAUSE / 10, again, timeout_value=False)


def test_an_export_from_the_door_can_be_counted_again(site: Site) -> None:
    leads = site.facilitator()
    workshop = site.workshop(leads)
    voters = [seated(site, leads, workshop, name, partner) for name, partner in (("Ma", "o1"), ("Bo", "o2"))]
    made = leads.command(workshop, "open_decision", proposes="question", question="Shall we?")["made"]
    for number, voter in enumerate(voters, 1):
        assert voter.command(workshop, "cast_ballot", decision=made, voter=f"o{number}", choice="consent")["ok"]
    assert leads.command(workshop, "close_round", decision=made)["ok"]
    lines, holds = told(leads.get(f"/api/workshops/{workshop}/workplan.json").data)
    assert holds
    assert lines[0].startswith("holds        D1, round 1: Carried: 2 consent.")

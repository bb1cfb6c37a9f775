"""Somebody who means harm, with a browser and a socket: what was taken from them is taken, and nobody is locked out by them."""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gevent
import pytest
from flask_socketio import SocketIOTestClient
from gevent.lock import BoundedSemaphore

from facilitator import access
from facilitator.live.budget import Budget
from tests.web.site import EMAIL, PASSWORD, Site, Visitor, joining, site_on


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site that tells everybody at once of what changes."""
    with site_on(tmp_path / "data", tick=0) as found:
        yield found


@pytest.fixture
def leads(site: Site) -> Visitor:
    return site.facilitator()


@pytest.fixture
def workshop(site: Site, leads: Visitor) -> str:
    return site.workshop(leads)


def seated(site: Site, workshop: str, name: str = "M. A.") -> Visitor:
    """Somebody who has joined."""
    visitor = site.visitor()
    assert visitor.fill(f"/join/{site.code(workshop)}", joining(name)).status_code == 303
    return visitor


def live(site: Site, workshop: str, visitor: Visitor) -> SocketIOTestClient:
    """The socket of somebody who has entered."""
    socket: SocketIOTestClient = site.app.extensions["socketio"].test_client(site.app, flask_test_client=visitor.client)
    assert socket.emit("enter", {"workshop": workshop, "as": "person"}, callback=True)["ok"]
    return socket


def heard(socket: SocketIOTestClient) -> str:
    """All that a socket was sent since it was last asked; "" when it was closed."""
    gevent.sleep(0)
    return str(socket.get_received()) if socket.is_connected() else ""


class TestSockets:
    @pytest.mark.parametrize("pretends", [False, True], ids=["at once", "also one that pretends to have left"])
    def test_a_removed_person_hears_nothing_more(self, site: Site, leads: Visitor, workshop: str, pretends: bool) -> None:
        socket = live(site, workshop, seated(site, workshop))
        if pretends:
            socket.emit("disconnect")
        leads.command(workshop, "remove_participant", participant="p2")
        heard(socket)
        leads.command(workshop, "park", text="Not for everybody")
        assert "Not for everybody" not in heard(socket)

    def test_a_former_co_facilitator_who_pretended_to_leave_gets_no_script(self, site: Site, leads: Visitor, workshop: str) -> None:
        socket = live(site, workshop, seated(site, workshop))
        leads.command(workshop, "set_co_facilitator", participant="p2", on=True)
        socket.emit("disconnect")
        leads.command(workshop, "set_co_facilitator", participant="p2", on=False)
        heard(socket)
        leads.command(workshop, "go_to", step="decide.rules")
        assert "'script'" not in heard(socket)

    def test_a_tab_left_open_at_a_sign_out_hears_nothing_more(self, site: Site, leads: Visitor, workshop: str) -> None:
        socket = live(site, workshop, leads)
        leads.get("/")
        leads.post("/sign-out")
        gevent.sleep(0)
        assert not socket.is_connected()

    def test_a_new_password_closes_the_sockets_of_other_devices(self, site: Site, leads: Visitor, workshop: str) -> None:
        socket = live(site, workshop, leads)
        site.visitor().fill(site.start_link(), {"name": "Jo Doe", "email": EMAIL, "password": PASSWORD + "!", "again": PASSWORD + "!"})
        gevent.sleep(0)
        assert not socket.is_connected()


class TestPace:
    def test_a_budget_gives_a_burst_at_once_and_a_pace_after_it(self) -> None:
        now = [100.0]
        budget = Budget(pace=10, burst=3, clock=lambda: now[0])
        assert [budget.spend() for _ in range(5)] == pytest.approx([0, 0, 0, 0.1, 0.2])
        assert budget.debt() == pytest.approx(0.2)
        now[0] += 60
        assert budget.spend(3) == 0

    def test_what_would_wait_too_long_is_refused_and_nobody_else_is(self, site: Site, workshop: str) -> None:
        bad, good = seated(site, workshop), seated(site, workshop, "Good")
        broadcast: Any = site.app.extensions["broadcasts"].of(workshop)
        broadcast.budgets.of("p2").spend(1_000)
        answer = bad.client.post(f"/api/workshops/{workshop}/commands", json={"type": "park", "command_id": "x", "text": "x"})
        assert (answer.status_code, answer.json["code"]) == (429, "too_fast")
        assert bad.client.get(f"/w/{workshop}/plan").status_code == 429
        assert good.command(workshop, "park", text="Still here")["ok"]


class TestSigningIn:
    def test_a_neighbour_who_guesses_locks_the_facilitator_out_of_no_known_device(self, tmp_path: Path) -> None:
        with site_on(tmp_path / "data", limits=True) as site:
            leads = site.facilitator()
            leads.get("/")
            leads.post("/sign-out")
            neighbour = site.visitor()
            tries = [neighbour.fill("/sign-in", {"email": EMAIL, "password": "wrong"}).status_code for _ in range(11)]
            assert tries[-1] == 429
            assert leads.fill("/sign-in", {"email": EMAIL, "password": PASSWORD}).status_code == 303

    def test_a_crowd_of_passwords_is_turned_away(self, site: Site, leads: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(access, "_in_line", BoundedSemaphore(0))
        assert site.visitor().fill("/sign-in", {"email": EMAIL, "password": PASSWORD}).status_code == 429


class TestThief:
    def test_the_database_is_for_this_user_alone(self, tmp_path: Path) -> None:
        (tmp_path / "data").mkdir(mode=0o755)
        with site_on(tmp_path / "data"):
            for file in (tmp_path / "data").glob("commonplan.sqlite*"):
                assert stat.S_IMODE(file.stat().st_mode) == 0o600, file

    def test_a_card_added_to_an_open_table_leaves_no_trace_of_its_author(
        self, site: Site, leads: Visitor, workshop: str, tmp_path: Path
    ) -> None:
        author = seated(site, workshop)
        leads.command(workshop, "reveal", step="vision.gather")
        assert author.command(workshop, "write_card", step="vision.gather", text="Late")["made"] is None
        # One transaction holds the card and the memory of whose command it was: it must not lie there as one.
        assert (tmp_path / "data" / "commonplan.sqlite-wal").stat().st_size == 0

"""Who somebody is: accounts, devices, seats, personal links, and what other sites may not do."""

import stat
from pathlib import Path

import gevent

from tests.web.site import EMAIL, PASSWORD, Site, joining, site_on


def account_form(**more: str) -> dict[str, str]:
    return {"name": "Jo Doe", "email": EMAIL, "password": PASSWORD, "again": PASSWORD, **more}


def test_a_start_link_makes_one_account(site: Site) -> None:
    link = site.start_link()
    assert site.visitor().fill(link, account_form()).status_code == 303
    assert site.visitor().get(link).status_code == 404
    with site.app.app_context():
        assert not site.app.extensions["accounts"].is_empty()


def test_opening_a_start_link_or_a_mistake_in_it_uses_nothing_up(site: Site) -> None:
    link, visitor = site.start_link(), site.visitor()
    refused = visitor.fill(link, account_form(again="something else"))
    assert refused.status_code == 422
    assert "The two passwords differ" in refused.text
    assert visitor.fill(link, account_form()).status_code == 303


def test_a_newer_start_link_ends_the_older_one(site: Site) -> None:
    older = site.start_link()
    site.start_link()
    assert site.visitor().get(older).status_code == 404


def test_a_facilitator_signs_in_elsewhere_and_finds_the_workshops(site: Site) -> None:
    workshop = site.workshop(site.facilitator())
    elsewhere = site.visitor()
    signed_in = elsewhere.fill("/sign-in", {"email": EMAIL.upper(), "password": PASSWORD})
    assert (signed_in.status_code, signed_in.location) == (303, "/")
    assert f"/w/{workshop}/console" in elsewhere.get("/").text
    assert elsewhere.get(f"/w/{workshop}/console").status_code == 200


def test_a_wrong_password_and_an_unknown_address_read_the_same(site: Site) -> None:
    site.facilitator()
    wrong = site.visitor().fill("/sign-in", {"email": EMAIL, "password": "wrong"})
    unknown = site.visitor().fill("/sign-in", {"email": "nobody@example.org", "password": "wrong"})
    assert wrong.status_code == unknown.status_code == 401
    sentence = "This e-mail address and password do not belong together"
    assert sentence in wrong.text
    assert sentence in unknown.text


def test_signing_in_leads_on_to_our_own_pages_only(site: Site) -> None:
    site.facilitator()
    for trap in ("https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"):
        answer = site.visitor().fill(f"/sign-in?next={trap}", {"email": EMAIL, "password": PASSWORD})
        assert answer.location == "/", trap


def test_a_sign_out_counts_at_once(site: Site) -> None:
    leads = site.facilitator()
    workshop = site.workshop(leads)
    leads.get("/")
    assert leads.post("/sign-out").status_code == 303
    assert leads.get(f"/w/{workshop}/console").status_code == 302
    assert leads.command(workshop, "lock", on=True)["code"] == "stranger"


def test_signing_in_makes_a_token_that_was_known_before_worthless(site: Site) -> None:
    site.facilitator()
    victim, thief = site.visitor(), site.visitor()
    workshop = site.workshop(site.facilitator())
    victim.fill(f"/join/{site.code(workshop)}", joining())
    planted = victim.client.get_cookie("commonplan")
    assert planted is not None
    victim.fill("/sign-in", {"email": EMAIL, "password": PASSWORD})
    thief.client.set_cookie("commonplan", planted.value)
    assert "Your workshops" not in thief.get("/").text
    assert thief.get(f"/w/{workshop}").status_code == 404
    assert victim.get("/").status_code == 200


def test_a_new_password_signs_other_devices_out(site: Site) -> None:
    before = site.facilitator()
    site.visitor().fill(site.start_link(), account_form(password="another four good words", again="another four good words"))
    assert "Your workshops" not in before.get("/").text
    assert site.visitor().fill("/sign-in", {"email": EMAIL, "password": PASSWORD}).status_code == 401


def test_the_cookie_is_out_of_reach_and_travels_safely(site: Site) -> None:
    plain = site.visitor().get(site.start_link()).headers["Set-Cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    assert "Secure" not in plain
    assert "Secure" in site.visitor().get(site.start_link(), base_url="https://localhost").headers["Set-Cookie"]


def test_a_seat_lasts_half_a_year(site: Site) -> None:
    visitor = site.visitor()
    visitor.fill(f"/join/{site.code(site.workshop(site.facilitator()))}", joining())
    kept = visitor.client.get_cookie("commonplan")
    assert kept is not None
    assert kept.expires is not None


def test_the_store_holds_no_secret_in_clear(site: Site, tmp_path: Path) -> None:
    leads = site.facilitator()
    workshop = site.workshop(leads)
    site.visitor().fill(f"/join/{site.code(workshop)}", joining())
    link = leads.client.post(f"/w/{workshop}/people/p2/link").json["url"].rsplit("/", 1)[1]
    with leads.client.session_transaction() as cookie:
        token = cookie["device"]
    written = b"".join(path.read_bytes() for path in (tmp_path / "data").glob("commonplan.sqlite*"))
    for secret in (PASSWORD, link, token):
        assert secret.encode() not in written


def test_the_key_is_for_this_user_alone_and_stays(tmp_path: Path) -> None:
    with site_on(tmp_path / "data"):
        key = tmp_path / "data" / "secret.key"
        first = key.read_bytes()
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    with site_on(tmp_path / "data") as again:
        assert again.app.config["SECRET_KEY"] == first


def test_people_keep_their_seats_over_a_restart(tmp_path: Path) -> None:
    with site_on(tmp_path / "data") as site:
        workshop = site.workshop(site.facilitator())
        visitor = site.visitor()
        visitor.fill(f"/join/{site.code(workshop)}", joining())
        cookie = visitor.client.get_cookie("commonplan")
        assert cookie is not None
    with site_on(tmp_path / "data") as site:
        back = site.visitor()
        back.client.set_cookie("commonplan", cookie.value)
        assert back.get(f"/w/{workshop}").status_code == 200


def test_forms_need_their_token(site: Site) -> None:
    leads = site.facilitator()
    answer = leads.client.post("/workshops/new", data={"title": "Forged"})
    assert answer.status_code == 400
    assert "This page has gone stale" in answer.text


def test_another_site_can_send_nothing(site: Site) -> None:
    leads = site.facilitator()
    workshop = site.workshop(leads)
    command = {"type": "lock", "on": True, "command_id": "x"}
    for headers in ({"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        for path in (f"/api/workshops/{workshop}/commands", "/api/join", f"/w/{workshop}/people/p1/link"):
            answer = leads.client.post(path, json=command, headers=headers)
            assert (answer.status_code, answer.json["ok"]) == (403, False), (path, headers)
    ours = leads.client.post(f"/api/workshops/{workshop}/commands", json=command, headers={"Origin": "http://localhost"})
    assert ours.json["ok"]


def test_guessing_is_slowed_down_and_joining_is_not(tmp_path: Path) -> None:
    with site_on(tmp_path / "data", limits=True) as site:
        workshop = site.workshop(site.facilitator())
        code = site.code(workshop)
        for _ in range(70):
            assert site.visitor().get(f"/join/{code}").status_code == 200
        guesses = [site.visitor().get("/join/AAAAAAAA").status_code for _ in range(302)]
        assert guesses[:300] == [404] * 300
        assert guesses[-1] == 429
        tries = [site.visitor().fill("/sign-in", {"email": EMAIL, "password": "wrong"}).status_code for _ in range(12)]
        assert tries[:10] == [401] * 10
        assert tries[-1] == 429


class TestPersonalLink:
    """A personal link moves a seat to another device."""

    def seated(self, site: Site) -> tuple[str, str]:
        leads = site.facilitator()
        workshop = site.workshop(leads)
        site.visitor().fill(f"/join/{site.code(workshop)}", joining())
        made = leads.client.post(f"/w/{workshop}/people/p2/link").json
        assert made["ok"]
        return workshop, "/p/" + made["url"].rsplit("/", 1)[1]

    def test_opening_alone_uses_nothing_up(self, site: Site) -> None:
        _, link = self.seated(site)
        for _ in range(3):
            opened = site.visitor().get(link)
            assert opened.status_code == 200
            assert "M. A." in opened.text
            assert "Community Kitchen" in opened.text

    def test_continuing_moves_the_seat_once(self, site: Site) -> None:
        leads = site.facilitator()
        workshop = site.workshop(leads)
        old, new, late = site.visitor(), site.visitor(), site.visitor()
        old.fill(f"/join/{site.code(workshop)}", joining())
        link = "/p/" + leads.client.post(f"/w/{workshop}/people/p2/link").json["url"].rsplit("/", 1)[1]
        late.get(link)
        new.get(link)
        assert new.post(link).location == f"/w/{workshop}"
        assert new.get(f"/w/{workshop}").status_code == 200
        assert old.get(f"/w/{workshop}").status_code == 404
        assert late.post(link).status_code == 404
        assert new.get(link).location == f"/w/{workshop}"
        assert site.people(workshop) == 2

    def test_the_device_that_had_the_seat_is_told_at_once(self, site: Site) -> None:
        leads = site.facilitator()
        workshop = site.workshop(leads)
        old, new = site.visitor(), site.visitor()
        old.fill(f"/join/{site.code(workshop)}", joining())
        live = site.app.extensions["socketio"].test_client(site.app, flask_test_client=old.client)
        assert live.emit("enter", {"workshop": workshop, "as": "person"}, callback=True)["ok"]
        new.fill("/p/" + leads.client.post(f"/w/{workshop}/people/p2/link").json["url"].rsplit("/", 1)[1], {})
        told = next(one for one in live.get_received() if one["name"] == "out")
        assert "has moved" in told["args"][0]["message"]
        gevent.sleep(0)
        assert not live.is_connected()

    def test_only_a_facilitator_makes_one(self, site: Site) -> None:
        leads = site.facilitator()
        workshop = site.workshop(leads)
        visitor = site.visitor()
        visitor.fill(f"/join/{site.code(workshop)}", joining())
        assert visitor.client.post(f"/w/{workshop}/people/p2/link").status_code == 403
        assert site.visitor().client.post(f"/w/{workshop}/people/p2/link").status_code == 404
        assert leads.client.post(f"/w/{workshop}/people/p9/link").status_code == 404
        assert leads.client.post(f"/w/{workshop}/people/p1/link").json["code"] == "facilitator"

    def test_it_is_not_for_the_facilitators_own_browser(self, site: Site) -> None:
        leads = site.facilitator()
        workshop = site.workshop(leads)
        visitor = site.visitor()
        visitor.fill(f"/join/{site.code(workshop)}", joining())
        link = "/p/" + leads.client.post(f"/w/{workshop}/people/p2/link").json["url"].rsplit("/", 1)[1]
        assert leads.get(link).status_code == 409
        assert visitor.get(f"/w/{workshop}").status_code == 200

"""Home, a new workshop, the room's shells, the plan, and what every answer carries."""

import gzip
import re

import pytest

from facilitator.paper import read
from tests.web.site import Site, joining


def test_a_stranger_is_offered_a_code_and_a_way_to_sign_in(site: Site) -> None:
    page = site.visitor().get("/").text
    assert "Join a workshop" in page
    assert "Sign in" in page
    assert "one-time link" in page


def test_home_tells_where_each_workshop_stands(site: Site) -> None:
    leads = site.facilitator()
    workshop = site.workshop(leads)
    page = leads.get("/").text
    assert "Doors open" in page
    assert "2 partners, 0 people" in page
    assert f'href="/w/{workshop}/console"' in page


def test_a_participant_finds_the_way_back_from_the_front_page(site: Site) -> None:
    workshop = site.workshop(site.facilitator())
    visitor = site.visitor()
    visitor.fill(f"/join/{site.code(workshop)}", joining())
    assert f'href="/w/{workshop}"' in visitor.get("/").text


def test_a_new_workshop_needs_an_account(site: Site) -> None:
    assert site.visitor().get("/workshops/new").location == "/sign-in?next=/workshops/new"


def test_a_new_workshop_starts_with_its_partners_and_its_rule(site: Site) -> None:
    leads = site.facilitator()
    workshop = site.workshop(leads, partners=" Kitchen \n\nGrowers\nKitchen\n")
    state = site.app.extensions["rooms"].open(workshop).state
    assert [partner.name for partner in state.partners.values()] == ["Kitchen", "Growers"]
    assert state.starting_policy.rule.value == "consent"
    assert state.name("p1") == "Jo Doe"


def test_a_new_workshop_names_what_is_missing_and_keeps_the_rest(site: Site) -> None:
    page = site.facilitator().fill("/workshops/new", {"title": "", "partnership": "Tidewell", "agenda": "express", "partners": "x" * 130})
    assert page.status_code == 422
    assert "Please give the workplan a title." in page.text
    assert "is too long" in page.text
    assert 'value="Tidewell"' in page.text


def test_facilitators_are_led_to_their_console_and_participants_to_the_room(site: Site) -> None:
    leads = site.facilitator()
    workshop = site.workshop(leads)
    visitor = site.visitor()
    visitor.fill(f"/join/{site.code(workshop)}", joining())
    assert leads.get(f"/w/{workshop}").location == f"/w/{workshop}/console"
    assert 'data-view="console"' in leads.get(f"/w/{workshop}/console").text
    assert 'data-view="projector"' in leads.get(f"/w/{workshop}/projector").text
    for view in ("console", "projector"):
        assert visitor.get(f"/w/{workshop}/{view}").status_code == 403
        assert site.visitor().get(f"/w/{workshop}/{view}").location.startswith("/sign-in?next=")


def test_a_co_facilitator_leads_too(site: Site) -> None:
    leads = site.facilitator()
    workshop = site.workshop(leads)
    visitor = site.visitor()
    visitor.fill(f"/join/{site.code(workshop)}", joining())
    assert leads.command(workshop, "set_co_facilitator", participant="p2", on=True)["ok"]
    assert visitor.get(f"/w/{workshop}").location == f"/w/{workshop}/console"


def test_an_address_alone_tells_nothing(site: Site) -> None:
    workshop = site.workshop(site.facilitator())
    for page in ("", "/plan", "/qr.svg"):
        there, nowhere = site.visitor().get(f"/w/{workshop}{page}"), site.visitor().get(f"/w/unknown{page}")
        assert there.status_code == nowhere.status_code == 404
        assert "no seat here yet" in there.text
        assert "no seat here yet" in nowhere.text


def test_the_qr_code_is_a_picture_of_the_short_address(site: Site) -> None:
    leads = site.facilitator()
    workshop = site.workshop(leads)
    picture = leads.get(f"/w/{workshop}/qr.svg")
    assert picture.mimetype == "image/svg+xml"
    assert "style=" not in picture.text
    assert f"/{site.code(workshop)}" in leads.get(f"/w/{workshop}/console").text


def test_the_plan_can_be_read_by_everybody_in_the_workshop(site: Site) -> None:
    workshop = site.workshop(site.facilitator())
    visitor = site.visitor()
    visitor.fill(f"/join/{site.code(workshop)}", joining(observer="y"))
    page = visitor.get(f"/w/{workshop}/plan").text
    assert "Shared vision" in page
    assert "workplan-export" not in page


def test_the_plan_page_shows_nothing_but_the_document(site: Site) -> None:
    hostile = "# A\n\n## B <img src=x onerror=alert(1)>\n\n[x](javascript:alert(1)) <script>alert(1)</script>\n\n"
    hostile += '<p style="color:red" onclick="x()">hi'
    shown = "".join(read(hostile, site.app.jinja_env.get_template("macros.html").module).pieces)
    assert not re.findall(r"<(?:script|img)|<[^>]*\b(?:onerror|onclick|style|javascript)\b", shown)
    assert "&lt;script&gt;" in shown
    assert 'id="section-1"' in shown


def test_the_plan_leaves_as_one_file_that_needs_nothing_beside_it(site: Site) -> None:
    facilitator = site.facilitator()
    workshop = site.workshop(facilitator)
    answer = facilitator.get(f"/api/workshops/{workshop}/workplan.html")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert not re.findall(r"<(?:script|link|img|iframe)|url\(|@import|src=", answer.text)
    led_to = re.findall(r'href="#([^"]+)"', answer.text)
    assert led_to
    assert set(led_to) == set(re.findall(r'<h2 id="([^"]+)"', answer.text))


def test_display_settings_stay_on_the_device(site: Site) -> None:
    visitor = site.visitor()
    assert visitor.fill("/display?next=/join", {"text_size": "largest", "colours": "dark"}).location == "/join"
    page = visitor.get("/").text
    assert 'data-theme="dark"' in page
    assert 'data-text-size="largest"' in page
    assert visitor.fill("/display", {"text_size": "huge", "colours": ""}).status_code == 200


PAGES = ["/", "/sign-in", "/join", "/display", "/nothing/here", "/w/unknown", "/join/AAAAAAAA", "/healthz"]


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_tells_the_browser_to_trust_little(site: Site, path: str) -> None:
    answer = site.visitor().get(path)
    policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["style-src"] == "'self'"
    assert re.fullmatch(r"'self' 'nonce-[\w-]{20,}'", policy["script-src"])
    assert policy["frame-ancestors"] == "'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"


def test_pages_hold_no_inline_script_or_style_and_name_no_other_host(site: Site) -> None:
    leads = site.facilitator()
    workshop = site.workshop(leads)
    for path in ("/", "/workshops/new", f"/w/{workshop}/console", f"/w/{workshop}/plan", "/display"):
        page = leads.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", page), path
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page), path


def test_assets_are_kept_for_good_under_their_version(site: Site) -> None:
    page = site.visitor().get("/").text
    path = re.search(r'href="(/assets/\w+/css/pages\.css)"', page)
    assert path is not None
    style = site.visitor().client.get(path[1])
    assert "immutable" in style.headers["Cache-Control"]
    style.close()
    old = site.visitor().client.get("/assets/older/css/pages.css")
    assert old.headers["Cache-Control"] == "no-cache"
    old.close()
    assert site.visitor().client.get("/assets/older/../../pyproject.toml").status_code == 404


def test_assets_travel_compressed_to_whoever_can_read_them(site: Site) -> None:
    page = site.visitor().get("/").text
    path = re.search(r'href="(/assets/\w+/css/pages\.css)"', page)
    assert path
    plain = site.visitor().client.get(path[1])
    packed = site.visitor().client.get(path[1], headers={"Accept-Encoding": "gzip, br"})
    read = plain.data
    plain.close()
    assert "Content-Encoding" not in plain.headers
    assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(packed.data) == read
    assert len(packed.data) < len(read) / 2


def test_programs_get_errors_as_json(site: Site) -> None:
    answer = site.visitor().client.get("/api/nothing")
    assert (answer.status_code, answer.json["ok"], answer.json["code"]) == (404, False, "not_found")


def test_a_host_that_is_none_is_refused(site: Site) -> None:
    assert site.visitor().client.get("/", headers={"Host": "a; script-src *"}).status_code == 400


def test_health_speaks_for_the_store(site: Site) -> None:
    assert site.visitor().client.get("/healthz").json["ok"] is True
    site.app.extensions["accounts"].close()
    assert site.visitor().client.get("/healthz").status_code == 503

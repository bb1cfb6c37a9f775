"""Taking a seat, coming back to it, and being taken out of it."""

import threading

from tests.web.site import Site, joining


def test_the_short_address_leads_to_the_join_page(site: Site) -> None:
    code = site.code(site.workshop(site.facilitator()))
    visitor = site.visitor()
    assert visitor.get(f"/{code.lower()}").location == f"/join/{code}"
    page = visitor.get(f"/join/{code}").text
    assert f"{code[:4]} {code[4:]}" in page
    assert "Community Kitchen" in page


def test_a_code_is_read_however_it_is_typed(site: Site) -> None:
    code = site.code(site.workshop(site.facilitator()))
    for typed in (code.lower(), f"{code[:4]} {code[4:]}", f" {code[:4]}-{code[4:]} "):
        assert site.visitor().fill("/join", {"code": typed}).location == f"/join/{code}"


def test_a_code_that_cannot_be_one_is_told_from_one_that_nobody_has(site: Site) -> None:
    impossible = site.visitor().fill("/join", {"code": "O0O0 I1I1"})
    assert impossible.status_code == 422
    assert "no 0, 1, O or I" in impossible.text
    unknown = site.visitor().fill("/join", {"code": "7KQ3M9TD"})
    assert unknown.status_code == 404
    assert "No workshop has this code" in unknown.text
    assert site.visitor().get("/join/7KQ3M9TD").status_code == 404


def test_somebody_joins_for_a_partner_of_the_list(site: Site) -> None:
    workshop = site.workshop(site.facilitator())
    visitor = site.visitor()
    assert visitor.fill(f"/join/{site.code(workshop)}", joining(voice="y")).location == f"/w/{workshop}"
    assert site.person(workshop, "p2").partner == "o1"
    room = visitor.get(f"/w/{workshop}").text
    assert 'data-view="room"' in room
    assert f'data-workshop="{workshop}"' in room


def test_somebody_adds_a_partner(site: Site) -> None:
    workshop = site.workshop(site.facilitator())
    site.visitor().fill(f"/join/{site.code(workshop)}", joining(partner="+", new_partner="Riverside"))
    assert site.person(workshop, "p2").partner == "o3"


def test_an_observer_needs_no_partner(site: Site) -> None:
    workshop = site.workshop(site.facilitator())
    site.visitor().fill(f"/join/{site.code(workshop)}", joining(observer="y", voice="y"))
    assert site.person(workshop, "p2").partner == ""


def test_what_is_missing_is_said_at_its_line_and_nothing_is_lost(site: Site) -> None:
    code = site.code(site.workshop(site.facilitator()))
    page = site.visitor().fill(f"/join/{code}", joining(name="", partner="", title="Kitchen lead"))
    assert page.status_code == 422
    assert 'aria-describedby="name-hint name-error" aria-invalid="true"' in page.text
    assert "Please write your name." in page.text
    assert "Please choose your partner" in page.text
    assert 'value="Kitchen lead"' in page.text


def test_a_refusal_of_the_room_is_shown_in_the_form(site: Site) -> None:
    code = site.code(site.workshop(site.facilitator()))
    page = site.visitor().fill(f"/join/{code}", joining(partner="o9"))
    assert page.status_code == 422
    assert "Please choose your partner from the list, or add it." in page.text


def test_names_are_shown_as_the_words_they_are(site: Site) -> None:
    workshop = site.workshop(site.facilitator(), partners="<b>Kitchen</b>")
    visitor = site.visitor()
    visitor.fill(f"/join/{site.code(workshop)}", joining(name="<script>alert(1)</script>"))
    page = visitor.get(f"/join/{site.code(workshop)}").text
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "<b>Kitchen</b>" not in page


def test_the_same_device_comes_back_as_the_same_person(site: Site) -> None:
    workshop = site.workshop(site.facilitator())
    code, visitor = site.code(workshop), site.visitor()
    visitor.fill(f"/join/{code}", joining())
    page = visitor.get(f"/join/{code}")
    assert "Your seat is kept" in page.text
    assert "Continue as M. A." in page.text
    assert visitor.post(f"/join/{code}").location == f"/w/{workshop}"
    assert site.people(workshop) == 2


def test_a_borrowed_phone_can_become_somebody_else(site: Site) -> None:
    workshop = site.workshop(site.facilitator())
    code, visitor = site.code(workshop), site.visitor()
    visitor.fill(f"/join/{code}", joining())
    visitor.fill(f"/join/{code}?other=1", joining("T. R.", partner="o2"))
    assert site.people(workshop) == 3
    assert "Continue as T. R." in visitor.get(f"/join/{code}").text


def test_two_taps_on_the_button_are_one_joining(site: Site) -> None:
    workshop = site.workshop(site.facilitator())
    path, visitor = f"/join/{site.code(workshop)}?other=1", site.visitor()
    visitor.get(path)
    answers = {"csrf_token": visitor.token, "once": "tap", **joining()}
    cookie = visitor.client.get_cookie("commonplan")
    assert cookie is not None

    def tap() -> None:
        browser = site.visitor()
        browser.client.set_cookie("commonplan", cookie.value)
        assert browser.client.post(path, data=answers).status_code == 303

    taps = [threading.Thread(target=tap) for _ in range(4)]
    for one in taps:
        one.start()
    for one in taps:
        one.join()
    assert site.people(workshop) == 2


def test_closed_doors_are_said_and_looked_at_again(site: Site) -> None:
    leads = site.facilitator()
    workshop = site.workshop(leads)
    leads.command(workshop, "close_session")
    page = site.visitor().get(f"/join/{site.code(workshop)}")
    assert "The facilitator will open the doors" in page.text
    assert "app/early.js" in page.text


def test_the_text_size_button_keeps_what_was_typed(site: Site) -> None:
    code = site.code(site.workshop(site.facilitator()))
    visitor = site.visitor()
    page = visitor.fill(f"/join/{code}", joining("H. N.", text_size="next"))
    assert 'value="H. N."' in page.text
    assert 'data-text-size="larger"' in page.text
    assert 'data-text-size="larger"' in visitor.get("/").text


def test_a_removed_person_reads_a_calm_page_and_is_let_back_in(site: Site) -> None:
    leads = site.facilitator()
    workshop = site.workshop(leads)
    code, visitor = site.code(workshop), site.visitor()
    visitor.fill(f"/join/{code}", joining())
    leads.command(workshop, "remove_participant", participant="p2")
    for path in (f"/w/{workshop}", f"/w/{workshop}/plan", f"/join/{code}"):
        page = visitor.get(path)
        assert page.status_code == 403
        assert "You are no longer in this workshop" in page.text
    assert visitor.client.post("/api/join", json={"code": code, "name": "Again", "observer": True}).status_code == 403
    leads.command(workshop, "readmit_participant", participant="p2")
    assert visitor.get(f"/w/{workshop}").status_code == 200


class TestApiJoin:
    """The same for programs."""

    def test_it_takes_a_seat_and_sets_the_cookie(self, site: Site) -> None:
        workshop = site.workshop(site.facilitator())
        visitor = site.visitor()
        asked = {"code": site.code(workshop), "name": "M. A.", "partner": "o1", "title": "", "voice": True, "observer": False}
        joined = visitor.client.post("/api/join", json=asked)
        assert joined.json == {"ok": True, "workshop": workshop, "participant": "p2"}
        assert visitor.client.post("/api/join", json=asked).json["participant"] == "p2"
        assert visitor.get(f"/w/{workshop}").status_code == 200

    def test_bad_input_is_named_and_changes_nothing(self, site: Site) -> None:
        workshop = site.workshop(site.facilitator())
        code, client = site.code(workshop), site.visitor().client
        for asked, status, field in (
            ({"code": "7KQ3M9TD", "name": "A"}, 404, "code"),
            ({"code": 7, "name": "A"}, 404, "code"),
            ({"code": code, "name": "", "partner": "o1"}, 422, "name"),
            ({"code": code, "name": "A", "partner": "o1", "surprise": 1}, 422, None),
            ({"code": code, "name": 7, "partner": "o1"}, 422, "name"),
            ([], 400, None),
        ):
            answer = client.post("/api/join", json=asked)
            assert (answer.status_code, answer.json["ok"]) == (status, False), asked
            assert answer.json["message"]
            if field:
                assert answer.json["field"] == field, asked
        assert client.post("/api/join", data="{", content_type="application/json").status_code == 400
        assert client.post("/api/join", data="code=1").status_code == 415
        assert client.post("/api/join", data=b"x" * 170_000, content_type="application/json").status_code == 413
        assert site.people(workshop) == 1

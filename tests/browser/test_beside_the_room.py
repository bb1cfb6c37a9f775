"""Votes that do not fit into the room: asked at home and given by link, opened again, practised, begun from ready-made rules."""

import re

from playwright.sync_api import expect

from tests.browser.people import Participant, write_text
from tests.browser.room import Room

AGREE = "Agree"


def test_who_has_to_ask_at_home_answers_by_link_while_the_group_goes_on(room: Room) -> None:
    facilitator, page = room.facilitator, room.facilitator.page
    facilitator.go_to("Shared vision", "Write it together")
    write_text(room.ro.page, "Write it together", "The harbour is open to all.")
    facilitator.go_to("Shared vision", "Decide")
    facilitator.press("Call the vote")
    room.ro.answer(AGREE)
    room.maria.press("We must ask our organisation first")
    room.maria.sees("You ask your organisation first.")
    facilitator.sees("Asks at home")
    facilitator.press("Hold it open for those who ask at home")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Until").fill("2099-05-03")
    facilitator.press("Hold it open", within=dialog)
    expect(dialog.get_by_text(re.compile("^Open until"))).to_be_visible()
    facilitator.press("Link for Maria A.", within=dialog)
    address = page.get_by_role("dialog").get_by_text(re.compile("^http")).inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)

    facilitator.go_to("Scope and limits", "How far ahead")
    at_home = Participant(room.devices.laptop(), "Maria A.")
    at_home.page.goto(address)
    at_home.press(re.compile("^(Continue|Yes)"))
    at_home.sees("A decision still waits for your answer.")
    at_home.press("Answer")
    at_home.answer(AGREE)
    at_home.sees("Your answer to an open decision is in.")
    facilitator.go_to("Shared vision", "Decide")
    facilitator.close_the_vote()
    expect(room.ro.page.get_by_role("heading", name=re.compile(r"^\s*Agreed\s*$"))).to_be_visible()


def test_a_group_starts_from_ready_made_rules_practises_decides_and_opens_it_again(room: Room) -> None:
    facilitator, page = room.facilitator, room.facilitator.page
    facilitator.go_to("How we decide", "Our rules")
    offered = room.maria.page.get_by_role("region", name="Nobody is run over").or_(
        room.maria.page.locator(".ruleset", has_text="Nobody is run over")
    )
    offered.first.get_by_text("What that means for us").click()
    expect(offered.first.get_by_text(re.compile("^With your 2 partners, one objection")).first).to_be_visible()
    offered.first.get_by_role("button", name="Start from these").click()
    facilitator.sees("A commitment of money or staff")

    facilitator.go_to("How we decide", "Decide")
    facilitator.press("Practise first")
    facilitator.press("Practise now", within=page.get_by_role("dialog"))
    for person in (room.maria, room.ro):
        person.sees("Shall we open a window?")
        person.answer(AGREE)
    facilitator.close_the_vote()
    room.maria.sees("Practice: it would have passed")

    facilitator.press("Call the vote")
    for person in (room.maria, room.ro):
        person.answer(AGREE)
    facilitator.close_the_vote()
    expect(room.maria.page.get_by_role("heading", name=re.compile(r"^\s*Agreed\s*$"))).to_be_visible()

    facilitator.press("Open it again")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Why").fill("A new winter")
    facilitator.press("Open it again", within=dialog)
    room.maria.sees("A new winter")
    room.maria.tab("Plan")
    room.maria.page.get_by_text("1. How we decide").click()
    room.maria.sees("Open again")
    room.maria.sees("A new winter")

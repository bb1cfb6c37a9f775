"""A ballot of every form: filled in with the keyboard alone, kept whatever arrives, looked over by axe, and shown as what came of it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from facilitator.player.client import Person
from tests.browser.devices import Devices
from tests.browser.house import House
from tests.browser.keys import Keyboard
from tests.browser.people import Facilitator, Participant
from tests.browser.test_accessible import OWN_DOING, faults

OPTIONS = ["Meals", "One way in", "Surplus"]
PARTNERS = ["Anglers", "Sailors", "Rowers", "Divers"]

FORMS: list[tuple[str, dict[str, Any], list[str], dict[str, Any], str]] = [
    ("majority", {"unit": "weighted", "weights": {"o1": 3, "o2": 1, "o3": 1, "o4": 1}}, ["Yes", "Space"], {"choice": "no"}, "Yes"),
    ("fist_to_five", {}, ["5: all in", "ArrowDown"], {"choice": "2"}, "4: good"),
    ("plurality", {}, ["Meals", "ArrowDown"], {"choice": "Meals"}, "One way in"),
    ("approval", {}, ["Meals", "Space", "Surplus", "Space"], {"approve": ["Meals"]}, "Meals, Surplus"),
    ("score", {}, ["0", "ArrowRight", "ArrowRight"], {"scores": {"Meals": 5}}, "Meals 2"),
    ("dots", {}, ["Give a dot to Meals", "Enter", "Enter"], {"dots": {"Surplus": 3}}, "Meals 2"),
    ("irv", {"secrecy": "secret"}, ["Surplus", "Enter", "Meals", "Enter"], {"ranking": [["Meals"]]}, "Surplus, then Meals"),
    ("schulze", {}, ["Meals", "Enter", "Surplus", "Enter"], {"ranking": [["Surplus", "Meals"]]}, "Meals, then Surplus"),
]
"""Rule, what else its policy says, what is reached and pressed, what the others cast, and the answer in words."""


class Room:
    """A workshop at the step where the vision is decided: a phone with the keyboard, a console, a wall, and three more voters."""

    def __init__(self, house: House, devices: Devices) -> None:
        devices.forgive(OWN_DOING)
        self.facilitator = Facilitator(devices.laptop(), "Jo D.")
        self.facilitator.make_account(house.start_link)
        self.facilitator.make_workshop("Harbour plan", "Harbour partners", PARTNERS)
        self.facilitator.open_doors()
        self.maria = Participant(devices.phone(), "Maria A.")
        self.maria.join(self.facilitator.code, partner="Anglers", speaks=True)
        self.others = [Person(f"other{n}", name, house.base) for n, name in enumerate(("Ro O.", "Sam L.", "Vi E."), 2)]
        for number, person in enumerate(self.others, 2):
            person.join(self.facilitator.code, {"partner": f"o{number}", "voice": True})
            person.enter()
        for name in ("Maria A.", "Ro O.", "Sam L.", "Vi E."):
            self.facilitator.confirm(name)
        self.wall = devices.wall(of=self.facilitator.device).page
        self.wall.goto(f"/w/{self.facilitator.workshop}/projector")
        self.facilitator.go_to("Shared vision", "Decide")
        self.maria.sees("The facilitator calls the vote; nothing opens by itself.")

    @property
    def pages(self) -> list[Page]:
        """The screens of the room."""
        return [self.facilitator.page, self.maria.page, self.wall]

    def call(self, rule: str, policy: dict[str, Any]) -> None:
        """Call a vote under another rule, by the command that the console sends."""
        sent = self.facilitator.page.request.post(
            f"/api/workshops/{self.facilitator.workshop}/commands",
            data={
                "type": "open_decision",
                "command_id": f"call-{rule}",
                "proposes": "question",
                "question": "What shall we begin with?",
                "policy": {"rule": rule, "rounds": 1, **policy},
                "reason": "To see every form",
                "options": OPTIONS,
            },
        )
        assert sent.json()["ok"], sent.json()

    def others_answer(self, fields: dict[str, Any]) -> None:
        """The other three cast the same."""
        for number, person in enumerate(self.others, 2):
            shown = person.wait(lambda slices: next((one for one in opened(slices)), None), "an open decision")
            person.send("cast_ballot", decision=shown["id"], voter=f"o{number}", **fields)

    def leave(self) -> None:
        """The voters without a screen go home."""
        for person in self.others:
            person.leave()


def opened(slices: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The decisions that are open."""
    return (value for name, value in list(slices.items()) if name.startswith("decision:") and value["status"] == "open")


@pytest.fixture
def room(house: House, devices: Devices) -> Iterator[Room]:
    """A room in which a vote can be called."""
    found = Room(house, devices)
    yield found
    found.leave()


def fill(seat: Keyboard, keys: list[str]) -> None:
    """What is no key is reached with Tab."""
    for key in keys:
        if key in ("Space", "Enter", "ArrowDown", "ArrowRight"):
            seat.press(key)
        else:
            seat.reach(key)


def test_every_form_by_keyboard_and_its_result_on_every_screen(room: Room) -> None:
    seat, found = Keyboard(room.maria.page), []
    for rule, policy, keys, cast, words in FORMS:
        room.call(rule, policy)
        expect(seat.page.get_by_role("heading", level=1, name=re.compile(r"^Decision \d+, round 1$"))).to_be_focused()
        expect(seat.page.locator("form.vote-form")).to_be_visible()
        fill(seat, keys)
        for page in room.pages:
            found += faults(page, f"{rule}, open")
        room.others_answer(cast)
        expect(seat.page.get_by_text(re.compile("3 of 4 have answered|Everybody has answered|3 more to vote")).first).to_be_attached()
        seat.go("Give our answer")
        expect(seat.page.get_by_text(f"Your answer: {words}.")).to_be_visible()
        seat.holds_focus()
        room.facilitator.close_the_vote()
        expect(seat.page.get_by_role("heading", level=1, name=re.compile("^(Chosen|Agreed|Not agreed)"))).to_be_visible()
        for page in room.pages:
            found += faults(page, f"{rule}, closed")
    assert not found, "\n".join(found)


def test_a_ranking_is_moved_joined_parted_and_put_back_without_dragging_and_every_move_is_said(room: Room) -> None:
    room.call("schulze", {})
    seat, page = Keyboard(room.maria.page), room.maria.page
    fill(seat, ["Surplus", "Enter", "Meals", "Enter"])
    places = page.locator(".ranks > li")
    expect(places.first).to_contain_text("Surplus")
    seat.reach("Move Surplus down")
    seat.press("Enter")
    expect(places.first).to_contain_text("Meals")
    expect(page.get_by_text("Surplus, now second of 2")).to_be_attached()
    seat.holds_focus()
    page.keyboard.press("Shift+Tab")
    seat.reach("Same rank as the one above")
    seat.press("Enter")
    expect(places).to_have_count(1)
    seat.holds_focus()
    seat.lands(page.get_by_role("button", name="Part Surplus from the others"), "Move Surplus up")
    expect(places).to_have_count(2)
    seat.lands(page.get_by_role("button", name="Put back Meals"), "Meals: rank it second")
    expect(places).to_have_count(1)
    expect(page.get_by_role("button", name=re.compile("^Meals.*rank it second"))).to_be_visible()


def test_a_half_filled_ballot_outlives_what_others_do_a_reload_and_a_look_around(room: Room) -> None:
    room.call("score", {"secrecy": "open"})
    page = room.maria.page
    page.get_by_role("group", name="Meals").get_by_role("radio", name="4").check()
    room.others_answer({"scores": {"Surplus": 1}})
    room.maria.sees("3 of 4 have answered")
    room.maria.tab("Plan")
    room.maria.tab("Now")
    expect(page.get_by_role("group", name="Meals").get_by_role("radio", name="4")).to_be_checked()
    page.reload()
    expect(page.get_by_role("group", name="Meals").get_by_role("radio", name="4")).to_be_checked()
    room.facilitator.close_the_vote(without="Anglers")
    room.maria.sees("Chosen: Surplus")


def test_nobody_has_to_like_any_of_the_options(room: Room) -> None:
    room.call("approval", {})
    room.maria.page.get_by_role("checkbox", name="Meals").check()
    room.maria.page.get_by_role("checkbox", name="None of them").check()
    expect(room.maria.page.get_by_role("checkbox", name="Meals")).not_to_be_checked()
    room.maria.press("Give our answer")
    room.maria.sees("Your answer: none of them.")

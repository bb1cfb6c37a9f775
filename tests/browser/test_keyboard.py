"""With the keyboard alone a person joins, writes, groups, places dots, votes and signs, and a facilitator runs the room. At every stop
the focus can be seen, and no step takes it away."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.devices import Devices
from tests.browser.house import House
from tests.browser.keys import Keyboard
from tests.browser.people import Facilitator, is_stored


@pytest.fixture
def facilitator(house: House, devices: Devices) -> Facilitator:
    """Somebody with an account and a workshop that has not begun."""
    found = Facilitator(devices.laptop(), "Jo D.")
    found.make_account(house.start_link)
    found.make_workshop("Harbour plan", "Harbour partners", ["Anglers", "Sailors"])
    return found


def test_a_workshop_without_a_mouse(facilitator: Facilitator, devices: Devices) -> None:
    desk, seat = Keyboard(facilitator.page), Keyboard(devices.phone().page)
    desk.go("Open the doors")
    expect(facilitator.page.get_by_text("On every screen now").first).to_be_visible()

    join(seat, facilitator.code)
    desk.go("Confirm Maria A.")
    expect(facilitator.page.get_by_role("button", name="Confirm Maria A.")).to_have_count(0)
    desk.holds_focus()

    write_and_group(desk, seat)
    lay_dots(desk, seat)
    vote(desk, seat)
    sign(desk, seat)


def join(seat: Keyboard, code: str) -> None:
    """From the start page to a seat."""
    seat.page.goto("/")
    seat.reach("Join code")
    seat.type(code)
    seat.press("Enter")
    seat.page.wait_for_url(re.compile("/join/"))
    seat.reach("Your name")
    seat.type("Maria A.")
    seat.reach("Your partner")
    seat.page.keyboard.type("Anglers")
    seat.reach("I speak for our partner")
    seat.press("Space")
    seat.go("Join the workshop")
    seat.page.wait_for_url(re.compile("/w/"))
    expect(seat.page.get_by_role("heading", level=1)).to_be_visible()


def write_and_group(desk: Keyboard, seat: Keyboard) -> None:
    """A card, a theme, and the card in the theme."""
    desk.go("Shared vision")
    desk.go("Go to this stage now")
    seat.is_asked("Two years from now it has worked. What is different in the day of someone you do this for?")
    desk.holds_focus()
    seat.reach("One idea per card")
    seat.type("The harbour is open to all")
    seat.press("Enter")
    expect(seat.page.locator(".card--own")).to_have_count(1)
    expect(seat.page.get_by_label("One idea per card")).to_be_focused()

    desk.go("Turn the cards over")
    expect(seat.page.get_by_text("All cards are turned over.")).to_be_visible()
    seat.holds_focus()
    desk.holds_focus()
    desk.go("Next step: Group")
    seat.is_asked("Which cards tell the same story about people’s lives?")
    seat.go("New theme")
    seat.page.get_by_role("dialog").wait_for()
    seat.reach("Name, in plain words")
    seat.type("Open to all")
    seat.press("Enter")
    expect(seat.page.get_by_role("dialog")).to_have_count(0)
    seat.holds_focus()
    seat.go("Move to a theme: The harbour is open to all")
    seat.page.get_by_role("dialog").wait_for()
    seat.go("Open to all")
    expect(seat.page.get_by_role("region", name="Open to all").get_by_text("The harbour is open to all")).to_be_visible()
    expect(seat.page.get_by_role("button", name="Move to a theme: The harbour")).to_be_focused()


def lay_dots(desk: Keyboard, seat: Keyboard) -> None:
    """Two dots on the theme."""
    desk.go("Next step: Prioritise")
    seat.is_asked("Which of these would change most for the people we have in mind?")
    seat.reach("Give a dot to Open to all")
    seat.press("Enter", "Enter")
    seat.go("Send my dots")
    expect(seat.page.get_by_text("Your dots are sent.").first).to_be_visible()
    seat.holds_focus()
    desk.go("Show all dots")
    expect(seat.page.get_by_text("Is there a surprise?")).to_be_visible()
    seat.holds_focus()
    desk.holds_focus()


def vote(desk: Keyboard, seat: Keyboard) -> None:
    """A harm is seen, with its reason; then the facilitator closes."""
    desk.go("Next step: Write it together")
    seat.is_asked("In two or three sentences: what will be different, for whom, and by when?")
    seat.reach("Write it together")
    seat.type("By 2028 the harbour is open to all.")
    is_stored(seat.page, "By 2028 the harbour is open to all.")
    seat.holds_focus()
    desk.go("Next step: Is this ours?")
    desk.go("Next step: Decide")
    desk.go("Call the vote")
    expect(seat.page.get_by_role("heading", level=1, name="Decision 1, round 1")).to_be_visible()
    seat.holds_focus()
    seat.reach("Agree")
    seat.press("ArrowDown", "ArrowDown", "ArrowDown")
    expect(seat.page.get_by_role("radio", name=re.compile("^Not yet"))).to_be_checked()
    seat.reach("What harm would it do?")
    seat.type("The lock is too narrow for wheelchairs.")
    seat.go("Give our answer")
    expect(seat.page.get_by_text("Your answer: Not yet: we see a harm.")).to_be_visible()
    seat.holds_focus()
    desk.go("Close and show the answers")
    desk.go("Close it anyway")
    expect(seat.page.get_by_text("The lock is too narrow for wheelchairs.").first).to_be_visible()
    seat.holds_focus()
    desk.holds_focus()


def sign(desk: Keyboard, seat: Keyboard) -> None:
    """The vision stays open; the plan is signed as it is."""
    desk.go("Sign-off")
    desk.go("Go here now", nth=2)
    seat.is_asked("Can you stand by this plan before the people you make it for?")
    desk.go("Freeze for signing")
    expect(seat.page.get_by_label("Your name, as your signature")).to_be_visible()
    seat.holds_focus()
    desk.holds_focus()
    seat.reach("Approve")
    seat.reach("I have read the plan and may sign for us")
    seat.press("Space")
    seat.reach("Your name, as your signature")
    seat.type("Maria A.")
    seat.press("Enter")
    expect(seat.page.get_by_text("You answered for Anglers: Approve.")).to_be_visible()
    seat.holds_focus()

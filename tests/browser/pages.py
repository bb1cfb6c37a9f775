"""Every page that is no room: before one is in, between two, and when something is not as one thought."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.browser.devices import Devices
from tests.browser.house import House
from tests.browser.people import Facilitator, Participant

MISSING = re.compile(r"status of 4\d\d")
"""What Chromium says about a page that tells somebody that it isn't there, or what is missing in a form."""


def every_page(house: House, devices: Devices) -> Iterator[tuple[str, Page]]:
    """Walks through all pages, and halts at each."""
    devices.forgive(MISSING)
    facilitator, maria = Facilitator(devices.laptop(), "Jo D."), Participant(devices.phone(), "Maria A.")
    yield from _first_start(house, facilitator)
    yield from _at_the_door(facilitator, maria)
    yield from _move_seats(facilitator, devices.phone().page)
    yield from _out(facilitator, maria.page)


def _first_start(house: House, facilitator: Facilitator) -> Iterator[tuple[str, Page]]:
    page = facilitator.page
    page.goto("/")
    yield "before the first account", page
    page.goto(house.start_link)
    yield "first account", page
    facilitator.press("Make my account")
    yield "first account, incomplete", page
    facilitator.make_account(house.start_link)
    yield "home, empty", page
    page.goto("/display")
    yield "display", page


def _at_the_door(facilitator: Facilitator, maria: Participant) -> Iterator[tuple[str, Page]]:
    page, phone = facilitator.page, maria.page
    phone.goto("/")
    yield "start page on a phone", phone
    phone.goto("/sign-in")
    yield "sign in", phone
    maria.press("Sign in")
    yield "sign in, wrong", phone
    page.goto("/workshops/new")
    yield "new workshop", page
    facilitator.press("Make the workshop")
    yield "new workshop, incomplete", page
    facilitator.make_workshop("Harbour plan", "Harbour partners", ["Anglers", "Sailors"])
    yield "console, doors closed", page
    phone.goto("/join")
    yield "the code", phone
    phone.goto("/join/AAAA2222")
    yield "a code that is none", phone
    phone.goto(f"/join/{facilitator.code}")
    yield "doors still closed", phone
    facilitator.open_doors()
    phone.goto(f"/join/{facilitator.code}")
    yield "take a seat", phone
    phone.get_by_role("button", name="Join the workshop").last.click()
    yield "take a seat, incomplete", phone
    maria.join(facilitator.code, partner="Anglers", speaks=True)
    phone.goto(f"/join/{facilitator.code}")
    yield "come back", phone


def _move_seats(facilitator: Facilitator, other: Page) -> Iterator[tuple[str, Page]]:
    page = facilitator.page
    facilitator.confirm("Maria A.")
    facilitator.press(re.compile("^Join with"))
    yield "console, how to join", page
    page.keyboard.press("Escape")
    facilitator.press(re.compile("^People"))
    yield "console, people", page
    row = page.get_by_role("dialog").get_by_role("listitem").filter(has_text="Maria A.")
    row.locator("summary").click()
    facilitator.press("Personal link", within=row)
    link = page.get_by_role("dialog").get_by_text(re.compile("^http"))
    expect(link).to_be_visible()
    yield "console, a personal link", page
    address = link.inner_text()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    other.goto(address)
    expect(other.get_by_role("heading", name="Continue on this device?")).to_be_visible()
    yield "personal link, opened on another device", other
    other.goto("/p/not-a-link")
    yield "personal link, wrong", other


def _out(facilitator: Facilitator, phone: Page) -> Iterator[tuple[str, Page]]:
    page = facilitator.page
    phone.goto(f"/w/{facilitator.workshop}")
    facilitator.press(re.compile("^People"))
    row = page.get_by_role("dialog").get_by_role("listitem").filter(has_text="Maria A.")
    row.locator("summary").click()
    facilitator.press("Remove", within=row)
    expect(phone.get_by_role("link", name="To the start page")).to_be_visible()
    yield "out of the room", phone
    phone.goto(f"/w/{facilitator.workshop}")
    yield "removed", phone
    phone.goto("/nowhere/at/all")
    yield "a page that isn't there", phone
    page.goto(f"/w/{facilitator.workshop}/plan")
    yield "the plan as a page", page
    page.goto("/")
    yield "home", page
    phone.context.clear_cookies()
    phone.goto(f"/w/{facilitator.workshop}")
    yield "no seat", phone

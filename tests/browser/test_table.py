"""A table whose cells are changed where they stand: the focus goes into a cell with the very drawing of its field, and back."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.devices import Devices
from tests.browser.house import House
from tests.browser.keys import Keyboard
from tests.browser.people import Facilitator, Participant


@pytest.fixture
def page(house: House, devices: Devices) -> Page:
    """Maria's laptop, before a table with two activities."""
    facilitator = Facilitator(devices.laptop(), "Jo D.")
    facilitator.make_account(house.start_link)
    facilitator.make_workshop("Harbour plan", "Harbour partners", ["Anglers", "Sailors"], agenda="full")
    facilitator.open_doors()
    maria = Participant(devices.laptop(), "Maria A.")
    maria.join(facilitator.code, partner="Anglers", speaks=True)
    facilitator.confirm("Maria A.")
    facilitator.go_to("Who does what", "Activities")
    for title in ("Nets", "Boats"):
        maria.press("Add an activity")
        maria.page.get_by_role("dialog").get_by_label("What").first.fill(title)
        maria.press("Add it")
        expect(maria.page.get_by_role("dialog")).to_have_count(0)
    expect(maria.page.locator("td .cell").first).to_be_visible()
    return maria.page


def cell(page: Page, row: str, column: str) -> Locator:
    """The closed cell of a row, by the number of the entry and the start of its column's name."""
    return page.get_by_role("button", name=re.compile(f"^{row}, {column}"))


def test_a_cell_opens_and_closes_under_the_keys(page: Page) -> None:
    seat = Keyboard(page)
    seat.lands(cell(page, "A1", "What we will do"), "What we will do")
    page.keyboard.type(" mended")
    seat.press("Enter", "ArrowDown", "Enter", "Escape", "ArrowUp")
    expect(cell(page, "A1", "What we will do: Nets mended")).to_be_focused()
    expect(cell(page, "A2", "What we will do: Boats")).to_be_visible()


def test_leaving_a_cell_saves_it_and_keeps_to_where_one_goes(page: Page) -> None:
    seat = Keyboard(page)
    cell(page, "A1", "What we will do").focus()
    seat.press("Enter")
    page.keyboard.type(" mended")
    seat.press("Tab")
    expect(cell(page, "A1", "Initiative or objective")).to_be_focused()
    expect(cell(page, "A1", "What we will do: Nets mended")).to_be_visible()
    cell(page, "A1", "Effort").click()
    page.keyboard.type("3")
    cell(page, "A2", "What we will do").click()
    expect(page.get_by_role("textbox", name="What we will do")).to_be_focused()
    expect(cell(page, "A1", "Effort in person-days: 3")).to_be_visible()


def test_the_arrow_keys_pass_over_choices_and_enter_takes_one(page: Page) -> None:
    seat = Keyboard(page)
    cell(page, "A1", "Who leads").focus()
    seat.press("Enter", "ArrowDown", "ArrowDown", "Enter")
    expect(cell(page, "A1", "Who leads: Sailors")).to_be_focused()
    seat.press("Enter", "ArrowUp", "Escape")
    expect(cell(page, "A1", "Who leads: Sailors")).to_be_focused()

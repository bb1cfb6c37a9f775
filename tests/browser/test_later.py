"""After the room: a board that is asked first, the link to come back by, and next year's workshop from this year's plan."""

import datetime
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.people import Participant
from tests.browser.room import Room
from tests.browser.test_whole_workshop import download


def address(page: Page) -> str:
    """The signing link that stands in a page or in a reminder."""
    found = re.search(r"http\S+/s/\S+", page.locator(".linkbox").first.inner_text())
    assert found
    return found.group()


def test_who_asks_a_board_first_signs_later_by_the_newest_link(room: Room) -> None:
    facilitator, maria = room.facilitator, room.maria
    room.devices.forgive(re.compile("404"))
    facilitator.go_to("Sign-off", "Sign")
    facilitator.press("Freeze for signing")
    maria.press("We need to ask our board first")
    maria.page.get_by_label("By when do you know?").fill(
        (datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=10)).isoformat()
    )
    maria.press("Sign later")
    maria.sees(re.compile("^You ask your board first, and answer by "))
    printed = address(maria.page)
    expect(facilitator.page.locator("main").get_by_text(re.compile(r"^By \w+ \d|^By \d"))).to_be_visible()

    facilitator.page.get_by_text("Remind those who have not answered").click()
    facilitator.press("Remind Anglers")
    dialog = facilitator.page.get_by_role("dialog")
    expect(dialog.get_by_text(printed)).to_be_visible()
    facilitator.press("Make a new link", within=dialog)
    facilitator.press("Make it new", within=dialog)
    expect(dialog.get_by_text(printed)).to_have_count(0)
    newest = address(facilitator.page)

    at_home = Participant(room.devices.laptop(), "Maria A.")
    at_home.page.goto(printed)
    at_home.sees("This link does not work")
    at_home.page.goto(newest)
    at_home.press(re.compile("^(Continue|Yes)"))
    at_home.press("Join the group in Sign-off")
    at_home.sign()
    facilitator.page.keyboard.press("Escape")
    facilitator.press("Remind Sailors")
    expect(facilitator.page.get_by_role("button", name="Remind Anglers")).to_have_count(0)


def test_next_year_begins_with_this_years_plan(room: Room, tmp_path: Path) -> None:
    room.devices.forgive(re.compile("422"))
    room.facilitator.go_to("Sign-off", "Sign")
    room.facilitator.press("Freeze for signing")
    written = download(room.maria.page).decode()
    kept = tmp_path / "workplan.md"
    kept.write_text(written.replace("## Partners", "## Our values\n\nKind to all.\n\n## Partners"), encoding="utf-8")

    page = room.facilitator.page
    page.goto("/")
    page.get_by_role("link", name="From an old plan").click()
    room.facilitator.press("Read it")
    room.facilitator.sees("Please choose the file of a workplan")
    page.get_by_label("The file").set_input_files(kept)
    room.facilitator.press("Read it")
    room.facilitator.sees("Not everything was understood")
    room.facilitator.sees(re.compile("Our values"))
    room.facilitator.press("Make the workshop without it")
    expect(page.locator(".topbar__title")).to_have_text("Harbour plan")
    expect(page.get_by_text("Anglers").first).to_be_visible()

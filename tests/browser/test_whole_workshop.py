"""A facilitator on a laptop, three partners on phones and an observer go from the first account to a signed document."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import test_accessible
from tests.browser.devices import Devices
from tests.browser.house import House
from tests.browser.people import Facilitator
from tests.browser.story import COUNCIL, HARM, MET, PARTNERS, REFUSAL, RESERVATION, TITLE, VISION, Story
from tests.browser.widths import NARROW, WIDE, faults, needs_scrolling


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One server for all of these tests: they look at one workshop."""
    with House(tmp_path_factory.mktemp("house")) as found:
        yield found


@pytest.fixture(scope="module")
def devices(chromium: Browser, house: House) -> Iterator[Devices]:
    """What the people of that workshop hold in their hands."""
    with Devices(chromium, house.base) as found:
        yield found


@pytest.fixture(scope="module")
def signed(house: House, devices: Devices) -> Story:
    """The workshop, played to its end; on the way every screen is measured at every width, and looked at with axe."""
    story = Story(house, devices)
    devices.forgive(test_accessible.OWN_DOING)
    for scene in story.scenes():
        story.faults += what_does_not_fit(story, scene)
        story.barriers += what_keeps_people_out(story, scene)
    return story


def what_does_not_fit(story: Story, scene: str) -> list[str]:
    """At this moment, in the whole room."""
    found = needs_scrolling(story.facilitator.page, scene)
    found += faults(story.maria.page, f"{scene}, phone", NARROW)
    found += faults(story.ida.page, f"{scene}, laptop", WIDE)
    found += faults(story.facilitator.page, f"{scene}, console", (768, *WIDE))
    found += faults(story.wall, f"{scene}, wall", (1366, 1920)) if story.wall else []
    if scene in ("goals", "sign, all have answered"):
        for view in ("Plan", "People"):
            story.maria.tab(view)
            found += faults(story.maria.page, f"{scene}, {view}", NARROW)
        story.maria.tab("Now")
    return found


def what_keeps_people_out(story: Story, scene: str) -> list[str]:
    """What axe finds at this moment, in the whole room, by day and by night."""
    found = [fault for page in story.room for fault in test_accessible.faults(page, scene)]
    if scene in ("focus areas", "sign, all have answered"):
        for view in ("Plan", "People"):
            story.maria.tab(view)
            found += test_accessible.faults(story.maria.page, f"{scene}, {view}")
        story.maria.tab("Now")
    return found


def download(page: Page, form: str = "Markdown") -> bytes:
    """The plan in a format, taken from its dialog; read by its address, since a wait for the saved file has no end to it."""
    page.get_by_role("button", name="Download").first.click()
    with page.expect_download() as coming:
        page.get_by_role("dialog").get_by_role("link", name=form).click()
    page.keyboard.press("Escape")
    return page.request.get(coming.value.url).body()


def test_the_document_holds_what_was_agreed_and_who_signed_it(signed: Story) -> None:
    document = download(signed.maria.page).decode()

    for said in [VISION, HARM, MET, RESERVATION, REFUSAL, *PARTNERS, "Meals people choose", "Three evening meal sites open every weekday"]:
        assert said in document


def test_nothing_ran_out_of_a_screen_on_the_way(signed: Story) -> None:
    assert not signed.faults, "\n".join(signed.faults)


def test_axe_finds_nothing_on_any_screen_on_the_way(signed: Story) -> None:
    assert not signed.barriers, "\n".join(signed.barriers)


def test_anybody_can_check_the_sum_by_hand(signed: Story, tmp_path: Path) -> None:
    (tmp_path / "workplan.md").write_bytes(download(signed.ida.page))
    signed.ida.page.get_by_text("How to check these words later").click()
    shown = signed.ida.page.locator(".hash__sum").inner_text()
    command = signed.ida.page.locator(".hash__how").inner_text()

    assert subprocess.check_output(command, shell=True, cwd=tmp_path, text=True).split()[0] == shown


def test_it_is_taken_away_to_print_and_to_go_on_with(signed: Story) -> None:
    assert download(signed.maria.page, "PDF, to print").startswith(b"%PDF")
    assert download(signed.maria.page, "Word").startswith(b"PK")


def test_every_copy_is_the_same_to_the_byte(signed: Story) -> None:
    assert download(signed.ro.page) == download(signed.ida.page)


def test_the_observer_saw_everything_and_was_asked_for_nothing(signed: Story) -> None:
    signed.ida.sees("You are an observer: you see everything that is shared, and steer nothing.")
    expect(signed.ida.page.locator("main").get_by_role("textbox")).to_have_count(0)
    expect(signed.ida.page.get_by_text(REFUSAL)).to_be_visible()


def test_a_reload_comes_back_as_the_same_person(signed: Story) -> None:
    signed.sam.page.reload()
    expect(signed.sam.page.get_by_role("listitem").filter(has_text=REFUSAL)).to_contain_text("Sam L., Public health officer")
    signed.sam.tab("People")
    signed.sam.sees(f"Public health officer · Speaks for {COUNCIL}")
    signed.sam.tab("Now")


def test_next_week_all_is_as_it_was(signed: Story, devices: Devices) -> None:
    for device in devices.all:
        device.page.goto("about:blank")
    signed.house.close()
    signed.house.open()
    next_week = Facilitator(devices.laptop(), signed.facilitator.name)
    next_week.sign_in()
    expect(next_week.page.get_by_role("heading", name=TITLE)).to_be_visible()
    next_week.page.goto(f"/w/{signed.facilitator.workshop}/console")
    next_week.sees("is sealed.")
    next_week.sees(REFUSAL)
    plan = next_week.page.get_by_role("complementary", name="The plan so far")
    next_week.press(re.compile("Shared vision"), within=plan)
    expect(plan.get_by_text("any household in Tidewell that asks for help")).to_be_visible()

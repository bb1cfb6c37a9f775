"""A facilitator on a laptop, three partners on phones and an observer go from the first account to a signed document."""

import hashlib
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.devices import UNREACHABLE, Devices
from tests.browser.house import House
from tests.browser.people import Facilitator
from tests.browser.story import COUNCIL, HARM, MET, PARTNERS, REFUSAL, RESERVATION, TITLE, VISION, Story


@pytest.fixture(scope="module")
def signed(house: House, devices: Devices) -> Story:
    """The workshop, played to its end."""
    return Story(house, devices).play()


def download(page: Page, link: str) -> bytes:
    """The file behind a link, as it lands on the device."""
    with page.expect_download() as coming:
        page.get_by_role("link", name=link).first.click()
    return coming.value.path().read_bytes()


def test_the_document_holds_what_was_agreed_and_who_signed_it(signed: Story) -> None:
    document = download(signed.maria.page, "Download").decode()

    for said in [VISION, HARM, MET, RESERVATION, REFUSAL, *PARTNERS, "Meals people choose", "Three evening meal sites open every weekday"]:
        assert said in document


def test_anybody_can_check_the_sum_by_hand(signed: Story) -> None:
    document = download(signed.ida.page, "Download")
    signed.ida.page.get_by_text("How to check these words later").click()
    shown = signed.ida.page.locator(".hash__sum").inner_text()

    signed_words = document.split(b"\n# Sign-off")[0] if b"\n# Sign-off" in document else document.split(b"\n## Sign-off")[0]
    assert re.fullmatch(r"[0-9a-f]{64}", shown)
    assert shown in {hashlib.sha256(signed_words + end).hexdigest() for end in (b"", b"\n")}


def test_every_copy_is_the_same_to_the_byte(signed: Story) -> None:
    assert download(signed.ro.page, "Download") == download(signed.ida.page, "Download")


def test_the_observer_saw_everything_and_was_asked_for_nothing(signed: Story) -> None:
    signed.ida.sees("You are an observer: you see everything that is shared, and steer nothing.")
    expect(signed.ida.page.locator("main").get_by_role("textbox")).to_have_count(0)
    expect(signed.ida.page.get_by_text(REFUSAL)).to_be_visible()


def test_a_reload_comes_back_as_the_same_person(signed: Story) -> None:
    signed.sam.page.reload()
    signed.sam.sees(f"You answered for {COUNCIL}: Decline.")
    signed.sam.tab("People")
    signed.sam.sees(f"Public health officer · {COUNCIL} · Speaks for {COUNCIL}")
    signed.sam.tab("Now")


def test_next_week_all_is_as_it_was(signed: Story, devices: Devices) -> None:
    with devices.all[0].forgiving(UNREACHABLE):
        for device in devices.all[1:]:
            device.context.close()
        del devices.all[1:]
        signed.facilitator.page.goto("about:blank")
        signed.house.close()
    signed.house.open()
    next_week = Facilitator(devices.laptop(), signed.facilitator.name)
    next_week.sign_in()
    expect(next_week.page.get_by_role("heading", name=TITLE)).to_be_visible()
    next_week.page.goto(f"/w/{signed.facilitator.workshop}/console")
    next_week.sees("is sealed.")
    next_week.sees(REFUSAL)
    expect(
        next_week.page.get_by_role("complementary", name="The plan so far").get_by_text("any household in Tidewell").first
    ).to_be_attached()

"""The wifi of a parish hall: lines break, the server is pulled out of the wall, people wander off. Nobody loses a word."""

import datetime
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.devices import UNREACHABLE, Devices
from tests.browser.house import House
from tests.browser.pages import MISSING
from tests.browser.people import Facilitator, Participant, write_text

QUESTION = "Two years from now it has worked. What is different in the day of someone you do this for?"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One server for all of these tests, however often it goes down."""
    with House(tmp_path_factory.mktemp("house")) as found:
        yield found


@pytest.fixture(scope="module")
def devices(chromium: Browser, house: House) -> Iterator[Devices]:
    """Browsers that may complain of a missing network, and of nothing else."""
    with Devices(chromium, house.base) as found:
        found.forgive(UNREACHABLE)
        yield found


@pytest.fixture(scope="module")
def facilitator(house: House, devices: Devices) -> Facilitator:
    """Whose doors are open."""
    found = Facilitator(devices.laptop(), "Jo D.")
    found.make_account(house.start_link)
    found.make_workshop("Harbour plan", "Harbour partners", ["Anglers", "Sailors"])
    found.open_doors()
    return found


@pytest.fixture(scope="module")
def maria(facilitator: Facilitator, devices: Devices) -> Participant:
    """Who speaks for the anglers."""
    found = Participant(devices.phone(), "Maria A.")
    found.join(facilitator.code, partner="Anglers", speaks=True)
    facilitator.confirm(found.name)
    return found


def test_a_half_written_card_survives_a_step_a_lost_line_and_a_reload(facilitator: Facilitator, maria: Participant, house: House) -> None:
    facilitator.go_to("Shared vision", "Gather")
    maria.asked(QUESTION)
    maria.page.get_by_label("One idea per card").fill("Nobody waits at the")

    facilitator.go_to("Shared vision", "Group")
    maria.sees("The group moved on. What you were writing is kept.")
    facilitator.go_to("Shared vision", "Gather")
    expect(maria.page.get_by_label("One idea per card")).to_have_value("Nobody waits at the")

    house.kill()
    maria.sees("Reconnecting.")
    expect(maria.page.get_by_label("One idea per card")).to_have_value("Nobody waits at the")
    house.open()
    facilitator.is_connected()
    expect(maria.page.get_by_text("Reconnecting.")).to_have_count(0)
    maria.page.reload()
    expect(maria.page.get_by_label("One idea per card")).to_have_value("Nobody waits at the")


def test_what_is_sent_without_a_line_is_kept_and_arrives_once(facilitator: Facilitator, maria: Participant, house: House) -> None:
    facilitator.go_to("Scope and limits", "Gather")
    maria.asked("Where could we, together, make a difference for people that none of us can make alone?")
    house.kill()
    maria.sees("Reconnecting.")
    maria.page.get_by_label("One idea per card").fill("The ferry runs on Sundays")
    maria.press("Add this card")
    expect(maria.page.locator(".card", has_text="The ferry runs on Sundays")).to_be_visible()
    maria.device.context.set_offline(True)
    maria.sees("You are offline. What you do is kept.")
    maria.sees("1 thing will be sent when you are back.")

    house.open()
    facilitator.is_connected()
    maria.device.context.set_offline(False)
    expect(maria.page.get_by_text("You are offline.")).to_have_count(0)
    expect(maria.page.locator(".card--own", has_text="The ferry runs on Sundays")).to_have_count(1)
    facilitator.sees("1 card, face down.")
    facilitator.press("Turn the cards over")
    expect(maria.page.locator(".card", has_text="The ferry runs on Sundays")).to_have_count(1)


def test_a_ballot_given_without_a_line_says_so_and_counts_once(facilitator: Facilitator, maria: Participant, house: House) -> None:
    facilitator.go_to("Shared vision", "Write it together")
    write_text(maria.page, "Write it together", "By 2028 the ferry runs every day.")
    facilitator.go_to("Shared vision", "Decide")
    facilitator.press("Call the vote")
    maria.page.get_by_role("radio", name=re.compile("^Agree, with a concern")).check()
    maria.page.get_by_label("What is your concern?").fill("Who pays on Sundays?")

    house.kill()
    maria.sees("Reconnecting.")
    expect(maria.page.get_by_label("What is your concern?")).to_have_value("Who pays on Sundays?")
    maria.press("Give our answer")
    maria.sees("Your answer has not arrived.")

    house.open()
    facilitator.is_connected()
    maria.sees("Your answer: Agree, with a concern.")
    expect(facilitator.page.get_by_text("Answered", exact=True)).to_have_count(1)
    facilitator.close_the_vote(without="Sailors")
    expect(maria.page.get_by_text("Who pays on Sundays?")).to_have_count(1)


def test_who_comes_back_is_told_what_was_missed(facilitator: Facilitator, devices: Devices) -> None:
    sam = Participant(devices.phone(), "Sam L.")
    sam.join(facilitator.code, partner="Sailors", speaks=True)
    expect(sam.page.get_by_role("heading", level=1)).to_be_visible()
    sam.page.goto("about:blank")
    facilitator.confirm(sam.name)
    facilitator.go_to("Goals", "Goals")

    sam.page.clock.install(time=datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=10))
    sam.page.goto(f"/w/{facilitator.workshop}")
    sam.sees("Welcome back")
    sam.sees(re.compile(r"You were away for 10 minutes\."))
    sam.press("Join the group in Goals")
    sam.asked("At the end, what will people have, or be able to do, that they can’t today?")


def test_everyone_comes_when_called(facilitator: Facilitator, maria: Participant) -> None:
    maria.tab("Plan")
    expect(maria.page.get_by_role("article", name="The plan so far")).to_be_visible()

    facilitator.press("Bring everyone here")

    maria.sees("The facilitator asks everyone to come here.")
    maria.asked("At the end, what will people have, or be able to do, that they can’t today?")


def test_who_is_taken_out_is_out_at_once(facilitator: Facilitator, devices: Devices) -> None:
    ned = Participant(devices.phone(), "Ned S.")
    ned.join(facilitator.code, partner="Sailors")
    expect(ned.page.get_by_role("heading", level=1)).to_be_visible()
    facilitator.press(re.compile("^People"))
    row = facilitator.page.get_by_role("dialog").get_by_role("listitem").filter(has_text="Ned S.")
    row.locator("summary").click()
    facilitator.press("Remove", within=row)

    expect(ned.page.get_by_role("link", name="To the start page")).to_be_visible()
    expect(ned.page.get_by_role("navigation")).to_have_count(0)
    ned.device.forgiven.append(MISSING)
    ned.page.goto(f"/w/{facilitator.workshop}")
    ned.sees("You are no longer in this workshop")

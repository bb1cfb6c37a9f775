"""A house with a server in it, and a browser for everybody who comes. Nothing here is a stand-in: the server is the program that
people run, the browser is Debian's Chromium, and what a test does is done by pressing and typing."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.devices import LIBRARY, UNREACHABLE, Devices
from tests.browser.house import House
from tests.browser.room import Room

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of a worker; each device in it is a profile of its own."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert found, "The browser tests need Chromium; `./dev test` installs it, or CHROMIUM names one."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A running server with nothing in it yet."""
    with House(tmp_path) as found:
        yield found


@pytest.fixture
def devices(chromium: Browser, house: House) -> Iterator[Devices]:
    """Browsers for whoever comes."""
    with Devices(chromium, house.base) as found:
        yield found


@pytest.fixture
def room(house: House, devices: Devices) -> Room:
    """A room whose doors are open."""
    return Room(house, devices)


@pytest.fixture(scope="module")
def writing_room(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """Two people at one text, for all tests of a module; that the network may go is a part of it."""
    with House(tmp_path_factory.mktemp("house")) as house, Devices(chromium, house.base) as devices:
        devices.forgive(LIBRARY)
        devices.forgive(UNREACHABLE)
        room = Room(house, devices)
        room.facilitator.go_to("Shared vision", "Write it together")
        yield room

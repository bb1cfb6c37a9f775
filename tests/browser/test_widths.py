"""Nothing runs out of a screen, whatever its width, and nothing is cut off. The screens of a running workshop are looked at while it is
played, in test_whole_workshop.py."""

from tests.browser.devices import Devices
from tests.browser.house import House
from tests.browser.pages import every_page
from tests.browser.widths import NARROW, WIDE, faults


def test_every_page(house: House, devices: Devices) -> None:
    found = []
    for where, page in every_page(house, devices):
        found += faults(page, where, (*NARROW, *WIDE))

    assert not found, "\n".join(found)

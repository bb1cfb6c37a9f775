"""axe finds nothing: on every page, in every state of every step, on a phone, on a laptop, in the console and on the wall, by day and
by night. WCAG 2.2 AA is the floor; what only people can judge is in test_keyboard.py and in the eye of whoever reads the screens."""

import re
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

from tests.browser.devices import Devices
from tests.browser.house import House
from tests.browser.pages import every_page

BY_DAY: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    "preload": False,
}
BY_NIGHT: dict[str, Any] = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
    "preload": False,
}
"""The dark changes nothing but colours."""

OWN_DOING = re.compile("Applying inline style")
"""axe tries out styles on the page, and our content security policy tells it off; the other tests see that nobody else does."""


def faults(page: Page, where: str, *, by_night: bool = True) -> list[str]:
    """What axe finds on this screen, by day and by night, one line each."""
    found = []
    size = show_all(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    for scheme, options in (("light", BY_DAY), ("dark", BY_NIGHT))[: 1 + by_night]:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for violation in page.evaluate("options => axe.run(options)", options)["violations"]:
            nodes = "; ".join(f"{node['html'][:160]} {node['failureSummary']}" for node in violation["nodes"][:3])
            found.append(f"{where}, {page.url.split('/')[-1]}, {scheme}: {violation['id']}: {nodes}")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(size)
    return found


def show_all(page: Page) -> ViewportSize:
    """Make the window as high as the page: what scrolls under a bar can be scrolled out again, and is no fault. Gives the old size."""
    size = page.viewport_size
    assert size
    height = size["height"]
    # What came meanwhile makes the page higher once again; what grows with its window never fits.
    for _ in range(3):
        height = max(height, page.evaluate(PAINTED_HEIGHT))
        page.set_viewport_size({"width": size["width"], "height": height})
    return size


PAINTED_HEIGHT = (
    "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(document.documentElement.scrollHeight))))"
)
"""How high the page is, once it has settled in its window."""


def test_every_page(house: House, devices: Devices) -> None:
    devices.forgive(OWN_DOING)
    found = []
    for where, page in every_page(house, devices):
        found += faults(page, where)

    assert not found, "\n".join(found)

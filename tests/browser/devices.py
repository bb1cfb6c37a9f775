"""What people hold in their hands: a browser of its own, which remembers every complaint of the pages shown in it."""

import re
from typing import Self

from playwright.sync_api import Browser, ConsoleMessage, StorageState, ViewportSize, expect

LAPTOP: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 844}
WALL: ViewportSize = {"width": 1920, "height": 1080}

PATIENCE = 15_000
"""Milliseconds until a browser that shares two cores with others must have shown something."""

# The editor's library puts a selection where a structure was, for one frame, and says so.
LIBRARY = re.compile("TextSelection endpoint not pointing into a node with inline content")
UNREACHABLE = re.compile(r"ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|WebSocket connection")
"""What Chromium says when there is no network, whatever the page does about it."""

expect.set_options(timeout=PATIENCE)


class Device:
    """One browser profile with one page, and whatever the browser complained about: a broken CSP, an error, a missing file."""

    def __init__(self, browser: Browser, base: str, size: ViewportSize, *, touch: bool = False, seat: StorageState | None = None) -> None:
        self.forgiven: list[re.Pattern[str]] = []
        self.complaints: list[str] = []
        self.context = browser.new_context(
            viewport=size,
            base_url=base,
            has_touch=touch,
            storage_state=seat,
            reduced_motion="reduce",
            accept_downloads=True,
            locale="en-GB",
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.on("console", self._hear)
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.page = self.context.new_page()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        said = f"{message.text} ({message.location.get('url', '')})"
        if not any(pattern.search(said) for pattern in self.forgiven):
            self.complaints.append(said)


class Devices:
    """Everything that is switched on in a room. When it is switched off, no script may have failed, nothing may have been blocked by
    the content security policy, and no file may have been missing."""

    def __init__(self, browser: Browser, base: str) -> None:
        self._browser = browser
        self._base = base
        self.all: list[Device] = []
        self._forgiven: list[re.Pattern[str]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        said = [said for device in self.all for said in device.complaints]
        for device in self.all:
            device.context.close()
        assert not said, "\n".join(said)

    def forgive(self, what: re.Pattern[str]) -> None:
        """Complaints like these are what is being tested: no network, a page that isn't there."""
        self._forgiven.append(what)
        for device in self.all:
            device.forgiven.append(what)

    def laptop(self) -> Device:
        """A small laptop."""
        return self._add(LAPTOP)

    def phone(self) -> Device:
        """A phone held upright."""
        return self._add(PHONE, touch=True)

    def wall(self, of: Device) -> Device:
        """The projector of whoever sits at another device; a window of its own, since a browser slows down what is behind another."""
        return self._add(WALL, seat=of.context.storage_state())

    def _add(self, size: ViewportSize, *, touch: bool = False, seat: StorageState | None = None) -> Device:
        device = Device(self._browser, self._base, size, touch=touch, seat=seat)
        device.forgiven += self._forgiven
        self.all.append(device)
        return device

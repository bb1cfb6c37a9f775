"""The facilitator's way through the pages: signing in with the real forms, tokens and all, and making a workshop."""

from __future__ import annotations

import json
import urllib.parse
from html.parser import HTMLParser
from typing import Any

from facilitator.player.client import Browser, Trouble


class _Page(HTMLParser):
    """What a page holds for a player: the fields of its forms, and what it complains about."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.complaints: list[str] = []
        self._listening = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({})
        elif tag in ("input", "textarea", "select") and "name" in told and self.forms:
            if told.get("type") == "hidden":
                self.forms[-1][told["name"]] = told.get("value", "")
            else:
                self.forms[-1].setdefault(told["name"], "")
        if self._listening or "error" in told.get("class", ""):
            self._listening += tag not in ("br", "hr", "img", "input", "use", "path")

    def handle_endtag(self, _: str) -> None:
        self._listening = max(0, self._listening - 1)

    def handle_data(self, text: str) -> None:
        if self._listening and text.strip():
            self.complaints.append(" ".join(text.split()))


def _read(raw: bytes) -> _Page:
    page = _Page()
    page.feed(raw.decode())
    return page


def fill(browser: Browser, path: str, values: dict[str, str]) -> tuple[str, bytes]:
    """Open a page, fill in its form, send it; where that leads, and what stands there. Raises Trouble where it is refused."""
    status, _, raw = browser.fetch(path)
    page = _read(raw)
    form = next((form for form in page.forms if values.keys() <= form.keys()), None)
    if status != 200 or form is None:
        raise Trouble(f"{path} shows no form with {', '.join(values)} (status {status})")
    hidden = {name: value for name, value in form.items() if value}
    body = urllib.parse.urlencode({**hidden, **values}).encode()
    status, address, raw = browser.fetch(path, body, "application/x-www-form-urlencoded")
    if status != 200:
        complaints = "; ".join(_read(raw).complaints) or "no reason given"
        raise Trouble(f"{path} was not accepted ({status}): {complaints}")
    return address, raw


def make_account(browser: Browser, start: str, account: dict[str, str]) -> None:
    """Make the facilitator's account with the one-time link that the server printed at its first start."""
    fill(browser, urllib.parse.urlsplit(start).path, {**account, "again": account["password"]})


def sign_in(browser: Browser, email: str, password: str) -> None:
    """Sign in with an account that is there."""
    fill(browser, "/sign-in", {"email": email, "password": password})


def create_workshop(browser: Browser, asked: dict[str, Any]) -> tuple[str, str]:
    """Make a workshop. Gives its id and its join code. Raises Trouble where it is refused."""
    _, _, raw = browser.fetch("/api/workshops", json.dumps(asked).encode(), "application/json")
    answer = json.loads(raw)
    if not answer.get("ok"):
        raise Trouble(f"the workshop was not made: {answer.get('message', 'no reason given')}")
    return answer["workshop"], answer["code"]


def download(browser: Browser, path: str) -> bytes:
    """The bytes behind an address. Raises Trouble where there are none."""
    status, _, raw = browser.fetch(path)
    if status != 200:
        raise Trouble(f"{path} answered {status}")
    return raw


def workshop_file(workshop: str, name: str) -> str:
    """Where a workshop's file is found."""
    return f"/api/workshops/{workshop}/{name}"

"""A site with a data folder of its own, and people who visit it, each with a browser."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from facilitator import access, create_app
from facilitator.config import Config

PASSWORD = "four quiet green words"
EMAIL = "jo@example.org"


class Visitor:
    """Somebody with a browser: it keeps cookies, and fills in the tokens that the forms of the last page held."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.token = ""

    def get(self, path: str, **more: Any) -> TestResponse:
        """Opens a page, without following where it leads."""
        return self._seen(self.client.get(path, **more))

    def post(self, path: str, answers: dict[str, str] | None = None, **more: Any) -> TestResponse:
        """Sends a form with the token of the last page."""
        return self._seen(self.client.post(path, data={"csrf_token": self.token, **(answers or {})}, **more))

    def fill(self, path: str, answers: dict[str, str]) -> TestResponse:
        """Opens a page with a form and sends it, hidden fields and all."""
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', self.get(path).text))
        return self.post(path, {**hidden, **answers})

    def command(self, workshop: str, kind: str, /, **fields: Any) -> Any:
        """Sends a command through the HTTP door and gives its answer."""
        asked = {"type": kind, "command_id": f"{kind}-{sha256(str(fields).encode()).hexdigest()[:12]}", **fields}
        return self.client.post(f"/api/workshops/{workshop}/commands", json=asked).json

    def _seen(self, answer: TestResponse) -> TestResponse:
        found = re.search(r'name="csrf_token" value="([^"]+)"', answer.text) if answer.mimetype == "text/html" else None
        self.token = unescape(found[1]) if found else self.token
        return answer


class Site:
    """The application on a data folder."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def visitor(self) -> Visitor:
        """Somebody new, with an empty browser."""
        return Visitor(self.app.test_client())

    def start_link(self) -> str:
        """The path of a new one-time link that makes an account."""
        with self.app.app_context():
            return f"/start/{access.new_link('start')}"

    def facilitator(self) -> Visitor:
        """Somebody who has just made an account and is signed in."""
        visitor = self.visitor()
        made = visitor.fill(self.start_link(), {"name": "Jo Doe", "email": EMAIL, "password": PASSWORD, "again": PASSWORD})
        assert made.status_code == 303, made.text
        return visitor

    def workshop(self, leads: Visitor, partners: str = "Community Kitchen\nGreen Acre Growers") -> str:
        """The id of a new workshop with its doors open."""
        asked = {"title": "Tidewell", "partnership": "Tidewell", "agenda": "express", "rule": "consent", "unit": "partner"}
        made = leads.fill("/workshops/new", {**asked, "partners": partners})
        assert made.status_code == 303, made.text
        workshop = made.location.split("/")[2]
        assert leads.command(workshop, "open_doors")["ok"]
        return workshop

    def code(self, workshop: str) -> str:
        """The join code of a workshop."""
        found: str = self.app.extensions["rooms"].code(workshop)
        return found

    def person(self, workshop: str, participant: str) -> Any:
        """A participant as the workshop knows them."""
        return self.app.extensions["rooms"].open(workshop).state.participants.get(participant)

    def people(self, workshop: str) -> int:
        """How many have a seat, the facilitator included."""
        return len(self.app.extensions["rooms"].open(workshop).state.participants)


@contextmanager
def site_on(folder: Path, clock: Callable[[], int] | None = None, **settings: Any) -> Iterator[Site]:
    """A site on this data folder, closed afterwards; by another clock (ms UTC) than the machine's where one is given."""
    app = create_app(Config(data=folder, testing=True, **{"limits": False, **settings}), clock)
    try:
        yield Site(app)
    finally:
        app.extensions["accounts"].close()


def joining(name: str = "M. A.", **more: str) -> dict[str, str]:
    """What somebody fills in to take a seat for the first partner of the list."""
    return {"name": name, "partner": "o1", "title": "", **more}

"""Coming back to sign: the link, the page for the board, and the reminder, taken by a real mail server."""

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from facilitator.mail import NotSent, Outgoing, outgoing
from tests.web.site import Site, Visitor, joining, site_on


class Letterbox:
    """Keeps what the mail server takes; it refuses those who are nowhere."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802  its name
        """Takes mail for everybody but `nobody`."""
        if address.startswith("nobody@"):
            return "550 No such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  its name
        """Keeps a letter."""
        letter = message_from_bytes(envelope.content, _class=EmailMessage, policy=default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return "250 OK"


@pytest.fixture
def unused() -> int:
    """A port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def letters(unused: int) -> Iterator[tuple[list[EmailMessage], int]]:
    """What arrives at a mail server of this machine, and its port."""
    box = Letterbox()
    controller = Controller(box, hostname="127.0.0.1", port=unused)
    controller.start()
    try:
        yield box.letters, unused
    finally:
        controller.stop()


class Signing:
    """A frozen plan: who leads, who speaks for the first partner, and the workshop's id."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.leads = site.facilitator()
        self.workshop = site.workshop(self.leads)
        self.speaks = site.visitor()
        assert self.speaks.fill(f"/join/{site.code(self.workshop)}", joining()).status_code == 303
        self.participant = "p2"
        self.leads.command(self.workshop, "confirm_voice", participant=self.participant)
        assert self.leads.command(self.workshop, "freeze")["ok"]

    def link(self, asks: Visitor, partner: str = "o1") -> Any:
        """What the server answers to somebody who wants a partner's signing link."""
        return asks.client.post(f"/w/{self.workshop}/partners/{partner}/signing")

    def remind(self, to: object, partner: str = "o1", asks: Visitor | None = None) -> Any:
        """What it answers to whoever sends a reminder."""
        return (asks or self.leads).client.post(f"/w/{self.workshop}/partners/{partner}/reminder", json={"to": to})


@pytest.fixture
def signing(tmp_path: Path) -> Iterator[Signing]:
    """A plan to be signed, on a server without mail."""
    with site_on(tmp_path) as site:
        yield Signing(site)


def path_of(url: str) -> str:
    """Where a link leads on its server."""
    return "/" + url.split("/", 3)[3]


class TestTheLink:
    def test_it_brings_the_representative_back_on_any_device_as_often_as_needed(self, signing: Signing) -> None:
        url = signing.link(signing.speaks).json["url"]
        assert signing.link(signing.leads).json["url"] == url
        for _ in range(2):
            device = signing.site.visitor()
            asked = device.get(path_of(url))
            assert "M. A." in asked.text
            assert "nothing is signed yet" in asked.text
            assert device.get(f"/w/{signing.workshop}/plan").status_code == 404, "looking takes no seat"
            assert device.post(path_of(url)).status_code == 303
            assert device.get(f"/w/{signing.workshop}/plan").status_code == 200
            assert device.get(path_of(url)).status_code == 303
        assert signing.speaks.get(f"/w/{signing.workshop}/plan").status_code == 404, "the seat has moved"

    def test_nobody_else_gets_it(self, signing: Signing) -> None:
        other = signing.site.visitor()
        assert other.fill(f"/join/{signing.site.code(signing.workshop)}", joining("Colleague")).status_code == 303
        for partner in ("o1", "o2"):
            assert signing.link(other, partner).status_code == 403
        assert signing.link(signing.site.visitor()).status_code == 404
        assert signing.link(signing.leads, "o9").status_code == 404
        assert signing.link(signing.leads, "o2").status_code == 409, "nobody speaks for it"

    @pytest.mark.parametrize(
        "change", [lambda url: url[:-1], lambda url: url[:-3] + "abc", lambda url: url + "x", lambda url: url.split("/s/")[0] + "/s/x.y"]
    )
    def test_a_changed_link_opens_nothing(self, signing: Signing, change: Any) -> None:
        url = signing.link(signing.speaks).json["url"]
        assert signing.site.visitor().get(path_of(change(url))).status_code == 404

    def test_it_ends_with_the_voice_the_person_and_the_sealing(self, signing: Signing) -> None:
        path = path_of(signing.link(signing.speaks).json["url"])
        other = signing.site.visitor()
        assert other.fill(f"/join/{signing.site.code(signing.workshop)}", joining("Colleague")).status_code == 303
        assert signing.speaks.command(signing.workshop, "hand_voice", participant="p3")["ok"]
        assert signing.site.visitor().get(path).status_code == 404
        path = path_of(signing.link(other).json["url"])
        assert signing.leads.command(signing.workshop, "remove_participant", participant="p3")["ok"]
        assert signing.site.visitor().get(path).status_code == 404

    def test_made_anew_the_one_before_is_over_for_good(self, signing: Signing) -> None:
        links = [signing.link(signing.speaks).json["url"]]
        for asks in (signing.speaks, signing.leads):
            told = asks.client.post(f"/w/{signing.workshop}/partners/o1/signing/new").json
            assert told["url"] in told["text"]
            links.append(told["url"])
        assert len(set(links)) == 3
        assert signing.link(signing.speaks).json["url"] == links[-1]
        assert [signing.site.visitor().get(path_of(url)).status_code for url in links] == [404, 404, 200]

    def test_nobody_else_makes_it_anew(self, signing: Signing) -> None:
        url = signing.link(signing.speaks).json["url"]
        other = signing.site.visitor()
        assert other.fill(f"/join/{signing.site.code(signing.workshop)}", joining("Colleague")).status_code == 303
        assert other.client.post(f"/w/{signing.workshop}/partners/o1/signing/new").status_code == 403
        assert signing.site.visitor().client.post(f"/w/{signing.workshop}/partners/o1/signing/new").status_code == 404
        assert signing.leads.client.post(f"/w/{signing.workshop}/partners/o2/signing/new").status_code == 409
        assert signing.site.visitor().get(path_of(url)).status_code == 200

    def test_while_the_plan_is_open_there_is_nothing_to_sign_and_afterwards_again(self, signing: Signing) -> None:
        path = path_of(signing.link(signing.speaks).json["url"])
        assert signing.leads.command(signing.workshop, "thaw")["ok"]
        assert signing.site.visitor().get(path).status_code == 409
        assert signing.leads.client.post(
            f"/api/workshops/{signing.workshop}/commands", json={"type": "freeze", "command_id": "again"}
        ).json["ok"]
        assert signing.site.visitor().get(path).status_code == 200

    def test_the_leader_is_not_put_into_the_seat_of_a_partner(self, signing: Signing) -> None:
        path = path_of(signing.link(signing.leads).json["url"])
        assert signing.leads.get(path).status_code == 409


class TestThePageForTheBoard:
    def test_it_carries_the_link_for_who_signs_and_for_who_leads_alone(self, signing: Signing) -> None:
        url = signing.link(signing.speaks).json["url"]
        page = f"/w/{signing.workshop}/partners/o1"
        assert url in signing.speaks.get(page).text
        assert "all 2 partners have signed" in signing.speaks.get(page).text
        assert url in signing.leads.get(page).text
        other = signing.site.visitor()
        assert other.fill(f"/join/{signing.site.code(signing.workshop)}", joining("Colleague")).status_code == 303
        assert "/s/" not in other.get(page).text

    def test_once_answered_it_carries_none(self, signing: Signing) -> None:
        version = signing.site.app.extensions["rooms"].open(signing.workshop).state.version
        answer = {"version": version.number, "sha256": version.sha256, "partner": "o1", "name": "M. A.", "choice": "approve"}
        assert signing.speaks.command(signing.workshop, "sign", **answer)["ok"]
        assert "/s/" not in signing.speaks.get(f"/w/{signing.workshop}/partners/o1").text
        assert signing.link(signing.speaks).status_code == 409


class TestReminders:
    def test_the_words_say_what_is_asked_and_how_to_check_it(self, signing: Signing) -> None:
        signing.leads.command(signing.workshop, "ask_board", partner="o1", until="2099-01-01")
        told = signing.link(signing.leads).json
        version = signing.site.app.extensions["rooms"].open(signing.workshop).state.version
        for words in ("Hello M. A.", "version 1.0 of “Tidewell”", told["url"], version.sha256, "SHA256:"):
            assert words in told["text"], words
        assert told["mail"] is False
        assert signing.remind("ma@example.org").json["code"] == "no_mail"

    def test_a_mail_server_takes_them(self, tmp_path: Path, letters: tuple[list[EmailMessage], int]) -> None:
        arrived, port = letters
        with site_on(tmp_path, outgoing=Outgoing("127.0.0.1", port, "plan@example.org")) as site:
            signing = Signing(site)
            told = signing.link(signing.leads).json
            assert told["mail"] is True
            assert signing.link(signing.speaks).json["mail"] is False
            assert signing.remind("ma@example.org").json == {"ok": True}
            (letter,) = arrived
            assert (letter["To"], letter["From"], letter["Subject"]) == ("ma@example.org", "plan@example.org", told["subject"])
            assert letter.get_content().replace("\r\n", "\n") == told["text"]
            assert signing.remind("nobody@example.org").status_code == 502
            assert signing.remind("ma@example.org", asks=signing.speaks).status_code == 403
            for to in ("", "ma", "ma@example.org\nBcc: all@example.org", "a@b\n", 7, None, ["ma@example.org"], "x" * 300 + "@example.org"):
                assert signing.remind(to).status_code == 422, to
            assert len(arrived) == 1

    def test_no_server_there_is_said_and_the_words_remain(self, tmp_path: Path, unused: int) -> None:
        with site_on(tmp_path, outgoing=Outgoing("127.0.0.1", unused, "plan@example.org")) as site:
            answered = Signing(site).remind("ma@example.org")
            assert (answered.status_code, answered.json["code"]) == (502, "not_sent")
            assert "copy the words" in answered.json["message"]

    @pytest.mark.filterwarnings("ignore:Requiring AUTH")
    def test_a_server_that_wants_a_password_gets_it(self, unused: int) -> None:
        def known(server: Any, session: Any, envelope: Any, mechanism: str, given: LoginPassword) -> AuthResult:
            return AuthResult(success=given == LoginPassword(b"plan", b"p@ss:word"))

        box = Letterbox()
        controller = Controller(box, hostname="127.0.0.1", port=unused, authenticator=known, auth_required=True, auth_require_tls=False)
        controller.start()
        try:
            server = outgoing(f"smtp://plan:p%40ss%3Aword@127.0.0.1:{unused}", "plan@example.org")
            assert server is not None
            server.send("ma@example.org", "A plan", "Words")
            assert len(box.letters) == 1
            with pytest.raises(NotSent):
                Outgoing("127.0.0.1", unused, "plan@example.org", user="plan", password="wrong").send("ma@example.org", "A", "B")
        finally:
            controller.stop()

    @pytest.mark.parametrize(
        ("url", "sender"), [("mail.example.org", "plan@example.org"), ("http://x", "plan@example.org"), ("smtp://x", "plan")]
    )
    def test_settings_that_cannot_work_are_refused_at_the_start(self, url: str, sender: str) -> None:
        with pytest.raises(ValueError, match="COMMONPLAN_"):
            outgoing(url, sender)

    def test_a_title_cannot_write_a_header(self, letters: tuple[list[EmailMessage], int]) -> None:
        with pytest.raises(NotSent):
            Outgoing("127.0.0.1", letters[1], "plan@example.org").send("a@example.org", "Plan\nBcc: b@example.org", "Words")
        assert letters[0] == []

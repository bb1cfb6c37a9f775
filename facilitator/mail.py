"""E-mail, where the server was given one that sends it (COMMONPLAN_SMTP). Waiting for it holds up nobody else: its sockets yield."""

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from facilitator.addresses import is_local

PATIENCE = 20
"""Seconds to wait for an answer."""
PORTS = {"smtp": 587, "smtps": 465}


class NotSent(Exception):
    """The message was not taken; the exception says why, to a person."""


class Outgoing(Struct, frozen=True):
    """The server that takes our mail. `secure`: encrypted from the first byte; otherwise STARTTLS is used where it is offered."""

    host: str
    port: int
    sender: str
    secure: bool = False
    user: str = ""
    password: str = ""

    def send(self, to: str, subject: str, text: str) -> None:
        """Hands a message over. Raises NotSent."""
        message = EmailMessage(policy=SMTP)
        try:
            message["From"], message["To"], message["Subject"] = self.sender, to, subject
            message.set_content(text)
        except (ValueError, UnicodeError) as error:
            raise NotSent("This address cannot be written to. Please look at it again.") from error
        try:
            with self._connected() as connection:
                connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            raise NotSent(f"The mail server does not take mail for {to}.") from error
        except smtplib.SMTPNotSupportedError as error:
            raise NotSent("The mail server cannot take this address.") from error
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent("The mail server did not take the message. Please copy the words and send them yourself.") from error

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.secure:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=PATIENCE, context=context)
        else:
            connection = smtplib.SMTP(self.host, self.port, timeout=PATIENCE)
            connection.ehlo()
            # On the machine itself there is no wire to listen at, and seldom a certificate that names it.
            if connection.has_extn("starttls") and not is_local(self.host):
                connection.starttls(context=context)
                connection.ehlo()
            elif self.user and not is_local(self.host):
                # Threat: whoever takes the offer of encryption out of the conversation reads the password.
                connection.close()
                raise OSError("no encryption, so no password")
        if self.user:
            connection.login(self.user, self.password)
        return connection


def outgoing(url: str, sender: str) -> Outgoing | None:
    """What `smtp://user:password@host:port` (or `smtps://`) and the sender's address stand for; None for "". Raises ValueError."""
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("COMMONPLAN_SMTP must look like smtp://user:password@mail.example.org:587, or smtps://… for port 465.")
    if "@" not in sender:
        raise ValueError("COMMONPLAN_MAIL_FROM must be the address that mail comes from, such as plan@example.org.")
    return Outgoing(
        parts.hostname,
        parts.port or PORTS[parts.scheme],
        sender,
        parts.scheme == "smtps",
        unquote(parts.username or ""),
        unquote(parts.password or ""),
    )

"""A frozen plan and the answers to it: what every signature is about."""

from msgspec import Struct


class Signature(Struct, frozen=True):
    """A partner's answer to a frozen version."""

    partner: str
    participant: str
    name: str
    choice: str
    reason: str
    at: int
    title: str = ""

    @property
    def signs(self) -> bool:
        """Does it bind the partner, with or without a reservation?"""
        return self.choice != "decline"


class Version(Struct, frozen=True):
    """A frozen plan: its exact bytes as text, their SHA-256, who has signed, and when it was sealed (ms UTC).

    `asking` holds, by partner, until which ISO date those who ask their board first want to answer.
    """

    number: str
    markdown: str
    sha256: str
    frozen_at: int
    signatures: tuple[Signature, ...] = ()
    asking: dict[str, str] = {}
    sealed_at: int | None = None
    missing: tuple[str, ...] = ()

"""What a partner is told that has not signed yet: words to copy, or to send by e-mail."""

from msgspec import Struct

from workshops.plan.load import day_in_words
from workshops.state import Workshop
from workshops.steps.review import asks_of
from workshops.steps.taking_effect import effect_of


class Reminder(Struct, frozen=True):
    """A subject on one line, the words, and the link that stands in them."""

    url: str
    subject: str
    text: str


def reminder(workshop: Workshop, partner: str, url: str, fingerprint: str) -> Reminder:
    """The reminder for a partner whose answer is open, with its signing link and the server's fingerprint to keep."""
    version, name = workshop.version, workshop.partners[partner].name
    assert version is not None
    title = workshop.title or "Workplan"
    asks = asks_of(workshop, partner)
    until = version.asking.get(partner, "")
    parts = [
        f"Hello {workshop.name(workshop.partners[partner].voice)},",
        f"version {version.number} of “{title}” is ready to be signed for {name}.",
        "\n".join((f"What it asks of {name}:", *(f"- {ask}" for ask in asks))) if asks else "",
        f"Read it here, then sign it, sign it with a reservation, or decline and say why:\n{url}",
        "The link opens your seat in the workshop. It is meant for you alone.",
        f"You wanted to answer by {day_in_words(until)}." if until else "",
        effect_of(workshop, version).words,
        f"Everybody signs the same words. Their SHA-256: {version.sha256}\nThe key of this server, to keep: {fingerprint}",
    ]
    return Reminder(url, f"{title}: your signature for {name}", "\n\n".join(filter(None, parts)) + "\n")

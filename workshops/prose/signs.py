"""Which characters a text may hold."""

import re
import unicodedata

from workshops.bounds import HEAPED

# Threat: a sentence that reads otherwise than it is stored ("Trojan Source", CVE-2021-42574), or that breaks a line unseen.
_DECEIVING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class UnfitText(ValueError):
    """A text that cannot be taken; the message says to a person what is wrong."""


def fit(text: str) -> str:
    """The text in NFC with LF and without tabs. Raises UnfitText for characters that deceive or cannot be shown."""
    if text.isascii() and text.isprintable():
        return text
    text = re.sub(r"(?m)^\t+", lambda tabs: "    " * len(tabs[0]), text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\t", " ")
    if not text.isascii():
        text = text.replace("\u2028", "\n").replace("\u2029", "\n\n").replace("\ufeff", "")
        if HEAPED.search(text):
            raise UnfitText("This text heaps too many marks on one letter. Please type it again.")
        if _DECEIVING.search(text):
            raise UnfitText("This text holds hidden characters that change the direction of reading. Please type it again.")
    if _CONTROLS.search(text):
        raise UnfitText("This text holds control characters that cannot be shown. Please type it again.")
    return unicodedata.normalize("NFC", text)


def legible_line(text: str) -> str:
    """`legible` on one line, blanks collapsed: what a document says of a line that somebody typed."""
    return " ".join(legible(text).split())


def may_be_numbered(sign: str) -> bool:
    """May this character be written as `&#46;`? Not white space, nor what `fit` refuses or takes away."""
    return not (sign.isspace() or sign == "\ufeff" or _DECEIVING.match(sign) or _CONTROLS.match(sign))


def legible(text: str) -> str:
    """`fit` for what cannot be refused any more, because it is written already: whatever is unfit becomes U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return fit(_CONTROLS.sub("\ufffd", _DECEIVING.sub("\ufffd", HEAPED.sub("\ufffd", text))))

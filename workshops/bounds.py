"""The bounded field types that commands are made of: whatever comes in is short, of the right type, and of a known form."""

import re
import unicodedata
from typing import Annotated

from msgspec import Meta

from workshops.refusal import Refused

Id = Annotated[str, Meta(max_length=64, pattern=r"^[A-Za-z0-9_.:-]*\Z")]
CommandId = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_.:-]+\Z")]
Name = Annotated[str, Meta(max_length=120)]
Line = Annotated[str, Meta(max_length=300)]
Reason = Annotated[str, Meta(max_length=1_000)]
Passage = Annotated[str, Meta(max_length=20_000)]
Seconds = Annotated[int, Meta(ge=5, le=4 * 60 * 60)]
Minutes = Annotated[int, Meta(ge=1, le=240)]
Count = Annotated[int, Meta(ge=0, le=100)]

# Threat: characters that make a sentence read otherwise than it is stored ("Trojan source"), and controls that break a line.
# Halves of a surrogate pair come in through JSON's "\\ud800" and can be stored nowhere.
_DECEIVING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufff9-\ufffb]")


def passage(text: str, field: str) -> str:
    """`text` as several lines: NFC, LF, outer blanks off. Refuses control and direction-override characters, naming `field`."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    if _DECEIVING.search(text):
        raise Refused("unfit_text", "This text holds characters that change the direction of reading. Please type it again.", field)
    if _CONTROLS.search(text):
        raise Refused("unfit_text", "This text holds control characters that cannot be shown. Please type it again.", field)
    return text.strip()


def line(text: str, field: str) -> str:
    """`text` on one line, blanks collapsed. Refuses what `passage` refuses."""
    return " ".join(passage(text, field).split())


def needed_line(text: str, field: str, what: str) -> str:
    """`line`, refused when nothing is left; `what` says what is asked for ("a name")."""
    text = line(text, field)
    if not text:
        raise Refused("empty", f"Please write {what}.", field)
    return text

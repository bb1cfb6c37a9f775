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
LONGEST_REASON = 1_000
Reason = Annotated[str, Meta(max_length=LONGEST_REASON)]
Passage = Annotated[str, Meta(max_length=20_000)]
Seconds = Annotated[int, Meta(ge=5, le=4 * 60 * 60)]
Minutes = Annotated[int, Meta(ge=1, le=240)]
Count = Annotated[int, Meta(ge=0, le=100)]
MOST_PARTNERS = 60
"""Partners that one plan holds."""
MOST_OF_A_KIND = 1000
"""Entries of one kind that it holds."""
Option = Annotated[str, Meta(max_length=200)]
LATEST = 7_258_118_400_000
"""The first moment of the year 2200, in ms UTC: no date of a workshop lies beyond, and every date before can be written."""
Time = Annotated[int, Meta(ge=0, lt=LATEST)]

# Threat: characters that make a sentence read otherwise than it is stored ("Trojan source"), and controls that break a line.
# Halves of a surrogate pair come in through JSON's "\\ud800" and can be stored nowhere.
_DECEIVING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufff9-\ufffb]")

# Threat: a name of nothing, or a second partner whose name looks like the first. They are fine inside a text, where some
# scripts and pictures need them.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_LOOKS = "ABEKMHOPCTYXIJSaeopcyxijsdhABEZHIKMNOPTYXaovpui"
_LOOKS_LIKE = str.maketrans("АВЕКМНОРСТУХІЈЅаеорсухіјѕԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονρυι", _LOOKS)
# Threat: marks heaped on one letter, which hide the lines around it and cost time by the square of their number.
_MARKS = "".join(chr(code) for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code)))
HEAPED = re.compile(f"[{re.escape(_MARKS)}]{{11}}")


def passage(text: str, field: str) -> str:
    """`text` as several lines: NFC, LF, outer blanks off. Refuses control and direction-override characters, naming `field`."""
    if HEAPED.search(text):
        raise Refused("unfit_text", "This text heaps too many marks on one letter. Please type it again.", field)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    if _DECEIVING.search(text):
        raise Refused("unfit_text", "This text holds characters that change the direction of reading. Please type it again.", field)
    if _CONTROLS.search(text):
        raise Refused("unfit_text", "This text holds control characters that cannot be shown. Please type it again.", field)
    return text.strip()


def reason(text: str, field: str) -> str:
    """`passage`, "" where nothing of it can be seen. Refused where its normal form is longer than a reason may be."""
    text = passage(text, field)
    if len(text) > LONGEST_REASON:
        raise Refused("too_long", f"This is longer than {LONGEST_REASON} characters once it is written out. Please shorten it.", field)
    return text if _INVISIBLE.sub("", text).strip() else ""


def line(text: str, field: str) -> str:
    """`text` on one line, blanks collapsed. Refuses what `passage` refuses."""
    return " ".join(passage(text, field).split())


def needed_line(text: str, field: str, what: str) -> str:
    """`line`, refused when nothing is left; `what` says what is asked for ("a name")."""
    text = line(text, field)
    if not _INVISIBLE.sub("", text).strip():
        raise Refused("empty", f"Please write {what}.", field)
    return text


def look_of(name: str) -> str:
    """How a name looks at a glance: two names of one look are taken for the same, whatever they are spelled with."""
    shown = _INVISIBLE.sub("", unicodedata.normalize("NFKC", name)).translate(_LOOKS_LIKE)
    return " ".join(shown.casefold().split())

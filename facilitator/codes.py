"""The join code: eight letters and digits, without those that look alike (0, 1, O, I)."""

import re

from werkzeug.routing import BaseConverter

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
SIZE = 8
_FORM = re.compile(f"[{ALPHABET}]{{{SIZE}}}")


def read_code(written: str) -> str:
    """The code that somebody typed, however they spaced or capitalised it; "" when it cannot be one."""
    code = re.sub(r"[\s\-–.]", "", written).upper()
    return code if _FORM.fullmatch(code) else ""


def shown_code(code: str) -> str:
    """The code as people read it aloud: `7KQ3 M9TD`."""
    return f"{code[:4]} {code[4:]}"


class CodeConverter(BaseConverter):
    """A code in an address, in capitals or not."""

    # Not written as a range: what is not a code must stay free for pages.
    regex = "[A-HJ-NP-Za-hj-np-z2-9]{8}"

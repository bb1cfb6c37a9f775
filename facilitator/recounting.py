"""What `commonplan recount` says: a line for each round, and at the end whether all of it holds."""

import json

from workshops.exports.recount import NotAPlan, Recounted, recount

__all__ = ["NotAPlan", "told"]


def told(exported: bytes) -> tuple[list[str], bool]:
    """The lines to print for an exported plan, and whether every result holds. Raises NotAPlan."""
    try:
        written = json.loads(exported)
    except (ValueError, RecursionError) as error:
        raise NotAPlan("This is no JSON file.") from error
    try:
        found = recount(written)
    except NotAPlan as error:
        raise NotAPlan(_printable(str(error))) from error
    wrong = sum(not one.holds for one in found)
    lines = [_printable(line) for one in found for line in _lines(one)]
    return [*lines, _summary(len(found), wrong)], not wrong


def _lines(one: Recounted) -> list[str]:
    if one.holds:
        return [f"holds        {one.place}: {one.sentence}"]
    return [f"DOES NOT HOLD  {one.place}: {one.sentence}".rstrip(": "), *(f"               {difference}" for difference in one.differences)]


def _printable(line: str) -> str:
    # Threat: a file that prints lines of its own making, or speaks to the terminal.
    return "".join(one if one.isprintable() else "\ufffd" for one in line)


def _summary(number: int, wrong: int) -> str:
    if not number:
        return "There is no closed round to count."
    if wrong:
        return f"{wrong} of {number} do not hold."
    return "The one round that is closed holds." if number == 1 else f"All {number} rounds that are closed hold."

"""The difference between two wordings, word by word."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

_WORDS = re.compile(r"\s*[\w’'-]+|\s*[^\w\s]|\s+")

Change = tuple[str, str]
"""`same`, `gone` or `new`, and the words."""

MOST_WORDS = 1_200
"""Beyond this many words, lines are compared instead: comparing words takes time by the square of their number."""


@lru_cache(maxsize=256)
def changes_between(before: str, now: str) -> tuple[Change, ...]:
    """What turns the words of `before` into those of `now`, in order; none where they are the same."""
    if before == now:
        return ()
    old, new = _parts(before, now)
    found: list[Change] = []
    for what, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(("same", "".join(old[old_from:old_to])))
        else:
            found += [("gone", "".join(old[old_from:old_to])), ("new", "".join(new[new_from:new_to]))]
    return tuple((kind, words) for kind, words in found if words)


def _parts(before: str, now: str) -> tuple[list[str], list[str]]:
    old, new = _WORDS.findall(before), _WORDS.findall(now)
    if max(len(old), len(new)) > MOST_WORDS:
        return before.splitlines(keepends=True), now.splitlines(keepends=True)
    return old, new

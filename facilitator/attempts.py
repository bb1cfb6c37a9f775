"""Joins under way and lately done: two taps on one button are one joining.

The room itself remembers commands of people with a seat alone; who joins has none yet.
"""

import threading
from collections import OrderedDict
from typing import Any

MOST = 5_000


class Attempt:
    """One attempt to join: whoever has its turn decides it; `answer` once it has succeeded."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.answer: dict[str, Any] | None = None


class Attempts:
    """The latest attempts by key, the oldest forgotten first."""

    def __init__(self) -> None:
        self._attempts: OrderedDict[str, Attempt] = OrderedDict()

    def attempt(self, key: str) -> Attempt:
        """The attempt with this key, the same for both taps."""
        found = self._attempts.setdefault(key, Attempt())
        while len(self._attempts) > MOST:
            self._attempts.popitem(last=False)
        return found

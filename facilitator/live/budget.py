"""How much somebody may ask for in a while: a burst at once, a steady pace after it."""

import time
from collections.abc import Callable


class Budget:
    """A token bucket: `burst` at once, `pace` a second on average. `clock` gives seconds and never goes back."""

    def __init__(self, pace: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._pace = pace
        self._burst = burst
        self._clock = clock
        self._covered_at = 0.0

    def spend(self, cost: float = 1.0) -> float:
        """Takes `cost`; gives the seconds until it is covered, 0 when it is already."""
        now = self._clock()
        self._covered_at = max(self._covered_at, now - self._burst / self._pace) + cost / self._pace
        return max(0.0, self._covered_at - now)

    def debt(self) -> float:
        """The seconds until all that was taken is covered."""
        return max(0.0, self._covered_at - self._clock())


class Budgets:
    """A budget for each name, the same again when it is asked for again."""

    def __init__(self, pace: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._new: Callable[[], Budget] = lambda: Budget(pace, burst, clock)
        self._of: dict[str, Budget] = {}

    def of(self, name: str) -> Budget:
        """The budget of this name."""
        if name not in self._of:
            self._of[name] = self._new()
        return self._of[name]

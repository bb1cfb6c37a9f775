"""A stream: what one audience has been sent so far, counted without gaps, so that anybody can tell that something is missing."""

from typing import Any

from workshops.workshop import Slices


class Stream:
    """`sent` is what the audience has; `n` counts the messages that brought it there."""

    def __init__(self) -> None:
        self.n = 0
        self.sent: Slices = {}

    def advance(self, now: Slices) -> Slices:
        """The slices that are new, with None for those that are gone; counts one message if there are any."""
        changed = difference(self.sent, now)
        if changed:
            self.n += 1
            self.sent = now
        return changed


def difference(before: Slices, now: Slices) -> dict[str, Any]:
    """What turns `before` into `now`: changed slices whole, and None for those that are gone."""
    # Unchanged slices are mostly the same objects; comparing identity first spares comparing their contents.
    changed = {name: value for name, value in now.items() if before.get(name) is not value and before.get(name) != value}
    return changed | {name: None for name in before if name not in now}

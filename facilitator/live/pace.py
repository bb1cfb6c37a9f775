"""The pace of one person: what is asked too fast waits, and what would wait too long is refused.

Threat: one phone, or one script in the room, asks so much that nobody else is served. It is counted by person and not by
address, since a whole room may share one, and not by socket, since anybody can open many.
"""

from typing import Any

import gevent

from facilitator.live.broadcast import Broadcast
from workshops.refusal import Refused

LONGEST = 5.0
"""Seconds that something may wait for its turn."""
SHORT = 1_000
"""What is no longer than this costs 1; twenty thousand characters cost 96, which are some tenths of a second of everybody's time."""
LONG = 64 * 1024
"""What is longer is no text any more, and refused before it is read."""
SNAPSHOT = 5
"""What a snapshot or a document costs, all of which is written anew."""
TOO_FAST = ("too_fast", "That was too much at once. Nothing was changed; please wait a moment, then try again.")


def cost_of(written: Any) -> float:
    """What carrying out a command that is written so may cost: long texts are read, spelled and drawn anew."""
    return 1 + max(0, min(len(str(written)), LONG) - SHORT) / 200


def cost_of_edit(written: Any) -> float:
    """What an update of a text may cost: it is read byte by byte, and merged."""
    return 1 + len(str(written)) / 20_000


def wait_for_turn(broadcast: Broadcast, participant: str, cost: float) -> bool:
    """Waits for this participant's turn; did it have to? Raises Refused when that is too far away."""
    budget = broadcast.budgets.of(participant)
    if budget.debt() > LONGEST:
        raise Refused(*TOO_FAST)
    delay = budget.spend(cost)
    if delay:
        gevent.sleep(delay)
    return delay > 0

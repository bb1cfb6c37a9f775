"""The three verbs of a workshop, as open functions that each file in `steps/` adds its cases to.

- `decide(command, workshop, actor, moment)` gives the changes a command makes: events for the log, and asides (what is
  kept beside the log). It raises Refused, and then nothing has happened.
- `apply(event, workshop)` gives the workshop after an event.
- what people see is gathered in `workshop.py` from each file's `everyone`, `person` and `facilitators`.
"""

import re
from collections.abc import Iterable
from functools import singledispatch
from typing import Any, ClassVar

from msgspec import Struct

from workshops.bounds import CommandId
from workshops.moment import Moment
from workshops.people import Actor, Role
from workshops.state import Workshop


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Command(Struct, frozen=True, kw_only=True, tag_field="type", tag=_snake, forbid_unknown_fields=True):
    """Something a person asks for. `may` says which roles may ask; what more it takes stands in its `decide`.

    `remembered`: its answer is kept, so that a repeat is not carried out again. Not needed where a repeat changes nothing.
    """

    may: ClassVar[frozenset[Role]] = frozenset()
    remembered: ClassVar[bool] = True

    command_id: CommandId


class Event(Struct, frozen=True, kw_only=True, tag_field="type", tag=_snake, omit_defaults=True):
    """Something that happened. `by` and `at` (ms UTC) are absent from events of anonymous steps; `v` is the event's version."""

    by: str = ""
    at: int = 0
    v: int = 1


BOX = "box"
"""The shelf of ballot boxes, which a store keeps apart from all else (`steps/deciding/boxes.py`)."""


class Aside(Struct, frozen=True):
    """A row kept beside the log: on `shelf` ("personal", "held", "texts", "comments") under `key`; `row` None takes it away."""

    shelf: str
    key: tuple[str, ...]
    row: Any = None


class Made(Struct, frozen=True):
    """The id of what a command made, for its answer."""

    id: str


Change = Event | Aside | Made


@singledispatch
def decide(command: Command, workshop: Workshop, actor: Actor, moment: Moment) -> Iterable[Change]:
    """The changes that `command` makes. Raises Refused."""
    raise NotImplementedError(f"no decide for {type(command).__name__}")


@singledispatch
def apply(event: Event, workshop: Workshop) -> Workshop:
    """The workshop after `event`."""
    raise NotImplementedError(f"no apply for {type(event).__name__}")

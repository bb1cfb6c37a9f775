"""What a test says after its command: the events that came into the log since."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.scene import Scene


def log_of(scene: Scene) -> list[dict[str, Any]]:
    """Every event of a scene's log, in plain JSON types."""
    return [json.loads(line.split(" ", 2)[2]) for line in scene.lines()]


@contextmanager
def happening(scene: Scene) -> Iterator[list[dict[str, Any]]]:
    """A list that holds, when the block is left, the events that came in it."""
    before = len(scene.lines())
    news: list[dict[str, Any]] = []
    yield news
    news += log_of(scene)[before:]


def types_of(events: list[dict[str, Any]]) -> list[str]:
    """The types of events, in order."""
    return [event["type"] for event in events]

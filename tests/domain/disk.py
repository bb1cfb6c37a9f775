"""A store with a disk that can be slow or broken, and ways to let commands come while it is busy."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from tests.scene import Scene
from workshops.room import Room
from workshops.stores.contract import Answered, Loaded
from workshops.stores.memory import MemoryStore
from workshops.verbs import Aside

PATIENCE = 20.0
AHEAD = "ahead of them"


class Disk(MemoryStore):
    """A store with a disk that can be held up before it writes, and that can fail to write or to read."""

    def __init__(self) -> None:
        super().__init__()
        self.before_writing: Callable[[], None] = lambda: None
        self.writes: list[int] = []
        self.failing_to_read = False

    def append(self, workshop: str, turn: int, lines: Sequence[str], asides: Sequence[Aside], answers: Sequence[Answered]) -> int:
        self.before_writing()
        written = super().append(workshop, turn, lines, asides, answers)
        self.writes.append(len(lines))
        return written

    def load(self, workshop: str, after: int = 0) -> Loaded:
        if self.failing_to_read:
            raise OSError("the disk cannot be read")
        return super().load(workshop, after)


def parked(scene_or_room: Scene | Room) -> list[str]:
    """What lies on the parking lot, in order."""
    return [one.text for one in scene_or_room.state.parking.values()]


def park(room: Room, text: str, command_id: str, participant: str = "p1") -> dict[str, Any]:
    """The answer of a room to a thought for later."""
    return room.submit(participant, {"type": "park", "command_id": command_id, "text": text})


def together(*jobs: Callable[[], Any]) -> list[Any]:
    """What these give, done by as many threads at once."""
    answers: list[Any] = [None] * len(jobs)

    def work(number: int) -> None:
        answers[number] = jobs[number]()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads), "a command was never answered"
    return answers


def in_one_batch(room: Room, disk: Disk, *jobs: Callable[[], Any]) -> list[Any]:
    """What these commands answer: they come one after the other while the disk is busy with a first one, whatever becomes of that."""
    answers: list[Any] = [None] * len(jobs)
    behind: list[threading.Thread] = []

    def work(number: int) -> None:
        answers[number] = jobs[number]()

    def come() -> None:
        disk.before_writing = lambda: None
        for number in range(len(jobs)):
            behind.append(threading.Thread(target=work, args=(number,)))
            behind[-1].start()
            wait_until(lambda waiting=number + 1: len(room._inbox) == waiting)

    disk.before_writing = come
    park(room, AHEAD, "ahead")
    for thread in behind:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in behind), "a command was never answered"
    return answers


def wait_until(so: Callable[[], bool]) -> None:
    """Waits for what another thread is about to bring about."""
    for _ in range(int(PATIENCE * 1000)):
        if so():
            return
        threading.Event().wait(0.001)
    raise AssertionError("it never came")

"""The swap test: two voters exchange their secret choices, and nothing that is left differs. What does not differ cannot tell."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.scene import Scene
from workshops.decisions.rules import chooses
from workshops.exports.markdown import write
from workshops.exports.plan_json import to_json
from workshops.stores.contract import Store
from workshops.stores.memory import MemoryStore
from workshops.stores.sqlite import SqliteStore

STORES: dict[str, Callable[[Path], Store]] = {
    "memory": lambda folder: MemoryStore(),
    "sqlite": lambda folder: SqliteStore(folder / "kept.sqlite"),
}
VOTERS = 4
OPTIONS = ["Meals", "One way in", "Surplus"]

# A rule, and the two ballots that are exchanged.
SWAPPED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "consent": ({"choice": "consent"}, {"choice": "object", "reason": "It harms the smallest of us", "proposes": "Slower"}),
    "majority": ({"choice": "yes", "reason": "Long wished for"}, {"choice": "no"}),
    "fist_to_five": ({"choice": "5"}, {"choice": "1", "reason": "Not like this"}),
    "plurality": ({"choice": "Meals"}, {"choice": "Surplus", "reason": "It is ready"}),
    "approval": ({"approve": ["Meals", "Surplus"]}, {"approve": []}),
    "score": ({"scores": {"Meals": 5, "Surplus": 1}}, {"scores": {"One way in": 4}}),
    "dots": ({"dots": {"Meals": 3}}, {"dots": {"One way in": 2, "Meals": 1}}),
    "irv": ({"ranking": [["Meals"], ["Surplus"]]}, {"ranking": [["Surplus"]]}),
    "schulze": ({"ranking": [["Meals", "Surplus"], ["One way in"]]}, {"ranking": [["Surplus"]]}),
}


class Broadcasts:
    """What each viewer was sent, turn by turn: every state that was committed, as they see it."""

    def __init__(self, scene: Scene) -> None:
        self.sent: list[dict[str, Any]] = []
        self._scene = scene
        scene.room.listeners.append(lambda room: self.hear())

    def hear(self) -> None:
        state = self._scene.room.state
        self.sent.append(
            {viewer: self._scene.sees(viewer) for viewer in ("p1", "p4", "p5", *state.participants) if viewer not in ("p2", "p3")}
        )


def after_restart(before: Broadcasts, scene: Scene) -> Broadcasts:
    """Listening goes on in the new room, and what was heard stays."""
    again = Broadcasts(scene)
    again.sent = before.sent
    return again


@pytest.mark.parametrize("kind", STORES)
@pytest.mark.parametrize("rule", SWAPPED)
def test_when_two_voters_exchange_their_choices_nothing_that_is_left_differs(tmp_path: Path, kind: str, rule: str) -> None:
    one, other = SWAPPED[rule]
    # Two of four voters give each answer, so that the exchange is between o1 and o2 alone; the others stay as they are.
    as_it_was = played(tmp_path / "one", kind, rule, [one, other, one, other])
    exchanged = played(tmp_path / "other", kind, rule, [other, one, one, other])
    assert msgspec.json.encode(as_it_was[0][:4]) == msgspec.json.encode(exchanged[0][:4])
    assert as_it_was[0][4] == exchanged[0][4]
    assert as_it_was[1] == exchanged[1]


def played(folder: Path, kind: str, rule: str, ballots: list[dict[str, Any]]) -> tuple[Any, dict[str, bytes]]:
    """A whole secret vote with these ballots: all that anybody sees or keeps of it, and the files that are left."""
    folder.mkdir()
    scene = Scene(policy={"rule": rule, "secrecy": "secret", "rounds": 1}, store=STORES[kind](folder)).open()
    people = [scene.seat(f"Person {n}", f"Partner {n}", speaks=True) for n in range(1, VOTERS + 1)]
    heard = Broadcasts(scene)
    options = OPTIONS if chooses(scene.state.starting_policy) else []
    scene.did("p1", "open_decision", proposes="question", question="Which way?", options=options)
    for number, ballot in enumerate(ballots, 1):
        scene.did(people[number - 1], "cast_ballot", decision="d1", voter=f"o{number}", **ballot)
        if number == 2:
            # A restart in the middle.
            scene.room = scene.reopened()
            heard = after_restart(heard, scene)
    scene.did("p1", "close_round", decision="d1")
    views = {viewer: scene.sees(viewer) for viewer in scene.state.participants}
    left = (heard.sent, views, scene.store.load("w1"), to_json(scene.state), write(scene.state))
    if isinstance(scene.store, SqliteStore):
        scene.store.close()
    files = {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    return left, files


def test_the_exchange_would_show_if_ballots_were_not_secret(tmp_path: Path) -> None:
    """The test can fail: under hidden ballots the same exchange changes what everybody reads after the close."""
    told = []
    for name, ballots in (("one", ("yes", "no")), ("other", ("no", "yes"))):
        scene = Scene(policy={"rule": "majority"}, store=STORES["sqlite"](tmp_path / name)).open()
        for number in (1, 2):
            scene.seat(f"Person {number}", f"Partner {number}", speaks=True)
        scene.did("p1", "open_decision", proposes="question", question="Which way?")
        for number, choice in enumerate(ballots, 1):
            scene.did(f"p{number + 1}", "cast_ballot", decision="d1", voter=f"o{number}", choice=choice)
        scene.did("p1", "close_round", decision="d1")
        told.append(re.sub(r"\d{4}-\d\d-\d\d", "", write(scene.state).decode()))
    assert told[0] != told[1]

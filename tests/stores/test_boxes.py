"""Ballot boxes: what every store promises of them, and what the files of SQLite hold at every moment."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshops.stores.ballot_boxes import GONE, NEW, WHOLE
from workshops.stores.contract import NoBox, Store
from workshops.stores.memory import MemoryStore
from workshops.stores.sqlite import SqliteStore
from workshops.verbs import Aside

STORES: dict[str, Callable[[Path], Store]] = {
    "memory": lambda folder: MemoryStore(),
    "sqlite": lambda folder: SqliteStore(folder / "kept.sqlite"),
}


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """A store of each kind, with an empty workshop `w1` in it."""
    kept = STORES[request.param](tmp_path)
    kept.create("w1", "AAAA2222")
    return kept


@pytest.fixture
def kept(tmp_path: Path) -> SqliteStore:
    """A store on the disk, with a box and a ballot in it."""
    found = SqliteStore(tmp_path / "kept.sqlite")
    found.create("w1", "AAAA2222")
    found.append("w1", 0, [], [MADE], [])
    found.append("w1", 1, [], [ballot("o1", reason="Xylophone")], [])
    return found


MADE = Aside("box", ("d1:1",), {"voters": ["o1", "o2"], "key": "ab" * 32})
"""A ballot box for two voters."""


def ballot(voter: str, **said: Any) -> Aside:
    """A ballot in that box."""
    return Aside("box", ("d1:1", voter), said)


def in_the_box(store: Store) -> dict[tuple[str, ...], Any]:
    """The box, and the ballots in it, by key."""
    return {aside.key: aside.row for aside in store.load("w1").asides if aside.shelf == "box"}


def test_a_ballot_box_is_made_empty_takes_ballots_and_keeps_the_last_of_each_voter(store: Store) -> None:
    store.append("w1", 0, [], [MADE], [])
    assert in_the_box(store) == {("d1:1",): {}}
    store.append("w1", 1, [], [ballot("o1", choice="yes"), ballot("o2", choice="no")], [])
    store.append("w1", 2, [], [ballot("o1", choice="no")], [])
    assert in_the_box(store) == {("d1:1",): {}, ("d1:1", "o1"): {"choice": "no"}, ("d1:1", "o2"): {"choice": "no"}}


def test_whoever_was_admitted_after_it_was_made_has_a_place_in_it(store: Store) -> None:
    store.append("w1", 0, [], [MADE], [])
    store.append("w1", 1, [], [ballot("o9", choice="yes")], [])
    assert in_the_box(store)["d1:1", "o9"] == {"choice": "yes"}


def test_a_destroyed_box_is_gone_with_all_that_lay_in_it_however_often(store: Store) -> None:
    gone = Aside("box", ("d1:1",))
    store.append("w1", 0, [], [MADE], [])
    store.append("w1", 1, [], [ballot("o1", choice="yes")], [])
    store.append("w1", 2, ["1 0 {}"], [gone], [])
    assert in_the_box(store) == {}
    store.append("w1", 3, [], [gone], [])
    assert store.load("w1").turn == 4


def test_a_box_that_a_crash_has_left_behind_is_made_anew(store: Store) -> None:
    store.append("w1", 0, [], [MADE], [])
    store.append("w1", 1, [], [ballot("o1", choice="yes")], [])
    store.append("w1", 2, [], [Aside("box", ("d1:1",), {"voters": ["o1"], "key": "cd" * 32})], [])
    assert in_the_box(store) == {("d1:1",): {}}


def test_a_ballot_for_a_box_that_is_not_there_is_refused_and_nothing_is_written(store: Store) -> None:
    with pytest.raises(NoBox):
        store.append("w1", 0, ["1 0 {}"], [ballot("o1", choice="yes")], [])
    assert (store.load("w1").turn, store.load("w1").lines) == (0, [])


def test_all_rows_of_a_box_have_one_length_and_a_ballot_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    kept = SqliteStore(tmp_path / "kept.sqlite")
    kept.create("w1", "AAAA2222")
    kept.append("w1", 0, [], [MADE], [])
    (file,) = (tmp_path / "boxes").glob("*.box")
    size = file.stat().st_size
    longest = "🙂" * 1_000
    kept.append("w1", 1, [], [ballot("o1", choice="object", reason=longest, proposes=longest, ranking=[[n] for n in range(50)])], [])
    assert file.stat().st_size == size
    with pytest.raises(ValueError, match="does not fit"):
        kept.append("w1", 2, [], [ballot("o2", reason=longest * 3)], [])
    assert in_the_box(kept).keys() == {("d1:1",), ("d1:1", "o1")}


def files(folder: Path) -> dict[str, bytes]:
    """What lies in the folder of boxes, by the end of its name."""
    return {file.suffix: file.read_bytes() for file in (folder / "boxes").iterdir()}


def test_what_a_crash_left_of_a_box_in_the_making_or_on_its_way_out_disturbs_nobody_and_is_swept(tmp_path: Path, kept: SqliteStore) -> None:
    (box,) = (tmp_path / "boxes").glob(f"*{WHOLE}")
    for half in (box.with_suffix(NEW), box.with_name(f"other{GONE}"), box.with_name(f"other{WHOLE}-journal")):
        half.write_bytes(b"Xylophone")
    assert in_the_box(kept)["d1:1", "o1"] == {"reason": "Xylophone"}
    kept.sweep()
    assert {file.name for file in (tmp_path / "boxes").iterdir()} == {box.name, f"{box.name}-journal"}
    kept.append("w1", 2, [], [Aside("box", ("d1:1",))], [])
    assert files(tmp_path) == {}


def test_a_box_has_its_name_only_while_it_is_whole(tmp_path: Path, kept: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """At every step of making and destroying one, what is called a box can be read."""
    seen = []

    def watched(path: Path, target: Path) -> Path:
        seen.append(target.suffix)
        in_the_box(kept)
        moved = rename(path, target)
        in_the_box(kept)
        return moved

    rename = Path.replace
    monkeypatch.setattr(Path, "replace", watched)
    kept.append("w1", 2, [], [Aside("box", ("d1:1",), {"voters": ["o1"], "key": "cd" * 32})], [])
    kept.append("w1", 3, [], [Aside("box", ("d1:1",))], [])
    assert seen == [GONE, WHOLE, GONE]


def test_reading_while_a_round_closes_brings_no_box_back(tmp_path: Path, kept: SqliteStore) -> None:
    closed = threading.Event()
    faults: list[BaseException] = []

    def read() -> None:
        while not closed.is_set():
            try:
                in_the_box(SqliteStore(tmp_path / "kept.sqlite"))
            except Exception as fault:
                faults.append(fault)

    reader = threading.Thread(target=read)
    reader.start()
    turn = 2
    for _ in range(60):
        kept.append("w1", turn, [], [Aside("box", ("d1:1",))], [])
        kept.append("w1", turn + 1, [], [MADE], [])
        turn += 2
    kept.append("w1", turn, [], [Aside("box", ("d1:1",))], [])
    closed.set()
    reader.join()
    assert faults == []
    assert files(tmp_path) == {}

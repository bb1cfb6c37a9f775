"""What every store promises (workshops/stores/contract.py), run against each of them."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from workshops.stores.contract import Answered, Conflict, Store, Taken, UnknownWorkshop
from workshops.stores.memory import MemoryStore
from workshops.stores.sqlite import SqliteStore
from workshops.verbs import Aside

STORES: dict[str, Callable[[Path], Store]] = {
    "memory": lambda folder: MemoryStore(),
    "sqlite": lambda folder: SqliteStore(folder / "kept.sqlite"),
}
LASTING = {"sqlite"}


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """A store of each kind, with an empty workshop `w1` in it."""
    kept = STORES[request.param](tmp_path)
    kept.create("w1", "AAAA2222")
    return kept


def lines(*numbers: int) -> list[str]:
    """Lines of a log with these numbers; a store never looks further into them."""
    return [f'{number} {"0" * 64} {{"n":{number},"t":"äß漢🙂"}}' for number in numbers]


def beside(asides: Sequence[Aside]) -> dict[tuple[str, tuple[str, ...]], Any]:
    """Asides by shelf and key; their order means nothing."""
    found = {(aside.shelf, aside.key): aside.row for aside in asides}
    assert len(found) == len(asides)
    return found


def remembered(answers: Sequence[Answered]) -> dict[tuple[str, str], dict[str, Any]]:
    """Answers by actor and command id."""
    return {(one.actor, one.command_id): one.answer for one in answers}


def test_a_new_workshop_is_empty(store: Store) -> None:
    loaded = store.load("w1")
    assert (loaded.turn, loaded.lines, loaded.asides, loaded.answers) == (0, [], [], [])


def test_workshops_and_their_codes_are_listed_oldest_first(store: Store) -> None:
    store.create("a-later-one", "BBBB2222")
    assert store.workshops() == ["w1", "a-later-one"]
    assert store.codes() == {"w1": "AAAA2222", "a-later-one": "BBBB2222"}


@pytest.mark.parametrize(("workshop", "code"), [("w1", "CCCC2222"), ("w2", "AAAA2222")], ids=["the id", "the code"])
def test_an_id_or_a_code_that_another_has_is_taken_and_changes_nothing(store: Store, workshop: str, code: str) -> None:
    with pytest.raises(Taken):
        store.create(workshop, code)
    assert store.codes() == {"w1": "AAAA2222"}


def test_a_workshop_that_was_never_made_is_unknown(store: Store) -> None:
    with pytest.raises(UnknownWorkshop):
        store.load("w9")
    with pytest.raises(Conflict):
        store.append("w9", 0, lines(1), [], [])
    assert store.workshops() == ["w1"]


def test_what_was_appended_is_loaded_as_it_was(store: Store) -> None:
    asides = [
        Aside("held", ("s.gather", "p1", "card-1"), "Grüße, 漢字 🙂"),
        Aside("personal", ("p1", "name"), {"value": "Ma", "salt": "00"}),
    ]
    answers = [Answered("p1", "once", {"ok": True, "seq": 2, "made": None}), Answered("", "once", {"ok": True, "seq": 1, "made": "p1"})]
    assert store.append("w1", 0, lines(1, 2), asides, answers) == 1
    loaded = store.load("w1")
    assert (loaded.turn, loaded.lines) == (1, lines(1, 2))
    assert beside(loaded.asides) == beside(asides)
    assert remembered(loaded.answers) == remembered(answers)


def test_lines_come_back_in_the_order_of_their_numbers_past_nine_and_ninety_nine(store: Store) -> None:
    numbers = list(range(1, 121))
    for turn, at in enumerate(range(0, 120, 40)):
        store.append("w1", turn, lines(*numbers[at : at + 40]), [], [])
    assert store.load("w1").lines == lines(*numbers)


def test_after_a_line_only_the_later_ones_are_loaded_and_the_rest_whole(store: Store) -> None:
    store.append("w1", 0, lines(1, 2, 3), [Aside("held", ("s", "p1", "pulse"), 3)], [Answered("p1", "once", {"ok": True})])
    for after, left in ((0, [1, 2, 3]), (2, [3]), (3, []), (99, [])):
        loaded = store.load("w1", after)
        assert loaded.lines == lines(*left)
        assert (len(loaded.asides), len(loaded.answers), loaded.turn) == (1, 1, 1)


def test_an_aside_replaces_the_one_under_its_key_and_none_takes_it_away(store: Store) -> None:
    key = ("s", "p1", "pulse")
    store.append("w1", 0, [], [Aside("held", key, 3), Aside("texts", key, "kept apart"), Aside("held", ("s", "p2", "pulse"), 0)], [])
    store.append("w1", 1, [], [Aside("held", key, 4)], [])
    assert beside(store.load("w1").asides) == {("held", key): 4, ("texts", key): "kept apart", ("held", ("s", "p2", "pulse")): 0}
    store.append("w1", 2, [], [Aside("held", key), Aside("held", ("never", "there")), Aside("texts", key)], [])
    assert beside(store.load("w1").asides) == {("held", ("s", "p2", "pulse")): 0}


def test_of_two_asides_under_one_key_in_one_write_the_last_counts(store: Store) -> None:
    store.append("w1", 0, [], [Aside("held", ("k",), 1), Aside("held", ("k",), 2), Aside("held", ("l",), 1), Aside("held", ("l",))], [])
    assert beside(store.load("w1").asides) == {("held", ("k",)): 2}


def test_every_write_is_a_turn_even_an_empty_one(store: Store) -> None:
    assert [store.append("w1", turn, [], [], []) for turn in range(3)] == [1, 2, 3]
    assert store.load("w1").turn == 3


@pytest.mark.parametrize("turn", [0, 2, -1])
def test_whoever_writes_from_another_turn_meets_a_conflict_and_writes_nothing(store: Store, turn: int) -> None:
    store.append("w1", 0, lines(1), [], [])
    with pytest.raises(Conflict):
        store.append("w1", turn, lines(2), [Aside("held", ("k",), 1)], [Answered("p1", "late", {"ok": True})])
    loaded = store.load("w1")
    assert (loaded.turn, loaded.lines, loaded.asides, loaded.answers) == (1, lines(1), [], [])


def test_of_many_who_write_at_once_exactly_one_has_the_turn(store: Store) -> None:
    done: list[int] = []
    refused: list[int] = []

    def write(writer: int) -> None:
        try:
            store.append("w1", 0, lines(1), [], [Answered(f"p{writer}", "once", {"ok": True})])
            done.append(writer)
        except Conflict:
            refused.append(writer)

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(done), len(refused)) == (1, 7)
    assert remembered(store.load("w1").answers) == {(f"p{done[0]}", "once"): {"ok": True}}


def test_one_workshop_knows_nothing_of_another(store: Store) -> None:
    store.create("w2", "BBBB2222")
    store.append("w1", 0, lines(1), [Aside("held", ("k",), 1)], [Answered("p1", "once", {"ok": True})])
    store.append("w2", 0, lines(1), [], [])
    assert store.load("w2").lines == lines(1)
    assert store.load("w2").asides == []
    assert store.load("w2").answers == []


def test_what_was_loaded_does_not_change_under_the_reader(store: Store) -> None:
    store.append("w1", 0, lines(1), [Aside("held", ("k",), 1)], [])
    loaded = store.load("w1")
    store.append("w1", 1, lines(2), [Aside("held", ("l",), 1)], [])
    assert (loaded.lines, len(loaded.asides)) == (lines(1), 1)


@pytest.mark.parametrize("broken", [lines(1), ["no number"]], ids=["a line that is there", "a line without a number"])
def test_sqlite_writes_all_of_a_batch_or_nothing(tmp_path: Path, broken: list[str]) -> None:
    store = SqliteStore(tmp_path / "kept.sqlite")
    store.create("w1", "AAAA2222")
    store.append("w1", 0, lines(1), [], [])
    with pytest.raises(Exception, match=r"UNIQUE|invalid literal"):
        store.append("w1", 1, [*lines(2), *broken], [Aside("held", ("k",), 1)], [Answered("p1", "x", {})])
    loaded = store.load("w1")
    assert (loaded.turn, loaded.lines, loaded.asides, loaded.answers) == (1, lines(1), [], [])


@pytest.mark.parametrize("kind", sorted(LASTING))
def test_a_lasting_store_opened_again_holds_the_same(tmp_path: Path, kind: str) -> None:
    first = STORES[kind](tmp_path)
    first.create("w1", "AAAA2222")
    first.append("w1", 0, lines(1), [Aside("held", ("k",), {"deep": [1, None, True]})], [Answered("p1", "once", {"ok": True})])
    again = STORES[kind](tmp_path)
    assert again.load("w1") == first.load("w1")
    assert again.codes() == first.codes()


def test_what_sqlite_has_forgotten_stands_nowhere_in_its_files(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "kept.sqlite")
    store.create("w1", "AAAA2222")
    secret = "Xylophone" * 20
    store.append("w1", 0, [], [Aside("held", ("s", "p1", "card"), secret)], [])
    store.append("w1", 1, [], [Aside("held", ("s", "p1", "card"))], [])
    # The last connection to close folds the write-ahead log into the file.
    assert secret.encode() not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_sqlite_keeps_no_order_of_arrival_for_what_is_held(tmp_path: Path) -> None:
    def stored(order: list[str]) -> list[Aside]:
        store = SqliteStore(tmp_path / f"{order[0]}.sqlite")
        store.create("w1", "AAAA2222")
        for turn, person in enumerate(order):
            store.append("w1", turn, [], [Aside("held", ("s", person, "card"), person)], [])
        return store.load("w1").asides

    assert stored(["p1", "p2", "p3"]) == stored(["p3", "p2", "p1"])

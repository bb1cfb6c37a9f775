"""The chain of the log: anybody with SHA-256 can walk it, and no line of it can be changed, left out, or put elsewhere."""

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scene import partnership
from workshops.seal import GENESIS, BrokenChain, Head, chained, event_in, hash_of, walked

EVENTS: list[dict[str, Any]] = [{"type": "first", "n": 1}, {"type": "second", "text": "zwei\nZeilen ü"}, {"type": "third"}]

plain_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=4),
    max_leaves=12,
)


def lines_of(events: list[dict[str, Any]], head: Head | None = None) -> list[str]:
    """The events as a log, or as what follows a head."""
    return [line for line, _ in chained(head or Head(), events)]


def test_a_line_is_number_previous_hash_and_canonical_json() -> None:
    first, second, _ = lines_of(EVENTS)
    assert first == f'1 {"0" * 64} {{"n":1,"type":"first"}}'
    assert second == f'2 {hashlib.sha256(first.encode()).hexdigest()} {{"text":"zwei\\nZeilen ü","type":"second"}}'
    assert GENESIS == "0" * 64


def test_a_walk_gives_the_number_and_the_hash_of_the_last_line() -> None:
    lines = lines_of(EVENTS)
    assert walked(lines) == Head(3, hash_of(lines[-1]))
    assert walked([]) == Head()


def test_a_chain_is_continued_from_its_head() -> None:
    lines = lines_of(EVENTS[:1])
    assert lines + lines_of(EVENTS[1:], walked(lines)) == lines_of(EVENTS)
    assert walked(lines_of(EVENTS)[1:], walked(lines)) == walked(lines_of(EVENTS))


@pytest.mark.parametrize(
    ("forged", "names"),
    [
        (lambda one, two, three: [one.replace('"n":1', '"n":2'), two, three], "line 2"),
        (lambda one, two, three: [one, three], "line 2"),
        (lambda one, two, three: [two, three], "line 1"),
        (lambda one, two, three: [one, three, two], "line 2"),
        (lambda one, two, three: [one, two, two, three], "line 3"),
        (lambda one, two, three: [one, "3" + two[1:], three], "line 2"),
        (lambda one, two, three: [one, two.replace("2 ", "02 ", 1), three], "line 2"),
    ],
    ids=["changed", "left out", "beheaded", "swapped", "doubled", "misnumbered", "padded"],
)
def test_a_log_that_was_tampered_with_breaks_at_the_line_that_does_not_follow(forged: Any, names: str) -> None:
    with pytest.raises(BrokenChain, match=names):
        walked(forged(*lines_of(EVENTS)))


@given(st.lists(st.dictionaries(st.text(st.characters(codec="utf-8")), plain_json, max_size=4), max_size=6))
def test_whatever_happened_the_chain_holds_and_gives_it_back(events: list[dict[str, Any]]) -> None:
    lines = lines_of(events)
    assert walked(lines).seq == len(events)
    assert [json.loads(event_in(line)) for line in lines] == events
    assert not any("\n" in line for line in lines)


@given(st.data())
def test_one_changed_character_anywhere_but_in_the_last_line_is_found(drawn: st.DataObject) -> None:
    lines = lines_of(EVENTS)
    number = drawn.draw(st.integers(0, len(lines) - 2))
    at = drawn.draw(st.integers(0, len(lines[number]) - 1))
    other = drawn.draw(st.characters(codec="utf-8").filter(lambda sign: sign != lines[number][at]))
    lines[number] = lines[number][:at] + other + lines[number][at + 1 :]
    with pytest.raises(BrokenChain):
        walked(lines)


@pytest.mark.parametrize("event", [{"share": 0.5}, {"deep": [{"share": 1.0}]}, {"share": float("nan")}])
def test_no_number_with_a_point_enters_the_log(event: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="integers only"):
        lines_of([event])


def test_the_log_of_a_workshop_is_such_a_chain_from_its_first_event_on() -> None:
    scene, _ = partnership()
    scene.did("p2", "save_text", section="vision", content="We will.", base=0)
    scene.did("p1", "open_decision", proposes="section:vision")
    scene.did("p2", "cast_ballot", decision="d1", voter="o1", choice="consent")
    lines = scene.lines()
    assert lines[0].startswith(f"1 {GENESIS} ")
    assert walked(lines).seq == scene.state.seq == len(lines)

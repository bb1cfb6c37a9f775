"""What somebody may not see is never sent: one test per secret, over every audience, the log, and what is stored."""

import json
from typing import Any

import pytest

from tests.scene import Scene, partnership
from workshops.exports.markdown import write
from workshops.exports.plan_json import to_json
from workshops.workshop import for_everyone

SECRET = "Xylophone"


def everything_sent(scene: Scene, *, but_to: str = "") -> str:
    """All that anybody but one person may see, as text; the projector and the documents too."""
    seen: list[Any] = [scene.sees(person) for person in scene.state.participants if person != but_to]
    return json.dumps([*seen, for_everyone(scene.state), to_json(scene.state)]) + write(scene.state).decode()


@pytest.fixture
def scene() -> Scene:
    scene, _ = partnership()
    scene.observer()
    return scene


def test_a_card_is_seen_by_its_author_alone_until_it_is_turned_over(scene: Scene) -> None:
    scene.did("p2", "write_card", step="vision.gather", text=SECRET)
    assert SECRET in json.dumps(scene.sees("p2"))
    assert SECRET not in everything_sent(scene, but_to="p2")
    assert SECRET not in "".join(scene.lines())


def test_even_the_facilitator_who_adds_a_card_for_somebody_does_not_see_the_others(scene: Scene) -> None:
    scene.did("p2", "write_card", step="vision.gather", text=SECRET)
    scene.did("p1", "write_card", step="vision.gather", text="Spoken", participant="p3")
    assert SECRET not in json.dumps(scene.sees("p1"))


def test_a_revealed_card_has_no_author_no_time_and_no_order_in_the_log(scene: Scene) -> None:
    for person, text in (("p2", "First"), ("p3", "Second"), ("p4", "Third")):
        scene.did(person, "write_card", step="vision.gather", text=text)
    scene.did("p1", "reveal", step="vision.gather")
    (line,) = [line for line in scene.lines() if "cards_revealed" in line]
    event = json.loads(line.split(" ", 2)[2])
    assert "by" not in event
    assert "at" not in event
    assert event["heard"] == {"o1": 1, "o2": 1, "o3": 1}


def test_the_order_of_revealed_cards_does_not_depend_on_the_order_of_writing() -> None:
    def revealed(order: list[tuple[str, str]]) -> list[str]:
        scene, _ = partnership()
        for person, text in order:
            scene.did(person, "write_card", step="vision.gather", text=text)
        scene.did("p1", "reveal", step="vision.gather", command_id="the-same")
        return [card.text for card in scene.state.cards.values()]

    written = [("p2", "First"), ("p3", "Second"), ("p4", "Third")]
    assert revealed(written) == revealed(written[::-1])
    assert revealed(written) == revealed([("p4", "First"), ("p3", "Second"), ("p2", "Third")])


def test_after_the_reveal_nothing_stored_links_a_card_to_its_author(scene: Scene) -> None:
    scene.did("p2", "write_card", step="vision.gather", text=SECRET)
    scene.did("p1", "reveal", step="vision.gather")
    scene.did("p3", "write_card", step="vision.gather", text="Late " + SECRET)
    stored = scene.store.load("w1")
    assert [aside for aside in stored.asides if aside.shelf == "held"] == []
    late = next(card for card in scene.state.cards.values() if card.text.startswith("Late"))
    assert late.id not in [answer.answer["made"] for answer in stored.answers]
    assert all(late.id not in json.dumps(answer.answer) for answer in stored.answers)


@pytest.mark.parametrize(
    ("command", "step", "fields"),
    [
        ("set_pulse", "arrive.pulse", {"value": 4}),
        ("place_dots", "vision.prioritise", {"dots": {"t1": 3}}),
    ],
)
def test_numbers_and_dots_are_held_back_until_they_are_shown(scene: Scene, command: str, step: str, fields: dict[str, Any]) -> None:
    scene.did("p2", "name_theme", step="vision.group", name="A theme")
    before = everything_sent(scene, but_to="p2")
    log = scene.lines()
    scene.did("p2", command, step=step, **fields)
    assert everything_sent(scene, but_to="p2") == before
    assert scene.lines() == log


def test_a_hidden_ballot_is_seen_by_its_voter_alone_until_the_close(scene: Scene) -> None:
    scene.did("p2", "save_text", section="vision", content="We will.", base=0)
    scene.did("p1", "open_decision", proposes="section:vision")
    others = everything_sent(scene, but_to="p2")
    scene.did("p2", "cast_ballot", decision="d1", voter="o1", choice="object", reason=SECRET)
    told = everything_sent(scene, but_to="p2")
    assert SECRET not in told
    # The same as for any other answer: who has answered shows, and nothing else does.
    again, _ = partnership()
    again.observer()
    again.did("p2", "save_text", section="vision", content="We will.", base=0)
    again.did("p1", "open_decision", proposes="section:vision")
    assert everything_sent(again, but_to="p2") == others
    again.did("p2", "cast_ballot", decision="d1", voter="o1", choice="consent")
    assert everything_sent(again, but_to="p2") == told
    assert scene.sees("p2")["ballot:d1:o1"]["reason"] == SECRET
    scene.did("p1", "close_round", decision="d1")
    assert SECRET in json.dumps(scene.sees("p5"))


def test_a_colleague_does_not_see_the_ballot_of_their_own_partner(scene: Scene) -> None:
    colleague = scene.seat("A colleague", "o1")
    scene.did("p2", "save_text", section="vision", content="We will.", base=0)
    scene.did("p1", "open_decision", proposes="section:vision")
    scene.did("p2", "cast_ballot", decision="d1", voter="o1", choice="object", reason=SECRET)
    assert SECRET not in json.dumps(scene.sees(colleague))


def test_the_script_and_the_hints_are_the_facilitators_alone(scene: Scene) -> None:
    scene.did("p1", "go_to", step="vision.gather")
    for private in ("script", "progress", "hint"):
        assert private not in scene.sees("p2")
        assert private not in for_everyone(scene.state)
    assert scene.sees("p1")["script"]["say"] == "Write."


def test_names_stand_beside_the_log_and_never_in_it(scene: Scene) -> None:
    scene.seat(SECRET, "o1")
    scene.did("p2", "change_details", name=SECRET + " too", title=SECRET)
    assert SECRET in json.dumps(scene.sees("p1"))
    assert SECRET not in "".join(scene.lines())


def test_somebody_who_was_removed_sees_nothing(scene: Scene) -> None:
    scene.did("p1", "remove_participant", participant="p2")
    assert scene.sees("p2") == {}
    assert scene.sees("nobody") == {}

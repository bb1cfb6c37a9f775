"""Gather: written alone, turned over together, and after that nobody's."""

import json

from tests.domain.happening import happening, types_of
from tests.scene import Scene, partnership
from workshops.agenda import parse
from workshops.steps.gather import MOST_CARDS

STEP = "vision.gather"
NAMED = """
id = "named"
title = "Named"
purpose = "Cards with their authors."
[[stage]]
id = "vision"
title = "Vision"
section = "vision"
purpose = "What we want."
step = [{ id = "gather", kind = "gather", title = "Gather", minutes = 5, options = { anonymous = false, limit = 20 } }]
"""


def table(scene: Scene) -> list[str]:
    """What lies open on the table."""
    return [slice_["text"] for name, slice_ in scene.sees("p2").items() if name.startswith("card:")]


def turned_over(*texts: str) -> Scene:
    """A table with these cards open."""
    scene, _ = partnership()
    for text in texts:
        scene.did("p2", "write_card", step=STEP, text=text)
    scene.did("p1", "reveal", step=STEP)
    return scene


class TestFaceDown:
    def test_a_card_can_be_written_changed_and_dropped_by_its_author(self) -> None:
        scene, _ = partnership()
        with happening(scene) as news:
            card = scene.did("p2", "write_card", step=STEP, text="  An\tidea ")
            scene.did("p2", "edit_card", step=STEP, card=card, text="A better idea")
            scene.did("p2", "drop_card", step=STEP, card=scene.did("p2", "write_card", step=STEP, text="Not this"))
        assert news == []
        assert scene.sees("p2")["mine"][STEP]["cards"] == [{"card": card, "text": "A better idea"}]

    def test_nobody_else_changes_it_not_even_the_facilitator(self) -> None:
        scene, _ = partnership()
        card = scene.did("p2", "write_card", step=STEP, text="An idea")
        for person in ("p1", "p3"):
            assert scene.refused(person, "edit_card", step=STEP, card=card, text="Mine") == "unknown_card"
            assert scene.refused(person, "drop_card", step=STEP, card=card) == "unknown_card"

    def test_the_room_sees_how_many_have_written_and_nothing_more(self) -> None:
        scene, _ = partnership()
        scene.did("p1", "go_to", step=STEP)
        scene.did("p2", "write_card", step=STEP, text="One")
        scene.did("p2", "write_card", step=STEP, text="Two")
        told = scene.sees("p3")["step"]
        assert (told["done"], told["of"], told["cards"], told["revealed"]) == (1, 3, 2, False)
        assert scene.sees("p1")["progress"]["p2"] == {"did": "2 cards", "count": 2, "signals": []}
        assert scene.sees("p1")["progress"]["p3"]["did"] == "nothing yet"

    def test_a_card_is_short_and_says_something(self) -> None:
        scene, _ = partnership()
        assert scene.refused("p2", "write_card", step=STEP, text=" ") == "empty"
        assert scene.refused("p2", "write_card", step=STEP, text="x" * 141) == "too_long"
        scene.did("p2", "write_card", step=STEP, text="x" * 140)
        assert scene.refused("p2", "write_card", step="vision.draft", text="x") == "unknown_step"

    def test_thirty_cards_are_enough_for_one_person(self) -> None:
        scene, _ = partnership()
        for number in range(MOST_CARDS):
            scene.did("p2", "write_card", step=STEP, text=f"Idea {number}")
        assert scene.refused("p2", "write_card", step=STEP, text="One more") == "enough"
        scene.did("p3", "write_card", step=STEP, text="Mine")

    def test_the_facilitator_writes_for_somebody_without_a_device_and_must_say_for_whom(self) -> None:
        scene, _ = partnership()
        assert scene.refused("p1", "write_card", step=STEP, text="An idea") == "name_somebody"
        assert scene.refused("p1", "write_card", step=STEP, text="An idea", participant=scene.observer()) == "unknown_person"
        scene.did("p1", "write_card", step=STEP, text="Spoken", participant="p3")
        assert [card["text"] for card in scene.sees("p3")["mine"][STEP]["cards"]] == ["Spoken"]
        assert scene.refused("p2", "write_card", step=STEP, text="An idea", participant="p3") == "not_yours"


class TestTurnedOver:
    def test_all_cards_show_at_once_in_one_event_with_numbers_per_partner(self) -> None:
        scene, _ = partnership()
        scene.did("p2", "write_card", step=STEP, text="One")
        scene.did("p2", "write_card", step=STEP, text="Two")
        scene.did("p3", "write_card", step=STEP, text="Three")
        with happening(scene) as news:
            scene.did("p1", "reveal", step=STEP)
        assert types_of(news) == ["cards_revealed"]
        assert news[0]["heard"] == {"o1": 2, "o2": 1}
        assert sorted(table(scene)) == ["One", "Three", "Two"]
        assert scene.sees("p2")["mine"] == {}
        assert scene.refused("p1", "reveal", step=STEP) == "shown"

    def test_equal_cards_both_stay(self) -> None:
        assert table(turned_over("The same", "The same")) == ["The same", "The same"]

    def test_nothing_written_can_be_turned_over_too(self) -> None:
        scene = turned_over()
        assert table(scene) == []
        scene.did("p2", "write_card", step=STEP, text="Late")
        assert table(scene) == ["Late"]

    def test_a_late_card_lies_open_without_author_or_time(self) -> None:
        scene = turned_over("One")
        with happening(scene) as news:
            assert scene.did("p3", "write_card", step=STEP, text="Late") is None
        assert news == [{"type": "card_added", "step": STEP, "card": "c2", "text": "Late"}]

    def test_no_remembered_answer_leads_from_a_person_to_the_line_of_their_late_card(self) -> None:
        scene = turned_over("One")
        scene.did("p3", "write_card", step=STEP, text="Late")
        at = len(scene.lines())
        told = [one.answer for one in scene.store.load("w1").answers if one.actor == "p3"]
        scene.did("p4", "signal", kind="ready", on=True)
        other = [one.answer for one in scene.store.load("w1").answers if one.actor == "p4"]
        assert at == scene.state.seq
        assert str(at) not in json.dumps(told)
        assert told[-1] == other[-1], "it looks like any other answer"

    def test_the_facilitator_changes_a_card_on_the_table_nobody_else(self) -> None:
        scene = turned_over("One", "Two")
        assert scene.refused("p2", "edit_card", step=STEP, card="c1", text="Mine") == "not_yours"
        assert scene.refused("p2", "drop_card", step=STEP, card="c1") == "not_yours"
        scene.did("p1", "edit_card", step=STEP, card="c1", text="Clearer")
        scene.did("p1", "drop_card", step=STEP, card="c2")
        assert table(scene) == ["Clearer"]
        assert scene.refused("p1", "edit_card", step=STEP, card="c2", text="Gone") == "unknown_card"

    def test_what_somebody_wrote_who_was_then_removed_is_turned_over_with_the_rest(self) -> None:
        scene, _ = partnership()
        scene.did("p2", "write_card", step=STEP, text="Said before")
        scene.did("p1", "remove_participant", participant="p2")
        scene.did("p1", "reveal", step=STEP)
        assert [card.text for card in scene.state.cards.values()] == ["Said before"]


class TestNamedCards:
    def test_a_step_that_says_so_keeps_who_wrote_what(self) -> None:
        scene = Scene("First", "Second", agenda=parse(NAMED)).open()
        for person, partner, text in (("Ma", "o1", "Mine"), ("Pa", "o2", "Theirs")):
            scene.did(scene.seat(person, partner), "write_card", step=STEP, text=text)
        scene.did("p1", "reveal", step=STEP)
        late = scene.did("p3", "write_card", step=STEP, text="Late")
        assert {card.text: card.author for card in scene.state.cards.values()} == {"Mine": "p2", "Theirs": "p3", "Late": "p3"}
        assert scene.sees("p2")[f"card:{late}"]["author"] == "p3"
        assert scene.refused("p2", "write_card", step=STEP, text="x" * 21) == "too_long"

"""The course: sittings, one place for everybody, locking and calling; going back loses nothing."""

from tests.domain.happening import happening, types_of
from tests.scene import Scene, partnership


def test_a_workshop_begins_at_the_first_step_with_its_doors_closed() -> None:
    scene = Scene("First")
    assert scene.state.place.step == "arrive.welcome"
    told = scene.sees("p1")["workshop"]
    assert (told["doors"], told["session"], told["status"]) == ("closed", 0, "preparing")


def test_sittings_are_counted_and_a_closed_one_is_found_again_as_it_was() -> None:
    scene = Scene("First")
    with happening(scene) as news:
        for command in ("open_doors", "open_doors", "close_session", "close_session", "open_doors"):
            scene.did("p1", command)
    assert types_of(news) == ["doors_opened", "session_closed", "doors_opened"]
    assert scene.sees("p1")["workshop"]["session"] == 2
    assert scene.sees("p1")["workshop"]["status"] == "open"


def test_between_two_sittings_the_workshop_is_paused_and_its_timer_is_gone() -> None:
    scene, _ = partnership(partners=1)
    scene.did("p1", "go_to", step="vision.gather")
    scene.did("p1", "start_timer", seconds=60)
    scene.did("p1", "close_session")
    assert scene.sees("p1")["workshop"]["status"] == "paused"
    assert scene.sees("p1")["place"]["timer"] is None
    assert scene.sees("p1")["place"]["step"] == "vision.gather"


def test_the_facilitators_place_is_everybodys_place() -> None:
    scene, people = partnership()
    scene.did("p1", "go_to", step="vision.gather")
    for person in (*people, scene.observer()):
        assert scene.sees(person)["place"]["step"] == "vision.gather"
        assert scene.sees(person)["step"]["title"] == "Gather"


def test_any_step_can_be_gone_to_and_going_back_loses_nothing() -> None:
    scene, _ = partnership()
    scene.did("p1", "go_to", step="vision.gather")
    scene.did("p2", "write_card", step="vision.gather", text="An idea")
    for step in ("sign_off.sign", "arrive.welcome", "vision.gather"):
        scene.did("p1", "go_to", step=step)
    assert [card["text"] for card in scene.sees("p2")["mine"]["vision.gather"]["cards"]] == ["An idea"]
    assert scene.refused("p1", "go_to", step="vision.nothing") == "unknown_step"


def test_going_where_one_is_is_no_event() -> None:
    scene = Scene("First")
    with happening(scene) as news:
        scene.did("p1", "go_to", step="arrive.welcome")
    assert news == []


def test_a_new_stage_is_told_to_whoever_was_away_a_new_step_is_not() -> None:
    scene, _ = partnership(partners=1)
    scene.did("p1", "go_to", step="arrive.pulse")
    assert scene.sees("p2")["milestones"] == []
    scene.did("p1", "go_to", step="vision.gather")
    (milestone,) = scene.sees("p2")["milestones"]
    assert (milestone["kind"], milestone["text"]) == ("moved", "The group moved to Vision")


def test_a_lock_stops_everybody_but_the_facilitators() -> None:
    scene, _ = partnership(partners=1)
    entry = scene.did("p2", "add_entry", kind="goal", fields={"title": "A goal"})
    scene.did("p1", "lock", on=True)
    for command, fields in (
        ("write_card", {"step": "vision.gather", "text": "An idea"}),
        ("name_theme", {"step": "vision.group", "name": "A theme"}),
        ("save_text", {"section": "vision", "content": "We will.", "base": 0}),
        ("add_entry", {"kind": "goal", "fields": {"title": "Another"}}),
        ("change_entry", {"entry": entry, "fields": {"title": "Otherwise"}}),
        ("remove_entry", {"entry": entry}),
        ("place_dots", {"step": "vision.prioritise", "dots": {}}),
    ):
        assert scene.refused("p2", command, **fields) == "locked", command
    scene.did("p1", "save_text", section="vision", content="We will.", base=0)
    assert scene.sees("p2")["text:vision"]["locked"]
    scene.did("p1", "lock", on=False)
    scene.did("p2", "save_text", section="vision", content="We shall.", base=1)


def test_a_lock_holds_nobody_from_voting_and_locking_twice_happens_once() -> None:
    scene, _ = partnership(partners=1)
    scene.did("p1", "save_text", section="vision", content="We will.", base=0)
    scene.did("p1", "open_decision", proposes="section:vision")
    with happening(scene) as news:
        scene.did("p1", "lock", on=True)
        scene.did("p1", "lock", on=True)
    assert types_of(news) == ["lock_set"]
    scene.did("p2", "cast_ballot", decision="d1", voter="o1", choice="consent")


def test_every_call_counts() -> None:
    scene, _ = partnership(partners=1)
    for _ in range(3):
        scene.did("p1", "call_everyone")
    assert scene.sees("p2")["place"]["calls"] == 3

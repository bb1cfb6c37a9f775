"""Editing a text together: what is taken in, what is refused and why, and that nothing falls between a text and its proposal."""

import itertools
import threading

import pytest

from tests.domain.happening import happening
from tests.domain.writing import Pen, edit
from tests.scene import Scene, partnership
from workshops.texts.text import Text


def written(scene: Scene, section: str = "vision") -> str:
    """What the text says."""
    return scene.state.plan.text(section)


def now(scene: Scene) -> Text:
    """The text of the vision."""
    return scene.state.plan.texts.get("vision") or Text()


def test_two_who_write_at_once_find_both_their_words() -> None:
    scene, _ = partnership()
    ana, ben = Pen(101), Pen(102)
    scene.did("p2", "edit_text", **edit(ana.write("We eat.")))
    scene.did("p3", "edit_text", **edit(ben.add_paragraph("We share.")))
    assert written(scene) == "We eat.\n\nWe share."
    for pen in (ana, ben):
        pen.take(now(scene))
    assert str(ana.root) == str(ben.root)


def test_nobody_fills_a_text_twice() -> None:
    scene, _ = partnership()
    first, second = Pen(101), Pen(102)
    scene.did("p2", "edit_text", **edit(first.write("Here")))
    scene.did("p3", "edit_text", **edit(second.write("There")))
    # Both began with the one empty paragraph that every text begins with.
    assert len(now(scene).blocks) == 1


def test_an_update_that_comes_twice_counts_once() -> None:
    scene, _ = partnership()
    update = edit(Pen(101).write("We eat."))
    assert [scene.did("p2", "edit_text", **update) for _ in range(2)] == ["1", "1"]
    assert written(scene) == "We eat."


def test_an_update_is_not_remembered_as_a_command_since_a_repeat_changes_nothing() -> None:
    scene, _ = partnership()
    before = len(scene.store.load("w1").answers)
    scene.did("p2", "edit_text", **edit(Pen(101).write("We eat.")))
    assert len(scene.store.load("w1").answers) == before


def test_words_that_build_on_missing_ones_wait_for_them() -> None:
    scene, _ = partnership()
    pen = Pen(101)
    first, second = pen.write("We "), pen.write("eat.")
    assert scene.refused("p2", "edit_text", **edit(second)) == "gap"
    scene.did("p2", "edit_text", **edit(first))
    scene.did("p2", "edit_text", **edit(second))
    assert written(scene) == "We eat."


def test_the_log_holds_no_typing_until_it_is_proposed() -> None:
    scene, _ = partnership()
    with happening(scene) as news:
        scene.did("p2", "edit_text", **edit(Pen(101).write("Xylophone")))
    assert news == []
    scene.did("p1", "open_decision", proposes="text:vision")
    assert "Xylophone" in "".join(scene.lines())


@pytest.mark.parametrize("by", ["p1", "p2"])
def test_while_it_is_being_decided_nobody_writes_and_between_rounds_all_do(by: str) -> None:
    scene, people = partnership()
    pen = Pen(101)
    scene.did("p2", "edit_text", **edit(pen.write("We eat.")))
    scene.did("p1", "open_decision", proposes="text:vision")
    assert scene.refused(by, "edit_text", **edit(pen.write(" More."), epoch=1)) == "being_decided"
    scene.did(people[0], "cast_ballot", decision="d1", voter="o1", choice="object", reason="Too much.")
    for voter in ("o2", "o3"):
        scene.did("p1", "record_ballot", decision="d1", voter=voter, choice="consent")
    scene.did("p1", "close_round", decision="d1")
    late = Pen(102, now(scene)).write(" Less.")
    # What was on its way when the proposal came does not slip in unseen; once its writer has looked at it again, it may.
    assert scene.refused(by, "edit_text", **edit(late, epoch=0)) == "moved_on"
    scene.did(by, "edit_text", **edit(late, epoch=1))
    assert written(scene) == "We eat. Less."


def test_a_locked_room_is_not_written_in_but_by_who_leads_it() -> None:
    scene, _ = partnership()
    scene.did("p1", "lock", on=True)
    update = edit(Pen(101).write("We eat."))
    assert scene.refused("p2", "edit_text", **update) == "locked"
    scene.did("p1", "edit_text", **update)


def test_a_frozen_plan_is_not_written_in_and_a_thawed_one_is_in_its_next_epoch() -> None:
    scene, _ = partnership()
    pen = Pen(101)
    scene.did("p2", "edit_text", **edit(pen.write("We eat.")))
    late = pen.write(" Late.")
    scene.did("p1", "freeze")
    assert scene.refused("p2", "edit_text", **edit(late)) == "frozen"
    scene.did("p1", "thaw")
    assert scene.refused("p2", "edit_text", **edit(late)) == "moved_on"
    assert scene.sees("p2")["text:vision"]["epoch"] == 1


def test_a_page_of_another_schema_is_told_to_reload_and_strips_nothing() -> None:
    scene, _ = partnership()
    update = edit(Pen(101).write("We eat."))
    for schema in (0, 2):
        assert scene.refused("p2", "edit_text", **(update | {"schema": schema})) == "stale_page"


@pytest.mark.parametrize("section", ["partners", "scope", "exit", "nothing", ""])
def test_a_section_without_a_text_is_not_written(section: str) -> None:
    scene, _ = partnership()
    assert scene.refused("p2", "edit_text", **edit(Pen(101).write("x"), section=section)) == "unknown_section"


@pytest.mark.parametrize("update", ["", "AA", "not base64 at all", "AAAA====", "8J+YgA==", "AAA"])
def test_what_is_no_update_is_refused(update: str) -> None:
    scene, _ = partnership()
    assert scene.refused("p2", "edit_text", section="vision", update=update, epoch=0, schema=1) == "broken_update"


def test_who_has_added_how_much_is_known_by_partner_alone() -> None:
    scene, _ = partnership()
    scene.did("p2", "edit_text", **edit(Pen(101).write("Twelve chars")))
    scene.did("p3", "edit_text", **edit(Pen(102, now(scene)).write("!")))
    scene.did("p1", "edit_text", **edit(Pen(103, now(scene)).write("??")))
    assert now(scene).heard == {"o1": 12, "o2": 1, "": 2}


def test_the_first_edit_of_what_was_agreed_is_logged_and_later_ones_are_not() -> None:
    scene, _ = partnership()
    pen = Pen(101)
    scene.did("p2", "edit_text", **edit(pen.write("We eat.")))
    scene.did("p1", "open_decision", proposes="text:vision")
    for voter in ("o1", "o2", "o3"):
        scene.did("p1", "record_ballot", decision="d1", voter=voter, choice="consent")
    scene.did("p1", "close_round", decision="d1")
    with happening(scene) as news:
        scene.did("p2", "edit_text", **edit(pen.write(" Well."), epoch=1))
        scene.did("p2", "edit_text", **edit(pen.write(" And slowly."), epoch=1))
    assert [one["type"] if isinstance(one, dict) else type(one).__name__ for one in news] in (["text_touched"], ["TextTouched"])
    assert next(one for one in scene.sees("p2")["plan"]["sections"] if one["id"] == "vision")["standing"] == "changed"


@pytest.mark.parametrize("ending", ["open_decision", "freeze"])
def test_whatever_was_acknowledged_before_a_proposal_is_in_it_and_nothing_after(ending: str) -> None:
    """Four writers race the facilitator, many times over."""
    for attempt in range(8):
        scene, people = partnership()
        started = threading.Barrier(5)
        taken: list[str] = []

        def write(person: str, number: int, scene: Scene = scene, started: threading.Barrier = started, taken: list[str] = taken) -> None:
            pen = Pen(100 + number)
            started.wait()
            for at in itertools.count():
                marker = f"m{number}x{at}y"
                answer = scene.room.submit(person, {"type": "edit_text", "command_id": marker, **edit(pen.write(marker))})
                if not answer["ok"]:
                    assert answer["code"] in ("being_decided", "frozen"), answer
                    return
                taken.append(marker)

        writers = [threading.Thread(target=write, args=("p1" if n == 3 else people[n], n)) for n in range(4)]
        for writer in writers:
            writer.start()
        started.wait()
        while len(taken) < 4 + attempt:
            pass
        fields = {"proposes": "text:vision"} if ending == "open_decision" else {}
        scene.did("p1", ending, **fields)
        for writer in writers:
            writer.join()
        version = scene.state.version
        frozen = version.markdown if version is not None else scene.state.decisions["d1"].current.proposal.text
        assert [marker for marker in taken if marker not in frozen] == []
        assert written(scene) in frozen
        assert scene.reopened().state.plan.text("vision") == written(scene)

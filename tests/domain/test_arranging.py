"""Several at one table: nobody's words are overwritten unseen, one's own last act can be taken back, and order is everybody's."""

from tests.scene import Scene, partnership


def goals(scene: Scene, *titles: str) -> list[str]:
    """Goals with these titles, put in by the facilitator."""
    return [scene.did("p1", "add_entry", kind="goal", fields={"title": title}) for title in titles]


def titles(scene: Scene) -> list[str]:
    """Of the goals, in order."""
    return [entry.titled() for entry in scene.state.plan.of_kind("goal")]


def test_who_writes_over_what_they_have_not_seen_is_told_and_both_versions_are_there() -> None:
    scene, (ana, ben, _) = partnership()
    (goal,) = goals(scene, "Meals")
    scene.did(ana, "change_entry", entry=goal, fields={"title": "Warm meals"}, seen={"title": "Meals"})
    answer = scene.do(ben, "change_entry", entry=goal, fields={"title": "Cheap meals"}, seen={"title": "Meals"})
    assert (answer["code"], answer["field"]) == ("conflict", "title")
    assert titles(scene) == ["Warm meals"]
    scene.did(ben, "change_entry", entry=goal, fields={"title": "Cheap warm meals"}, seen={"title": "Warm meals"})
    assert titles(scene) == ["Cheap warm meals"]


def test_two_who_change_different_fields_are_in_nobodys_way() -> None:
    scene, (ana, ben, _) = partnership()
    (goal,) = goals(scene, "Meals")
    seen = {"title": "Meals", "why": ""}
    scene.did(ana, "change_entry", entry=goal, fields={"title": "Warm meals"}, seen=seen)
    scene.did(ben, "change_entry", entry=goal, fields={"why": "People are hungry."}, seen=seen)
    fields = scene.state.plan.entries[goal].fields
    assert (fields["title"], fields["why"]) == ("Warm meals", "People are hungry.")


def test_to_write_what_stands_there_already_is_no_conflict() -> None:
    scene, (ana, ben, _) = partnership()
    (goal,) = goals(scene, "Meals")
    scene.did(ana, "change_entry", entry=goal, fields={"title": "Warm meals"}, seen={"title": "Meals"})
    scene.did(ben, "change_entry", entry=goal, fields={"title": "Warm meals"}, seen={"title": "Meals"})


def test_entries_are_moved_among_their_own_kind_and_keep_their_numbers() -> None:
    scene, (ana, *_) = partnership()
    first, second, third = goals(scene, "One", "Two", "Three")
    scene.did(ana, "move_entry", entry=third, before=first)
    assert titles(scene) == ["Three", "One", "Two"]
    scene.did(ana, "move_entry", entry=third, before="")
    scene.did(ana, "move_entry", entry=first, before=second)
    assert titles(scene) == ["One", "Two", "Three"]
    assert [entry.short for entry in scene.state.plan.of_kind("goal")] == ["G1", "G2", "G3"]
    area = scene.did("p1", "add_entry", kind="focus_area", fields={"title": "Food"})
    assert scene.refused(ana, "move_entry", entry=third, before=area) == "bad_place"
    assert scene.refused(ana, "move_entry", entry=third, before="e99") == "unknown_entry"


def test_the_order_survives_a_restart() -> None:
    scene, (ana, *_) = partnership()
    first, _, third = goals(scene, "One", "Two", "Three")
    scene.did(ana, "move_entry", entry=third, before=first)
    assert scene.reopened().state == scene.state


def test_each_act_can_be_taken_back_once_by_whoever_did_it() -> None:
    scene, (ana, ben, _) = partnership()
    goal = scene.did(ana, "add_entry", kind="goal", fields={"title": "Meals"})
    assert scene.refused(ben, "undo") == "nothing_to_undo"
    scene.did(ana, "change_entry", entry=goal, fields={"title": "Warm meals"})
    assert scene.sees(ana)["undo"] == {"entry": goal, "short": "G1"}
    assert "undo" not in scene.sees(ben)
    scene.did(ana, "undo")
    assert titles(scene) == ["Meals"]
    assert scene.refused(ana, "undo") == "nothing_to_undo"
    scene.did(ana, "remove_entry", entry=goal)
    scene.did(ana, "undo")
    assert titles(scene) == ["Meals"]


def test_an_entry_just_added_and_a_move_can_be_taken_back() -> None:
    scene, (ana, *_) = partnership()
    first, _, third = goals(scene, "One", "Two", "Three")
    scene.did(ana, "move_entry", entry=third, before=first)
    scene.did(ana, "undo")
    assert titles(scene) == ["One", "Two", "Three"]
    scene.did(ana, "add_entry", kind="goal", fields={"title": "Four"})
    scene.did(ana, "undo")
    assert titles(scene) == ["One", "Two", "Three"]


def test_what_somebody_else_has_changed_since_is_not_taken_back() -> None:
    scene, (ana, ben, _) = partnership()
    goal = scene.did(ana, "add_entry", kind="goal", fields={"title": "Meals"})
    scene.did(ben, "change_entry", entry=goal, fields={"why": "Hunger."})
    assert scene.refused(ana, "undo") == "changed_since"
    assert "undo" not in scene.sees(ana)


def test_nothing_is_taken_back_that_others_refer_to_or_while_editing_is_locked() -> None:
    scene, (ana, ben, _) = partnership()
    goal = scene.did(ana, "add_entry", kind="goal", fields={"title": "Meals"})
    scene.did(ben, "add_entry", kind="objective", fields={"title": "Three sites", "goal": goal})
    assert scene.refused(ana, "undo") == "in_use"
    scene.did("p1", "lock", on=True)
    assert scene.refused(ben, "undo") == "locked"

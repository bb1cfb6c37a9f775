"""Entries: structured lines of the plan, added, changed, removed, brought back, and never left pointing at nothing."""

from typing import Any

import pytest

from tests.domain.happening import happening, types_of
from tests.scene import Scene, partnership
from workshops.steps.entries import MOST_OF_A_KIND


@pytest.fixture
def scene() -> Scene:
    """A focus area, a goal in it, and an objective of that."""
    scene, _ = partnership()
    scene.did("p2", "add_entry", kind="focus_area", fields={"title": "Meals"})
    scene.did("p2", "add_entry", kind="goal", fields={"title": "Three sites", "focus_area": "e1"})
    scene.did("p3", "add_entry", kind="objective", fields={"title": "A rota", "goal": "e2"})
    return scene


class TestAdding:
    def test_an_entry_has_all_fields_of_its_kind_a_short_id_and_the_partner_of_its_author(self, scene: Scene) -> None:
        told = scene.sees("p4")["entry:e2"]
        assert told["fields"] == {"title": "Three sites", "focus_area": "e1", "why": ""}
        assert (told["short"], told["section"], told["partner"], told["standing"]) == ("G1", "goals", "o1", "draft")

    def test_short_ids_count_within_their_kind(self, scene: Scene) -> None:
        scene.did("p2", "add_entry", kind="goal", fields={"title": "Another"})
        assert scene.sees("p2")["entry:e4"]["short"] == "G2"

    def test_the_facilitator_adds_for_the_group_or_for_somebody(self, scene: Scene) -> None:
        scene.did("p1", "add_entry", kind="goal", fields={"title": "For all"})
        scene.did("p1", "add_entry", kind="goal", fields={"title": "For one"}, participant="p3")
        assert [scene.state.plan.entries[entry].partner for entry in ("e4", "e5")] == ["", "o2"]
        assert scene.refused("p2", "add_entry", kind="goal", fields={"title": "x"}, participant="p3") == "not_yours"
        assert scene.refused("p1", "add_entry", kind="goal", fields={"title": "x"}, participant="p99") == "unknown_person"

    @pytest.mark.parametrize(
        ("kind", "fields", "code"),
        [
            ("goal", {}, "empty"),
            ("goal", {"title": "  "}, "empty"),
            ("horizon", {}, "empty"),
            ("horizon", {"from": "", "to": ""}, "empty"),
            ("nothing", {"title": "x"}, "unknown_kind"),
            ("activity", {"title": "x"}, "unknown_kind"),
            ("goal", {"title": "x", "owner": "me"}, "unknown_field"),
            ("goal", {"title": "x", "focus_area": "e2"}, "bad_reference"),
            ("goal", [], "bad_field"),
            ("goal", {"x" * 41: "x"}, "bad_field"),
        ],
        ids=str,
    )
    def test_what_says_nothing_or_is_not_of_this_workshop_is_refused(self, scene: Scene, kind: str, fields: Any, code: str) -> None:
        assert scene.refused("p2", "add_entry", kind=kind, fields=fields) == code

    def test_a_plan_has_one_horizon(self, scene: Scene) -> None:
        entry = scene.did("p2", "add_entry", kind="horizon", fields={"from": "2026-10-01"})
        assert scene.refused("p3", "add_entry", kind="horizon", fields={"from": "2027-10-01"}) == "already"
        scene.did("p3", "remove_entry", entry=entry)
        other = scene.did("p3", "add_entry", kind="horizon", fields={"from": "2027-10-01"})
        assert scene.refused("p3", "restore_entry", entry=entry) == "already"
        scene.did("p3", "change_entry", entry=other, fields={"to": "2028-09-30"})

    def test_two_hundred_of_a_kind_are_the_most(self, scene: Scene) -> None:
        for number in range(MOST_OF_A_KIND - 1):
            scene.did("p2", "add_entry", kind="goal", fields={"title": f"Goal {number}"})
        assert scene.refused("p2", "add_entry", kind="goal", fields={"title": "One more"}) == "enough"


class TestChanging:
    def test_only_what_changes_enters_the_log(self, scene: Scene) -> None:
        with happening(scene) as news:
            scene.did("p3", "change_entry", entry="e2", fields={"title": "Four sites", "why": ""})
            scene.did("p3", "change_entry", entry="e2", fields={"title": "Four sites"})
            scene.did("p3", "change_entry", entry="e2", fields={})
        assert types_of(news) == ["entry_changed"]
        assert news[0]["fields"] == {"title": "Four sites"}

    def test_two_who_change_different_fields_both_keep_theirs(self, scene: Scene) -> None:
        scene.did("p2", "change_entry", entry="e2", fields={"title": "Four sites"})
        scene.did("p3", "change_entry", entry="e2", fields={"why": "The gap is after six"})
        assert scene.state.plan.entries["e2"].fields == {"title": "Four sites", "focus_area": "e1", "why": "The gap is after six"}

    def test_an_entry_keeps_its_name(self, scene: Scene) -> None:
        assert scene.refused("p2", "change_entry", entry="e2", fields={"title": " "}) == "empty"

    def test_an_entry_does_not_refer_to_itself(self, scene: Scene) -> None:
        role = scene.did("p2", "add_entry", kind="role", fields={"title": "Chair"})
        assert scene.refused("p2", "change_entry", entry=role, fields={"reports_to": role}) == "bad_reference"

    def test_what_is_gone_is_not_changed(self, scene: Scene) -> None:
        scene.did("p2", "remove_entry", entry="e3")
        for entry in ("e3", "e9"):
            assert scene.refused("p2", "change_entry", entry=entry, fields={"title": "x"}) == "unknown_entry"


class TestRemoving:
    def test_what_others_refer_to_stays_until_they_do_not(self, scene: Scene) -> None:
        answer = scene.do("p2", "remove_entry", entry="e1")
        assert (answer["code"], answer["message"]) == ("in_use", "G1 refers to F1. Change that first.")
        scene.did("p2", "change_entry", entry="e2", fields={"focus_area": ""})
        scene.did("p2", "remove_entry", entry="e1")
        assert "entry:e1" not in scene.sees("p3")

    def test_removed_it_can_be_brought_back_with_its_number(self, scene: Scene) -> None:
        scene.did("p2", "remove_entry", entry="e3")
        scene.did("p2", "add_entry", kind="objective", fields={"title": "Another"})
        scene.did("p3", "restore_entry", entry="e3")
        assert scene.sees("p2")["entry:e3"]["short"] == "J1"
        assert scene.refused("p3", "restore_entry", entry="e3") == "unknown_entry"
        assert scene.refused("p3", "restore_entry", entry="e9") == "unknown_entry"

    def test_it_does_not_come_back_pointing_at_nothing(self, scene: Scene) -> None:
        scene.did("p2", "remove_entry", entry="e3")
        scene.did("p2", "remove_entry", entry="e2")
        assert scene.refused("p2", "restore_entry", entry="e3") == "bad_reference"
        scene.did("p2", "restore_entry", entry="e2")
        scene.did("p2", "restore_entry", entry="e3")

    def test_the_order_of_entries_is_the_order_of_their_making(self, scene: Scene) -> None:
        scene.did("p2", "add_entry", kind="goal", fields={"title": "Second"})
        scene.did("p2", "remove_entry", entry="e4")
        scene.did("p2", "add_entry", kind="goal", fields={"title": "Third"})
        scene.did("p2", "restore_entry", entry="e4")
        assert [entry.short for entry in scene.state.plan.of_kind("goal")] == ["G1", "G2", "G3"]


def test_a_frozen_plan_takes_no_entry_changes_none_and_loses_none(scene: Scene) -> None:
    gone = scene.did("p2", "add_entry", kind="goal", fields={"title": "Gone"})
    scene.did("p2", "remove_entry", entry=gone)
    scene.did("p1", "freeze")
    for command, fields in (
        ("add_entry", {"kind": "goal", "fields": {"title": "x"}}),
        ("change_entry", {"entry": "e2", "fields": {"title": "x"}}),
        ("remove_entry", {"entry": "e3"}),
        ("restore_entry", {"entry": gone}),
    ):
        for person in ("p1", "p2"):
            assert scene.refused(person, command, **fields) == "frozen", command


def test_the_screen_gets_the_declarations_of_the_sections_in_use(scene: Scene) -> None:
    kinds = scene.sees("p2")["kinds"]
    assert "goal" in kinds
    assert "activity" not in kinds
    assert [field["name"] for field in kinds["goal"]["fields"]] == ["title", "focus_area", "why"]

"""Adopted, and changed since adopted: where every part of the plan stands, at once and for all to see."""

from typing import Any

from tests.domain.deciding import drafted, save, standing, vote
from tests.domain.happening import happening, types_of
from tests.scene import Scene, partnership


class TestStanding:
    def adopted(self) -> Scene:
        """A workshop whose goals and vision are agreed."""
        scene, _ = drafted()
        scene.did("p2", "add_entry", kind="goal", fields={"title": "First"})
        scene.did("p2", "add_entry", kind="goal", fields={"title": "Second"})
        for section in ("goals", "vision"):
            vote(scene, scene.did("p1", "open_decision", proposes=f"section:{section}"), "consent", "consent")
            assert standing(scene, section) == "adopted"
        return scene

    def test_a_text_edited_afterwards_is_changed_since_adopted_at_once(self) -> None:
        scene = self.adopted()
        with happening(scene) as news:
            save(scene, "We might.")
        assert standing(scene) == "changed"
        assert types_of(news) == ["text_touched"]
        assert "changed_since_adopted" in [one["code"] for one in scene.sees("p2")["plan"]["findings"]]
        with happening(scene) as more:
            save(scene, "We might, perhaps.")
        assert more == []

    def test_an_entry_edited_added_or_removed_is_changed_since_adopted_at_once(self) -> None:
        changes: list[tuple[str, dict[str, Any]]] = [
            ("change_entry", {"entry": "e1", "fields": {"title": "Otherwise"}}),
            ("remove_entry", {"entry": "e2"}),
            ("add_entry", {"kind": "goal", "fields": {"title": "Third"}}),
        ]
        for command, fields in changes:
            scene = self.adopted()
            scene.did("p2", command, **fields)
            assert standing(scene, "goals") == "changed", command

    def test_bringing_the_agreed_words_back_makes_it_agreed_again(self) -> None:
        scene = self.adopted()
        scene.did("p2", "remove_entry", entry="e2")
        scene.did("p2", "restore_entry", entry="e2")
        save(scene, "We might.")
        save(scene, "We will.")
        assert (standing(scene, "goals"), standing(scene)) == ("adopted", "adopted")

    def test_one_entry_changed_leaves_the_others_adopted(self) -> None:
        scene = self.adopted()
        scene.did("p2", "change_entry", entry="e1", fields={"title": "Otherwise"})
        assert scene.sees("p2")["entry:e1"]["standing"] == "changed"
        assert scene.sees("p2")["entry:e2"]["standing"] == "adopted"

    def test_deciding_again_adopts_it_again_under_the_new_decision(self) -> None:
        scene = self.adopted()
        save(scene, "We might.")
        scene.did("p1", "open_decision", proposes="section:vision")
        vote(scene, "d3", "consent", "consent")
        (vision,) = [one for one in scene.sees("p2")["plan"]["sections"] if one["id"] == "vision"]
        assert (vision["standing"], vision["decision"]) == ("adopted", "d3")

    def test_entries_adopted_one_by_one_make_an_adopted_section(self) -> None:
        scene, _ = partnership()
        for title in ("First", "Second"):
            scene.did("p2", "add_entry", kind="goal", fields={"title": title})
        vote(scene, scene.did("p1", "open_decision", proposes=["e1"]), "consent", "consent")
        assert standing(scene, "goals") == "draft"
        vote(scene, scene.did("p1", "open_decision", proposes=["e2"]), "consent", "consent")
        assert standing(scene, "goals") == "adopted"

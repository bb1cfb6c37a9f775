"""Review: the plan as a whole, always on the table, and what it asks of each partner."""

from typing import Any

from tests.scene import Scene, express, partnership


def section(scene: Scene, name: str, viewer: str = "p2") -> dict[str, Any]:
    """A section of the plan as somebody sees it."""
    return next(dict(one) for one in scene.sees(viewer)["plan"]["sections"] if one["id"] == name)


def test_sections_stand_in_the_order_of_the_document_numbered_through() -> None:
    scene, _ = partnership()
    told = scene.sees("p2")["plan"]["sections"]
    assert [(one["number"], one["id"]) for one in told] == [
        (1, "partners"), (2, "decisions"), (3, "vision"), (4, "scope"), (5, "goals"),
    ]  # fmt: skip
    assert section(scene, "vision")["has_text"] == "The vision statement"
    assert section(scene, "goals")["kinds"] == ["goal", "objective", "initiative"]


def test_a_section_says_where_it_stands_and_by_which_decision() -> None:
    scene, _ = partnership()
    assert (section(scene, "vision")["standing"], section(scene, "vision")["provenance"]) == ("empty", "")
    scene.did("p2", "save_text", section="vision", content="We will.", base=0)
    assert section(scene, "vision")["standing"] == "draft"
    scene.did("p1", "open_decision", proposes="section:vision")
    assert section(scene, "vision")["standing"] == "proposed"
    for number in (1, 2):
        scene.did(f"p{number + 1}", "cast_ballot", decision="d1", voter=f"o{number}", choice="consent")
    scene.did("p1", "close_round", decision="d1")
    told = section(scene, "vision", viewer=scene.observer())
    assert (told["standing"], told["decision"], told["provenance"]) == ("adopted", "d1", "Consent: 2 consent")
    scene.did("p2", "save_text", section="vision", content="We might.", base=1)
    assert section(scene, "vision")["standing"] == "changed"


def test_what_the_plan_asks_of_a_partner_is_said_to_its_people() -> None:
    scene, _ = partnership()
    scene.did("p2", "add_entry", kind="initiative", fields={"title": "Warm tables", "lead": "o1"})
    scene.did("p2", "add_entry", kind="resolution_step", fields={"what": "Talk"})
    assert scene.sees("p2")["asks"] == ["Lead Warm tables [I1]", "Settle disagreements by the step agreed in How we decide"]
    assert scene.sees("p3")["asks"] == ["Settle disagreements by the step agreed in How we decide"]
    assert "asks" not in scene.sees("p1")
    assert "asks" not in scene.sees(scene.observer())


def test_the_limit_of_focus_areas_is_the_agendas() -> None:
    scene = Scene("First", agenda=express())
    for number in range(4):
        scene.did("p1", "add_entry", kind="focus_area", fields={"title": f"Area {number}"})
    (finding,) = [one for one in scene.sees("p1")["plan"]["findings"] if one["code"] == "too_many_focus_areas"]
    assert finding["message"] == "4 focus areas are more than the 3 that the group meant to keep to."


def test_a_focus_area_serves_a_theme_of_the_vision_and_not_of_the_scope() -> None:
    scene = Scene("Kitchen", agenda=express()).open()
    scene.did("p1", "name_theme", step="vision.group", name="Near and the same day")
    scene.did("p1", "name_theme", step="scope.group", name="One way in")
    for theme in ("Near and the same day", "One way in"):
        scene.did("p1", "add_entry", kind="focus_area", fields={"title": "One form", "theme": theme})
    unlinked = [one["entry"] for one in scene.sees("p1")["plan"]["findings"] if one["code"] == "focus_area_unlinked"]
    assert unlinked == ["e2"]

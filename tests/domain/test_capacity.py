"""Capacity: asked privately, shown together, and until then nobody else's business."""

import json
from typing import Any

from tests.scene import Scene
from workshops.stores.agendas import shipped

SECRET = 137


def house() -> tuple[Scene, str, str, str]:
    """A workshop in the whole agenda: two people of the kitchen, one of the council."""
    scene = Scene("Kitchen", "Council", agenda=shipped()["full"]).open()
    return scene, scene.seat("Ana", "o1", speaks=True), scene.seat("Cem", "o1"), scene.seat("Ben", "o2", speaks=True)


def step(scene: Scene) -> str:
    """The step in which it is asked."""
    return next(one.id for one in scene.state.agenda.steps() if one.kind == "capacity")


def offered(scene: Scene, person: str, days: int, **more: Any) -> None:
    """What somebody's partner can give."""
    scene.did(person, "offer_capacity", step=step(scene), days_per_month=days, **more)


def test_until_all_is_shown_only_ones_own_partner_sees_it() -> None:
    scene, ana, cem, ben = house()
    offered(scene, ana, SECRET, in_kind="A secret cellar", working_style="outline")
    for person in (ben, "p1", scene.observer()):
        told = json.dumps(scene.sees(person))
        assert str(SECRET) not in told
        assert "secret cellar" not in told
    for person in (ana, cem):
        assert "secret cellar" in json.dumps(scene.sees(person))
    assert not any("secret cellar" in line for line in scene.lines())


def test_the_last_word_of_a_partners_people_counts() -> None:
    scene, ana, cem, ben = house()
    offered(scene, ana, 3)
    offered(scene, cem, 7)
    offered(scene, ben, 0)
    scene.did("p1", "reveal", step=step(scene))
    shown = {entry.fields["partner"]: entry.fields["days_per_month"] for entry in scene.state.plan.of_kind("capacity")}
    assert shown == {"o1": 7, "o2": 0}
    assert all("days_per_month" in json.dumps(scene.sees(person)) for person in (ana, ben))
    assert scene.reopened().state == scene.state


def test_afterwards_it_is_a_line_of_the_plan_that_is_changed_like_any_other() -> None:
    scene, ana, _, ben = house()
    offered(scene, ana, 3)
    scene.did("p1", "reveal", step=step(scene))
    assert scene.refused(ana, "offer_capacity", step=step(scene), days_per_month=4) == "shown"
    (line,) = scene.state.plan.of_kind("capacity")
    scene.did(ana, "change_entry", entry=line.id, fields={"days_per_month": 4})
    assert scene.refused(ben, "add_entry", kind="capacity", fields={"partner": "o1", "days_per_month": 9}) == "already"


def test_nonsense_is_refused_and_leaves_what_was_said() -> None:
    scene, ana, _, _ = house()
    offered(scene, ana, 3)
    for fields in ({"days_per_month": -1}, {"days_per_month": 10**6}, {"working_style": "lazy"}, {}):
        scene.refused(ana, "offer_capacity", step=step(scene), **fields)
    assert scene.refused(ana, "offer_capacity", step="vision.gather", days_per_month=1) == "unknown_step"
    assert scene.refused(scene.observer(), "offer_capacity", step=step(scene), days_per_month=1) == "not_allowed"
    scene.did("p1", "reveal", step=step(scene))
    assert [entry.fields["days_per_month"] for entry in scene.state.plan.of_kind("capacity")] == [3]

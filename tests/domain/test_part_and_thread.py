"""Each partner's part in the puzzle, the thread from the vision to an activity and back, and what is still to be filled in."""

from typing import Any

from tests.scene import Scene
from workshops.plan.part import part_of
from workshops.plan.thread import thread_of
from workshops.stores.agendas import shipped


def house() -> Scene:
    """A workshop in the whole agenda with two partners."""
    return Scene("Kitchen", "Council", agenda=shipped()["full"]).open()


def add(scene: Scene, kind: str, /, **fields: Any) -> str:
    """An entry that the facilitator puts in."""
    made: str = scene.did("p1", "add_entry", kind=kind, fields=fields)
    return made


def test_a_part_is_what_one_leads_and_supports_who_waits_and_for_whom() -> None:
    scene = house()
    first = add(scene, "activity", title="Store", lead="o1", due="2027-02-01")
    second = add(scene, "activity", title="Meals", lead="o2", supporting=["o1"], start="2027-03-01", due="2027-04-01", depends_on=[first])
    third = add(scene, "activity", title="Count", lead="o1", due="2027-06-01", depends_on=[second])
    add(scene, "activity", title="More of it", lead="o1", due="2027-07-01", depends_on=[first])
    add(scene, "checkpoint", date="2027-03-15", assesses="All", attends="All")
    part = part_of(scene.state.plan, "o1")
    assert [entry.titled() for entry in part.leads] == ["Store", "Count", "More of it"]
    assert [entry.id for entry in part.supports] == [second]
    assert [(wait.waiting.id, wait.awaited.id) for wait in part.waits_for_us] == [(second, first)]
    assert [(wait.waiting.id, wait.awaited.id) for wait in part.we_wait_for] == [(third, second)]
    assert [day for day, _ in part.dates] == ["2027-02-01", "2027-03-15", "2027-06-01", "2027-07-01"]


def test_the_thread_leads_from_the_vision_to_what_is_done_and_back() -> None:
    scene = house()
    area = add(scene, "focus_area", title="Meals", theme="Nobody hungry")
    goal = add(scene, "goal", title="Warm meals", focus_area=area)
    objective = add(scene, "objective", title="Three sites", goal=goal)
    initiative = add(scene, "initiative", title="Warm tables", objectives=[objective])
    activity = add(scene, "activity", title="Evening meals", serves=initiative)
    outcome = add(scene, "outcome", title="Fewer go without", goal=goal, term="short")
    apart = add(scene, "activity", title="On its own")
    thread = thread_of(scene.state.plan)
    assert thread.upwards(activity) == [initiative, objective, goal, area]
    assert set(thread.downwards(area)) == {goal, objective, initiative, activity, outcome}
    assert thread.themes_of(activity) == thread.themes_of(outcome) == ["Nobody hungry"]
    assert (thread.upwards(apart), thread.themes_of(apart)) == ([], [])
    for one in thread.above:
        for other in thread.above:
            assert (one in thread.upwards(other)) == (other in thread.downwards(one))


def test_what_was_removed_hangs_in_no_thread() -> None:
    scene = house()
    area = add(scene, "focus_area", title="Meals")
    goal = add(scene, "goal", title="Warm meals", focus_area=area)
    scene.did("p1", "remove_entry", entry=goal)
    assert thread_of(scene.state.plan).downwards(area) == []


def test_the_rest_is_homework_of_whoever_it_belongs_to_with_a_date() -> None:
    scene = house()
    ana = scene.seat("Ana", "o1", speaks=True)
    mine = add(scene, "activity", title="Meals", lead="o1")
    nobodys = add(scene, "goal", title="Warm meals")
    scene.did("p1", "set_homework", due="2027-01-15")
    homework = scene.sees(ana)["homework"]
    assert homework["due"] == "2027-01-15"
    assert homework["gaps"]["o1"] == [mine]
    assert nobodys in homework["gaps"][""]
    rest = {
        "serves": add(scene, "objective", title="Sites"),
        "start": "2027-01-01",
        "due": "2027-02-01",
        "effort_days": 3,
        "deliverable": "Meals",
    }
    scene.did(ana, "change_entry", entry=mine, fields=rest)
    assert "o1" not in scene.sees(ana)["homework"]["gaps"]
    scene.did("p1", "set_homework", due="")
    assert scene.sees(ana)["homework"]["due"] == ""


def test_homework_has_a_day_that_exists_and_only_the_facilitator_sets_it() -> None:
    scene = house()
    ana = scene.seat("Ana", "o1", speaks=True)
    for due in ("2027-02-30", "15.1.2027", "20270115", "2027-1-5", "soon"):
        assert scene.refused("p1", "set_homework", due=due) == "bad_date"
    assert scene.refused(ana, "set_homework", due="2027-01-15") == "not_allowed"

"""The schedule against networkx, which finds longest paths by a method of its own; circles, delays and days of grace by hand."""

import random
from datetime import date, timedelta

import networkx as nx
import pytest

from tests.scene import Scene
from workshops.plan.document import Entry, Plan
from workshops.plan.schedule import Activity, Pushed, activities, circle_through, pushed_back, scheduled
from workshops.refusal import Refused
from workshops.steps.timing import told_delay
from workshops.stores.agendas import shipped

GRAPHS = 3000
MOST = 14


def random_activities(chance: random.Random) -> list[Activity]:
    """Some activities; each may wait for any that came before it in a secret order, and for some that are not scheduled."""
    names = [f"e{number}" for number in range(1, chance.randint(1, MOST) + 1)]
    secret = chance.sample(names, len(names))
    after = {one: tuple(chance.sample(secret[:at], chance.randint(0, min(at, 3)))) for at, one in enumerate(secret)}
    found = []
    for one in names:
        start = chance.randint(1000, 1100)
        unknown = ("e99",) if chance.random() < 0.05 else ()
        found.append(Activity(one, start, start + chance.randint(0, 40), chance.choice([0, 0, 7]), after[one] + unknown))
    return found


def longest(graph: nx.DiGraph, source: str) -> dict[str, int]:
    """The length of the longest path from a node to every other: the shortest where all lengths are negative."""
    shortest = nx.single_source_bellman_ford_path_length(graph, source, weight="shorter")
    return {node: -length for node, length in shortest.items()}


def by_networkx(those: list[Activity], delays: dict[str, int]) -> dict[str, tuple[int, int, int]]:
    """First day, last day and latest last day of each activity, from longest paths in a graph with a beginning and an end."""
    days = {one.id: one.due - one.start + 1 + delays.get(one.id, 0) for one in those}
    graph = nx.DiGraph()
    for one in those:
        graph.add_edge("begin", one.id, shorter=-one.start)
        graph.add_edge(one.id, "end", shorter=-days[one.id])
        graph.add_edges_from((other, one.id, {"shorter": -days[other]}) for other in one.after if other in days)
    begins = longest(graph, "begin")
    still = longest(graph.reverse(), "end")
    # `end` is reached on the day after the last one.
    return {one: (begins[one], begins[one] + days[one] - 1, begins["end"] - 1 - (still[one] - days[one])) for one in days}


@pytest.mark.parametrize("part", range(6))
def test_spans_slack_and_critical_path_are_those_of_networkx(part: int) -> None:
    for seed in range(part, GRAPHS, 6):
        chance = random.Random(seed)
        those = random_activities(chance)
        delays = {one.id: chance.randint(1, 30) for one in those if chance.random() < 0.2}
        schedule, expected = scheduled(those, delays), by_networkx(those, delays)
        assert {one: (span.start, span.finish, span.latest) for one, span in schedule.spans.items()} == expected, seed
        assert schedule.critical == [one.id for one in those if expected[one.id][1] == expected[one.id][2]], seed
        assert schedule.end == max(finish for _, finish, _ in expected.values()), seed
        assert list(schedule.spans) == [one.id for one in those], seed


def test_what_a_delay_pushes_back_is_what_ends_beyond_its_grace() -> None:
    for seed in range(500):
        chance = random.Random(seed)
        those = random_activities(chance)
        late, days = chance.choice(those).id, chance.randint(1, 60)
        expected = by_networkx(those, {late: days})
        beyond = [
            Pushed(one.id, expected[one.id][1], expected[one.id][1] - one.due) for one in those if expected[one.id][1] > one.due + one.grace
        ]
        assert pushed_back(those, late, days) == beyond, seed


def test_a_circle_is_found_wherever_networkx_finds_one() -> None:
    for seed in range(1000):
        chance = random.Random(seed)
        names = [f"e{number}" for number in range(chance.randint(1, 8))]
        waits = {one: chance.sample(names, chance.randint(0, min(2, len(names)))) for one in names}
        graph = nx.DiGraph([(one, other) for one, others in waits.items() for other in others])
        circle = circle_through(waits)
        assert bool(circle) != nx.is_directed_acyclic_graph(graph), seed
        assert all(other in waits[one] for one, other in zip(circle, [*circle[1:], *circle[:1]], strict=True)), seed


def test_a_circle_that_an_old_plan_brings_along_is_cut_and_named() -> None:
    those = [Activity("e1", 10, 12, after=("e3",)), Activity("e2", 13, 15, after=("e1",)), Activity("e3", 16, 18, after=("e2",))]
    schedule = scheduled(those)
    assert len(schedule.circles) == 1
    assert sorted(schedule.circles[0]) == ["e1", "e2", "e3"]
    assert set(schedule.spans) == {"e1", "e2", "e3"}


def test_only_activities_with_both_dates_are_scheduled_and_removed_ones_never() -> None:
    day = {"start": "2026-10-01", "due": "2026-10-05"}
    entries = [
        Entry("e1", "activity", 1, day),
        Entry("e2", "activity", 2, {"start": "2026-10-01"}),
        Entry("e3", "activity", 3, day, removed=True),
        Entry("e4", "activity", 4, day | {"depends_on": ["e1", "e2", "e3"]}),
    ]
    those = activities(Plan(entries={entry.id: entry for entry in entries}))
    assert [one.id for one in those] == ["e1", "e4"]
    spans = scheduled(those).spans
    assert spans["e4"].start == date(2026, 10, 6).toordinal()


def chain(scene: Scene, *, grace: int = 0) -> None:
    """Three activities, each waiting for the one before."""
    first = date(2026, 10, 1)
    for number, lead in enumerate(("o1", "o2", "o1")):
        start = first + timedelta(days=10 * number)
        fields = {"title": f"Step {number + 1}", "lead": lead, "start": start.isoformat(), "due": (start + timedelta(days=9)).isoformat()}
        fields |= {"grace_days": grace, "depends_on": [f"e{number}"] if number else []}
        scene.did("p1", "add_entry", kind="activity", fields=fields)


def full(*partners: str) -> Scene:
    """A workshop with the whole agenda."""
    return Scene(*partners, agenda=shipped()["full"]).open()


def test_what_if_it_is_three_weeks_late_says_what_is_pushed_back_and_for_whom() -> None:
    scene = full("Kitchen", "Council")
    chain(scene, grace=5)
    answer = told_delay(scene.state, "e1", "21")
    assert [one["entry"] for one in answer["pushed"]] == ["e1", "e2", "e3"]
    assert all(words in answer["sentence"] for words in ("Council", "A2", "A3"))
    assert [one["entry"] for one in told_delay(scene.state, "e1", "5")["pushed"]] == []
    for days in ("0", "-1", "731", "1.5", "", "٣", "9" * 40):
        with pytest.raises(Refused):
            told_delay(scene.state, "e1", days)


def test_a_circle_is_refused_by_the_names_that_people_see() -> None:
    scene = full("Kitchen", "Council")
    chain(scene)
    answer = scene.do("p1", "change_entry", entry="e1", fields={"depends_on": ["e3"]})
    assert (answer["code"], answer["message"]) == ("circle", "That would run in a circle: A1 → A3 → A2 → A1.")
    assert scene.do("p1", "change_entry", entry="e1", fields={"depends_on": ["e1"]})["code"] == "bad_reference"

"""The plan check of the second half of a plan: each finding where it is so, and silence where it is nearly so."""

from typing import Any

import pytest

from tests.domain.test_check import entry
from workshops.plan.check import CHECKS, Checked, findings
from workshops.plan.document import Entry, Plan

SECTIONS = ("partners", "vision", "scope", "goals", "outcomes", "activities", "dependencies", "accountability", "communication", "exit")
HORIZON = entry(1, "horizon", **{"from": "2027-01-01", "to": "2027-12-31"})
GOAL = entry(2, "goal", title="Meals")


def activity(number: int, **fields: Any) -> Entry:
    """An activity in January."""
    given = {"title": f"Activity {number}", "lead": "o1", "start": "2027-01-01", "due": "2027-01-31"}
    return entry(number, "activity", **{**given, **fields})


def outcome(number: int, term: str, **fields: Any) -> Entry:
    """An outcome of the goal that can be measured."""
    measure = {"indicator": "meals", "baseline": "0", "target": "9", "due": "2027-06-01"}
    return entry(number, "outcome", title=f"Outcome {number}", goal="e2", term=term, **{**measure, **fields})


def tool(number: int, need: str, **fields: Any) -> Entry:
    """A tool that the kitchen runs."""
    return entry(number, "tool", need=need, **{"tool": "A list", "run_by": "o1", **fields})


def offer(number: int, days: int) -> Entry:
    """What the kitchen can give."""
    return entry(number, "capacity", partner="o1", days_per_month=days)


QUARTERS = [entry(10 + n, "checkpoint", date=day) for n, day in enumerate(("2027-04-03", "2027-07-04", "2027-10-01"))]
NEEDS = ("mailing", "documents", "collaboration", "meetings", "project_management", "monitoring")

CASES: list[tuple[str, list[Entry], list[Entry], str]] = [
    ("activity_outside_horizon", [HORIZON, activity(3, due="2028-01-01")], [HORIZON, activity(3, due="2027-12-31")], "e3"),
    ("activity_outside_horizon", [HORIZON, activity(3, start="2026-12-31")], [HORIZON, activity(3)], "e3"),
    (
        "dependency_order",
        [activity(3), activity(4, start="2027-01-31", due="2027-02-09", depends_on=["e3"])],
        [activity(3), activity(4, start="2027-02-01", due="2027-02-09", depends_on=["e3"])],
        "e4",
    ),
    (
        "dependency_cycle",
        [activity(3, depends_on=["e4"]), activity(4, depends_on=["e3"])],
        [activity(3), activity(4, depends_on=["e3"])],
        "",
    ),
    ("partner_overloaded", [activity(3, effort_days=6), offer(4, 5)], [activity(3, effort_days=5), offer(4, 5)], ""),
    ("partner_without_part", [activity(3)], [activity(3, supporting=["o2"])], ""),
    (
        "goal_without_outcome",
        [GOAL, outcome(3, "short"), outcome(4, "intermediate")],
        [GOAL, outcome(3, "short"), outcome(4, "intermediate"), outcome(5, "long")],
        "e2",
    ),
    ("outcome_incomplete", [GOAL, outcome(3, "short", baseline="")], [GOAL, outcome(3, "short", baseline="0")], "e3"),
    ("lead_has_left", [activity(3, lead="o9")], [activity(3, lead="o2")], "e3"),
    ("activity_incomplete", [activity(3)], [activity(3, deliverable="A list")], "e3"),
    ("entry_incomplete", [entry(3, "asset", what="The van")], [entry(3, "asset", what="The van", goes_to="The kitchen")], "e3"),
    ("checkpoint_gap", [HORIZON, *QUARTERS[1:]], [HORIZON, *QUARTERS], ""),
    ("no_realignment_date", [entry(3, "realignment")], [entry(3, "realignment", date="2027-06-01")], ""),
    ("tool_without_owner", [tool(3, "mailing", run_by="")], [tool(3, "mailing")], "e3"),
    (
        "need_without_tool",
        [tool(3 + n, need) for n, need in enumerate(NEEDS[1:])],
        [tool(3 + n, need) for n, need in enumerate(NEEDS)],
        "",
    ),
]


def found(entries: list[Entry], code: str) -> list[tuple[str, str]]:
    """Where each finding of this code leads, and what it says."""
    plan = Plan(entries={one.id: one for one in entries})
    checked = Checked(plan, (), SECTIONS, {"o1": "Kitchen", "o2": "Council"}, (), left={"o9": "Bakers"})
    return [(finding.entry, finding.message) for finding in findings(checked) if finding.code == code]


@pytest.mark.parametrize(("code", "is_so", "is_not", "leads_to"), CASES, ids=[case[0] for case in CASES])
def test_it_is_said_where_it_is_so_and_nowhere_else(code: str, is_so: list[Entry], is_not: list[Entry], leads_to: str) -> None:
    said = found(is_so, code)
    assert len(said) == 1
    assert leads_to in ("", said[0][0])
    assert said[0][1].endswith((".", "?"))
    assert found(is_not, code) == []


def test_every_code_has_its_case() -> None:
    elsewhere = {
        "partner_not_heard", "section_not_adopted", "changed_since_adopted", "open_objection", "unresolved_decision",
        "too_many_focus_areas", "focus_area_unlinked", "focus_area_without_goal", "goal_without_objective",
    }  # fmt: skip
    assert {check.__name__ for check in CHECKS} == elsewhere | {case[0] for case in CASES}


def test_an_overload_says_how_much_when_and_never_who_is_worst() -> None:
    ((_, words),) = found([activity(3, effort_days=14, due="2027-02-28"), offer(4, 5)], "partner_overloaded")
    assert words == "Kitchen: asked 7, offered 5 in January 2027, and too much in 1 other month: what can move?"


def test_a_circle_is_named_by_what_stands_before_the_titles() -> None:
    ((_, words),) = found([activity(3, depends_on=["e4"]), activity(4, depends_on=["e3"])], "dependency_cycle")
    assert words in (
        "A3 waits for A4 waits for A3: none of them can ever start.",
        "A4 waits for A3 waits for A4: none of them can ever start.",
    )


def test_a_gap_names_the_days_it_lies_between() -> None:
    ((_, words),) = found([HORIZON, *QUARTERS[:2]], "checkpoint_gap")
    assert words == "Between 2027-07-04 and 2027-12-31 lie 180 days without a checkpoint."

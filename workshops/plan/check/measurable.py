"""Measurable: does every focus area lead to something that can be seen, counted and dated?"""

from collections.abc import Iterator

from workshops.plan.check.subject import Checked, Finding, named
from workshops.plan.fields import lacking
from workshops.plan.kinds import KINDS

MEASURES = ("indicator", "baseline", "target", "due")
"""What an outcome needs to be measured."""


def focus_area_without_goal(checked: Checked) -> Iterator[Finding]:
    """A focus area that no goal serves."""
    if "goals" in checked.sections:
        served = {goal.fields.get("focus_area") for goal in checked.plan.of_kind("goal")}
        for area in checked.plan.of_kind("focus_area"):
            if area.id not in served:
                yield Finding("focus_area_without_goal", "measurable", f"{area.short} “{area.titled()}” has no goal yet.", "goals", area.id)


def goal_without_objective(checked: Checked) -> Iterator[Finding]:
    """A goal that no objective serves."""
    served = {objective.fields.get("goal") for objective in checked.plan.of_kind("objective")}
    for goal in checked.plan.of_kind("goal"):
        if goal.id not in served:
            yield Finding("goal_without_objective", "measurable", f"{goal.short} “{goal.titled()}” has no objective yet.", "goals", goal.id)


def goal_without_outcome(checked: Checked) -> Iterator[Finding]:
    """A goal without an outcome of some term; one finding for each term."""
    if "outcomes" not in checked.sections:
        return
    terms = KINDS["outcome"].field("term")
    assert terms is not None
    have = {(entry.fields.get("goal"), entry.fields.get("term")) for entry in checked.of_kind("outcome")}
    for goal in checked.of_kind("goal"):
        for term, words in terms.options:
            if (goal.id, term) not in have:
                message = f"{named(goal)} has no {words.lower()} outcome yet."
                yield Finding("goal_without_outcome", "measurable", message, "outcomes", goal.id)


def outcome_incomplete(checked: Checked) -> Iterator[Finding]:
    """An outcome that nobody could measure yet."""
    kind = KINDS["outcome"]
    for entry in checked.of_kind("outcome"):
        missing = ", ".join(field.label.lower() for field in lacking(kind, entry.fields) if field.name in MEASURES)
        if missing:
            yield Finding("outcome_incomplete", "measurable", f"{named(entry)} still needs: {missing}.", "outcomes", entry.id)

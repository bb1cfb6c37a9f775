"""The plan check: findings grouped by the four qualities of a good workplan. Never a gate, always said aloud.

Each check is a function over the plan; `CHECKS` lists them in the order they are shown, each with the sentence that says why it
matters. Codes and meanings: PRODUCT.md, "The plan check".
"""

from collections.abc import Callable, Iterable

from workshops.plan.check import accountable, buy_in, measurable, realistic
from workshops.plan.check.subject import MOST_FOCUS_AREAS, Checked, Finding

__all__ = ["CHECKS", "MOST_FOCUS_AREAS", "WHY", "Checked", "Finding", "findings"]

Check = Callable[[Checked], Iterable[Finding]]

CHECKS: dict[Check, str] = {
    buy_in.partner_not_heard: "People carry what they helped to decide.",
    buy_in.section_not_adopted: "What was never agreed binds nobody.",
    buy_in.changed_since_adopted: "Nobody can rely on words that changed behind the agreement.",
    buy_in.open_objection: "A harm that is seen and not met comes back later, and costs more.",
    buy_in.unresolved_decision: "What is left open is decided by chance.",
    realistic.too_many_focus_areas: "Few things are kept; many are started.",
    realistic.focus_area_unlinked: "What serves nothing in the vision takes days from what does.",
    realistic.activity_outside_horizon: "What happens outside the plan’s time is nobody’s promise.",
    realistic.dependency_order: "It would have to wait for what is not there yet.",
    realistic.dependency_cycle: "What waits for itself never begins.",
    realistic.partner_overloaded: "A partner that gives more than it has stops giving.",
    realistic.partner_without_part: "Whoever has no part soon has no interest.",
    measurable.focus_area_without_goal: "Without a goal nobody knows when it is done.",
    measurable.goal_without_objective: "Without a step that has a date, a goal stays a wish.",
    measurable.goal_without_outcome: "Early signs tell whether the late ones will come.",
    measurable.outcome_incomplete: "What cannot be measured can be argued about for ever.",
    accountable.lead_has_left: "What nobody leads does not happen.",
    accountable.activity_incomplete: "Others can only rely on a name, a day and a thing.",
    accountable.entry_incomplete: "A gap is filled by whoever guesses first.",
    accountable.checkpoint_gap: "What nobody looks at for a quarter drifts.",
    accountable.no_realignment_date: "A plan without an end is left, not ended.",
    accountable.tool_without_owner: "A tool that nobody runs is soon a tool that nobody uses.",
    accountable.need_without_tool: "Each will find a way of their own, and miss the others.",
}
"""Every check, and why what it finds matters."""

WHY: dict[str, str] = {check.__name__: why for check, why in CHECKS.items()}
"""By code."""


def findings(checked: Checked) -> list[Finding]:
    """All findings, in the order of the checks, then of the document."""
    return [finding for check in CHECKS for finding in check(checked)]

"""The plan check: findings grouped by the four qualities of a good workplan. Never a gate, always said aloud.

Each check is a function over the plan; `CHECKS` lists them in the order they are shown. Codes and meanings: PRODUCT.md,
"The plan check"; those of later stages come with their sections.
"""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from workshops.decisions.decision import Decision, Status, taken_up
from workshops.decisions.rules import heard_as
from workshops.decisions.saying import several
from workshops.plan.document import Plan
from workshops.plan.fields import lacking
from workshops.plan.kinds import KINDS
from workshops.plan.sections import in_document_order
from workshops.plan.standing import Standing, standing_of_section

MOST_FOCUS_AREAS = 3


class Checked(Struct, frozen=True):
    """What is checked: the plan, its decisions, the sections in use, partners by id, the themes of the vision, and the partners
    that have withdrawn."""

    plan: Plan
    decisions: tuple[Decision, ...]
    sections: tuple[str, ...]
    partners: dict[str, str]
    themes: tuple[str, ...]
    left: dict[str, str] = {}
    focus_areas: int = MOST_FOCUS_AREAS


class Finding(Struct, frozen=True):
    """`code` for programs, `quality` one of buy-in, realistic, measurable, accountable, `message` for people, and where it leads."""

    code: str
    quality: str
    message: str
    section: str
    entry: str = ""


def findings(checked: Checked) -> list[Finding]:
    """All findings, in the order of the checks, then of the document."""
    return [finding for check in CHECKS for finding in check(checked)]


def _standing(checked: Checked) -> Iterator[tuple[str, str, Standing]]:
    for section in in_document_order(list(checked.sections)):
        if section.id != "partners":
            yield section.id, section.title, standing_of_section(checked.plan, checked.decisions, section.id)


def partner_not_heard(checked: Checked) -> Iterator[Finding]:
    """A partner that took part in no decision."""
    closed = [one for decision in checked.decisions for one in decision.rounds if one.result is not None]
    if not closed:
        return
    voted = {voter for one in closed for voter in one.answered}
    if voted <= checked.partners.keys():
        for partner, name in checked.partners.items():
            if partner not in voted:
                yield Finding("partner_not_heard", "buy-in", f"{name} has taken part in no decision yet.", "partners")


def section_not_adopted(checked: Checked) -> Iterator[Finding]:
    """A section that the group has not agreed on."""
    for section, title, standing in _standing(checked):
        if standing in (Standing.EMPTY, Standing.DRAFT, Standing.PROPOSED):
            yield Finding("section_not_adopted", "buy-in", f"“{title}” has not been agreed yet.", section)


def changed_since_adopted(checked: Checked) -> Iterator[Finding]:
    """A section that was edited after it was agreed."""
    for section, title, standing in _standing(checked):
        if standing is Standing.CHANGED:
            yield Finding(
                "changed_since_adopted", "buy-in", f"“{title}” was changed after it was agreed, and must be decided again.", section
            )


def open_objection(checked: Checked) -> Iterator[Finding]:
    """An objection of the last round that nothing has met."""
    later = taken_up(checked.decisions)
    for decision in checked.decisions:
        if decision.status in (Status.BETWEEN, Status.UNRESOLVED) and decision.id not in later:
            objections = decision.current.objections().keys() - {who for who, how in decision.current.met.items() if how}
            if objections:
                number = several(len(objections), heard_as(decision.current.policy))
                message = f"Decision {decision.number} ({decision.current.proposal.title}) still has {number}."
                yield Finding("open_objection", "buy-in", message, decision.current.proposal.section)


def unresolved_decision(checked: Checked) -> Iterator[Finding]:
    """A decision that went through its rounds without being carried, and that no later one has taken up."""
    later = taken_up(checked.decisions)
    for decision in checked.decisions:
        if decision.status is Status.UNRESOLVED and decision.id not in later:
            where = f" Now: {decision.ladder[decision.rung].what}." if decision.rung is not None else ""
            message = f"Decision {decision.number} ({decision.current.proposal.title}) is not resolved.{where}"
            yield Finding("unresolved_decision", "buy-in", message, decision.current.proposal.section)


def too_many_focus_areas(checked: Checked) -> Iterator[Finding]:
    """More focus areas than the group set itself as a limit."""
    number = len(checked.plan.of_kind("focus_area"))
    if number > checked.focus_areas:
        message = f"{number} focus areas are more than the {checked.focus_areas} that the group meant to keep to."
        yield Finding("too_many_focus_areas", "realistic", message, "scope")


def focus_area_unlinked(checked: Checked) -> Iterator[Finding]:
    """A focus area that serves no theme of the vision."""
    for area in checked.plan.of_kind("focus_area"):
        if area.fields.get("theme") not in checked.themes:
            message = f"{area.short} “{area.titled()}” is not linked to a theme of the vision."
            yield Finding("focus_area_unlinked", "realistic", message, "scope", area.id)


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


def lead_has_left(checked: Checked) -> Iterator[Finding]:
    """An entry whose lead is a partner that has withdrawn."""
    for section in in_document_order(list(checked.sections)):
        for entry in checked.plan.entries_of(section.id):
            if entry.fields.get("lead") in checked.left:
                message = f"{entry.short} “{entry.titled()}” needs a lead: {checked.left[entry.fields['lead']]} has withdrawn."
                yield Finding("lead_has_left", "accountable", message, section.id, entry.id)


def entry_incomplete(checked: Checked) -> Iterator[Finding]:
    """An entry that lacks what a complete plan needs."""
    for section in in_document_order(list(checked.sections)):
        for entry in checked.plan.entries_of(section.id):
            missing = ", ".join(field.label.lower() for field in lacking(KINDS[entry.kind], entry.fields))
            if missing:
                named = f"{entry.short} {entry.titled()}".strip()
                yield Finding("entry_incomplete", "accountable", f"{named} still needs: {missing}.", section.id, entry.id)


CHECKS: tuple[Callable[[Checked], Iterable[Finding]], ...] = (
    partner_not_heard,
    section_not_adopted,
    changed_since_adopted,
    open_objection,
    unresolved_decision,
    too_many_focus_areas,
    focus_area_unlinked,
    focus_area_without_goal,
    goal_without_objective,
    lead_has_left,
    entry_incomplete,
)

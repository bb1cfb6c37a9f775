"""Review: the plan as a whole, section by section, with what the plan check finds and what it asks of each partner."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from workshops.decisions.rules import RULES
from workshops.decisions.saying import several
from workshops.plan.check import MOST_FOCUS_AREAS, WHY, Checked, Finding, findings
from workshops.plan.kinds import kinds_of
from workshops.plan.load import in_days, loads, month_in_words
from workshops.plan.schedule import schedule_of
from workshops.plan.sections import Section, in_document_order
from workshops.plan.standing import Standing, deciding, standing_of_section
from workshops.state import Workshop
from workshops.steps.deciding.rounds import in_names

MOST_SHOWN = 60
"""Findings that a screen gets; the document has all of them."""


def check(workshop: Workshop) -> list[Finding]:
    """What the plan check finds now."""
    limits = [step.options.limit for step in workshop.agenda.steps() if "focus_area" in step.options.kinds and step.options.limit]
    checked = Checked(
        plan=workshop.plan,
        decisions=tuple(workshop.on_record()),
        sections=tuple(workshop.agenda.sections()),
        partners={partner.id: partner.name for partner in workshop.present_partners()},
        themes=tuple(_themes_of_the_vision(workshop)),
        left={partner.id: partner.name for partner in workshop.partners.values() if partner.withdrawn},
        focus_areas=limits[0] if limits else MOST_FOCUS_AREAS,
    )
    return findings(checked)


def _themes_of_the_vision(workshop: Workshop) -> Iterator[str]:
    """The names of the themes that were made in a stage which fills the vision: themes of the scope are no reason to take it on."""
    steps = {step.id for stage in workshop.agenda.stages if stage.section == "vision" for step in stage.steps}
    return (theme.name for theme in workshop.themes.values() if theme.step in steps)


def everyone(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Slice `plan`."""
    sections = in_document_order(workshop.agenda.sections())
    found = check(workshop)
    yield (
        "plan",
        {
            "sections": [_section(workshop, number, section) for number, section in enumerate(sections, 1)],
            "findings": [msgspec.to_builtins(finding) | {"why": WHY[finding.code]} for finding in found[:MOST_SHOWN]],
            "open": len(found),
            "codes": sorted({finding.code for finding in found}),
            "critical_path": schedule_of(workshop.plan).critical,
            "counts": dict(Counter(finding.section for finding in found)),
        },
    )


def _section(workshop: Workshop, number: int, section: Section) -> dict[str, Any]:
    standing = standing_of_section(workshop.plan, workshop.decisions.values(), section.id)
    decisions = deciding(workshop.plan, section.id) if standing in (Standing.ADOPTED, Standing.CHANGED) else []
    return {
        "id": section.id,
        "number": number,
        "title": section.title,
        "standing": standing.value,
        "decision": decisions[-1] if decisions else "",
        "provenance": _provenance(workshop, decisions[-1]) if decisions else "",
        "has_text": section.text,
        "kinds": [kind.name for kind in kinds_of(section.id)],
    }


def _provenance(workshop: Workshop, decision_id: str) -> str:
    """`Consent: 5 consent, 1 concern`."""
    decided = workshop.decisions[decision_id].current
    return f"{RULES[decided.policy.rule].title}: {in_names(workshop, decided, decided.result.sum)}" if decided.result else ""


def person(workshop: Workshop, participant: str) -> Iterator[tuple[str, Any]]:
    """Slice `asks`: what the plan asks of one's partner, in sentences."""
    someone = workshop.participants.get(participant)
    if someone is not None and someone.partner:
        yield "asks", asks_of(workshop, someone.partner)


def asks_of(workshop: Workshop, partner: str) -> list[str]:
    """What the plan asks of a partner: what it leads, and what it agreed to with a concern."""
    asks = [
        f"Lead {entry.titled()} [{entry.short}]"
        for kind in ("initiative", "activity")
        for entry in workshop.plan.of_kind(kind)
        if entry.fields.get("lead") == partner
    ]
    supported = [entry for entry in workshop.plan.of_kind("activity") if partner in (entry.fields.get("supporting") or ())]
    asks += [f"Support {entry.titled()} [{entry.short}]" for entry in supported]
    load = loads(workshop.plan, [partner])[0]
    if load.most:
        offered = f" of the {load.offered} you offered" if load.offered is not None else ""
        asks.append(f"At most {in_days(load.most)} days a month{offered}, in {month_in_words(load.fullest)}")
    checkpoints = workshop.plan.of_kind("checkpoint")
    if checkpoints:
        asks.append(f"Come to {several(len(checkpoints), 'checkpoint')}")
    ladder = workshop.plan.of_kind("resolution_step")
    if ladder:
        asks.append(f"Settle disagreements by the {'step' if len(ladder) == 1 else f'{len(ladder)} steps'} agreed in How we decide")
    return asks

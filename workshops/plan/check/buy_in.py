"""Buy-in: was everybody heard, and is everything that stands there agreed?"""

from collections.abc import Iterator

from workshops.decisions.decision import Status, taken_up
from workshops.decisions.rules import heard_as
from workshops.decisions.saying import several
from workshops.plan.check.subject import Checked, Finding
from workshops.plan.sections import in_document_order
from workshops.plan.standing import Standing, standing_of_section


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


def _standing(checked: Checked) -> Iterator[tuple[str, str, Standing]]:
    for section in in_document_order(list(checked.sections)):
        if section.id != "partners":
            yield section.id, section.title, standing_of_section(checked.plan, checked.decisions, section.id)

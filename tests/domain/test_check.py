"""The plan check: every finding when it is so, and silent when it is not."""

from typing import Any

import pytest
from msgspec import structs

from tests.domain.writing import text_of
from workshops.decisions.ballot import Ballot
from workshops.decisions.decision import Decision, Proposal, Round, Status
from workshops.decisions.policy import Policy
from workshops.decisions.result import result_of
from workshops.decisions.votes import votes_of
from workshops.plan.check import CHECKS, WHY, Checked, Finding, findings
from workshops.plan.document import Adoption, Entry, Plan, text_sha256
from workshops.plan.fields import blank
from workshops.plan.kinds import KINDS

SECTIONS = ("partners", "vision", "scope", "goals")


def entry(number: int, kind: str, **fields: Any) -> Entry:
    """An entry of this kind; its id is its number."""
    return Entry(f"e{number}", kind, number, blank(KINDS[kind]) | fields)


def plan_of(*entries: Entry, vision: str = "", adopted: bool = False) -> Plan:
    """A plan of these, all of it adopted by one decision if asked for."""
    plan = Plan(texts={"vision": text_of(vision)} if vision else {}, entries={one.id: one for one in entries})
    if not adopted:
        return plan
    passages = {passage: sha256 for section in SECTIONS for passage, sha256 in plan.passages(section).items()}
    return Plan(plan.texts, plan.entries, {passage: Adoption("d1", sha256) for passage, sha256 in passages.items()})


def decided(*choices: str, status: Status = Status.CARRIED, voters: tuple[str, ...] = ("o1", "o2")) -> Decision:
    """A decision on the vision in which the voters answered so."""
    ballots = dict(zip(voters, (Ballot(choice, "So") for choice in choices), strict=False))
    proposal = Proposal("Shared vision", "vision", True, {"text:vision": text_sha256("We will.")}, "We will.", "0")
    closed = Round(1, Policy(), proposal, 0, voters, ballots=ballots, result=result_of(Policy(), votes_of(Policy(), ballots, voters)))
    return Decision("d1", 1, "section:vision", "workplan", Policy(), (closed,), status)


def found(plan: Plan, *decisions: Decision, themes: tuple[str, ...] = (), code: str = "") -> list[Finding]:
    """What is found, of one code if given."""
    checked = Checked(plan, decisions, SECTIONS, {"o1": "Kitchen", "o2": "Council"}, themes)
    return [finding for finding in findings(checked) if code in ("", finding.code)]


def test_a_partner_that_took_part_in_no_decision_is_named() -> None:
    (finding,) = found(Plan(), decided("consent"), code="partner_not_heard")
    assert (finding.quality, finding.message) == ("buy-in", "Council has taken part in no decision yet.")
    assert found(Plan(), decided("consent", "stand_aside"), code="partner_not_heard") == []
    assert found(Plan(), code="partner_not_heard") == []


def test_nobody_is_called_unheard_where_people_voted_each_for_themselves() -> None:
    assert found(Plan(), decided("consent", voters=("p2", "p3")), code="partner_not_heard") == []


def test_a_section_that_was_not_agreed_is_named_and_partners_never() -> None:
    sections = [finding.section for finding in found(plan_of(vision="We will."), code="section_not_adopted")]
    assert sections == ["vision", "scope", "goals"]
    assert found(plan_of(entry(1, "goal", title="x"), vision="We will.", adopted=True), code="section_not_adopted")[0].section == "scope"


def test_what_was_changed_since_it_was_agreed_is_named() -> None:
    plan = plan_of(vision="We will.", adopted=True)
    assert found(plan, code="changed_since_adopted") == []
    edited = Plan({"vision": text_of("We might.")}, plan.entries, plan.adopted)
    (finding,) = found(edited, code="changed_since_adopted")
    assert finding.section == "vision"
    assert "vision" not in [one.section for one in found(edited, code="section_not_adopted")]


@pytest.mark.parametrize("status", [Status.BETWEEN, Status.UNRESOLVED])
def test_an_objection_that_nothing_has_met_stays_in_sight(status: Status) -> None:
    (finding,) = found(Plan(), decided("object", "object", status=status), code="open_objection")
    assert finding.message == "Decision 1 (Shared vision) still has 2 objections."
    assert found(Plan(), decided("consent", "concern", status=status), code="open_objection") == []


def test_an_objection_that_was_met_or_taken_up_again_is_no_finding() -> None:
    unresolved = decided("object", "object", status=Status.UNRESOLVED)
    one_met = structs.replace(unresolved.current, met={"o1": "Slower", "o2": ""})
    (finding,) = found(Plan(), structs.replace(unresolved, rounds=(one_met,)), code="open_objection")
    assert finding.message.endswith("still has 1 objection.")
    again = structs.replace(decided("consent", status=Status.CARRIED), id="d2", number=2, follows="d1")
    assert found(Plan(), unresolved, again, code="open_objection") == []


@pytest.mark.parametrize("status", [Status.OPEN, Status.CARRIED, Status.WITHDRAWN])
def test_an_objection_is_nobodys_business_while_the_vote_is_open_or_once_it_is_over(status: Status) -> None:
    assert found(Plan(), decided("object", status=status), code="open_objection") == []


def test_more_focus_areas_than_the_group_meant_to_keep_to() -> None:
    areas = [entry(number, "focus_area", title=f"Area {number}") for number in range(1, 5)]
    assert found(plan_of(*areas[:3]), code="too_many_focus_areas") == []
    assert len(found(plan_of(*areas), code="too_many_focus_areas")) == 1


def test_a_focus_area_without_a_theme_of_the_vision() -> None:
    plan = plan_of(entry(1, "focus_area", title="Meals", theme="Food"), entry(2, "focus_area", title="Roads", theme="Cars"))
    (finding,) = found(plan, themes=("Food",), code="focus_area_unlinked")
    assert finding.entry == "e2"


def test_a_focus_area_without_a_goal_and_a_goal_without_an_objective() -> None:
    area, goal = entry(1, "focus_area", title="Meals"), entry(2, "goal", title="Sites", focus_area="e1")
    assert [one.entry for one in found(plan_of(area), code="focus_area_without_goal")] == ["e1"]
    assert found(plan_of(area, goal), code="focus_area_without_goal") == []
    assert [one.entry for one in found(plan_of(area, goal), code="goal_without_objective")] == ["e2"]
    objective = entry(3, "objective", title="Rota", goal="e2")
    assert found(plan_of(area, goal, objective), code="goal_without_objective") == []


def test_goals_are_not_missed_where_the_agenda_has_none() -> None:
    checked = Checked(plan_of(entry(1, "focus_area", title="Meals")), (), ("vision", "scope"), {}, ())
    assert "focus_area_without_goal" not in [finding.code for finding in findings(checked)]


def test_an_entry_that_lacks_what_a_complete_plan_needs_says_what() -> None:
    (finding,) = found(plan_of(entry(1, "objective", title="Rota", goal="e9")), code="entry_incomplete")
    assert finding.message == "J1 Rota still needs: due."
    assert found(plan_of(entry(1, "objective", title="Rota", goal="e9", due="2027-01-01")), code="entry_incomplete") == []


def test_removed_entries_are_not_checked() -> None:
    gone = Entry("e1", "goal", 1, blank(KINDS["goal"]) | {"title": "Gone"}, removed=True)
    assert [one for one in found(plan_of(gone)) if one.entry] == []


def test_every_finding_says_where_it_leads_and_serves_one_of_the_four_qualities() -> None:
    plan = plan_of(*(entry(number, "focus_area", title="Area") for number in range(1, 5)), entry(5, "goal", title="x"))
    everything = found(plan, decided("object", status=Status.BETWEEN))
    assert {finding.code for finding in everything} >= {
        "partner_not_heard", "section_not_adopted", "open_objection", "too_many_focus_areas", "focus_area_unlinked",
        "focus_area_without_goal", "goal_without_objective", "entry_incomplete",
    }  # fmt: skip
    for finding in everything:
        assert finding.quality in {"buy-in", "realistic", "measurable", "accountable"}
        assert finding.section in SECTIONS
        assert finding.message.endswith(".")
    assert list(WHY) == [check.__name__ for check in CHECKS]
    assert all(why.endswith(".") for why in WHY.values())

"""The whole plan as JSON: what the Markdown says, and what it leaves out (ids, hashes, policies in full). `plan_form` says its form.

Answers to a vote that is not closed are never in it.
"""

import datetime
from typing import Any

import msgspec
from msgspec import structs

from workshops.decisions.ballot import SAID, Ballot
from workshops.decisions.decision import Decision, Round, Rung
from workshops.decisions.policy import as_written
from workshops.decisions.result import Result
from workshops.decisions.rules import is_ruled
from workshops.exports.plan_form import (
    FORM,
    BallotForm,
    DecisionForm,
    EntryForm,
    LoadForm,
    ParkedForm,
    PartnerForm,
    PlanForm,
    ProposalForm,
    ProxyForm,
    ReasonForm,
    RoundForm,
    RungForm,
    ScheduleForm,
    SectionForm,
    SignatureForm,
    SpanForm,
    ThemeForm,
    VersionForm,
    VoterForm,
)
from workshops.exports.provenance import decided_at
from workshops.plan.document import Entry
from workshops.plan.load import loads
from workshops.plan.schedule import schedule_of
from workshops.plan.sections import SECTIONS, Section, in_document_order
from workshops.plan.standing import deciding, standing_of_passage, standing_of_section
from workshops.state import Workshop
from workshops.steps.deciding.rounds import in_names
from workshops.steps.proxies import designated_during
from workshops.steps.review import check
from workshops.steps.sign import waiting
from workshops.steps.timing import told
from workshops.versions import Version


def to_json(workshop: Workshop) -> dict[str, Any]:
    """The plan in plain JSON types."""
    plan: dict[str, Any] = msgspec.to_builtins(_plan(workshop))
    return plan


def _plan(workshop: Workshop) -> PlanForm:
    present = [partner.id for partner in workshop.present_partners()]
    return PlanForm(
        workplan=FORM,
        id=workshop.id,
        title=workshop.title,
        partnership=workshop.partnership,
        locale=workshop.locale,
        agenda=workshop.agenda.id,
        prepared_at=_time(workshop.moved_at),
        partners=_partners(workshop),
        themes=[ThemeForm(theme.id, theme.step, theme.name, theme.dots) for theme in workshop.themes.values()],
        sections=[_section(workshop, section) for section in in_document_order(["partners", *workshop.agenda.sections()])],
        schedule=_schedule(workshop),
        loads=[msgspec.convert(told(load), LoadForm) for load in loads(workshop.plan, present)],
        findings=list(check(workshop)),
        decisions=[_decision(workshop, decision) for decision in workshop.on_record()],
        rules={kind: as_written(policy) for kind, policy in workshop.rules.items()},
        parking=[ParkedForm(parked.text, parked.partner) for parked in workshop.parking.values()],
        version=None if workshop.version is None else _version(workshop, workshop.version),
    )


def _partners(workshop: Workshop) -> list[PartnerForm]:
    return [
        PartnerForm(
            id=partner.id,
            name=partner.name,
            representative=workshop.name(partner.voice) if partner.voice else "",
            brings=partner.brings,
            hopes=partner.hopes,
            withdrawn=partner.withdrawn,
        )
        for partner in workshop.partners.values()
    ]


def _section(workshop: Workshop, section: Section) -> SectionForm:
    plan = workshop.plan
    if section.id == "partners":
        return SectionForm(section.id, section.title)
    return SectionForm(
        id=section.id,
        title=SECTIONS[section.id].title,
        standing=standing_of_section(plan, workshop.decisions.values(), section.id).value,
        decisions=deciding(plan, section.id),
        text=plan.text(section.id),
        entries=[_entry(workshop, entry) for entry in plan.entries_of(section.id)],
    )


def _entry(workshop: Workshop, entry: Entry) -> EntryForm:
    adoption = workshop.plan.adopted.get(entry.passage)
    return EntryForm(
        id=entry.id,
        short=entry.short,
        kind=entry.kind,
        fields=entry.fields,
        partner=entry.partner,
        standing=standing_of_passage(workshop.plan, workshop.decisions.values(), entry.passage, entry.sha256).value,
        decision=adoption.decision if adoption else "",
        sha256=entry.sha256,
    )


def _schedule(workshop: Workshop) -> ScheduleForm:
    """When the activities can happen, in document order."""
    schedule = schedule_of(workshop.plan)
    spans = [
        SpanForm(one, start=_day(span.start), finish=_day(span.finish), latest=_day(span.latest), slack=span.slack)
        for one, span in schedule.spans.items()
    ]
    return ScheduleForm(end=_day(schedule.end), critical_path=list(schedule.critical), spans=spans)


def _day(ordinal: int) -> str:
    return datetime.date.fromordinal(ordinal).isoformat() if ordinal else ""


def _decision(workshop: Workshop, decision: Decision) -> DecisionForm:
    return DecisionForm(
        id=decision.id,
        number=decision.number,
        title=decision.current.proposal.title,
        section=decision.current.proposal.section,
        proposes=decision.proposes if isinstance(decision.proposes, str) else list(decision.proposes),
        applies_to=decision.applies_to,
        policy=as_written(decision.policy),
        departure=decision.departure,
        status=decision.status.value,
        withdrawn=decision.withdrawn,
        reopened=decision.reopened,
        follows=decision.follows,
        ladder=[_rung(rung) for rung in decision.ladder],
        rounds=[_round(workshop, one) for one in decision.rounds],
    )


def _round(workshop: Workshop, one: Round) -> RoundForm:
    opened = RoundForm(
        round=one.number,
        policy=as_written(one.policy),
        opened_at=_time(one.opened_at),
        until=_time(one.until) if one.until else None,
        runoff=one.runoff,
        won=list(one.won),
        decider=workshop.name(one.policy.decider) if is_ruled(one.policy) else "",
        ruling=None,
        proposal=msgspec.convert(one.proposal, ProposalForm, from_attributes=True),
        voters=[VoterForm(voter, workshop.voter_name(voter), voter in one.admitted) for voter in one.voters],
        proxies=[
            ProxyForm(made.partner, workshop.name(made.participant), made.reason)
            for made in designated_during(workshop, one.opened_at, one.closed_at)
            if made.partner in one.voters
        ],
    )
    if one.result is None:
        return opened
    return structs.replace(
        opened,
        closed_at=_time(decided_at(one)),
        ruling=one.ruling,
        voted=list(one.answered),
        result=_result(workshop, one, one.result),
        ballots=[_unnamed(ballot) for ballot in one.unnamed] if one.is_secret else [_ballot(one, voter) for voter in one.answered],
        reasons=[_reason(ballot, one.met.get(f"r{n}", "")) for n, ballot in enumerate(one.reasons, 1)],
    )


def _result(workshop: Workshop, closed: Round, result: Result) -> Result:
    return structs.replace(result, sum=in_names(workshop, closed, result.sum), sentence=in_names(workshop, closed, result.sentence))


def _rung(rung: Rung) -> RungForm:
    return RungForm(rung.what, rung.who, rung.within_days, since=_time(rung.since) if rung.since else None, how=rung.how)


def _ballot(closed: Round, voter: str) -> BallotForm:
    return msgspec.convert(structs.asdict(closed.ballots[voter]) | {"voter": voter, "met": closed.met.get(voter, "")}, BallotForm)


def _unnamed(ballot: Ballot) -> BallotForm:
    """A secret ballot: what it says, and nothing of whose it is."""
    return msgspec.convert({name: getattr(ballot, name) for name in SAID}, BallotForm)


def _reason(ballot: Ballot, met: str) -> ReasonForm:
    return ReasonForm(ballot.choice, ballot.reason, ballot.proposes, met)


def _version(workshop: Workshop, version: Version) -> VersionForm:
    return VersionForm(
        number=version.number,
        sha256=version.sha256,
        frozen_at=_time(version.frozen_at),
        sealed_at=_time(version.sealed_at) if version.sealed_at is not None else None,
        signatures=[SignatureForm(one.partner, one.name, one.title, one.choice, one.reason, _time(one.at)) for one in version.signatures],
        not_signed=waiting(workshop, version),
    )


def _time(at: int) -> str:
    return datetime.datetime.fromtimestamp(at // 1000, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

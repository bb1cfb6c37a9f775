"""What this version can play: a good scenario may ask for more than the server knows yet. That is told before anything is played."""

from __future__ import annotations

from facilitator.player.checks import check
from facilitator.player.scenario import Scenario, Stage, Unfit
from workshops.agenda import Agenda
from workshops.plan.kinds import KINDS


def stages_to_play(scenario: Scenario, agendas: dict[str, Agenda], asked: str = "") -> list[Stage]:
    """The stages that are played: all, or with `asked` those of that agenda. Raises Unfit for what cannot be played."""
    check(scenario)
    agenda = agendas.get(asked or scenario.agenda)
    if agenda is None:
        place = "--agenda" if asked else "agenda"
        raise Unfit(place, f'this version cannot play the agenda "{asked or scenario.agenda}"; it has {", ".join(agendas)}')
    known = {stage.id for stage in agenda.stages}
    for number, stage in enumerate(scenario.stages):
        if stage.stage not in known and not asked:
            raise Unfit(f"stages[{number}].stage", f'the agenda "{agenda.id}" has no stage "{stage.stage}"')
    played = {number for number, stage in enumerate(scenario.stages) if stage.stage in known}
    _refuse_unknown_kinds(scenario, played)
    return [scenario.stages[number] for number in sorted(played)]


def sections_of(agenda: Agenda, stages: list[Stage]) -> list[str]:
    """The sections of the plan that these stages fill."""
    names = {stage.stage for stage in stages}
    return [stage.section for stage in agenda.stages if stage.id in names and stage.section]


def _refuse_unknown_kinds(scenario: Scenario, played: set[int]) -> None:
    for number in sorted(played):
        for at, entry in enumerate(scenario.stages[number].entries):
            if entry.kind not in KINDS:
                raise Unfit(f"stages[{number}].entries[{at}].kind", f"this version cannot play entries of the kind {entry.kind}")

"""The agenda: stages and steps as data, the same shape in the shipped files, in the log and in the room."""

import tomllib
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, structs

from workshops.bounds import Count, Id, Name

STEP_KINDS = ("welcome", "pulse", "gather", "group", "prioritise", "draft", "entries", "capacity", "decide", "review", "sign")


class Options(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a step of some kind needs to know; each kind reads its own (see docs/adding-a-step-kind.md)."""

    limit: Annotated[int, Meta(ge=0, le=300)] = 0
    anonymous: bool = True
    of: Id | Annotated[tuple[Id, ...], Meta(max_length=20)] = ()
    budget: Count = 5
    cap: Count = 3
    section: Id = ""
    start: Id = msgspec.field(name="from", default="")
    kinds: Annotated[tuple[Id, ...], Meta(max_length=20)] = ()
    show: Annotated[tuple[Literal["tree", "ladder", "dependencies", "timeline", "load"], ...], Meta(max_length=5)] = ()
    proposes: Id = ""
    applies_to: Id = "workplan"
    low: Name = ""
    high: Name = ""


class Step(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One thing that everybody does. `minutes` is its timebox; `say` … `stuck` are the facilitator's script."""

    id: str
    kind: str
    title: str
    minutes: int
    prompt: str = ""
    help: str = ""
    say: str = ""
    do: str = ""
    watch: str = ""
    stuck: str = ""
    options: Options = Options()
    skipped: bool = False


class Stage(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of the path, with the section of the plan that it fills ("" = none)."""

    id: str
    title: str
    purpose: str
    section: str = ""
    steps: tuple[Step, ...] = msgspec.field(name="step", default=())
    skipped: bool = False


class Agenda(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The ordered stages of a workshop."""

    id: str
    title: str
    purpose: str
    stages: tuple[Stage, ...] = msgspec.field(name="stage", default=())

    def steps(self) -> list[Step]:
        """All steps in order, skipped ones too."""
        return [step for stage in self.stages for step in stage.steps]

    def step(self, step_id: str) -> Step | None:
        """The step with this id."""
        return next((step for step in self.steps() if step.id == step_id), None)

    def stage_of(self, step_id: str) -> Stage | None:
        """The stage that a step belongs to."""
        return next((stage for stage in self.stages if any(step.id == step_id for step in stage.steps)), None)

    def sections(self) -> list[str]:
        """The sections of the plan that this agenda fills, in its order."""
        return [stage.section for stage in self.stages if stage.section]

    def with_step(self, changed: Step) -> "Agenda":
        """The same agenda with one step replaced by its id."""
        return self._with_stages(
            structs.replace(stage, steps=tuple(changed if step.id == changed.id else step for step in stage.steps)) for stage in self.stages
        )

    def with_stage(self, changed: Stage) -> "Agenda":
        """The same agenda with one stage replaced by its id."""
        return self._with_stages(changed if stage.id == changed.id else stage for stage in self.stages)

    def inserted(self, before: str, new: Step) -> "Agenda":
        """The same agenda with `new` just before the step `before`, in its stage."""

        def widened(stage: Stage) -> Stage:
            at = next((n for n, step in enumerate(stage.steps) if step.id == before), None)
            return stage if at is None else structs.replace(stage, steps=(*stage.steps[:at], new, *stage.steps[at:]))

        return self._with_stages(widened(stage) for stage in self.stages)

    def _with_stages(self, stages: Any) -> "Agenda":
        return structs.replace(self, stages=tuple(stages))


class AgendaError(ValueError):
    """An agenda file that cannot be used; the message says where and why."""


def parse(text: str) -> Agenda:
    """The agenda in a TOML file. In the file a step's id is local to its stage; here it is `stage.step`. Raises AgendaError."""
    try:
        written = tomllib.loads(text)
        for stage in written.get("stage", ()):
            for step in stage.get("step", ()):
                step["id"] = f"{stage['id']}.{step['id']}"
        agenda = msgspec.convert(written, Agenda)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, KeyError, TypeError) as error:
        raise AgendaError(f"This agenda cannot be read: {error}") from error
    steps = agenda.steps()
    unknown = [step.id for step in steps if step.kind not in STEP_KINDS]
    if unknown or not steps or len({step.id for step in steps}) != len(steps):
        raise AgendaError(f"Every step needs its own id and a known kind: {', '.join(unknown) or 'ids repeat'}")
    return agenda

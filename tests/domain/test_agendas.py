"""The agendas that ship: whole in form, fit for the rooms they meet, and written in the product's own words."""

import re
from itertools import chain
from pathlib import Path

import pytest
from msgspec import structs

from workshops.agenda import STEP_KINDS, Agenda, AgendaError, Options, Stage, Step, parse
from workshops.decisions.words import KINDS as KINDS_OF_DECISION
from workshops.plan.kinds import KINDS, kinds_of
from workshops.plan.sections import SECTIONS

FOLDER = Path(__file__).parents[2] / "workshops" / "agendas"
SHIPPED = {path.stem: parse(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}

READS = {
    "welcome": set(),
    "pulse": {"low", "high"},
    "gather": {"limit", "anonymous"},
    "group": {"of"},
    "prioritise": {"of", "budget", "cap"},
    "draft": {"section", "start"},
    "entries": {"kinds", "limit", "start", "show"},
    "capacity": set(),
    "decide": {"proposes", "applies_to"},
    "review": set(),
    "sign": set(),
}
"""Which options each kind of step reads; anything else in a file would be without effect."""

LONGEST_PROMPT = 120
LONGEST_HELP = 140
LONGEST_TITLE = 18
LONGEST_SCRIPT = 360

NEVER = re.compile(
    r"\b(stakeholders?|deliverables?|organi[sz]ations?|KPIs?|leverag\w*|synerg\w*|capacity[- ]building|action items?"
    r"|utili[sz]\w*|please note)\b",
    re.IGNORECASE,
)
"""Words that the product does not say (PRODUCT.md, "How it must feel"; FACILITATION.md, "Language")."""

TYPEWRITTEN = {"'", '"'}
"""Quotation marks and apostrophes are set as in print: ’ “ ”."""

every_agenda = pytest.mark.parametrize("agenda", SHIPPED.values(), ids=SHIPPED.keys())


def of_every_step(test):
    steps = [(agenda, step) for agenda in SHIPPED.values() for step in agenda.steps()]
    return pytest.mark.parametrize(("agenda", "step"), steps, ids=[f"{agenda.id}:{step.id}" for agenda, step in steps])(test)


def names(option: str | tuple[str, ...]) -> tuple[str, ...]:
    return (option,) if isinstance(option, str) and option else tuple(option)


def participants_read(agenda: Agenda) -> list[str]:
    stages = chain.from_iterable((stage.title, stage.purpose) for stage in agenda.stages)
    steps = chain.from_iterable((step.title, step.prompt, step.help, step.options.low, step.options.high) for step in agenda.steps())
    return [agenda.title, agenda.purpose, *stages, *steps]


def facilitators_read(agenda: Agenda) -> list[str]:
    return list(chain.from_iterable((step.say, step.do, step.watch, step.stuck) for step in agenda.steps()))


def test_express_takes_seventy_five_minutes_and_walks_the_four_cores():
    express = SHIPPED["express"]

    assert sum(step.minutes for step in express.steps()) == 75
    assert [stage.id for stage in express.stages] == ["arrive", "decide_how", "vision", "scope", "goals", "sign_off"]
    assert express.sections() == ["partners", "decisions", "vision", "scope", "goals"]


def test_express_asks_for_every_kind_of_entry_that_its_sections_hold():
    express = SHIPPED["express"]

    asked = [kind for step in express.steps() for kind in step.options.kinds]

    assert sorted(asked) == sorted(kind.name for section in express.sections() for kind in kinds_of(section))


@every_agenda
def test_an_agenda_is_named_as_its_file_and_says_what_it_is_for(agenda: Agenda):
    assert SHIPPED[agenda.id] is agenda
    assert agenda.title
    assert agenda.purpose.endswith(".")


@every_agenda
def test_a_stage_fits_on_the_path_and_says_its_purpose_in_one_sentence(agenda: Agenda):
    for stage in agenda.stages:
        assert 0 < len(stage.title) <= LONGEST_TITLE, stage.id
        assert re.fullmatch(r"[A-Z][^.!?]+\.", stage.purpose), stage.id
        assert stage.steps, stage.id
        assert stage.section in ("", *SECTIONS), stage.id


@every_agenda
def test_each_section_is_filled_once_and_decided_in_its_own_stage_last(agenda: Agenda):
    sections = agenda.sections()

    assert len(sections) == len(set(sections))
    for stage in agenda.stages:
        # The partners describe themselves; nobody decides about that.
        if stage.section not in ("", "partners"):
            assert stage.steps[-1].kind == "decide", stage.id
            assert stage.steps[-1].options.proposes == f"section:{stage.section}", stage.id


@every_agenda
def test_signing_comes_last_after_a_review(agenda: Agenda):
    kinds = [step.kind for step in agenda.steps()]

    assert kinds[0] == "welcome"
    assert kinds[-1] == "sign"
    assert "review" in kinds


@every_agenda
def test_what_participants_read_is_in_plain_words(agenda: Agenda):
    for text in participants_read(agenda):
        assert not NEVER.search(text), text
        assert text == " ".join(text.split()), text
        assert not TYPEWRITTEN & set(text), text


@every_agenda
def test_what_facilitators_say_is_in_plain_words(agenda: Agenda):
    for text in facilitators_read(agenda):
        assert not NEVER.search(text), text
        assert not TYPEWRITTEN & set(text), text


@every_agenda
def test_no_sentence_is_written_twice_for_the_facilitator(agenda: Agenda):
    texts = facilitators_read(agenda)

    assert len(texts) == len(set(texts))


@of_every_step
def test_a_step_is_complete(agenda: Agenda, step: Step):
    for written in ("title", "prompt", "help", "say", "do", "watch", "stuck"):
        assert getattr(step, written), written
    assert 1 <= step.minutes <= 30
    assert len(step.title) <= LONGEST_TITLE
    assert len(step.prompt) <= LONGEST_PROMPT
    assert step.prompt.endswith("?")
    assert len(step.help) <= LONGEST_HELP
    assert max(len(step.say), len(step.do), len(step.watch), len(step.stuck)) <= LONGEST_SCRIPT


@of_every_step
def test_a_step_sets_only_options_that_its_kind_reads(agenda: Agenda, step: Step):
    plain = Options()
    names_set = {name for name in structs.asdict(plain) if getattr(step.options, name) != getattr(plain, name)}

    assert names_set <= READS[step.kind]


@of_every_step
def test_what_a_step_refers_to_is_there_and_comes_before_it(agenda: Agenda, step: Step):
    steps = agenda.steps()
    earlier = {one.id: one.kind for one in steps[: steps.index(step)]}
    wanted = {"group": "gather", "prioritise": "group"}

    for source in names(step.options.of):
        assert earlier.get(source) == wanted[step.kind], source
    for source in names(step.options.start):
        assert earlier.get(source) == "prioritise", source


@of_every_step
def test_a_step_works_on_the_section_of_its_stage(agenda: Agenda, step: Step):
    stage = agenda.stage_of(step.id)
    assert stage is not None

    if step.kind == "draft":
        assert step.options.section == stage.section
        assert SECTIONS[stage.section].text
    if step.kind == "entries":
        assert step.options.kinds
        assert {KINDS[kind].section for kind in step.options.kinds} == {stage.section}
    if step.kind == "decide":
        assert step.options.applies_to in KINDS_OF_DECISION
    if step.kind == "pulse":
        assert step.options.low
        assert step.options.high
    if step.kind in ("group", "prioritise"):
        assert step.options.of


def test_every_kind_of_step_is_told_which_options_it_reads():
    assert READS.keys() == set(STEP_KINDS)
    assert set().union(*READS.values()) == set(structs.asdict(Options()))


MINIMAL = """
id = "tiny"
title = "Tiny"
purpose = "A try."
[[stage]]
id = "arrive"
title = "Arrive"
purpose = "We arrive."
[[stage.step]]
id = "welcome"
kind = "welcome"
title = "Welcome"
minutes = 5
"""


def test_a_step_in_a_file_is_named_within_its_stage():
    agenda = parse(MINIMAL)

    assert agenda == Agenda(
        "tiny", "Tiny", "A try.", (Stage("arrive", "Arrive", "We arrive.", steps=(Step("arrive.welcome", "welcome", "Welcome", 5),)),)
    )


@pytest.mark.parametrize(
    "broken",
    [
        "id = ",
        MINIMAL + 'colour = "red"\n',
        MINIMAL + "[stage.step.options]\nspeed = 3\n",
        MINIMAL.replace('kind = "welcome"', 'kind = "karaoke"'),
        MINIMAL.replace("minutes = 5", 'minutes = "five"'),
        MINIMAL.replace("minutes = 5", ""),
        MINIMAL + MINIMAL[MINIMAL.index("[[stage.step]]") :],
        MINIMAL[: MINIMAL.index("[[stage]]")],
        MINIMAL.replace('id = "welcome"', ""),
    ],
    ids=[
        "no TOML",
        "unknown key",
        "unknown option",
        "unknown kind",
        "minutes as a word",
        "no minutes",
        "two of one id",
        "no stage",
        "no id",
    ],
)
def test_a_file_that_cannot_be_used_is_refused_as_a_whole(broken: str):
    with pytest.raises(AgendaError):
        parse(broken)

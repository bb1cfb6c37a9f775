"""A stage that is added as data alone is there: in the room, in the document, and in the exports."""

import pytest

from tests.domain.reading import READER
from tests.scene import Scene
from workshops.agenda import parse
from workshops.exports.markdown import write
from workshops.exports.plan_json import to_json
from workshops.plan.kinds import KINDS, Field, Kind
from workshops.plan.sections import SECTIONS, Section
from workshops.workshop import for_everyone

RISKS = Section("risks", "What could go wrong", "How we look at risks")
RISK = Kind(
    "risk", "risks", "N", "Risk", "Risks",
    (
        Field("title", "What could happen", needed=True, now=True),
        Field("likely", "How likely", "choice", True, options=(("low", "Hardly"), ("high", "Quite"))),
        Field("carried_by", "Who watches it", "partner", True, now=True),
        Field("touches", "Activities it touches", "refs", of=("activity",)),
    ),
    owners="carried_by",
)  # fmt: skip

STAGE = """
[[stage]]
id = "risks"
title = "Risks"
section = "risks"
purpose = "What could go wrong, and who watches it."
step = [
  { id = "gather", kind = "gather", title = "What worries you?", minutes = 5, prompt = "What could go wrong?" },
  { id = "text", kind = "draft", title = "In words", minutes = 5, options = { section = "risks" } },
  { id = "entries", kind = "entries", title = "Risks", minutes = 5, options = { kinds = ["risk"] } },
  { id = "decide", kind = "decide", title = "Decide", minutes = 5, options = { proposes = "section:risks" } },
]
"""

AGENDA = """
id = "careful"
title = "Careful"
purpose = "A short one, with a stage of one's own."
[[stage]]
id = "work"
title = "Who does what"
section = "activities"
purpose = "Who does what."
step = [{ id = "entries", kind = "entries", title = "Activities", minutes = 5, options = { kinds = ["activity"] } }]
"""


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    """A room with the new stage, its doors open."""
    monkeypatch.setitem(SECTIONS, "risks", RISKS)
    monkeypatch.setitem(KINDS, "risk", RISK)
    scene = Scene("Kitchen", "Council", agenda=parse(AGENDA + STAGE)).open()
    activity = scene.did("p1", "add_entry", kind="activity", fields={"title": "Warm meals", "lead": "o1"})
    fields = {"title": "The van | breaks down", "likely": "high", "carried_by": "o2", "touches": [activity]}
    scene.did("p1", "add_entry", kind="risk", fields=fields)
    return scene


def test_it_is_in_the_room(scene: Scene) -> None:
    slices = for_everyone(scene.state, {})
    assert slices["kinds"]["risk"]["label"] == "Risk"
    assert slices["kinds"]["risk"]["now"] == ["title", "carried_by"]
    assert [section["title"] for section in slices["plan"]["sections"]] == ["Who does what", "What could go wrong"]
    scene.did("p1", "go_to", step="risks.gather")
    ana = scene.seat("Ana", "o1", speaks=True)
    scene.did(ana, "write_card", step="risks.gather", text="Nobody drives.")
    scene.did("p1", "go_to", step="risks.text")
    scene.did(ana, "save_text", section="risks", content="We look once a month.", base=0)
    scene.did("p1", "open_decision", proposes="section:risks")
    assert scene.refused(ana, "save_text", section="risks", content="Never.", base=1)


def test_what_it_lacks_is_homework_of_whoever_it_belongs_to_and_said_by_the_plan_check(scene: Scene) -> None:
    bare = scene.did("p1", "add_entry", kind="risk", fields={"title": "Rain", "carried_by": "o1"})
    slices = for_everyone(scene.state, {})
    assert bare in slices["homework"]["gaps"]["o1"]
    assert any(finding["entry"] == bare and "how likely" in finding["message"] for finding in slices["plan"]["findings"])


def test_it_is_in_the_document(scene: Scene) -> None:
    markdown = write(scene.state).decode()
    assert "## What could go wrong\n" in markdown
    tokens = READER.parse(markdown)
    assert any(token.type == "inline" and "The van | breaks down" in token.content.replace("\\|", "|") for token in tokens)
    assert "Warm meals [A1]" in markdown


def test_it_is_in_the_exports(scene: Scene) -> None:
    exported = to_json(scene.state)
    (risks,) = [section for section in exported["sections"] if section["id"] == "risks"]
    assert risks["title"] == "What could go wrong"
    assert "The van | breaks down" in str(exported)


def test_a_stage_of_known_kinds_needs_a_file_and_nothing_else() -> None:
    scene = Scene("Kitchen", agenda=parse(AGENDA)).open()
    scene.did("p1", "add_entry", kind="activity", fields={"title": "Warm meals", "lead": "o1"})
    assert "Warm meals" in write(scene.state).decode()

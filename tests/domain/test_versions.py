"""How a text came about: who wrote, how it read each time it was proposed, and what has changed since."""

from tests.domain.deciding import save
from tests.domain.writing import Pen, edit
from tests.scene import Scene, partnership
from workshops.exports.versions import versions_of


def told(scene: Scene) -> dict[str, object]:
    """The history of the vision."""
    return versions_of(scene.state, "vision")


def proposed(scene: Scene, choice: str = "consent") -> None:
    """The vision put to a decision, and the round closed."""
    decision = scene.did("p1", "open_decision", proposes="text:vision")
    for voter in ("o1", "o2", "o3"):
        scene.did("p1", "record_ballot", decision=decision, voter=voter, choice=choice, reason="" if choice == "consent" else "Too much.")
    scene.did("p1", "close_round", decision=decision)


def test_a_text_that_nobody_wrote_has_no_history() -> None:
    scene, _ = partnership()
    assert told(scene) == {"section": "vision", "wrote": [], "versions": [], "now": {"html": "", "changes": []}}


def test_each_proposal_is_a_version_and_differences_can_be_read() -> None:
    scene, _ = partnership()
    save(scene, "We eat well.")
    proposed(scene, "object")
    save(scene, "We eat well together.")
    scene.did("p1", "next_round", decision="d1")
    history = told(scene)
    first, second = history["versions"]
    assert [(one["number"], one["round"], one["carried"]) for one in (first, second)] == [(1, 1, False), (1, 2, None)]
    assert first["changes"] == []
    assert ("new", "together") in [(kind, words.strip(" .")) for kind, words in second["changes"]]
    assert history["now"]["changes"] == []


def test_who_wrote_is_told_by_partner_and_facilitators_are_none() -> None:
    scene, _ = partnership()
    scene.did("p3", "edit_text", **edit(Pen(101).write("We eat.")))
    scene.did("p1", "edit_text", **edit(Pen(102, scene.state.plan.texts["vision"]).write(" Well.")))
    assert told(scene)["wrote"] == ["o2"]


def test_words_count_as_a_contribution_when_a_partner_is_looked_for_that_was_not_heard() -> None:
    scene, _ = partnership()
    scene.did("p2", "edit_text", **edit(Pen(101).write("We eat.")))
    scene.did("p3", "edit_text", **edit(Pen(102).write("We share.")))
    assert scene.sees("p1")["hint"]["partner"] == "o3"


def test_partners_say_that_they_are_ready_by_whoever_speaks_for_them() -> None:
    scene, people = partnership()
    colleague = scene.seat("A colleague", "o1")
    scene.did("p1", "go_to", step="vision.draft")
    assert scene.sees("p2")["ready"] == {"ready": [], "awaited": ["o1", "o2", "o3"]}
    scene.did(colleague, "signal", kind="ready", on=True)
    scene.did(people[1], "signal", kind="ready", on=True)
    assert scene.sees("p2")["ready"] == {"ready": ["o2"], "awaited": ["o1", "o3"]}
    scene.did("p1", "go_to", step="vision.decide")
    assert "ready" not in scene.sees("p2")

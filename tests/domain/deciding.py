"""What tests of decisions have in common: three partners, a vision to decide on, and a vote that is taken and closed."""

from typing import Any

from tests.scene import Scene, partnership


def drafted(text: str = "We will.", **starting: Any) -> tuple[Scene, list[str]]:
    """Three partners, and a vision to decide on."""
    scene, people = partnership(policy=starting or None)
    save(scene, text)
    return scene, people


def save(scene: Scene, text: str, by: str = "p2") -> None:
    """The vision reads so from now on."""
    now = scene.state.plan.texts.get("vision")
    scene.did(by, "save_text", section="vision", content=text, base=now.version if now else 0)


def vote(scene: Scene, decision: str, *choices: str | None) -> None:
    """The partners answer in order (None says nothing), with a reason where one is needed, and the round is closed."""
    for number, choice in enumerate(choices, 1):
        if choice:
            scene.did(f"p{number + 1}", "cast_ballot", decision=decision, voter=f"o{number}", choice=choice, reason="So")
    scene.did("p1", "close_round", decision=decision)


def standing(scene: Scene, section: str = "vision") -> str:
    """Where a section of the plan stands, as everybody sees it."""
    return str(next(one["standing"] for one in scene.sees("p1")["plan"]["sections"] if one["id"] == section))


def status(scene: Scene, decision: str = "d1") -> str:
    """Where a decision stands."""
    return scene.state.decisions[decision].status.value


def adopted_rule(scene: Scene, *rules: dict[str, Any]) -> None:
    """These rules are adopted in "How we decide", by consent of all."""
    for fields in rules:
        scene.did("p1", "add_entry", kind="decision_rule", fields=fields)
    decision = scene.did("p1", "open_decision", proposes="section:decisions")
    answer = "consent" if scene.state.decisions[decision].policy.rule == "consent" else "yes"
    vote(scene, decision, answer, answer, answer)
    assert status(scene, decision) == "carried"


def cast(scene: Scene, number: int, decision: str = "d1", **ballot: Any) -> None:
    """The answer of the partner with this number."""
    scene.did(f"p{number + 1}", "cast_ballot", decision=decision, voter=f"o{number}", **ballot)

"""Counting again: an export holds all that is needed, and whatever was changed in it is found."""

import copy
import json
from typing import Any

import pytest

from facilitator.recounting import told
from tests.domain.deciding import vote
from tests.scene import Scene, partnership
from workshops.exports.plan_json import to_json
from workshops.exports.recount import NotAPlan, recount


def decided() -> dict[str, Any]:
    """An export with a vote by name, one by weight, a secret ranking, a run-off, advice, and too few secret ballots."""
    scene, people = partnership(partners=4)
    open_one(scene, {"rule": "supermajority"})
    vote(scene, "d1", "yes", "yes", "no", "abstain")
    open_one(scene, {"rule": "majority", "unit": "weighted", "weights": {"o1": 5, "o2": 1, "o3": 1, "o4": 1}})
    vote(scene, "d2", "yes", "no", "no")
    open_one(scene, {"rule": "schulze", "secrecy": "secret"}, options=["A", "B", "C"])
    for number, ranking in enumerate(([["A"], ["B"]], [["B"]], [["A", "C"]], []), 1):
        scene.did(people[number - 1], "cast_ballot", decision="d3", voter=f"o{number}", ranking=ranking)
    scene.did("p1", "close_round", decision="d3")
    open_one(scene, {"rule": "majority_runoff"}, options=["A", "B", "C"])
    for choices in ("AABB", "BBB"):
        for number, choice in enumerate(choices, 1):
            scene.did(people[number - 1], "cast_ballot", decision="d4", voter=f"o{number}", choice=choice)
        scene.did("p1", "close_round", decision="d4")
        if scene.state.decisions["d4"].status == "between":
            scene.did("p1", "next_round", decision="d4")
    open_one(scene, {"rule": "advice", "decider": people[0]})
    for number in (2, 3, 4):
        scene.did(people[number - 1], "cast_ballot", decision="d5", voter=f"o{number}", choice="pass")
    scene.did(people[0], "give_ruling", decision="d5", yes=False, reason="Not now")
    scene.did("p1", "close_round", decision="d5")
    open_one(scene, {"rule": "majority", "secrecy": "secret", "rounds": 1})
    scene.did(people[0], "cast_ballot", decision="d6", voter="o1", choice="yes")
    scene.did("p1", "close_round", decision="d6")
    exported: dict[str, Any] = json.loads(json.dumps(to_json(scene.state)))
    return exported


def open_one(scene: Scene, policy: dict[str, Any], **occasion: Any) -> None:
    """A question under this policy."""
    scene.did("p1", "open_decision", proposes="question", question="Shall we?", policy=policy, reason="So", **occasion)


def test_every_round_holds_and_the_last_line_says_so() -> None:
    exported = decided()
    rounds = recount(exported)
    assert [one.differences for one in rounds if not one.holds] == []
    lines, holds = told(json.dumps(exported).encode())
    assert holds
    assert lines[0].startswith("holds        D1, round 1: ")
    assert lines[-1] == f"All {len(rounds)} rounds that are closed hold."


def first_round(exported: dict[str, Any], decision: int) -> Any:
    return exported["decisions"][decision - 1]["rounds"][0]


FORGED: list[tuple[str, Any, str]] = [
    ("a ballot turned", lambda plan: first_round(plan, 1)["ballots"][2].update(choice="yes"), "tally says"),
    ("a ballot taken out", lambda plan: first_round(plan, 1)["ballots"].pop(), "those said to have voted"),
    ("a second ballot of a voter", lambda plan: first_round(plan, 1)["ballots"].insert(0, dict(first_round(plan, 1)["ballots"][0])),
     "o1 has more than one ballot"),
    ("a voter said not to have voted", lambda plan: first_round(plan, 1)["voted"].pop(), "those said to have voted"),
    ("a voter taken out", lambda plan: first_round(plan, 1)["voters"].pop(), "had no vote"),
    ("a verdict turned", lambda plan: first_round(plan, 1)["result"].update(carried=False), "carried says false"),
    ("a sum rewritten", lambda plan: first_round(plan, 1)["result"].update(sum="3 yes"), "sum says 3 yes"),
    ("a threshold changed", lambda plan: first_round(plan, 1)["policy"].update(threshold=[3, 4]), "not the one whose turn it was"),
    ("other words", lambda plan: first_round(plan, 1)["proposal"].update(markdown="Shall we not?"), "are not those of its SHA-256"),
    ("a weight of one's own making", lambda plan: first_round(plan, 2)["policy"]["weights"].update(o2=9), "not the one whose turn it was"),
    ("a secret ballot turned", lambda plan: first_round(plan, 3)["ballots"][0].update(ranking=[["C"]]), "pairwise says"),
    ("a secret voter taken out", lambda plan: first_round(plan, 3)["voted"].pop(), "those said to have voted"),
    ("another winner", lambda plan: plan["decisions"][3]["rounds"][-1]["result"].update(winners=["A"]), "winners says"),
    ("what a run-off had taken", lambda plan: plan["decisions"][3]["rounds"][1].update(won=["C"]), "what earlier rounds of the run-off"),
    ("a run-off called none", lambda plan: plan["decisions"][3]["rounds"][1].update(runoff=False), "what earlier rounds of the run-off"),
    ("a ruling turned", lambda plan: first_round(plan, 5)["ruling"].update(yes=True), "carried says false"),
    ("a ruling by somebody else", lambda plan: first_round(plan, 5)["ruling"].update(by="p1"), "somebody else decided"),
    ("a decision said to be carried", lambda plan: plan["decisions"][4].update(status="carried"), "it is said to be carried"),
    ("a carried decision withdrawn", lambda plan: plan["decisions"][0].update(status="withdrawn"), "it is said to be withdrawn"),
    ("one opened again without a word", lambda plan: plan["decisions"][0].update(status="reopened"), "it is said to be reopened"),
    ("a result taken out", lambda plan: first_round(plan, 1).update(result=None), "its result is missing"),
    ("an unresolved decision said to be open", lambda plan: plan["decisions"][5].update(status="open"), "it is said to be open"),
    ("a standing that there is not", lambda plan: plan["decisions"][5].update(status="banana"), "it is said to be banana"),
    ("all rounds taken out", lambda plan: plan["decisions"][0].update(rounds=[]), "has no round"),
    ("a reason that nobody gave", lambda plan: first_round(plan, 3)["reasons"].append({"choice": "A", "reason": "So"}), "nobody gave"),
    ("a secret ballot with a name", lambda plan: first_round(plan, 3)["ballots"][0].update(voter="o1"), "names its voter"),
    ("a field that no result has", lambda plan: first_round(plan, 1)["result"].update(extra=1), "what no result has"),
    ("another form", lambda plan: plan.update(workplan=True), "of a form that is known"),
    ("a decision left out", lambda plan: plan["decisions"].pop(1), "one is missing"),
    ("a round left out", lambda plan: plan["decisions"][3]["rounds"].pop(0), "one is missing"),
]  # fmt: skip
"""What was forged, how, and how it is noticed."""


@pytest.mark.parametrize(("what", "forge", "noticed"), FORGED, ids=[what for what, _, _ in FORGED])
def test_what_was_changed_in_an_export_does_not_hold(what: str, forge: Any, noticed: str) -> None:
    exported = copy.deepcopy(decided())
    forge(exported)
    try:
        lines, holds = told(json.dumps(exported).encode())
    except NotAPlan as refused:
        lines, holds = [str(refused)], False
    assert not holds
    assert noticed in " ".join(lines)


def test_a_ballot_that_the_rule_does_not_take_does_not_hold_whatever_the_sum_says() -> None:
    scene, people = partnership(partners=3)
    open_one(scene, {"rule": "score"}, options=["A", "B"])
    scene.did(people[0], "cast_ballot", decision="d1", voter="o1", scores={"A": 5})
    scene.did(people[1], "cast_ballot", decision="d1", voter="o2", scores={"B": 1})
    scene.did("p1", "close_round", decision="d1")
    written = json.dumps(to_json(scene.state)).replace('"A": 5', '"A": 50').replace("A 5", "A 50")
    (one,) = recount(json.loads(written))
    assert one.differences == ("ballot 1 is none of this rule: Points go from 0 to 5.",)


def test_what_was_decided_on_in_a_section_is_that_of_its_hash() -> None:
    scene, _ = partnership(partners=3)
    scene.did("p2", "add_entry", kind="resolution_step", fields={"what": "We talk"})
    scene.did("p2", "save_text", section="decisions", content="We listen.\n\nThen we decide.", base=0)
    scene.did("p1", "open_decision", proposes="section:decisions")
    vote(scene, "d1", "consent", "consent", "consent")
    exported = json.loads(json.dumps(to_json(scene.state)))
    assert recount(exported)[0].holds
    for forge in (
        lambda proposal: proposal["entries"][0]["fields"].update(what="We fight"),
        lambda proposal: proposal.update(markdown="We give everything away."),
        lambda proposal: proposal.update(markdown=proposal["markdown"] + "\n- And everything else"),
    ):
        forged = copy.deepcopy(exported)
        forge(first_round(forged, 1)["proposal"])
        assert not recount(forged)[0].holds


@pytest.mark.parametrize("value", [1.5, 2**60, "\ud800"], ids=["a fraction", "too great", "half a character"])
def test_what_no_plan_can_hold_is_said_so(value: object) -> None:
    scene, _ = partnership(partners=3)
    scene.did("p2", "add_entry", kind="resolution_step", fields={"what": "We talk"})
    scene.did("p1", "open_decision", proposes="section:decisions")
    vote(scene, "d1", "consent", "consent", "consent")
    exported = json.loads(json.dumps(to_json(scene.state)))
    first_round(exported, 1)["proposal"]["entries"][0]["fields"]["what"] = value
    with pytest.raises(NotAPlan):
        recount(exported)


def test_what_is_refused_speaks_to_no_terminal_either() -> None:
    exported = decided()
    exported["decisions"][0]["number"] = "1\nholds  D99\x1b[31m\u202e"
    with pytest.raises(NotAPlan) as refused:
        told(json.dumps(exported).encode())
    assert str(refused.value).isprintable()


LONG = b'{"x": ' + b"9" * 5_000 + b"}"


def test_a_file_prints_no_lines_of_its_own() -> None:
    exported = decided()
    forged = "Person 1\nholds        D9, round 1: Carried\x1b[2J"
    written = json.dumps(exported).replace("Person 1", json.dumps(forged)[1:-1]).encode()
    lines, _ = told(written)
    assert all(line.isprintable() for line in lines)


@pytest.mark.parametrize(
    "written", [b"", b"[]", b"{}", b'{"workplan": 1}', b'{"workplan": 1, "decisions": [3]}', b"\xff", b'{"x": ' + b"9" * 5_000 + b"}"]
)
def test_what_is_no_export_is_said_so(written: bytes) -> None:
    with pytest.raises(NotAPlan):
        told(written)

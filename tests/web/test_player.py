"""`commonplan play` against a real server: what holds ends in 0, what differs in 1 and is named, what is wrong in 2."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facilitator.player.client import Person
from facilitator.player.demo import prepare_demo
from facilitator.player.local_server import LocalServer
from facilitator.player.pages import make_account
from facilitator.recounting import told

ROOT = Path(__file__).resolve().parents[2]
TIDEWELL = ROOT / "facilitator" / "scenarios" / "tidewell.json"
EVERY_RULE = ROOT / "tests" / "scenarios" / "every-rule.json"
ACCOUNT = {"name": "F. W.", "email": "f.w@example.org", "password": "a long enough password"}

SMALL: dict[str, Any] = {
    "scenario": 1,
    "title": "Harbour plan",
    "partnership": "Harbour friends",
    "agenda": "express",
    "starting_policy": {"rule": "majority", "unit": "partner"},
    "facilitator": {"name": "F. W."},
    "partners": [
        {"id": "a", "name": "Anchor", "people": [{"id": "a", "name": "A. A.", "role": "representative"}, {"id": "a2", "name": "A. B."}]},
        {"id": "b", "name": "Buoy", "people": [{"id": "b", "name": "B. B.", "role": "representative"}]},
        {"id": "c", "name": "Cable", "brings": "A crane", "people": []},
    ],
    "observers": [{"id": "o", "name": "O. O."}],
    "stages": [
        {"stage": "arrive", "cards": [{"by": "a", "text": "Same words"}, {"by": "b", "text": "Same words"}], "pulse": {"b": 2}},
        {
            "stage": "decide_how",
            "parking": [{"by": "a2", "text": "Who pays?"}],
            "entries": [
                {"by": "a", "kind": "role", "id": "x", "fields": {"title": "Clerk", "reports_to": "y"}},
                {"by": "b", "kind": "role", "id": "y", "fields": {"title": "Chair"}},
                {
                    "by": "b",
                    "kind": "decision_rule",
                    "id": "a",
                    "fields": {"applies_to": "workplan", "policy": {"rule": "majority", "unit": "person"}, "may_depart": True},
                },
            ],
            "edits": [{"by": "b", "id": "x", "fields": {"title": "Harbour clerk"}}],
            "decisions": [
                {
                    "proposes": "section:decisions",
                    "rounds": [
                        {"ballots": {"a": "yes", "b": "no", "c": "abstain"}, "result": "not_carried", "sum": "1 yes, 1 no, 1 abstain"},
                        {"ballots": {"a": "yes", "b": "no", "c": "yes"}, "result": "carried", "sum": "2 yes, 1 no"},
                    ],
                }
            ],
        },
        {
            "stage": "vision",
            "text": {"section": "vision", "by": ["a", "b"], "content": "A harbour for all"},
            "decisions": [
                {
                    "proposes": "text:vision",
                    "policy": {"rule": "consent", "unit": "partner", "quorum": [1, 3]},
                    "rounds": [
                        {"ballots": {"a": {"choice": "object", "reason": "Too short"}, "b": "consent"}, "result": "not_carried"},
                        {"text": "A harbour for **all**, all year", "ballots": {"a": "consent"}, "result": "carried", "sum": "1 consent"},
                    ],
                },
            ],
        },
        {
            "stage": "goals",
            "entries": [{"by": "a", "kind": "goal", "id": "g", "fields": {"title": "Calm water"}}],
            "decisions": [{"proposes": ["g"], "rounds": [{"ballots": {"a": "yes", "a2": "yes", "b": "no"}, "sum": "2 yes, 1 no"}]}],
        },
    ],
    "sign": [{"by": "b", "choice": "decline", "reason": "We must ask our board"}, {"by": "a", "choice": "approve"}],
    "expect": {
        "signed": ["a"],
        "declined": ["b"],
        "not_signed": ["c"],
        "adopted": ["decisions", "vision", "goals"],
        "decisions": 3,
        "contains": ["# Harbour plan", "Harbour clerk", "A harbour for **all**, all year", "Calm water", "We must ask our board"],
        "lacks": ["A harbour for all\n"],
    },
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with LocalServer(tmp_path_factory.mktemp("data")) as running:
        make_account(Person("f", ACCOUNT["name"], running.address).browser, running.start_link, ACCOUNT)
        yield running.address


def play(scenario: Any, out: Path, *more: str, server: str = "") -> subprocess.CompletedProcess[str]:
    if not isinstance(scenario, Path):
        file = out.parent / "scenario.json"
        file.write_text(json.dumps(scenario))
        scenario = file
    there = ["--server", server, "--email", ACCOUNT["email"], "--password", ACCOUNT["password"]] if server else []
    command = [sys.executable, "-m", "facilitator.cli", "play", str(scenario), "--out", str(out), *there, *more]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=180, check=False)


def changed(**expect: Any) -> Any:
    scenario = copy.deepcopy(SMALL)
    scenario["expect"].update(expect)
    return scenario


def test_tidewell_express_is_played_and_signed(tmp_path: Path) -> None:
    played = play(TIDEWELL, tmp_path / "out", "--agenda", "express")
    assert played.returncode == 0, played.stdout + played.stderr
    for stage in ("arrive", "decide_how", "vision", "scope", "goals", "sign_off", "signing"):
        assert f"\n{stage} " in f"\n{played.stdout}"
    assert "5 consent, 1 concern" in (tmp_path / "out" / "workplan.md").read_text()
    assert json.loads((tmp_path / "out" / "workplan.json").read_text())["title"] == "Tidewell Food Partnership workplan"


def test_every_rule_is_played_as_worked_out_by_hand_and_can_be_counted_again(tmp_path: Path, server: str) -> None:
    played = play(EVERY_RULE, tmp_path / "out", server=server)
    assert played.returncode == 0, played.stderr
    lines, holds = told((tmp_path / "out" / "workplan.json").read_bytes())
    assert holds, lines
    assert lines[-1] == "All 22 rounds that are closed hold."


def test_what_the_agenda_has_no_step_for_gets_one(tmp_path: Path, server: str) -> None:
    played = play(SMALL, tmp_path / "out", server=server)
    assert played.returncode == 0, played.stdout + played.stderr


def test_a_scenario_without_signatures_leaves_a_draft(tmp_path: Path, server: str) -> None:
    scenario = changed(signed=[], declined=[], not_signed=["a", "b", "c"], contains=[])
    del scenario["sign"]
    played = play(scenario, tmp_path / "out", server=server)
    assert played.returncode == 0, played.stdout + played.stderr
    assert "BEGIN SIGN-OFF" not in (tmp_path / "out" / "workplan.md").read_text()


def test_every_difference_is_named_and_the_plan_is_written_all_the_same(tmp_path: Path, server: str) -> None:
    scenario = changed(signed=["a", "b"], declined=[], adopted=["vision"], decisions=4, contains=["No such words"])
    scenario["stages"][3]["decisions"][0]["rounds"][0]["sum"] = "3 yes"
    played = play(scenario, tmp_path / "out", server=server)
    assert played.returncode == 1
    for said in (
        "goals, decision 1, round 1, sum: expected '3 yes', found '2 yes, 1 no'",
        "expect.signed: expected a, b, found a",
        "expect.declined: expected none, found b",
        "expect.adopted: expected vision, found decisions, goals, vision",
        "expect.decisions: expected 4, found 3",
        "expect.contains[0]: 'No such words' does not stand in the Markdown",
    ):
        assert said in played.stderr
    assert (tmp_path / "out" / "workplan.md").exists()


def test_what_the_server_refuses_is_told_in_its_own_words(tmp_path: Path, server: str) -> None:
    scenario = changed()
    scenario["stages"][0]["cards"][0]["text"] = "x" * 200
    played = play(scenario, tmp_path / "out", server=server)
    assert played.returncode == 1
    assert "A. A.: write_card was refused: A card holds" in played.stderr
    assert (tmp_path / "out" / "workplan.md").exists()


def test_a_wrong_file_is_refused_with_its_place_and_nothing_is_played(tmp_path: Path) -> None:
    scenario = changed()
    scenario["stages"][1]["decisions"][0]["rounds"][1]["ballots"]["d"] = "yes"
    played = play(scenario, tmp_path / "out")
    assert played.returncode == 2
    assert 'stages[1].decisions[0].rounds[1].ballots.d: no partner "d"' in played.stderr
    assert not (tmp_path / "out").exists()


def test_a_missing_file_and_an_unknown_agenda_are_wrong_too(tmp_path: Path) -> None:
    assert play(tmp_path / "none.json", tmp_path / "out").returncode == 2
    assert play(TIDEWELL, tmp_path / "out", "--agenda", "overnight").returncode == 2


def test_one_by_one_writes_what_every_client_received(tmp_path: Path, server: str) -> None:
    played = play(SMALL, tmp_path / "out", "--one-by-one", "--transcript", str(tmp_path / "wire.jsonl"), server=server)
    assert played.returncode == 0, played.stdout + played.stderr
    lines = [json.loads(line) for line in (tmp_path / "wire.jsonl").read_text().splitlines()]
    assert list(dict.fromkeys(line["to"] for line in lines)) == ["facilitator", "a", "a2", "b", "o"]
    for local in ("facilitator", "a", "o"):
        numbers = [
            line["content"]["n"]
            for line in lines
            if line["to"] == local and line["event"] == "slices" and line["content"]["stream"] == "everyone"
        ]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_the_demonstration_is_ready_to_look_at_and_is_made_once(tmp_path: Path) -> None:
    said: list[str] = []
    prepare_demo(tmp_path / "data", said.append)
    assert any("facilitator@tidewell.example" in line for line in said)
    assert not list((tmp_path / "data").glob("demo-in-the-making*"))
    before = (tmp_path / "data" / "commonplan.sqlite").stat().st_mtime_ns
    prepare_demo(tmp_path / "data", said.append)
    assert (tmp_path / "data" / "commonplan.sqlite").stat().st_mtime_ns == before
    assert sum("facilitator@tidewell.example" in line for line in said) == 2


def test_a_demonstration_that_was_interrupted_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "data" / "demo-in-the-making-0000").mkdir(parents=True)
    (tmp_path / "data" / "demo-in-the-making-0000" / "commonplan.sqlite").write_bytes(b"half")
    prepare_demo(tmp_path / "data", lambda line: None)
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == [
        "commonplan.sqlite",
        "demo-sign-in.json",
        "keys",
        "running",
        "sealed",
        "secret.key",
    ]

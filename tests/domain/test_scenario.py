"""Scenarios: what is read, what is refused and where, and what this version says it cannot play."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facilitator.player.ballots import is_ruling, spoken
from facilitator.player.checks import check
from facilitator.player.expect import differences_of_text, signed_by
from facilitator.player.fields import FORMS, as_server_knows
from facilitator.player.playable import sections_of, stages_to_play
from facilitator.player.scenario import Answer, Expect, Scenario, Unfit, parse, schema
from workshops.decisions.policy import Policy, Rule
from workshops.plan.kinds import KINDS
from workshops.stores.agendas import shipped

HERE = Path(__file__).resolve()
ROOT = HERE.parents[2]
TIDEWELL = json.loads((ROOT / "facilitator" / "scenarios" / "tidewell.json").read_text())


def read(written: Any) -> Scenario:
    scenario = parse(json.dumps(written).encode())
    check(scenario)
    return scenario


def tidewell(change: Callable[[Any], None] = lambda _: None) -> Any:
    written = copy.deepcopy(TIDEWELL)
    change(written)
    return written


def test_tidewell_is_a_scenario_that_hangs_together() -> None:
    assert [stage.stage for stage in read(TIDEWELL).stages][0::10] == ["arrive", "sign_off"]


def vision(written: Any) -> Any:
    return written["stages"][2]


def scope(written: Any) -> Any:
    return written["stages"][3]


def misspell_partner(written: Any) -> None:
    ballots = vision(written)["decisions"][0]["rounds"][1]["ballots"]
    ballots["kitchn"] = ballots.pop("kitchen")


WRONG: list[tuple[Callable[[Any], Any], str]] = [
    (misspell_partner, 'stages[2].decisions[0].rounds[1].ballots.kitchn: no partner "kitchn"'),
    (lambda w: w.update(scenario=2), "scenario: Invalid enum value 2"),
    (lambda w: w.update(colour="red"), 'there is no key "colour"'),
    (lambda w: w.pop("title"), 'the key "title" is missing'),
    (lambda w: w["stages"][0].update(pulze={}), 'stages[0]: there is no key "pulze"'),
    (lambda w: w["stages"][0]["pulse"].update(ma=6), 'stages[0].pulse.ma: Expected "int" <= 5'),
    (lambda w: w["stages"][0]["pulse"].update(ob=3), 'stages[0].pulse.ob: no person "ob"'),
    (lambda w: w["stages"][0].update(stage="breakfast"), "stages[0].stage: Invalid enum value 'breakfast'"),
    (lambda w: w["stages"][1].update(stage="arrive"), 'stages[1].stage: stage "arrive" stands at stages[0].stage already'),
    (lambda w: w["partners"][1].update(id="kitchen"), 'partners[1].id: partner "kitchen" stands at partners[0].id already'),
    (lambda w: w["partners"][1]["people"][1].update(id="ma"), 'person "ma" stands at partners[0].people[0].id already'),
    (lambda w: w["partners"][0]["people"][1].update(role="representative"), "more than one representative"),
    (lambda w: vision(w)["themes"][0].update(cards=[11]), "stages[2].themes[0].cards[0]: no card 11; this stage has 11"),
    (lambda w: vision(w)["themes"][0].update(cards=[1]), "card 1 is in another theme already"),
    (lambda w: vision(w)["dots"].update(ma={"Plenty": 1}), 'stages[2].dots.ma.Plenty: no theme "Plenty" in this stage'),
    (lambda w: vision(w)["text"].update(section="scope"), 'stages[2].text.section: the section "scope" has no text'),
    (lambda w: scope(w)["entries"][0]["fields"].update(to="2027-02-30"), 'stages[3].entries[0].fields.to: "2027-02-30" is no date'),
    (lambda w: scope(w)["entries"][0]["fields"].update(until="x"), 'horizon has no field "until"; its fields are from, to'),
    (lambda w: scope(w)["entries"][0].update(kind="epoch"), 'stages[3].entries[0].kind: no kind "epoch"'),
    (lambda w: scope(w)["entries"][4]["fields"].update(side="up"), '"up" is none of in, out'),
    (lambda w: scope(w)["entries"][1]["fields"].update(theme="Plenty"), 'no theme "Plenty" in this stage or before it'),
    (lambda w: scope(w)["entries"][1].update(id="h1"), 'entry "h1" stands at stages[3].entries[0].id already'),
    (lambda w: w["stages"][4]["entries"][0]["fields"].update(focus_area="h1"), '"h1" is of the kind horizon; here goes focus_area'),
    (lambda w: w["stages"][4]["entries"][3]["fields"].update(goal="u1"), 'entry "u1" comes only in a later stage'),
    (lambda w: w["stages"][4]["entries"][6]["fields"].update(lead="ma"), 'no partner "ma"'),
    (lambda w: w["stages"][6]["edits"][0].update(id="a9"), 'stages[6].edits[0].id: no entry "a9"'),
    (lambda w: w["stages"][1]["entries"][0]["fields"]["policy"].update(quorum=[7, 6]), "The quorum cannot be more than everybody"),
    (lambda w: w["starting_policy"].update(threshold=[1, 3], rule="supermajority"), "starting_policy: The threshold must be"),
    (lambda w: scope(w)["decisions"][0].update(proposes="section:record"), "is neither section:…, text:… nor a list"),
    (
        lambda w: scope(w)["decisions"][0]["rounds"][0]["ballots"].update(kitchen="yes"),
        "This vote takes one of these answers: Agree, Agree, with a concern",
    ),
    (lambda w: scope(w)["decisions"][0]["rounds"][0]["ballots"].update(kitchen="object"), "Please say why: what harm would it do?"),
    (lambda w: scope(w)["decisions"][0]["rounds"][0].update(text="New"), "this proposal has no text to change"),
    (lambda w: scope(w)["decisions"][0].update(policy={"rule": "majority", "unit": "person"}), 'no person "kitchen"'),
    (lambda w: w["sign"].append({"by": "tb", "choice": "approve"}), 'sign[5].by: "tb" is no representative'),
    (lambda w: w["sign"].append({"by": "ma", "choice": "approve"}), 'sign[5].by: "kitchen" has signed already'),
    (lambda w: w["sign"][0].update(choice="decline"), "sign[0]: decline needs a reason"),
    (lambda w: w["expect"]["signed"].append("bakery"), 'expect.signed[5]: no partner "bakery"'),
    (lambda w: w["expect"].update(critical_path=["g1"]), 'expect.critical_path[0]: no activity "g1"'),
]


@pytest.mark.parametrize(("change", "said"), WRONG, ids=[said[:60] for _, said in WRONG])
def test_what_is_wrong_is_named_with_its_place(change: Callable[[Any], Any], said: str) -> None:
    with pytest.raises(Unfit) as unfit:
        read(tidewell(change))
    assert said in str(unfit.value)


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"null", b'"\xff"', b'{"scenario": 1}', b"[" * 100_000])
def test_what_is_no_scenario_is_refused_and_nothing_else_happens(raw: bytes) -> None:
    with pytest.raises(Unfit):
        parse(raw)


def test_partners_people_and_entries_are_three_namespaces() -> None:
    def same_everywhere(written: Any) -> None:
        written["stages"][0]["pulse"]["kitchen"] = written["stages"][0]["pulse"].pop("tb")
        written["partners"][0]["people"][1]["id"] = "kitchen"
        for stage in written["stages"]:
            for part in (*stage.get("cards", []), *stage.get("entries", [])):
                part["by"] = "kitchen" if part["by"] == "tb" else part["by"]
        vision(written)["dots"]["kitchen"] = vision(written)["dots"].pop("tb")
        scope(written)["entries"][0]["id"] = "kitchen"

    read(tidewell(same_everywhere))


def test_the_adopted_rule_says_who_votes_afterwards() -> None:
    def by_person(written: Any) -> None:
        written["stages"][1]["entries"][0]["fields"]["policy"] = {"rule": "majority", "unit": "person"}

    with pytest.raises(Unfit, match=r"stages\[2\].decisions\[0\].rounds\[0\].ballots.kitchen: no person"):
        read(tidewell(by_person))


def test_a_later_round_may_run_under_the_fallback() -> None:
    def third_round(written: Any) -> None:
        rounds = vision(written)["decisions"][0]["rounds"]
        rounds[1]["ballots"]["housing"] = {"choice": "object", "reason": "Still a promise"}
        rounds[1] = {"ballots": rounds[1]["ballots"], "result": "not_carried"}
        rounds.append({"ballots": {"kitchen": "yes", "housing": "no"}})

    read(tidewell(third_round))


def test_every_kind_that_the_server_declares_has_the_same_fields_here() -> None:
    for kind in KINDS.values():
        assert {field.name for field in kind.fields} == set(FORMS[kind.name]), kind.name


def test_local_ids_become_the_servers() -> None:
    known = as_server_knows(
        "initiative", {"title": "One Door", "objectives": ["j1", "j2"], "lead": "ma"}, {"j1": "e4"}, {"ma": "o1"}, {"ma": "p7"}
    )
    assert known == {"title": "One Door", "objectives": ["e4"], "lead": "o1"}


def test_ballots_are_spoken_as_the_command_takes_them() -> None:
    consent, fist, ranked = (Policy(rule=rule, options=("A", "B")) for rule in (Rule.CONSENT, Rule.FIST_TO_FIVE, Rule.SCHULZE))
    assert spoken("consent", consent) == {"choice": "consent"}
    assert spoken(4, fist) == {"choice": "4"}
    assert spoken(Answer(choice="object", reason="Too fast"), consent) == {"choice": "object", "reason": "Too fast"}
    assert spoken(Answer(ranking=[["A", "B"]]), ranked) == {"ranking": (("A", "B"),)}


def test_advice_is_whatever_was_said_and_the_ruling_is_told_apart() -> None:
    advice = Policy(rule=Rule.ADVICE)
    assert spoken("pass", advice) == {"choice": "pass"}
    assert spoken("I would wait", advice) == {"choice": "advice", "reason": "I would wait"}
    assert spoken(Answer(choice="advice", reason="Wait"), advice) == {"choice": "advice", "reason": "Wait"}
    assert is_ruling("yes")
    assert is_ruling(Answer(choice="no", reason="Not now"))
    assert not is_ruling(Answer(reason="yes"))


def test_the_published_schema_is_that_of_the_code() -> None:
    assert json.loads((ROOT / "docs" / "scenario.schema.json").read_text()) == json.loads(json.dumps(schema()))


def test_only_the_stages_of_the_agenda_asked_for_are_played() -> None:
    stages = stages_to_play(read(TIDEWELL), shipped(), "express")
    assert [stage.stage for stage in stages] == ["arrive", "decide_how", "vision", "scope", "goals", "sign_off"]
    assert sections_of(shipped()["express"], stages) == ["partners", "decisions", "vision", "scope", "goals"]


def only_express(written: Any) -> None:
    written["stages"] = [stage for stage in written["stages"] if stage["stage"] in {one.id for one in shipped()["express"].stages}]
    written["agenda"] = "express"


@pytest.mark.parametrize(
    ("change", "asked", "said"),
    [
        (lambda w: w.update(agenda="overnight"), "", 'agenda: this version cannot play the agenda "overnight"; it has'),
        (lambda w: None, "overnight", '--agenda: this version cannot play the agenda "overnight"'),
        (lambda w: w.update(agenda="express"), "", 'stages[5].stage: the agenda "express" has no stage "outcomes"'),
    ],
)
def test_what_this_version_cannot_play_is_told_before_anything_is_played(change: Callable[[Any], Any], asked: str, said: str) -> None:
    with pytest.raises(Unfit) as unfit:
        stages_to_play(parse(json.dumps(tidewell(change)).encode()), shipped(), asked)
    assert said in str(unfit.value)


def test_what_is_not_played_may_be_unknown_to_this_version() -> None:
    def unknown_later(written: Any) -> None:
        written["stages"][7]["decisions"][0]["policy"] = {"rule": "advice"}

    assert stages_to_play(read(tidewell(unknown_later)), shipped(), "express")


def test_strings_are_expected_in_their_order_and_lacked_above_the_record() -> None:
    markdown = "# Plan\n\nFirst, then second.\n\n## Decision record\n\nThe old words.\n"
    assert differences_of_text(Expect(contains=["First", "second"], lacks=["old words"]), markdown) == []
    assert "before what it should follow" in differences_of_text(Expect(contains=["second", "First"]), markdown)[0]
    assert "does not stand" in differences_of_text(Expect(contains=["third"]), markdown)[0]
    assert "above the decision record" in differences_of_text(Expect(lacks=["second"]), markdown)[0]


def test_who_signed_who_declined_and_who_did_neither() -> None:
    version = {"signatures": [{"partner": "o1", "choice": "approve_with_reservation"}, {"partner": "o2", "choice": "decline"}]}
    partners = {"a": "o1", "b": "o2", "c": "o3"}
    assert signed_by(version, partners) == {"signed": {"a"}, "declined": {"b"}, "not_signed": {"c"}}
    assert signed_by(None, partners)["not_signed"] == {"a", "b", "c"}

"""A decision as it is played: opened by the facilitator, answered by the representatives, closed, and compared."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec
from msgspec import UNSET

from facilitator.player.ballots import is_ruling, spoken
from facilitator.player.client import Person
from facilitator.player.company import Company
from facilitator.player.scenario import Answer, Decision, Edit, Round
from facilitator.player.shapes import text_of
from workshops.decisions.policy import Policy
from workshops.decisions.rules import is_ruled

DEPARTURE = "As this workshop’s scenario decides it."
RULING = "After hearing what was said."


def play_decision(
    company: Company,
    decision: Decision,
    place: str,
    change_text: Callable[[str, str], None],
    change_entry: Callable[[Edit], None],
) -> None:
    """Play all rounds of a decision. What comes otherwise than the scenario says is noted in the company's differences."""

    def change(round_: Round) -> None:
        section = text_of(decision.proposes)
        if round_.text is not UNSET and section:
            change_text(section, round_.text)
        for edit in round_.edits:
            change_entry(edit)

    change(decision.rounds[0])
    made = company.facilitator.send("open_decision", **_opening(company, decision))["made"]
    for number, round_ in enumerate(decision.rounds):
        if number:
            change(round_)
            company.facilitator.send("next_round", decision=made)
        _vote(company, made, round_)
        shown = _close(company, made, number)
        _compare(company, round_, shown, f"{place}, round {number + 1}")


def _opening(company: Company, decision: Decision) -> dict[str, Any]:
    proposes: str | list[str] = decision.proposes
    if isinstance(proposes, list):
        proposes = [company.entries[entry] for entry in proposes if entry in company.entries]
    policy = None if decision.policy is UNSET else decision.policy
    return {
        "proposes": proposes,
        "applies_to": decision.applies_to,
        "policy": None if policy is None else company.rule_on_server(policy),
        "reason": DEPARTURE if policy is not None else "",
        "options": [] if decision.options is UNSET else decision.options,
        "decider": _decider(company, decision),
    }


def _decider(company: Company, decision: Decision) -> str:
    """Who decides after advice where the rule names nobody: who gives the ruling in the scenario, else the first who is here."""
    governing = decision.policy
    if governing is UNSET:
        governing = msgspec.convert(company.facilitator.slices["rules"][decision.applies_to]["policy"], Policy)
    if not any(is_ruled(one) and not one.decider for one in governing.with_fallbacks()):
        return ""
    ruling = [voter for round_ in decision.rounds for voter, ballot in round_.ballots.items() if is_ruling(ballot)]
    people = [_person(company, voter) for voter in ruling] or list(company.people.values())
    return people[0].id if people else ""


def _person(company: Company, voter: str) -> Person:
    """The person of this local id, or who speaks for the partner of it."""
    if voter in company.people:
        return company.people[voter]
    speaks = company.representative(voter)
    assert speaks is not None, "a scenario's checks see to it that somebody rules"
    return speaks


def _vote(company: Company, made: str, round_: Round) -> None:
    for person in company.everyone():
        person.wait(lambda slices: _is_open(slices, made), f"decision {made} to open")
    shown = company.facilitator.slices[f"decision:{made}"]
    policy = msgspec.convert(shown["policy"], Policy)
    by_advice = is_ruled(policy)
    said = {voter: ballot for voter, ballot in round_.ballots.items() if not (by_advice and is_ruling(ballot))}
    company.at_once([partial(_cast, company, shown, voter, spoken(ballot, policy)) for voter, ballot in said.items()])
    if by_advice:
        _rule(company, shown, round_, len(said))


def _is_open(slices: dict[str, Any], made: str) -> bool:
    shown = slices.get(f"decision:{made}")
    return shown is not None and shown["status"] == "open"


def _cast(company: Company, shown: dict[str, Any], voter: str, fields: dict[str, Any]) -> None:
    """Whoever votes casts; where a partner has nobody in the room, the facilitator records what was said."""
    # The same local id may be a partner and a person: the electorate says which of them votes here.
    entitled = {one["voter"] for one in shown["voters"]}
    by_partner = company.partners.get(voter, "") in entitled or voter not in company.people
    voter_id = company.partners[voter] if by_partner else company.people[voter].id
    speaks = company.representative(voter) if by_partner else company.people[voter]
    sender, command = (company.facilitator, "record_ballot") if speaks is None else (speaks, "cast_ballot")
    sender.send(command, decision=shown["id"], voter=voter_id, round=shown["round"], **fields)


def _advised(slices: dict[str, Any], made: str, number: int) -> dict[str, Any] | None:
    voted: dict[str, Any] = slices[f"voted:{made}"]
    return voted if len(voted["voters"]) >= number else None


def _rule(company: Company, shown: dict[str, Any], round_: Round, advised: int) -> None:
    """Those who say nothing let it pass; then the decider decides, as the scenario says, else as it expects the result."""
    voted = company.facilitator.wait(lambda slices: _advised(slices, shown["id"], advised), "who has given advice")
    for voter in shown["voters"]:
        if voter["voter"] not in voted["voters"] and shown["decider"]["id"] not in voter["by"]:
            company.facilitator.send("record_ballot", decision=shown["id"], voter=voter["voter"], choice="pass")
    word = next((ballot for ballot in round_.ballots.values() if is_ruling(ballot)), None)
    yes = round_.result != "not_carried" if word is None else (word.choice if isinstance(word, Answer) else word) == "yes"
    reason = (word.reason if isinstance(word, Answer) else "") or RULING
    decider = next(one for one in company.everyone() if one.id == shown["decider"]["id"])
    decider.send("give_ruling", decision=shown["id"], yes=yes, reason=reason)


def _close(company: Company, made: str, number: int) -> dict[str, Any]:
    company.facilitator.send("close_round", decision=made)
    rounds: Any = company.facilitator.wait(lambda slices: slices[f"decision:{made}"]["rounds"][number:], f"the result of decision {made}")
    return dict(rounds[0])


def _compare(company: Company, round_: Round, shown: dict[str, Any], place: str) -> None:
    result = "carried" if shown["carried"] else "not_carried"
    if round_.result is not UNSET and round_.result != result:
        company.differ(place, round_.result, f"{result} ({shown['sentence']})")
    if round_.sum is not UNSET and round_.sum != shown["sum"]:
        company.differ(f"{place}, sum", repr(round_.sum), repr(shown["sum"]))
    if round_.winner is not UNSET:
        wanted = [round_.winner] if isinstance(round_.winner, str) else list(round_.winner)
        if wanted != shown["winners"]:
            company.differ(f"{place}, winner", ", ".join(wanted), ", ".join(shown["winners"]) or "none")

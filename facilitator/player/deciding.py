"""A decision as it is played: opened by the facilitator, answered by the representatives, closed, and compared."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec import UNSET

from facilitator.player.ballots import spoken
from facilitator.player.company import Company
from facilitator.player.scenario import Ballot, Decision, Edit, Round
from facilitator.player.shapes import text_of

DEPARTURE = "As this workshop’s scenario decides it."


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
    }


def _vote(company: Company, made: str, round_: Round) -> None:
    for person in company.everyone():
        person.wait(lambda slices: _is_open(slices, made), f"decision {made} to open")
    company.at_once([partial(_cast, company, made, voter, ballot) for voter, ballot in round_.ballots.items()])


def _is_open(slices: dict[str, Any], made: str) -> bool:
    shown = slices.get(f"decision:{made}")
    return shown is not None and shown["status"] == "open"


def _cast(company: Company, made: str, voter: str, ballot: Ballot) -> None:
    """Whoever votes casts; where a partner has nobody in the room, the facilitator records what was said."""
    # The same local id may be a partner and a person: the electorate says which of them votes here.
    entitled = {one["voter"] for one in company.facilitator.slices[f"decision:{made}"]["voters"]}
    by_partner = company.partners.get(voter, "") in entitled or voter not in company.people
    voter_id = company.partners[voter] if by_partner else company.people[voter].id
    speaks = company.representative(voter) if by_partner else company.people[voter]
    if speaks is None:
        company.facilitator.send("record_ballot", decision=made, voter=voter_id, **spoken(ballot))
    else:
        speaks.send("cast_ballot", decision=made, voter=voter_id, **spoken(ballot))


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
    if round_.winner is not UNSET and round_.winner != shown.get("winner"):
        company.differ(f"{place}, winner", round_.winner, shown.get("winner"))

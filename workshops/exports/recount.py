"""Counting again: every result in an exported plan, computed anew from the ballots that stand beside it.

Works on the JSON export alone (`workplan.json`), without a server, a database, or the log.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct, structs

from workshops.decisions.ballot import Ballot
from workshops.decisions.checking import read_policy
from workshops.decisions.decision import Proposal, Round, Turn, turn_after
from workshops.decisions.policy import Policy, Secrecy
from workshops.decisions.result import FEWEST_SECRET, Result, Ruling, result_of
from workshops.decisions.row import DECIDER
from workshops.decisions.rules import check_ballot
from workshops.plan.proposal import proposal_sha256, reads_as_frozen
from workshops.refusal import Refused

NOTHING = Proposal("", "", False, {}, "", "")


class NotAPlan(ValueError):
    """This is no export that can be counted again; the message says where it fails."""


class Recounted(Struct, frozen=True):
    """One round: which (`D4, round 2`), whether all of it holds, its sentence, and what does not hold."""

    place: str
    holds: bool
    sentence: str
    differences: tuple[str, ...] = ()


def recount(exported: Any) -> list[Recounted]:
    """Every closed round of an export in plain JSON types, counted again. Raises NotAPlan."""
    if not isinstance(exported, dict) or str(exported.get("workplan")) != "1" or not isinstance(exported.get("decisions"), list):
        raise NotAPlan("This is no exported workplan (workplan.json) of a form that is known here.")
    try:
        numbers = [decision["number"] for decision in exported["decisions"]]
        if numbers != list(range(1, len(numbers) + 1)):
            raise NotAPlan(f"The decisions are numbered {', '.join(map(str, numbers))[:80]}: one is missing, or stands there twice.")
        return [one for decision in exported["decisions"] for one in _decision(decision)]
    except NotAPlan:
        raise
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
        raise NotAPlan(f"A decision in this file cannot be read: {str(error)[:200]}.") from error
    except Refused as refused:
        raise NotAPlan(f"A policy in this file cannot be: {refused.message}") from refused


def _decision(decision: dict[str, Any]) -> Iterator[Recounted]:
    policy, named = read_policy(decision["policy"]), f"D{decision['number']}"
    before: list[Round] = []
    for written in decision["rounds"]:
        place = f"{named}, round {written['round']}"
        if written["round"] != len(before) + 1:
            raise NotAPlan(f"{place} does not come after round {len(before)}: one is missing, or stands there twice.")
        turn, counted = turn_after(policy, before), _round(written)
        before.append(counted)
        if counted.result is None:
            if written["ballots"] or written["voted"] or written.get("closed_at"):
                yield Recounted(place, False, "", ("it was closed, and its result is missing",))
            break
        told, again = counted.result, _result(counted, counted.result)
        differences = [*_out_of_turn(counted, turn), *_unfit(written, counted), *_differences(told, again, _decider(written))]
        yield Recounted(place, not differences, _in_names(again.sentence, written), tuple(differences))
    outcome = _outcome(policy, before, decision)
    if outcome:
        yield Recounted(named, False, "", (outcome,))


def _out_of_turn(counted: Round, turn: Turn | None) -> Iterator[str]:
    """What this round is said to be, and the rounds before it do not lead to."""
    if turn is None:
        yield "no round was left under its rule"
    elif turn.policy != counted.policy:
        yield "its policy is not the one whose turn it was"
    elif (turn.runoff, turn.won) != (counted.runoff, counted.won):
        yield "what earlier rounds of the run-off have taken is not what it says"


def _unfit(written: dict[str, Any], counted: Round) -> Iterator[str]:
    """What in a round is not as its rule, or its hash, would have it, whatever the sum says."""
    yield from _not_of_this_rule(counted)
    yield from _other_voters(written, counted)
    if counted.ruling is not None and counted.ruling.by != counted.policy.decider:
        yield "somebody else decided than the rule names"
    proposal = msgspec.convert(written["proposal"], Proposal)
    if proposal_sha256(proposal) != proposal.sha256 or not reads_as_frozen(proposal):
        yield "the words that were decided on are not those of its SHA-256"


def _not_of_this_rule(counted: Round) -> Iterator[str]:
    for number, ballot in enumerate((*counted.ballots.values(), *counted.unnamed), 1):
        try:
            # The reasons of secret ballots stand apart from them.
            check_ballot(counted.policy, structs.replace(ballot, reason="—") if counted.is_secret else ballot)
        except Refused as refused:
            yield f"ballot {number} is none of this rule: {refused.message}"


def _other_voters(written: dict[str, Any], counted: Round) -> Iterator[str]:
    named = list(written["voted"])
    if counted.is_secret:
        if any("voter" in one for one in written["ballots"]):
            yield "a secret ballot names its voter"
        if Counter(one.choice for one in counted.reasons) - Counter(one.choice for one in counted.unnamed) and counted.unnamed:
            yield "there are reasons beside answers that nobody gave"
        as_many = len(set(named)) == written["result"]["voted"] and set(named) <= set(counted.voters)
    else:
        cast = [one["voter"] for one in written["ballots"]]
        for voter in sorted(one for one, number in Counter(cast).items() if number > 1):
            yield f"{voter} has more than one ballot"
        as_many = named == cast
    if not as_many:
        yield "those said to have voted are not those whose ballots stand there"


def _round(written: dict[str, Any]) -> Round:
    """The round as it was counted: ballots by voter, or, if it was secret, nobody's in particular."""
    # Not by read_policy: that of a run-off may name fewer options than a policy that is opened with.
    policy = msgspec.convert(written["policy"], Policy, strict=True)
    voters = tuple(voter["voter"] for voter in written["voters"])
    secret = policy.secrecy is Secrecy.SECRET
    ballots = {one["voter"]: _ballot(one) for one in written["ballots"]} if not secret else {}
    strangers = set(ballots) - set(voters)
    if strangers:
        raise NotAPlan(f"Round {written['round']} holds the ballot of {min(strangers)}, who had no vote.")
    result = written["result"]
    if result is not None and not result.keys() <= set(Result.__struct_fields__):
        raise NotAPlan(f"The result of round {written['round']} holds what no result has.")
    return Round(
        written["round"],
        policy,
        NOTHING,
        0,
        voters,
        ballots=ballots,
        result=msgspec.convert(result, Result | None),
        ruling=msgspec.convert(written["ruling"], Ruling | None),
        runoff=written["runoff"],
        won=tuple(written["won"]),
        unnamed=tuple(_ballot(one) for one in written["ballots"]) if secret else (),
        reasons=tuple(_ballot(one) for one in written["reasons"]),
    )


def _ballot(written: dict[str, Any]) -> Ballot:
    fields = {name: written[name] for name in Ballot.__struct_fields__ if name in written}
    return msgspec.convert(fields, Ballot)


def _result(counted: Round, told: Result) -> Result:
    if counted.is_secret and told.voted < FEWEST_SECRET:
        # Those few ballots were destroyed uncounted; all there is to check is that nothing was carried by them.
        return structs.replace(result_of(counted.policy, counted.votes()), voted=told.voted)
    return result_of(counted.policy, counted.votes(), won=counted.won, ruling=counted.ruling)


def _differences(told: Result, again: Result, decider: str) -> list[str]:
    found = []
    for field in Result.__struct_fields__:
        was, now = getattr(told, field), getattr(again, field)
        if isinstance(now, str):
            now = now.replace(DECIDER, decider)
        if was != now:
            found.append(f"{field} says {_plainly(was)}, and the ballots give {_plainly(now)}")
    return found


def _plainly(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _decider(written: dict[str, Any]) -> str:
    return str(written["decider"])


def _in_names(sentence: str, written: dict[str, Any]) -> str:
    return sentence.replace(DECIDER, _decider(written))


def _outcome(policy: Policy, rounds: list[Round], decision: dict[str, Any]) -> str:
    """What is wrong with where the decision is said to stand; "" when that follows from its rounds."""
    if not rounds:
        raise NotAPlan(f"Decision {decision['number']} has no round.")
    status, last = decision["status"], rounds[-1].result
    carried = [one.number for one in rounds if one.result is not None and one.result.carried]
    if carried and carried != [rounds[-1].number]:
        return f"round {carried[0]} was carried, and yet others follow"
    if last is None:
        may_be = {"open", "withdrawn"}
    elif last.carried:
        may_be = {"reopened"} if decision["reopened"] else {"carried"}
    else:
        may_be = {"between", "withdrawn"} if turn_after(policy, rounds) is not None else {"unresolved"}
    if status not in may_be or (status == "withdrawn") != bool(decision["withdrawn"]):
        return f"it is said to be {status}, and its rounds say otherwise"
    return ""

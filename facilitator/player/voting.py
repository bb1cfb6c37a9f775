"""Decisions as a scenario writes them: which rule may govern, whose turn a round is, who votes there, and whether every ballot fits.

What only the server can know (a result that the scenario leaves out, a round that may be a run-off) is followed as a set of
policies, any of which may be the one in force.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import UNSET, structs

from facilitator.player.ballots import check_in_turn, is_ruling
from facilitator.player.scenario import Ballot, Decision, Round, Scenario, Unfit
from facilitator.player.shapes import check_rule
from workshops.decisions.decision import policy_of_round
from workshops.decisions.policy import Policy, Rule, Secrecy, Tie, Unit
from workshops.decisions.result import FEWEST_SECRET
from workshops.decisions.rules import chooses, is_ruled


class Voting:
    """The rules that a scenario's group has adopted so far, and the checks of its decisions under them."""

    def __init__(self, scenario: Scenario, roles: Callable[[], set[str]]) -> None:
        """`roles` gives the titles of the roles that the plan holds at that moment."""
        self.partners = {partner.id: partner for partner in scenario.partners}
        self.people = {person.id: person.name for partner in scenario.partners for person in partner.people}
        self._roles = roles
        self._starting = check_rule(scenario.starting_policy, "starting_policy", self.partners)
        self._adopted: dict[str, list[Policy]] = {}

    def governing(self, applies_to: str) -> list[Policy]:
        """The policies one of which governs this kind of decision."""
        return self._adopted.get(applies_to) or self._adopted.get("workplan") or [self._starting]

    def adopt(self, rules: Mapping[str, Policy], *, anew: bool, certain: bool) -> None:
        """Rules were carried (or may have been, where that is not certain); `anew`: in the place of all before them."""
        before = {applies_to: self.governing(applies_to) for applies_to in rules}
        if anew and certain:
            self._adopted = {}
        for applies_to, policy in rules.items():
            self._adopted[applies_to] = [policy] if certain else [policy, *before[applies_to]]

    def check(self, decision: Decision, at: str) -> None:
        """Raise Unfit at the first thing in a decision that its rule does not take."""
        if decision.policy is UNSET:
            policies, said_at = self.governing(decision.applies_to), at
        else:
            said_at = f"{at}.policy"
            policies = [check_rule(decision.policy, said_at, self.partners)]
        options = self._options(decision, policies, at)
        if len(policies) == 1:
            self._check_opening(policies[0], options, said_at)
        for number, round_ in enumerate(decision.rounds):
            place = f"{at}.rounds[{number}]"
            if number and decision.rounds[number - 1].result == "carried":
                raise Unfit(place, "the round before it was carried, so none follows")
            may_be = _turns(policies, number)
            if not may_be:
                raise Unfit(place, "the rule has no further round")
            if round_.winner is not UNSET and not any(chooses(policy) for policy in may_be):
                raise Unfit(f"{place}.winner", "this rule does not choose among options")
            if all(is_ruled(policy) for policy in may_be):
                self._check_ruling(round_, may_be, place)
            for voter, ballot in round_.ballots.items():
                self._check_ballot(voter, ballot, may_be, options, f"{place}.ballots.{voter}")

    def _options(self, decision: Decision, policies: list[Policy], at: str) -> list[str]:
        """The options that are chosen from; none where they are the titles of the entries proposed."""
        chain = [one for policy in policies for one in policy.with_fallbacks()]
        choosing = [policy for policy in chain if chooses(policy)]
        if decision.options is not UNSET:
            if not choosing:
                raise Unfit(f"{at}.options", "this rule does not choose among options")
            return list(decision.options)
        named = next((list(policy.options) for policy in choosing if policy.options), [])
        if choosing and not named and isinstance(decision.proposes, str):
            raise Unfit(f"{at}.options", f"{choosing[0].rule} needs options to choose from")
        return named

    def _check_opening(self, policy: Policy, options: list[str], at: str) -> None:
        """What the server would not open: weights that lack, a secret that would be none, options that are too few."""
        for one in policy.with_fallbacks():
            if chooses(one) and options:
                if len(options) < 2:
                    raise Unfit(at.removesuffix(".policy") + ".options", "there is nothing to choose among one option")
                check_rule(structs.replace(one, options=tuple(options)), at, self.partners)
            if one.unit is Unit.WEIGHTED:
                for partner in self.partners:
                    if partner not in one.weights:
                        raise Unfit(f"{at}.weights", f'"{partner}" has no weight')
            voters = len(self.people if one.unit is Unit.PERSON else self.partners)
            if one.secrecy is Secrecy.SECRET and voters < FEWEST_SECRET:
                raise Unfit(f"{at}.secrecy", f"a secret vote needs at least {FEWEST_SECRET} voters; here are {voters}")
            if is_ruled(one) and one.decider and one.decider not in {*self.people, *self.people.values(), *self._roles()}:
                raise Unfit(f"{at}.decider", f'"{one.decider}" is no person and no role')

    def _check_ballot(self, voter: str, ballot: Ballot, may_be: list[Policy], options: list[str], at: str) -> None:
        fitting = [policy for policy in may_be if self._votes(voter, ballot, policy)]
        if not fitting:
            raise Unfit(at, f'no {"person" if all(policy.unit is Unit.PERSON for policy in may_be) else "partner"} "{voter}"')
        if all(policy.secrecy is Secrecy.SECRET for policy in fitting) and not self._has_hands(voter):
            raise Unfit(at, "a secret ballot cannot be said aloud, and nobody is here for this partner")
        check_in_turn(ballot, fitting, options, at)

    def _check_ruling(self, round_: Round, may_be: list[Policy], at: str) -> None:
        """One person decides, and it is the one that the rule names, where it names a person."""
        ruling = [voter for voter, ballot in round_.ballots.items() if is_ruling(ballot)]
        for voter in ruling:
            named = {policy.decider for policy in may_be} & {*self.people, *self.people.values()}
            if len(ruling) > 1 or (named and not named & {voter, self.people.get(voter, "")}):
                raise Unfit(f"{at}.ballots.{voter}", "only the one who decides says yes or no")

    def _votes(self, voter: str, ballot: Ballot, policy: Policy) -> bool:
        if is_ruled(policy) and is_ruling(ballot) and voter in self.people:
            return True
        return voter in (self.people if policy.unit is Unit.PERSON else self.partners)

    def _has_hands(self, voter: str) -> bool:
        return voter in self.people or any(person.role == "representative" for person in self.partners[voter].people)


def _turns(policies: list[Policy], number: int) -> list[Policy]:
    """The policies that the round with this number (from 0) may run under; a run-off takes no round away from its policy."""
    found: list[Policy] = []
    for policy in policies:
        may_run_off = any(one.rule is Rule.MAJORITY_RUNOFF or one.tie is Tie.RUNOFF for one in policy.with_fallbacks())
        rounds = range(number + 1, 0, -1) if may_run_off else [number + 1]
        turns = [policy_of_round(policy, round_) for round_ in rounds]
        found += [turn for turn in turns if turn is not None and turn not in found]
    return found


def rules_in(entries: Mapping[str, dict[str, Any]], partners: Mapping[str, Any]) -> dict[str, Policy]:
    """The policies of decision rules by the kind that they apply to; `entries` gives the fields of each."""
    return {fields.get("applies_to", "workplan"): check_rule(fields.get("policy", {}), "", partners) for fields in entries.values()}

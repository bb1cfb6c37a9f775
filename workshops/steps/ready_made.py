"""Ready-made rules: a group starts from a set, and changes what does not fit."""

from collections.abc import Iterator
from typing import Any

from workshops.bounds import Id
from workshops.decisions.checking import read_policy
from workshops.decisions.explaining import example, explained
from workshops.decisions.policy import Policy, as_written
from workshops.decisions.words import KINDS as KINDS_OF_DECISION
from workshops.decisions.words import detail_of, title_of
from workshops.moment import Moment
from workshops.people import WORKING, Actor
from workshops.plan.fields import blank, read_fields
from workshops.plan.kinds import KINDS
from workshops.plan.rule_sets import RULE_SETS, RuleSet
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.steps.authorship import partner_of
from workshops.steps.entries import EntryAdded, EntryRemoved, refuse_unless_free, surroundings
from workshops.verbs import Change, Command, decide


class UseRuleSet(Command):
    """Puts the rules of a set in the place of those in the section; its ladder too, where there is none yet.

    What was there can be brought back.
    """

    may = WORKING

    set: Id


@decide.register
def _(command: UseRuleSet, workshop: Workshop, actor: Actor, moment: Moment) -> Iterator[Change]:
    chosen = RULE_SETS.get(command.set)
    if chosen is None:
        raise Refused("unknown_set", "There is no such set of rules.", "set")
    if "decisions" not in workshop.agenda.sections():
        raise Refused("unknown_kind", "Rules for deciding are not part of this workshop.", "set")
    standing = workshop.plan.of_kind("decision_rule")
    for entry in standing:
        refuse_unless_free(workshop, actor, entry.passage, KINDS["decision_rule"])
    refuse_unless_free(workshop, actor, "", KINDS["decision_rule"])
    common: dict[str, Any] = {"by": actor.id, "at": moment.now}
    yield from (EntryRemoved(**common, entry=entry.id) for entry in standing)
    number = workshop.counted.get("e", 0)
    for kind, fields in _entries(chosen, with_ladder=not workshop.plan.of_kind("resolution_step")):
        number += 1
        read = blank(KINDS[kind]) | read_fields(KINDS[kind], fields, surroundings(workshop))
        yield EntryAdded(**common, entry=f"e{number}", kind=kind, fields=read, partner=partner_of(workshop, actor.id))


def _entries(chosen: RuleSet, *, with_ladder: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    for applies_to, policy in chosen.rules.items():
        yield "decision_rule", {"applies_to": applies_to, "policy": policy}
    if with_ladder:
        for what, who, days in chosen.ladder:
            yield "resolution_step", {"what": what, "who": who, "within_days": days}


def everyone(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Slice `rule_sets`, where the workshop decides on rules at all."""
    if "decisions" in workshop.agenda.sections():
        yield "rule_sets", [_shown(workshop, one) for one in RULE_SETS.values()]


def _shown(workshop: Workshop, one: RuleSet) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "words": one.words,
        "rules": [{"label": KINDS_OF_DECISION[kind]} | told(workshop, policy) for kind, policy in one.rules.items()],
        "ladder": [{"what": what, "who": who, "within_days": days} for what, who, days in one.ladder],
    }


def told(workshop: Workshop, written: Any) -> dict[str, Any]:
    """A policy in plain JSON types, in words for this group. Raises Refused where it cannot be."""
    return in_words(workshop, read_policy(written))


def in_words(workshop: Workshop, policy: Policy) -> dict[str, Any]:
    """A policy in words for this group: `policy`, `title`, `detail`, `words`, `example`."""
    voters = len(workshop.voters(policy.unit.value))
    return {
        "policy": as_written(policy),
        "title": title_of(policy),
        "detail": detail_of(policy, voters),
        "words": explained(policy),
        "example": example(policy, voters),
    }

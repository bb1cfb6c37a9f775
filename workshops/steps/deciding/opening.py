"""What a decision opens under: the policy that governs it, completed with what the rule leaves to the occasion, and its electorate."""

from collections.abc import Sequence
from typing import Any

from msgspec import structs

from workshops.bounds import needed_line
from workshops.decisions.checking import check_policy, read_policy
from workshops.decisions.decision import Proposal
from workshops.decisions.policy import Policy, Secrecy, Unit, deadline_of
from workshops.decisions.result import FEWEST_SECRET
from workshops.decisions.rules import chooses, is_ruled
from workshops.decisions.words import title_of
from workshops.moment import Moment
from workshops.people import SEATED
from workshops.plan.proposal import options_of
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.steps.voices import contested


def governing_policy(
    workshop: Workshop, applies_to: str, asked: dict[str, Any] | None, reason: str, *, practice: bool
) -> tuple[Policy, str]:
    """The policy to open under, and the reason if it departs from what the group adopted. `asked` None takes the adopted one."""
    governing = workshop.policy_for(applies_to)
    if asked is None:
        return governing, ""
    policy = read_policy(asked)
    if practice:
        return policy, ""
    if policy == structs.replace(governing, may_depart=policy.may_depart):
        return governing, ""
    if workshop.agreed_policy(applies_to) is not None and not may_depart(workshop, governing):
        raise Refused(
            "no_departure", f"The group adopted how this is decided: {title_of(governing)} Its rules do not allow another.", "policy"
        )
    return policy, needed_line(reason, "reason", "why this is decided in another way than agreed")


def may_depart(workshop: Workshop, governing: Policy) -> bool:
    """May another policy be used than the adopted one? Where it says so, or cannot be carried out as things are.

    Otherwise a group whose rule has become impossible could never decide anything again, not even on another rule.
    """
    if governing.may_depart:
        return True
    try:
        first_electorate(workshop, governing)
    except Refused as refusal:
        return refusal.code in IMPOSSIBLE
    return False


def first_electorate(workshop: Workshop, policy: Policy) -> tuple[str, ...]:
    """Who votes in the first round. What would stop a later one, under a fallback, is refused now already."""
    electorates = [electorate_of(workshop, one) for one in policy.with_fallbacks()]
    return electorates[0]


IMPOSSIBLE = frozenset({"too_few_for_secret", "no_weight"})
"""Why an adopted policy cannot be carried out, whatever the facilitator does."""


def completed(workshop: Workshop, policy: Policy, options: Sequence[str], decider: str, proposal: Proposal) -> Policy:
    """The policy, and its fallbacks, with the options and the decider of this occasion. Refused where one is still lacking.

    What the policy names itself is not for the occasion to change.
    """
    if chooses(policy):
        if options and policy.options and tuple(options) != policy.options:
            raise Refused("no_departure", f"The rule names what is chosen from: {', '.join(policy.options)}.", "options")
        policy = _with_options(policy, policy.options or options or list(options_of(proposal)))
    if is_ruled(policy):
        decides = _decider(workshop, policy.decider or decider)
        if decider and decider not in (decides, policy.decider):
            raise Refused("no_departure", f"The rule names who decides: {workshop.name(decides)}.", "decider")
        policy = structs.replace(policy, decider=decides)
    if policy.fallback is not None:
        policy = structs.replace(policy, fallback=completed(workshop, policy.fallback, options, decider, proposal))
    check_policy(policy)
    return policy


def _with_options(policy: Policy, options: Sequence[str]) -> Policy:
    named = tuple(needed_line(option, "options", "a name for each option") for option in options)
    if len(named) < 2:
        raise Refused("no_options", f"{title_of(policy)} Name at least two options to choose from.", "options")
    return structs.replace(policy, options=named)


def _decider(workshop: Workshop, named: str) -> str:
    """The participant who decides: named by id, by name, or by a role of the plan that somebody here holds."""
    if workshop.actor(named).role in SEATED or workshop.actor(named).leads:
        return named
    held = [str(role.fields.get("held_by") or "") for role in workshop.plan.of_kind("role") if named and named in (role.id, role.titled())]
    for holder in (*held, named):
        found = _called(workshop, holder) if holder else ""
        if found:
            return found
    raise Refused("no_decider", "Say who decides after the advice; it has to be somebody who is here.", "decider")


def _called(workshop: Workshop, name: str) -> str:
    """The participant with this name, or who speaks for the partner with it; "" when there is none."""
    people = [one.id for one in workshop.participants.values() if not one.removed and workshop.name(one.id) == name]
    voices = [one.voice for one in workshop.present_partners() if one.name == name and one.voice]
    return next(iter([*people, *voices]), "")


def electorate_of(workshop: Workshop, policy: Policy) -> tuple[str, ...]:
    """Who votes, fixed now. Refused while it is unsettled who speaks for a partner, or where nobody, or too few, could vote."""
    unsettled = contested(workshop)
    if unsettled and policy.unit is not Unit.PERSON:
        names = ", ".join(partner.name for partner in unsettled)
        raise Refused("voice_unsettled", f"More than one person claims to speak for {names}. Settle that first, under People.")
    electorate = workshop.voters(policy.unit.value)
    if not electorate:
        raise Refused("nobody", "Nobody is here who could vote yet.")
    if policy.secrecy is Secrecy.SECRET and len(electorate) < FEWEST_SECRET:
        raise Refused(
            "too_few_for_secret",
            f"A secret vote needs at least {FEWEST_SECRET} voters: with fewer, the result would tell who gave which answer.",
            "policy",
        )
    if policy.unit is Unit.WEIGHTED:
        _refuse_unless_weighed(workshop, policy, electorate)
    return electorate


def _refuse_unless_weighed(workshop: Workshop, policy: Policy, electorate: tuple[str, ...]) -> None:
    without = [workshop.voter_name(partner) for partner in electorate if partner not in policy.weights]
    if without:
        have = "has" if len(without) == 1 else "have"
        said = f"Set the weight of each partner’s vote before it is opened; {', '.join(without)} {have} none."
        raise Refused("no_weight", said, "policy")
    if not any(policy.weights[partner] for partner in electorate):
        raise Refused("no_weight", "At least one partner’s vote needs a weight above nought.", "policy")


def deadline_for(policy: Policy, asked: int, moment: Moment) -> int:
    """When the round closes by itself (ms UTC): as asked, else as the policy says; 0 = it is closed in the room."""
    until = asked or deadline_of(policy) or 0
    if until and until <= moment.now:
        raise Refused("past", "This date is past. Choose one that is still to come.", "until")
    return until


def refuse_when_proposed_already(workshop: Workshop, proposal: Proposal, but: str = "") -> None:
    """Refused while another open decision is on some of the same words."""
    for decision in workshop.open_decisions():
        other = decision.current.proposal
        both = other.passages.keys() & proposal.passages.keys()
        whole = proposal.section == other.section and (proposal.whole or other.whole)
        if decision.id != but and (both or (whole and proposal.passages and other.passages)):
            raise Refused(
                "being_decided",
                f"Decision {decision.number} is open on some of this. Close it first, or take it off the table.",
                "proposes",
            )

"""Policies and ballots at random, as hypothesis draws them."""

from typing import Any

from hypothesis import strategies as st

from workshops.decisions.ballot import Ballot, Form
from workshops.decisions.decision import Round
from workshops.decisions.policy import Policy, Rule, Secrecy, Unit, as_written
from workshops.decisions.rules import choices_of, chooses, form_of

WEIGHTS = {"o1": 3, "o2": 2, "o3": 1, "o4": 1, "o5": 1}

SIMPLE = st.sampled_from([Rule.CONSENT, Rule.MAJORITY, Rule.SUPERMAJORITY, Rule.UNANIMITY, Rule.ABSOLUTE_MAJORITY])


@st.composite
def policies(draw: st.DrawFn) -> dict[str, Any]:
    """A policy of any rule, unit and secrecy that can be, sometimes with a fallback."""
    chosen = draw(st.sampled_from(list(Rule)))
    secrecy = draw(st.sampled_from(list(Secrecy)))
    unit = draw(st.sampled_from(list(Unit)))
    if secrecy is Secrecy.SECRET and (unit is Unit.WEIGHTED or chosen is Rule.ADVICE):
        secrecy = Secrecy.HIDDEN
    fallback = Policy(rule=draw(SIMPLE), rounds=1) if draw(st.booleans()) else None
    policy = Policy(
        rule=chosen,
        unit=unit,
        secrecy=secrecy,
        quorum=draw(st.sampled_from([(0, 1), (1, 2), (1, 1)])),
        rounds=draw(st.integers(1, 2)),
        fallback=fallback,
        seats=1 if chosen is Rule.MAJORITY_RUNOFF else draw(st.integers(1, 2)),
        weights=WEIGHTS if unit is Unit.WEIGHTED else {},
    )
    written = as_written(policy)
    return written | ({"tie": draw(st.sampled_from(["report", "runoff"]))} if chooses(policy) else {})


def ballot_for(data: st.DataObject, now: Round) -> Ballot:
    """A ballot that this round takes."""
    form, options = form_of(now.policy), list(now.policy.options)
    if form is Form.ANSWER:
        return Ballot(data.draw(st.sampled_from([one.choice for one in choices_of(now.policy)])), "Because of the winter")
    if form is Form.OPTION:
        return Ballot(data.draw(st.sampled_from(options)))
    some = data.draw(st.lists(st.sampled_from(options), unique=True))
    if form is Form.APPROVE:
        return Ballot(approve=tuple(sorted(some)))
    if form is Form.SCORES:
        return Ballot(scores={option: data.draw(st.integers(0, 5)) for option in some})
    if form is Form.DOTS:
        return Ballot(dots=dict.fromkeys(some, 1))
    return Ballot(ranking=tuple((option,) for option in some))


def fields_of(ballot: Ballot) -> dict[str, Any]:
    """A ballot as `cast_ballot` takes it."""
    return {name: value for name, value in ballot_fields(ballot).items() if value}


def ballot_fields(ballot: Ballot) -> dict[str, Any]:
    """Every field of a ballot that can be sent."""
    return {name: getattr(ballot, name) for name in ("choice", "reason", "approve", "scores", "dots", "ranking")}

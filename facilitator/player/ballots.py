"""Ballots as scenarios write them: whether one fits its rule, and the words in which it is cast."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET, structs

from facilitator.player.scenario import Answer, Unfit
from facilitator.player.scenario import Ballot as Written
from workshops.decisions.ballot import Ballot, Form
from workshops.decisions.policy import Policy
from workshops.decisions.rules import check_ballot as check_against_rule
from workshops.decisions.rules import chooses, form_of, is_ruled
from workshops.refusal import Refused

ADVICE = ("advice", "pass")
FORMS = ("choice", "ranking", "approve", "scores", "dots")


def check_ballot(written: Written, policy: Policy, options: list[str], at: str) -> None:
    """Raise Unfit where a ballot is none of its rule, names an option that is not there, or objects without a reason.

    Without options (they may be the titles of the entries that are proposed) only the form is checked.
    """
    if is_ruled(policy):
        return
    named = policy if options or not chooses(policy) else structs.replace(policy, options=tuple(_options_in(written, policy)))
    read = ballot_of(written, policy, at)
    try:
        check_against_rule(structs.replace(named, options=tuple(options)) if options else named, read)
    except Refused as refused:
        raise Unfit(f"{at}.{refused.field}" if refused.field not in ("", "choice") else at, refused.message) from None


def check_in_turn(written: Written, policies: list[Policy], options: list[str], at: str) -> None:
    """As `check_ballot`, where it is known only as it is played which of these policies the round runs under."""
    *others, last = policies
    for policy in others:
        try:
            check_ballot(written, policy, options, at)
        except Unfit:
            continue
        return
    check_ballot(written, last, options, at)


def ballot_of(written: Written, policy: Policy, at: str = "") -> Ballot:
    """The ballot that a scenario writes, under this policy. Raises Unfit where it has another form."""
    if not isinstance(written, Answer):
        written = Answer(choice=written)
    said = Ballot(reason=written.reason or "", proposes=written.proposes or "")
    form = form_of(policy)
    own = "choice" if form in (Form.ANSWER, Form.OPTION) else form.value
    given = getattr(written, own)
    others = [other for other in FORMS if other != own and getattr(written, other) is not UNSET]
    if others:
        raise Unfit(f"{at}.{others[0]}", "this rule takes another kind of ballot")
    if given is UNSET:
        raise Unfit(at, f'this rule takes a ballot of the form {{"{own}": …}}')
    if form in (Form.ANSWER, Form.OPTION):
        return structs.replace(said, choice=str(given))
    if form is Form.RANKING:
        return structs.replace(said, ranking=tuple(tuple(group) for group in given))
    return structs.replace(said, **{form.value: tuple(given) if form is Form.APPROVE else given})


def _options_in(written: Written, policy: Policy) -> list[str]:
    ballot = ballot_of(written, policy)
    ranked = [option for group in ballot.ranking for option in group]
    return list(dict.fromkeys([ballot.choice, *ballot.approve, *ballot.scores, *ballot.dots, *ranked]))


def spoken(written: Written, policy: Policy) -> dict[str, Any]:
    """The fields of a ballot as the commands `cast_ballot` and `record_ballot` take them."""
    if is_ruled(policy):
        return _advice(written)
    fields = structs.asdict(ballot_of(written, policy))
    return {name: value for name, value in fields.items() if name != "recorded" and value}


def is_ruling(written: Written) -> bool:
    """Under the rule of advice: is this the word of whoever decides, rather than advice?"""
    choice = written.choice if isinstance(written, Answer) else written
    return choice in ("yes", "no")


def _advice(written: Written) -> dict[str, Any]:
    """Advice in whatever words it stands: `pass` lets it pass, everything else is said."""
    answer = written if isinstance(written, Answer) else Answer(choice=written)
    choice = "" if answer.choice is UNSET else str(answer.choice)
    reason = answer.reason or ("" if choice in ADVICE else choice)
    if choice == "pass" or not reason:
        return {"choice": "pass"}
    return {"choice": "advice", "reason": reason}

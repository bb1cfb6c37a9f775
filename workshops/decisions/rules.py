"""The table of all decision rules. A rule is a name in `policy.Rule`, its functions, and its row: here they come together.

What is asked of a rule is asked here, so that nobody has to know which kind of rule it is.
"""

from workshops.decisions.advice import ADVICE_RULES
from workshops.decisions.ballot import Ballot, Choice, Form, check_answer, check_options
from workshops.decisions.choosing import CHOICE_RULES
from workshops.decisions.policy import Policy, Rule
from workshops.decisions.row import Answers, Options, Ruled, RuleRow
from workshops.decisions.yes_no import YES_NO_RULES

RULES: dict[Rule, RuleRow] = YES_NO_RULES | ADVICE_RULES | CHOICE_RULES
"""Every rule, in the order in which it is offered."""

assert RULES.keys() == set(Rule), "a rule without a row, or a row without a rule"


def chooses(policy: Policy) -> bool:
    """Does the rule choose among several options, rather than say yes or no?"""
    return isinstance(RULES[policy.rule].takes, Options)


def is_ruled(policy: Policy) -> bool:
    """Does one person decide, after advice?"""
    return isinstance(RULES[policy.rule].takes, Ruled)


def options_row(policy: Policy) -> Options:
    """How a rule that chooses counts. Only for those."""
    row = RULES[policy.rule].takes
    assert isinstance(row, Options), "this rule does not choose"
    return row


def choices_of(policy: Policy) -> tuple[Choice, ...]:
    """The answers that the rule takes; none where it chooses among options."""
    takes = RULES[policy.rule].takes
    return () if isinstance(takes, Options) else takes.choices


def form_of(policy: Policy) -> Form:
    """What a ballot under this policy holds."""
    takes = RULES[policy.rule].takes
    return takes.form if isinstance(takes, Options) else Form.ANSWER


def check_ballot(policy: Policy, ballot: Ballot) -> None:
    """Refuses, in words, a ballot that the rule does not take."""
    takes = RULES[policy.rule].takes
    if isinstance(takes, Options):
        check_options(takes.form, policy, ballot, equal_ranks=takes.equal_ranks)
    else:
        check_answer(takes.choices, ballot)


def heard_as(policy: Policy) -> str:
    """What an answer is called that is heard before the next round: `objection`, `low answer`."""
    takes = RULES[policy.rule].takes
    return takes.heard if isinstance(takes, Answers) else ""


def stands_against(policy: Policy, ballot: Ballot) -> bool:
    """Is this an answer that is heard before the next round: an objection, or a number below the floor?"""
    takes = RULES[policy.rule].takes
    return isinstance(takes, Answers) and takes.against(ballot, policy)

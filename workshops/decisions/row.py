"""What a decision rule is, as data: one row says how it counts, what it takes, and every word that is said about it."""

from collections import Counter
from collections.abc import Callable, Sequence

from msgspec import Struct

from workshops.decisions.ballot import Ballot, Choice, Form
from workshops.decisions.irv import Elimination
from workshops.decisions.order import Order
from workshops.decisions.policy import Policy
from workshops.decisions.votes import Votes

DECIDER = "{decider}"
"""Stands for the name of whoever decides: policies and the log hold no names."""


class Count(Struct, frozen=True):
    """What a rule that chooses makes of the votes.

    `order`: the options, best first; `figures`: the number that each option stands there with; `heads`: how many voters stand
    behind it there, each counting one (none under Schulze, whose figure is no number of votes). `points` (score): the sum of
    points, each voter counting one; `eliminations` (irv): the rounds; `pairwise` (schulze): how many prefer the row to the column;
    `finalists` (majority with run-off): the first two, and whoever shares second place, where nobody has more than half.
    """

    order: Order
    figures: dict[str, int]
    heads: dict[str, int] = {}
    points: dict[str, int] = {}
    eliminations: tuple[Elimination, ...] = ()
    pairwise: dict[str, dict[str, int]] = {}
    finalists: tuple[str, ...] = ()


class Answers(Struct, frozen=True):
    """The rule takes one of a few answers, and a formula says yes or no.

    `carries` and `why` see how often each answer was given (weighted: the sums of weights), the electorate E, and the policy; `why`
    is a sentence that anyone can check by hand. `by_head`: weights say nothing, since one objection is enough. `against`: is this
    answer heard before the next round, and as what (`heard`)? `counts_up`: more yes always help, so that one can say how many.
    """

    choices: tuple[Choice, ...]
    carries: Callable[[Counter[str], int, Policy], bool]
    why: Callable[[Counter[str], int, Policy], str]
    by_head: bool = False
    against: Callable[[Ballot, Policy], bool] = lambda ballot, policy: False
    heard: str = "objection"
    counts_up: bool = False


class Options(Struct, frozen=True):
    """The rule chooses among options: the form of its ballot, what it makes of the votes, what its figures count, why one was taken."""

    form: Form
    count: Callable[[Sequence[str], Votes, Policy], Count]
    counts: str
    won: Callable[[Count, str, Votes], str]
    equal_ranks: bool = False


class Ruled(Struct, frozen=True):
    """One person rules, after everybody asked has answered."""

    choices: tuple[Choice, ...]


class RuleRow(Struct, frozen=True):
    """A decision rule.

    `passes`: when it passes, as a clause; `sentences`: what it does, in two sentences (with `{share}`, `{floor}`, `{budget}`, `{cap}`
    of the policy); `example`: what it asks of so many voters; `own`: the fields of a policy that this rule reads beside those that all
    read; `needs`: what a voter has to know before; `refuses`: policies under it that contradict themselves, and why.
    """

    title: str
    passes: Callable[[Policy], str]
    sentences: tuple[str, str]
    example: Callable[[Policy, int], str]
    takes: Answers | Options | Ruled
    own: tuple[str, ...] = ()
    needs: str = ""
    refuses: tuple[tuple[Callable[[Policy], bool], str], ...] = ()

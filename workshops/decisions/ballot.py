"""A ballot, the forms it can have, and whether it is one that a rule takes."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

import msgspec
from msgspec import Struct

from workshops.decisions.policy import Policy
from workshops.refusal import Refused

HIGHEST_SCORE = 5


class Form(StrEnum):
    """What a ballot holds: one answer, one option, a set of options, points, dots, or a ranking."""

    ANSWER = "answer"
    OPTION = "option"
    APPROVE = "approve"
    SCORES = "scores"
    DOTS = "dots"
    RANKING = "ranking"


class Ballot(Struct, frozen=True, omit_defaults=True):
    """One standing answer. Which of the fields is filled follows from the rule's form; all else stays empty.

    `choice` an answer, or an option; `approve` options; `scores` and `dots` whole numbers by option; `ranking` groups of
    options, the best first, equals together. `reason` is why, `proposes` a change that would meet an objection,
    `recorded` = said aloud and entered by the facilitator. An empty ballot of the last four forms counts as having voted.
    """

    choice: str = ""
    reason: str = ""
    proposes: str = ""
    recorded: bool = False
    approve: tuple[str, ...] = ()
    scores: dict[str, int] = {}
    dots: dict[str, int] = {}
    ranking: tuple[tuple[str, ...], ...] = ()


SAID = ("choice", "approve", "scores", "dots", "ranking")
"""The fields of which a ballot fills the one that belongs to its form."""


def in_full(ballot: Ballot) -> dict[str, Any]:
    """A ballot in plain JSON types with all its fields, those too that the log leaves out when they say nothing."""
    return {field: msgspec.to_builtins(getattr(ballot, field)) for field in Ballot.__struct_fields__}


def chosen_in_words(form: Form, options: Sequence[str], ballot: Ballot) -> str:
    """What a ballot among options says: `Meals`, `Meals 3, Surplus 2`, `Meals, then One way in and Surplus`."""
    if form is Form.OPTION:
        return ballot.choice
    if form is Form.APPROVE:
        return ", ".join(ballot.approve) or "none of them"
    if form is Form.RANKING:
        return ", then ".join(" and ".join(group) for group in ballot.ranking) or "none of them"
    return in_numbers(options, ballot.scores if form is Form.SCORES else ballot.dots) or "nothing to any of them"


def in_numbers(options: Sequence[str], numbers: Mapping[str, int]) -> str:
    """`Meals 3, Surplus 2`, in the order on the ballot: that of a mapping is another one once it has been read from the log."""
    return ", ".join(f"{option} {numbers[option]}" for option in options if numbers.get(option))


class Choice(Struct, frozen=True):
    """One possible answer: its word in the record (and for several of them, where it bends), its words on screen, its tone, and
    whether it takes a reason.

    `reason` is "none", "optional", "asked" (it may be left out, and is missed) or "needed"; `tone` is one of agree, concern,
    aside, object. `noun` is its word in a sentence, where that is another one; `asks` asks for the reason, and `lacks` says that it
    is needed. `on_screen` is its word in a sum on the screens, where that is another one than in the record.
    """

    choice: str
    spoken: str
    label: str
    means: str
    tone: str
    reason: str = "none"
    several: str = ""
    noun: str = ""
    asks: str = ""
    lacks: str = ""
    on_screen: str = ""

    def counted(self, number: int) -> str:
        """`6 yes`, `2 fives`, `1 three`."""
        return f"{number} {self.several if self.several and number != 1 else self.spoken}"

    def shown(self, number: int) -> str:
        """The same on a screen: `5 agree`, `1 not yet`."""
        return f"{number} {self.on_screen}" if self.on_screen else self.counted(number)

    def told(self, number: int) -> str:
        """The same in a sentence: `1 abstention`, `2 abstentions`, `6 yes`."""
        return f"{number} {self.noun}{'' if number == 1 else 's'}" if self.noun else self.counted(number)


def check_answer(choices: Sequence[Choice], ballot: Ballot) -> None:
    """Refuses an answer that the rule does not know, or that lacks the reason it needs."""
    _refuse_other_forms(ballot, "choice")
    chosen = next((one for one in choices if one.choice == ballot.choice), None)
    if chosen is None:
        words = ", ".join(one.label for one in choices)
        raise Refused("bad_ballot", f"This vote takes one of these answers: {words}.", "choice")
    if chosen.reason == "needed" and not ballot.reason:
        raise Refused("reason_needed", chosen.lacks, "reason")


def check_options(form: Form, policy: Policy, ballot: Ballot, *, equal_ranks: bool) -> None:
    """Refuses a ballot of a choice rule that names an unknown option, spends too much, or ranks an option twice."""
    field = "choice" if form is Form.OPTION else form.value
    _refuse_other_forms(ballot, field)
    named = NAMED[form](ballot)
    for option in named:
        if option not in policy.options:
            raise Refused("unknown_option", f"“{option[:80]}” is not one of the options of this vote.", field)
    if len(set(named)) < len(named):
        raise Refused("named_twice", "Each option can be named once.", field)
    if form is Form.OPTION and not ballot.choice:
        raise Refused("bad_ballot", "Choose one of the options.", field)
    if form is Form.SCORES and any(not 0 <= points <= HIGHEST_SCORE for points in ballot.scores.values()):
        raise Refused("bad_score", f"Points go from 0 to {HIGHEST_SCORE}.", field)
    if form is Form.DOTS:
        _check_dots(policy, ballot)
    if form is Form.RANKING and not equal_ranks and any(len(group) > 1 for group in ballot.ranking):
        raise Refused("equal_ranks", "In this vote no two options can have the same rank.", field)


def _check_dots(policy: Policy, ballot: Ballot) -> None:
    if any(number < 0 for number in ballot.dots.values()):
        raise Refused("bad_dots", "Dots are whole numbers from nought up.", "dots")
    if sum(ballot.dots.values()) > policy.budget:
        raise Refused("over_budget", f"You have {policy.budget} dots; this is {sum(ballot.dots.values())}.", "dots")
    if any(number > policy.cap for number in ballot.dots.values()):
        raise Refused("over_cap", f"At most {policy.cap} of your dots can go to one option.", "dots")


NAMED: dict[Form, Callable[[Ballot], list[str]]] = {
    Form.OPTION: lambda ballot: [ballot.choice] if ballot.choice else [],
    Form.APPROVE: lambda ballot: list(ballot.approve),
    Form.SCORES: lambda ballot: list(ballot.scores),
    Form.DOTS: lambda ballot: list(ballot.dots),
    Form.RANKING: lambda ballot: [option for group in ballot.ranking for option in group],
}
"""The options that a ballot of each form names."""


def _refuse_other_forms(ballot: Ballot, own: str) -> None:
    for field in SAID:
        if field != own and getattr(ballot, field):
            raise Refused("bad_ballot", "This vote takes another kind of answer.", field)

"""Ready-made sets of rules that a group can start from: as data, each a rule for every kind of decision and a way to settle issues."""

from typing import Any

from msgspec import Struct


class RuleSet(Struct, frozen=True):
    """`rules`: a policy (DECISIONS.md) for each kind of decision; `ladder`: what is done, who takes part, within how many days."""

    id: str
    title: str
    words: str
    rules: dict[str, dict[str, Any]]
    ladder: tuple[tuple[str, str, int], ...]


_TWO_THIRDS: dict[str, Any] = {"rule": "supermajority", "threshold": [2, 3], "quorum": [2, 3]}
_LADDER = (
    ("Those concerned talk it over", "The partners concerned", 7),
    ("Two partners that are not part of it help to find a proposal", "Two others, chosen by both sides", 14),
    ("Somebody from outside leads a conversation", "All partners concerned", 30),
)

RULE_SETS: dict[str, RuleSet] = {
    one.id: one
    for one in (
        RuleSet(
            "consent",
            "Nobody is run over",
            "What nobody sees a harm in goes ahead. If two rounds do not settle it, two thirds of the votes cast decide.",
            {
                "workplan": {"rule": "consent", "quorum": [2, 3], "fallback": _TWO_THIRDS},
                "scope_change": {"rule": "consent", "quorum": [2, 3], "fallback": _TWO_THIRDS},
                "commitment": {"rule": "consent", "quorum": [1, 1]},
                "day_to_day": {"rule": "advice", "unit": "person"},
            },
            _LADDER,
        ),
        RuleSet(
            "votes",
            "Clear and quick",
            "Two thirds decide what matters most, more than half decides the rest. Everybody knows at once where they stand.",
            {
                "workplan": {**_TWO_THIRDS, "quorum": [1, 2]},
                "scope_change": {**_TWO_THIRDS, "quorum": [1, 2]},
                "commitment": {"rule": "supermajority", "threshold": [3, 4], "base": "electorate", "quorum": [3, 4]},
                "day_to_day": {"rule": "majority"},
            },
            _LADDER[:2],
        ),
        RuleSet(
            "fist",
            "Talk until it fits",
            "Everybody shows how far they stand behind it, from nought to five. Whoever is low is heard first, and the words change.",
            {
                "workplan": {"rule": "fist_to_five", "rounds": 3, "quorum": [2, 3], "fallback": {"rule": "consent", "quorum": [2, 3]}},
                "scope_change": {"rule": "fist_to_five", "rounds": 3, "quorum": [2, 3]},
                "commitment": {"rule": "unanimity", "quorum": [1, 1]},
                "day_to_day": {"rule": "advice", "unit": "person"},
            },
            _LADDER,
        ),
    )
}
"""By id, in the order in which they are offered."""

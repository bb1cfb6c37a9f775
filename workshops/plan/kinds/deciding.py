"""The kinds of entries of "How we decide": rules, how issues get resolved, structure."""

from workshops.decisions.words import KINDS as KINDS_OF_DECISION
from workshops.plan.kinds.form import Field, Kind

SHARES = (
    ("all", "all partners have signed"),
    ("three_quarters", "three quarters of the partners have signed"),
    ("two_thirds", "two thirds of the partners have signed"),
    ("half", "more than half of the partners have signed"),
)
"""Which share of the partners has to sign (`steps/taking_effect.py` counts them)."""

DECIDING = (
    Kind(
        "decision_rule", "decisions", "R", "Decision rule", "Decision rules",
        (
            Field("applies_to", "Kind of decision", "choice", True, "What is decided so", options=tuple(KINDS_OF_DECISION.items())),
            Field("policy", "How it is decided", "policy", True),
            Field("may_depart", "May the facilitator use another rule, with a reason?", "flag"),
        ),
        titled="",
    ),
    Kind(
        "taking_effect", "decisions", "W", "Taking effect", "When the plan takes effect",
        (
            Field(
                "share", "The plan takes effect when", "choice", True, options=SHARES,
                help="Until this is agreed, all of them have to sign",
            ),
        ),
        titled="", single=True,
    ),
    Kind(
        "resolution_step", "decisions", "S", "Step of issue resolution", "How issues get resolved",
        (
            Field("what", "What we do", needed=True, help="The first step first; each next one only if the one before did not help"),
            Field("who", "Who takes part", needed=True),
            Field("within_days", "Within how many days", "number", True, bound=3650),
        ),
        titled="what",
    ),
    Kind(
        "role", "decisions", "O", "Role", "Structure and roles",
        (
            Field("title", "Role", needed=True),
            Field("held_by", "Held by", needed=True),
            Field("mandate", "What it may decide", "passage", True, bound=4000),
            Field("reports_to", "Reports to", "ref", of=("role",)),
        ),
    ),
)  # fmt: skip

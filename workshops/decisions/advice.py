"""Advice: one person decides, after everybody asked has given advice or let it pass (DECISIONS.md, "Advice")."""

from workshops.decisions.ballot import Choice
from workshops.decisions.policy import Rule, Secrecy
from workshops.decisions.row import DECIDER, Ruled, RuleRow

ADVICE = (
    Choice("advice", "advice", "Give advice", "Whoever decides has to hear it, and answers for what they make of it.", "agree", "needed",
           asks="Our advice", lacks="Please write your advice, or let it pass."),
    Choice("pass", "let it pass", "Let it pass", "We have nothing to add.", "aside"),
)  # fmt: skip


def _all(voters: int) -> str:
    return {1: "that one", 2: "both"}.get(voters, f"all {voters}")


ADVICE_RULES: dict[Rule, RuleRow] = {
    Rule.ADVICE: RuleRow(
        "Advice",
        lambda policy: f"{DECIDER} decides after asking for advice",
        ("One person decides, after hearing everybody who was asked.", "The advice and the reason for the decision stay in the record."),
        lambda policy, voters: f"whoever decides hears {_all(voters)} first.",
        Ruled(ADVICE),
        own=("decider",),
        refuses=((lambda policy: policy.secrecy is Secrecy.SECRET, "Advice cannot be secret: whoever decides has to know whose it is."),),
    ),
}
"""The rule by which one person decides."""

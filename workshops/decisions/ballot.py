"""A ballot, and what a rule asks of it."""

from msgspec import Struct

from workshops.refusal import Refused


class Ballot(Struct, frozen=True, omit_defaults=True):
    """One standing answer.

    `reason` is why, `proposes` a change that would meet an objection, `recorded` = said aloud and entered by the facilitator.
    """

    choice: str
    reason: str = ""
    proposes: str = ""
    recorded: bool = False


class Choice(Struct, frozen=True):
    """One possible answer: its word in the record, its words on screen, its tone, and whether it takes a reason.

    `reason` is "none", "optional" or "needed"; `tone` is one of agree, concern, aside, object.
    """

    choice: str
    spoken: str
    label: str
    means: str
    tone: str
    reason: str = "none"


def check_ballot(choices: tuple[Choice, ...], ballot: Ballot) -> None:
    """Refuses a ballot that the rule does not know, or that lacks the reason it needs."""
    chosen = next((one for one in choices if one.choice == ballot.choice), None)
    if chosen is None:
        words = ", ".join(one.label for one in choices)
        raise Refused("bad_ballot", f"This vote takes one of these answers: {words}.", "choice")
    if chosen.reason == "needed" and not ballot.reason:
        raise Refused("reason_needed", "Please say why: what harm would it do? The group can only meet what it knows.", "reason")

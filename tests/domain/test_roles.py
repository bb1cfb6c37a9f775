"""Who may do what: every command × every role. A command without a row here fails the build."""

from typing import Any

import pytest

from tests.scene import Scene
from workshops.workshop import COMMANDS

ROLES = (
    "facilitator", "co_facilitator", "representative", "participant", "observer", "removed", "stranger", "of_another_workshop", "clock",
)  # fmt: skip

F, C, R, P, W = "facilitator", "co_facilitator", "representative", "participant", "observer"
LEADS = {F, C}
SEATED = {R, P}
WORKS = LEADS | SEATED
ALL = WORKS | {W}

# The command: who may send it, and fields that make a readable command of it.
TABLE: dict[str, tuple[set[str], dict[str, Any]]] = {
    "join": ({"stranger", "of_another_workshop"}, {"name": "N", "partner": "o1"}),
    "add_participant": (LEADS, {"name": "N", "partner": "o1"}),
    "change_details": (ALL, {"name": "N"}),
    "claim_voice": (SEATED, {}),
    "confirm_voice": (LEADS, {"participant": "p4"}),
    "dismiss_claim": (LEADS, {"participant": "p4"}),
    "hand_voice": ({R}, {"participant": "p4"}),
    "add_partner": (LEADS, {"name": "Another"}),
    "describe_partner": (WORKS, {"partner": "o1", "brings": "Time"}),
    "remove_participant": (LEADS, {"participant": "p4"}),
    "readmit_participant": (LEADS, {"participant": "p4"}),
    "erase_person": (LEADS, {"participant": "p4"}),
    "set_co_facilitator": ({F}, {"participant": "p5", "on": True}),
    "signal": (ALL, {"kind": "ready", "on": True}),
    "park": (ALL, {"text": "Later"}),
    "unpark": (LEADS, {"item": "k1"}),
    "open_doors": (LEADS, {}),
    "close_session": (LEADS, {}),
    "go_to": (LEADS, {"step": "vision.gather"}),
    "start_timer": (LEADS, {"seconds": 60}),
    "pause_timer": (LEADS, {}),
    "resume_timer": (LEADS, {}),
    "extend_timer": (LEADS, {"seconds": 60}),
    "set_minutes": (LEADS, {"step": "vision.gather", "minutes": 3}),
    "skip": (LEADS, {"step": "vision", "on": True}),
    "insert_step": (LEADS, {"before": "vision.decide", "kind": "pulse"}),
    "lock": (LEADS, {"on": False}),
    "call_everyone": (LEADS, {}),
    "set_pulse": (WORKS, {"step": "arrive.pulse", "value": 3}),
    "write_card": (WORKS, {"step": "vision.gather", "text": "An idea"}),
    "edit_card": (WORKS, {"step": "vision.gather", "card": "c1", "text": "Better"}),
    "drop_card": (WORKS, {"step": "vision.gather", "card": "c1"}),
    "reveal": (LEADS, {"step": "vision.gather"}),
    "name_theme": (WORKS, {"step": "vision.group", "name": "A theme"}),
    "remove_theme": (WORKS, {"theme": "t1"}),
    "move_card": (WORKS, {"card": "c1", "theme": ""}),
    "place_dots": (WORKS, {"step": "vision.prioritise", "dots": {}}),
    "comment_text": (WORKS, {"section": "vision", "words": "Hm."}),
    "reply_to_comment": (WORKS, {"comment": "m1", "words": "Yes."}),
    "resolve_comment": (WORKS, {"comment": "m1", "on": True}),
    "edit_text": (WORKS, {"section": "vision", "update": "AAA=", "epoch": 0, "schema": 1}),
    "save_text": (WORKS, {"section": "vision", "content": "We will.", "base": 0}),
    "add_entry": (WORKS, {"kind": "goal", "fields": {"title": "A goal"}}),
    "change_entry": (WORKS, {"entry": "e1", "fields": {}}),
    "remove_entry": (WORKS, {"entry": "e1"}),
    "move_entry": (WORKS, {"entry": "e1", "before": ""}),
    "undo": (WORKS, {}),
    "set_homework": (LEADS, {"due": "2027-01-31"}),
    "offer_capacity": (WORKS, {"step": "vision.gather", "days_per_month": 2}),
    "restore_entry": (WORKS, {"entry": "e1"}),
    "open_decision": (LEADS, {"proposes": "section:vision"}),
    "cast_ballot": (SEATED, {"decision": "d1", "voter": "o1", "choice": "consent"}),
    "record_ballot": (LEADS, {"decision": "d1", "voter": "o1", "choice": "consent"}),
    "withdraw_objection": (SEATED, {"decision": "d1", "voter": "o1"}),
    "note_objection": (LEADS, {"decision": "d1", "voter": "o1", "how": "So"}),
    "admit_voter": (LEADS, {"decision": "d1", "voter": "o1"}),
    "ask_home": (SEATED, {"decision": "d1", "voter": "o1", "on": True}),
    "hold_open": (LEADS, {"decision": "d1", "until": 1_900_000_000_000}),
    "give_ruling": (WORKS, {"decision": "d1", "yes": True, "reason": "So"}),
    "next_rung": (LEADS, {"decision": "d1", "how": "It did not help"}),
    "reopen_decision": (LEADS, {"decision": "d1", "reason": "So"}),
    "designate_proxy": (LEADS | {R}, {"partner": "o1", "participant": "p4", "reason": "So"}),
    "take_back_voice": (SEATED, {"partner": "o1"}),
    "withdraw_partner": (LEADS | {R}, {"partner": "o1", "reason": "So"}),
    "return_partner": (LEADS, {"partner": "o1"}),
    "remove_partner": (LEADS, {"partner": "o2"}),
    "use_rule_set": (WORKS, {"set": "consent"}),
    "close_round": (LEADS, {"decision": "d1"}),
    "close_at_deadline": ({"clock"}, {"decision": "d1", "round": 1}),
    "next_round": (LEADS, {"decision": "d1"}),
    "withdraw_proposal": (LEADS, {"decision": "d1", "reason": "So"}),
    "freeze": (LEADS, {}),
    "thaw": (LEADS, {}),
    "sign": (SEATED, {"version": "1.0", "sha256": "0", "partner": "o1", "name": "N", "choice": "approve"}),
    "ask_board": (LEADS | SEATED, {"partner": "o1", "until": "2027-01-31"}),
    "seal": (LEADS, {}),
}
NOT_FOR_THIS_ROLE = {"not_allowed", "stranger", "removed"}


@pytest.fixture
def cast() -> tuple[Scene, dict[str, str]]:
    """A scene with somebody in every role."""
    scene = Scene("First", "Second").open()
    people = {
        F: "p1",
        R: scene.seat("Rep", "o1", speaks=True),
        C: scene.observer("Co"),
        "removed": scene.seat("Gone", "o1"),
        P: scene.seat("Part", "o1"),
        W: scene.observer(),
        "stranger": "",
        "of_another_workshop": "p99",
        "clock": "clock",
    }
    scene.did("p1", "set_co_facilitator", participant=people[C], on=True)
    scene.did("p1", "remove_participant", participant=people["removed"])
    return scene, people


def test_every_command_has_a_row() -> None:
    assert TABLE.keys() == COMMANDS.keys()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_a_command_is_open_to_its_roles_and_to_nobody_else(cast: tuple[Scene, dict[str, str]], command: str, role: str) -> None:
    scene, people = cast
    allowed, fields = TABLE[command]
    before = scene.state
    answer = scene.do(people[role], command, **fields)
    if role in allowed:
        assert answer["ok"] or answer["code"] not in NOT_FOR_THIS_ROLE, answer
    else:
        assert not answer["ok"]
        assert answer["code"] in NOT_FOR_THIS_ROLE, answer
        assert scene.state is before


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_example_of_a_command_can_be_read(cast: tuple[Scene, dict[str, str]], command: str) -> None:
    scene, people = cast
    allowed, fields = TABLE[command]
    answer = scene.do(people[min(allowed)], command, **fields)
    assert answer["ok"] or answer["code"] not in {"bad_command", "bad_field", "unknown_command"}, answer

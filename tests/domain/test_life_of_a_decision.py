"""The whole life of decisions, at random: what must hold after every step, whatever happens.

In the suite some hundreds of lives are led; `LIVES=10000` leads so many (about half an hour on one core).
"""

import os

from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from tests.domain.lives import Living
from workshops.decisions.policy import Secrecy
from workshops.steps.deciding.boxes import ballots_in

LIVES = int(os.environ.get("LIVES", "200"))


class Life(Living):
    """Whatever happens, these hold."""

    @invariant()
    def closed_rounds_never_change(self) -> None:
        for (name, number), closed in self.over.items():
            assert self.scene.state.decisions[name].rounds[number - 1] == closed

    @invariant()
    def one_ballot_for_each_voter_and_none_of_a_stranger(self) -> None:
        if self.is_open():
            standing = ballots_in(self.scene.state, self.at_hand())
            assert standing == self.standing
            assert standing.keys() <= set(self.at_hand().current.voters)

    @invariant()
    def nobody_sees_what_is_not_shown_yet(self) -> None:
        if not self.is_open():
            return
        now = self.at_hand().current
        for viewer in ("p1", self.voices["o2"]):
            seen = self.scene.sees(viewer)
            ballots = [name for name in seen if name.startswith("ballot:")]
            assert all(self.sender_of(name.split(":")[2]) == viewer for name in ballots)
            assert now.policy.secrecy is Secrecy.OPEN or seen[f"decision:{self.at_hand().id}"]["ballots"] == []

    @invariant()
    def a_box_lasts_as_long_as_its_round(self) -> None:
        open_secret = {f"{one.id}:{one.current.number}" for one in self.scene.state.open_decisions() if one.current.is_secret}
        assert self.scene.state.boxes.keys() == open_secret


def test_whatever_happens_to_a_decision_its_result_is_that_of_its_ballots() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Life,
        settings=settings(
            max_examples=LIVES, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
        ),
    )

"""Signing later, the version numbers, and when a signed plan takes effect."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.test_sign import signing
from tests.scene import Scene, partnership
from workshops.exports.markdown import write
from workshops.steps.taking_effect import SHARES, needed_of


@pytest.fixture
def scene() -> Scene:
    """Three partners before a frozen plan, on 2027-01-15."""
    return frozen()


def frozen(share: str = "", partners: int = 3, adopted: bool = True) -> Scene:
    """A frozen plan, for whose taking effect the group has agreed on a share."""
    scene, people = partnership(partners=partners)
    if share:
        scene.did("p2", "add_entry", kind="taking_effect", fields={"share": share})
    if share and adopted:
        scene.did("p1", "open_decision", proposes="section:decisions")
        for number, person in enumerate(people, 1):
            scene.did(person, "cast_ballot", decision="d1", voter=f"o{number}", choice="consent")
        scene.did("p1", "close_round", decision="d1")
    scene.did("p1", "freeze")
    return scene


def effect(scene: Scene) -> Any:
    """What everybody reads of it."""
    return scene.sees("p2")["version"]["effect"]


class TestAskingTheBoard:
    def test_the_date_shows_to_everybody_until_the_answer_comes(self, scene: Scene) -> None:
        scene.did("p2", "ask_board", partner="o1", until="2027-01-22")
        assert scene.sees("p4")["version"]["asking"] == {"o1": "2027-01-22"}
        assert scene.sees("p4")["version"]["waiting"] == ["o1", "o2", "o3"]
        scene.did("p2", "sign", **signing(scene))
        assert scene.sees("p4")["version"]["asking"] == {}

    def test_the_facilitator_says_it_for_somebody_and_the_date_can_be_moved(self, scene: Scene) -> None:
        scene.did("p1", "ask_board", partner="o2", until="2027-01-22")
        scene.did("p3", "ask_board", partner="o2", until="2027-02-01")
        assert scene.sees("p2")["version"]["asking"] == {"o2": "2027-02-01"}
        assert any("Partner 2 asks its board" in one["text"] for one in scene.sees("p2")["milestones"])

    @pytest.mark.parametrize("until", ["", "soon", "2027-01-13", "2028-01-17", "2027-02-30"])
    def test_a_day_that_is_none_or_past_or_far_is_refused(self, scene: Scene, until: str) -> None:
        assert scene.refused("p2", "ask_board", partner="o1", until=until) == "bad_date"

    def test_nobody_says_it_for_another_partner_or_after_the_answer(self, scene: Scene) -> None:
        assert scene.refused("p2", "ask_board", partner="o2", until="2027-01-22") == "not_your_vote"
        assert scene.refused("p1", "ask_board", partner="o9", until="2027-01-22") == "no_partner"
        scene.did("p2", "sign", **signing(scene))
        assert scene.refused("p2", "ask_board", partner="o1", until="2027-01-22") == "has_signed"
        scene.did("p1", "seal")
        assert scene.refused("p3", "ask_board", partner="o2", until="2027-01-22") == "sealed"


class TestVersions:
    def test_every_freeze_has_a_number_of_its_own_and_the_void_answers_are_said_by_name(self, scene: Scene) -> None:
        scene.did("p2", "sign", **signing(scene))
        scene.did("p1", "thaw")
        assert "Partner 1" in scene.sees("p3")["milestones"][-1]["text"]
        assert "no longer counts" in scene.sees("p3")["milestones"][-1]["text"]
        scene.did("p1", "freeze")
        assert scene.sees("p2")["version"]["number"] == "1.1"
        assert scene.state.version is not None
        assert "| Version | 1.1 |" in scene.state.version.markdown
        assert scene.refused("p2", "sign", **(signing(scene) | {"version": "1.0"})) == "other_version"

    def test_a_day_that_was_set_belongs_to_its_version(self, scene: Scene) -> None:
        scene.did("p2", "ask_board", partner="o1", until="2027-01-22")
        scene.did("p1", "thaw")
        scene.did("p1", "freeze")
        assert scene.sees("p2")["version"]["asking"] == {}


class TestTakingEffect:
    def test_without_a_rule_all_have_to_sign(self, scene: Scene) -> None:
        assert effect(scene)["words"] == "The plan takes effect when all 3 partners have signed."
        for number in (1, 2, 3):
            scene.did(f"p{number + 1}", "sign", **signing(scene, number))
        assert effect(scene)["words"] == "The plan is in effect: 3 of 3 partners have signed."

    def test_the_share_that_the_group_adopted_is_enough(self) -> None:
        scene = frozen("two_thirds")
        assert effect(scene)["words"] == "The plan takes effect when 2 of the 3 partners have signed."
        scene.did("p2", "sign", **signing(scene))
        scene.did("p3", "sign", **signing(scene, 2, "approve_with_reservation", reason="Money"))
        assert effect(scene)["standing"] == "in_effect"
        scene.did("p1", "seal")
        assert effect(scene)["words"] == "The plan is in effect: 2 of 3 partners have signed, and 2 are enough."
        assert "The plan is in effect: 2 of 3" in write(scene.state).decode()

    def test_a_share_that_nobody_adopted_counts_for_nothing(self) -> None:
        assert effect(frozen("half", adopted=False))["share"] == "all"

    def test_too_many_refusals_put_it_out_of_reach(self, scene: Scene) -> None:
        scene.did("p2", "sign", **signing(scene, 1, "decline", reason="No money"))
        assert effect(scene)["standing"] == "out_of_reach"
        assert "Partner 1 declined" in effect(scene)["words"]

    def test_closed_with_too_few_it_is_not_in_effect_and_nothing_is_waited_for(self, scene: Scene) -> None:
        scene.did("p2", "sign", **signing(scene))
        scene.did("p1", "seal")
        assert effect(scene)["standing"] == "out_of_reach"
        assert effect(scene)["words"] == "The plan is not in effect: 1 of 3 partners has signed, and all 3 partners would have had to."

    @given(st.sampled_from(["all", *SHARES, "half"]), st.integers(1, 60))
    def test_what_is_needed_is_never_less_than_the_share(self, share: str, partners: int) -> None:
        needed = needed_of(share, partners)
        assert 1 <= needed <= partners
        numerator, denominator = {"all": (1, 1), **SHARES}.get(share, (1, 2))
        enough = needed * denominator > partners * numerator if share == "half" else needed * denominator >= partners * numerator
        assert enough
        assert (needed - 1) * denominator < partners * numerator or (share == "half" and (needed - 1) * 2 <= partners)

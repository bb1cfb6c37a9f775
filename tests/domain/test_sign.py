"""Sign-off: the exact bytes are frozen, each partner signs them or says why not, and who is missing stands by name."""

import hashlib
from typing import Any

import pytest

from tests.domain.happening import happening, types_of
from tests.scene import Scene, partnership


@pytest.fixture
def scene() -> Scene:
    """Three partners before a frozen plan."""
    scene, _ = partnership()
    scene.did("p1", "save_text", section="vision", content="We will.", base=0)
    scene.did("p1", "freeze")
    return scene


def signing(scene: Scene, number: int = 1, choice: str = "approve", **more: Any) -> dict[str, Any]:
    """What the representative of a partner sends."""
    version = scene.sees("p2")["version"]
    return {
        "version": version["number"], "sha256": version["sha256"], "partner": f"o{number}", "name": f"Person {number}", "choice": choice,
    } | more  # fmt: skip


class TestFreezing:
    def test_what_signers_see_is_what_is_kept(self, scene: Scene) -> None:
        version = scene.state.version
        assert version is not None
        assert version.sha256 == hashlib.sha256(version.markdown.encode()).hexdigest()
        assert version.sha256 == scene.sees("p2")["version"]["sha256"]
        assert version.markdown.startswith("<!-- workplan-export v1 -->\n")
        assert scene.sees("p2")["workshop"]["status"] == "frozen"
        assert scene.sees("p2")["version"]["waiting"] == ["o1", "o2", "o3"]

    def test_it_is_frozen_once_and_not_while_a_decision_is_open(self, scene: Scene) -> None:
        assert scene.refused("p1", "freeze") == "frozen"
        scene.did("p1", "thaw")
        scene.did("p1", "open_decision", proposes="section:vision")
        assert scene.refused("p1", "freeze") == "being_decided"

    def test_under_a_frozen_plan_nothing_is_decided(self, scene: Scene) -> None:
        assert scene.refused("p1", "open_decision", proposes="section:vision") == "frozen"
        other, _ = partnership()
        other.did("p1", "save_text", section="vision", content="We will.", base=0)
        other.did("p1", "open_decision", proposes="section:vision")
        other.did("p1", "close_round", decision="d1")
        other.did("p1", "freeze")
        assert other.refused("p1", "next_round", decision="d1") == "frozen"

    def test_opened_again_the_signatures_are_void(self, scene: Scene) -> None:
        scene.did("p2", "sign", **signing(scene))
        stale = signing(scene, 2)
        scene.did("p1", "thaw")
        assert "version" not in scene.sees("p2")
        assert scene.refused("p3", "sign", **stale) == "not_frozen"
        scene.did("p2", "save_text", section="vision", content="We might.", base=1)
        scene.did("p1", "freeze")
        assert scene.sees("p2")["version"]["signatures"] == []
        assert scene.refused("p3", "sign", **stale) == "other_version"

    def test_what_is_not_frozen_can_be_neither_signed_nor_sealed_nor_opened(self) -> None:
        other, _ = partnership()
        fields = {"version": "1.0", "sha256": "0", "partner": "o1", "name": "N", "choice": "approve"}
        assert other.refused("p2", "sign", **fields) == "not_frozen"
        assert other.refused("p1", "seal") == "not_frozen"
        assert other.refused("p1", "thaw") == "not_frozen"


class TestSigning:
    def test_a_signature_names_the_bytes_and_stands_by_name(self, scene: Scene) -> None:
        with happening(scene) as news:
            scene.did("p2", "sign", **signing(scene, name="  Ma  Lin "))
        assert types_of(news) == ["plan_signed"]
        assert scene.state.version is not None
        assert news[0]["sha256"] == scene.state.version.sha256
        (signature,) = scene.sees("p3")["version"]["signatures"]
        assert (signature["partner"], signature["name"], signature["choice"]) == ("o1", "Ma Lin", "approve")
        assert scene.sees("p3")["version"]["waiting"] == ["o2", "o3"]

    @pytest.mark.parametrize("choice", ["approve_with_reservation", "decline"])
    def test_a_reservation_and_a_refusal_need_a_reason_and_it_shows(self, scene: Scene, choice: str) -> None:
        assert scene.refused("p2", "sign", **signing(scene, choice=choice, reason="  ")) == "reason_needed"
        scene.did("p2", "sign", **signing(scene, choice=choice, reason="Our board has not met"))
        (signature,) = scene.sees("p4")["version"]["signatures"]
        assert (signature["choice"], signature["reason"]) == (choice, "Our board has not met")

    def test_only_the_confirmed_representative_signs_for_a_partner(self, scene: Scene) -> None:
        colleague = scene.seat("Pa", "o1")
        assert scene.refused(colleague, "sign", **signing(scene)) == "not_your_vote"
        assert scene.refused("p2", "sign", **signing(scene, 2)) == "not_your_vote"
        assert scene.refused("p1", "sign", **signing(scene)) == "not_allowed"
        assert (scene.sees("p2")["me"]["signs"], scene.sees(colleague)["me"]["signs"]) == (["o1"], [])

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            ({"sha256": "0" * 64}, "other_version"),
            ({"version": "1.1"}, "other_version"),
            ({"name": " "}, "empty"),
            ({"name": "a\u202eb"}, "unfit_text"),
            ({"choice": "maybe"}, "bad_field"),
        ],
    )
    def test_what_is_signed_is_exactly_this(self, scene: Scene, wrong: dict[str, str], code: str) -> None:
        assert scene.refused("p2", "sign", **(signing(scene) | wrong)) == code

    def test_until_the_sealing_a_partner_can_answer_anew(self, scene: Scene) -> None:
        scene.did("p2", "sign", **signing(scene, choice="decline", reason="Not yet"))
        scene.did("p2", "sign", **signing(scene))
        assert [one["choice"] for one in scene.sees("p3")["version"]["signatures"]] == ["approve"]

    def test_a_signature_given_stays_when_the_voice_is_handed_over(self, scene: Scene) -> None:
        scene.did("p2", "sign", **signing(scene))
        scene.did("p2", "hand_voice", participant=scene.seat("Pa", "o1"))
        assert [one["participant"] for one in scene.sees("p3")["version"]["signatures"]] == ["p2"]


class TestSealing:
    def test_it_names_who_is_missing(self, scene: Scene) -> None:
        assert scene.refused("p1", "seal") == "nobody_signed"
        scene.did("p2", "sign", **signing(scene))
        scene.did("p3", "sign", **signing(scene, 2, "decline", reason="Not ours"))
        with happening(scene) as news:
            scene.did("p1", "seal")
        assert news[0]["missing"] == ["o3"]
        assert scene.sees("p2")["workshop"]["status"] == "signed"
        assert scene.sees("p2")["version"]["status"] == "sealed"

    def test_sealed_nothing_is_signed_opened_sealed_or_written_any_more(self, scene: Scene) -> None:
        fields = signing(scene, 2)
        scene.did("p2", "sign", **signing(scene))
        scene.did("p1", "seal")
        assert scene.refused("p3", "sign", **fields) == "sealed"
        for command in ("thaw", "seal", "freeze"):
            assert scene.refused("p1", command) == "sealed", command
        assert scene.refused("p2", "save_text", section="vision", content="x", base=1) == "sealed"
        assert scene.sees("p2")["me"]["signs"] == []

    def test_no_partner_is_added_to_a_plan_that_is_sealed(self, scene: Scene) -> None:
        for number in (1, 2, 3):
            scene.did(f"p{number + 1}", "sign", **signing(scene, number))
        scene.did("p1", "seal")
        assert scene.refused(None, "join", name="Late", new_partner="A fourth") == "frozen"
        assert scene.refused("p1", "add_partner", name="A fourth") == "frozen"
        assert scene.sees("p2")["version"]["waiting"] == []

"""Casting: one standing ballot per voter, changed until the close, and nobody's but the voter's."""

import pytest

from tests.domain.happening import happening, types_of
from tests.scene import Scene, partnership


def voting(**policy: object) -> Scene:
    """Three partners with an open decision; under the given policy, else consent per partner."""
    scene, _ = partnership(policy=policy or None)
    scene.did("p1", "save_text", section="vision", content="We will.", base=0)
    scene.did("p1", "open_decision", proposes="section:vision")
    return scene


def cast(scene: Scene, person: str, voter: str, choice: str, **more: str) -> None:
    """A ballot that must be taken."""
    scene.did(person, "cast_ballot", decision="d1", voter=voter, choice=choice, **more)


class TestPerPartner:
    def test_the_representative_casts_for_the_partner_and_sees_what_stands(self) -> None:
        scene = voting()
        assert scene.sees("p2")["me"]["votes"] == {"d1": ["o1"]}
        cast(scene, "p2", "o1", "concern", reason="Winter")
        standing = scene.sees("p2")["ballot:d1:o1"]
        assert (standing["choice"], standing["reason"], standing["recorded"]) == ("concern", "Winter", False)
        assert scene.sees("p1")["voted:d1"]["voters"] == ["o1"]

    def test_the_last_ballot_counts_and_every_change_is_in_the_log(self) -> None:
        scene = voting()
        with happening(scene) as news:
            for choice in ("consent", "stand_aside", "stand_aside", "consent"):
                cast(scene, "p2", "o1", choice)
        assert [event["ballot"]["choice"] for event in news] == ["consent", "stand_aside", "consent"]
        scene.did("p1", "close_round", decision="d1")
        assert scene.sees("p2")["decision:d1"]["rounds"][0]["sum"] == "1 consent"

    def test_nobody_votes_for_another_partner_not_even_a_colleague_for_their_own(self) -> None:
        scene = voting()
        colleague = scene.seat("Pa", "o1")
        assert scene.refused("p2", "cast_ballot", decision="d1", voter="o2", choice="consent") == "not_your_vote"
        assert scene.refused(colleague, "cast_ballot", decision="d1", voter="o1", choice="consent") == "not_your_vote"
        assert scene.refused("p2", "cast_ballot", decision="d1", voter="p2", choice="consent") == "not_a_voter"

    def test_a_vote_handed_over_on_the_way_keeps_the_ballot(self) -> None:
        scene = voting()
        cast(scene, "p2", "o1", "concern", reason="Winter")
        colleague = scene.seat("Pa", "o1")
        scene.did("p2", "hand_voice", participant=colleague)
        assert scene.sees(colleague)["ballot:d1:o1"] == {"shown": False}
        assert "ballot:d1:o1" not in scene.sees("p2")
        assert scene.refused("p2", "cast_ballot", decision="d1", voter="o1", choice="consent") == "not_your_vote"
        cast(scene, colleague, "o1", "consent")

    def test_whoever_takes_a_vote_over_learns_that_it_was_given_and_not_how(self) -> None:
        scene = voting()
        cast(scene, "p2", "o1", "object", reason="Winter")
        scene.did("p1", "designate_proxy", partner="o1", participant="p3", reason="Her phone is flat")
        assert "Winter" not in str(scene.sees("p3"))
        assert scene.refused("p3", "withdraw_objection", decision="d1", voter="o1") == "not_yours"
        seq = scene.state.seq
        cast(scene, "p3", "o1", "object", reason="Winter")
        assert scene.state.seq == seq + 1, "the same answer is no quieter than another"
        scene.did("p1", "designate_proxy", partner="o1", participant="p2", reason="It works again")
        assert scene.sees("p2")["ballot:d1:o1"] == {"shown": False}
        cast(scene, "p2", "o1", "object", reason="Winter")
        assert scene.sees("p2")["ballot:d1:o1"]["reason"] == "Winter"

    def test_who_has_left_votes_no_more_neither_by_a_proxy_nor_said_aloud_and_the_ballot_stays(self) -> None:
        scene = voting()
        cast(scene, "p3", "o2", "consent")
        scene.did("p1", "designate_proxy", partner="o1", participant="p3", reason="Away")
        for partner in ("o1", "o2"):
            scene.did("p1", "withdraw_partner", partner=partner, reason="No hands left")
        assert scene.refused("p3", "cast_ballot", decision="d1", voter="o1", choice="consent") in {"has_left", "not_allowed"}
        assert scene.refused("p1", "record_ballot", decision="d1", voter="o1", choice="consent") == "has_left"
        assert scene.sees("p4")["voted:d1"]["voters"] == ["o2"]

    def test_a_removed_representative_votes_no_more_but_the_ballot_stays(self) -> None:
        scene = voting()
        cast(scene, "p2", "o1", "consent")
        scene.did("p1", "remove_participant", participant="p2")
        assert scene.refused("p2", "cast_ballot", decision="d1", voter="o1", choice="object", reason="So") == "removed"
        scene.did("p1", "close_round", decision="d1")
        assert scene.state.decisions["d1"].rounds[0].ballots["o1"].choice == "consent"

    def test_whoever_speaks_for_two_partners_casts_each_apart(self) -> None:
        scene, _ = partnership(partners=2)
        person = scene.seat("Both", "o1", speaks=True)
        scene.did(person, "park", text="I speak for one")
        scene.did("p1", "confirm_voice", participant=person)
        scene.did("p1", "save_text", section="vision", content="We will.", base=0)
        scene.did("p1", "open_decision", proposes="section:vision")
        assert scene.sees(person)["me"]["votes"] == {"d1": ["o1"]}
        assert scene.sees("p3")["me"]["votes"] == {"d1": ["o2"]}

    def test_a_partner_with_nobody_to_vote_counts_in_the_electorate_only(self) -> None:
        scene = Scene("First", "Second", "Third").open()
        person = scene.seat("Ma", "o1", speaks=True)
        scene.did("p1", "save_text", section="vision", content="We will.", base=0)
        scene.did("p1", "open_decision", proposes="section:vision")
        cast(scene, person, "o1", "consent")
        scene.did("p1", "close_round", decision="d1")
        assert "Quorum was not met: 2 of 3 needed to vote, 1 did" in scene.sees(person)["decision:d1"]["rounds"][0]["sentence"]


class TestPerPerson:
    def test_each_seated_person_has_one_vote_observers_and_facilitators_none(self) -> None:
        scene, _ = partnership(policy={"rule": "majority", "unit": "person"})
        colleague, observer = scene.seat("Pa", "o1"), scene.observer()
        scene.did("p1", "save_text", section="vision", content="We will.", base=0)
        scene.did("p1", "open_decision", proposes="section:vision")
        assert scene.state.decisions["d1"].current.electorate == ("p2", "p3", "p4", colleague)
        cast(scene, colleague, colleague, "yes")
        cast(scene, "p2", "p2", "no")
        assert scene.refused("p2", "cast_ballot", decision="d1", voter=colleague, choice="no") == "not_your_vote"
        assert scene.refused("p2", "cast_ballot", decision="d1", voter="o1", choice="no") == "not_a_voter"
        assert scene.refused(observer, "cast_ballot", decision="d1", voter=observer, choice="no") == "not_allowed"
        assert scene.refused("p1", "record_ballot", decision="d1", voter="p1", choice="no") == "not_a_voter"


class TestLate:
    def test_a_partner_that_comes_late_waits_to_be_admitted_and_is_shown_as_such(self) -> None:
        scene = voting()
        late = scene.seat("Late", "A fourth", speaks=True)
        assert scene.refused(late, "cast_ballot", decision="d1", voter="o4", choice="consent") == "came_late"
        assert scene.sees(late)["me"]["votes"] == {}
        with happening(scene) as news:
            scene.did("p1", "admit_voter", decision="d1", voter="o4")
        assert types_of(news) == ["voter_admitted"]
        cast(scene, late, "o4", "consent")
        told = scene.sees("p2")["decision:d1"]["voters"]
        assert {one["voter"]: one["admitted"] for one in told} == {"o1": False, "o2": False, "o3": False, "o4": True}
        scene.did("p1", "close_round", decision="d1")
        assert scene.state.decisions["d1"].rounds[0].result.electorate == 4  # type: ignore[union-attr]

    def test_nobody_is_admitted_twice_or_without_a_vote_under_this_rule(self) -> None:
        scene = voting()
        observer = scene.observer()
        assert scene.refused("p1", "admit_voter", decision="d1", voter="o1") == "already"
        for nobody in (observer, "p2", "o9", ""):
            assert scene.refused("p1", "admit_voter", decision="d1", voter=nobody) == "not_a_voter"

    def test_where_votes_are_weighted_nobody_is_admitted_without_a_weight(self) -> None:
        scene, _ = partnership(policy={"rule": "majority", "unit": "weighted", "weights": {"o1": 2, "o2": 1, "o4": 3}}, partners=2)
        scene.did("p1", "open_decision", proposes="question", question="Shall we?")
        for partner in ("A third", "A fourth"):
            scene.seat(f"From {partner}", partner, speaks=True)
        assert scene.refused("p1", "admit_voter", decision="d1", voter="o3") == "no_weight"
        scene.did("p1", "admit_voter", decision="d1", voter="o4")

    def test_after_the_close_nobody_is_admitted_and_nothing_is_cast(self) -> None:
        scene = voting()
        scene.seat("Late", "A fourth", speaks=True)
        scene.did("p1", "close_round", decision="d1")
        assert scene.refused("p1", "admit_voter", decision="d1", voter="o4") == "wrong_time"
        assert scene.refused("p2", "cast_ballot", decision="d1", voter="o1", choice="consent") == "wrong_time"


class TestObjections:
    def test_an_objection_needs_its_reason_and_may_carry_a_change(self) -> None:
        scene = voting()
        assert scene.refused("p2", "cast_ballot", decision="d1", voter="o1", choice="object", reason=" ") == "reason_needed"
        cast(scene, "p2", "o1", "object", reason="It leaves the villages out", proposes="Name them")
        scene.did("p1", "close_round", decision="d1")
        (ballot,) = scene.sees("p3")["decision:d1"]["rounds"][0]["ballots"]
        assert (ballot["reason"], ballot["proposes"], ballot["tone"]) == ("It leaves the villages out", "Name them", "object")

    def test_withdrawn_it_stays_as_a_concern_and_stops_nothing(self) -> None:
        scene = voting()
        cast(scene, "p2", "o1", "object", reason="Winter")
        cast(scene, "p3", "o2", "consent")
        scene.did("p2", "withdraw_objection", decision="d1", voter="o1")
        assert scene.refused("p2", "withdraw_objection", decision="d1", voter="o1") == "no_objection"
        scene.did("p1", "close_round", decision="d1")
        assert scene.sees("p3")["decision:d1"]["rounds"][0]["sum"] == "1 consent, 1 concern"

    @pytest.mark.parametrize("asks", ["p1", "p3"])
    def test_nobody_else_learns_by_trying_whether_there_is_one(self, asks: str) -> None:
        answers = []
        for choice in ("object", "consent"):
            scene = voting()
            cast(scene, "p2", "o1", choice, reason="So")
            answers.append(scene.do(asks, "withdraw_objection", decision="d1", voter="o1"))
        assert answers[0] == answers[1]
        assert not answers[0]["ok"]

    def test_a_reason_that_nobody_can_see_or_that_grows_when_it_is_written_out_is_none(self) -> None:
        scene = voting()
        fields = {"decision": "d1", "voter": "o1", "choice": "object"}
        assert scene.refused("p2", "cast_ballot", **fields, reason="\u200b \u2800") == "reason_needed"
        assert scene.refused("p2", "cast_ballot", **fields, reason="\U0001d160" * 1_000) == "too_long"

    def test_two_options_that_look_the_same_are_refused(self) -> None:
        scene, _ = partnership(policy={"rule": "plurality"})
        asked = {"proposes": "question", "question": "Which?"}
        assert scene.refused("p1", "open_decision", **asked, options=["Boats", "Boats\u200b"]) == "bad_policy"
        assert scene.refused("p1", "open_decision", proposes="question", question="\u200b", options=["A", "B"]) == "empty_proposal"

    def test_an_option_is_never_an_objection_whatever_it_is_called(self) -> None:
        scene, _ = partnership(policy={"rule": "plurality"}, partners=3)
        scene.did("p1", "open_decision", proposes="question", question="Which?", options=["object", "²", "0"])
        for number, option in enumerate(("object", "²", "object"), 1):
            scene.did(f"p{number + 1}", "cast_ballot", decision="d1", voter=f"o{number}", choice=option)
        assert scene.refused("p2", "withdraw_objection", decision="d1", voter="o1") == "no_objection"
        scene.did("p1", "close_round", decision="d1")
        told = scene.sees("p1")
        assert told["decision:d1"]["rounds"][0]["objections"] == []
        assert scene.refused("p1", "note_objection", decision="d1", voter="o1", how="So") == "no_objection"


class TestSpokenAloud:
    def test_a_spoken_ballot_is_recorded_as_such_and_the_voter_can_change_it(self) -> None:
        scene = voting()
        with happening(scene) as news:
            scene.did("p1", "record_ballot", decision="d1", voter="o1", choice="consent")
        assert (news[0]["by"], news[0]["ballot"]) == ("p1", {"choice": "consent", "recorded": True})
        assert scene.sees("p2")["ballot:d1:o1"]["recorded"]
        cast(scene, "p2", "o1", "concern")
        assert not scene.sees("p2")["ballot:d1:o1"]["recorded"]

    def test_at_the_close_it_shows_that_it_was_recorded(self) -> None:
        scene = voting()
        scene.did("p1", "record_ballot", decision="d1", voter="o1", choice="object", reason="Said aloud")
        scene.did("p1", "close_round", decision="d1")
        assert scene.sees("p3")["decision:d1"]["rounds"][0]["ballots"][0]["recorded"]

    def test_the_facilitator_records_and_never_casts(self) -> None:
        scene = voting()
        assert scene.refused("p1", "cast_ballot", decision="d1", voter="o1", choice="consent") == "not_allowed"
        assert scene.refused("p2", "record_ballot", decision="d1", voter="o1", choice="consent") == "not_allowed"


class TestHidden:
    def test_while_it_is_open_only_who_has_answered_shows(self) -> None:
        scene = voting()
        cast(scene, "p2", "o1", "object", reason="Xylophone")
        for person in ("p1", "p3", scene.observer()):
            seen = scene.sees(person)
            assert seen["decision:d1"]["ballots"] == []
            assert "Xylophone" not in str(seen)
            assert seen["voted:d1"] == {
                "voters": ["o1"],
                "asking": [],
                "awaited": ["o2", "o3"],
                "missing": "Quorum: 2 of 3, 1 more to vote.",
            }

    def test_an_open_policy_shows_ballots_as_they_are_cast(self) -> None:
        scene = voting(rule="majority", secrecy="open")
        cast(scene, "p2", "o1", "yes")
        (ballot,) = scene.sees("p3")["decision:d1"]["ballots"]
        assert (ballot["voter"], ballot["name"], ballot["choice"], ballot["label"]) == ("o1", "Partner 1", "yes", "Yes")

    def test_at_the_close_all_show_together_with_names(self) -> None:
        scene = voting()
        cast(scene, "p3", "o2", "consent")
        cast(scene, "p2", "o1", "consent")
        scene.did("p1", "close_round", decision="d1")
        assert [one["voter"] for one in scene.sees("p4")["decision:d1"]["rounds"][0]["ballots"]] == ["o1", "o2"]
        assert "voted:d1" not in scene.sees("p4")


@pytest.mark.parametrize("choice", ["yes", "", "CONSENT", "0", "consent\n"])
def test_an_answer_that_the_rule_does_not_take_is_refused(choice: str) -> None:
    assert voting().refused("p2", "cast_ballot", decision="d1", voter="o1", choice=choice) in {"bad_ballot", "bad_field"}

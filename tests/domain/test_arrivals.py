"""Arriving and leaving: seats, details, and that a name never enters the log."""

import pytest

from tests.domain.happening import happening, types_of
from tests.scene import Scene, partnership
from workshops.people import Personal, Role
from workshops.steps.arrivals import MOST_PEOPLE, commitment


class TestJoining:
    def test_a_person_takes_a_seat_for_a_partner_of_the_list(self) -> None:
        scene = Scene("First").open()
        with happening(scene) as news:
            assert scene.did(None, "join", name=" Ma  Lin ", partner="o1", title="chair") == "p2"
        assert types_of(news) == ["participant_joined"]
        assert scene.sees("p2")["person:p2"] == {"id": "p2", "name": "Ma Lin", "title": "chair", "partner": "o1", "role": "participant"}

    def test_a_partner_that_is_not_on_the_list_is_added_with_its_first_person(self) -> None:
        scene = Scene().open()
        with happening(scene) as news:
            scene.did(None, "join", name="Ma", new_partner="Kitchen", voice=True)
        assert types_of(news) == ["partner_added", "participant_joined", "voice_claimed"]

    def test_a_partner_of_that_name_is_not_added_twice(self) -> None:
        scene = Scene("Kitchen").open()
        scene.did(None, "join", name="Ma", new_partner="  KITCHEN ")
        assert list(scene.state.partners) == ["o1"]
        assert scene.state.participants["p2"].partner == "o1"

    def test_an_observer_sits_for_nobody(self) -> None:
        scene = Scene("First").open()
        person = scene.did(None, "join", name="Eve", partner="o1", observer=True, voice=True)
        assert scene.state.participants[person].partner == ""
        assert scene.state.actor(person).role is Role.OBSERVER
        assert scene.state.partners["o1"].claims == ()

    def test_nobody_comes_in_before_the_doors_are_open_or_after_they_are_closed(self) -> None:
        scene = Scene("First")
        assert scene.refused(None, "join", name="Ma", partner="o1") == "doors_closed"
        scene.open()
        scene.did("p1", "close_session")
        assert scene.refused(None, "join", name="Ma", partner="o1") == "doors_closed"

    def test_the_facilitator_seats_somebody_without_a_device_at_any_time(self) -> None:
        scene = Scene("First")
        with happening(scene) as news:
            person = scene.did("p1", "add_participant", name="Grandfather", partner="o1", voice=True)
        assert news[0]["by"] == "p1"
        assert scene.state.partners["o1"].claims == (person,)
        assert scene.state.actor(person).role is Role.PARTICIPANT

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"name": "Ma"}, "no_partner"),
            ({"name": "Ma", "partner": "o9"}, "no_partner"),
            ({"name": "   ", "partner": "o1"}, "empty"),
            ({"name": "a\u202eb", "partner": "o1"}, "unfit_text"),
            ({"name": "x" * 121, "partner": "o1"}, "bad_field"),
        ],
    )
    def test_without_a_name_or_a_partner_there_is_no_seat(self, fields: dict[str, str], code: str) -> None:
        scene = Scene("First").open()
        assert scene.refused(None, "join", **fields) == code

    def test_a_full_workshop_says_so(self) -> None:
        scene = Scene("First").open()
        for number in range(MOST_PEOPLE - 1):
            scene.did(None, "join", name=f"N{number}", partner="o1")
        assert scene.refused(None, "join", name="One more", partner="o1") == "full"


class TestPrivacy:
    def test_names_and_titles_stand_beside_the_log_and_only_their_commitments_in_it(self) -> None:
        scene = Scene("First").open()
        with happening(scene) as news:
            scene.did(None, "join", name="Xylophone", partner="o1", title="Zimbelstern")
        log = "".join(scene.lines())
        assert "Xylophone" not in log
        assert "Zimbelstern" not in log
        rows = {one.key[1]: one.row for one in scene.store.load("w1").asides if one.key[0] == "p2"}
        for field, value in (("name", "Xylophone"), ("title", "Zimbelstern")):
            assert rows[field]["value"] == value
            assert len(bytes.fromhex(rows[field]["salt"])) == 32
            assert news[0]["commitments"][field] == commitment(Personal("p2", field, value, rows[field]["salt"]))

    def test_two_people_of_one_name_have_different_commitments(self) -> None:
        scene = Scene("First").open()
        with happening(scene) as news:
            for _ in range(2):
                scene.did(None, "join", name="Ma", partner="o1")
        assert news[0]["commitments"]["name"] != news[1]["commitments"]["name"]

    def test_a_person_without_a_kept_name_is_a_former_participant(self) -> None:
        scene = Scene()
        assert scene.state.name("p77") == "a former participant"


class TestDetails:
    def test_one_corrects_ones_own_details_and_the_facilitator_those_of_others(self) -> None:
        scene, _ = partnership(partners=2)
        scene.did("p2", "change_details", name="Pa", title="treasurer")
        scene.did("p1", "change_details", participant="p3", name="Mo")
        assert (scene.state.name("p2"), scene.state.title_of("p2"), scene.state.name("p3")) == ("Pa", "treasurer", "Mo")
        assert scene.refused("p2", "change_details", participant="p3", name="No") == "not_yours"

    def test_what_is_left_out_or_empty_is_kept(self) -> None:
        scene, _ = partnership(partners=1)
        scene.did("p2", "change_details", name="Pa", title="chair")
        for kept in ({"name": None, "title": None, "partner": None}, {"name": "", "title": "", "partner": ""}, {}):
            scene.did("p2", "change_details", **kept)
            assert (scene.state.name("p2"), scene.state.title_of("p2"), scene.state.participants["p2"].partner) == ("Pa", "chair", "o1")

    def test_who_sat_down_at_the_wrong_partner_moves(self) -> None:
        scene, _ = partnership(partners=2)
        person = scene.seat("Lost", "o1")
        scene.did(person, "change_details", partner="o2")
        assert scene.state.participants[person].partner == "o2"
        assert scene.refused(person, "change_details", partner="o9") == "no_partner"

    def test_a_claim_does_not_stay_behind_at_the_partner_one_has_left(self) -> None:
        scene, _ = partnership(partners=2)
        person = scene.seat("Lost", "o1")
        scene.did(person, "claim_voice")
        scene.did(person, "change_details", partner="o2")
        assert scene.state.partners["o1"].claims == ()
        scene.did("p1", "save_text", section="vision", content="We will.", base=0)
        scene.did("p1", "open_decision", proposes="section:vision")

    def test_a_representative_hands_the_vote_over_before_moving(self) -> None:
        scene, _ = partnership(partners=2)
        assert scene.refused("p2", "change_details", partner="o2") == "speaks"

    def test_observers_and_facilitators_sit_for_no_partner(self) -> None:
        scene, _ = partnership(partners=1)
        observer = scene.observer()
        assert scene.refused(observer, "change_details", partner="o1") == "no_partner"
        assert scene.refused("p1", "change_details", partner="o1") == "no_partner"


class TestLeaving:
    def test_a_removed_person_is_out_at_once_and_sees_nothing(self) -> None:
        scene, _ = partnership(partners=2)
        scene.did("p1", "remove_participant", participant="p2")
        assert scene.sees("p2") == {}
        assert "person:p2" not in scene.sees("p3")
        assert scene.refused("p2", "park", text="Still here") == "removed"

    def test_readmitted_they_have_the_seat_they_had(self) -> None:
        scene, _ = partnership(partners=2)
        scene.did("p1", "remove_participant", participant="p2")
        scene.did("p1", "readmit_participant", participant="p2")
        assert scene.state.actor("p2").role is Role.REPRESENTATIVE
        assert scene.sees("p3")["person:p2"]["partner"] == "o1"

    def test_doing_it_twice_happens_once(self) -> None:
        scene, _ = partnership(partners=1)
        with happening(scene) as news:
            for command in ("remove_participant", "remove_participant", "readmit_participant", "readmit_participant"):
                scene.did("p1", command, participant="p2")
        assert types_of(news) == ["participant_removed", "participant_readmitted"]

    def test_a_claim_of_somebody_removed_does_not_hold_the_vote_up(self) -> None:
        scene, _ = partnership(partners=2)
        person = scene.seat("Another", "o1")
        scene.did(person, "claim_voice")
        scene.did("p1", "remove_participant", participant=person)
        scene.did("p1", "save_text", section="vision", content="We will.", base=0)
        scene.did("p1", "open_decision", proposes="section:vision")

    def test_the_facilitator_cannot_be_taken_out_and_nobody_unknown_can(self) -> None:
        scene, _ = partnership(partners=1)
        assert scene.refused("p1", "remove_participant", participant="p1") == "facilitator"
        assert scene.refused("p1", "remove_participant", participant="p9") == "unknown_person"


class TestCoFacilitators:
    def test_a_co_facilitator_leads_until_that_ends_and_is_then_what_they_were(self) -> None:
        scene, _ = partnership(partners=1)
        for person, before in ((scene.observer(), Role.OBSERVER), (scene.seat("Pa", "o1"), Role.PARTICIPANT)):
            scene.did("p1", "set_co_facilitator", participant=person, on=True)
            assert scene.state.actor(person).role is Role.CO_FACILITATOR
            assert "script" in scene.sees(person)
            scene.did("p1", "set_co_facilitator", participant=person, on=False)
            assert scene.state.actor(person).role is before
            assert "script" not in scene.sees(person)

    def test_whoever_leads_has_no_vote(self) -> None:
        scene, _ = partnership(partners=1)
        person = scene.seat("Pa", "o1")
        scene.did("p1", "set_co_facilitator", participant=person, on=True)
        assert person not in scene.state.voters("person")
        assert scene.refused("p1", "set_co_facilitator", participant="p2", on=True) == "speaks"
        assert scene.refused("p1", "set_co_facilitator", participant="p1", on=True) == "facilitator"

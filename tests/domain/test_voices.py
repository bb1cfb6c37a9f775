"""Who speaks for a partner: the first that is confirmed stands, a second claim waits, and it is handed over in the open."""

from tests.domain.happening import happening, types_of
from tests.scene import Scene, partnership


def test_holding_the_code_makes_nobody_a_representative() -> None:
    scene = Scene("First").open()
    person = scene.did(None, "join", name="Ma", partner="o1", voice=True)
    assert scene.sees("p1")["partner:o1"]["voice"] == ""
    assert scene.sees("p1")["partner:o1"]["claims"] == [person]
    assert scene.sees(person)["me"]["claiming"]
    assert scene.sees(person)["me"]["role"] == "participant"


def test_one_tap_of_the_facilitator_confirms_a_claim() -> None:
    scene = Scene("First").open()
    person = scene.did(None, "join", name="Ma", partner="o1", voice=True)
    with happening(scene) as news:
        scene.did("p1", "confirm_voice", participant=person)
        scene.did("p1", "confirm_voice", participant=person)
    assert types_of(news) == ["voice_given"]
    assert (scene.sees("p1")["partner:o1"]["voice"], scene.sees("p1")["partner:o1"]["claims"]) == (person, [])
    assert scene.sees(person)["me"]["role"] == "representative"


def test_a_second_claim_waits_for_the_facilitator_visible_to_both() -> None:
    scene, _ = partnership(partners=1)
    second = scene.seat("Pa", "o1")
    with happening(scene) as news:
        scene.did(second, "claim_voice")
        scene.did(second, "claim_voice")
    assert types_of(news) == ["voice_claimed"]
    for person in ("p2", second):
        assert scene.sees(person)["partner:o1"]["voice"] == "p2"
        assert scene.sees(person)["partner:o1"]["claims"] == [second]


def test_confirming_the_second_lets_the_first_step_back_and_tells_whoever_was_away() -> None:
    scene, _ = partnership(partners=1)
    second = scene.seat("Pa", "o1")
    scene.did(second, "claim_voice")
    scene.did("p1", "confirm_voice", participant=second)
    assert (scene.sees("p2")["me"]["role"], scene.sees(second)["me"]["role"]) == ("participant", "representative")
    assert scene.sees("p1")["milestones"][-1]["text"] == "Pa now speaks for Partner 1"


def test_who_has_not_asked_for_it_takes_nobodys_place_without_a_reason() -> None:
    scene, _ = partnership(partners=1)
    second = scene.seat("Pa", "o1")
    assert scene.refused("p1", "confirm_voice", participant=second) == "speaks_already"
    assert scene.refused("p1", "designate_proxy", partner="o1", participant=second) == "empty"
    scene.did("p1", "designate_proxy", partner="o1", participant=second, reason="Left at noon")
    assert scene.sees(second)["me"]["role"] == "representative"


def test_where_nobody_here_speaks_for_a_partner_any_of_its_people_can_be_confirmed() -> None:
    scene, _ = partnership(partners=1)
    second = scene.seat("Pa", "o1")
    scene.did("p1", "remove_participant", participant="p2")
    scene.did("p1", "confirm_voice", participant=second)
    assert scene.sees(second)["me"]["role"] == "representative"


def test_the_facilitator_declines_a_claim() -> None:
    scene, _ = partnership(partners=1)
    second = scene.seat("Pa", "o1")
    scene.did(second, "claim_voice")
    scene.did("p1", "dismiss_claim", participant=second)
    assert scene.sees(second)["partner:o1"]["claims"] == []
    assert scene.sees(second)["partner:o1"]["voice"] == "p2"


def test_who_speaks_already_has_nothing_to_claim() -> None:
    scene, _ = partnership(partners=1)
    with happening(scene) as news:
        scene.did("p2", "claim_voice")
    assert news == []


def test_only_somebody_seated_for_a_partner_can_be_confirmed() -> None:
    scene, _ = partnership(partners=1)
    assert scene.refused("p1", "confirm_voice", participant=scene.observer()) == "not_seated"
    assert scene.refused("p1", "confirm_voice", participant="p1") == "not_seated"
    assert scene.refused("p1", "confirm_voice", participant="p9") == "unknown_person"
    removed = scene.seat("Pa", "o1")
    scene.did("p1", "remove_participant", participant=removed)
    assert scene.refused("p1", "confirm_voice", participant=removed) == "not_seated"


def test_a_representative_hands_the_vote_to_a_colleague_of_the_same_partner() -> None:
    scene, _ = partnership(partners=2)
    colleague = scene.seat("Pa", "o1")
    scene.did("p2", "hand_voice", participant=colleague)
    assert scene.state.partners["o1"].voice == colleague
    assert scene.refused("p2", "hand_voice", participant=colleague) == "not_allowed"


def test_a_vote_is_handed_to_nobody_else() -> None:
    scene, _ = partnership(partners=2)
    removed = scene.seat("Pa", "o1")
    scene.did("p1", "remove_participant", participant=removed)
    leads = scene.seat("Co", "o1")
    scene.did("p1", "set_co_facilitator", participant=leads, on=True)
    for person in ("p3", removed, leads, "p1", scene.observer()):
        assert scene.refused("p2", "hand_voice", participant=person) == "not_colleague"
    assert scene.refused("p2", "hand_voice", participant="p99") == "unknown_person"


def test_handing_the_vote_to_oneself_is_nothing_to_tell() -> None:
    scene, _ = partnership(partners=1)
    with happening(scene) as news:
        scene.do("p2", "hand_voice", participant="p2")
    assert news == []

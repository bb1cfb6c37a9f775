"""Welcome: partners on the list, and what each brings and hopes for, in its own words."""

from tests.domain.happening import happening, types_of
from tests.scene import Scene, partnership
from workshops.steps.welcome import MOST_PARTNERS


def test_the_facilitator_puts_a_partner_on_the_list_once() -> None:
    scene = Scene("Kitchen")
    assert scene.did("p1", "add_partner", name="Council") == "o2"
    assert scene.refused("p1", "add_partner", name=" council ") == "already"
    assert scene.refused("p1", "add_partner", name="   ") == "empty"


def test_six_inks_tell_partners_apart_and_the_seventh_begins_again() -> None:
    scene = Scene(*(f"Partner {number}" for number in range(1, 9)))
    assert [partner.ink for partner in scene.state.partners.values()] == [1, 2, 3, 4, 5, 6, 1, 2]


def test_a_partner_says_what_it_brings_and_what_is_left_out_stays() -> None:
    scene, _ = partnership(partners=1)
    scene.did("p2", "describe_partner", partner="o1", brings="A kitchen", hopes="Fewer parcels")
    scene.did("p2", "describe_partner", partner="o1", hopes="")
    told = scene.sees("p1")["partner:o1"]
    assert (told["name"], told["brings"], told["hopes"]) == ("Partner 1", "A kitchen", "")


def test_one_describes_ones_own_partner_and_the_facilitator_any() -> None:
    scene, _ = partnership(partners=2)
    assert scene.refused("p2", "describe_partner", partner="o2", brings="Nothing") == "not_yours"
    assert scene.refused("p1", "describe_partner", partner="o9", brings="Nothing") == "no_partner"
    assert scene.refused("p2", "describe_partner", partner="o1", name=" ") == "empty"
    scene.did("p1", "describe_partner", partner="o2", name="Another name")
    assert scene.sees("p2")["partner:o2"]["name"] == "Another name"


def test_what_partners_say_stands_in_the_log_and_under_the_frozen_plan_it_stays_as_it_is() -> None:
    scene, _ = partnership(partners=1)
    with happening(scene) as news:
        scene.did("p2", "describe_partner", partner="o1", brings="A kitchen")
    assert types_of(news) == ["partner_described"]
    scene.did("p1", "freeze")
    assert scene.refused("p2", "describe_partner", partner="o1", brings="Two") == "frozen"


def test_a_plan_has_room_for_sixty_partners() -> None:
    scene = Scene(*(f"Partner {number}" for number in range(MOST_PARTNERS))).open()
    assert scene.refused("p1", "add_partner", name="One more") == "full"
    assert scene.refused(None, "join", name="Ma", new_partner="One more") == "full"

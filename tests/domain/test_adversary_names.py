"""Names that are not what they seem, and what somebody could still do to a plan that is sealed."""

import pytest

from tests.scene import Scene, partnership
from workshops.bounds import look_of, needed_line, passage
from workshops.exports.markdown import write
from workshops.refusal import Refused

LOOK_ALIKES = [
    "Borough Council",
    "borough  council",
    "Borough\u200b Council",
    "Воrоugh Соunсil",
    "Ｂorough Council",
    "Borough Counc\u00adil",
]


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_a_partner_that_looks_like_one_of_the_list_is_that_one(name: str) -> None:
    scene = Scene("Borough Council").open()
    person = scene.seat("N. N.", name)
    assert list(scene.state.partners) == ["o1"]
    assert scene.state.participants[person].partner == "o1"


def test_a_partner_cannot_take_the_name_of_another() -> None:
    scene, _ = partnership()
    other = scene.state.partners["o1"].name
    assert scene.refused("p3", "describe_partner", partner="o2", name=other + "\u200d") == "already"


@pytest.mark.parametrize("name", ["\u200b", "\u3164", "\u2800 \u2060", "\U000e0041"])
def test_a_name_of_nothing_is_no_name(name: str) -> None:
    with pytest.raises(Refused) as refused:
        needed_line(name, "name", "your name")
    assert refused.value.code == "empty"


@pytest.mark.parametrize("text", ["Zoë", "می‌خواهم", "👩‍🌾", "Đặng Thị Hồng", "שָׁלוֹם"])
def test_names_of_every_script_are_taken(text: str) -> None:
    assert needed_line(text, "name", "your name")
    assert look_of(text)


def test_marks_heaped_on_one_letter_are_refused() -> None:
    with pytest.raises(Refused):
        passage("a" + "\u0316\u0301" * 6, "content")


def test_a_sealed_file_stays_as_it_is_whatever_its_signers_are_called_later() -> None:
    scene, _ = partnership()
    scene.did("p1", "freeze")
    version = scene.state.version
    assert version is not None
    told = {"version": version.number, "sha256": version.sha256, "partner": "o1", "name": "M. A.", "choice": "approve"}
    scene.did("p2", "change_details", title="chair")
    scene.did("p2", "sign", **told)
    scene.did("p1", "seal")
    sealed = write(scene.state)
    assert b"chair" in sealed
    scene.did("p2", "change_details", title="emperor", name="Somebody else")
    scene.do(None, "join", name="Late", new_partner="A late partner")
    scene.do("p1", "add_partner", name="Another")
    assert write(scene.state) == sealed

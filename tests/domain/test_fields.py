"""The fields of an entry against the declaration of its kind: each type, its bounds, and its one canonical form."""

from typing import Any

import pytest

from workshops.plan.document import Entry, Plan
from workshops.plan.fields import READERS, Surroundings, blank, lacking, read_fields, references, refuse_if_hollow
from workshops.plan.kinds import KINDS, Field, Kind
from workshops.plan.spoken import spoken_value
from workshops.refusal import Refused

PLAN = Plan(entries={"e1": Entry("e1", "goal", 1, {"title": "A goal"}), "e2": Entry("e2", "goal", 2, {"title": "Gone"}, removed=True)})
AROUND = Surroundings(PLAN, frozenset({"o1"}))
EVERY_TYPE = Kind(
    "every", "goals", "E", "Every type", "Every type",
    (
        Field("line", "A line", "line", True, bound=10),
        Field("passage", "A passage", "passage", bound=10),
        Field("date", "A date", "date"),
        Field("choice", "A choice", "choice", options=(("in", "In"), ("out", "Out"))),
        Field("number", "A number", "number", bound=10),
        Field("ref", "A goal", "ref", of=("goal",)),
        Field("refs", "Goals", "refs", of=("goal",)),
        Field("partner", "A partner", "partner"),
        Field("partners", "Partners", "partners"),
        Field("theme", "A theme", "theme", bound=10),
        Field("flag", "A flag", "flag"),
        Field("policy", "A policy", "policy"),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "written", "read"),
    [
        ("line", " a\n word\t", "a word"),
        ("line", "", ""),
        ("line", "é", "é"),
        ("passage", " one\r\ntwo ", "one\ntwo"),
        ("date", "2027-02-28", "2027-02-28"),
        ("date", "", ""),
        ("choice", "out", "out"),
        ("choice", "", ""),
        ("number", 0, 0),
        ("number", 10, 10),
        ("number", None, None),
        ("number", "", None),
        ("ref", "e1", "e1"),
        ("ref", "", ""),
        ("refs", ["e1", "", "e1"], ["e1"]),
        ("refs", [], []),
        ("partner", "o1", "o1"),
        ("partner", "", ""),
        ("partners", ["o1", "", "o1"], ["o1"]),
        ("partners", [], []),
        ("theme", "Food", "Food"),
        ("flag", True, True),
        ("policy", {}, {"rule": "consent"}),
        ("policy", {"quorum": [2, 3], "rule": "majority", "rounds": 2}, {"rule": "majority", "quorum": [2, 3]}),
        ("policy", {"quorum": [2, 4]}, {"rule": "consent", "quorum": [2, 4]}),
    ],
    ids=str,
)
def test_a_value_is_read_into_its_one_form_and_stays_that_way(name: str, written: Any, read: Any) -> None:
    assert read_fields(EVERY_TYPE, {name: written}, AROUND) == {name: read}
    assert read_fields(EVERY_TYPE, {name: read}, AROUND) == {name: read}


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        ("line", "x" * 11, "too_long"),
        ("line", "a\u202eb", "unfit_text"),
        ("line", "\ud800", "unfit_text"),
        ("passage", "x" * 11, "too_long"),
        ("passage", "a\x07b", "unfit_text"),
        ("date", "2027-02-29", "bad_date"),
        ("date", "20270228", "bad_date"),
        ("date", "2027-2-28", "bad_date"),
        ("date", "28.02.2027", "bad_date"),
        ("date", "2027-02-28T12:00", "too_long"),
        ("date", "tomorrow", "bad_date"),
        ("choice", "both", "bad_choice"),
        ("choice", ["in"], "bad_choice"),
        ("choice", None, "bad_choice"),
        ("number", 11, "bad_number"),
        ("number", -1, "bad_number"),
        ("number", 1.0, "bad_number"),
        ("number", True, "bad_number"),
        ("number", "7", "bad_number"),
        ("number", 10**400, "bad_number"),
        ("ref", "e2", "bad_reference"),
        ("ref", "e9", "bad_reference"),
        ("refs", "e1", "bad_reference"),
        ("refs", ["e2"], "bad_reference"),
        ("refs", ["e1"] * 101, "bad_reference"),
        ("refs", [["e1"]], "bad_field"),
        ("partner", "o2", "no_partner"),
        ("flag", 1, "bad_field"),
        ("flag", "yes", "bad_field"),
        ("policy", "consent", "bad_policy"),
        ("policy", {"rule": "whim"}, "bad_policy"),
    ],
    ids=str,
)
def test_a_value_that_does_not_fit_is_refused_and_names_its_field(name: str, written: Any, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_fields(EVERY_TYPE, {name: written}, AROUND)
    assert (refused.value.code, refused.value.field) == (code, name)


@pytest.mark.parametrize("value", [None, [], {}, 7, 1.5, ["x"], {"x": 1}], ids=repr)
@pytest.mark.parametrize("name", ["line", "passage", "date", "ref", "partner", "theme"])
def test_a_text_is_a_text(name: str, value: Any) -> None:
    with pytest.raises(Refused):
        read_fields(EVERY_TYPE, {name: value}, AROUND)


def test_only_the_given_fields_are_read_and_unknown_ones_are_refused_by_name() -> None:
    assert read_fields(EVERY_TYPE, {}, AROUND) == {}
    with pytest.raises(Refused) as refused:
        read_fields(EVERY_TYPE, {"colour": "red"}, AROUND)
    assert (refused.value.code, refused.value.field) == ("unknown_field", "colour")


def test_a_blank_entry_is_hollow_and_lacks_what_is_needed() -> None:
    for kind in KINDS.values():
        fields = blank(kind)
        with pytest.raises(Refused):
            refuse_if_hollow(kind, fields)
        assert [field.name for field in lacking(kind, fields)] == [field.name for field in kind.fields if field.needed]


def test_nought_and_no_are_answers() -> None:
    step = KINDS["resolution_step"]
    assert lacking(step, {"what": "Talk", "who": "All", "within_days": 0}) == []


def test_references_are_found_in_single_and_in_many() -> None:
    assert references(EVERY_TYPE, {"ref": "e1", "refs": ["e2", "e3"], "line": "e4"}) == ["e1", "e2", "e3"]
    assert references(EVERY_TYPE, blank(EVERY_TYPE)) == []


def test_every_type_that_a_kind_declares_can_be_read() -> None:
    assert {field.type for kind in KINDS.values() for field in kind.fields} <= READERS.keys()
    assert {field.type for field in EVERY_TYPE.fields} == READERS.keys()


def test_letters_of_short_ids_belong_to_one_kind_each() -> None:
    letters = [kind.letter for kind in KINDS.values()]
    assert len(set(letters)) == len(letters)


def test_nought_is_a_number_and_is_said() -> None:
    """0 days is an answer, not an empty field."""
    field = next(one for one in KINDS["resolution_step"].fields if one.name == "within_days")
    assert spoken_value(field, 0, Plan(), {}) == "0"

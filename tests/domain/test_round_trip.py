"""What was written can be read back: `read(write(plan)) == plan`, from the Markdown and from the JSON, for any plan."""

import datetime
import json
from codecs import BOM_UTF8
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import structs

from facilitator.starting import fitting_agenda
from tests.domain.full_plan import plan_saying
from tests.domain.small_workshop import river
from tests.domain.test_hostile_entries import hostile
from tests.domain.writing import text_of
from workshops.decisions.checking import read_policy
from workshops.exports.markdown import write
from workshops.exports.outline import outline_of
from workshops.exports.plan_json import to_json
from workshops.imports import NoWorkplan, read_plan
from workshops.moment import Moment
from workshops.people import Partner
from workshops.plan.brought import brought
from workshops.plan.document import Entry
from workshops.plan.fields import blank
from workshops.plan.kinds import KINDS, Field
from workshops.plan.outline import Outline
from workshops.prose.markdown import canonical
from workshops.prose.signs import legible
from workshops.state import Workshop
from workshops.stores.agendas import shipped
from workshops.verbs import Aside, Event
from workshops.workshop import found, replay

POLICIES: list[dict[str, Any]] = [
    {"rule": "consent"},
    {"rule": "supermajority", "threshold": [2, 3], "base": "electorate", "quorum": [3, 4], "fallback": {"rule": "majority"}},
    {"rule": "schulze", "options": ["a `b`", "c | d", "<!-- e -->", "\u0635"], "secrecy": "secret"},
    {"rule": "majority", "unit": "weighted", "weights": {"o1": 3, "o2": 1}},
    {"rule": "advice", "decider": "the board; its chair"},
]
TEXTS = ["decisions", "vision", "exit"]
PARTNERS = ("Kitchen; Council", "Council", "&lt; **Third** [A1]", "A | B")


def as_json(workshop: Workshop) -> bytes:
    """The JSON export as it leaves."""
    return json.dumps(to_json(workshop), ensure_ascii=False).encode()


class Drawn:
    """A drawn workshop, of which a failing test shows the plan alone."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop

    def __repr__(self) -> str:
        return repr([(entry.short, entry.fields) for entry in self.workshop.plan.entries.values()] + [self.workshop.plan.texts.keys()])


@st.composite
def plans(draw: st.DrawFn) -> Drawn:
    """Any plan: entries of every kind, in any order, with any of their fields set to anything that they can hold."""
    bare = plan_saying("x")
    kinds = draw(st.lists(st.sampled_from(sorted(KINDS)), max_size=14))
    counted: dict[str, int] = {}
    empty: dict[str, Entry] = {}
    for number, name in enumerate(kinds, 1):
        if KINDS[name].single and name in counted:
            continue
        counted[name] = counted.get(name, 0) + draw(st.integers(1, 3))
        empty[f"e{number}"] = Entry(f"e{number}", name, counted[name], blank(KINDS[name]))
    entries = {}
    for entry in empty.values():
        kind = KINDS[entry.kind]
        given_ = {field.name: draw(_values(field, empty)) for field in kind.fields if draw(st.booleans())}
        # An entry that says nothing at all cannot be made.
        first = {} if any(given_.values()) else {kind.fields[0].name: draw(_values(kind.fields[0], empty))}
        fields = entry.fields | given_ | first
        if any(fields[field.name] != field.unset() for field in kind.fields):
            entries[entry.id] = structs.replace(entry, fields=fields)
    partners = {f"o{2 * n}": Partner(f"o{2 * n}", name, n, draw(hostile), draw(hostile)) for n, name in enumerate(PARTNERS, 1)}
    texts = {section: text_of(canonical(legible(draw(_texts)))) for section in draw(st.sets(st.sampled_from(TEXTS)))}
    return Drawn(structs.replace(bare, partners=partners, plan=structs.replace(bare.plan, entries=entries, texts=texts)))


_texts = st.lists(
    st.one_of(hostile, st.sampled_from(["For the text: *Not adopted.*", "*Not adopted.*", "- a\n- b", "1. a\n2. b", "**b** *i* <c>"])),
    min_size=1,
    max_size=4,
).map("\n\n".join)


def _values(field: Field, entries: dict[str, Entry]) -> st.SearchStrategy[Any]:
    """Anything that a field can hold."""
    named = [one.id for one in entries.values() if one.kind in field.of]
    partners = [f"o{2 * n}" for n in range(1, 1 + len(PARTNERS))]
    words = hostile.filter(lambda said: bool(legible(said).split()))
    by_type: dict[str, st.SearchStrategy[Any]] = {
        "date": st.dates(datetime.date(2024, 1, 1), datetime.date(2031, 12, 31)).map(str),
        "choice": st.sampled_from([value for value, _ in field.options] or [""]),
        "number": st.integers(0, field.bound),
        "flag": st.just(True),
        "ref": st.sampled_from(named or [""]),
        "refs": st.lists(st.sampled_from(named), unique=True, max_size=3) if named else st.just([]),
        "partner": st.sampled_from(partners),
        "partners": st.lists(st.sampled_from(partners), unique=True, max_size=4),
        "policy": st.sampled_from([{**one, "weights": {"o2": 3}} if "weights" in one else one for one in POLICIES]),
        "passage": st.lists(words, min_size=1, max_size=3).map("\n\n".join),
    }
    return by_type.get(field.type, words)


@settings(max_examples=80, deadline=None)
@given(plans())
def test_any_plan_is_read_back_from_its_markdown(drawn: Drawn) -> None:
    reading = read_plan(write(drawn.workshop))
    assert reading.notes == ()
    assert reading.outline == outline_of(drawn.workshop)


@settings(max_examples=60, deadline=None)
@given(plans())
def test_any_plan_is_read_back_from_its_json(drawn: Drawn) -> None:
    reading = read_plan(as_json(drawn.workshop))
    assert reading.notes == ()
    assert reading.outline == outline_of(drawn.workshop)


def started_from(old: Outline, lines: dict[str, int]) -> tuple[Workshop, list[str]]:
    """A new workshop that starts from an outline, and what had to stay behind."""
    agenda = fitting_agenda(list(shipped().values()), old.sections)
    plan = brought(old, agenda.sections(), lines)
    moment = Moment(1_800_000_000_000, b"x" * 32)
    changes = found("w2", old.title, old.partnership, agenda, read_policy({"rule": "consent"}), "F", [], moment, plan)
    events, asides = ([one for one in changes if isinstance(one, kind)] for kind in (Event, Aside))
    return replay(events, asides), [note.words for note in plan.notes]  # type: ignore[arg-type]  # sorted by type just now


def with_policies(workshop: Workshop) -> Workshop:
    """The same plan, where every decision rule says something."""
    rules = enumerate(workshop.plan.of_kind("decision_rule"))
    filled = {rule.id: structs.replace(rule, fields=rule.fields | {"policy": POLICIES[at]}) for at, rule in rules}
    return structs.replace(workshop, plan=structs.replace(workshop.plan, entries=workshop.plan.entries | filled))


@settings(max_examples=10, deadline=None)
@given(hostile)
@example("Plain words")
def test_a_new_workshop_starts_from_it_and_writes_the_same(words: str) -> None:
    words = "".join(sign for sign in words if legible(sign) == sign and sign.isprintable()).strip() or "x"
    old = with_policies(plan_saying(words[:100], "\n\nmore"))
    for reading in (read_plan(write(old)), read_plan(as_json(old))):
        new, left = started_from(reading.outline, reading.lines)
        assert left == []
        assert outline_of(new) == outline_of(old)
        assert {entry.short for entry in new.plan.entries.values()} == {entry.short for entry in old.plan.entries.values()}


def test_a_workshop_as_it_was_played_starts_another_with_everything_but_the_votes() -> None:
    old = river().workshop
    reading = read_plan(write(old))
    new, left = started_from(reading.outline, reading.lines)
    assert left == []
    assert outline_of(new) == outline_of(old)
    assert new.plan.text("vision") == old.plan.text("vision")
    assert new.decisions == {}
    assert "*Not adopted.*" in write(new).decode()


def test_what_is_added_afterwards_is_numbered_after_what_was_brought() -> None:
    old = with_policies(plan_saying("Words"))
    taken = structs.replace(old.plan.entries["e1"], number=7)
    old = structs.replace(old, plan=structs.replace(old.plan, entries=old.plan.entries | {"e1": taken}))
    new, _ = started_from(outline_of(old), {})
    assert new.counted["decision_rule"] == 7


EDITED = """# A plan by hand

Some words before anything.

## Partners
- **Kitchen**
    - **Brings:** a van
    - **Loves:** soup
- Council

## Shared vision
We *will*,
together.

## Our values
Be kind.

## Goals and objectives
### Goal: Food for all [G1]
- **Why:** Because

|  | Objective | Due | Colour |
| --- | --- | --- | --- |
| [J1] | One door | 2027-01-31 | red |
|  | Another | soon | |

## Who does what
### Activities
- **Open the door** [A1]
    - **Who leads:** Kitchen
    - **Who supports:** Council; Nobody
    - **Waits for:** Open the door [A1]
    - **Effort in person-days:** lots
- Paint it
    - **Initiative or objective it serves:** One door [J1]
"""


WRONG = ("soup", "values", "red", "soon", "Nobody", "lots", "before anything")
"""What is not understood of it."""


def test_a_file_edited_by_hand_is_read_as_far_as_it_goes_and_the_rest_is_named_by_line() -> None:
    reading = read_plan(EDITED.encode())
    old = reading.outline
    assert [partner.name for partner in old.partners] == ["Kitchen", "Council"]
    assert old.texts == {"vision": "We *will*, together."}
    assert [(entry.short, entry.fields.get("title")) for entry in old.entries] == [
        ("G1", "Food for all"), ("J1", "One door"), ("J2", "Another"), ("A1", "Open the door"), ("A2", "Paint it"),
    ]  # fmt: skip
    assert old.entries[2].fields == {"title": "Another", "goal": "G1"}
    assert old.entries[4].fields == {"title": "Paint it", "serves": "J1"}
    told = [(note.line, note.words) for note in reading.notes]
    lines = EDITED.split("\n")
    for line, words in told:
        assert any(part in lines[line - 1] for part in WRONG), (
            line,
            words,
        )
    assert len(told) == 7
    new, left = started_from(old, reading.lines)
    assert [words for words in left if "cannot name the entry itself" in words]
    assert new.plan.entries["e4"].fields["depends_on"] == []


def test_what_has_to_stay_behind_is_named_wherever_it_is_missed() -> None:
    old = with_policies(plan_saying("Words"))
    written = json.loads(as_json(old))
    activities = next(section for section in written["sections"] if section["id"] == "activities")["entries"]
    a1, a2 = (entry for entry in activities if entry["kind"] == "activity")
    a1["fields"]["title"] = a1["fields"]["title"] and ""
    activities.append({**a2, "id": "e99"})
    written["partners"][1]["name"] = "Council " * 40
    new, left = started_from(*_outline_and_lines(json.dumps(written).encode()))
    assert [entry.short for entry in new.plan.of_kind("activity")] == ["A2"]
    assert new.plan.of_kind("activity")[0].fields["depends_on"] == []
    for words in ("[A1] was left out", "[A2] “Waits for” named [A1]", "was cut off"):
        assert any(words in said for said in left), (words, left)
    assert any("“A2” stands twice" in note.words for note in read_plan(json.dumps(written).encode()).notes)


def _outline_and_lines(content: bytes) -> tuple[Outline, dict[str, int]]:
    reading = read_plan(content)
    return reading.outline, reading.lines


def test_a_byte_order_mark_is_no_part_of_a_plan() -> None:
    old = plan_saying("Words")
    for content in (write(old), as_json(old)):
        assert read_plan(BOM_UTF8 + content) == read_plan(content)


@pytest.mark.parametrize(
    "content", [b"", b"Hello", b"\xff\xfe\x00", b"{}", b"{", b'{"workplan": 9}', b"[" * 100_000, b"# A\n\nWords", b"\x00", b"x" * 5_000_000]
)
def test_what_is_no_workplan_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(NoWorkplan):
        read_plan(content)


ODD = [*EDITED.split("\n"), "- **x**", "## Partners", "| a |", "> b", "```", "<!-- c -->", "    - d"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(ODD), max_size=40))
def test_no_file_is_too_odd_to_be_read_or_refused(lines: list[str]) -> None:
    try:
        reading = read_plan("\n".join(lines).encode())
    except NoWorkplan:
        return
    started_from(reading.outline, reading.lines)

"""Tables for a spreadsheet and days for a calendar, read again by the libraries that others read them with."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec import structs

from tests.domain.full_plan import plan_saying
from tests.domain.small_workshop import river
from tests.domain.test_hostile_entries import hostile
from workshops.exports.calendar import DATED, calendar
from workshops.exports.lists import FORMULA, decisions_csv, entries_csv
from workshops.prose.signs import legible


def table(written: bytes) -> list[list[str]]:
    """The cells, as a spreadsheet reads them."""
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))


@settings(max_examples=40, deadline=None)
@given(hostile | st.sampled_from(["=1+1", "+1", "-1", "@x", "\t=1", " =1", "=cmd|' /C calc'!A0", '"a","b"']))
def test_every_cell_says_what_was_typed_and_none_is_a_formula(words: str) -> None:
    columns, *rows = table(entries_csv(plan_saying(words), "activity"))
    assert {len(row) for row in rows} == {len(columns)}
    typed = rows[0][columns.index("What we will do")]
    assert typed.removeprefix("'").replace("\r\n", "\n") == legible(words)
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA)]


def test_references_partners_and_dates_are_in_words() -> None:
    columns, first, _ = table(entries_csv(plan_saying("Warm meals"), "activity"))
    told = dict(zip(columns, first, strict=True))
    assert (told["Number"], told["Who leads"], told["By when"]) == ("A1", "Kitchen", "2027-11-15")
    assert told["Initiative or objective it serves"] == "Warm meals [I1]"


def test_decisions_are_told_with_their_result() -> None:
    columns, *rows = table(decisions_csv(river().workshop))
    told = [dict(zip(columns, row, strict=True)) for row in rows]
    assert [one["Number"] for one in told] == ["D1", "D2", "D3"]
    assert told[1]["Result"].startswith("Carried: 1 consent, 1 concern")


def days(written: bytes) -> dict[str, tuple[date, str, str]]:
    """Day, title and status by id."""
    events = Calendar.from_ical(written).walk("VEVENT")
    return {str(one["UID"]): (one.decoded("DTSTART"), str(one["SUMMARY"]), str(one["STATUS"])) for one in events}


@settings(max_examples=30, deadline=None)
@given(hostile)
def test_the_calendar_holds_every_day_once_whatever_its_title(words: str) -> None:
    written = calendar(plan_saying(words))
    assert max(map(len, written.split(b"\r\n"))) <= 75
    found = days(written)
    dated = [entry for entry in plan_saying(words).plan.entries.values() if entry.fields.get(DATED.get(entry.kind, ""))]
    assert len(found) == len(dated)
    assert (date(2027, 11, 15), "CONFIRMED") in {(day, status) for day, _, status in found.values()}


def test_a_second_import_changes_what_the_first_brought() -> None:
    workshop = plan_saying("Warm meals")
    (entry,) = [one for one in workshop.plan.of_kind("activity") if one.number == 1]
    moved = structs.replace(entry, fields=entry.fields | {"due": "2028-02-03"})
    gone = structs.replace(entry, removed=True)
    uid = f"{entry.id}.{workshop.id}@commonplan"
    before = days(calendar(workshop))
    for changed, expected in ((moved, (date(2028, 2, 3), "CONFIRMED")), (gone, (date(2027, 11, 15), "CANCELLED"))):
        plan = structs.replace(workshop.plan, entries=workshop.plan.entries | {entry.id: changed})
        after = days(calendar(structs.replace(workshop, plan=plan)))
        assert after.keys() == before.keys()
        assert (after[uid][0], after[uid][2]) == expected


@pytest.mark.parametrize("made", [lambda: entries_csv(plan_saying("x"), "outcome"), lambda: calendar(plan_saying("x"))])
def test_the_same_plan_gives_the_same_bytes(made) -> None:
    assert made() == made()

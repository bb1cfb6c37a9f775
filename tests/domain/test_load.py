"""Offered against asked: efforts over months, to the day and to the fraction, and whom to ask where it is too much."""

import random
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from workshops.exports.timing import in_words
from workshops.plan.document import Entry, Plan
from workshops.plan.load import in_days, loads, months_of, relief


def activity(number: int, **fields: Any) -> Entry:
    """An activity; its id is its number."""
    return Entry(f"e{number}", "activity", number, fields)


def plan_of(*entries: Entry) -> Plan:
    """A plan of these."""
    return Plan(entries={entry.id: entry for entry in entries})


def offer(number: int, partner: str, days: int | None) -> Entry:
    """A capacity."""
    return Entry(f"e{number}", "capacity", number, {"partner": partner, "days_per_month": days})


def test_an_effort_is_spread_in_equal_parts_over_the_months_it_touches() -> None:
    plan = plan_of(activity(1, lead="o1", start="2026-11-30", due="2027-01-01", effort_days=10))
    (load,) = loads(plan, ["o1"])
    assert load.asked == {"2026-11": Fraction(10, 3), "2026-12": Fraction(10, 3), "2027-01": Fraction(10, 3)}


def test_what_is_spread_adds_up_to_the_effort() -> None:
    chance = random.Random(9)
    for _ in range(300):
        entries = []
        for number in range(1, chance.randint(1, 9)):
            start = date(2026, 1, 1) + timedelta(days=chance.randrange(700))
            due = start + timedelta(days=chance.randrange(400))
            lead, effort = chance.choice(["o1", "o2"]), chance.choice([None, 0, 1, 7, 100])
            entries.append(activity(number, lead=lead, start=start.isoformat(), due=due.isoformat(), effort_days=effort))
        for load in loads(plan_of(*entries), ["o1", "o2"]):
            own = sum(entry.fields["effort_days"] or 0 for entry in entries if entry.fields["lead"] == load.partner)
            assert sum(load.asked.values(), Fraction(0)) == own


def test_an_activity_with_one_date_weighs_on_that_month_and_one_without_on_none() -> None:
    assert months_of(activity(1, due="2027-03-31")) == ["2027-03"]
    assert months_of(activity(1, start="2027-03-01", due=None)) == ["2027-03"]
    assert months_of(activity(1)) == []
    assert months_of(activity(1, start="2026-12-31", due="2027-01-01")) == ["2026-12", "2027-01"]


def test_nothing_falls_on_a_partner_that_supports_nor_for_what_was_removed() -> None:
    gone = Entry("e2", "activity", 2, {"lead": "o2", "start": "2027-01-01", "due": "2027-01-31", "effort_days": 5}, removed=True)
    plan = plan_of(activity(1, lead="o1", supporting=["o2"], start="2027-01-01", due="2027-01-31", effort_days=5), gone)
    assert [sum(load.asked.values()) for load in loads(plan, ["o1", "o2"])] == [5, 0]


def test_too_much_is_what_goes_beyond_the_offer_and_nothing_where_none_was_made() -> None:
    entries = [activity(n, lead=f"o{n}", start="2027-01-01", due="2027-01-31", effort_days=5) for n in (1, 2, 3)]
    plan = plan_of(*entries, offer(4, "o1", 4), offer(5, "o2", 5), offer(6, "o3", None))
    assert [load.over for load in loads(plan, ["o1", "o2", "o3"])] == [{"2027-01": Fraction(1)}, {}, {}]
    assert loads(plan_of(activity(1, lead="o1", due="2027-01-31", effort_days=1), offer(2, "o1", 0)), ["o1"])[0].over


def test_whom_to_ask_are_those_that_support_it_already_and_have_days_to_spare() -> None:
    work = {"start": "2027-01-01", "due": "2027-01-31"}
    plan = plan_of(
        activity(1, lead="o1", supporting=["o2", "o3", "o4"], effort_days=9, **work),
        activity(2, lead="o3", effort_days=5, **work),
        offer(3, "o1", 4),
        offer(4, "o2", 2),
        offer(5, "o3", 5),
    )
    all_loads = loads(plan, ["o1", "o2", "o3", "o4"])
    assert [(one.entry, one.partner, one.free) for one in relief(plan, all_loads[0], all_loads)] == [("e1", "o2", 2)]
    assert relief(plan, all_loads[1], all_loads) == []


def test_the_words_say_offered_and_asked_of_the_fullest_month() -> None:
    plan = plan_of(activity(1, lead="o1", start="2027-02-01", due="2027-02-28", effort_days=7), offer(2, "o1", 5))
    assert in_words(loads(plan, ["o1"])[0]) == "asked 7, offered 5 in February 2027: what can move?"


def test_days_are_said_in_halves_and_tenths() -> None:
    said = {Fraction(7): "7", Fraction(3, 2): "1½", Fraction(1, 2): "½", Fraction(7, 3): "2.3", Fraction(0): "0", Fraction(999, 1000): "1"}
    assert {days: in_days(days) for days in said} == said

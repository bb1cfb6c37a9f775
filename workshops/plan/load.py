"""What each partner offered against what the plan asks of it, month by month (WORKPLAN.md, "Load").

An activity's effort falls on its lead, in equal parts over the calendar months it touches. Exact fractions, so that a third is one.
"""

from collections import defaultdict
from fractions import Fraction
from functools import cached_property

from msgspec import Struct

from workshops.plan.document import Entry, Plan

Month = str
"""`2027-03`."""
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


class Load(Struct, frozen=True, dict=True):
    """`offered` person-days a month (None = it has not said), and `asked` by month, in order."""

    partner: str
    offered: int | None
    asked: dict[Month, Fraction]

    @property
    def fullest(self) -> Month:
        """The month in which most is asked, the first of several; "" when nothing is."""
        return max(self.asked, key=lambda month: (self.asked[month], -_number(month)), default="")

    @property
    def most(self) -> Fraction:
        """What is asked in that month."""
        return self.asked.get(self.fullest, Fraction(0))

    @cached_property
    def over(self) -> dict[Month, Fraction]:
        """The months in which more is asked than was offered, and by how much; none for a partner that has not said."""
        if self.offered is None:
            return {}
        return {month: days - self.offered for month, days in self.asked.items() if days > self.offered}


def loads(plan: Plan, partners: list[str]) -> list[Load]:
    """The load of each of these partners, in their order; counted once for each state of the plan."""
    known: dict[tuple[str, ...], list[Load]] = plan.__dict__.setdefault("loads", {})
    if tuple(partners) not in known:
        known[tuple(partners)] = _loads(plan, partners)
    return known[tuple(partners)]


def _loads(plan: Plan, partners: list[str]) -> list[Load]:
    offers: dict[str, int | None] = {}
    for entry in plan.of_kind("capacity"):
        offers.setdefault(entry.fields.get("partner") or "", entry.fields.get("days_per_month"))
    asked: dict[str, dict[Month, Fraction]] = {partner: defaultdict(Fraction) for partner in partners}
    for entry in plan.of_kind("activity"):
        mine = asked.get(entry.fields.get("lead") or "")
        touched = months_of(entry)
        if mine is not None and touched:
            for month in touched:
                mine[month] += Fraction(entry.fields.get("effort_days") or 0, len(touched))
    return [Load(partner, offers.get(partner), dict(sorted(asked[partner].items()))) for partner in partners]


class Relief(Struct, frozen=True):
    """Who could take something over: a partner that supports this activity already, with so many days free in the fullest month."""

    entry: str
    partner: str
    free: Fraction


def relief(plan: Plan, load: Load, others: list[Load]) -> list[Relief]:
    """Whom a partner that is asked too much could ask, in the order of its activities; nobody where none has days to spare."""
    if not load.over:
        return []
    month = max(load.over, key=lambda one: (load.over[one], -_number(one)))
    free = {one.partner: one.offered - one.asked.get(month, Fraction(0)) for one in others if one.offered is not None}
    mine = [entry for entry in plan.of_kind("activity") if entry.fields.get("lead") == load.partner and month in months_of(entry)]
    offers = ((entry.id, partner) for entry in mine for partner in entry.fields.get("supporting") or ())
    return [Relief(entry, partner, free[partner]) for entry, partner in offers if free.get(partner, Fraction(0)) > 0]


def months_of(entry: Entry) -> list[Month]:
    """The calendar months that an activity touches; the month of the one date it has, when it has only one."""
    dates = sorted(entry.fields[name] for name in ("start", "due") if entry.fields.get(name))
    if not dates:
        return []
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(_number(dates[0][:7]), _number(dates[-1][:7]) + 1)]


def in_days(days: Fraction) -> str:
    """`7`, `1½`, `2.3`: person-days as people say them."""
    halves = days * 2
    if halves.denominator != 1:
        return f"{float(round(days * 10)) / 10:g}"
    whole, half = divmod(halves.numerator, 2)
    return f"{whole or ''}½" if half else str(whole)


def month_in_words(month: Month) -> str:
    """`2027-03` as `March 2027`, whatever language the server speaks."""
    number = _number(month)
    return f"{MONTHS[number % 12]} {number // 12}"


def day_in_words(day: str) -> str:
    """`2027-03-31` as `31 March 2027`."""
    return f"{int(day[8:])} {month_in_words(day[:7])}"


def _number(month: Month) -> int:
    year, _, month_of_year = month.partition("-")
    return int(year) * 12 + int(month_of_year) - 1

"""An old plan brought into a new workshop: its partners, texts and entries are there from the first moment, and nothing is agreed yet."""

from collections.abc import Iterator
from typing import Any

from workshops.plan.brought import Brought
from workshops.plan.outline import place_of
from workshops.steps.entries import EntryAdded
from workshops.steps.leaving import PartnerWithdrawn
from workshops.steps.welcome import PartnerAdded, PartnerDescribed
from workshops.verbs import Aside, Change


def along(old: Brought, now: int) -> Iterator[Change]:
    """The changes that bring it into a workshop that has no partner and no entry yet; the facilitator makes them."""
    by: dict[str, Any] = {"by": "p1", "at": now}
    for number, partner in enumerate(old.partners):
        place = place_of(number)
        yield PartnerAdded(**by, partner=place, name=partner.name)
        if partner.brings or partner.hopes:
            yield PartnerDescribed(**by, partner=place, name=partner.name, brings=partner.brings, hopes=partner.hopes)
        if partner.withdrawn:
            yield PartnerWithdrawn(**by, partner=place, reason=partner.withdrawn)
    for entry in old.entries:
        yield EntryAdded(**by, entry=entry.id, kind=entry.kind, fields=entry.fields, number=entry.number)
    for section, text in old.texts.items():
        yield Aside("texts", (section,), {"content": text, "version": 1, **by})

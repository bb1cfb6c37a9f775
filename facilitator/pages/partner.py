"""One partner's part in the puzzle: what it leads, who waits for whom, its load and its dates. For everybody in the workshop."""

from flask import Blueprint, abort, render_template
from msgspec import Struct

from facilitator import qr
from facilitator.pages.plan import in_turn
from facilitator.pages.signing import signing_address
from facilitator.pages.threshold import Guest
from workshops.decisions.saying import several
from workshops.exports.figures.load import load as load_figure
from workshops.exports.timing import in_words
from workshops.plan.document import Entry
from workshops.plan.fields import lacking
from workshops.plan.kinds import KINDS
from workshops.plan.load import day_in_words, in_days, month_in_words
from workshops.plan.part import part_of
from workshops.plan.schedule import schedule_of
from workshops.plan.spoken import spoken_value
from workshops.state import Workshop
from workshops.steps.homework import gaps_by_partner
from workshops.steps.taking_effect import effect_of

partner = Blueprint("partner", __name__)

SAID_ABOVE = {"title", "lead", "start", "due", "grace_days"}
"""Fields of what a partner leads that the page says in its own way."""


class Led(Struct, frozen=True):
    """Something that the partner leads: when, in a line, and label and words of all else that is known of it."""

    entry: Entry
    when: str
    facts: list[tuple[str, str]]


class Signing(Struct, frozen=True):
    """How somebody comes back to sign: the link, as a picture too, what makes the plan take effect, and by when they wanted to answer."""

    address: str
    picture: str
    effect: str
    until: str
    version: str


@partner.get("/w/<workshop_id>/partners/<partner>")
def part(workshop_id: str, partner: str) -> str:
    """A partner's part, to whoever has a seat: who waits must know for whom. The reader's own is told as "yours"."""
    found = in_turn(workshop_id)
    workshop = found.workshop
    if partner not in workshop.partners:
        abort(404)
    own, slips = part_of(workshop.plan, partner), _may_slip(workshop)
    return render_template(
        "partner.html",
        workshop=workshop,
        partner=workshop.partners[partner],
        yours=workshop.participants[found.participant].partner == partner,
        names=workshop.partner_names(),
        part=own,
        led=[_led(workshop, entry, slips) for entry in own.leads],
        load_in_words=in_words(own.load),
        load_figure=load_figure(workshop, [partner]),
        gaps=[(entry, _missing(entry)) for entry in map(workshop.plan.entries.__getitem__, gaps_by_partner(workshop).get(partner, []))],
        day=day_in_words,
        days=in_days,
        month=month_in_words,
        signing=_signing(found, partner),
    )


def _signing(found: Guest, partner: str) -> Signing | None:
    """What stands for who signs for this partner, and for facilitators to print, while its answer is open; None for all others."""
    workshop = found.workshop
    if workshop.version is None or not (found.leads or partner in workshop.signs_for(found.participant)):
        return None
    address = signing_address(workshop, partner)
    if not address:
        return None
    effect = effect_of(workshop, workshop.version).words
    return Signing(address, qr.inline(address), effect, workshop.version.asking.get(partner, ""), workshop.version.number)


def _led(workshop: Workshop, entry: Entry, slips: dict[str, int]) -> Led:
    names = workshop.partner_names()
    kind = KINDS[entry.kind]
    said = [(field.label, spoken_value(field, entry.fields.get(field.name), workshop.plan, names)) for field in kind.fields]
    facts = [(label, words) for (label, words), field in zip(said, kind.fields, strict=True) if words and field.name not in SAID_ABOVE]
    if entry.id in slips:
        slack = slips[entry.id]
        words = f"{several(slack, 'day')} without making the whole plan late" if slack else "Not at all: the whole plan would be late"
        facts.append(("May slip", words))
    return Led(entry, _when(entry), facts)


def _when(entry: Entry) -> str:
    start, due = (entry.fields.get(name) or "" for name in ("start", "due"))
    between = f"{day_in_words(start)} to {day_in_words(due)}" if start and due else f"By {day_in_words(due)}" if due else ""
    between = between or (f"From {day_in_words(start)}" if start else "")
    grace = entry.fields.get("grace_days")
    return f"{between}, {several(grace, 'day')} of grace" if between and grace else between


def _may_slip(workshop: Workshop) -> dict[str, int]:
    return {one: span.slack for one, span in schedule_of(workshop.plan).spans.items()}


def _missing(entry: Entry) -> str:
    return ", ".join(field.label.lower() for field in lacking(KINDS[entry.kind], entry.fields))

"""The plan as a page: to read, to print, to keep. What is shown is the very document that is signed. And each partner's part in it."""

import gevent
from flask import Blueprint, abort, current_app, render_template

from facilitator.live.pace import SNAPSHOT, wait_for_turn
from facilitator.pages.threshold import Guest, guest
from facilitator.written import Document, illustrated, read
from workshops.exports.figures import FIGURES
from workshops.exports.markdown import write
from workshops.exports.timing import in_words
from workshops.plan.fields import lacking
from workshops.plan.kinds import KINDS
from workshops.plan.load import day_in_words, in_days, month_in_words
from workshops.plan.part import part_of
from workshops.plan.spoken import spoken_entry
from workshops.plan.thread import themes, tied
from workshops.refusal import Refused
from workshops.state import Workshop
from workshops.steps.homework import gaps_by_partner

plan = Blueprint("plan", __name__)


@plan.get("/w/<workshop_id>/plan")
def document(workshop_id: str) -> str:
    """The plan as it stands; once frozen, the very words that are signed. For everybody in the workshop."""
    workshop = _in_turn(workshop_id).workshop
    # Python-Markdown is slow on long documents; in a native thread it holds up nobody's vote.
    shown = gevent.get_hub().threadpool.apply(_written, (workshop,))
    return render_template("plan.html", workshop=workshop, document=shown, themes=list(themes(workshop.plan)), tied=tied(workshop.plan))


@plan.get("/w/<workshop_id>/partners/<partner>")
def partner(workshop_id: str, partner: str) -> str:
    """A partner's part in the puzzle: for everybody in the workshop, since whoever waits must know for whom."""
    workshop = _in_turn(workshop_id).workshop
    if partner not in workshop.partners:
        abort(404)
    return render_template(
        "partner.html",
        workshop=workshop,
        partner=workshop.partners[partner],
        names=workshop.partner_names(),
        part=part_of(workshop.plan, partner),
        open=[workshop.plan.entries[one] for one in gaps_by_partner(workshop).get(partner, [])],
        in_words=in_words,
        day=day_in_words,
        in_days=in_days,
        month_in_words=month_in_words,
        spoken=lambda entry: spoken_entry(entry, workshop.plan, workshop.partner_names()),
        missing=lambda entry: ", ".join(field.label.lower() for field in lacking(KINDS[entry.kind], entry.fields)),
    )


def _in_turn(workshop_id: str) -> Guest:
    found = guest(workshop_id)
    try:
        wait_for_turn(current_app.extensions["broadcasts"].of(workshop_id), found.participant, SNAPSHOT)
    except Refused:
        abort(429)
    return found


def _written(workshop: Workshop) -> Document:
    figures = {name: draw(workshop) for name, draw in FIGURES.items()}
    shorts = [entry.short for entry in workshop.plan.entries.values() if not entry.removed]
    return illustrated(read(write(workshop).decode()), figures, shorts)

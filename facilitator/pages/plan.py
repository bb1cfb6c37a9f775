"""The plan as it stands, as a page of its own. For everybody in the workshop."""

from typing import Any

import gevent
from flask import Blueprint, abort, current_app, render_template

from facilitator.live.pace import SNAPSHOT, wait_for_turn
from facilitator.pages.threshold import Guest, guest
from facilitator.paper import Document, read
from facilitator.sealing import Sealer
from facilitator.takeaway import FORMATS
from workshops.exports.figures import FIGURES
from workshops.plan.thread import themes, thread_of, tied
from workshops.refusal import Refused
from workshops.state import Workshop

plan = Blueprint("plan", __name__)


@plan.get("/w/<workshop_id>/plan")
def document(workshop_id: str) -> str:
    """The plan as it stands; once frozen, the very words that are signed. For everybody in the workshop."""
    workshop = in_turn(workshop_id).workshop
    macros = current_app.jinja_env.get_template("macros.html").module
    # A long document takes a while to write and to read; in a native thread it holds up nobody's vote.
    shown, figures = gevent.get_hub().threadpool.apply(_drawn, (workshop, current_app.extensions["sealer"], macros))
    entries = {entry.short: entry for entry in workshop.plan.entries.values() if not entry.removed}
    added = {"figures": figures, "entries": entries, "thread": thread_of(workshop.plan)}
    formats = [one for one in FORMATS.values() if one.name not in ("workplan.md", "bundle.zip")]
    overview = {"themes": list(themes(workshop.plan)), "tied": tied(workshop.plan)}
    return render_template("plan.html", workshop=workshop, document=shown, **added, **overview, formats=formats)


def in_turn(workshop_id: str) -> Guest:
    """Who is asking, with a seat in this workshop, when it is their turn. Ends the request with a page for all others."""
    found = guest(workshop_id)
    try:
        wait_for_turn(current_app.extensions["broadcasts"].of(workshop_id), found.participant, SNAPSHOT)
    except Refused:
        abort(429)
    return found


def _drawn(workshop: Workshop, sealer: Sealer, macros: Any) -> tuple[Document, dict[str, str]]:
    markdown = sealer.document(workshop)
    return read(markdown.decode(), macros), {name: draw(workshop) for name, draw in FIGURES.items()}

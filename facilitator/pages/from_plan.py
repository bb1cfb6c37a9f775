"""A new workshop from an old plan: the file is read, what was not understood is shown, and then it is made."""

from functools import partial

import gevent
from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from facilitator import access
from facilitator.forms import PlanForm
from facilitator.pages.threshold import rooms
from facilitator.starting import read_start, start
from workshops.imports import NoWorkplan
from workshops.refusal import Refused

from_plan = Blueprint("from_plan", __name__)


@from_plan.route("/workshops/from-plan", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Takes a file, or the words of one that was shown before, and leads to the console of the new workshop."""
    signed_in = access.account()
    if signed_in is None:
        return redirect(url_for("account.sign_in", next=url_for("from_plan.new")), 303)
    form = PlanForm()
    if not form.validate_on_submit():
        return render_template("from_plan.html", form=form, left=[]), 422 if form.is_submitted() else 200
    content = _sent(form)
    try:
        # A long file takes a while; in a native thread it holds up nobody's vote.
        what = gevent.get_hub().threadpool.apply(partial(read_start, content))
        if what.notes and not form.anyway.data:
            return render_template("from_plan.html", form=form, left=what.left, words=content.decode(), what=what)
        workshop_id, participant = start(rooms(), what, signed_in.name)
    except (NoWorkplan, Refused) as error:
        form.file.errors = [*form.file.errors, str(error)]
        return render_template("from_plan.html", form=form, left=[]), 422
    access.sit_as(signed_in, workshop_id, participant)
    return redirect(url_for("room.console", workshop_id=workshop_id), 303)


def _sent(form: PlanForm) -> bytes:
    if not form.file.data:
        return (form.words.data or "").encode()
    try:
        content: bytes = form.file.data.read()
        return content
    finally:
        form.file.data.close()

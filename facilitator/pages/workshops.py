"""A new workshop: its names, its agenda, the rule it starts under, and the partners known so far."""

from typing import Annotated, Any

import msgspec
from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator import access
from facilitator.errors import refuse
from facilitator.forms import NAME, WorkshopForm, choices
from facilitator.pages.threshold import rooms
from workshops.agenda import Agenda
from workshops.refusal import Refused
from workshops.stores.agendas import shipped

workshops = Blueprint("workshops", __name__)


def agendas() -> list[Agenda]:
    """The agendas that one can start from."""
    return list(shipped().values())


@workshops.route("/workshops/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Makes a workshop and leads to its console. The doors stay closed until the facilitator opens them."""
    signed_in = access.account()
    if signed_in is None:
        return redirect(url_for("account.sign_in", next=url_for("workshops.new")), 303)
    offered = agendas()
    form = WorkshopForm()
    form.agenda.choices = choices((agenda.id, agenda.title) for agenda in offered)
    if not form.is_submitted():
        asked = request.args.get("agenda", "")
        form.agenda.data = asked if asked in [agenda.id for agenda in offered] else offered[0].id
    if not form.validate_on_submit():
        return _page(form, offered, 422 if form.is_submitted() else 200)
    try:
        workshop_id, participant = rooms().create(
            title=form.title.data or "",
            partnership=form.partnership.data or "",
            agenda_id=form.agenda.data or "",
            starting_policy={"rule": form.rule.data, "unit": form.unit.data},
            partners=form.partner_names(),
            facilitator_name=signed_in.name,
        )
    except Refused as refused:
        field = form.partners if refused.field.startswith("partner") and refused.field != "partnership" else form.title
        field.errors = [*field.errors, refused.message]
        return _page(form, offered, 422)
    access.sit_as(signed_in, workshop_id, participant)
    return redirect(url_for("room.console", workshop_id=workshop_id), 303)


Title = Annotated[str, msgspec.Meta(min_length=1, max_length=NAME)]


class NewWorkshop(msgspec.Struct, forbid_unknown_fields=True):
    """A new workshop as programs ask for it; `starting_policy` is a whole policy (docs/interface.md)."""

    title: Title
    partnership: Title
    agenda: str = "express"
    starting_policy: dict[str, Any] = {}
    partners: Annotated[list[Title], msgspec.Meta(max_length=60)] = []


@workshops.post("/api/workshops")
def api_new() -> Response:
    """The same for programs of whoever is signed in."""
    signed_in = access.account()
    if signed_in is None:
        return refuse(403, "", "Sign in first: a workshop needs a facilitator.", "signed_out")
    try:
        asked = msgspec.json.decode(request.get_data(), type=NewWorkshop)
        if asked.agenda not in shipped():
            raise Refused("unknown_agenda", f"There is no such agenda. There are: {', '.join(shipped())}.", "agenda")
        workshop_id, participant = rooms().create(
            asked.title, asked.partnership, asked.agenda, asked.starting_policy, list(dict.fromkeys(asked.partners)), signed_in.name
        )
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return refuse(422, "", f"This workshop cannot be made: {error}.", "bad_field")
    except Refused as refused:
        return refuse(422, "", refused.message, refused.code, refused.field or None)
    access.sit_as(signed_in, workshop_id, participant)
    return jsonify({"ok": True, "workshop": workshop_id, "participant": participant, "code": rooms().code(workshop_id)})


def _page(form: WorkshopForm, offered: list[Agenda], status: int) -> tuple[str, int]:
    return render_template("new_workshop.html", form=form, agendas=offered), status

"""The front door: your workshops, a code to type, display settings, and whether the server is well."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from facilitator import access, display
from facilitator.forms import CodeForm, DisplayForm
from facilitator.pages.glance import glances
from facilitator.pages.workshops import agendas
from facilitator.sealing import Sealer, running_version
from facilitator.takeaway import FORMATS

home = Blueprint("home", __name__)


@home.get("/")
def front() -> str:
    """Home for who is signed in; for everybody else a code to type, and the rooms this device sits in."""
    found = glances(access.my_seats())
    signed_in = access.account()
    if signed_in is None:
        return render_template("welcome.html", form=CodeForm(), rooms=found, first=access.accounts().is_empty())
    return render_template("home.html", account=signed_in, rooms=found, agendas=agendas(), formats=FORMATS.values())


@home.route("/display", methods=["GET", "POST"])
def settings() -> ResponseReturnValue:
    """Text size and colours on this device."""
    back = here_only(request.args.get("next", ""))
    form = DisplayForm(text_size=display.text_size(), colours=display.colours())
    if not form.validate_on_submit():
        return render_template("display.html", form=form, back=back)
    answer = make_response(redirect(back, 303))
    display.keep(answer, "text_size", form.text_size.data or "")
    display.keep(answer, "colours", form.colours.data or "")
    return answer


@home.get("/.well-known/commonplan-key")
def key() -> Response:
    """The keys that this server seals with, and has sealed with, so that anybody can hold a bundle against them."""
    sealer: Sealer = current_app.extensions["sealer"]
    told = [
        {"since": since, "fingerprint": one.public.fingerprint, "ssh": one.public.line, "pem": one.public.pem.decode()}
        for since, one in sealer.keyring.all()
    ]
    return jsonify({"server": sealer.name, "keys": told[::-1]})


@home.get("/healthz")
def health() -> tuple[Response, int]:
    """Is the server well? 200 while the store answers, 503 otherwise."""
    well = access.accounts().answers()
    return jsonify({"ok": well, "version": running_version()}), 200 if well else 503


def here_only(address: str) -> str:
    """An address to go on to, if it is one of ours; home otherwise."""
    # Threat: a link to our sign-in that leads on to somebody else's page. Browsers read "\\" and "//" as another host.
    parts = urlsplit(address)
    ours = address.startswith("/") and not address.startswith("//") and "\\" not in address and not parts.netloc and not parts.scheme
    return address if ours and address.isprintable() else "/"

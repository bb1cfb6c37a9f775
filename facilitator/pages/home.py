"""The front door: your workshops, a code to type, display settings, and whether the server is well."""

from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlsplit

from flask import Blueprint, Response, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from facilitator import access, display
from facilitator.forms import CodeForm, DisplayForm
from facilitator.pages.glance import glances
from facilitator.pages.workshops import agendas

home = Blueprint("home", __name__)


@home.get("/")
def front() -> str:
    """Home for who is signed in; for everybody else a code to type, and the rooms this device sits in."""
    found = glances(access.my_seats())
    signed_in = access.account()
    if signed_in is None:
        return render_template("welcome.html", form=CodeForm(), rooms=found, first=access.accounts().is_empty())
    return render_template("home.html", account=signed_in, rooms=found, agendas=agendas())


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


@home.get("/healthz")
def health() -> tuple[Response, int]:
    """Is the server well? 200 while the store answers, 503 otherwise."""
    well = access.accounts().answers()
    return jsonify({"ok": well, "version": running_version()}), 200 if well else 503


def running_version() -> str:
    """The version of the package."""
    try:
        return version("commonplan")
    except PackageNotFoundError:
        return "unpacked"


def here_only(address: str) -> str:
    """An address to go on to, if it is one of ours; home otherwise."""
    # Threat: a link to our sign-in that leads on to somebody else's page. Browsers read "\\" and "//" as another host.
    parts = urlsplit(address)
    ours = address.startswith("/") and not address.startswith("//") and "\\" not in address and not parts.netloc and not parts.scheme
    return address if ours and address.isprintable() else "/"

"""A facilitator's account: made through the one-time link that the server prints, then signed in to with a password."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator import access
from facilitator.errors import refuse
from facilitator.forms import AccountForm, SignInForm
from facilitator.limits import guessing, signing_in, signing_in_as
from facilitator.pages.home import here_only
from facilitator.vacate import SIGNED_OUT, vacate

account = Blueprint("account", __name__)


@account.route("/start/<secret>", methods=["GET", "POST"])
@guessing
def start(secret: str) -> ResponseReturnValue:
    """Makes an account. The link stays good until somebody has made one with it."""
    token = access.link(secret, "start")
    if token is None or token.used_by:
        message = "Each link makes one account. If you have yours, sign in. Whoever runs the server can print a new link."
        return refuse(404, "This link has been used, was replaced by a newer one, or is not complete", message)
    form = AccountForm()
    if not form.validate_on_submit():
        return render_template("start.html", form=form), 422 if form.is_submitted() else 200
    if not access.use_link(token):
        return redirect(url_for("account.sign_in"), 303)
    access.sign_in(access.keep_account(form.email.data or "", form.name.data or "", form.password.data or ""))
    vacate(SIGNED_OUT)
    return redirect(url_for("home.front"), 303)


@account.route("/sign-in", methods=["GET", "POST"])
@signing_in
@signing_in_as
def sign_in() -> ResponseReturnValue:
    """Signs a facilitator in on this device."""
    form = SignInForm()
    going_to = here_only(request.args.get("next", ""))
    if not form.validate_on_submit():
        return render_template("sign_in.html", form=form), 422 if form.is_submitted() else 200
    found = access.check_password(form.email.data or "", form.password.data or "")
    if found is None:
        form.password.errors = ["This e-mail address and password do not belong together. Please try again."]
        return render_template("sign_in.html", form=form), 401
    access.sign_in(found)
    vacate(SIGNED_OUT)
    return redirect(going_to, 303)


@account.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Signs out on this device."""
    access.sign_out()
    vacate(SIGNED_OUT)
    return redirect(url_for("home.front"), 303)

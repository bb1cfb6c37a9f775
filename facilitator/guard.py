"""What every request passes and every answer carries: forgery checks, and headers that tell the browser to trust little."""

import re
import secrets

from flask import Flask, Response, abort, g, request
from flask_wtf.csrf import CSRFProtect

from facilitator.access import account, same_origin

csrf = CSRFProtect()

# The host goes into the policy below; whatever is no host name has no business there.
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
SAFE = ("GET", "HEAD", "OPTIONS")
JSON_ALONE = ("links.personal_link", "room.new_code", "signing.link", "signing.new_link", "signing.remind")
"""What the pages' own programs ask for, beside the API."""


def nonce() -> str:
    """This answer's script nonce."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def guard(app: Flask) -> None:
    """Puts the checks and headers on an application."""
    # Checked in `check` below instead, since programs that call the API carry no token.
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    csrf.init_app(app)
    app.before_request(check)
    app.after_request(harden)
    app.jinja_env.globals["nonce"] = nonce


def speaks_json() -> bool:
    """Is this request answered in JSON?"""
    return request.path.startswith("/api/") or request.endpoint in JSON_ALONE


WHOLE_PLAN = 9 * 1024 * 1024
"""Bytes that somebody with an account may send to start from a plan: two of the largest files that are read."""


def check() -> None:
    """Refuses requests that another site made in the visitor's name."""
    if request.endpoint == "from_plan.new" and account() is not None:
        request.max_content_length = request.max_form_memory_size = WHOLE_PLAN
    if not _HOST.fullmatch(request.host):
        abort(400)
    if request.method in SAFE:
        return
    if not same_origin(request):
        abort(403, "This request came from another site. Please use the page itself.")
    if not speaks_json():
        csrf.protect()


def policy() -> str:
    """The content security policy of this answer."""
    sockets = "wss" if request.is_secure else "ws"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce()}'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            # Older Safari does not take 'self' for web sockets.
            f"connect-src 'self' {sockets}://{request.host}",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def harden(response: Response) -> Response:
    """Sets the headers. What no view gave a lifetime is not kept anywhere: the next person may use the same machine."""
    headers = response.headers
    headers.setdefault("Cache-Control", "no-store")
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if _HOST.fullmatch(request.host):
        headers["Content-Security-Policy"] = policy()
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=15552000"
    return response

"""How the application is put together: the store and the rooms first, then what guards requests, then the pages."""

import secrets
import time
from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from flask_socketio import SocketIO
from werkzeug.middleware.proxy_fix import ProxyFix

from facilitator import live
from facilitator.access import Sessions
from facilitator.assets import serve_assets
from facilitator.attempts import Attempts
from facilitator.codes import CodeConverter, shown_code
from facilitator.config import Config, packed
from facilitator.display import remember_display
from facilitator.errors import explain_errors
from facilitator.guard import guard
from facilitator.limits import limiter
from facilitator.live.made import Made
from facilitator.live.rooms import Rooms
from facilitator.pages import PAGES
from facilitator.sealing import Sealer
from facilitator.spoken import teach_templates
from workshops.stores.accounts import Accounts

MESSAGE = 160 * 1024
"""Bytes of one message: the largest update of a text fits, in base64."""


def milliseconds() -> int:
    """The server's clock, UTC."""
    return time.time_ns() // 1_000_000


def build_app(config: Config, clock: Callable[[], int] | None = None, entropy: Callable[[int], bytes] | None = None) -> Flask:
    """The application, with its data folder prepared. Its extensions hold `rooms`, `accounts`, `clock` and `socketio`."""
    config.prepare()
    app = Flask(__name__, template_folder=str(packed("templates")), static_folder=None)
    app.config.update(
        COMMONPLAN=config,
        SECRET_KEY=config.secret_key(),
        TESTING=config.testing,
        MAX_CONTENT_LENGTH=MESSAGE,
        MAX_FORM_MEMORY_SIZE=MESSAGE,
        SESSION_COOKIE_NAME="commonplan",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=180),
        RATELIMIT_ENABLED=config.limits,
    )
    app.session_interface = Sessions()
    app.url_map.converters["code"] = CodeConverter
    app.jinja_env.filters["code"] = shown_code
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if config.proxies:
        hops = config.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    clock = clock or milliseconds
    rooms = Rooms(config.database, clock, entropy or secrets.token_bytes)
    app.extensions.update(clock=clock, rooms=rooms, accounts=Accounts(config.database), attempts=Attempts())
    app.extensions["sealer"] = Sealer(config, rooms.store)
    app.extensions["sealer"].keyring.newest()
    app.extensions["made"] = Made()
    guard(app)
    explain_errors(app)
    limiter.init_app(app)
    serve_assets(app)
    remember_display(app)
    teach_templates(app)
    for page in PAGES:
        app.register_blueprint(page)
    _connect(app, rooms, config)
    return app


def _connect(app: Flask, rooms: Rooms, config: Config) -> None:
    # Sessions are ours, read from the cookie each time; a copy kept by the socket would outlive a sign-out.
    # Web sockets alone, each behind its gate: long polling would be a second way in, past the checks of our own pages.
    socketio = SocketIO(
        app,
        async_mode="gevent",
        manage_session=False,
        transports=["websocket"],
        max_http_buffer_size=MESSAGE,
        cors_allowed_origins=None,
    )
    app.extensions["socketio"] = socketio
    live.init(app, socketio, rooms, config.tick)

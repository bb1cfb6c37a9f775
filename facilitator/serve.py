"""Runs the server until it is told to stop, and says where it is found.

Imported by the command line only: the patching below must come before anything opens a socket.
"""

from gevent import monkey

monkey.patch_all()

import gc  # noqa: E402
import os  # noqa: E402
import signal  # noqa: E402
import sys  # noqa: E402
from collections.abc import Callable  # noqa: E402

import gevent  # noqa: E402
from flask import Flask  # noqa: E402
from gevent.pywsgi import WSGIServer  # noqa: E402

from facilitator import access, create_app  # noqa: E402
from facilitator.addresses import is_local, room_address  # noqa: E402
from facilitator.config import Config  # noqa: E402
from facilitator.folder import FolderInUse, claim  # noqa: E402
from facilitator.listener import Listener, allow_many_connections  # noqa: E402
from facilitator.qr import characters  # noqa: E402
from workshops.stores.sqlite import OldSQLite  # noqa: E402

__all__ = ["CannotListen", "FolderInUse", "OldSQLite", "serve"]

PATIENCE = 5
"""Seconds that open requests have to finish when the server stops."""
SWITCH = 0.0005
"""Seconds after which a thread that waits for Python's lock gets it."""


class CannotListen(Exception):
    """The address is taken, or not ours; the message says so to a person."""


def serve(config: Config, say: Callable[[str], None] = print) -> None:
    """Serves until SIGTERM or SIGINT, then lets open requests finish. Raises CannotListen, FolderInUse, OldSQLite."""
    config.prepare()
    with claim(config.data):
        _serve(config, say)


def _serve(config: Config, say: Callable[[str], None]) -> None:
    app = create_app(config)
    # The disk is waited for in a native thread, which then asks for Python's lock: by default the loop may keep it 5 ms longer.
    sys.setswitchinterval(SWITCH)
    allow_many_connections()
    # What is loaded by now stays. To look through it for what is needed no more would stop everybody for 55 ms now and then; so it is 20.
    gc.collect()
    gc.freeze()
    server = WSGIServer((config.host, config.port), app, log=None, handler_class=Listener)
    try:
        server.start()
    except OSError as error:
        raise CannotListen(f"Cannot listen on {config.host}, port {config.port}: {os.strerror(error.errno or 0)}. Try --port.") from error
    # With port 0 the system chooses one.
    gevent.spawn(app.extensions["rooms"].wake)
    introduce(app, config, server.server_port, say)
    stopping = gevent.event.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(number, stopping.set)
    stopping.wait()
    say("Stopping. Everything that was acknowledged is saved.")
    server.stop(timeout=PATIENCE)
    app.extensions["accounts"].close()


def introduce(app: Flask, config: Config, port: int, say: Callable[[str], None]) -> None:
    """Prints where the server is found, the code for the room's wifi, and on first start the link that makes the account."""
    everywhere = config.host in ("0.0.0.0", "::")
    own = f"http://{'localhost' if everywhere else config.host}:{port}"
    found = room_address() if everywhere else "" if is_local(config.host) else config.host
    room = config.url or (f"http://{found}:{port}" if found else "")
    unreachable = "no network found, phones cannot reach it" if everywhere else f"not reachable: it listens on {config.host} only"
    say(f"\n  Commonplan is ready.\n\n  On this machine       {own}")
    say(f"  In the room’s wifi    {room or unreachable}")
    say(f"  Everything is kept in {config.data}\n")
    if room and (drawn := _drawn(room)):
        say(drawn)
    if first := first_link(app, own):
        say(f"  First start: make your account here. The link works once.\n\n      {first}\n")
    say("  Stop with Ctrl+C.\n")
    sys.stdout.flush()


def first_link(app: Flask, base: str) -> str:
    """The one-time link for the first account, "" when there is an account already."""
    with app.app_context():
        return f"{base}/start/{access.new_link('start')}" if access.accounts().is_empty() else ""


def _drawn(address: str) -> str:
    drawn = characters(address)
    try:
        drawn.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        # A terminal without these characters shows the address alone.
        return ""
    return drawn

"""How the server listens: it waits for nobody for ever, and says nothing about bytes that are no request."""

import resource
from typing import Any

import gevent
from gevent.pywsgi import WSGIHandler

SILENCE = 75
"""Seconds without a byte after which a connection is over. A web socket is asked for a sign of life every 25."""
HEADERS = 20
"""Seconds that the head of a request may take."""
NOT_A_REQUEST = ("400", b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")


class Listener(WSGIHandler):  # type: ignore[misc]
    """One connection."""

    def __init__(self, sock: Any, address: Any, server: Any, rfile: Any = None) -> None:
        # Threat: a thousand connections that say nothing, or a byte a minute, leave none for the room.
        sock.settimeout(SILENCE)
        super().__init__(sock, address, server, rfile)

    def read_request(self, raw_requestline: str) -> Any:
        """Reads the head of a request."""
        with gevent.Timeout(HEADERS, ValueError("the head of this request takes too long")):
            return super().read_request(raw_requestline)

    def handle_one_response(self) -> None:
        """Answers one request, or serves a web socket until it ends."""
        super().handle_one_response()
        # What comes after a web socket is the rest of its frames, and no request.
        if self._connection_upgrade_requested():
            self.close_connection = True

    def _handle_client_error(self, ex: Exception) -> tuple[str, bytes]:
        # Threat: what comes instead of a request may be what somebody typed, and a flood of it fills the disk.
        return NOT_A_REQUEST


def allow_many_connections() -> None:
    """As many open connections as the system grants: 300 browsers keep several each, and the usual 1024 are soon gone."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

"""The address that phones in the room can reach, told without asking anybody."""

import ipaddress
import socket

from flask import current_app, request

# A documentation address: connecting a datagram socket to it picks the outgoing interface and sends nothing.
NOWHERE = ("192.0.2.1", 9)


def room_address() -> str:
    """This machine's address on the room's network, "" when it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(NOWHERE)
            found = str(probe.getsockname()[0])
        except OSError:
            return ""
    return "" if ipaddress.ip_address(found).is_loopback else found


def is_local(host: str) -> bool:
    """Does this host name mean the machine itself?"""
    name = host.rsplit(":", 1)[0].strip("[]") if host.count(":") == 1 or host.startswith("[") else host
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def join_base() -> str:
    """Where participants go, without a slash at the end: as set, as this request came, or the room's address instead of localhost."""
    config = current_app.config["COMMONPLAN"]
    if config.url:
        return str(config.url)
    if is_local(request.host) and config.host in ("0.0.0.0", "::") and (found := room_address()):
        return f"{request.scheme}://{found}:{config.port}"
    return f"{request.scheme}://{request.host}"

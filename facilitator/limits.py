"""How often somebody may try: generous for a whole room behind one address, tight for guessing."""

from flask import Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from facilitator import access

limiter = Limiter(get_remote_address, storage_uri="memory://", strategy="moving-window", headers_enabled=False)


def missed(response: Response) -> bool:
    """Only a miss counts: a whole room joins behind one address, and somebody who forgets a line of the form guesses nothing."""
    return response.status_code in (401, 404)


def typed_email() -> str:
    """The address that somebody tries to sign in with: guessing is slowed down from wherever it comes."""
    return known_device() or "email:" + request.form.get("email", "").strip().casefold()[:200]


def address() -> str:
    """Where somebody tries to sign in from."""
    return known_device() or get_remote_address()


def known_device() -> str:
    """This device, when the account that is tried has been signed in to at it before; "" for all others."""
    # Threat: somebody in the room tries the facilitator's address, not to find the password but to lock the facilitator out.
    email = request.form.get("email", "")
    return f"device:{access.known_device()}" if email and access.has_signed_in_as(email) else ""


guessing = limiter.shared_limit("300 per minute; 3000 per hour", scope="guessing", deduct_when=missed)
"""For looking up codes and links: among a million million codes that is hopeless, and one bad phone locks no room out."""

mailing = limiter.limit("120 per hour")
"""For reminders: a full room twice over, and no more in the server's name."""

joining = limiter.limit("900 per minute")
"""For taking a seat: a room of three hundred may reload at once."""

signing_in = limiter.limit("10 per 5 minute", key_func=address, methods=["POST"], deduct_when=missed)
"""For passwords, by the address of the machine."""

signing_in_as = limiter.limit("20 per 15 minute", key_func=typed_email, methods=["POST"], deduct_when=missed)
"""For passwords, by the account that is tried."""

"""How often somebody may try: generous for a whole room behind one address, tight for guessing."""

from flask import Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, storage_uri="memory://", strategy="moving-window", headers_enabled=False)


def failed(response: Response) -> bool:
    """Only what went wrong counts: three hundred people may join at once, nobody may guess three hundred codes."""
    return response.status_code >= 400


def typed_email() -> str:
    """The address that somebody tries to sign in with: guessing is slowed down from wherever it comes."""
    return "email:" + request.form.get("email", "").strip().casefold()[:200]


guessing = limiter.shared_limit("30 per minute; 150 per hour", scope="guessing", deduct_when=failed)
"""For looking up codes and links: their secrets are long, and this makes trying hopeless."""

joining = limiter.limit("900 per minute")
"""For taking a seat: a room of three hundred may reload at once."""

signing_in = limiter.limit("10 per 5 minute", methods=["POST"], deduct_when=failed)
"""For passwords, by the address of the machine."""

signing_in_as = limiter.limit("20 per 15 minute", key_func=typed_email, methods=["POST"], deduct_when=failed)
"""For passwords, by the account that is tried."""

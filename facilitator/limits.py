"""How often somebody may try: generous for a whole room behind one address, tight for guessing."""

from flask import Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, storage_uri="memory://", strategy="moving-window", headers_enabled=False)


def missed(response: Response) -> bool:
    """Only a miss counts: a whole room joins behind one address, and somebody who forgets a line of the form guesses nothing."""
    return response.status_code in (401, 404)


def typed_email() -> str:
    """The address that somebody tries to sign in with: guessing is slowed down from wherever it comes."""
    return "email:" + request.form.get("email", "").strip().casefold()[:200]


guessing = limiter.shared_limit("60 per minute; 600 per hour", scope="guessing", deduct_when=missed)
"""For looking up codes and links: their secrets are long, and this makes trying hopeless."""

joining = limiter.limit("900 per minute")
"""For taking a seat: a room of three hundred may reload at once."""

signing_in = limiter.limit("10 per 5 minute", methods=["POST"], deduct_when=missed)
"""For passwords, by the address of the machine."""

signing_in_as = limiter.limit("20 per 15 minute", key_func=typed_email, methods=["POST"], deduct_when=missed)
"""For passwords, by the account that is tried."""

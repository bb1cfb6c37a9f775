"""The address of a link: made safe once when it is read, and spelled in Markdown."""

import re
from urllib.parse import quote

# Letters and digits of every script stay readable; of the other signs those that neither Markdown nor HTML gives a meaning.
_PLAIN = re.compile(r"[^\W_]|[-._~:/?#@!$&*+,;=%]")
_LIKE_ENTITY = re.compile(r"&(?=#?\w+;)")
_SCHEMES = re.compile(r"(?:https?://|mailto:)[^\s/]", re.IGNORECASE)


def leads_somewhere(url: str) -> bool:
    """Is this an address that a link of a text may have (http, https, mailto)?"""
    return bool(_SCHEMES.match(url))


def safe_url(url: str) -> str:
    """The address with everything percent-encoded that could end it, or be read as anything but an address."""
    return "".join(sign if _PLAIN.match(sign) else quote(sign, safe="") for sign in url)


def spelled_url(url: str) -> str:
    """A safe address as it stands in Markdown, where "&copy;" would be read as a sign."""
    return _LIKE_ENTITY.sub("&amp;", url)

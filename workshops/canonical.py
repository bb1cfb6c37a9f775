"""The one spelling of a value in bytes (RFC 8785, integers only), and its SHA-256."""

import hashlib
from typing import Any

import rfc8785


def spelled(value: Any) -> bytes:
    """`value` as canonical JSON. Raises ValueError on a float: no number of ours has a point."""
    _refuse_floats(value)
    return rfc8785.dumps(value)


def sha256_of(value: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(spelled(value)).hexdigest()


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise ValueError("canonical JSON here holds integers only")
    if isinstance(value, dict):
        for part in value.values():
            _refuse_floats(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _refuse_floats(part)

"""The web edge: it renders and relays, says who somebody is, and decides nothing."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from facilitator.config import Config


def create_app(config: "Config", clock: "Callable[[], int] | None" = None, entropy: "Callable[[int], bytes] | None" = None) -> "Flask":
    """The application. `clock` gives milliseconds UTC and `entropy` random bytes; tests hand in their own."""
    # Imported here, so that `commonplan --help` and the monkey-patching of `serve` come before Flask.
    from facilitator.app import build_app

    return build_app(config, clock, entropy)

"""Greenlets that begin when they are started: whoever starts one goes on after it, as soon as it waits.

The usual way puts it at the end of the line, behind a look at every socket. For what somebody has typed, that is a tenth of the time
until the others read it (measured).
"""

from engineio.async_drivers.gevent import Thread
from gevent import get_hub, getcurrent


class Prompt(Thread):
    """A greenlet of the live server."""

    def start(self) -> None:
        """Begins at once, but where the event loop itself starts it: that must not wait."""
        hub = get_hub()
        if getcurrent() is hub:
            super().start()
            return
        goes_on = hub.loop.run_callback(getcurrent().switch)
        try:
            self.switch()
        finally:
            # Whoever is ended while they wait for that must not be woken any more.
            goes_on.stop()

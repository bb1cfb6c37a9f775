"""A real server whose clock and chance are known, so that the same play gives the same bytes.

`python -m tests.golden.steady_server FOLDER` prints its address and the start link, and serves until it is terminated.
"""

from gevent import monkey

monkey.patch_all()

import hashlib  # noqa: E402
import secrets  # noqa: E402
import sys  # noqa: E402
from collections.abc import Callable  # noqa: E402
from itertools import count  # noqa: E402
from pathlib import Path  # noqa: E402

from gevent.pywsgi import WSGIServer  # noqa: E402

from facilitator import create_app  # noqa: E402
from facilitator.config import Config  # noqa: E402
from facilitator.serve import first_link  # noqa: E402
from workshops.sealed.keys import ServerKey  # noqa: E402

NOON = 1_800_014_400_000
"""2027-01-15 12:00 UTC, in milliseconds."""


def known_chance(purpose: str) -> Callable[[int], bytes]:
    """Bytes that look like chance and are the same every time."""
    drawn = count(1)
    return lambda size=32: hashlib.shake_256(f"{purpose} {next(drawn)}".encode()).digest(size)  # type: ignore[misc]


def main(folder: Path) -> None:
    """Serves on a free port of this machine."""
    ticks = count(NOON, 1_000)
    # Devices draw their tokens from here, and the ids of what strangers send are made from those.
    secrets.token_bytes = known_chance("device")  # type: ignore[assignment]
    config = Config(folder, host="127.0.0.1", port=0, limits=False, tick=0)
    (folder / "keys").mkdir(parents=True)
    (folder / "keys" / "0.pem").write_bytes(ServerKey.made(b"a key that everybody knows".ljust(32)).pem)
    app = create_app(config, clock=lambda: next(ticks), entropy=known_chance("room"))
    server = WSGIServer(("127.0.0.1", 0), app, log=None)
    server.start()
    base = f"http://127.0.0.1:{server.server_port}"
    print(base, first_link(app, base), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

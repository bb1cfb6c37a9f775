"""What `commonplan verify` says: a line for each thing that was checked, and at the end whether all of it holds."""

from pathlib import Path

from workshops.sealed.bundle import MOST, NAMES, PEM, PLAN, NoBundle, unzipped
from workshops.sealed.keys import BadKey, public_key_in
from workshops.sealed.verify import Found, verified, verified_alone

HOLDS, FALSE, UNTOLD = 0, 1, 2


def told(path: Path, fingerprint: str = "") -> tuple[list[str], int]:
    """The lines to print for a file, a folder or a zip; and 0 where all holds, 1 where something does not, 2 where it cannot be told."""
    try:
        if path.is_dir():
            return _bundle({name: _read(path / name) for name in NAMES if (path / name).is_file()}, fingerprint)
        content = _read(path)
        if content.startswith(b"PK"):
            return _bundle(unzipped(content), fingerprint)
    except NoBundle as error:
        return [f"DOES NOT HOLD  {error}"], FALSE
    except OSError as error:
        return [f"This cannot be read: {error.strerror}."], UNTOLD
    beside = {name: _read(path.parent / name) for name in NAMES if (path.parent / name).is_file()}
    if path.name == PLAN and len(beside) > 1:
        return _bundle(beside, fingerprint)
    return _alone(content)


def _read(path: Path) -> bytes:
    if path.stat().st_size > MOST:
        raise NoBundle(f"{path.name} is larger than a bundle can be.")
    return path.read_bytes()


def _bundle(files: dict[str, bytes], fingerprint: str) -> tuple[list[str], int]:
    found = verified(files, fingerprint)
    lines = [_printable(line) for one in found for line in _lines(one)]
    wrong = sum(not one.holds for one in found)
    if wrong:
        return [*lines, f"{wrong} of {len(found)} do not hold."], FALSE
    return [*lines, f"All {len(found)} hold.", *_trust(files[PEM], fingerprint)], HOLDS


def _trust(pem: bytes, fingerprint: str) -> list[str]:
    if fingerprint:
        return ["It was sealed with the key that you trust."]
    try:
        key = public_key_in(pem)
    except BadKey:
        return []
    return [
        f"It was sealed with {key.fingerprint}.",
        "Hold that against what a signer kept, or what the server publishes: a key in a bundle proves only that it agrees with itself.",
    ]


def _alone(content: bytes) -> tuple[list[str], int]:
    found = verified_alone(content)
    lines = [_printable(line) for one in found for line in _lines(one)]
    if any(not one.holds for one in found):
        return lines, FALSE
    return [*lines, "NOT CHECKED    who sealed it, and whether it is whole: that takes the bundle (bundle.zip)."], UNTOLD


def _lines(one: Found) -> list[str]:
    if one.holds:
        return [f"holds          {one.words}"]
    return [f"DOES NOT HOLD  {one.words}", *([f"               {one.wrong}"] if one.wrong else [])]


def _printable(line: str) -> str:
    # Threat: a file that prints lines of its own making, or speaks to the terminal.
    return "".join(one if one.isprintable() else "\ufffd" for one in line)

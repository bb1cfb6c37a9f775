"""Verifying a bundle: every signature, sum and count in it is made again and compared, and what does not hold is said.

What is in the bundle twice (the plan in the log, the key in three spellings) must be the same twice; what follows from the rest (the
certificate, the manifest, the instructions) is written again and compared byte by byte. So there is no byte that means nothing.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec
from msgspec import Struct

from workshops.canonical import spelled
from workshops.exports.certificate import NotSealed, certified, standing_in
from workshops.exports.page import CERTIFICATE
from workshops.exports.plan_json import to_json
from workshops.exports.recount import NotAPlan, recount
from workshops.people import Personal
from workshops.seal import BrokenChain, event_in, walked
from workshops.sealed.bundle import (
    HOW,
    LOG,
    MANIFEST,
    MANIFEST_SSH,
    NAMES,
    PEM,
    PLAN,
    RAW,
    SALTS,
    SIGNERS,
    SSH,
    Identity,
    allowed_signers,
    how_to_verify,
    manifest_of,
    salts,
    sealed_state,
)
from workshops.sealed.keys import BadKey, PublicKey, public_key_in
from workshops.state import Workshop
from workshops.steps.arrivals import commitment

_SOFTWARE = re.compile(r"(?m)^\| Software \| (.*) \|$")
_NAMED_SUM = re.compile(r"(?m)^\| SHA-256 of all bytes above the marker line \| ([0-9a-f]{64}) \|$")
_MARKER = f"{CERTIFICATE}\n".encode()


class Found(Struct, frozen=True):
    """One thing that was checked: does it hold, in words, and what is wrong."""

    holds: bool
    words: str
    wrong: str = ""


class _Wrong(Exception):
    """Something does not hold; the message says what."""


def verified(files: Mapping[str, bytes], fingerprint: str = "") -> list[Found]:
    """All that a bundle says, checked; `fingerprint` is that of the key which the reader trusts ("" = any)."""
    missing = [name for name in NAMES if name not in files]
    if missing:
        return [Found(False, "the bundle is complete", f"it lacks {', '.join(missing)}")]
    return list(_Bundle(files, fingerprint).found())


def verified_alone(plan: bytes) -> list[Found]:
    """What can be said of a sealed file without its bundle: only whether it agrees with itself."""
    above, marker, below = plan.partition(_MARKER)
    named = _NAMED_SUM.search(below.decode(errors="replace"))
    found = hashlib.sha256(above).hexdigest()
    if not marker or named is None:
        return [Found(False, "it has a certificate", "there is none in this file")]
    return [
        Found(named[1] == found, "the words are those that the certificate names", "" if named[1] == found else f"their SHA-256 is {found}")
    ]


class _Bundle:
    """The checks, in the order in which they are told; each may rest on what those before it have found out."""

    def __init__(self, files: Mapping[str, bytes], fingerprint: str) -> None:
        self.files = files
        self.fingerprint = fingerprint
        self.key = PublicKey(bytes(32))
        self.name = ""
        self.lines: list[str] = []
        self.state: Workshop | None = None

    def found(self) -> Iterator[Found]:
        checks: Iterable[tuple[str, Callable[[], None]]] = (
            ("the key is the same in all its spellings", self._the_key),
            ("the list of files, and each file's SHA-256", self._the_manifest),
            (f"the signature of {MANIFEST}", lambda: self._signed(MANIFEST, MANIFEST_SSH)),
            (f"the signature of {PLAN} (SSH)", lambda: self._signed(PLAN, SSH)),
            (f"the signature of {PLAN} (Ed25519)", self._signed_raw),
            ("the log: each line follows from the one before it", self._the_log),
            ("the words above the certificate are those that were frozen", self._the_words),
            ("the certificate follows from the log", self._the_certificate),
            ("who signed is who took a seat", self._the_salts),
            ("the instructions are ours", self._the_instructions),
        )
        for words, check in checks:
            yield _checked(words, check)
        yield from self._decisions()

    def _the_key(self) -> None:
        try:
            self.key = public_key_in(self.files[PEM])
        except BadKey as error:
            raise _Wrong(f"{PEM}: {error}") from error
        self.name = self.files[SIGNERS].decode(errors="replace").split(" ", 1)[0]
        if self.files[SIGNERS] != allowed_signers(self.name, self.key):
            raise _Wrong(f"{SIGNERS} names another key than {PEM}, or is spelled otherwise")
        if self.fingerprint not in ("", self.key.fingerprint):
            raise _Wrong(f"it is {self.key.fingerprint}, and not the one that you trust")

    def _the_manifest(self) -> None:
        rest = {name: content for name, content in self.files.items() if name not in (MANIFEST, MANIFEST_SSH)}
        if self.files[MANIFEST] != manifest_of(rest):
            told = dict(line.split("  ", 1)[::-1] for line in self.files[MANIFEST].decode(errors="replace").splitlines() if "  " in line)
            other = [name for name, content in rest.items() if told.get(name) != hashlib.sha256(content).hexdigest()]
            raise _Wrong(f"changed since: {', '.join(other)}" if other else f"{MANIFEST} is spelled otherwise than it has to be")

    def _signed(self, name: str, signature: str) -> None:
        if not self.key.has_sshsigned(self.files[name], self.files[signature]):
            raise _Wrong("it is not that of this key over these bytes")

    def _signed_raw(self) -> None:
        if not self.key.has_signed(self.files[PLAN], self.files[RAW]):
            raise _Wrong("it is not that of this key over these bytes")

    def _the_log(self) -> None:
        *self.lines, rest = self.files[LOG].decode().split("\n")
        if rest:
            raise _Wrong("its last line does not end")
        walked(self.lines)
        for number, line in enumerate(self.lines, 1):
            if spelled(json.loads(event_in(line))) != event_in(line):
                raise _Wrong(f"line {number} is spelled otherwise than it has to be")
        standing = standing_in(self.lines)
        if standing.sealed.seq != len(self.lines):
            raise _Wrong("it goes on after the sealing")
        self.state = sealed_state(self.lines, standing)

    def _the_words(self) -> None:
        version = self._sealed().version
        assert version is not None
        above = self.files[PLAN].partition(_MARKER)[0]
        if above != version.markdown.encode() or hashlib.sha256(above).hexdigest() != version.sha256:
            raise _Wrong(f"{PLAN} says something else than what the log has frozen")

    def _the_certificate(self) -> None:
        software = _SOFTWARE.search(self.files[PLAN].partition(_MARKER)[2].decode(errors="replace"))
        identity = Identity(self.name, software[1] if software else "")
        if certified(self._sealed(), standing_in(self.lines), identity.with_key(self.key)) != self.files[PLAN]:
            raise _Wrong("it says something else than what the log and the key say")

    def _the_salts(self) -> None:
        rows = [Personal(one["participant"], one["field"], one["value"], one["salt"]) for one in json.loads(self.files[SALTS])]
        if salts(rows) != self.files[SALTS]:
            raise _Wrong(f"{SALTS} is spelled otherwise than it has to be, or a commitment is not that of its value")
        told = {one for line in self.lines for one in _commitments(msgspec.json.decode(event_in(line)))}
        strange = [row.participant for row in rows if (row.participant, row.field, commitment(row)) not in told]
        if strange:
            raise _Wrong(f"the log knows nothing of what is said of {', '.join(dict.fromkeys(strange))}")

    def _the_instructions(self) -> None:
        if self.files[HOW] != how_to_verify(self.name, self.key):
            raise _Wrong(f"{HOW} was changed")

    def _decisions(self) -> Iterator[Found]:
        try:
            counted = recount(json.loads(json.dumps(to_json(self._sealed()))))
        except (_Wrong, NotAPlan) as error:
            yield Found(False, "the decisions, counted again", str(error))
            return
        for one in counted:
            yield Found(one.holds, f"{one.place}: {one.sentence}", "; ".join(one.differences))

    def _sealed(self) -> Workshop:
        if self.state is None or self.state.version is None:
            raise _Wrong("the log cannot be followed")
        return self.state


def _checked(words: str, check: Callable[[], None]) -> Found:
    try:
        check()
    except (_Wrong, BrokenChain, NotSealed) as error:
        return Found(False, words, str(error))
    except Exception:
        # Threat: a log or a list that was made to break its reader. Whatever goes wrong, it does not hold.
        return Found(False, words, "it cannot be read")
    return Found(True, words)


def _commitments(event: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    told = event.get("commitments")
    if isinstance(told, dict):
        yield from ((str(event.get("participant")), str(field), str(value)) for field, value in told.items())

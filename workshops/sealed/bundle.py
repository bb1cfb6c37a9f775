"""The bundle: the sealed file, its signatures, the key, the log it rests on, the signers' salts, and how to check all of it by hand.

The same sealing under the same key gives the same bytes, the zip included.
"""

import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from msgspec import Struct

from workshops.canonical import spelled
from workshops.exports.certificate import Server, Standing, certified, standing_in
from workshops.people import Personal
from workshops.seal import event_in
from workshops.sealed.keys import NAMESPACE, PublicKey, ServerKey
from workshops.state import Workshop
from workshops.steps.arrivals import commitment
from workshops.workshop import read_event, replay

PLAN, LOG, SALTS, MANIFEST, HOW = "workplan.md", "events.log", "salts.json", "MANIFEST", "VERIFY.txt"
SSH, RAW, SIGNERS, PEM = "workplan.md.sig", "workplan.md.ed25519", "allowed_signers", "server.pem"
MANIFEST_SSH = "MANIFEST.sig"
NAMES = (PLAN, SSH, RAW, SIGNERS, PEM, LOG, SALTS, HOW, MANIFEST, MANIFEST_SSH)
"""In the order in which they stand in the zip."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can say: when it was made is no part of it."""
MOST = 64_000_000
"""Bytes of a bundle that is read."""


class NoBundle(ValueError):
    """This is no bundle; the message says why."""


class Identity(Struct, frozen=True):
    """A server as it calls itself: the name that signatures are checked under, and its software with version."""

    name: str
    software: str

    def with_key(self, key: PublicKey) -> Server:
        """As a certificate names it."""
        return Server(self.name, self.software, key.line, key.fingerprint)


def sealed_state(lines: Sequence[str], standing: Standing) -> Workshop:
    """The workshop at the moment of its sealing, from the log alone: without names of people, drafts, and what came after."""
    return replay((read_event(event_in(line)) for line in lines[: standing.sealed.seq]), ())


def sealed_file(lines: Sequence[str], identity: Identity, key: PublicKey) -> bytes:
    """The sealed plan with its certificate. Raises NotSealed."""
    standing = standing_in(lines)
    return certified(sealed_state(lines, standing), standing, identity.with_key(key))


def bundled(lines: Sequence[str], personal: Iterable[Personal], identity: Identity, key: ServerKey) -> dict[str, bytes]:
    """The files of the bundle, by name. Raises NotSealed."""
    standing = standing_in(lines)
    state = sealed_state(lines, standing)
    assert state.version is not None
    signers = {signature.participant for signature in state.version.signatures}
    plan = certified(state, standing, identity.with_key(key.public))
    files = {
        PLAN: plan,
        SSH: key.sshsign(plan),
        RAW: key.sign(plan),
        SIGNERS: allowed_signers(identity.name, key.public),
        PEM: key.public.pem,
        LOG: "".join(f"{line}\n" for line in lines[: standing.sealed.seq]).encode(),
        SALTS: salts(row for row in personal if row.participant in signers),
        HOW: how_to_verify(identity.name, key.public),
    }
    manifest = manifest_of(files)
    return files | {MANIFEST: manifest, MANIFEST_SSH: key.sshsign(manifest)}


def allowed_signers(name: str, key: PublicKey) -> bytes:
    """Whose signatures `ssh-keygen -Y verify` takes."""
    return f'{name} namespaces="{NAMESPACE}" {key.line}\n'.encode()


def salts(rows: Iterable[Personal]) -> bytes:
    """The details of the signers, each with the salt of its commitment in the log."""
    told = [
        {"participant": row.participant, "field": row.field, "value": row.value, "salt": row.salt, "commitment": commitment(row)}
        for row in sorted(rows, key=lambda row: (row.participant, row.field))
    ]
    return spelled(told) + b"\n"


def manifest_of(files: Mapping[str, bytes]) -> bytes:
    """SHA-256 of each file, as `sha256sum --check` reads it."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in NAMES if name in files).encode()


def how_to_verify(name: str, key: PublicKey) -> bytes:
    """What somebody does who has never heard of Commonplan."""
    return _HOW.format(name=name, namespace=NAMESPACE, fingerprint=key.fingerprint).encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip, always in the same bytes."""
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_STORED) as archive:
        for name in NAMES:
            if name in files:
                entry = ZipInfo(name, _EPOCH)
                entry.create_system, entry.external_attr = 3, 0o644 << 16
                archive.writestr(entry, files[name])
    return written.getvalue()


def unzipped(written: bytes) -> dict[str, bytes]:
    """The files of a zip. Raises NoBundle for what is no zip, holds other names than ours, or is spelled otherwise than we spell it."""
    try:
        with ZipFile(io.BytesIO(written)) as archive:
            names = archive.namelist()
            # Threat: a small zip that unfolds into more than fits, or a name that leads out of the folder.
            if sum(one.file_size for one in archive.infolist()) > MOST or len(written) > MOST:
                raise NoBundle("This zip is larger than a bundle can be.")
            if not set(names) <= set(NAMES) or len(set(names)) != len(names):
                raise NoBundle("This zip holds files that are no part of a bundle.")
            files = {name: archive.read(name) for name in names}
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise error if isinstance(error, NoBundle) else NoBundle("This zip cannot be read.") from error
    if zipped(files) != written:
        raise NoBundle("This zip was changed: its bytes are not those that its files give.")
    return files


_HOW = """How to check this workplan without the software that made it

You need: a shell, sha256sum, ssh-keygen (OpenSSH 8.1 or newer) and openssl (3.0 or newer). Unpack all files into one folder, and go there.

1. Nothing was changed since the bundle was made:

     ssh-keygen -Y verify -f allowed_signers -I {name} -n {namespace} -s MANIFEST.sig < MANIFEST
     sha256sum --check MANIFEST

   The first says Good "{namespace}" signature, the second OK for every file.

2. The workplan was sealed by that server:

     ssh-keygen -Y verify -f allowed_signers -I {name} -n {namespace} -s workplan.md.sig < workplan.md
     openssl pkeyutl -verify -pubin -inkey server.pem -rawin -in workplan.md -sigfile workplan.md.ed25519

   They say Good "{namespace}" signature, and Signature Verified Successfully.

3. The words that were signed are those above the certificate:

     sed '/^<!-- BEGIN SIGN-OFF CERTIFICATE v1 -->$/,$d' workplan.md | sha256sum

   This prints the SHA-256 that stands in the certificate, and beside every signer.

4. The key is that server's. A key in this bundle proves only that the bundle agrees with itself. Its fingerprint is

     {fingerprint}

   and was shown to every signer. Compare it with what a signer kept, or with what the server publishes under
   /.well-known/commonplan-key. ssh-keygen prints it in steps 1 and 2, at the end of its line.

5. The log, events.log, has one line for everything that happened, with the SHA-256 of the line before it. The SHA-256 of its last line,
   without the line feed, stands in the certificate:

     tail -n 1 events.log | tr -d '\\n' | sha256sum

With Commonplan, `commonplan verify` does all of this, follows the log from its first line, and counts every decision again.
"""

"""The server's key (Ed25519), and signatures that `ssh-keygen` and `openssl` accept.

A signature is of one spelling only: what is checked is read, written again and compared, since tools pass over bytes that mean nothing.
Formats: RFC 8032 (Ed25519), RFC 7468 (PEM), RFC 4253 section 6.6 (keys), OpenSSH's PROTOCOL.sshsig.
"""

import hashlib
import struct
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from msgspec import Struct

NAMESPACE = "workplan-signoff-v1"
"""What a signature is for; one that was made for something else is not valid here."""
ALGORITHM = b"ssh-ed25519"
BEGIN, END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_MAGIC, _VERSION, _HASH = b"SSHSIG", 1, b"sha512"
_WIDTH = 70


class BadKey(ValueError):
    """These bytes are no key, or no signature, of the one spelling that is taken here; the message says what is wrong."""


class PublicKey(Struct, frozen=True):
    """A server's public key: its 32 bytes."""

    raw: bytes

    @property
    def blob(self) -> bytes:
        """As SSH writes it."""
        return _string(ALGORITHM) + _string(self.raw)

    @property
    def line(self) -> str:
        """`ssh-ed25519 AAAA…`."""
        return f"{ALGORITHM.decode()} {b64encode(self.blob).decode()}"

    @property
    def fingerprint(self) -> str:
        """`SHA256:…`, as `ssh-keygen -l` prints it."""
        return f"SHA256:{b64encode(hashlib.sha256(self.blob).digest()).decode().rstrip('=')}"

    @property
    def pem(self) -> bytes:
        """As `openssl` reads it."""
        return Ed25519PublicKey.from_public_bytes(self.raw).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def has_signed(self, content: bytes, signature: bytes) -> bool:
        """Is this the raw signature (64 bytes) of exactly these bytes?"""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, content)
        except InvalidSignature:
            return False
        return True

    def has_sshsigned(self, content: bytes, armored: bytes) -> bool:
        """Is this the SSH signature of exactly these bytes, in exactly the spelling that we give it?"""
        try:
            signature = _unarmored(armored)[-64:]
        except ValueError:
            return False
        return armored == _armored(self, signature) and self.has_signed(_told(content), signature)


class ServerKey:
    """The private key of a server."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = PublicKey(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))

    @classmethod
    def made(cls, seed: bytes | None = None) -> "ServerKey":
        """A new key, by chance, or from 32 bytes of it."""
        return cls(Ed25519PrivateKey.from_private_bytes(seed) if seed else Ed25519PrivateKey.generate())

    @classmethod
    def read(cls, pem: bytes) -> "ServerKey":
        """A key as `pem` wrote it. Raises BadKey."""
        try:
            key = load_pem_private_key(pem, password=None)
        except (ValueError, TypeError) as error:
            raise BadKey("This file holds no private key.") from error
        if not isinstance(key, Ed25519PrivateKey):
            raise BadKey("This file holds a private key of another kind than Ed25519.")
        return cls(key)

    @property
    def pem(self) -> bytes:
        """The private key itself, not encrypted: for a file that nobody else may read."""
        return self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def sign(self, content: bytes) -> bytes:
        """The raw signature of these bytes: 64 bytes, always the same ones."""
        return self._key.sign(content)

    def sshsign(self, content: bytes) -> bytes:
        """The signature of these bytes as `ssh-keygen -Y sign -n workplan-signoff-v1` writes it."""
        return _armored(self.public, self._key.sign(_told(content)))


def public_key_in(pem: bytes) -> PublicKey:
    """The key of a PEM file, in the one spelling that we give it. Raises BadKey."""
    try:
        key = load_pem_public_key(pem)
    except ValueError as error:
        raise BadKey("This is no public key in PEM.") from error
    if not isinstance(key, Ed25519PublicKey):
        raise BadKey("This is a public key of another kind than Ed25519.")
    found = PublicKey(key.public_bytes(Encoding.Raw, PublicFormat.Raw))
    if found.pem != pem:
        raise BadKey("This key is spelled otherwise than it has to be.")
    return found


def _string(content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + content


def _told(content: bytes) -> bytes:
    """What is signed: not the bytes themselves, but what they are for, and their SHA-512."""
    return _MAGIC + b"".join(map(_string, (NAMESPACE.encode(), b"", _HASH, hashlib.sha512(content).digest())))


def _armored(key: PublicKey, signature: bytes) -> bytes:
    signed = _string(_string(ALGORITHM) + _string(signature))
    parts = b"".join([_string(key.blob), _string(NAMESPACE.encode()), _string(b""), _string(_HASH), signed])
    written = b64encode(_MAGIC + struct.pack(">I", _VERSION) + parts).decode()
    lines = [written[at : at + _WIDTH] for at in range(0, len(written), _WIDTH)]
    return "\n".join([BEGIN, *lines, END, ""]).encode()


def _unarmored(armored: bytes) -> bytes:
    lines = armored.decode("ascii").split("\n")
    return b64decode("".join(lines[1:-2]), validate=True)

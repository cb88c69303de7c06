"""Signatures: Ed25519 (RFC 8032). Who has the public key can check; only the deployment can sign.

The private key is 32 bytes in base64, in the environment or in a file that only its owner reads. The
public key is written as PEM (SubjectPublicKeyInfo), which openssl and every library read.
"""

import base64
import binascii
import hashlib
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from prosesser.proof.errors import (
    PublicKeyUnreadable,
    SigningKeyMalformed,
    SigningKeyMissing,
    SigningKeyOpen,
    SigningKeyUnreadable,
)

VARIABLE = "SOMLOS_SIGNING_KEY"
KEY_BYTES = 32
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_GROUP = 4


class SigningKey:
    """The private key of a deployment, from its 32 bytes."""

    __slots__ = ("_key", "public")

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._key.public_key().public_bytes_raw()

    def sign(self, content: bytes) -> bytes:
        """Return the signature (64 bytes) of some content."""
        return self._key.sign(content)


def is_signed(public: bytes, content: bytes, signature: bytes) -> bool:
    """Whether a signature is that of the content under a public key (32 bytes)."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: bytes) -> str:
    """Return how a public key is told from others by people: the start of its SHA-256, in groups."""
    text = hashlib.sha256(public).hexdigest()[:KEY_BYTES]
    return " ".join(text[first : first + _GROUP] for first in range(0, len(text), _GROUP))


def to_pem(public: bytes) -> bytes:
    """Write a public key (32 bytes) as PEM."""
    key = Ed25519PublicKey.from_public_bytes(public)
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def read_public(path: Path) -> bytes:
    """Read a public key (32 bytes) from a PEM file; raises `PublicKeyUnreadable`."""
    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError, UnsupportedAlgorithm):
        raise PublicKeyUnreadable(path=path) from None
    if not isinstance(key, Ed25519PublicKey):
        raise PublicKeyUnreadable(path=path)
    return key.public_bytes_raw()


def load_signing_key(environment: Mapping[str, str], path: Path) -> SigningKey:
    """Read the signing key from the environment, else from the key file that only its owner may read.

    Raises `SigningKeyMissing`, `SigningKeyMalformed`, `SigningKeyUnreadable` or `SigningKeyOpen`.
    """
    if text := environment.get(VARIABLE):
        return SigningKey(_decoded(text, VARIABLE))
    try:
        mode, text = path.stat().st_mode, path.read_text(encoding="ascii")
    except FileNotFoundError:
        raise SigningKeyMissing(path=path) from None
    except OSError as error:
        raise SigningKeyUnreadable(path=path, reason=error.strerror) from None
    except UnicodeDecodeError:
        raise SigningKeyMalformed(source=path) from None
    if mode & _OTHERS:
        raise SigningKeyOpen(path=path)
    return SigningKey(_decoded(text, str(path)))


def create_signing_key_file(path: Path) -> None:
    """Write a new signing key that only the owner can read; an existing file is never replaced."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(text)


def _decoded(text: str, source: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise SigningKeyMalformed(source=source) from None
    if len(key) != KEY_BYTES:
        raise SigningKeyMalformed(source=source)
    return key

"""Signatures: Ed25519 (RFC 8032). Who has the public key can check; only the deployment can sign.

The private key is 32 bytes in base64, in the environment or in a file that only its owner reads. The
public key is written as PEM (SubjectPublicKeyInfo), which openssl and every library read.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from prosesser.key_files import KEY_BYTES, KeyFaults, read_key
from prosesser.proof.errors import (
    PublicKeyUnreadable,
    SigningKeyMalformed,
    SigningKeyMissing,
    SigningKeyOpen,
    SigningKeyUnreadable,
)

VARIABLE = "SOMLOS_SIGNING_KEY"
_GROUP = 4
_FAULTS = KeyFaults(SigningKeyMissing, SigningKeyMalformed, SigningKeyUnreadable, SigningKeyOpen)


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
    return SigningKey(read_key(environment, VARIABLE, path, _FAULTS))

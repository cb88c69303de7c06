"""The certificate of an erasure: what was erased, on what basis, and by whom; signed, and free of content."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from prosesser.engine.codec import canonical_json
from prosesser.proof.signing import SigningKey, is_signed


@dataclass(frozen=True, slots=True)
class Certificate:
    """That a case's content was erased when its journal had ``rows`` rows, the last with the hash ``head``.

    ``key_digest`` is the SHA-256 of the sealed key that was destroyed: it tells which, and nothing of it.
    Hashes, signature and public key are in hex; ``at`` is aware UTC.
    """

    case: str
    rows: int
    head: str
    at: datetime
    basis: str
    decided_by: str
    performed_by: str
    key_digest: str
    signature: str
    key: str

    def content(self) -> bytes:
        """Return the certificate's bytes: canonical JSON and a line's end."""
        return canonical_json(self._fields()) + b"\n"

    def signed_by(self, key: SigningKey) -> "Certificate":
        """Return the certificate with a signature."""
        fields = {name: getattr(self, name) for name in Certificate.__slots__}
        return Certificate(**{**fields, "signature": key.sign(self._signed()).hex()})

    def holds(self, trusted: Collection[str]) -> bool:
        """Whether it is signed with one of these public keys (hex)."""
        try:
            signature = bytes.fromhex(self.signature)
            return self.key in trusted and is_signed(bytes.fromhex(self.key), self._signed(), signature)
        except ValueError:
            return False

    def _fields(self) -> dict[str, Any]:
        return {**asdict(self), "at": self.at.isoformat()}

    def _signed(self) -> bytes:
        fields = self._fields()
        del fields["signature"]
        return canonical_json(fields)


def read_certificate(content: bytes) -> Certificate | None:
    """Read what `Certificate.content` wrote; None for anything else."""
    try:
        fields = json.loads(content)
        certificate = Certificate(**{**fields, "at": datetime.fromisoformat(fields["at"])})
        return certificate if certificate.content() == content else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None

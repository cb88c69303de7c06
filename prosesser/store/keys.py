"""Keys: one data key and one salt per case, sealed by a master key that never enters the database.

Everything that tells of a person is AES-256-GCM under the case's key; the associated data bind each
ciphertext to its case, purpose and place, so that none can be moved. Destroying the sealed pair
erases the person and leaves the journal's chain checkable: it covers commitments, not contents.
"""

import hashlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from prosesser.errors import Broken, Refused
from prosesser.key_files import KEY_BYTES, KeyFaults, read_key

VARIABLE = "SOMLOS_MASTER_KEY"
_NONCE_BYTES = 12


class KeyMissing(Refused):
    """Fant ingen hovednøkkel. Sett SOMLOS_MASTER_KEY, eller legg nøkkelfilen på {path}."""


class KeyMalformed(Refused):
    """Hovednøkkelen i {source} er ikke 32 byte skrevet som base64. Hent den rette fra kopien av den."""


class KeyUnreadable(Refused):
    """Nøkkelfilen {path} kan ikke leses: {reason}."""


class KeyOther(Refused):
    """Hovednøkkelen er ikke den som sakene i databasen er låst med. Finn den rette; ingenting er endret."""


class KeyFileOpen(Refused):
    """Nøkkelfilen {path} kan leses av andre enn eieren. Kjør: chmod 600 {path}"""  # noqa: D400 - ends with the command to copy


_FAULTS = KeyFaults(KeyMissing, KeyMalformed, KeyUnreadable, KeyFileOpen)


class Unsealable(Broken):
    """Innholdet kan ikke låses opp ({purpose}): det er endret, flyttet, eller hovednøkkelen er en annen."""


class Cipher:
    """AES-256-GCM with a random nonce in front of each ciphertext."""

    __slots__ = ("_aead",)

    def __init__(self, key: bytes) -> None:
        self._aead = AESGCM(key)

    def seal(self, plaintext: bytes, bound_to: bytes) -> bytes:
        """Encrypt; only the same ``bound_to`` opens it again."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._aead.encrypt(nonce, plaintext, bound_to)

    def open(self, sealed: bytes, bound_to: bytes) -> bytes:
        """Decrypt what `seal` made; raises `Unsealable` when anything differs."""
        try:
            return self._aead.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound_to)
        except (InvalidTag, ValueError):
            purpose = bound_to.split(b"\0")[0].decode()
            raise Unsealable(purpose=purpose) from None


class CaseKey:
    """The key and the salt of one case."""

    __slots__ = ("_case", "_cipher", "_salt")

    @property
    def salt(self) -> bytes:
        """What the commitments are keyed with (32 bytes): with it, whoever has a content can check it.

        It opens nothing. It leaves the store only in a package, beside the contents themselves.
        """
        return self._salt

    def __init__(self, case: str, key: bytes, salt: bytes) -> None:
        self._case = case
        self._cipher = Cipher(key)
        self._salt = salt

    def seal(self, purpose: str, place: object, plaintext: bytes) -> bytes:
        """Encrypt for one place in the case (a sequence number, a task id)."""
        return self._cipher.seal(plaintext, _bound(purpose, self._case, place))

    def open(self, purpose: str, place: object, sealed: bytes) -> bytes:
        """Decrypt; raises `Unsealable` when case, purpose, place or content differ."""
        return self._cipher.open(sealed, _bound(purpose, self._case, place))

    def commit(self, purpose: str, content: bytes) -> bytes:
        """Commit to content (32 bytes): it can be checked with the salt and tells nothing without."""
        person = purpose.encode()
        return hashlib.blake2b(content, key=self._salt, person=person, digest_size=KEY_BYTES).digest()


class MasterKey:
    """The key that seals the cases' keys."""

    __slots__ = ("_cipher", "_key")

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._cipher = Cipher(key)

    def __reduce__(self) -> tuple[type["MasterKey"], tuple[bytes]]:
        """Let a process that this one starts have the key too: it goes there through a pipe of their own."""
        return MasterKey, (self._key,)

    def derive(self, purpose: str) -> bytes:
        """Return a secret (32 bytes) for one purpose outside the store; it tells nothing of the key."""
        return hashlib.blake2b(
            purpose.encode(), key=self._key, person=b"derived", digest_size=KEY_BYTES
        ).digest()

    def new_case_key(self, case: str) -> tuple[CaseKey, bytes]:
        """Make the key of a new case, and what to store of it."""
        pair = secrets.token_bytes(2 * KEY_BYTES)
        return _case_key(case, pair), self._cipher.seal(pair, _bound("case key", case, ""))

    def case_key(self, case: str, sealed: bytes) -> CaseKey:
        """Open a case's stored key; raises `Unsealable` under another master key."""
        return _case_key(case, self._cipher.open(sealed, _bound("case key", case, "")))

    def opens(self, case: str, sealed: bytes) -> bool:
        """Whether a case's stored key was sealed with this one."""
        try:
            self.case_key(case, sealed)
        except Unsealable:
            return False
        return True


def load_master_key(environment: Mapping[str, str], path: Path) -> MasterKey:
    """Read the master key from the environment, else from the key file that only its owner may read."""
    return MasterKey(read_key(environment, VARIABLE, path, _FAULTS))


def _case_key(case: str, pair: bytes) -> CaseKey:
    return CaseKey(case, pair[:KEY_BYTES], pair[KEY_BYTES:])


def _bound(purpose: str, case: str, place: object) -> bytes:
    return f"{purpose}\0{case}\0{place}".encode()

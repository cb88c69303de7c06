"""Anchors: at a moment, the root over all heads, signed, in files outside the database.

One JSON file for each anchor, made once and never changed, each naming the SHA-256 of the file before
it. It lists only the heads that changed since: folding them gives all heads, and so the root.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from prosesser.engine.codec import canonical_json
from prosesser.proof.errors import AnchorFolderUnusable, AnchorTaken, AnchorUnreadable, NotAnchored
from prosesser.proof.heads import Head, Heads
from prosesser.proof.signing import SigningKey, is_signed, to_pem

FIRST = "0" * 64
"""What stands before the first anchor."""
_DIGITS = 6
_READABLE = 0o444
_MISSING = "filen mangler"
_MALFORMED = "filen er avkortet eller endret"


@dataclass(frozen=True, slots=True)
class Anchor:
    """One anchor. Hashes, signature and public key are in hex, ``at`` is aware UTC.

    ``previous`` is the SHA-256 of the file before; ``changed`` and ``log`` are the heads of cases and of
    the access log's chains that differ from the anchor before; ``size`` and ``root`` are of all of them.
    """

    number: int
    at: datetime
    previous: str
    size: int
    root: str
    changed: tuple[Head, ...]
    log: tuple[Head, ...]
    signature: str
    key: str

    def to_json(self) -> dict[str, Any]:
        """Return the anchor as JSON data."""
        return {**_fields(self), "at": self.at.isoformat()}

    def content(self) -> bytes:
        """Return the file's bytes: canonical JSON and a line's end."""
        return canonical_json(self.to_json()) + b"\n"

    def signed(self) -> bytes:
        """Return what the signature is of: the canonical JSON of all fields but itself."""
        fields = self.to_json()
        del fields["signature"]
        return canonical_json(fields)

    def is_signed(self) -> bool:
        """Whether the signature is that of the key in the anchor; whose that is, is another question."""
        return is_signed(bytes.fromhex(self.key), self.signed(), bytes.fromhex(self.signature))


@dataclass(frozen=True, slots=True)
class Proof:
    """That a case's row had a hash at an anchor: a path (hex, the lowest first) from its leaf to the root."""

    anchor: Anchor
    sequence: int
    head: str
    index: int
    size: int
    path: tuple[str, ...]


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes in hex."""
    return hashlib.sha256(content).hexdigest()


def read_anchor(content: bytes, number: int) -> Anchor:
    """Read an anchor from its file's bytes; raises `AnchorUnreadable` unless they are as we write them."""
    try:
        fields = json.loads(content)
        heads = {name: tuple(_head(head) for head in fields.pop(name)) for name in ("changed", "log")}
        anchor = Anchor(**{**fields, **heads, "at": datetime.fromisoformat(fields["at"])})
        bytes.fromhex(anchor.key + anchor.signature)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise AnchorUnreadable(number=number, reason=_MALFORMED) from None
    if anchor.content() != content or anchor.number != number or anchor.at.tzinfo is None:
        raise AnchorUnreadable(number=number, reason=_MALFORMED)
    return anchor


class Anchors:
    """The anchors in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of the files that are there, in order; raises `AnchorFolderUnusable`."""
        try:
            names = [path.stem for path in self.folder.iterdir() if path.suffix == ".json"]
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise AnchorFolderUnusable(path=self.folder, reason=error.strerror) from None
        return tuple(sorted(int(name) for name in names if name.isdecimal()))

    def content(self, number: int) -> bytes:
        """Return the bytes of an anchor's file; raises `AnchorUnreadable`."""
        try:
            return self.path(number).read_bytes()
        except FileNotFoundError:
            raise AnchorUnreadable(number=number, reason=_MISSING) from None
        except OSError as error:
            raise AnchorUnreadable(number=number, reason=error.strerror) from None

    def get(self, number: int) -> Anchor:
        """Return an anchor; raises `AnchorUnreadable`."""
        return read_anchor(self.content(number), number)

    def all(self) -> Iterator[Anchor]:
        """Yield the anchors, the oldest first; raises `AnchorUnreadable` at one that is missing or spoilt."""
        yield from map(self.get, range(1, max(self.numbers(), default=0) + 1))

    def heads_at(self, number: int) -> Heads:
        """Return all heads as they stood at an anchor; raises `AnchorUnreadable`."""
        heads = Heads()
        for anchor in map(self.get, range(1, number + 1)):
            heads.fold(anchor.changed, anchor.log)
        return heads

    def proof_for(self, case: str) -> Proof:
        """Return the proof of a case by the newest anchor; raises `NotAnchored` or `AnchorUnreadable`."""
        last = max(self.numbers(), default=0)
        heads = self.heads_at(last)
        if case not in heads.cases:
            raise NotAnchored
        _, sequence, head = heads.cases[case]
        return Proof(self.get(last), sequence, head, heads.index(case), heads.size, heads.path(case))

    def add(self, number: int, content: bytes) -> None:
        """Write an anchor's file, durably and once; raises `AnchorTaken` when another has its number."""
        path = self.path(number)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write_once(path, content)
        except FileExistsError:
            if path.read_bytes() != content:
                raise AnchorTaken(number=number) from None
        except OSError as error:
            raise AnchorFolderUnusable(path=self.folder, reason=error.strerror) from None

    def publish_key(self, public: bytes) -> Path:
        """Put a public key (32 bytes) beside the anchors, and return its file."""
        path = self.folder / f"{digest(public)[:16]}.pem"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                _write_once(path, to_pem(public))
        except FileExistsError:
            pass
        except OSError as error:
            raise AnchorFolderUnusable(path=self.folder, reason=error.strerror) from None
        return path

    def key_files(self) -> tuple[Path, ...]:
        """Return the files of the public keys that lie beside the anchors."""
        return tuple(sorted(self.folder.glob("*.pem")))

    def path(self, number: int) -> Path:
        """Return the file of an anchor."""
        return self.folder / f"{number:0{_DIGITS}}.json"


def sign(key: SigningKey, anchor: Anchor) -> Anchor:
    """Return the anchor with its signature in place of what stood there."""
    return Anchor(**{**_fields(anchor), "signature": key.sign(anchor.signed()).hex()})


def _fields(anchor: Anchor) -> dict[str, Any]:
    return {name: getattr(anchor, name) for name in Anchor.__slots__}


def _head(data: Any) -> Head:  # noqa: ANN401 - JSON data
    name, sequence, head = data
    if not (isinstance(name, str) and type(sequence) is int and isinstance(head, str)):
        raise TypeError
    return name, sequence, head


def _write_once(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _READABLE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)

"""Proving a case: verification, and beyond it what only something outside the case can tell.

The anchors tell whether rows were cut off, put back to an earlier day or all written anew; a signed
certificate whether a missing key was destroyed lawfully; the rows' instants whether a clock went back.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from prosesser.cases.mismatches import (
    CaseGone,
    CaseRowGone,
    CertificateForged,
    ClockBackwards,
    ErasedButOpen,
    ErasedWithoutCertificate,
    Mismatch,
    NotAsAnchored,
    TailCut,
)
from prosesser.cases.verify import Fault, examine
from prosesser.proof.certificates import read_certificate
from prosesser.proof.checking import Point
from prosesser.store import Connection, Store
from prosesser.store.erasures import certificate_of
from prosesser.store.stored import StoredCase, read_case
from prosesser.store.versions import Versions

END = 1 << 62
"""Sorts what is wrong with the case's own rows after what is wrong with its journal."""


@dataclass(frozen=True, slots=True)
class Task:
    """A case to prove, and what the anchors say of it, the oldest first."""

    case: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Proven:
    """What was found in a case of so many rows: nothing, or all faults with the first bad row first.

    ``anchored`` is the newest point that the journal agrees with; None: no anchor covers the case.
    """

    case: str
    rows: int
    erased: bool
    faults: tuple[Fault, ...]
    anchored: Point | None


def prove(store: Store, versions: Versions, task: Task, trusted: Collection[str]) -> Proven:
    """Prove a case in one snapshot; certificates are signed with a ``trusted`` public key (hex)."""
    with store.read() as connection:
        stored = read_case(connection, task.case)
        if stored is None:
            return Proven(task.case, 0, erased=False, faults=_gone(task.points), anchored=None)
        verdict = examine(connection, store.master, versions, stored)
        found = [
            *([verdict.fault] if verdict.fault else []),
            *_against_anchors(stored.journal, task.points),
            *_clock(stored.journal),
            *_certificate(connection, stored, trusted),
        ]
    return Proven(
        case=task.case,
        rows=verdict.rows,
        erased=verdict.erased,
        faults=tuple(sorted(found, key=lambda fault: END if fault.sequence is None else fault.sequence)),
        anchored=_newest(stored.journal, task.points),
    )


def _gone(points: Sequence[Point]) -> tuple[Fault, ...]:
    if not points:
        return (Fault(None, str(CaseRowGone())),)
    return (Fault(1, str(CaseGone(row=points[-1].sequence, anchor=points[-1].anchor))),)


def _against_anchors(journal: Sequence[Any], points: Iterable[Point]) -> Iterator[Fault]:
    """Yield the first anchored row that is another, or that the journal ends before."""
    hashes, last_good = _hashes(journal), 0
    for point in sorted(points, key=lambda point: point.sequence):
        found = hashes.get(point.sequence)
        if found is None:
            cut = TailCut(row=point.sequence, anchor=point.anchor, rows=len(journal))
            yield Fault(max(len(journal), last_good) + 1, str(cut))
            return
        if found != point.head:
            yield Fault(last_good + 1, str(NotAsAnchored(row=point.sequence, anchor=point.anchor)))
            return
        last_good = point.sequence


def _newest(journal: Sequence[Any], points: Iterable[Point]) -> Point | None:
    hashes = _hashes(journal)
    agreeing = [point for point in points if hashes.get(point.sequence) == point.head]
    return max(agreeing, key=lambda point: (point.sequence, point.anchor), default=None)


def _hashes(journal: Sequence[Any]) -> dict[int, str]:
    return {row.sequence: row.hash.hex() for row in journal if isinstance(row.hash, bytes | memoryview)}


def _clock(journal: Sequence[Any]) -> Iterator[Fault]:
    for before, after in pairwise(journal):
        if isinstance(before.at, int) and isinstance(after.at, int) and after.at < before.at:
            told = ClockBackwards(before=before.sequence, after=after.sequence)
            yield Fault(after.sequence, str(told))
            return


def _certificate(connection: Connection, stored: StoredCase, trusted: Collection[str]) -> Iterator[Fault]:
    content = certificate_of(connection, stored.row.id)
    fault = _certificate_fault(content, stored, trusted)
    if fault is not None:
        yield Fault(None, str(fault))


def _certificate_fault(
    content: bytes | None, stored: StoredCase, trusted: Collection[str]
) -> Mismatch | None:
    erased = stored.sealed_key is None
    if content is None:
        return ErasedWithoutCertificate() if erased else None
    certificate = read_certificate(content)
    row = stored.row
    of_this = certificate is not None and (certificate.case, certificate.rows, certificate.head) == (
        row.id,
        len(stored.journal),
        row.head.hex(),
    )
    if certificate is None or not of_this or not certificate.holds(trusted):
        return CertificateForged()
    return None if erased else ErasedButOpen()

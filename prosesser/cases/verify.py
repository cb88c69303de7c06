"""Verification: every step of a case made again, and compared with what is stored.

Per row: its place, the chain, the payload against its commitment, the definition's bytes against
their digest, and what the engine makes of the command today. At the end: the case's own row and
all projections. Of an erased case the chain alone can be checked.
"""

from dataclasses import dataclass, fields
from typing import Any

from prosesser.access import CaseNotFound
from prosesser.cases.mismatches import (
    JournalCut,
    KeySpoilt,
    Mismatch,
    NotComparable,
    RowChanged,
    RowMissing,
    RowUnlinked,
    StepImpossible,
)
from prosesser.cases.replay import Replay
from prosesser.store import Connection, MasterKey, Store
from prosesser.store.journal import GENESIS, Link
from prosesser.store.keys import Unsealable
from prosesser.store.stored import StoredCase, read_case
from prosesser.store.versions import Versions


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in bokmål, and the first journal row that shows it (None: the case's own rows)."""

    sequence: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for a case of so many journal rows; ``erased``: only the chain could be checked."""

    case: str
    rows: int
    fault: Fault | None
    erased: bool


def verify(store: Store, versions: Versions, case: str) -> Verdict:
    """Check a case in one snapshot; raises `CaseNotFound`."""
    with store.read() as connection:
        stored = read_case(connection, case)
        if stored is None:
            raise CaseNotFound
        return examine(connection, store.master, versions, stored)


def examine(connection: Connection, master: MasterKey, versions: Versions, stored: StoredCase) -> Verdict:
    """Check a case as it was read in a snapshot that ``connection`` still sees."""
    case = stored.row.id
    replay, spoilt = None, None
    if stored.sealed_key is not None:
        try:
            replay = Replay(connection, versions, master.case_key(case, stored.sealed_key))
        except (Unsealable, TypeError):
            spoilt = Fault(None, str(KeySpoilt()))
    fault = first_fault(stored, replay, spoilt)
    return Verdict(case, len(stored.journal), fault, erased=stored.sealed_key is None)


def first_fault(stored: StoredCase, replay: Replay | None, spoilt: Fault | None = None) -> Fault | None:
    """Return what is wrong first: in a row, with the key (``spoilt``), or with what the case has become.

    With ``replay`` every step is made again; None: only the chain is checked.
    """
    return _row_fault(stored, replay) or spoilt or _end_fault(stored, replay)


def _row_fault(stored: StoredCase, replay: Replay | None) -> Fault | None:
    head = GENESIS
    for sequence, row in enumerate(stored.journal, 1):
        try:
            require_linked(row, sequence, head)
            if replay is not None:
                replay.repeat(row)
        except Mismatch as mismatch:
            return Fault(sequence, str(mismatch))
        except Exception as error:  # noqa: BLE001 - whatever a forged row makes fail, it is that row's fault
            return Fault(sequence, str(StepImpossible(error=type(error).__name__)))
        head = row.hash
    return None


def require_linked(row: Any, sequence: int, head: bytes) -> None:  # noqa: ANN401 - a database row
    """Check a row's place and its link to the one before, whose hash is ``head``; raises `Mismatch`."""
    if row.sequence != sequence:
        raise RowMissing
    if row.previous != head:
        raise RowUnlinked
    parts = {field.name: getattr(row, field.name) for field in fields(Link) if field.name != "case"}
    try:
        hashed = Link(case=row.case_id, **parts).hash()
    except (TypeError, AttributeError):  # SQLite keeps whatever it is given, text for bytes too
        raise RowChanged from None
    if hashed != row.hash:
        raise RowChanged


def _end_fault(stored: StoredCase, replay: Replay | None) -> Fault | None:
    try:
        require_whole(stored)
        if replay is not None:
            replay.compare(stored)
    except Mismatch as mismatch:
        return Fault(None, str(mismatch))
    except Exception as error:  # noqa: BLE001 - whatever a forged value makes fail, the case is not as it was
        return Fault(None, str(NotComparable(error=type(error).__name__)))
    return None


def require_whole(stored: StoredCase) -> None:
    """Check that the journal ends where the case stands; raises `JournalCut`."""
    case, rows = stored.row, stored.journal
    if case.version != len(rows) or not rows or case.head != rows[-1].hash:
        raise JournalCut(version=case.version, rows=len(rows))

"""A case re-executed up to a row of its journal, every step checked as `verify` does.

The chain is checked whole before anything is shown. The steps are made again only as far as somebody
looks, and kept: the replays looked at last stand in a small cache of the app. What is kept is found
again only while everything stored of the case is, byte for byte, what it was.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any

from prosesser.audit.file import AuditFile
from prosesser.audit.replaying_frames import Frame, next_frame
from prosesser.audit.replaying_jumps import landings
from prosesser.audit.signed import Signed
from prosesser.cases.mismatches import Mismatch, RowChanged, StepImpossible
from prosesser.cases.replay import Replay
from prosesser.cases.verify import Fault, require_linked, require_whole
from prosesser.definition.model import Definition
from prosesser.engine.messages import Command, Event
from prosesser.engine.path import Watched, watched
from prosesser.engine.state import CaseState
from prosesser.errors import Broken, Refused
from prosesser.store.instants import from_micros, to_micros
from prosesser.store.journal import GENESIS
from prosesser.store.stored import StoredCase

SIZE = 8
"""How many replays an app keeps: a few auditors, each with a case or two open."""


class VersionUnusable(Mismatch):
    """Versjonen av rutinen som raden er gjort etter, kan ikke brukes lenger. {reason}"""  # noqa: D400 - a sentence


@dataclass(frozen=True, slots=True)
class Checked:
    """How far a replay was checked, of so many ``rows``.

    ``linked``: the chain holds up to that row. ``repeated``: the steps were made again up to that row.
    ``whole``: every step was made again, and what is stored of the case agrees with the last. ``fault``
    is what is wrong; at its row and after it nothing is shown.
    """

    rows: int
    linked: int
    repeated: int
    whole: bool
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class Look:
    """A replay as far as it was made: its frames from row 1, and how far it was checked."""

    frames: tuple[Frame, ...]
    checked: Checked

    def at(self, sequence: int) -> Frame | None:
        """Return the frame of a row, or the nearest that there is before it; None when there is none."""
        return self.frames[min(max(sequence, 1), len(self.frames)) - 1] if self.frames else None


class Replaying:
    """One case's replay, made row by row as far as it is asked for; ``linked`` is how far the chain holds."""

    def __init__(self, file: AuditFile) -> None:
        self._lock = Lock()
        self._key = file.require_key()
        self._step: Watched | None = None
        self._command: Command | None = None
        self._definition: Definition | None = None
        self._replay = Replay(file.connection, file.versions, self._key, self._make)
        self._frames: list[Frame] = []
        self._whole = False
        self.linked, self._fault = _linked(file.stored)
        self.landings = landings(file.stored, self._key, self.linked)

    def look(self, file: AuditFile, sequence: int) -> Look:
        """Make the steps again up to a row, over the file's connection; not past the first that is wrong."""
        with self._lock:
            self._replay.go_on(file.connection)
            self._advance(file.stored, min(sequence, self.linked))
            checked = Checked(file.rows, self.linked, len(self._frames), self._whole, self._fault)
            return Look(tuple(self._frames), checked)

    def _advance(self, stored: StoredCase, wanted: int) -> None:
        for row in stored.journal[len(self._frames) : wanted]:
            if self._fault is not None and self._fault.sequence == len(self._frames) + 1:
                return
            try:
                self._repeat(row)
            except Mismatch as mismatch:
                self._fault = Fault(len(self._frames) + 1, str(mismatch))
                return
        if self._fault is None and not self._whole and len(self._frames) == len(stored.journal):
            self._compare(stored)

    def _repeat(self, row: Any) -> None:  # noqa: ANN401 - a database row
        try:
            self._replay.repeat(row)
        except Mismatch:
            raise
        except (Refused, Broken) as error:  # of the version: it cannot be read, or would not be published
            raise VersionUnusable(reason=str(error)) from error
        except Exception as error:
            raise StepImpossible(error=type(error).__name__) from error  # whatever a forged row makes fail
        if self._step is None or self._command is None or self._definition is None:
            raise VersionUnusable(reason="")
        before = self._frames[-1] if self._frames else None
        signed = Signed(row.sequence, from_micros(row.at), row.person, row.unit)
        self._frames.append(next_frame(before, signed, self._definition, self._command, self._step))

    def _make(
        self, definition: Definition, state: CaseState | None, command: Command, now: datetime
    ) -> tuple[CaseState, tuple[Event, ...]]:
        """Make a step as the engine does, and keep what happened inside it."""
        self._step = watched(definition, state, command, now)
        self._command, self._definition = command, definition
        return self._step.state, self._step.events

    def _compare(self, stored: StoredCase) -> None:
        try:
            self._replay.compare(stored)
        except Mismatch as mismatch:
            self._fault = Fault(None, str(mismatch))
        else:
            self._whole = True


class Replays:
    """The replays that were looked at last; of a case that has been erased none is kept."""

    def __init__(self, size: int = SIZE) -> None:
        self._size = size
        self._lock = Lock()
        self._kept: OrderedDict[str, tuple[bytes, Replaying]] = OrderedDict()

    def of(self, file: AuditFile) -> Replaying:
        """Return a case's replay; raises `ContentErased`."""
        if file.key is None:
            self._forget(file.case)
        file.require_key()
        print_ = fingerprint(file.stored)
        with self._lock:
            found = self._kept.get(file.case)
            if found is not None and found[0] == print_:
                self._kept.move_to_end(file.case)
                return found[1]
        made = Replaying(file)
        with self._lock:
            self._kept[file.case] = print_, made
            self._kept.move_to_end(file.case)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return made

    def _forget(self, case: str) -> None:
        with self._lock:
            self._kept.pop(case, None)


def readable(file: AuditFile) -> tuple[Definition, ...]:
    """Return the versions that the case has followed and that can be read, the last first."""
    found = []
    for digest in dict.fromkeys(row.definition for row in reversed(file.stored.journal)):
        with suppress(Refused, Broken):
            found.append(file.versions.get(digest))
    return tuple(found)


def row_at(stored: StoredCase, instant: datetime) -> int:
    """Return the row that a case stood at, at an instant: the last before the first later one, at least 1.

    So a clock that went backwards hides no row: what came after a later one had not happened yet.
    """
    moment = to_micros(instant)
    later = (
        number for number, row in enumerate(stored.journal) if isinstance(row.at, int) and row.at > moment
    )
    return max(1, next(later, len(stored.journal)))


def fingerprint(stored: StoredCase) -> bytes:
    """Return a digest of everything that is stored of a case."""
    digest = hashlib.sha256()
    for row in (stored.row, *stored.journal):
        _take(digest, row)
    for table in (stored.tasks, stored.timers, stored.parts):
        for one in table:
            _take(digest, one.values())
    return digest.digest()


def _take(digest: "hashlib._Hash", values: Iterable[object]) -> None:
    for value in values:
        written = value if isinstance(value, bytes) else repr(value).encode()
        digest.update(len(written).to_bytes(8) + written)


def _linked(stored: StoredCase) -> tuple[int, Fault | None]:
    """Return up to which row the chain holds, and what is wrong with it."""
    head = GENESIS
    for sequence, row in enumerate(stored.journal, 1):
        try:
            require_linked(row, sequence, head)
        except Mismatch as mismatch:
            return sequence - 1, Fault(sequence, str(mismatch))
        except (TypeError, AttributeError):  # SQLite keeps whatever it is given, text for bytes too
            return sequence - 1, Fault(sequence, str(RowChanged()))
        head = row.hash
    try:
        require_whole(stored)
    except Mismatch as mismatch:
        return len(stored.journal), Fault(None, str(mismatch))
    return len(stored.journal), None

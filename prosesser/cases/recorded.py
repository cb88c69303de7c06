"""A case read whole, in one snapshot: as it stands, and its journal opened, to be replayed or moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from prosesser.access import SYSTEM, CaseNotFound
from prosesser.cases.mismatches import StepImpossible
from prosesser.engine.messages import MoveCase
from prosesser.engine.retraced import Recorded
from prosesser.engine.state import CaseState
from prosesser.engine.step import step
from prosesser.store import Store, journal, queries
from prosesser.store.instants import from_micros
from prosesser.store.keys import CaseKey
from prosesser.store.stored import read_case
from prosesser.store.transaction import CaseErased, CaseRecord
from prosesser.store.versions import Versions


@dataclass(frozen=True, slots=True)
class RecordedCase:
    """A case and its journal, oldest row first, each with the digest of the version it was made by.

    ``repeated``, of the record, is the row made with the idempotency key asked for. ``drafts`` are the
    tasks that somebody has begun to fill in.
    """

    record: CaseRecord
    history: tuple[Recorded, ...]
    versions: tuple[str, ...]
    drafts: frozenset[str]

    @property
    def last_move(self) -> MoveCase | None:
        """The move that is the last that happened in the case; None when something else is."""
        last = self.history[-1].command
        return last if isinstance(last, MoveCase) else None


def read_recorded(store: Store, case: str, key: str | None = None) -> RecordedCase:
    """Read a case; raises `CaseNotFound`, `CaseErased`, and `Unsealable` where something is damaged."""
    with store.read() as connection:
        stored = read_case(connection, case)
        drafts = queries.drafted(connection, case)
    if stored is None:
        raise CaseNotFound
    if stored.sealed_key is None:
        raise CaseErased
    its_key = store.master.case_key(case, stored.sealed_key)
    rows = stored.journal
    return RecordedCase(
        record=CaseRecord(
            id=case,
            definition=stored.row.definition,
            version=stored.row.version,
            head=stored.row.head,
            state=journal.read_state(its_key.open("state", stored.row.version, stored.row.state)),
            key=its_key,
            changed_at=from_micros(stored.row.changed_at),
            had_part=False,
            repeated=_repeated(rows, key),
        ),
        history=tuple(_recorded(its_key, row) for row in rows),
        versions=tuple(row.definition for row in rows),
        drafts=drafts,
    )


def state_before(case: RecordedCase, versions: Versions) -> CaseState:
    """Return the state that the last row of the journal began from, made again from the first."""
    state: CaseState | None = None
    for row, digest in list(zip(case.history, case.versions, strict=True))[:-1]:
        state, _ = step(versions.get(digest), state, row.command, row.at)
    if state is None:
        raise StepImpossible(error="")
    return state


def _repeated(rows: Sequence[Any], key: str | None) -> int | None:
    return next((row.sequence for row in rows if key is not None and row.command_key == key), None)


def _recorded(key: CaseKey, row: Any) -> Recorded:  # noqa: ANN401 - a database row
    command, events = journal.decode(key.open("payload", row.sequence, row.payload))
    return Recorded(row.sequence, from_micros(row.at), command, events, row.person == SYSTEM.person)

"""A case made again from its journal, step by step."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeAlias

from prosesser.cases.intake import subject, tells_of_subject
from prosesser.cases.mismatches import (
    CaseDiffers,
    ContentChanged,
    DefinitionDiffers,
    EventsDiffer,
    JournalCut,
    ProjectionDiffers,
    RowChanged,
    StateDiffers,
    StepImpossible,
    UndoDiffers,
    VersionDiffers,
    VersionUnreadable,
)
from prosesser.definition.model import Definition
from prosesser.engine import step
from prosesser.engine.messages import Command, Event, MoveCase, UndoMove
from prosesser.engine.state import CaseState, canonical
from prosesser.errors import Refused
from prosesser.store import Connection, journal, projections
from prosesser.store.instants import from_micros
from prosesser.store.keys import CaseKey, Unsealable
from prosesser.store.stored import StoredCase
from prosesser.store.versions import Versions

Step: TypeAlias = Callable[
    [Definition, CaseState | None, Command, datetime], tuple[CaseState, tuple[Event, ...]]
]


class Replay:
    """The case as the steps made again have left it; ``make`` makes them, as ``engine.step`` does."""

    def __init__(self, connection: Connection, versions: Versions, key: CaseKey, make: Step = step) -> None:
        self._connection = connection
        self._versions = versions
        self._key = key
        self._make = make
        self._checked: set[str] = set()
        self._definition: Definition | None = None
        self._left: tuple[str, CaseState | None] | None = None
        self._canonical = b""
        self._state: CaseState | None = None
        self._subject = b""
        self._parts: list[projections.Row] = []

    def go_on(self, connection: Connection) -> None:
        """Read what is still to be read over another connection."""
        self._connection = connection

    def repeat(self, row: Any) -> None:  # noqa: ANN401 - a database row
        """Make the step of a journal row again; raises `Mismatch` when anything differs."""
        payload = self._payload(row)
        command = journal.command_of(payload)
        if command.kind != row.kind:
            raise RowChanged
        definition = self._version(row, command)
        at = from_micros(row.at)
        try:
            state, events = self._make(definition, self._state, command, at)
        except Exception as error:
            raise StepImpossible(error=type(error).__name__) from error
        if journal.encode(command, events) != payload:
            raise EventsDiffer
        self._canonical = canonical(state)
        if self._key.commit("state", self._canonical) != row.state_commitment:
            raise StateDiffers
        before, self._state = self._state, journal.read_state(self._canonical)
        self._left = (command.left, before) if isinstance(command, MoveCase) else None
        self._follow_parts(projections.part_changes(row._asdict(), before, self._state))
        if row.sequence == 1 or tells_of_subject(definition, events):
            self._subject = subject(definition, self._state, at)

    def compare(self, stored: StoredCase) -> None:
        """Compare the case's own row and its projections; raises `Mismatch`."""
        if self._definition is None or self._state is None:
            raise JournalCut(version=stored.row.version, rows=0)
        row, first, last = stored.row, stored.journal[0], stored.journal[-1]
        expected = {
            "definition": self._definition.digest,
            "status": self._state.status,
            "next_due": projections.next_due(self._state),
            "opened_at": first.at,
            "changed_at": last.at,
            "started_by": first.person,
            "start_key": first.command_key,
        }
        for column, value in expected.items():
            if getattr(row, column) != value:
                raise CaseDiffers(column=column)
        self._compare_sealed("state", row.version, row.state, self._canonical)
        self._compare_sealed("subject", "", row.subject, self._subject)
        tasks = projections.task_rows(row.id, self._definition, self._state)
        timers = projections.timer_rows(row.id, self._state)
        _require_same("tasks", self._opened(stored.tasks), list(tasks.values()))
        _require_same("timers", stored.timers, list(timers.values()))
        _require_same("participations", stored.parts, self._parts)

    def _payload(self, row: Any) -> bytes:  # noqa: ANN401 - a database row
        try:
            payload = self._key.open("payload", row.sequence, row.payload)
        except Unsealable:
            raise ContentChanged from None
        if self._key.commit("payload", payload) != row.payload_commitment:
            raise ContentChanged
        return payload

    def _version(self, row: Any, command: Command) -> Definition:  # noqa: ANN401 - a database row
        """Return the version of a row: only a move makes it another, and one undone gives back what was."""
        before = None if self._definition is None else self._definition.digest
        if isinstance(command, UndoMove):
            if self._left != (row.definition, command.before):
                raise UndoDiffers
        elif isinstance(command, MoveCase):
            if command.left != before:
                raise VersionDiffers
        elif before not in {None, row.definition}:
            raise VersionDiffers
        self._definition = definition = self._checked_definition(row.definition)
        return definition

    def _checked_definition(self, wanted: str) -> Definition:
        """Return the definition once its stored bytes, read anew, have the digest."""
        if wanted not in self._checked:
            if not self._versions.is_whole(self._connection, wanted):
                raise DefinitionDiffers
            self._checked.add(wanted)
        try:
            return self._versions.get(wanted)
        except Refused as error:
            raise VersionUnreadable(error=type(error).__name__) from error

    def _follow_parts(self, change: projections.Changes) -> None:
        for ended in change.drop:
            for part in self._parts:
                same = (part["unit"], part["party"]) == (ended["unit_now"], ended["party_now"])
                if same and part["last_sequence"] is None:
                    part.update(last_sequence=ended["sequence"], ends_at=ended["at"])
        self._parts += change.put

    def _opened(self, rows: list[projections.Row]) -> list[projections.Row]:
        try:
            return [projections.opened(row, self._key) for row in rows]
        except Unsealable:
            raise ProjectionDiffers(table="tasks") from None

    def _compare_sealed(self, purpose: str, place: object, sealed: bytes, expected: bytes) -> None:
        try:
            found = self._key.open(purpose, place, sealed)
        except Unsealable:
            raise CaseDiffers(column=purpose) from None
        if found != expected:
            raise CaseDiffers(column=purpose)


def _require_same(table: str, found: list[projections.Row], expected: list[projections.Row]) -> None:
    def in_order(rows: list[projections.Row]) -> list[str]:
        return sorted(json.dumps(row, sort_keys=True) for row in rows)

    if in_order(found) != in_order(expected):
        raise ProjectionDiffers(table=table)

"""A case made again from the rows of a package: no database, no key, only the versions inside."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from prosesser.cases.intake import subject, tells_of_subject
from prosesser.cases.mismatches import (
    EventsDiffer,
    Mismatch,
    RowChanged,
    StepImpossible,
    UndoDiffers,
    VersionDiffers,
)
from prosesser.definition.model import Definition
from prosesser.engine import step
from prosesser.engine.codec import canonical_json
from prosesser.engine.messages import Command, MoveCase, UndoMove
from prosesser.engine.state import CaseState, canonical
from prosesser.packages.errors import RowDiffers
from prosesser.packages.verify import Row
from prosesser.store import journal, projections
from prosesser.store.instants import from_micros

Find = Callable[[str], Definition]
"""Gives the version of a digest."""


def retell(rows: Sequence[Row], find: Find) -> "Retelling":
    """Make every step again; raises `RowDiffers` for the first row that leads to something else.

    That a row's payload and place are what the chain binds is for the caller to have checked.
    """
    retelling = Retelling(find)
    for row in rows:
        try:
            retelling.repeat(row)
        except Mismatch as mismatch:
            raise RowDiffers(row=row["sequence"], reason=mismatch) from mismatch
    return retelling


class Retelling:
    """The case as the steps made again have left it."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._definition: Definition | None = None
        self._left: tuple[str, CaseState | None] | None = None
        self._state: CaseState | None = None
        self._subject = b"{}"
        self._parts: list[projections.Row] = []
        self._rows: list[Row] = []
        self.states: list[str] = []

    def repeat(self, row: Row) -> None:
        """Make the step of a row again; raises `Mismatch` when anything differs."""
        payload = row["payload"].encode()
        try:
            command, _ = journal.decode(payload)
            definition, at = self._version(row, command), from_micros(row["at"])
            state, events = step(definition, self._state, command, at)
        except Mismatch:
            raise
        except Exception as error:  # whatever stops a step: a journal is not made to be trusted
            raise StepImpossible(error=type(error).__name__) from error
        if command.kind != row["kind"]:
            raise RowChanged
        if journal.encode(command, events) != payload:
            raise EventsDiffer
        text = canonical(state)
        self.states.append(text.decode())
        before, self._state = self._state, journal.read_state(text)
        self._left = (command.left, before) if isinstance(command, MoveCase) else None
        self._follow_parts(row, before, self._state)
        if not self._rows or tells_of_subject(definition, events):
            self._subject = subject(definition, self._state, at)
        self._rows.append(row)

    def case(self) -> Mapping[str, Any]:
        """Return what must stand in the case's row and the tables beside it, as `case.json` tells it."""
        if self._definition is None or self._state is None:
            raise StepImpossible(error="")
        first, last = self._rows[0], self._rows[-1]
        case = last["case"]
        return told(
            {
                "case": case,
                "version": len(self._rows),
                "head": last["hash"],
                "definition": self._definition.digest,
                "status": self._state.status,
                "next_due": projections.next_due(self._state),
                "opened_at": first["at"],
                "changed_at": last["at"],
                "started_by": first["person"],
                "start_key": first["command_key"],
                "state": self.states[-1],
            },
            self._subject,
            {
                "tasks": list(projections.task_rows(case, self._definition, self._state).values()),
                "timers": list(projections.timer_rows(case, self._state).values()),
                "participations": self._parts,
            },
        )

    def _version(self, row: Row, command: Command) -> Definition:
        """Return the version of a row: only a move makes it another, and one undone gives back what was."""
        before = None if self._definition is None else self._definition.digest
        if isinstance(command, UndoMove):
            if self._left != (row["definition"], command.before):
                raise UndoDiffers
        elif isinstance(command, MoveCase):
            if command.left != before:
                raise VersionDiffers
        elif before not in {None, row["definition"]}:
            raise VersionDiffers
        self._definition = definition = self._find(row["definition"])
        return definition

    def _follow_parts(self, row: Row, before: CaseState | None, after: CaseState) -> None:
        where = {"case_id": row["case"], "sequence": row["sequence"], "at": row["at"]}
        change = projections.part_changes(where, before, after)
        for ended in change.drop:
            for part in self._parts:
                same = (part["unit"], part["party"]) == (ended["unit_now"], ended["party_now"])
                if same and part["last_sequence"] is None:
                    part.update(last_sequence=ended["sequence"], ends_at=ended["at"])
        self._parts += change.put


def told(row: Row, subject: bytes, tables: Mapping[str, Sequence[projections.Row]]) -> Mapping[str, Any]:
    """Return a case's row, its person and the tables beside it as `case.json` tells them."""
    ordered = {name: sorted(rows, key=canonical_json) for name, rows in tables.items()}
    return {**row, "subject": json.loads(subject), **ordered}

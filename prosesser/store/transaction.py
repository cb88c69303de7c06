"""One write transaction: load a case, append steps to it, and keep the projections true.

A step that was made from a state that is no longer the case's meets the case's version and the
journal's primary key: `Conflict`. Nothing of it is kept, and the use case tries on the new state.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.pool import PoolProxiedConnection

from prosesser.definition.model import Definition
from prosesser.engine.state import CaseState
from prosesser.errors import Refused
from prosesser.store import journal, projections
from prosesser.store.database import batch
from prosesser.store.instants import from_micros, to_micros
from prosesser.store.journal import Step
from prosesser.store.keys import CaseKey, MasterKey
from prosesser.store.projections import Standing


class Conflict(Exception):
    """The case changed since it was loaded."""


class CaseErased(Refused):
    """Innholdet i saken er slettet etter vedtak. Slettebeviset ligger hos den som drifter systemet."""


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """A case as it was loaded.

    ``had_part``: the unit asked for has or had a part in it. ``repeated``: the sequence number of
    the step already made with the idempotency key asked for.
    """

    id: str
    definition: str
    version: int
    head: bytes
    state: CaseState
    key: CaseKey
    changed_at: datetime
    had_part: bool
    repeated: int | None


@dataclass(frozen=True, slots=True)
class Incident:
    """A step that failed, without content: what kind of command, where, and the error's class.

    ``version`` is the case's when it was tried, None when the case could not be read.
    """

    case: str
    version: int | None
    at: datetime
    kind: str
    element: str | None
    fault: str


class Transaction:
    """The statements of one write transaction; `Store.write` begins and ends it."""

    __slots__ = ("_connection", "_cursor", "_dialect", "_master", "_sql")

    def __init__(
        self, connection: PoolProxiedConnection, dialect: Dialect, sql: Mapping[str, str], master: MasterKey
    ) -> None:
        self._connection = connection
        self._cursor = connection.cursor()
        self._dialect = dialect
        self._sql = sql
        self._master = master

    def row(self, statement: str, **values: object) -> tuple[Any, ...] | None:
        """Run a statement of `statements` and return its first row."""
        self._cursor.execute(self._sql[statement], values)
        found: tuple[Any, ...] | None = self._cursor.fetchone()
        return found

    def run(self, statement: str, rows: Iterable[Mapping[str, object]]) -> None:
        """Run a statement of `statements` once per row."""
        for values in rows:
            self._cursor.execute(self._sql[statement], values)

    def load(self, case: str, unit: str = "", command_key: str | None = None) -> CaseRecord | None:
        """Load a case, and what the unit and the idempotency key have to do with it."""
        found = self.row("load", case_id=case, unit=unit, command_key=command_key)
        if found is None:
            return None
        definition, version, head, state, changed_at, sealed, had_part, repeated = found
        if sealed is None:
            raise CaseErased
        key = self._master.case_key(case, sealed)
        return CaseRecord(
            id=case,
            definition=definition,
            version=version,
            head=head,
            state=journal.read_state(key.open("state", version, state)),
            key=key,
            changed_at=from_micros(changed_at),
            had_part=bool(had_part),
            repeated=repeated,
        )

    def step_made(self, record: CaseRecord, sequence: int) -> bytes:
        """Return the payload of a step of the case."""
        found = self.row("entry", case_id=record.id, sequence=sequence)
        if found is None:
            raise Conflict
        return record.key.open("payload", sequence, found[0])

    def append(self, record: CaseRecord, definition: Definition, steps: Sequence[Step]) -> None:
        """Append steps to a loaded case, and bring its row and projections to the last one's state.

        ``definition`` is the version that the case followed when it was loaded.
        """
        rows = journal.rows(record.id, record.key, record.head, record.version + 1, steps)
        moved = {
            **_case_row(record.key, rows[-1], steps[-1]),
            "case_id": record.id,
            "version_before": record.version,
        }
        with self._together():
            mover = self._connection.cursor()
            mover.execute(self._sql["move_case"], moved)
            self.run("add_entry", rows)
            self._project(record.id, record.key, Standing(definition, record.state), _standing(steps[-1]))
            self._project_parts(record.state, rows, steps)
        if mover.rowcount != 1:
            raise Conflict

    def create(self, case: str, steps: Sequence[Step], *, subject: bytes, start_key: str) -> None:
        """Create a case with its own key from its first steps; ``subject`` is sealed with it."""
        key, sealed = self._master.new_case_key(case)
        rows = journal.rows(case, key, journal.GENESIS, 1, steps)
        created = {
            **_case_row(key, rows[-1], steps[-1]),
            "id": case,
            "subject": key.seal("subject", "", subject),
            "opened_at": rows[0]["at"],
            "started_by": steps[0].actor.person,
            "start_key": start_key,
        }
        with self._together():
            self.run("add_case", [created])
            self.run("add_key", [{"case_id": case, "sealed": sealed}])
            self.run("add_entry", rows)
            self._project(case, key, None, _standing(steps[-1]))
            self._project_parts(None, rows, steps)

    def put_subject(self, record: CaseRecord, subject: bytes) -> None:
        """Keep what the diagram says of the case's person, sealed, in place of what it said before."""
        self.run("put_subject", [{"case_id": record.id, "subject": record.key.seal("subject", "", subject)}])

    def started(self, person: str, start_key: str) -> tuple[str, bytes] | None:
        """Return the case that a person started with an idempotency key, and its first payload.

        Raises `CaseErased`.
        """
        found = self.row("started", person=person, start_key=start_key)
        if found is None:
            return None
        case, payload, sealed = found
        if sealed is None:
            raise CaseErased
        return case, self._master.case_key(case, sealed).open("payload", 1, payload)

    def works_in(self, person: str, unit: str, now: datetime) -> bool:
        """Whether a person is a member of a unit now."""
        return self.row("member", person=person, unit=unit, at=to_micros(now)) is not None

    def put_draft(self, record: CaseRecord, task: str, content: bytes, person: str, now: datetime) -> None:
        """Keep a task's draft, encrypted, in place of the one before."""
        values = {"case_id": record.id, "task_id": task, "person": person, "saved_at": to_micros(now)}
        with self._together():
            self.run("put_draft", [{**values, "content": record.key.seal("draft", task, content)}])

    def has_draft(self, record: CaseRecord, task: str) -> bool:
        """Whether somebody has an unfinished form for a task of the case."""
        return self.row("has_draft", case_id=record.id, task_id=task) is not None

    def put_result(self, run: str, case: str, outcome: str, content: bytes | None) -> None:
        """Write what came of a case of a run, together with what was done to it."""
        values = {"of_run": run, "case_id": case, "its_outcome": outcome, "its_content": content}
        self.run("put_result", [values])

    def hold_timer(self, case: str, timer: str) -> bool:
        """Leave a timer alone until the case has moved on; False when there is no such timer."""
        self.run("hold_timer", [{"case_id": case, "timer": timer}])
        return bool(self._cursor.rowcount == 1)

    def add_incident(self, incident: Incident) -> None:
        """Record that a step failed."""
        values = {name: getattr(incident, name) for name in ("version", "kind", "element", "fault")}
        self.run("add_incident", [{**values, "case_id": incident.case, "at": to_micros(incident.at)}])

    @contextmanager
    def _together(self) -> Iterator[None]:
        try:
            with batch(self._connection, self._dialect.name):
                yield
        except self._dialect.loaded_dbapi.IntegrityError as error:
            raise Conflict from error

    def _project(self, case: str, key: CaseKey, before: Standing | None, after: Standing) -> None:
        tasks = projections.task_changes(case, before, after)
        timers = projections.timer_changes(case, before, after)
        self.run("drop_task", tasks.drop)
        self.run("put_task", (projections.sealed(row, key) for row in tasks.put))
        self.run("drop_timer", timers.drop)
        self.run("put_timer", timers.put)

    def _project_parts(
        self, before: CaseState | None, rows: Sequence[projections.Row], steps: Sequence[Step]
    ) -> None:
        for row, step in zip(rows, steps, strict=True):
            change = projections.part_changes(row, before, step.state)
            self.run("end_part", change.drop)
            self.run("begin_part", change.put)
            before = step.state


def _standing(step: Step) -> Standing:
    return Standing(step.definition, step.state)


def _case_row(key: CaseKey, row: Mapping[str, Any], last: Step) -> dict[str, Any]:
    return {
        "definition": last.definition.digest,
        "version": row["sequence"],
        "head": row["hash"],
        "state": key.seal("state", row["sequence"], last.canonical),
        "status": last.state.status,
        "next_due": projections.next_due(last.state),
        "changed_at": row["at"],
    }

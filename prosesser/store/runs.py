"""Runs: work over many cases that is taken up by one worker at a time and survives a restart.

All cases of a run are listed when it is created; one without an outcome is still to do. A worker
that has gone silent loses its run to the next one that asks. What came of a case is sealed with
the case's own key, so it goes when the case is erased.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, func, insert, or_, select, update

from prosesser.definition.bundle import Bundle
from prosesser.store.instants import from_micros, from_micros_or_none, to_micros
from prosesser.store.tables import run_cases, runs
from prosesser.store.versions import pack, unpack

WAITING, RUNNING, DONE, CANCELLED = "waiting", "running", "done", "cancelled"
UNREADABLE = "unreadable"
"""The outcome of a case, in any kind of run, that could not be worked on."""
SILENCE = timedelta(minutes=2)
"""How long a worker may be silent before its run is another's to take."""


@dataclass(frozen=True, slots=True)
class NewRun:
    """A run to create: of what ``kind``, ``about`` what (a revision's id, a version's digest).

    ``terms`` is JSON data for whoever works on it; ``bundle`` the files that it works with, as they
    were, where they are no version's.
    """

    id: str
    kind: str
    about: str
    terms: Mapping[str, Any]
    bundle: Bundle | None
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run as it stands; ``outcomes`` counts the cases that are done, by outcome."""

    id: str
    kind: str
    about: str
    terms: Mapping[str, Any]
    bundle: Bundle | None
    status: str
    total: int
    outcomes: Mapping[str, int]
    person: str
    started_at: datetime
    ended_at: datetime | None

    @property
    def done(self) -> int:
        """How many cases are done."""
        return sum(self.outcomes.values())

    @property
    def is_going_on(self) -> bool:
        """Whether cases are still being worked on, or will be."""
        return self.status in {WAITING, RUNNING}


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came of a case: an outcome to count by, and the sealed rest."""

    case: str
    outcome: str
    content: bytes | None


def create(connection: Connection, run: NewRun, cases: Sequence[str]) -> None:
    """Create a run over these cases; it waits for a worker."""
    connection.execute(
        insert(runs).values(
            id=run.id,
            kind=run.kind,
            about=run.about,
            terms=json.dumps(run.terms, ensure_ascii=False, sort_keys=True),
            bundle=None if run.bundle is None else pack(run.bundle),
            status=WAITING,
            total=len(cases),
            person=run.person,
            started_at=to_micros(run.at),
        )
    )
    if cases:
        connection.execute(insert(run_cases), [{"run": run.id, "case_id": case} for case in cases])


def find(connection: Connection, wanted: str) -> RunRecord | None:
    """Return a run; None when there is none of that id."""
    row = connection.execute(select(runs).where(runs.c.id == wanted)).one_or_none()
    return None if row is None else _record(connection, row)


def about(connection: Connection, kind: str, wanted: str) -> tuple[RunRecord, ...]:
    """Return the runs of a kind about a revision or a version, the last one first."""
    query = select(runs).where(runs.c.about == wanted, runs.c.kind == kind)
    rows = connection.execute(query.order_by(runs.c.started_at.desc(), runs.c.id)).all()
    return tuple(_record(connection, row) for row in rows)


def take(connection: Connection, worker: str, now: datetime) -> RunRecord | None:
    """Give the oldest run that nobody works on to a worker; None when there is none."""
    free = _free(now)
    query = select(runs.c.id).where(free).order_by(runs.c.started_at, runs.c.id).limit(1)
    wanted = connection.execute(query.with_for_update(skip_locked=True)).scalar()
    if wanted is None:
        return None
    taken = update(runs).where(runs.c.id == wanted, free)
    connection.execute(taken.values(status=RUNNING, worker=worker, beat_at=to_micros(now)))
    return find(connection, wanted)


def claim(connection: Connection, run: str, worker: str, now: datetime) -> bool:
    """Give a certain run to a worker, if nobody works on it; False when somebody does, or it has ended."""
    taken = update(runs).where(runs.c.id == run, _free(now))
    return (
        connection.execute(taken.values(status=RUNNING, worker=worker, beat_at=to_micros(now))).rowcount == 1
    )


def is_wanted(connection: Connection, now: datetime) -> bool:
    """Tell whether there is a run that nobody works on."""
    return connection.execute(select(runs.c.id).where(_free(now)).limit(1)).scalar() is not None


def release(connection: Connection, run: str, worker: str) -> None:
    """Give a run back, for the next worker to go on with at once."""
    mine = and_(runs.c.id == run, runs.c.status == RUNNING, runs.c.worker == worker)
    connection.execute(update(runs).where(mine).values(status=WAITING, worker=None))


def beat(connection: Connection, run: str, worker: str, now: datetime) -> bool:
    """Say that a worker is still at it; False when the run is no longer the worker's, or cancelled."""
    mine = and_(runs.c.id == run, runs.c.status == RUNNING, runs.c.worker == worker)
    return connection.execute(update(runs).where(mine).values(beat_at=to_micros(now))).rowcount == 1


def to_do(connection: Connection, run: str, limit: int) -> tuple[str, ...]:
    """Return up to ``limit`` cases of a run that are still to do."""
    query = select(run_cases.c.case_id).where(run_cases.c.run == run, run_cases.c.outcome.is_(None))
    return tuple(connection.execute(query.order_by(run_cases.c.case_id).limit(limit)).scalars())


def record(connection: Connection, run: str, results: Iterable[CaseResult]) -> None:
    """Write what came of cases."""
    rows = [
        {"of_case": result.case, "its_outcome": result.outcome, "its_content": result.content}
        for result in results
    ]
    if rows:
        here = and_(run_cases.c.run == run, run_cases.c.case_id == bindparam("of_case"))
        written = update(run_cases).where(here)
        connection.execute(
            written.values(outcome=bindparam("its_outcome"), content=bindparam("its_content")), rows
        )


def end(connection: Connection, run: str, status: str, now: datetime) -> bool:
    """End a run, done or cancelled; False when it had ended before."""
    going = and_(runs.c.id == run, runs.c.status.in_((WAITING, RUNNING)))
    ended = update(runs).where(going).values(status=status, ended_at=to_micros(now))
    return connection.execute(ended).rowcount == 1


def results(
    connection: Connection, run: str, outcomes: Iterable[str] | None = None
) -> tuple[CaseResult, ...]:
    """Return what came of the cases that are done, of these outcomes or of all, by case id."""
    query = select(run_cases).where(run_cases.c.run == run, run_cases.c.outcome.is_not(None))
    if outcomes is not None:
        query = query.where(run_cases.c.outcome.in_(tuple(outcomes)))
    rows = connection.execute(query.order_by(run_cases.c.case_id))
    return tuple(CaseResult(row.case_id, row.outcome, row.content) for row in rows)


def result(connection: Connection, run: str, case: str) -> CaseResult | None:
    """Return what came of one case; None while it is to do, or when it is not the run's."""
    here = and_(run_cases.c.run == run, run_cases.c.case_id == case, run_cases.c.outcome.is_not(None))
    row = connection.execute(select(run_cases).where(here)).one_or_none()
    return None if row is None else CaseResult(row.case_id, row.outcome, row.content)


def _free(now: datetime) -> ColumnElement[bool]:
    silent = to_micros(now - SILENCE)
    return or_(runs.c.status == WAITING, and_(runs.c.status == RUNNING, runs.c.beat_at < silent))


def _record(connection: Connection, row: Row[Any]) -> RunRecord:
    done = select(run_cases.c.outcome, func.count().label("number")).where(
        run_cases.c.run == row.id, run_cases.c.outcome.is_not(None)
    )
    counted: Iterator[tuple[str, int]] = (
        (counted.outcome, counted.number)
        for counted in connection.execute(done.group_by(run_cases.c.outcome))
    )
    return RunRecord(
        id=row.id,
        kind=row.kind,
        about=row.about,
        terms=json.loads(row.terms),
        bundle=None if row.bundle is None else unpack(row.bundle),
        status=row.status,
        total=row.total,
        outcomes=dict(counted),
        person=row.person,
        started_at=from_micros(row.started_at),
        ended_at=from_micros_or_none(row.ended_at),
    )

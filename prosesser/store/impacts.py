"""What a draft would do in cases: which cases, their journals, and what came of each, a few at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from prosesser.store.tables import case_keys, cases, definitions, journal, participations, run_cases

_AT_ONCE = 200
"""Results that are in memory at once."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A case with its journal and its parts, oldest first; ``sealed`` is its key (None: erased)."""

    case: str
    definition: str
    version: int
    state: bytes
    sealed: bytes | None
    journal: Sequence[Any]
    parts: Sequence[Any]


def cases_of_process(connection: Connection, key: str) -> tuple[str, ...]:
    """Return the ids of all cases of a process, on whichever version, running or not."""
    query = select(cases.c.id).join(definitions, definitions.c.digest == cases.c.definition)
    return tuple(connection.execute(query.where(definitions.c.key == key).order_by(cases.c.id)).scalars())


def number_of_cases(connection: Connection, key: str) -> int:
    """Count the cases of a process."""
    query = select(func.count()).select_from(cases)
    joined = query.join(definitions, definitions.c.digest == cases.c.definition)
    return connection.execute(joined.where(definitions.c.key == key)).scalar_one()


def recording(connection: Connection, case: str) -> Recording:
    """Read a case as it stands, with its journal."""
    itself = (
        select(cases.c.definition, cases.c.version, cases.c.state, case_keys.c.sealed)
        .outerjoin(case_keys, case_keys.c.case_id == cases.c.id)
        .where(cases.c.id == case)
    )
    row = connection.execute(itself).one()
    rows = select(journal.c.sequence, journal.c.at, journal.c.person, journal.c.payload).where(
        journal.c.case_id == case
    )
    parts = select(participations).where(participations.c.case_id == case)
    return Recording(
        case=case,
        definition=row.definition,
        version=row.version,
        state=row.state,
        sealed=row.sealed,
        journal=connection.execute(rows.order_by(journal.c.sequence)).all(),
        parts=connection.execute(parts.order_by(participations.c.first_sequence)).all(),
    )


def results(connection: Connection, run: str) -> Iterator[Any]:
    """Yield outcome, sealed content, sealed key and status of each case of a run that is done, by case id."""
    after = ""
    while rows := connection.execute(
        _results(run).where(run_cases.c.case_id > after).order_by(run_cases.c.case_id).limit(_AT_ONCE)
    ).all():
        yield from rows
        after = rows[-1].case_id


def results_of_unit(connection: Connection, run: str, unit: str, case: str | None = None) -> Sequence[Any]:
    """Return what `results` yields, with subjects and definitions, of the cases that a unit knows all of.

    They are those that it has a part in, or had until they ended; ``case``: of that one alone.
    """
    to_the_end = or_(
        participations.c.last_sequence.is_(None), participations.c.last_sequence == cases.c.version
    )
    has_part = select(participations.c.case_id).where(
        participations.c.case_id == run_cases.c.case_id, participations.c.unit == unit, to_the_end
    )
    query = _results(run).add_columns(cases.c.subject, cases.c.definition).where(has_part.exists())
    if case is not None:
        query = query.where(run_cases.c.case_id == case)
    return connection.execute(query.order_by(cases.c.opened_at, cases.c.id)).all()


def _results(run: str) -> Select[Any]:
    return (
        select(
            run_cases.c.case_id, run_cases.c.outcome, run_cases.c.content, case_keys.c.sealed, cases.c.status
        )
        .join_from(run_cases, cases, cases.c.id == run_cases.c.case_id)
        .outerjoin(case_keys, case_keys.c.case_id == run_cases.c.case_id)
        .where(run_cases.c.run == run, run_cases.c.outcome.is_not(None))
    )

"""A case with everything stored of it, for verification."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from prosesser.store.tables import case_keys, cases, journal, participations, tasks, timers


@dataclass(frozen=True, slots=True)
class StoredCase:
    """The case's row, its sealed key (None: erased), journal rows in order, and projections."""

    row: Row[Any]
    sealed_key: bytes | None
    journal: Sequence[Row[Any]]
    tasks: list[dict[str, Any]]
    timers: list[dict[str, Any]]
    parts: list[dict[str, Any]]


def read_case(connection: Connection, case: str) -> StoredCase | None:
    """Read all that is stored of a case; None when there is no such case."""
    row = connection.execute(select(cases).where(cases.c.id == case)).one_or_none()
    if row is None:
        return None
    rows = select(journal).where(journal.c.case_id == case).order_by(journal.c.sequence)
    return StoredCase(
        row=row,
        sealed_key=connection.execute(select(case_keys.c.sealed).where(case_keys.c.case_id == case)).scalar(),
        journal=connection.execute(rows).all(),
        tasks=_rows(connection, tasks, case),
        timers=[{**timer, "held_version": None} for timer in _rows(connection, timers, case)],
        parts=_rows(connection, participations, case),
    )


def _rows(connection: Connection, table: Table, case: str) -> list[dict[str, Any]]:
    found = connection.execute(select(table).where(table.c.case_id == case))
    return [dict(row) for row in found.mappings()]

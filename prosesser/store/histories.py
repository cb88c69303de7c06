"""The journals of many cases, as evidence and reports read them; and the cases that a unit's report is of."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, func, or_, select

from prosesser.store.tables import case_keys, cases, journal, participations

_AT_ONCE = 100
"""Cases whose journals are read by one query: few queries, and never many rows in memory at once."""


def cases_of_unit(connection: Connection, unit: str, since: int) -> Sequence[Row[Any]]:
    """Return the unit's parts in cases that run, or have changed since an instant; erased ones left out.

    One row per part, with the case's version, definition and sealed key.
    """
    query: Select[Any] = (
        select(
            participations.c.case_id,
            participations.c.first_sequence,
            participations.c.last_sequence,
            cases.c.version,
            cases.c.definition,
            case_keys.c.sealed,
        )
        .join_from(participations, cases, cases.c.id == participations.c.case_id)
        .join(case_keys, case_keys.c.case_id == cases.c.id)
        .where(participations.c.unit == unit, or_(cases.c.status == "active", cases.c.changed_at >= since))
        .order_by(participations.c.case_id, participations.c.first_sequence)
    )
    return connection.execute(query).all()


def journals(connection: Connection, wanted: Sequence[str]) -> Iterator[tuple[str, list[Row[Any]]]]:
    """Yield cases in the order asked for, each with its journal rows, oldest first; those without, not."""
    for some in _some(wanted):
        query: Select[Any] = (
            select(
                journal.c.case_id,
                journal.c.sequence,
                journal.c.at,
                journal.c.person,
                journal.c.unit,
                journal.c.definition,
                journal.c.payload,
            )
            .where(journal.c.case_id.in_(some))
            .order_by(journal.c.case_id, journal.c.sequence)
        )
        rows = groupby(connection.execute(query), key=lambda row: str(row.case_id))
        found = {case: list(its) for case, its in rows}
        yield from ((case, found[case]) for case in some if case in found)


def states(connection: Connection, wanted: Sequence[str]) -> dict[str, bytes]:
    """Return the sealed states of cases."""
    found: dict[str, bytes] = {}
    for some in _some(wanted):
        query = select(cases.c.id, cases.c.state).where(cases.c.id.in_(some))
        found |= {row.id: row.state for row in connection.execute(query)}
    return found


def first_part(connection: Connection, unit: str) -> int | None:
    """Return when the unit first had a part in a case, as stored; None when it never had."""
    query = select(func.min(participations.c.starts_at)).where(participations.c.unit == unit)
    return connection.execute(query).scalar()


def _some(wanted: Sequence[str]) -> Iterator[Sequence[str]]:
    return (wanted[first : first + _AT_ONCE] for first in range(0, len(wanted), _AT_ONCE))

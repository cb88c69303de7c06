"""What evidence on the process reads: the cases of a selection, and their journals one after the other."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, select, true

from prosesser.store.assignments import Assignment, Selection, covered, covers
from prosesser.store.tables import case_keys, cases, definitions, journal

_AT_ONCE = 100
"""Cases whose journals are read by one query: few queries, and never many rows in memory at once."""


def selected(
    connection: Connection, given: Sequence[Assignment] | None, narrowed: Selection, version: str
) -> Sequence[Row[Any]]:
    """Return the cases that some assignment covers (None: all), narrowed, the oldest first.

    Each with what tells of its person, sealed, and its sealed key (None: erased). ``version``: the digest
    of one that the case has followed; empty for any.
    """
    query: Select[Any] = (
        select(
            cases.c.id,
            cases.c.definition,
            definitions.c.key,
            cases.c.status,
            cases.c.opened_at,
            cases.c.subject,
            case_keys.c.sealed,
        )
        .join_from(cases, definitions, definitions.c.digest == cases.c.definition)
        .outerjoin(case_keys, case_keys.c.case_id == cases.c.id)
        .where(true() if given is None else covered(given), covers(narrowed))
        .order_by(cases.c.opened_at, cases.c.id)
    )
    if version:
        by_it = select(journal.c.case_id).where(
            journal.c.case_id == cases.c.id, journal.c.definition == version
        )
        query = query.where(by_it.exists())
    return connection.execute(query).all()


def journals(connection: Connection, wanted: Sequence[str]) -> Iterator[Row[Any]]:
    """Yield the journal rows of cases, one case after the other, oldest first."""
    for first in range(0, len(wanted), _AT_ONCE):
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
            .join_from(journal, cases, cases.c.id == journal.c.case_id)
            .where(journal.c.case_id.in_(wanted[first : first + _AT_ONCE]))
            .order_by(cases.c.opened_at, cases.c.id, journal.c.sequence)
        )
        yield from connection.execute(query)

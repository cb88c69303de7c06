"""What evidence on the process reads first: the cases of a selection."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, select, true

from prosesser.store.assignments import Assignment, Selection, covered, covers
from prosesser.store.tables import case_keys, cases, definitions, journal


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

"""What anchors are made of, and compared with: the heads of all cases, and rows' hashes."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, and_, exists, select, union
from sqlalchemy.dialects import postgresql, sqlite

from prosesser.store.tables import anchors, case_keys, cases, definitions, journal, publications

Head = tuple[str, int, bytes]
"""A case, the number of its last row, and that row's hash."""


def heads(connection: Connection) -> Iterator[Head]:
    """Yield the heads of all cases whose own row and journal agree on it, by case."""
    row = and_(
        journal.c.case_id == cases.c.id, journal.c.sequence == cases.c.version, journal.c.hash == cases.c.head
    )
    query = select(cases.c.id, cases.c.version, cases.c.head).join_from(cases, journal, row)
    for case, version, head in connection.execute(query.order_by(cases.c.id)):
        yield case, version, bytes(head)


def row_hash(connection: Connection, case: str, sequence: int) -> bytes | None:
    """Return the hash of a journal row; None when there is no such row."""
    query = select(journal.c.hash).where(journal.c.case_id == case, journal.c.sequence == sequence)
    return connection.execute(query).scalar()


def known_cases(connection: Connection) -> tuple[str, ...]:
    """Return the ids of all cases, oldest first, and of what only the journal or the keys still name."""
    listed = connection.execute(select(cases.c.id).order_by(cases.c.opened_at, cases.c.id)).scalars().all()
    orphans = set()
    for column in (journal.c.case_id, case_keys.c.case_id):
        query = select(column).where(~exists().where(cases.c.id == column)).distinct()
        orphans |= set(connection.execute(query).scalars())
    return (*listed, *sorted(orphans))


def known_versions(connection: Connection) -> tuple[str, ...]:
    """Return the digests of all definitions, and of what was published, whether or not it is there."""
    query = union(select(definitions.c.digest), select(publications.c.digest))
    return tuple(sorted(connection.execute(query).scalars()))


def copies(connection: Connection, after: int = 0) -> list[tuple[int, bytes]]:
    """Return the anchors that were made, as number and file's bytes, from the one after a number."""
    query = select(anchors).where(anchors.c.number > after).order_by(anchors.c.number)
    return [(row.number, bytes(row.content)) for row in connection.execute(query)]


def add_copy(connection: Connection, number: int, content: bytes) -> bool:
    """Keep the bytes of an anchor; False when another has its number already."""
    make: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    added = make(anchors).values(number=number, content=content)
    kept = added.on_conflict_do_nothing(index_elements=["number"]).returning(anchors.c.number)
    return connection.execute(kept).one_or_none() is not None

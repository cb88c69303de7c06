"""Revisions as rows: what a process owner works on, saved edition by edition."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, insert, select, update

from prosesser.definition.bundle import Bundle
from prosesser.store.instants import from_micros, to_micros
from prosesser.store.tables import revisions
from prosesser.store.versions import pack, unpack

DRAFT, CHECKED, SENT, APPROVED = "draft", "checked", "sent", "approved"
PUBLISHED, DISCARDED = "published", "discarded"


@dataclass(frozen=True, slots=True)
class Revision:
    """A working copy of a version, on its way to become the next one.

    ``key`` is the process's id, ``base`` the digest of the version that it builds on and will follow,
    ``edition`` how often it has been saved, counting from 1. ``status``: `DRAFT`; `CHECKED` without errors;
    `SENT` for approval; `APPROVED`; and for good `PUBLISHED` or `DISCARDED`.
    """

    id: str
    title: str
    key: str
    base: str
    edition: int
    status: str
    bundle: Bundle
    created_by: str
    created_at: datetime
    changed_by: str
    changed_at: datetime


def add(connection: Connection, revision: Revision) -> None:
    """Add a revision."""
    connection.execute(
        insert(revisions).values(
            id=revision.id,
            title=revision.title,
            key=revision.key,
            base=revision.base,
            edition=revision.edition,
            status=revision.status,
            bundle=pack(revision.bundle),
            created_by=revision.created_by,
            created_at=to_micros(revision.created_at),
            changed_by=revision.changed_by,
            changed_at=to_micros(revision.changed_at),
        )
    )


def find(connection: Connection, wanted: str) -> Revision | None:
    """Return a revision; None when there is none of that id."""
    row = connection.execute(select(revisions).where(revisions.c.id == wanted)).one_or_none()
    return None if row is None else _revision(row)


def kept(connection: Connection) -> tuple[Revision, ...]:
    """Return the revisions that have not been discarded, the last changed first."""
    query = select(revisions).where(revisions.c.status != DISCARDED)
    order = (revisions.c.changed_at.desc(), revisions.c.id)
    return tuple(map(_revision, connection.execute(query.order_by(*order))))


def replace(connection: Connection, revision: Revision, before: Revision) -> bool:
    """Store what has become of a revision; False when it is no longer as it was ``before``."""
    unchanged = (
        revisions.c.id == before.id,
        revisions.c.edition == before.edition,
        revisions.c.status == before.status,
    )
    done = connection.execute(
        update(revisions)
        .where(*unchanged)
        .values(
            title=revision.title,
            base=revision.base,
            edition=revision.edition,
            status=revision.status,
            bundle=pack(revision.bundle),
            changed_by=revision.changed_by,
            changed_at=to_micros(revision.changed_at),
        )
    )
    return done.rowcount == 1


def _revision(row: Row[tuple[object, ...]]) -> Revision:
    return Revision(
        id=row.id,
        title=row.title,
        key=row.key,
        base=row.base,
        edition=row.edition,
        status=row.status,
        bundle=unpack(row.bundle),
        created_by=row.created_by,
        created_at=from_micros(row.created_at),
        changed_by=row.changed_by,
        changed_at=from_micros(row.changed_at),
    )

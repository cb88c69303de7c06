"""What was published: which version new cases start on, from which day, by whom and why.

The publications of a process are numbered from 1. New cases start on the one with the greatest number
whose day has come: each builds on the one before it, so one with a day to come is overtaken for good
by the next one that begins no later.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects import postgresql, sqlite

from prosesser.calendar import oslo_date
from prosesser.definition.model import Definition
from prosesser.errors import Refused
from prosesser.store.instants import from_micros, to_micros
from prosesser.store.tables import publications
from prosesser.store.versions import add_definition


class Overtaken(Refused):
    """En annen versjon ble publisert samtidig. Ingenting er endret. Last siden på nytt."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A version that takes new cases from the Oslo day ``valid_from`` on, until a later one does.

    ``revision`` is the revision that it came from; None for what was published without one, at installation.
    """

    key: str
    number: int
    digest: str
    valid_from: date
    at: datetime
    by: str
    revision: str | None
    reason: str


def publish(connection: Connection, definition: Definition, person: str, now: datetime) -> None:
    """Let new cases start on a definition without a revision; one that was published last stays as it is.

    It is in use from today. Raises `Overtaken`.
    """
    before = newest(connection, definition.key)
    if before is not None and before.digest == definition.digest:
        return
    number = 1 if before is None else before.number + 1
    today = oslo_date(now)
    added = Publication(definition.key, number, definition.digest, today, now, person, None, "")
    add(connection, definition, added)


def add(connection: Connection, definition: Definition, publication: Publication) -> None:
    """Add a publication and its version; raises `Overtaken` when another has taken its number."""
    add_definition(connection, definition)
    make: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    added = make(publications).values(
        key=publication.key,
        number=publication.number,
        digest=publication.digest,
        valid_from=publication.valid_from.isoformat(),
        published_at=to_micros(publication.at),
        published_by=publication.by,
        revision=publication.revision,
        reason=publication.reason,
    )
    kept = added.on_conflict_do_nothing(index_elements=["key", "number"]).returning(publications.c.number)
    if connection.execute(kept).one_or_none() is None:
        raise Overtaken


def newest(connection: Connection, key: str) -> Publication | None:
    """Return what was published last of a process."""
    query = select(publications).where(publications.c.key == key).order_by(publications.c.number.desc())
    row = connection.execute(query.limit(1)).one_or_none()
    return None if row is None else _publication(row)


def all_of(connection: Connection) -> tuple[Publication, ...]:
    """Return all publications, the last of each process first."""
    order = (publications.c.key, publications.c.number.desc())
    return tuple(map(_publication, connection.execute(select(publications).order_by(*order))))


def _publication(row: Row[tuple[object, ...]]) -> Publication:
    return Publication(
        key=row.key,
        number=row.number,
        digest=row.digest,
        valid_from=date.fromisoformat(row.valid_from),
        at=from_micros(row.published_at),
        by=row.published_by,
        revision=row.revision,
        reason=row.reason,
    )

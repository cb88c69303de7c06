"""Who was where at a time: members of units, and assignments, as they stood then."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, or_, select

from prosesser.store.assignments import Assignment, all_given
from prosesser.store.instants import to_micros
from prosesser.store.tables import definitions, memberships, persons, units


def members_between(
    connection: Connection, of_units: Iterable[str], first: datetime, last: datetime
) -> Sequence[Row[Any]]:
    """Return who was a member of these units at some instant from first to last, by unit and name."""
    return _members(connection, first, last, memberships.c.unit.in_(tuple(of_units)))


def holders_between(
    connection: Connection, people: Iterable[str], first: datetime, last: datetime
) -> Sequence[Row[Any]]:
    """Return the memberships that these people had at some instant from first to last, by unit and name."""
    return _members(connection, first, last, memberships.c.person.in_(tuple(people)))


def assignments_between(connection: Connection, first: datetime, last: datetime) -> tuple[Assignment, ...]:
    """Return the assignments in force at some instant from first to last, the oldest first."""
    lasted = (
        one
        for one in all_given(connection)
        if one.start <= last and one.end > first and (one.ended is None or one.ended > first)
    )
    return tuple(sorted(lasted, key=lambda one: one.start))


def process_of(connection: Connection, digest: str) -> str:
    """Return the key of the process that a version is of."""
    query = select(definitions.c.key).where(definitions.c.digest == digest)
    return str(connection.execute(query).scalar_one())


def _members(
    connection: Connection, first: datetime, last: datetime, which: ColumnElement[bool]
) -> Sequence[Row[Any]]:
    lasted = and_(
        memberships.c.starts_at <= to_micros(last),
        or_(memberships.c.ends_at.is_(None), memberships.c.ends_at > to_micros(first)),
    )
    query = (
        select(memberships, persons.c.name, units.c.name.label("unit_name"))
        .join_from(memberships, persons, persons.c.id == memberships.c.person)
        .join(units, units.c.id == memberships.c.unit)
        .where(which, lasted)
        .order_by(units.c.name, persons.c.name, memberships.c.starts_at)
    )
    return connection.execute(query).all()

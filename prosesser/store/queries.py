"""What the inbox reads; each query holds its own access condition.

The lists of tasks are read by ordinal from an index that covers the order: the page's keys first,
then those rows alone. A page in the second half is counted from the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Self

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select

from prosesser.store.tables import (
    case_keys,
    cases,
    definitions,
    drafts,
    journal,
    participations,
    persons,
    tasks,
    units,
)

_ORDER = (tasks.c.sort_due, tasks.c.opened_at, tasks.c.case_id, tasks.c.task_id)


class View(Enum):
    """The views of the inbox."""

    MINE = "mine"
    UNIT = "unit"
    UNASSIGNED = "unassigned"


@dataclass(frozen=True, slots=True)
class Slice:
    """Which rows of a list: ``size`` rows from ``offset``, of ``total``."""

    offset: int
    size: int
    total: int

    @classmethod
    def of_page(cls, page: int, size: int, total: int) -> Self:
        """Return the rows of a page, counted from 1; of the nearest page that there is."""
        last = max(1, -(-total // size))
        return cls((min(max(page, 1), last) - 1) * size, size, total)

    @property
    def page(self) -> int:
        """The number of the page, from 1."""
        return self.offset // self.size + 1


def view_condition(view: View, person: str, unit: str) -> ColumnElement[bool]:
    """Return which tasks a view holds for a person working for a unit."""
    ours = tasks.c.unit == unit
    if view is View.MINE:
        return and_(ours, tasks.c.assignee == person)
    return ours if view is View.UNIT else and_(ours, tasks.c.assignee.is_(None))


def count_view(connection: Connection, view: View, person: str, unit: str) -> int:
    """Count the open tasks of one view."""
    query = select(func.count()).select_from(tasks).where(view_condition(view, person, unit))
    return connection.execute(query).scalar_one()


def running_on(connection: Connection) -> dict[str, int]:
    """Count the running cases of each version, by digest, over all units."""
    query = select(cases.c.definition, func.count()).where(cases.c.status == "active")
    return {row[0]: row[1] for row in connection.execute(query.group_by(cases.c.definition))}


def count_views(connection: Connection, person: str, unit: str) -> dict[View, int]:
    """Count the open tasks of each view, the unit's in one pass over an index."""
    mine = select(func.count()).select_from(tasks).where(view_condition(View.MINE, person, unit))
    query = select(
        mine.scalar_subquery().label("mine"),
        func.count().label("unit"),
        (func.count() - func.count(tasks.c.assignee)).label("unassigned"),
    ).where(view_condition(View.UNIT, person, unit))
    row = connection.execute(query).one()
    return {View.MINE: row.mine, View.UNIT: row.unit, View.UNASSIGNED: row.unassigned}


def task_slice(
    connection: Connection, view: View, person: str, unit: str, wanted: Slice
) -> Sequence[Row[Any]]:
    """Return the tasks of one slice of a view, nearest deadline first."""
    size = max(0, min(wanted.size, wanted.total - wanted.offset))
    from_end = wanted.total - wanted.offset - size
    backwards = from_end < wanted.offset
    order = [column.desc() for column in _ORDER] if backwards else list(_ORDER)
    keys = (
        select(tasks.c.case_id, tasks.c.task_id)
        .where(view_condition(view, person, unit))
        .order_by(*order)
        .limit(size)
        .offset(from_end if backwards else wanted.offset)
        .subquery()
    )
    on_page = and_(tasks.c.case_id == keys.c.case_id, tasks.c.task_id == keys.c.task_id)
    query = _task_rows().join(keys, on_page).order_by(*_ORDER)
    return connection.execute(query).all()


def tasks_of_case(connection: Connection, case: str) -> Sequence[Row[Any]]:
    """Return a case's open tasks, nearest deadline first."""
    return connection.execute(_task_rows().where(tasks.c.case_id == case).order_by(*_ORDER)).all()


def parts_of_case(connection: Connection, case: str) -> Sequence[Row[Any]]:
    """Return who has or had a part in a case, oldest first."""
    query = (
        select(participations, units.c.name.label("unit_name"))
        .outerjoin_from(participations, units, units.c.id == participations.c.unit)
        .where(participations.c.case_id == case)
        .order_by(participations.c.first_sequence, participations.c.party, participations.c.unit)
    )
    return connection.execute(query).all()


def case_row(connection: Connection, case: str, unit: str) -> Row[Any] | None:
    """Return a case that the unit has or had a part in; None as well when there is none."""
    has_part = (
        select(participations.c.case_id)
        .where(participations.c.case_id == cases.c.id, participations.c.unit == unit)
        .exists()
    )
    query = (
        select(cases, case_keys.c.sealed)
        .outerjoin_from(cases, case_keys, case_keys.c.case_id == cases.c.id)
        .where(cases.c.id == case, has_part)
    )
    return connection.execute(query).one_or_none()


def count_cases(connection: Connection, unit: str) -> int:
    """Count the cases that the unit has or had a part in."""
    query = select(func.count(participations.c.case_id.distinct())).where(participations.c.unit == unit)
    return connection.execute(query).scalar_one()


def case_slice(connection: Connection, unit: str, wanted: Slice) -> Sequence[Row[Any]]:
    """Return the cases that the unit has or had a part in: running ones first, nearest deadline first."""
    ours = (
        select(
            participations.c.case_id,
            func.max(participations.c.ends_at).label("ended"),
            (func.count() - func.count(participations.c.ends_at)).label("lasting"),
        )
        .where(participations.c.unit == unit)
        .group_by(participations.c.case_id)
        .subquery()
    )
    query = (
        select(cases, case_keys.c.sealed, ours.c.ended, ours.c.lasting, definitions.c.name.label("process"))
        .join_from(ours, cases, cases.c.id == ours.c.case_id)
        .join(definitions, definitions.c.digest == cases.c.definition)
        .outerjoin(case_keys, case_keys.c.case_id == cases.c.id)
        .order_by(cases.c.next_due.is_(None), cases.c.next_due, cases.c.opened_at, cases.c.id)
        .limit(wanted.size)
        .offset(wanted.offset)
    )
    return connection.execute(query).all()


def timeline_rows(
    connection: Connection, case: str, spans: Sequence[tuple[int, int | None]]
) -> Sequence[Row[Any]]:
    """Return a case's journal within spans of rows, newest first, with the names of who acted."""
    within = or_(*(_within(first, last) for first, last in spans))
    query = (
        select(journal, persons.c.name.label("person_name"), units.c.name.label("unit_name"))
        .outerjoin_from(journal, persons, persons.c.id == journal.c.person)
        .outerjoin(units, units.c.id == journal.c.unit)
        .where(journal.c.case_id == case, within)
        .order_by(journal.c.sequence.desc())
    )
    return connection.execute(query).all()


def versions_of_case(connection: Connection, case: str, until: int | None) -> tuple[str, ...]:
    """Return the digests of the versions that a case has followed up to a row (None: all), the last first."""
    query = (
        select(journal.c.definition)
        .where(journal.c.case_id == case, _within(1, until))
        .group_by(journal.c.definition)
        .order_by(func.max(journal.c.sequence).desc())
    )
    return tuple(connection.execute(query).scalars())


def draft(connection: Connection, case: str, task: str) -> bytes | None:
    """Return the sealed draft of an open task; None without one."""
    query = select(drafts.c.content).where(drafts.c.case_id == case, drafts.c.task_id == task)
    return connection.execute(query).scalar()


def drafted(connection: Connection, case: str) -> frozenset[str]:
    """Return the tasks of a case that there is a draft for."""
    return frozenset(connection.execute(select(drafts.c.task_id).where(drafts.c.case_id == case)).scalars())


def case_ids(connection: Connection) -> tuple[str, ...]:
    """Return the ids of all cases, oldest first."""
    return tuple(connection.execute(select(cases.c.id).order_by(cases.c.opened_at, cases.c.id)).scalars())


def some_case_keys(connection: Connection, number: int) -> tuple[tuple[str, bytes], ...]:
    """Return a few cases' ids with their sealed keys."""
    rows = connection.execute(select(case_keys.c.case_id, case_keys.c.sealed).limit(number))
    return tuple((row.case_id, row.sealed) for row in rows)


def person_names(connection: Connection) -> dict[str, str]:
    """Return what each person is called, by id."""
    return {row.id: row.name for row in connection.execute(select(persons.c.id, persons.c.name))}


def unit_names(connection: Connection) -> dict[str, str]:
    """Return what each unit is called, by id."""
    return {row.id: row.name for row in connection.execute(select(units.c.id, units.c.name))}


def _within(first: int, last: int | None) -> ColumnElement[bool]:
    begun = journal.c.sequence >= first
    return begun if last is None else and_(begun, journal.c.sequence <= last)


def _task_rows() -> Select[Any]:
    return (
        select(
            tasks,
            cases.c.definition,
            cases.c.subject,
            case_keys.c.sealed,
            units.c.name.label("unit_name"),
            persons.c.name.label("assignee_name"),
        )
        .join_from(tasks, cases, cases.c.id == tasks.c.case_id)
        .outerjoin(case_keys, case_keys.c.case_id == cases.c.id)
        .outerjoin(units, units.c.id == tasks.c.unit)
        .outerjoin(persons, persons.c.id == tasks.c.assignee)
    )

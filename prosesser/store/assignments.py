"""Assignments: which cases a person is to audit, from when to when, and what for."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, false, func, insert, or_, select

from prosesser.calendar import end_of_day, start_of_day
from prosesser.store.instants import from_micros, to_micros
from prosesser.store.queries import Slice
from prosesser.store.tables import assignment_ends, assignments, case_keys, cases, definitions, participations


@dataclass(frozen=True, slots=True)
class Selection:
    """Which cases: all of these have to hold, and an empty one always does.

    ``units``: one of them has or had a part in the case. ``opened_from`` and ``opened_until``: Oslo days,
    both included. ``cases``: by id. ``process``: the key of the journey.
    """

    units: tuple[str, ...] = ()
    opened_from: date | None = None
    opened_until: date | None = None
    cases: tuple[str, ...] = ()
    process: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a person is to audit and what for; in force from ``start`` until ``end``.

    Given by another person. ``ended`` is when it was ended before its time.
    """

    id: str
    person: str
    purpose: str
    selection: Selection
    given_by: str
    given_at: datetime
    start: datetime
    end: datetime
    ended: datetime | None = field(default=None)


def give(connection: Connection, assignment: Assignment) -> None:
    """Write an assignment."""
    connection.execute(
        insert(assignments).values(
            id=assignment.id,
            person=assignment.person,
            purpose=assignment.purpose,
            selection=_written(assignment.selection),
            given_by=assignment.given_by,
            given_at=to_micros(assignment.given_at),
            starts_at=to_micros(assignment.start),
            ends_at=to_micros(assignment.end),
        )
    )


def end(connection: Connection, assignment: str, person: str, reason: str, at: datetime) -> None:
    """End an assignment before its time."""
    connection.execute(
        insert(assignment_ends).values(assignment=assignment, at=to_micros(at), person=person, reason=reason)
    )


def all_given(connection: Connection) -> tuple[Assignment, ...]:
    """Return all assignments there ever were, the newest first."""
    return tuple(
        map(_read, connection.execute(_rows().order_by(assignments.c.given_at.desc(), assignments.c.id)))
    )


def in_force(connection: Connection, person: str, at: datetime) -> tuple[Assignment, ...]:
    """Return the assignments that a person has at an instant, the oldest first."""
    instant = to_micros(at)
    query = _rows().where(
        assignments.c.person == person,
        assignments.c.starts_at <= instant,
        assignments.c.ends_at > instant,
        or_(assignment_ends.c.at.is_(None), assignment_ends.c.at > instant),
    )
    return tuple(map(_read, connection.execute(query.order_by(assignments.c.given_at))))


def covered(given: Iterable[Assignment]) -> ColumnElement[bool]:
    """Return which rows of ``cases`` some assignment covers."""
    return or_(false(), *(covers(assignment.selection) for assignment in given))


def covering(connection: Connection, given: Sequence[Assignment], case: str) -> Assignment | None:
    """Return the first of these assignments that covers a case; None as well when there is no such case."""
    for assignment in given:
        query = select(cases.c.id).where(cases.c.id == case, covers(assignment.selection))
        if connection.execute(query).scalar() is not None:
            return assignment
    return None


def count_covered(connection: Connection, given: Sequence[Assignment]) -> int:
    """Count the cases that some assignment covers."""
    return connection.execute(select(func.count()).select_from(cases).where(covered(given))).scalar_one()


def covered_slice(connection: Connection, given: Sequence[Assignment], wanted: Slice) -> Sequence[Row[Any]]:
    """Return covered cases with sealed key and the process's name, the newest first."""
    query = (
        select(cases, case_keys.c.sealed, definitions.c.name.label("process"))
        .join_from(cases, definitions, definitions.c.digest == cases.c.definition)
        .outerjoin(case_keys, case_keys.c.case_id == cases.c.id)
        .where(covered(given))
        .order_by(cases.c.opened_at.desc(), cases.c.id)
        .limit(wanted.size)
        .offset(wanted.offset)
    )
    return connection.execute(query).all()


def covered_ids(connection: Connection, given: Sequence[Assignment]) -> tuple[str, ...]:
    """Return the ids of covered cases, oldest first."""
    query = select(cases.c.id).where(covered(given)).order_by(cases.c.opened_at, cases.c.id)
    return tuple(connection.execute(query).scalars())


def covers(selection: Selection) -> ColumnElement[bool]:
    """Return which rows of ``cases`` a selection holds."""
    parts: list[ColumnElement[bool]] = [cases.c.id.is_not(None)]
    if selection.units:
        has_part = select(participations.c.case_id).where(
            participations.c.case_id == cases.c.id, participations.c.unit.in_(selection.units)
        )
        parts.append(has_part.exists())
    if selection.opened_from is not None:
        parts.append(cases.c.opened_at >= to_micros(start_of_day(selection.opened_from)))
    if selection.opened_until is not None:
        parts.append(cases.c.opened_at < to_micros(end_of_day(selection.opened_until)))
    if selection.cases:
        parts.append(cases.c.id.in_(selection.cases))
    if selection.process:
        of_process = select(definitions.c.digest).where(definitions.c.key == selection.process)
        parts.append(cases.c.definition.in_(of_process))
    return and_(*parts)


def _rows() -> Select[Any]:
    return select(assignments, assignment_ends.c.at.label("ended_at")).outerjoin_from(
        assignments, assignment_ends, assignment_ends.c.assignment == assignments.c.id
    )


def _written(selection: Selection) -> str:
    return json.dumps(asdict(selection), default=date.isoformat, sort_keys=True)


def _read(row: Any) -> Assignment:  # noqa: ANN401 - a database row
    data = json.loads(row.selection)
    return Assignment(
        id=row.id,
        person=row.person,
        purpose=row.purpose,
        selection=Selection(
            units=tuple(data["units"]),
            opened_from=_day(data["opened_from"]),
            opened_until=_day(data["opened_until"]),
            cases=tuple(data["cases"]),
            process=data["process"],
        ),
        given_by=row.given_by,
        given_at=from_micros(row.given_at),
        start=from_micros(row.starts_at),
        end=from_micros(row.ends_at),
        ended=None if row.ended_at is None else from_micros(row.ended_at),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)

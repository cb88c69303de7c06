"""Who could open a case at a time, and why: from participations, memberships and assignments of that time.

The rules are those of `prosesser.access`: staff of a unit that has or had a part in the case, and who
has an assignment to audit that covers it. What a unit could see after its part ended is what was
written until then. Whoever holds the database and the master key is outside of all this.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from prosesser.access import RULES, Action
from prosesser.audit.file import AuditFile
from prosesser.calendar import end_of_day, start_of_day
from prosesser.store import access_then
from prosesser.store.assignments import Assignment, Selection
from prosesser.store.instants import from_micros, from_micros_or_none

_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Time:
    """The time asked about: from its first instant to its last, both included; the same for a moment."""

    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class PartThen:
    """A unit's part in the case: as which party, since when; ``ended``: when, if it was over in the time."""

    unit: str
    party: str
    start: datetime
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone who could open the case: in which unit and roles since when, and by what.

    ``parts`` are those of the unit; empty where ``assignment`` is what let them.
    """

    person: str
    name: str
    unit: str
    roles: tuple[str, ...]
    since: datetime
    parts: tuple[PartThen, ...]
    assignment: Assignment | None


def could_see(file: AuditFile, time: Time) -> tuple[Reader, ...]:
    """Return who could open the case at some instant of a time, the units' staff first."""
    parts = tuple(_parts(file.stored.parts, time))
    return (*_staff(file, parts, time), *_auditors(file, parts, time))


def _parts(rows: Iterable[Any], time: Time) -> Iterator[PartThen]:
    for row in sorted(rows, key=lambda row: (row["starts_at"], row["unit"])):
        start, end = from_micros(row["starts_at"]), from_micros_or_none(row["ends_at"])
        if start <= time.last:
            over = end is not None and end <= time.last
            yield PartThen(row["unit"], row["party"], start, end if over else None)


def _staff(file: AuditFile, parts: tuple[PartThen, ...], time: Time) -> Iterator[Reader]:
    units = {part.unit for part in parts}
    for row in access_then.members_between(file.connection, units, time.first, time.last):
        theirs = tuple(part for part in parts if part.unit == row.unit)
        roles = _roles(row, Action.READ_CASE)
        begun = min(part.start for part in theirs)
        if roles and _at_once(row, time, begun):
            yield Reader(row.person, row.name, row.unit, roles, from_micros(row.starts_at), theirs, None)


def _auditors(file: AuditFile, parts: tuple[PartThen, ...], time: Time) -> Iterator[Reader]:
    given = access_then.assignments_between(file.connection, time.first, time.last)
    people = {assignment.person for assignment in given}
    for row in access_then.holders_between(file.connection, people, time.first, time.last):
        roles = _roles(row, Action.AUDIT_CASE)
        for assignment in given if roles else ():
            begun = _covered_from(file, parts, assignment)
            over = assignment.ended or assignment.end
            if assignment.person == row.person and begun is not None and _at_once(row, time, begun, over):
                since = from_micros(row.starts_at)
                yield Reader(row.person, row.name, row.unit, roles, since, (), assignment)


def _roles(row: Any, action: Action) -> tuple[str, ...]:  # noqa: ANN401 - a database row
    """Return the roles of a membership, if any of them carries an action."""
    roles = frozenset(row.roles.split())
    return () if roles.isdisjoint(RULES[action].roles) else tuple(sorted(roles))


def _at_once(row: Any, time: Time, begun: datetime, over: datetime | None = None) -> bool:  # noqa: ANN401 - a database row
    """Whether membership and ground held at one instant of the time; ends are the first instant without."""
    ended = from_micros_or_none(row.ends_at)
    first = max(time.first, begun, from_micros(row.starts_at))
    last = min([time.last, *(end - _MOMENT for end in (ended, over) if end is not None)])
    return first <= last


def _covered_from(file: AuditFile, parts: tuple[PartThen, ...], given: Assignment) -> datetime | None:
    """Return since when an assignment covered the case; None where it does not."""
    opened = from_micros(file.stored.row.opened_at)
    if not _fits(file, given.selection, opened):
        return None
    starts = [part.start for part in parts if not given.selection.units or part.unit in given.selection.units]
    return max(given.start, opened, min(starts)) if starts else None


def _fits(file: AuditFile, selection: Selection, opened: datetime) -> bool:
    if selection.cases and file.case not in selection.cases:
        return False
    if selection.opened_from is not None and opened < start_of_day(selection.opened_from):
        return False
    if selection.opened_until is not None and opened >= end_of_day(selection.opened_until):
        return False
    process = access_then.process_of(file.connection, file.stored.row.definition)
    return selection.process in {"", process}

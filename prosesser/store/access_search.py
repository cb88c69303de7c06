"""Searching the access log: one page at a time, cut by (at, id) and never counted from the start."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, false, func, literal, or_, select, true, tuple_

from prosesser.store.assignments import Assignment, Selection, covered
from prosesser.store.tables import access_log, case_keys, cases

PAGE_SIZE = 50
FEW = 500
"""Up to how many cases are named one by one."""
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Spot:
    """A row's place in the log by time: microseconds UTC, and its id."""

    at: int
    id: int


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows somebody may see: all of them (None), or those that their assignments let them.

    ``few``: the cases that the assignments cover, where they are few; None where they are many.
    """

    given: tuple[Assignment, ...] | None
    few: tuple[str, ...] | None = None

    @property
    def whole(self) -> bool:
        """Whether it is the whole log."""
        return self.given is None or any(one.selection == Selection() for one in self.given)


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is searched for; None and False do not restrict.

    ``since`` and ``until`` are microseconds UTC, ``until`` not included; ``action`` the word in the log.
    """

    case: str | None = None
    person: str | None = None
    unit: str | None = None
    action: str | None = None
    since: int | None = None
    until: int | None = None
    denied: bool = False


def scope_of(connection: Connection, given: tuple[Assignment, ...]) -> Scope:
    """Return which rows assignments let somebody see."""
    scope = Scope(given)
    if scope.whole:
        return scope
    ids = connection.execute(select(cases.c.id).where(covered(given)).limit(FEW + 1)).scalars().all()
    return Scope(given, tuple(ids) if len(ids) <= FEW else None)


def visible(scope: Scope) -> ColumnElement[bool]:
    """Return which rows a scope holds.

    Rows about a case that an assignment covers. Rows without a case (lists, searches) of the units that
    an assignment without single cases names. All rows for an assignment without any restriction: also
    attempts at cases that do not exist, and what those without a part in any case did.
    """
    if scope.whole:
        return true()
    given = scope.given or ()
    units = {unit for one in given if not one.selection.cases for unit in one.selection.units}
    if scope.few is not None:  # then the database can go by case instead of by time
        about_cases: ColumnElement[bool] = access_log.c.case_id.in_(scope.few)
    else:
        # A scalar, as PostgreSQL would work out all cases of an EXISTS for a page of fifty rows.
        found = select(literal(1)).where(cases.c.id == access_log.c.case_id, covered(given))
        about_cases = func.coalesce(found.scalar_subquery(), 0) == 1
    of_units = and_(access_log.c.case_id.is_(None), access_log.c.unit.in_(units)) if units else false()
    return or_(about_cases, of_units)


def newest(
    connection: Connection, scope: Scope, wanted: Criteria, below: Spot | None = None, size: int = PAGE_SIZE
) -> Sequence[Row[Any]]:
    """Return the newest rows older than a spot (None: of all), the newest first."""
    query = select(access_log).where(visible(scope), *conditions(wanted))
    if below is not None:
        query = query.where(_place() < tuple_(below.at, below.id))
    query = query.order_by(access_log.c.at.desc(), access_log.c.id.desc()).limit(size)
    return connection.execute(query).all()


def oldest(
    connection: Connection, scope: Scope, wanted: Criteria, above: Spot | None = None, size: int = PAGE_SIZE
) -> Sequence[Row[Any]]:
    """Return the oldest rows newer than a spot (None: of all), the oldest first."""
    query = select(access_log).where(visible(scope), *conditions(wanted))
    if above is not None:
        query = query.where(_place() > tuple_(above.at, above.id))
    query = query.order_by(access_log.c.at, access_log.c.id).limit(size)
    return connection.execute(query).all()


def all_of(connection: Connection, scope: Scope, wanted: Criteria) -> Iterator[Row[Any]]:
    """Yield all rows, the oldest first, read page by page."""
    above: Spot | None = None
    while rows := oldest(connection, scope, wanted, above, _BATCH):
        yield from rows
        above = spot_of(rows[-1])


def spot_of(row: Any) -> Spot:  # noqa: ANN401 - a database row
    """Return a row's place."""
    return Spot(row.at, row.id)


def subjects(connection: Connection, ids: Iterable[str]) -> Sequence[Any]:
    """Return those of these cases that exist: id, sealed subject, and sealed key (None: erased)."""
    query = select(cases.c.id, cases.c.subject, case_keys.c.sealed).outerjoin_from(
        cases, case_keys, case_keys.c.case_id == cases.c.id
    )
    return connection.execute(query.where(cases.c.id.in_(tuple(ids)))).all()


def actions(connection: Connection) -> tuple[str, ...]:
    """Return the actions that occur in the log, in the order of the alphabet, each found by one step."""
    found: list[str] = []
    query = select(access_log.c.action).order_by(access_log.c.action).limit(1)
    action = connection.execute(query).scalar()
    while action is not None:
        found.append(action)
        action = connection.execute(query.where(access_log.c.action > action)).scalar()
    return tuple(found)


def _place() -> ColumnElement[Any]:
    return tuple_(access_log.c.at, access_log.c.id)


def conditions(wanted: Criteria) -> Iterator[ColumnElement[bool]]:
    """Yield what a row has to be for what is searched for."""
    equal = {"case_id": wanted.case, "person": wanted.person, "unit": wanted.unit, "action": wanted.action}
    for name, value in equal.items():
        if value is not None:
            yield access_log.c[name] == value
    if wanted.since is not None:
        yield access_log.c.at >= wanted.since
    if wanted.until is not None:
        yield access_log.c.at < wanted.until
    if wanted.denied:
        yield access_log.c.permitted.is_(False)

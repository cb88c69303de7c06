"""The access log counted by person, in the ways that `prosesser.audit.patterns` looks for."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, distinct, func, literal_column, select

from prosesser.store.access_search import Criteria, Scope, conditions, visible
from prosesser.store.tables import access_log, journal, participations, tasks

HOUR = 3_600_000_000
"""Microseconds."""
AS_AUDITOR = "assigned"
AFTER_PART = "had_part"
"""Grounds: an assignment; and a unit's part that has ended, alone."""

log = access_log.c
_ABOUT_A_CASE = log.case_id.is_not(None)
_SPAN = (func.min(log.at).label("first"), func.max(log.at).label("last"))
_LOOKS = func.count().label("looks")
_CASES = func.count(distinct(log.case_id)).label("cases")


def outside_tasks(connection: Connection, scope: Scope, wanted: Criteria, least: int) -> Sequence[Any]:
    """Return who has seen at least so many cases in which they neither have a task nor ever wrote."""
    wrote = select(journal.c.case_id).where(journal.c.case_id == log.case_id, journal.c.person == log.person)
    has_task = select(tasks.c.case_id).where(tasks.c.case_id == log.case_id, tasks.c.assignee == log.person)
    query = (
        select(log.person, _CASES, _LOOKS, *_SPAN)
        .where(_of(scope, wanted, _ABOUT_A_CASE, log.permitted, log.ground != AS_AUDITOR))
        .where(~wrote.exists(), ~has_task.exists())
        .group_by(log.person)
        .having(func.count(distinct(log.case_id)) >= least)
    )
    return connection.execute(query).all()


def seen_by(connection: Connection, scope: Scope, wanted: Criteria) -> Sequence[Any]:
    """Return who has seen which case: person, case_id, looks, first, last."""
    query = (
        select(log.person, log.case_id, _LOOKS, *_SPAN)
        .where(_of(scope, wanted, _ABOUT_A_CASE, log.permitted))
        .group_by(log.person, log.case_id)
        .order_by(log.case_id)
    )
    return connection.execute(query).all()


def lists_and_cases(
    connection: Connection, scope: Scope, wanted: Criteria, lists: Collection[str], least: int
) -> Sequence[Any]:
    """Return who made at least so many lists, with how many, and how many cases they opened."""
    listed = func.count(case((log.action.in_(tuple(lists)), 1)))
    query = (
        select(log.person, listed.label("lists"), _CASES, *_SPAN)
        .where(_of(scope, wanted, log.permitted, log.ground != AS_AUDITOR))
        .group_by(log.person)
        .having(listed >= least)
    )
    return connection.execute(query).all()


def by_hour(connection: Connection, scope: Scope, wanted: Criteria) -> Sequence[Any]:
    """Return how many looks at cases each person had in each hour since 1970 UTC: person, hour, looks."""
    hour = (log.at // literal_column(str(HOUR))).label("hour")
    query = select(log.person, hour, _LOOKS).where(_of(scope, wanted, _ABOUT_A_CASE, log.permitted))
    return connection.execute(query.group_by(log.person, hour).order_by(log.person, hour)).all()


def denials(connection: Connection, scope: Scope, wanted: Criteria, least: int) -> Sequence[Any]:
    """Return who was denied at least so many times: person, looks, cases, first, last."""
    query = (
        select(log.person, _LOOKS, _CASES, *_SPAN)
        .where(_of(scope, wanted, log.permitted.is_(False)))
        .group_by(log.person)
        .having(func.count() >= least)
    )
    return connection.execute(query).all()


def after_part(
    connection: Connection, scope: Scope, wanted: Criteria, later: int, least: int
) -> Sequence[Any]:
    """Return who looked so often at least, so many microseconds or more after their unit's part ended."""
    ends = (
        select(
            participations.c.case_id, participations.c.unit, func.max(participations.c.ends_at).label("ended")
        )
        .group_by(participations.c.case_id, participations.c.unit)
        .subquery()
    )
    theirs = and_(ends.c.case_id == log.case_id, ends.c.unit == log.unit)
    query = (
        select(log.person, _LOOKS, _CASES, *_SPAN)
        .join_from(access_log, ends, theirs)
        .where(_of(scope, wanted, log.permitted, log.ground == AFTER_PART, log.at >= ends.c.ended + later))
        .group_by(log.person)
        .having(func.count() >= least)
    )
    return connection.execute(query).all()


def _of(scope: Scope, wanted: Criteria, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(visible(scope), *conditions(wanted), *more)

"""The statements of a command, built once from the tables and prepared once per kind of database.

They run on the driver's own cursor: on the path that every command takes, SQLAlchemy's execution
costs more than the database. The values they take are those of the drivers (see `tables`).
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from sqlalchemy import (
    BindParameter,
    ClauseElement,
    ColumnElement,
    Dialect,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    insert,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import psycopg

from prosesser.store.tables import (
    case_keys,
    cases,
    drafts,
    incidents,
    journal,
    memberships,
    participations,
    publications,
    run_cases,
    tasks,
    timers,
)

_case: BindParameter[str] = bindparam("case_id")


def membership_lasts(at: int | BindParameter[int]) -> ColumnElement[bool]:
    """Return which memberships last at an instant (microseconds): begun, and not ended."""
    begun = memberships.c.starts_at <= at
    return and_(begun, or_(memberships.c.ends_at.is_(None), memberships.c.ends_at > at))


_REPEATED = (
    select(journal.c.sequence)
    .where(journal.c.case_id == cases.c.id, journal.c.command_key == bindparam("command_key"))
    .scalar_subquery()
)
_HAD_PART = exists().where(participations.c.case_id == cases.c.id, participations.c.unit == bindparam("unit"))
_LOAD = (
    select(
        cases.c.definition,
        cases.c.version,
        cases.c.head,
        cases.c.state,
        cases.c.changed_at,
        case_keys.c.sealed,
        _HAD_PART.label("had_part"),
        _REPEATED.label("repeated"),
    )
    .outerjoin_from(cases, case_keys, case_keys.c.case_id == cases.c.id)
    .where(cases.c.id == _case)
)

_NEXT_TIMER = (
    select(timers.c.case_id, timers.c.timer_id)
    .join_from(timers, cases, cases.c.id == timers.c.case_id)
    .where(
        timers.c.fires_at <= bindparam("now"),
        or_(timers.c.held_version.is_(None), timers.c.held_version != cases.c.version),
    )
    .order_by(timers.c.fires_at, timers.c.case_id, timers.c.timer_id)
    .limit(literal_column("1"))
    .offset(literal_column("0"))  # else SQLite is given a parameter for it
    .with_for_update(of=cases, skip_locked=True)
)

_MOVED = ("definition", "version", "head", "state", "status", "next_due", "changed_at")
_MOVE_CASE = (
    update(cases)
    .where(cases.c.id == _case, cases.c.version == bindparam("version_before"))
    .values({name: bindparam(name) for name in _MOVED})
)


_STATEMENTS: Mapping[str, ClauseElement] = {
    "load": _LOAD,
    "entry": select(journal.c.payload).where(
        journal.c.case_id == _case, journal.c.sequence == bindparam("sequence")
    ),
    "started": select(cases.c.id, journal.c.payload, case_keys.c.sealed)
    .join_from(cases, case_keys, case_keys.c.case_id == cases.c.id)
    .join(journal, (journal.c.case_id == cases.c.id) & (journal.c.sequence == literal_column("1")))
    .where(cases.c.started_by == bindparam("person"), cases.c.start_key == bindparam("start_key")),
    "published": select(publications.c.digest)
    .where(publications.c.key == bindparam("key"), publications.c.valid_from <= bindparam("day"))
    .order_by(publications.c.number.desc())
    .limit(literal_column("1"))
    .offset(literal_column("0")),
    "member": select(memberships.c.person).where(
        memberships.c.person == bindparam("person"),
        memberships.c.unit == bindparam("unit"),
        membership_lasts(bindparam("at")),
    ),
    "has_draft": select(drafts.c.task_id).where(
        drafts.c.case_id == _case, drafts.c.task_id == bindparam("task_id")
    ),
    "put_result": update(run_cases)
    .where(run_cases.c.run == bindparam("of_run"), run_cases.c.case_id == _case)
    .values(outcome=bindparam("its_outcome"), content=bindparam("its_content")),
    "next_timer": _NEXT_TIMER,
    "move_case": _MOVE_CASE,
    "put_subject": update(cases).where(cases.c.id == _case).values(subject=bindparam("subject")),
    "add_case": insert(cases),
    "add_key": insert(case_keys),
    "add_entry": insert(journal),
    "drop_task": delete(tasks).where(tasks.c.case_id == _case, tasks.c.task_id == bindparam("task_id")),
    "drop_timer": delete(timers).where(timers.c.case_id == _case, timers.c.timer_id == bindparam("timer_id")),
    "hold_timer": update(timers)
    .where(timers.c.case_id == _case, timers.c.timer_id == bindparam("timer"))
    .values(held_version=select(cases.c.version).where(cases.c.id == _case).scalar_subquery()),
    "begin_part": insert(participations),
    "end_part": update(participations)
    .where(
        participations.c.case_id == _case,
        participations.c.unit == bindparam("unit_now"),
        participations.c.party == bindparam("party_now"),
        participations.c.ends_at.is_(None),
    )
    .values(ends_at=bindparam("at"), last_sequence=bindparam("sequence")),
    "add_incident": insert(incidents).values(
        {column.name: bindparam(column.name) for column in incidents.columns if not column.primary_key}
    ),
}
_UPSERTS: Mapping[str, Table] = {"put_task": tasks, "put_timer": timers, "put_draft": drafts}


@cache
def prepare(dialect: str) -> Mapping[str, str]:
    """Return the statements by name for a kind of database, as text for its driver's named parameters."""
    target = _driver_of(dialect)
    upserts = {name: _upsert(table, dialect) for name, table in _UPSERTS.items()}
    statements = {**_STATEMENTS, **upserts}
    return MappingProxyType({name: str(made.compile(dialect=target)) for name, made in statements.items()})


def _driver_of(dialect: str) -> Dialect:
    if dialect == "sqlite":
        return sqlite.dialect(paramstyle="named")
    return psycopg.dialect()  # type: ignore[no-untyped-call] # SQLAlchemy's own


def _upsert(table: Table, dialect: str) -> ClauseElement:
    make = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = make(table)
    changed = {
        column.name: statement.excluded[column.name] for column in table.columns if not column.primary_key
    }
    return statement.on_conflict_do_update(index_elements=list(table.primary_key.columns), set_=changed)

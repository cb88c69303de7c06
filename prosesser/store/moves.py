"""What moving many cases reads: those that run on other versions, and what came of each in a run."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from prosesser.store.tables import case_keys, cases, definitions, participations, run_cases

_OTHERS = definitions.c.digest == cases.c.definition


def running_elsewhere(connection: Connection, key: str, version: str) -> tuple[str, ...]:
    """Return the running cases of a process that follow another version than this one."""
    query = (
        select(cases.c.id)
        .join(definitions, _OTHERS)
        .where(definitions.c.key == key, cases.c.status == "active", cases.c.definition != version)
    )
    return tuple(connection.execute(query.order_by(cases.c.id)).scalars())


def running_by_version(connection: Connection, key: str) -> dict[str, int]:
    """Count the running cases of a process by the version that they follow."""
    query = (
        select(cases.c.definition, func.count().label("number"))
        .join(definitions, _OTHERS)
        .where(definitions.c.key == key, cases.c.status == "active")
        .group_by(cases.c.definition)
    )
    return {row.definition: row.number for row in connection.execute(query)}


def versions_beginning(connection: Connection, text: str) -> tuple[str, ...]:
    """Return the digests of versions that begin with a text."""
    query = select(definitions.c.digest).where(func.substr(definitions.c.digest, 1, len(text)) == text)
    return tuple(connection.execute(query.order_by(definitions.c.digest)).scalars())


def result_rows(connection: Connection, run: str) -> Sequence[Row[Any]]:
    """Return what came of the cases of a run, sealed, with their keys, in the order of their numbers."""
    return connection.execute(_numbered(run)).all()


def result_slice(connection: Connection, run: str, offset: int, size: int) -> Sequence[Row[Any]]:
    """Return those rows of some numbers: the first of them is ``offset`` + 1."""
    return connection.execute(_numbered(run).offset(offset).limit(size)).all()


def with_part(connection: Connection, wanted: Sequence[str], unit: str) -> dict[str, bytes]:
    """Return the sealed subjects of those of some cases that a unit has or had a part in."""
    query = (
        select(cases.c.id, cases.c.subject)
        .join(participations, participations.c.case_id == cases.c.id)
        .where(cases.c.id.in_(wanted), participations.c.unit == unit)
    )
    return {row.id: row.subject for row in connection.execute(query)}


def _numbered(run: str) -> Select[Any]:
    return (
        select(
            run_cases.c.case_id,
            run_cases.c.outcome,
            run_cases.c.content,
            case_keys.c.sealed,
            cases.c.version,
            cases.c.definition,
        )
        .join(cases, cases.c.id == run_cases.c.case_id)
        .outerjoin(case_keys, case_keys.c.case_id == run_cases.c.case_id)
        .where(run_cases.c.run == run)
        .order_by(run_cases.c.case_id)
    )

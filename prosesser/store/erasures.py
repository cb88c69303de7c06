"""Lawful erasure: what holds content of a case is destroyed; its journal's chain and a certificate stay."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from prosesser.store.instants import to_micros
from prosesser.store.tables import case_keys, cases, drafts, erasures, run_cases, tasks, timers

_NOTHING = b""


@dataclass(frozen=True, slots=True)
class Closing:
    """What an erasure has to know of a case; ``sealed`` is its key (None: erased)."""

    status: str
    rows: int
    head: bytes
    sealed: bytes | None


def closing(connection: Connection, case: str) -> Closing | None:
    """Read a case before its erasure; None when there is no such case."""
    query = select(cases.c.status, cases.c.version, cases.c.head).where(cases.c.id == case)
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    sealed = connection.execute(select(case_keys.c.sealed).where(case_keys.c.case_id == case)).scalar()
    return Closing(row.status, row.version, bytes(row.head), sealed)


def hold(connection: Connection, case: str) -> None:
    """Let no other writer change the case until this transaction ends."""
    connection.execute(select(cases.c.id).where(cases.c.id == case).with_for_update())


def erase(connection: Connection, case: str, certificate: bytes, at: datetime) -> None:
    """Destroy the case's key and salt and all that is sealed beside the journal; keep the certificate."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")  # what is deleted is overwritten with zeros
    connection.execute(delete(case_keys).where(case_keys.c.case_id == case))
    for table in (drafts, tasks, timers):
        connection.execute(delete(table).where(table.c.case_id == case))
    emptied = {"subject": _NOTHING, "state": _NOTHING}
    connection.execute(update(cases).where(cases.c.id == case).values(emptied))
    connection.execute(update(run_cases).where(run_cases.c.case_id == case).values(content=None))
    added = {"case_id": case, "at": to_micros(at), "certificate": certificate}
    connection.execute(insert(erasures).values(added))


def certificate_of(connection: Connection, case: str) -> bytes | None:
    """Return the certificate of a case's erasure; None when there is none."""
    found = connection.execute(select(erasures.c.certificate).where(erasures.c.case_id == case)).scalar()
    return None if found is None else bytes(found)

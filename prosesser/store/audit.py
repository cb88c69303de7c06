"""The access log: one append-only row per view, list, search, print, export and denial.

Rows are chained per unit; `heads` and `verify_chain` are those of `prosesser.store.access_chain`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from prosesser.access import Action, Actor, Denied, Ground
from prosesser.store import Store, access_chain
from prosesser.store.access_chain import ChainFault, chains, hash_at, heads, verify_chain
from prosesser.store.instants import from_micros, to_micros
from prosesser.store.tables import access_log

__all__ = [
    "Access",
    "ChainFault",
    "accesses",
    "append",
    "chains",
    "denials_logged",
    "denied",
    "hash_at",
    "heads",
    "log_access",
    "permitted",
    "read_access",
    "verify_chain",
]

DENIED = "none"
"""The ground of what was denied."""
LONGEST_WHAT = 300
"""Characters: some of it is what a browser asked for, whatever that is."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who did what for which unit in which roles, when, on what ground, and whether it was permitted.

    ``case`` is None for lists. A denied access names the case that was asked for, existing or not.
    ``what`` tells more of what was seen, in words or ids that tell nothing of a resident.
    """

    at: datetime
    person: str
    unit: str
    action: str
    case: str | None
    ground: str
    permitted: bool
    roles: tuple[str, ...] = ()
    what: str = ""


def permitted(
    actor: Actor, action: Action, at: datetime, case: str | None, ground: Ground, what: str = ""
) -> Access:
    """Describe a permitted access, on the ground that it stood on."""
    words = "+".join(part.name.lower() for part in ground if part.name) or "role"
    return _access(actor, action, at, case, words, what)


def denied(actor: Actor, action: Action, at: datetime, case: str | None, what: str = "") -> Access:
    """Describe a denied access."""
    return _access(actor, action, at, case, DENIED, what)


def _access(actor: Actor, action: Action, at: datetime, case: str | None, ground: str, what: str) -> Access:
    return Access(
        at=at,
        person=actor.person,
        unit=actor.unit,
        action=action.value,
        case=case,
        ground=ground,
        permitted=ground != DENIED,
        roles=tuple(sorted(actor.roles)),
        what=what[:LONGEST_WHAT],
    )


def log_access(store: Store, access: Access) -> None:
    """Write one row of the access log, in a transaction of its own."""
    with store.maintain() as connection:
        append(connection, access)


def append(connection: Connection, access: Access) -> None:
    """Write one row of the access log in a transaction that is under way, last in it: it locks."""
    row = {
        "at": to_micros(access.at),
        "person": access.person,
        "unit": access.unit,
        "action": access.action,
        "case_id": access.case,
        "ground": access.ground,
        "permitted": access.permitted,
        "roles": " ".join(access.roles),
        "what": access.what,
    }
    access_chain.append(connection, row)


@contextmanager
def denials_logged(
    store: Store, actor: Actor, action: Action, at: datetime, case: str | None = None, what: str = ""
) -> Iterator[None]:
    """Write a row of the access log when what is inside is denied, and let the denial pass."""
    try:
        yield
    except Denied:
        log_access(store, denied(actor, action, at, case, what))
        raise


def accesses(store: Store, case: str | None = None) -> tuple[Access, ...]:
    """Return the log, of one case or of all, oldest first."""
    query = select(access_log).order_by(access_log.c.at, access_log.c.id)
    if case is not None:
        query = query.where(access_log.c.case_id == case)
    with store.read() as connection:
        return tuple(map(read_access, connection.execute(query)))


def read_access(row: Any) -> Access:  # noqa: ANN401 - a database row
    """Return a row of the log."""
    return Access(
        at=from_micros(row.at),
        person=row.person,
        unit=row.unit,
        action=row.action,
        case=row.case_id,
        ground=row.ground,
        permitted=row.permitted,
        roles=tuple(row.roles.split()),
        what=row.what,
    )

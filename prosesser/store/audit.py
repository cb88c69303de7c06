"""The access log: one append-only row per view, list and denial."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from prosesser.access import Action, Actor, Denied, Ground
from prosesser.store import Store
from prosesser.store.instants import from_micros, to_micros
from prosesser.store.tables import access_log


@dataclass(frozen=True, slots=True)
class Access:
    """Who did what for which unit, when, on what ground, and whether it was permitted.

    ``case`` is None for lists. A denied access names the case that was asked for, existing or not.
    """

    at: datetime
    person: str
    unit: str
    action: str
    case: str | None
    ground: str
    permitted: bool


def permitted(actor: Actor, action: Action, at: datetime, case: str | None, ground: Ground) -> Access:
    """Describe a permitted access, on the ground that it stood on."""
    words = "+".join(part.name.lower() for part in ground if part.name) or "role"
    return Access(at, actor.person, actor.unit, action.value, case, words, permitted=True)


def denied(actor: Actor, action: Action, at: datetime, case: str | None) -> Access:
    """Describe a denied access."""
    return Access(at, actor.person, actor.unit, action.value, case, "none", permitted=False)


def log_access(store: Store, access: Access) -> None:
    """Write one row of the access log, in a transaction of its own."""
    with store.maintain() as connection:
        connection.execute(
            insert(access_log).values(
                at=to_micros(access.at),
                person=access.person,
                unit=access.unit,
                action=access.action,
                case_id=access.case,
                ground=access.ground,
                permitted=access.permitted,
            )
        )


@contextmanager
def denials_logged(
    store: Store, actor: Actor, action: Action, at: datetime, case: str | None = None
) -> Iterator[None]:
    """Write a row of the access log when what is inside is denied, and let the denial pass."""
    try:
        yield
    except Denied:
        log_access(store, denied(actor, action, at, case))
        raise


def accesses(store: Store, case: str | None = None) -> tuple[Access, ...]:
    """Return the log, of one case or of all, oldest first."""
    query = select(access_log).order_by(access_log.c.at, access_log.c.id)
    if case is not None:
        query = query.where(access_log.c.case_id == case)
    with store.read() as connection:
        return tuple(
            Access(
                from_micros(row.at), row.person, row.unit, row.action, row.case_id, row.ground, row.permitted
            )
            for row in connection.execute(query)
        )

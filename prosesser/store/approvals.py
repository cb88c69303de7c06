"""Requests to export a protected case, and what came of each: asked for, answered once, used once.

Each step comes once: what was done in it stands in the row.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from prosesser.store.instants import from_micros, from_micros_or_none, to_micros
from prosesser.store.tables import export_acts, export_requests

APPROVED, DECLINED, USED = "approved", "declined", "used"
_ANSWER, _USE = "answer", "use"


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered, with a reason."""

    person: str
    at: datetime
    approved: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Request:
    """Who asked to export which case, why and when; how it was answered, and when it was used."""

    id: str
    case: str
    person: str
    reason: str
    at: datetime
    answer: Answer | None = None
    used: datetime | None = None


def add(connection: Connection, request: Request) -> None:
    """Write a request."""
    connection.execute(
        insert(export_requests).values(
            id=request.id,
            case_id=request.case,
            person=request.person,
            reason=request.reason,
            at=to_micros(request.at),
        )
    )


def answer(connection: Connection, request: str, given: Answer) -> bool:
    """Write the answer to a request; False when it has one."""
    act = APPROVED if given.approved else DECLINED
    return _step(connection, request, _ANSWER, act, given)


def use(connection: Connection, request: str, person: str, at: datetime) -> bool:
    """Write that an approval was used; False when it was used before."""
    return _step(connection, request, _USE, USED, Answer(person, at, approved=True, reason=""))


def find(connection: Connection, request: str) -> Request | None:
    """Return a request; None when there is none."""
    row = connection.execute(_rows().where(export_requests.c.id == request)).one_or_none()
    return None if row is None else _read(row)


def about(connection: Connection, cases: Iterable[str]) -> tuple[Request, ...]:
    """Return the requests to export some cases, the newest first."""
    query = _rows().where(export_requests.c.case_id.in_(tuple(cases)))
    rows = connection.execute(query.order_by(export_requests.c.at.desc(), export_requests.c.id))
    return tuple(map(_read, rows))


def asked_for(connection: Connection) -> tuple[str, ...]:
    """Return the cases that somebody has asked to export."""
    return tuple(connection.execute(select(export_requests.c.case_id).distinct()).scalars())


def _step(connection: Connection, request: str, step: str, act: str, done: Answer) -> bool:
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    row = {"request": request, "step": step, "act": act, "person": done.person, "reason": done.reason}
    written = make(export_acts).values(**row, at=to_micros(done.at)).on_conflict_do_nothing()
    return connection.execute(written).rowcount == 1


def _rows() -> Select[Any]:
    answers, uses = export_acts.alias("answers"), export_acts.alias("uses")
    return (
        select(
            export_requests,
            answers.c.person.label("answered_by"),
            answers.c.at.label("answered_at"),
            answers.c.reason.label("answer"),
            answers.c.act.label("answer_act"),
            uses.c.at.label("used_at"),
        )
        .outerjoin_from(
            export_requests,
            answers,
            (answers.c.request == export_requests.c.id) & (answers.c.step == _ANSWER),
        )
        .outerjoin(uses, (uses.c.request == export_requests.c.id) & (uses.c.step == _USE))
    )


def _read(row: Any) -> Request:  # noqa: ANN401 - a database row
    given = None
    if row.answer is not None:
        approved = row.answer_act == APPROVED
        given = Answer(row.answered_by, from_micros(row.answered_at), approved, row.answer)
    return Request(
        id=row.id,
        case=row.case_id,
        person=row.person,
        reason=row.reason,
        at=from_micros(row.at),
        answer=given,
        used=from_micros_or_none(row.used_at),
    )

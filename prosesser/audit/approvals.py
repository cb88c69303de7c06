"""Exports of protected cases: asked for with a reason, answered by another auditor, used once in a week."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from prosesser.access import AUDITOR, Action, Actor, Ground
from prosesser.audit.errors import (
    AlreadyAnswered,
    AlreadyAsked,
    ExportNeedsApproval,
    NotOwnRequest,
    NotProtected,
    ReasonMissing,
    RequestUnknown,
)
from prosesser.audit.file import AuditFile
from prosesser.audit.reads import Audits
from prosesser.store import Connection, Store, approvals, assignments
from prosesser.store.approvals import Answer, Request
from prosesser.store.audit import denied, log_access, permitted

VALID = timedelta(days=7)
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Approval:
    """An approved request that is still to be used."""

    request: str
    case: str
    person: str
    approved_by: str
    until: datetime


def may_export(connection: Connection, case: str, person: str, now: datetime) -> Approval | None:
    """Return the approval that lets a person export a protected case now; None without one."""
    found = (approval_of(request) for request in approvals.about(connection, (case,)))
    open_ones = (one for one in found if one is not None and one.person == person and now < one.until)
    return next(open_ones, None)


@contextmanager
def leaving(store: Store, file: AuditFile) -> Iterator[None]:
    """Let a case leave the system, while it is written: a protected one on an approval, which is used up.

    Raises `ExportNeedsApproval`.
    """
    approval = None
    if file.protected:
        approval = may_export(file.connection, file.case, file.actor.person, file.now)
        if approval is None:
            raise ExportNeedsApproval
    yield
    if approval is not None:
        with store.maintain() as connection:
            use(connection, approval, file.now)


def use(connection: Connection, approval: Approval, now: datetime) -> None:
    """Use an approval up, in a write transaction; raises `ExportNeedsApproval` when it was used before."""
    if not approvals.use(connection, approval.request, approval.person, now):
        raise ExportNeedsApproval


def approval_of(request: Request) -> Approval | None:
    """Return what an answered request allows; None for one declined, not answered, or used."""
    given = request.answer
    if given is None or not given.approved or request.used is not None:
        return None
    return Approval(request.id, request.case, request.person, given.person, given.at + VALID)


class Approvals:
    """Asking for and answering exports, in one store."""

    def __init__(self, store: Store, audits: Audits) -> None:
        self._store = store
        self._audits = audits

    def ask(self, actor: Actor, case: str, reason: str, now: datetime) -> Request:
        """Ask to export a protected case.

        Raises `CaseNotFound`, `NotProtected`, `ReasonMissing` or `AlreadyAsked`.
        """
        why = _written(reason)
        with self._audits.open(actor, Action.EXPORT_CASE, case, now, "ber om uttrekk") as file:
            if not file.protected:
                raise NotProtected
            asked = approvals.about(file.connection, (case,))
            if any(_waits(request, actor.person, now) for request in asked):
                raise AlreadyAsked
        request = Request(secrets.token_urlsafe(9), case, actor.person, why, now)
        with self._store.maintain() as connection:
            approvals.add(connection, request)
        return request

    def answer(self, actor: Actor, request: str, answered: Answer, now: datetime) -> None:
        """Approve or decline somebody else's request about a case of the actor's own assignments.

        Raises `NotAllowed`, `RequestUnknown`, `CaseNotFound` for a case outside the assignments,
        `NotOwnRequest`, `ReasonMissing` or `AlreadyAnswered`.
        """
        self._audits.assignments(actor, now)
        with self._store.read() as connection:
            found = approvals.find(connection, request)
        if found is None:
            log_access(self._store, denied(actor, Action.APPROVE_EXPORT, now, None, f"forespørsel {request}"))
            raise RequestUnknown
        word = "godkjenner" if answered.approved else "avslår"
        with self._audits.open(actor, Action.APPROVE_EXPORT, found.case, now, f"{word} uttrekk"):
            if found.person == actor.person:
                raise NotOwnRequest
            given = Answer(actor.person, now, answered.approved, _written(answered.reason))
        with self._store.maintain() as connection:
            if not approvals.answer(connection, request, given):
                raise AlreadyAnswered

    def about(self, file: AuditFile) -> tuple[Request, ...]:
        """Return all requests to export a case that `Audits.open` has opened, the newest first."""
        return approvals.about(file.connection, (file.case,))

    def all(self, actor: Actor, now: datetime) -> tuple[Request, ...]:
        """Return all requests about cases that the actor may audit, the newest first; raises `NotAllowed`."""
        given = self._audits.assignments(actor, now)
        with self._store.read() as connection:
            asked = approvals.asked_for(connection)
            seen = tuple(case for case in asked if assignments.covering(connection, given, case) is not None)
            found = approvals.about(connection, seen)
        what = "forespørsler om uttrekk"
        log_access(self._store, permitted(actor, Action.AUDIT_CASES, now, None, Ground.ASSIGNED, what))
        return found


def may_answer(actor: Actor, request: Request) -> bool:
    """Whether a request waits for an answer that the actor may give."""
    return request.answer is None and request.person != actor.person and AUDITOR in actor.roles


def _waits(request: Request, person: str, now: datetime) -> bool:
    """Whether a person has asked and not been answered, or may still use the answer."""
    if request.person != person:
        return False
    approval = approval_of(request)
    return request.answer is None or (approval is not None and now < approval.until)


def _written(text: str) -> str:
    reason = " ".join(text.replace("\0", " ").split())
    if not 0 < len(reason) <= LONGEST_REASON:
        raise ReasonMissing(longest=LONGEST_REASON)
    return reason

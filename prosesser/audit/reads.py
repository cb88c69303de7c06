"""The auditors' reads: what their assignments cover, and nothing else exists for them.

A case outside answers exactly as one that does not exist: `CaseNotFound`. Each look is a row of the
access log, and so is each denial.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from prosesser.access import SYSTEM_ROLE, Action, Actor, CaseNotFound, Denied, Ground, NotAllowed, may
from prosesser.audit.file import AuditedCase, AuditFile, audited_case
from prosesser.errors import Refused
from prosesser.inbox.rows import Page
from prosesser.store import Connection, Store, assignments, queries
from prosesser.store.assignments import Assignment
from prosesser.store.audit import denials_logged, denied, log_access, permitted
from prosesser.store.queries import Slice
from prosesser.store.stored import StoredCase, read_case
from prosesser.store.versions import Versions

PAGE_SIZE = 25


class Audits:
    """What auditors read of one store."""

    def __init__(self, store: Store, versions: Versions) -> None:
        self._store = store
        self._versions = versions

    def assignments(self, actor: Actor, now: datetime) -> tuple[Assignment, ...]:
        """Return the assignments that the actor has now, the oldest first; raises `NotAllowed`."""
        self._require(actor, Action.AUDIT_CASES, now)
        with self._store.read() as connection:
            return assignments.in_force(connection, actor.person, now)

    def cases(self, actor: Actor, now: datetime, page: int = 1, size: int = PAGE_SIZE) -> Page[AuditedCase]:
        """Return the cases that the actor's assignments cover, the newest first; raises `NotAllowed`."""
        self._require(actor, Action.AUDIT_CASES, now)
        with self._store.read() as connection:
            given = assignments.in_force(connection, actor.person, now)
            total = assignments.count_covered(connection, given)
            wanted = Slice.of_page(page, size, total)
            rows = assignments.covered_slice(connection, given, wanted)
        log_access(
            self._store,
            permitted(actor, Action.AUDIT_CASES, now, None, Ground.ASSIGNED, f"side {wanted.page}"),
        )
        master = self._store.master
        opened = ((row, None if row.sealed is None else master.case_key(row.id, row.sealed)) for row in rows)
        return Page(tuple(audited_case(row, key) for row, key in opened), wanted.page, size, total)

    @contextmanager
    def open(
        self, actor: Actor, action: Action, case: str, now: datetime, what: str = ""
    ) -> Iterator[AuditFile]:
        """Open a case in one snapshot, and log the look, or its denial, when done with it.

        ``action`` is one that stands on an assignment; ``what`` says in the log what of the case is
        looked at. Raises `CaseNotFound` alike for a case outside the assignments and for none.
        """
        ground = Ground.ASSIGNED
        try:
            with self._store.read() as connection:
                yield self._file(connection, actor, action, case, now)
        except Denied:
            log_access(self._store, denied(actor, action, now, case, what))
            raise
        except Refused:
            log_access(self._store, permitted(actor, action, now, case, ground, what))
            raise
        log_access(self._store, permitted(actor, action, now, case, ground, what))

    def _file(
        self, connection: Connection, actor: Actor, action: Action, case: str, now: datetime
    ) -> AuditFile:
        assignment, stored = self._found(connection, actor, action, case, now)
        sealed = stored.sealed_key
        return AuditFile(
            case=case,
            connection=connection,
            versions=self._versions,
            stored=stored,
            key=None if sealed is None else self._store.master.case_key(case, sealed),
            assignment=assignment,
            units=queries.unit_names(connection),
            persons=queries.person_names(connection),
            actor=actor,
            now=now,
        )

    def _found(
        self, connection: Connection, actor: Actor, action: Action, case: str, now: datetime
    ) -> tuple[Assignment | None, StoredCase]:
        assignment = None
        ground = Ground.ASSIGNED if SYSTEM_ROLE in actor.roles else Ground.NONE
        if ground is Ground.NONE:
            given = assignments.in_force(connection, actor.person, now)
            assignment = assignments.covering(connection, given, case)
            ground = Ground.NONE if assignment is None else Ground.ASSIGNED
        stored = read_case(connection, case) if may(actor, action, ground) else None
        if stored is None:
            raise CaseNotFound
        return assignment, stored

    def _require(self, actor: Actor, action: Action, now: datetime) -> None:
        with denials_logged(self._store, actor, action, now):
            if not may(actor, action):
                raise NotAllowed

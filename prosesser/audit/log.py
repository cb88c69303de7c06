"""The access log as auditors search it: the rows of their assignments, page by page, each search logged.

Which rows those are is told by `prosesser.store.access_search.visible` and docs/access.md.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from prosesser.access import Action, Actor, CaseNotFound, Ground, NotAllowed, may
from prosesser.audit.file import AuditFile
from prosesser.audit.patterns import Finding, patterns
from prosesser.audit.questions import Question, scope_of, subject_names
from prosesser.store import Connection, MasterKey, Store, access_search, assignments
from prosesser.store.access_search import PAGE_SIZE, Criteria, Scope, Spot
from prosesser.store.audit import Access, denials_logged, log_access, permitted, read_access


@dataclass(frozen=True, slots=True)
class Turn:
    """Where to turn the page: to the rows older than a spot, or newer."""

    spot: Spot
    newer: bool = False


@dataclass(frozen=True, slots=True)
class LogRow:
    """A row of the log. ``subject``: whom the case is about, "" when erased, None without such a case."""

    access: Access
    subject: str | None


@dataclass(frozen=True, slots=True)
class LogPage:
    """A page of the log, the newest row first; ``older`` and ``newer`` lead to its neighbours."""

    rows: tuple[LogRow, ...]
    older: Turn | None
    newer: Turn | None
    whole: bool


class AccessLogs:
    """The access log of one store, for auditors."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def search(
        self, actor: Actor, question: Question, now: datetime, turn: Turn | None = None, size: int = PAGE_SIZE
    ) -> LogPage:
        """Return a page of what is searched for, and log the search.

        Raises `NotAllowed`, `DaysBackwards`, and `CaseNotFound` alike for a case outside the
        assignments and for none (but that whoever may see the whole log finds attempts at it).
        """
        wanted = question.criteria()
        with self._scoped(actor, Action.SEARCH_ACCESS_LOG, question, now) as (connection, scope):
            page = _page(connection, self._store.master, scope, wanted, turn, size)
        self._log(actor, Action.SEARCH_ACCESS_LOG, question, now, "")
        return page

    def export(self, actor: Actor, question: Question, now: datetime, form: str) -> Iterator[Access]:
        """Return the rows that are searched for, the oldest first, and log it; raises as `search`.

        ``form`` is the format that they leave the system in.
        """
        wanted = question.criteria()
        with self._scoped(actor, Action.EXPORT_ACCESS_LOG, question, now) as (_, scope):
            pass
        self._log(actor, Action.EXPORT_ACCESS_LOG, question, now, form)
        return self._rows(scope, wanted)

    def _rows(self, scope: Scope, wanted: Criteria) -> Iterator[Access]:
        with self._store.read() as connection:
            yield from map(read_access, access_search.all_of(connection, scope, wanted))

    def patterns(self, actor: Actor, question: Question, now: datetime) -> tuple[Finding, ...]:
        """Return the patterns that are found in the days asked about, and log that; raises as `search`."""
        with self._scoped(actor, Action.SEARCH_ACCESS_LOG, question, now) as (connection, scope):
            found = patterns(connection, self._store.master, scope, question)
        self._log(actor, Action.SEARCH_ACCESS_LOG, question, now, "mønstre")
        return found

    def of_case(self, file: AuditFile, question: Question, turn: Turn | None = None) -> LogPage:
        """Return a page of the log of a case that `Audits.open` has opened, and so logged."""
        wanted = replace(question, case=file.case).criteria()
        return _page(file.connection, self._store.master, Scope(None), wanted, turn, PAGE_SIZE)

    def actions(self) -> tuple[str, ...]:
        """Return the actions that can be searched for."""
        with self._store.read() as connection:
            return access_search.actions(connection)

    @contextmanager
    def _scoped(
        self, actor: Actor, action: Action, question: Question, now: datetime
    ) -> Iterator[tuple[Connection, Scope]]:
        """Open one snapshot with the rows that the actor may see; a denial is logged."""
        with denials_logged(self._store, actor, action, now, question.case or None, question.told()):
            if not may(actor, action):
                raise NotAllowed
            with self._store.read() as connection:
                scope = scope_of(connection, actor, now)
                if question.case and not scope.whole:
                    _require_covered(connection, scope, question.case)
                yield connection, scope

    def _log(self, actor: Actor, action: Action, question: Question, now: datetime, form: str) -> None:
        what = ", ".join(filter(None, (form, question.told())))
        log_access(self._store, permitted(actor, action, now, question.case or None, Ground.ASSIGNED, what))


def _require_covered(connection: Connection, scope: Scope, case: str) -> None:
    if assignments.covering(connection, scope.given or (), case) is None:
        raise CaseNotFound


def _page(
    connection: Connection, master: MasterKey, scope: Scope, wanted: Criteria, turn: Turn | None, size: int
) -> LogPage:
    up = turn is not None and turn.newer
    spot = None if turn is None else turn.spot
    read = access_search.oldest if up else access_search.newest
    found = list(read(connection, scope, wanted, spot, size + 1))
    more, rows = len(found) > size, found[:size]
    if up:
        rows.reverse()
    names = subject_names(connection, master, {row.case_id for row in rows if row.case_id is not None})
    goes_down, goes_up = (True, more) if up else (more, turn is not None)
    return LogPage(
        rows=tuple(LogRow(read_access(row), names.get(row.case_id)) for row in rows),
        older=Turn(access_search.spot_of(rows[-1])) if rows and goes_down else None,
        newer=Turn(access_search.spot_of(rows[0]), newer=True) if rows and goes_up else None,
        whole=scope.whole,
    )

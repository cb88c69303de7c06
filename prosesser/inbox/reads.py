"""The reads of the inbox and of cases.

Each writes one row of the access log, and answers for a case that the actor may not see exactly as
for one that does not exist: `CaseNotFound`, and nothing in lists and counts.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from prosesser.access import Action, Actor, Denied, Ground, NotAllowed, may, may_start
from prosesser.definition.model import Definition
from prosesser.engine.errors import UnknownAddition
from prosesser.errors import Refused
from prosesser.inbox import case_view
from prosesser.inbox.case_file import CaseFile, open_file
from prosesser.inbox.case_view import MessageNotWaiting
from prosesser.inbox.lists import case_row, task_row
from prosesser.inbox.offers import (
    AdditionOffer,
    MessageOffer,
    StartOffer,
)
from prosesser.inbox.pages import (
    CasePage,
    DatePage,
    TaskPage,
    WithdrawPage,
)
from prosesser.inbox.papers import Papers, papers
from prosesser.inbox.plans import PlanPage, plan_page
from prosesser.inbox.rows import (
    CaseRow,
    Counts,
    Page,
    Row,
    TaskRow,
    TimelineRow,
)
from prosesser.inbox.timeline import spans, timeline_row
from prosesser.store import Connection, Store, queries
from prosesser.store.audit import denials_logged, denied, log_access, permitted
from prosesser.store.queries import Slice, View
from prosesser.store.versions import Versions

PAGE_SIZE = 25
VIEWS = {View.MINE: "mine", View.UNIT: "enhetens", View.UNASSIGNED: "ufordelte"}
"""What the access log calls the views."""


class Inbox:
    """What actors read of one store."""

    def __init__(self, store: Store, versions: Versions) -> None:
        self._store = store
        self._versions = versions

    def mine(self, actor: Actor, now: datetime, page: int = 1, size: int = PAGE_SIZE) -> Page[TaskRow]:
        """Return the unit's open tasks that the actor has, nearest deadline first, those without last."""
        return self._tasks(View.MINE, actor, now, page, size)

    def unit(self, actor: Actor, now: datetime, page: int = 1, size: int = PAGE_SIZE) -> Page[TaskRow]:
        """Return all open tasks of the actor's unit, nearest deadline first, those without last."""
        return self._tasks(View.UNIT, actor, now, page, size)

    def unassigned(self, actor: Actor, now: datetime, page: int = 1, size: int = PAGE_SIZE) -> Page[TaskRow]:
        """Return the unit's open tasks that nobody has, nearest deadline first, those without last."""
        return self._tasks(View.UNASSIGNED, actor, now, page, size)

    def counts(self, actor: Actor) -> Counts:
        """Count the rows of the three views."""
        if not may(actor, Action.LIST_TASKS):
            return Counts(0, 0, 0)
        with self._store.read() as connection:
            counts = queries.count_views(connection, actor.person, actor.unit)
        return Counts(counts[View.MINE], counts[View.UNIT], counts[View.UNASSIGNED])

    def cases(self, actor: Actor, now: datetime, page: int = 1, size: int = PAGE_SIZE) -> Page[CaseRow]:
        """Return the cases that the actor's unit has or had a part in, nearest deadline first."""
        if not self._may_list(actor, Action.LIST_CASES, now, f"side {page}"):
            return Page((), 1, size, 0)
        with self._store.read() as connection:
            wanted = Slice.of_page(page, size, queries.count_cases(connection, actor.unit))
            rows = queries.case_slice(connection, actor.unit, wanted)
        return _page(wanted, tuple(case_row(self._store.master, row) for row in rows))

    def case_page(self, actor: Actor, case_id: str, now: datetime) -> CasePage:
        """Return a case as the actor may see it; raises `CaseNotFound`."""
        with self._open(actor, Action.READ_CASE, case_id, now) as (_, file, _):
            return case_view.case_page(file, file.versions[0])

    def timeline(self, actor: Actor, case_id: str, now: datetime) -> tuple[TimelineRow, ...]:
        """Return what happened while the actor's unit had its part, newest first; raises `CaseNotFound`."""
        with self._open(actor, Action.READ_CASE, case_id, now, "historikk") as (connection, file, _):
            rows = queries.timeline_rows(connection, case_id, spans(file))
            return tuple(timeline_row(file, row) for row in rows)

    def task(self, actor: Actor, case_id: str, task_id: str, now: datetime) -> TaskPage:
        """Return an open task that stands with the actor's unit, with its form and draft.

        Raises `CaseNotFound`, `TaskGone` or `TaskElsewhere`.
        """
        with self._open(actor, Action.READ_TASK, case_id, now, task_id) as (connection, file, definition):
            sealed = queries.draft(connection, case_id, task_id)
            draft = None if sealed is None else json.loads(file.key.open("draft", task_id, sealed))
            return case_view.task_page(file, definition, task_id, draft)

    def plan(
        self, actor: Actor, case_id: str, plan_id: str, now: datetime, version: int | None = None
    ) -> PlanPage:
        """Return a living document of a case, or a version of it; raises `CaseNotFound` or `UnknownPlan`."""
        what = f"plan {plan_id}" if version is None else f"plan {plan_id} versjon {version}"
        with self._open(actor, Action.READ_CASE, case_id, now, what) as (connection, file, _):
            return plan_page(connection, file, plan_id, version)

    def writing_party(self, actor: Actor, page: PlanPage, now: datetime) -> str:
        """Return the party on whose behalf the actor writes in a plan that was read; raises `NotAllowed`."""
        what = f"plan {page.checklist.id}"
        with denials_logged(self._store, actor, Action.EDIT_PLAN, now, page.case, what):
            if page.party is None:
                raise NotAllowed
        return page.party

    def message(self, actor: Actor, case_id: str, name: str, now: datetime) -> MessageOffer:
        """Return a waiting message that the actor may send; raises `CaseNotFound` or `MessageNotWaiting`."""
        with self._open(actor, Action.SEND_MESSAGE, case_id, now, name) as (_, file, definition):
            offers = case_view.messages(file, definition)
            offer = next((offer for offer in offers if offer.name == name), None)
            if offer is None:
                raise MessageNotWaiting(name=name)
            return offer

    def addition(self, actor: Actor, case_id: str, element: str, now: datetime) -> AdditionOffer:
        """Return a task that the actor may add; raises `CaseNotFound` or `UnknownAddition`."""
        with self._open(actor, Action.ADD_TASK, case_id, now, element) as (_, file, definition):
            offers = case_view.additions(file, definition)
            offer = next((offer for offer in offers if offer.element.id == element), None)
            if offer is None:
                raise UnknownAddition
            return offer

    def deadline(self, actor: Actor, case_id: str, timer: str, now: datetime) -> DatePage:
        """Return a deadline that the actor may propose another date for.

        Raises `CaseNotFound`, `UnknownTimer` or `NotNegotiable`.
        """
        with self._open(actor, Action.PROPOSE_DATE, case_id, now, timer) as (_, file, definition):
            return case_view.date_page(file, definition, timer)

    def withdrawal(self, actor: Actor, case_id: str, task: str, now: datetime) -> WithdrawPage:
        """Return an added task or a proposal that the actor may take back.

        Raises `CaseNotFound`, `TaskGone` or `NotAdded`.
        """
        with self._open(actor, Action.ADD_TASK, case_id, now, task) as (_, file, definition):
            return case_view.withdraw_page(file, definition, task)

    def shown(self, actor: Actor, case_id: str, now: datetime) -> Papers:
        """Return a case to show to the resident; raises `CaseNotFound` or what `papers` does."""
        with self._open(actor, Action.SHOW_RESIDENT, case_id, now, "oversikt") as (connection, file, _):
            return papers(connection, file, Action.SHOW_RESIDENT)

    def printed(self, actor: Actor, case_id: str, now: datetime, document: str = "oversikt") -> Papers:
        """Return a case to print a document of it; raises `CaseNotFound` or what `papers` does."""
        with self._open(actor, Action.PRINT, case_id, now, document) as (connection, file, _):
            return papers(connection, file, Action.PRINT)

    def startable(self, actor: Actor, now: datetime) -> tuple[StartOffer, ...]:
        """Return the processes that the actor may start a case of now."""
        return tuple(
            StartOffer(definition.key, definition.name, case_view.form(definition, definition.start.form))
            for definition in self._versions.published(now)
            if may_start(actor, definition)
        )

    def start(self, actor: Actor, process: str | None, now: datetime) -> tuple[StartOffer, ...]:
        """Return the processes to start a case of, or the one asked for; raises `NotAllowed` without any."""
        with denials_logged(self._store, actor, Action.START_CASE, now, None, process or ""):
            offers = tuple(one for one in self.startable(actor, now) if process in {None, one.key})
            if not offers:
                raise NotAllowed
        return offers

    def _tasks(self, view: View, actor: Actor, now: datetime, page: int, size: int) -> Page[TaskRow]:
        if not self._may_list(actor, Action.LIST_TASKS, now, f"{VIEWS[view]}, side {page}"):
            return Page((), 1, size, 0)
        with self._store.read() as connection:
            total = queries.count_view(connection, view, actor.person, actor.unit)
            wanted = Slice.of_page(page, size, total)
            rows = queries.task_slice(connection, view, actor.person, actor.unit, wanted)
        return _page(wanted, tuple(task_row(self._store.master, self._versions, row, actor) for row in rows))

    def _may_list(self, actor: Actor, action: Action, now: datetime, what: str) -> bool:
        allowed = may(actor, action)
        if allowed:
            log_access(self._store, permitted(actor, action, now, None, Ground.NONE, what))
        else:
            log_access(self._store, denied(actor, action, now, None, what))
        return allowed

    @contextmanager
    def _open(
        self, actor: Actor, action: Action, case_id: str, now: datetime, what: str = ""
    ) -> Iterator[tuple[Connection, CaseFile, Definition]]:
        """Open a case in one snapshot, and log the access, or the denial, when done with it."""
        ground = Ground.NONE
        try:
            with self._store.read() as connection:
                file = open_file(connection, self._store.master, self._versions, actor, case_id, now)
                ground = file.ground
                yield connection, file, file.definition
        except Denied:
            log_access(self._store, denied(actor, action, now, case_id, what))
            raise
        except Refused:
            log_access(self._store, permitted(actor, action, now, case_id, ground, what))
            raise
        log_access(self._store, permitted(actor, action, now, case_id, ground, what))


def _page(wanted: Slice, rows: tuple[Row, ...]) -> Page[Row]:
    return Page(rows, wanted.page, wanted.size, wanted.total)

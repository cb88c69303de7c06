"""The totals of runs that have ended, folded once and kept at hand."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from prosesser.definition import load
from prosesser.definition.model import Definition
from prosesser.impact.evaluate import opened
from prosesser.impact.tally import Tally
from prosesser.impact.totals import Totals
from prosesser.store import Connection, Store, impacts
from prosesser.store.keys import Unsealable
from prosesser.store.runs import RunRecord
from prosesser.store.versions import Versions

MOST = 8
"""Drafts and totals that are kept at hand; the one unused the longest goes first."""


@dataclass(frozen=True, slots=True)
class Folded:
    """The totals of a run, with the draft and the version that it was made from, to name things by."""

    totals: Totals
    before: Definition
    after: Definition


class Folds:
    """What is kept at hand of the runs of a store."""

    def __init__(self, store: Store, versions: Versions) -> None:
        self._store = store
        self._versions = versions
        self._drafts: OrderedDict[str, Definition] = OrderedDict()
        self._folded: OrderedDict[str, Folded] = OrderedDict()
        self._lock = Lock()

    def draft(self, run: RunRecord) -> Definition:
        """Return the draft that a run was made on."""
        with self._lock:
            if run.id not in self._drafts:
                self._drafts[run.id] = load(run.bundle or {})
            _touch(self._drafts, run.id)
            return self._drafts[run.id]

    def of(self, connection: Connection, run: RunRecord) -> Folded:
        """Return the totals of a run that has ended, exact; a few results at a time are in memory."""
        after, before = self.draft(run), self._versions.get(run.terms["base"])
        with self._lock:
            if run.id not in self._folded:
                self._folded[run.id] = Folded(self._fold(connection, run, after, before), before, after)
            _touch(self._folded, run.id)
            return self._folded[run.id]

    def _fold(self, connection: Connection, run: RunRecord, after: Definition, before: Definition) -> Totals:
        def clauses_of(element: str) -> tuple[str, ...]:
            return _clauses(element, after) or _clauses(element, before)

        tally = Tally(clauses_of, datetime.fromisoformat(run.terms["now"]))
        for row in impacts.results(connection, run.id):
            try:
                tally.add(row.outcome, row.status, opened(self._store, run.id, row))
            except Unsealable:
                tally.add(row.outcome, row.status, None)
        return tally.totals()


def _clauses(element: str, definition: Definition) -> tuple[str, ...]:
    """Return the clauses that an element realises; of a deadline that names none those of its task."""
    found = definition.elements.get(element)
    if found is None:
        return ()
    task = None if found.attached_to is None else definition.elements[found.attached_to]
    return found.clauses or (() if task is None else task.clauses)


def _touch(kept: OrderedDict[str, Definition] | OrderedDict[str, Folded], run: str) -> None:
    kept.move_to_end(run)
    while len(kept) > MOST:
        kept.popitem(last=False)

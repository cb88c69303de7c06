"""What stands of moving cases: runs, plans, and what came of each case.

Told are counts and outcomes; a case's name is there only for who may see the case.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from prosesser.access import Action, Actor, Ground, NotAllowed, may
from prosesser.cases import NothingToUndo
from prosesser.definition.model import Definition
from prosesser.engine.errors import MovedOn
from prosesser.moves import results
from prosesser.moves.errors import MoveUnknown, VersionUnknown
from prosesser.moves.pages import CaseLine, Lines, PlanTold, Rule, Source, is_undoable
from prosesser.moves.results import Told, opened
from prosesser.moves.seen import names_of
from prosesser.reports.suppression import shown
from prosesser.store import Store, moves, runs
from prosesser.store.audit import denials_logged, log_access, permitted
from prosesser.store.runs import RunRecord
from prosesser.store.versions import DefinitionChanged, Versions

PAGE_SIZE = 25
KINDS = (results.PLAN, results.MOVE, results.UNDO)


class Overview:
    """The reads of moving, in one store: a process owner's alone."""

    def __init__(self, store: Store, versions: Versions) -> None:
        self._store = store
        self._versions = versions

    def version(self, actor: Actor, digest: str, now: datetime) -> Definition:
        """Return the version that cases can be moved to; raises `NotAllowed` or `VersionUnknown`."""
        self.require(actor, now)
        try:
            return self._versions.get(digest)
        except DefinitionChanged:
            raise VersionUnknown from None

    def day_to_come(self, actor: Actor, digest: str, now: datetime) -> date | None:
        """Return the day from which cases can be moved to a version, while it is to come."""
        return self._versions.day_to_come(self.version(actor, digest, now).digest, now)

    def elsewhere(self, actor: Actor, digest: str, now: datetime) -> Mapping[str, int]:
        """Count the running cases of the process that follow other versions, by version."""
        version = self.version(actor, digest, now)
        with self._store.read() as connection:
            found = moves.running_by_version(connection, version.key)
        return {its: number for its, number in found.items() if its != digest}

    def runs(self, actor: Actor, digest: str, now: datetime) -> tuple[RunRecord, ...]:
        """Return all work of moving cases to a version, the last first."""
        self.version(actor, digest, now)
        with self._store.read() as connection:
            found = [run for kind in KINDS for run in runs.about(connection, kind, digest)]
        return tuple(sorted(found, key=lambda run: run.started_at, reverse=True))

    def run(self, actor: Actor, run: str, now: datetime) -> RunRecord:
        """Return a run of moving; raises `NotAllowed` or `MoveUnknown`."""
        self.require(actor, now)
        with self._store.read() as connection:
            found = runs.find(connection, run)
        if found is None or found.kind not in KINDS:
            raise MoveUnknown
        return found

    def plan(self, actor: Actor, run: str, now: datetime) -> PlanTold:
        """Return what a plan tells so far; raises `NotAllowed` or `MoveUnknown`."""
        found = self.run(actor, run, now)
        rows = list(self.told(found))
        by_version: dict[str, Counter[str]] = {}
        reasons: Counter[tuple[str, str, str | None]] = Counter()
        for row, told in rows:
            if row.outcome is not None and told.left:
                by_version.setdefault(told.left, Counter())[row.outcome] += 1
            if told.reason:
                reasons[row.outcome, told.reason, told.element] += 1
        return PlanTold(
            run=found,
            sources=tuple(Source(version, dict(by_version[version])) for version in sorted(by_version)),
            rules=tuple(_rules(told for row, told in rows if row.outcome == results.FOLLOWS)),
            reasons=tuple((*why, number) for why, number in reasons.most_common()),
        )

    def lines(self, actor: Actor, run: str, page: int, now: datetime) -> Lines:
        """Return a page of the cases of a run; raises `NotAllowed` or `MoveUnknown`."""
        found = self.run(actor, run, now)
        last = max(1, -(-found.total // PAGE_SIZE))
        number = min(max(1, page), last)
        offset = (number - 1) * PAGE_SIZE
        with self._store.read() as connection:
            rows = moves.result_slice(connection, found.id, offset, PAGE_SIZE)
            names = names_of(connection, self._store.master, actor, rows)
        if names:
            what = f"flytting {found.id}, side {number}"
            log_access(self._store, permitted(actor, Action.LIST_CASES, now, None, Ground.HAD_PART, what))
        lines = tuple(self._line(found.id, row, place, names) for place, row in enumerate(rows, offset + 1))
        return Lines(found, lines, number, last)

    def told(self, run: RunRecord) -> Iterator[tuple[Any, Told]]:
        """Yield the rows of a run's cases, in the order of their numbers, each with what is kept of it."""
        with self._store.read() as connection:
            rows = moves.result_rows(connection, run.id)
        for row in rows:
            yield row, opened(self._store.master, run.id, row)

    def undoable(self, actor: Actor, run: str, number: int, now: datetime) -> RunRecord:
        """Return the run of a case whose move can be undone.

        Raises `NotAllowed`, `MoveUnknown`, `NothingToUndo` or `MovedOn`.
        """
        found = self.run(actor, run, now)
        row = self._row(found, number)
        if found.kind != results.MOVE or row.outcome != results.MOVED:
            raise NothingToUndo
        if not is_undoable(row.outcome, opened(self._store.master, found.id, row), row.version):
            raise MovedOn
        return found

    def case(self, run: RunRecord, number: int) -> str:
        """Return the case of a number in a run; raises `MoveUnknown`."""
        return str(self._row(run, number).case_id)

    def _row(self, run: RunRecord, number: int) -> Any:  # noqa: ANN401 - a database row
        if not 1 <= number <= run.total:
            raise MoveUnknown
        with self._store.read() as connection:
            (row,) = moves.result_slice(connection, run.id, number - 1, 1)
        return row

    def _line(self, run: str, row: Any, number: int, names: Mapping[str, str]) -> CaseLine:  # noqa: ANN401 - a database row
        told = opened(self._store.master, run, row)
        known = row.case_id in names
        return CaseLine(
            number=number,
            outcome=row.outcome,
            told=told,
            case=row.case_id if known else "",
            name=names.get(row.case_id, ""),
            undoable=is_undoable(row.outcome, told, row.version),
        )

    def require(self, actor: Actor, now: datetime) -> None:
        """Let only who may move cases pass; raises `NotAllowed`."""
        with denials_logged(self._store, actor, Action.MOVE_CASES, now):
            if not may(actor, Action.MOVE_CASES):
                raise NotAllowed


def _rules(told: Iterable[Told]) -> Iterator[Rule]:
    cases: dict[str, list[tuple[str, bool, bool]]] = {}
    for its in told:
        for element in dict.fromkeys(change.element for change in its.dates):
            changes = [change for change in its.dates if change.element == element]
            passed = any(change.passed for change in changes)
            agreed = any(change.agreed is not None for change in changes)
            cases.setdefault(element, []).append((its.left, passed, agreed))
    for element, found in sorted(cases.items()):
        yield Rule(
            element,
            tuple(sorted({left for left, _, _ in found})),
            shown(len(found)),
            shown(sum(passed for _, passed, _ in found)),
            shown(sum(agreed for _, _, agreed in found)),
        )

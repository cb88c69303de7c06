"""Moving a running case to another version of its journey, and making that undone.

The case is read whole in one snapshot and the step made on it; the write transaction is short and
refuses what has happened in between, so that all of it is done again on the case as it has become.
Nothing of the case is shown: a plan tells elements and dates, and no person.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from prosesser.access import Action, Actor, NotAllowed, may
from prosesser.cases.errors import (
    Busy,
    CannotFollow,
    ChoiceNeeded,
    DraftLost,
    KeyReused,
    NothingToUndo,
    NotInForce,
)
from prosesser.cases.executing import append
from prosesser.cases.recorded import RecordedCase, read_recorded, state_before
from prosesser.cases.run import Run
from prosesser.cases.terms import Outcome
from prosesser.definition.words import long_date
from prosesser.engine.errors import AlreadyThere, CaseEnded, MovedOn
from prosesser.engine.messages import Command, Event, MoveCase, TaskWithdrawn, UndoMove
from prosesser.engine.move_plans import CannotMove, Follows, MovePlan
from prosesser.engine.moving import placed, plan_move
from prosesser.engine.retraced import Recorded
from prosesser.engine.state import digest
from prosesser.store import Store
from prosesser.store.audit import denials_logged
from prosesser.store.keys import CaseKey
from prosesser.store.transaction import CaseRecord, Conflict, Transaction
from prosesser.store.versions import Versions

ATTEMPTS = 20
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Moved:
    """A case that goes on by another version: which it left, and the row of its journal that says so."""

    case: str
    key: CaseKey
    left: str
    sequence: int


Note = Callable[[Transaction, Moved], None]
"""Writes down what was done, in the same transaction."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: the version to go on by (its digest), why, and the idempotency key.

    ``recompute`` names the timer events of the diagram whose dates the new rules set; all other dates
    are kept. ``choices`` gives, for a case that is placed by hand, by what waits the element to wait at.
    """

    version: str
    reason: str
    key: str
    recompute: frozenset[str] = frozenset()
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Planned:
    """What a move would do to a case as it stands, and the digest of the version that it would leave."""

    left: str
    plan: MovePlan


class Moving:
    """The use cases of moving, on one store."""

    def __init__(self, store: Store, versions: Versions) -> None:
        self._store = store
        self._versions = versions

    def plan(self, case: str, version: str, now: datetime) -> Planned:
        """Plan a move, with what is due in the case fired first; nothing is changed.

        The version's day may be to come: what it would do can be looked at beforehand.

        Raises `CaseNotFound`, `CaseErased`, `CaseEnded`, `AlreadyThere`.
        """
        found = read_recorded(self._store, case)
        run, history = self._ready(found, version, now)
        plan = plan_move(run.definition, self._versions.get(version), run.state, history, now)
        lost = _lost_drafts(found, plan.events) if isinstance(plan, Follows) else ()
        if lost:
            plan = CannotMove(str(DraftLost(element=lost[0])), None, lost[0])
        return Planned(found.record.definition, plan)

    def move(self, actor: Actor, case: str, order: Order, now: datetime, note: Note | None = None) -> Outcome:
        """Move a case that follows, or put it where the order says.

        Raises `NotAllowed`, `NotInForce`, `CaseNotFound`, `CaseErased`, `CaseEnded`, `AlreadyThere`,
        `ChoiceNeeded`, `CannotFollow`, `DraftLost`, `Busy`, and `PlacingRefused` for a choice that cannot be.
        """
        self._require(actor, case, now)
        require_in_force(self._versions, order.version, now)
        return self._again(lambda: self._move(actor, case, order, now, note))

    def undo(self, actor: Actor, case: str, order: Order, now: datetime, note: Note | None = None) -> Outcome:
        """Make a case's move undone; ``order.version`` is the version that it was moved to.

        Raises `NotAllowed`, `CaseNotFound`, `CaseErased`, `NothingToUndo`, `MovedOn`, `DraftLost`, `Busy`.
        """
        self._require(actor, case, now)
        return self._again(lambda: self._undo(actor, case, order, now, note))

    # ---- one attempt ----

    def _move(self, actor: Actor, case: str, order: Order, now: datetime, note: Note | None) -> Outcome:
        found = read_recorded(self._store, case, order.key)
        if found.record.repeated is not None:
            return self._made_before(found, order, note)
        run, history = self._ready(found, order.version, now)
        command = self._command(run, history, order, now)
        run.definition = self._versions.get(order.version)
        sequence = self._make(actor, found.record, run, command, order.key, now)
        run.fire_due(now)
        return self._write(found, run, sequence, now, note)

    def _undo(self, actor: Actor, case: str, order: Order, now: datetime, note: Note | None) -> Outcome:
        found = read_recorded(self._store, case, order.key)
        record = found.record
        if record.repeated is not None:
            return self._made_before(found, order, note)
        moved = found.last_move
        if record.definition != order.version:
            raise NothingToUndo
        if moved is None:
            raise MovedOn
        run = Run(self._versions.get(record.definition), record.state, record.changed_at)
        run.definition = self._versions.get(moved.left)
        command = UndoMove(digest(record.state), order.reason, state_before(found, self._versions))
        sequence = self._make(actor, record, run, command, order.key, now)
        run.fire_due(now)
        return self._write(found, run, sequence, now, note)

    def _ready(self, found: RecordedCase, version: str, now: datetime) -> tuple[Run, tuple[Recorded, ...]]:
        """Return the case with what is due fired, and its journal with that; refuse what cannot be moved."""
        record = found.record
        run = Run(self._versions.get(record.definition), record.state, record.changed_at)
        run.fire_due(now)
        if run.state.status != "active":
            raise CaseEnded
        if record.definition == version:
            raise AlreadyThere
        fired = (
            Recorded(record.version + number, made.at, made.command, made.events, system=True)
            for number, made in enumerate(run.steps, 1)
        )
        return run, (*found.history, *fired)

    def _command(self, run: Run, history: tuple[Recorded, ...], order: Order, now: datetime) -> MoveCase:
        before, after = run.definition, self._versions.get(order.version)
        at = max(now, history[-1].at)
        if order.choices:
            command, _ = placed(before, after, run.state, history, order.choices, at)
            return replace(command, reason=order.reason)
        plan = plan_move(before, after, run.state, history, at, order.recompute)
        if isinstance(plan, Follows):
            return plan.moving(order.reason)
        if isinstance(plan, CannotMove):
            raise CannotFollow(reason=plan.reason)
        raise ChoiceNeeded

    def _make(
        self, actor: Actor, record: CaseRecord, run: Run, command: Command, key: str, now: datetime
    ) -> int:
        if run.step(actor, command, now, key) is None:
            raise run.failures[-1].error
        return record.version + len(run.steps)

    def _write(
        self, found: RecordedCase, run: Run, sequence: int, now: datetime, note: Note | None
    ) -> Outcome:
        record = found.record
        made = run.steps[sequence - record.version - 1]
        with self._store.write() as tx:
            for task in sorted(record.state.tasks.keys() - made.state.tasks.keys()):
                if tx.has_draft(record, task):
                    raise DraftLost(element=task.rpartition(".")[0])
            append(tx, record, run, now)
            if note is not None:
                note(tx, Moved(record.id, record.key, record.definition, sequence))
        return Outcome(record.id, sequence, made.events)

    def _made_before(self, found: RecordedCase, order: Order, note: Note | None) -> Outcome:
        sequence = found.record.repeated or 0
        made = found.history[sequence - 1]
        if not isinstance(made.command, MoveCase | UndoMove) or made.command.reason != order.reason:
            raise KeyReused
        if note is not None:
            left = found.versions[sequence - 2]
            with self._store.write() as tx:
                note(tx, Moved(found.record.id, found.record.key, left, sequence))
        return Outcome(found.record.id, sequence, made.events)

    # ---- what all of them need ----

    def _require(self, actor: Actor, case: str, now: datetime) -> None:
        with denials_logged(self._store, actor, Action.MOVE_CASES, now, case):
            if not may(actor, Action.MOVE_CASES):
                raise NotAllowed

    def _again(self, attempt: Callable[[], Result]) -> Result:
        for _ in range(ATTEMPTS):
            try:
                return attempt()
            except Conflict:
                continue
        raise Busy


def require_in_force(versions: Versions, version: str, now: datetime) -> None:
    """Let cases go on only by a version whose day has come; raises `NotInForce`."""
    day = versions.day_to_come(version, now)
    if day is not None:
        raise NotInForce(day=long_date(day))


def _lost_drafts(found: RecordedCase, events: Iterable[Event]) -> tuple[str, ...]:
    """Return the elements of the tasks that events take away while somebody has begun to fill them in."""
    gone = (event.task for event in events if isinstance(event, TaskWithdrawn))
    return tuple(task.rpartition(".")[0] for task in gone if task in found.drafts)

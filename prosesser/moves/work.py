"""One case of a run: planned, moved, or put back. Done by background workers, case by case.

What came of a case that is moved is written in the transaction that moves it. A case that is done
again, because a worker went away, is found to be moved already: its command has the run's key.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from prosesser.access import PROCESS_OWNER, SYSTEM, Actor, CaseNotFound
from prosesser.cases import (
    Busy,
    CannotFollow,
    ChoiceNeeded,
    DraftLost,
    Moving,
    NothingToUndo,
    NotInForce,
    Order,
)
from prosesser.cases.moving import Moved, Note
from prosesser.cases.recorded import read_recorded
from prosesser.engine.errors import AlreadyThere, CaseEnded, MovedOn
from prosesser.engine.move_plans import CannotMove, Follows, MovePlan
from prosesser.errors import Refused
from prosesser.moves import results
from prosesser.moves.results import Told, sealed
from prosesser.store import Store, runs
from prosesser.store.runs import CaseResult, RunRecord
from prosesser.store.transaction import CaseErased, Transaction
from prosesser.store.versions import Versions

Doer: TypeAlias = Callable[[str], CaseResult]
Now: TypeAlias = Callable[[], datetime]
REFUSALS = (CannotFollow, DraftLost, MovedOn, NothingToUndo, NotInForce)
"""Why a case stays as it is: told with it."""
GONE = (CaseNotFound, CaseErased, CaseEnded, AlreadyThere)


def planner(store: Store, versions: Versions, run: RunRecord, now: Now) -> Doer:
    """Return what plans the move of a case to the run's version."""
    moving = Moving(store, versions)

    def plan(case: str) -> CaseResult:
        try:
            planned = moving.plan(case, run.about, now())
            key = read_recorded(store, case).record.key
        except GONE:
            return CaseResult(case, results.CLOSED, None)
        except Exception:  # noqa: BLE001 - one case that cannot be read must not stop the others
            return CaseResult(case, results.FAILED, None)
        outcome, told = _of(planned.plan, planned.left)
        return CaseResult(case, outcome, sealed(key, run.id, told))

    return plan


def mover(store: Store, versions: Versions, run: RunRecord, now: Now) -> Doer:
    """Return what moves a case to the run's version, as its terms say."""
    order = Order(
        version=run.about,
        reason=run.terms["reason"],
        key=f"flytt-{run.id}",
        recompute=frozenset(run.terms["recompute"]),
    )
    moving, actor = Moving(store, versions), actor_of(run)

    def move(case: str) -> CaseResult:
        try:
            moving.move(actor, case, order, now(), noting(run.id, results.MOVED))
        except ChoiceNeeded:
            return planner(store, versions, run, now)(case)
        return _written(store, run.id, case)

    return _careful(store, run, move, results.CANNOT)


def undoer(store: Store, versions: Versions, run: RunRecord, now: Now) -> Doer:
    """Return what makes the move of a case undone that another run (``of``) made."""
    of = run.terms["of"]
    order = Order(version=run.about, reason=run.terms["reason"], key=f"angre-{run.id}")
    moving, actor = Moving(store, versions), actor_of(run)

    def note(tx: Transaction, undone: Moved) -> None:
        for its in (of, run.id):
            noting(its, results.UNDONE, order.reason)(tx, undone)

    def undo(case: str) -> CaseResult:
        moving.undo(actor, case, order, now(), note)
        return _written(store, run.id, case)

    return _careful(store, run, undo, results.KEPT)


def noting(run: str, outcome: str, reason: str = "") -> Note:
    """Return what writes the outcome of a case in a run, in the transaction that moves it.

    ``reason`` is told with the case; why it is moved is told of the whole run.
    """

    def note(tx: Transaction, moved: Moved) -> None:
        told = Told(left=moved.left, reason=reason, sequence=moved.sequence)
        tx.put_result(run, moved.case, outcome, sealed(moved.key, run, told))

    return note


def actor_of(run: RunRecord) -> Actor:
    """Return who ordered a run: it was asked then whether they may."""
    if run.person == SYSTEM.person:
        return SYSTEM
    return Actor(run.person, run.terms["unit"], None, frozenset({PROCESS_OWNER}))


def _of(plan: MovePlan, left: str) -> tuple[str, Told]:
    if isinstance(plan, Follows):
        return results.FOLLOWS, Told(left, dates=plan.dates)
    if isinstance(plan, CannotMove):
        return results.CANNOT, Told(left, reason=plan.reason, element=plan.element)
    stopped = plan.stopped
    return results.CHOICE, Told(
        left,
        places=plan.places,
        ahead=plan.ahead,
        reason="" if stopped is None else stopped.reason,
        element=None if stopped is None else stopped.element,
    )


def _careful(store: Store, run: RunRecord, work: Doer, refused: str) -> Doer:
    """Return what does a case while the run goes on, and lets none that fails stop the others."""

    def careful(case: str) -> CaseResult:
        if not _goes_on(store, run.id):
            return CaseResult(case, refused, None)  # not written down: the run is nobody's any more
        try:
            return work(case)
        except REFUSALS as refusal:
            found = read_recorded(store, case).record
            told = Told(found.definition, reason=str(refusal), element=_element(refusal))
            return CaseResult(case, refused, sealed(found.key, run.id, told))
        except GONE:
            return CaseResult(case, results.CLOSED, None)
        except Busy:
            return CaseResult(case, results.BUSY, None)
        except Exception:  # noqa: BLE001 - whatever it is, this case alone stays where it was
            return CaseResult(case, results.FAILED, None)

    return careful


def _element(refusal: Refused) -> str | None:
    element = refusal.details.get("element")
    return element if isinstance(element, str) else None


def _goes_on(store: Store, run: str) -> bool:
    with store.read() as connection:
        found = runs.find(connection, run)
    return found is not None and found.is_going_on


def _written(store: Store, run: str, case: str) -> CaseResult:
    with store.read() as connection:
        found = runs.result(connection, run, case)
    if found is None:
        raise LookupError(case)
    return found

"""The kinds of work over many cases, and who does each."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeAlias

from prosesser import impact, moves
from prosesser.store import Store
from prosesser.store.runs import CaseResult, RunRecord
from prosesser.store.versions import Versions
from workflow_app.clock import SystemClock
from workflow_app.installation import DatabaseClock

Doer: TypeAlias = Callable[[str], CaseResult]
"""Does one case of a run, and returns what came of it: to be written down by whoever asked."""

Making: TypeAlias = Callable[[Store, Versions, RunRecord], Doer]
Moving: TypeAlias = Callable[[Store, Versions, RunRecord, Callable[[], datetime]], Doer]


def _by_the_clock(make: Moving) -> Making:
    """Return what makes a doer that works at the present instant of the cases."""
    return lambda store, versions, run: make(store, versions, run, DatabaseClock(store, SystemClock()).now)


KINDS: Mapping[str, Making] = {
    impact.KIND: impact.evaluator,
    moves.PLAN: _by_the_clock(moves.planner),
    moves.MOVE: _by_the_clock(moves.mover),
    moves.UNDO: _by_the_clock(moves.undoer),
}
"""By a run's kind, what makes the doer of its cases. A case may be done twice: when its outcome was lost."""

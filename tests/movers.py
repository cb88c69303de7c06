"""A worker for tests: does the moves that were ordered, in the test's own process and by its clock."""

from collections.abc import Callable, Mapping
from datetime import datetime

from prosesser.moves import MOVE, PLAN, UNDO, mover, planner, undoer
from prosesser.moves.work import Doer
from prosesser.store import Store, runs
from prosesser.store.versions import Versions

DOERS: Mapping[str, Callable[..., Doer]] = {PLAN: planner, MOVE: mover, UNDO: undoer}
WORKER = "arbeider"


def work(store: Store, now: Callable[[], datetime]) -> None:
    """Do all moves that wait."""
    versions = Versions(store)
    while True:
        with store.maintain() as connection:
            run = runs.take(connection, WORKER, now())
            if run is None:
                return
            cases = runs.to_do(connection, run.id, run.total)
        do = DOERS[run.kind](store, versions, run, now)
        results = [do(case) for case in cases]
        with store.maintain() as connection:
            runs.record(connection, run.id, results)
            runs.end(connection, run.id, runs.DONE, now())

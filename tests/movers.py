"""Moves in tests: versions published ahead, and a worker in the test's own process and by its clock."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from prosesser.definition import Bundle, load
from prosesser.moves import MOVE, PLAN, UNDO, mover, planner, undoer
from prosesser.moves.work import Doer
from prosesser.store import Store, publications, runs
from prosesser.store.publications import Publication
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


def publish_from(store: Store, bundle: Bundle, day: date, now: datetime) -> str:
    """Publish a version that is in force from a day on, and return its digest."""
    definition = load(bundle)
    with store.maintain() as connection:
        before = publications.newest(connection, definition.key)
        number = 1 if before is None else before.number + 1
        added = Publication(definition.key, number, definition.digest, day, now, "petra", None, "")
        publications.add(connection, definition, added)
    return definition.digest

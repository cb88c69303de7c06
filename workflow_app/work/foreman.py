"""Takes runs one after the other and sees them through, with a sign of life at every chunk.

Several servers may have one each on one database: a run is one foreman's at a time. What came of a
chunk and the sign of life are one transaction, so one who has lost a run writes nothing more of it.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from enum import Enum
from threading import Event, Thread
from typing import Protocol

import structlog

from prosesser.store import Store, runs
from prosesser.store.runs import DONE, RunRecord
from workflow_app import logs
from workflow_app.clock import Clock
from workflow_app.work.crew import Crew

LOOK_SECONDS = 2.0
"""How often we look for work: somebody waits for it to begin."""

log = structlog.get_logger()


class Outcome(Enum):
    """How work on a run ended: all cases done; lost to a cancellation or another worker; given back."""

    DONE = "done"
    LOST = "lost"
    GIVEN_BACK = "given back"


class ClosingCrew(Crew, Protocol):
    """A crew that is let go when there is nothing to do."""

    def close(self) -> None:
        """Let go of what the crew holds."""


def work_on(
    store: Store,
    run: RunRecord,
    crew: Crew,
    worker: str,
    clock: Clock,
    goes_on: Callable[[int], bool] = lambda _done: True,
) -> Outcome:
    """Do what is left of a run that ``worker`` has taken.

    ``goes_on`` is told how many cases are done, after each chunk: False gives the run back.
    """
    done = run.done
    while True:
        with store.read() as connection:
            cases = runs.to_do(connection, run.id, crew.reach)
        if not cases:
            with store.maintain() as connection:
                return Outcome.DONE if runs.end(connection, run.id, DONE, clock.real()) else Outcome.LOST
        for results in crew.do(run.id, cases):
            with store.maintain() as connection:
                if not runs.beat(connection, run.id, worker, clock.real()):
                    return Outcome.LOST
                runs.record(connection, run.id, results)
            done += len(results)
            if not goes_on(done):
                with store.maintain() as connection:
                    runs.release(connection, run.id, worker)
                return Outcome.GIVEN_BACK


class Foreman:
    """Works in the background of a server, until told to stop."""

    def __init__(self, store: Store, clock: Clock, worker: str, hire: Callable[[], ClosingCrew]) -> None:
        self._store = store
        self._clock = clock
        self._worker = worker
        self._hire = hire
        self._stopping = Event()

    def tick(self) -> None:
        """See every run through that nobody works on. What fails is logged, and tried again later."""
        try:
            if self._is_wanted():
                with closing(self._hire()) as crew:
                    while not self._stopping.is_set() and self._work(crew):
                        pass
        except Exception as error:  # noqa: BLE001 - nobody is above it, and the next run must come
            told = {"kinds": logs.kinds(error), "trail": logs.trail(error)}
            log.error("work failed", **told)  # noqa: TRY400 - an error's own text may quote personal data

    @contextmanager
    def at_work(self, seconds: float = LOOK_SECONDS) -> Iterator[None]:
        """Tick every so many seconds in a thread of its own, until the block is left.

        Leaving it waits for the chunk that has begun.
        """
        thread = Thread(target=self._keep_on, args=(seconds,))
        thread.start()
        try:
            yield
        finally:
            self.stop()
            thread.join()

    def stop(self) -> None:
        """Let the chunk that is being done be the last: the rest of its run is given back."""
        self._stopping.set()

    def _keep_on(self, seconds: float) -> None:
        while not self._stopping.is_set():
            self.tick()
            self._stopping.wait(seconds)

    def _is_wanted(self) -> bool:
        with self._store.read() as connection:
            return runs.is_wanted(connection, self._clock.real())

    def _work(self, crew: Crew) -> bool:
        with self._store.maintain() as connection:
            run = runs.take(connection, self._worker, self._clock.real())
        if run is None:
            return False
        outcome = work_on(self._store, run, crew, self._worker, self._clock, self._goes_on)
        log.info("work ended", kind=run.kind, run=run.id, outcome=outcome.value)
        return True

    def _goes_on(self, _done: int) -> bool:
        return not self._stopping.is_set()

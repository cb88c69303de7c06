"""Who does the cases of a run: this process alone, or several that it starts, each with its own connection.

A process that is started gets the database's address and the master key through its pipe, never on a
command line. It ends when the one that started it is gone.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Protocol

from prosesser.store import MasterKey, Store, open_store, runs
from prosesser.store.runs import UNREADABLE, CaseResult
from prosesser.store.versions import Versions
from workflow_app.work.kinds import KINDS, Doer
from workflow_app.work.process import obey

Chunk = Sequence[str]
CHUNK = 10
"""Cases that are done between two signs of life."""
AHEAD = 4
"""Chunks for each process that are handed out at once."""


class Crew(Protocol):
    """Does cases of a run."""

    @property
    def reach(self) -> int:
        """How many cases to hand out at once."""

    def do(self, run: str, cases: Chunk) -> Iterator[Sequence[CaseResult]]:
        """Yield what came of the cases, chunk by chunk."""


@dataclass(slots=True)
class Seat:
    """Where one process works: its store, and the doers of the runs that it has seen."""

    store: Store
    versions: Versions
    _doers: dict[str, Doer] = field(default_factory=dict)

    def do(self, run: str, cases: Chunk) -> list[CaseResult]:
        """Do some cases of a run."""
        return [self._doer(run)(case) for case in cases]

    def _doer(self, run: str) -> Doer:
        if run not in self._doers:
            with self.store.read() as connection:
                record = runs.find(connection, run)
            if record is None:
                raise LookupError(run)
            self._doers = {run: KINDS[record.kind](self.store, self.versions, record)}  # one at a time
        return self._doers[run]


class Alone:
    """This process does it all."""

    reach = AHEAD * CHUNK

    def __init__(self, store: Store) -> None:
        self._seat = Seat(store, Versions(store))

    def do(self, run: str, cases: Chunk) -> Iterator[Sequence[CaseResult]]:
        """Yield what came of the cases, chunk by chunk."""
        return (self._seat.do(run, chunk) for chunk in _chunks(cases))


class Processes:
    """Several processes, as many as there are cores unless told otherwise; `close` ends them."""

    def __init__(self, store: Store, number: int | None = None) -> None:
        self._given = (store.address, store.master)
        self._number = number or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None

    @property
    def reach(self) -> int:
        """How many cases to hand out at once."""
        return self._number * AHEAD * CHUNK

    def do(self, run: str, cases: Chunk) -> Iterator[Sequence[CaseResult]]:
        """Yield what came of the cases, chunk by chunk; a case that takes a process down is `UNREADABLE`."""
        futures = [(chunk, self._submit(run, chunk)) for chunk in _chunks(cases)]
        try:
            for chunk, future in futures:
                try:
                    results = future.result()
                except BrokenProcessPool:
                    results = self._carefully(run, chunk)
                yield results
        finally:
            for _, future in futures:
                future.cancel()

    def close(self) -> None:
        """End the processes once they are done with what they are at."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _carefully(self, run: str, chunk: Chunk) -> list[CaseResult]:
        """Do a chunk case by case, so that only the one that takes its process down is lost."""
        results = []
        for case in chunk:
            self.close()
            try:
                results += self._submit(run, (case,)).result()
            except BrokenProcessPool:
                results.append(CaseResult(case, UNREADABLE, None))
        return results

    def _submit(self, run: str, chunk: Chunk) -> Future[list[CaseResult]]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._number, get_context("spawn"), initializer=_sit_down, initargs=self._given
            )
        return self._pool.submit(_do, run, chunk)


def _chunks(cases: Chunk) -> Iterator[Chunk]:
    return (cases[first : first + CHUNK] for first in range(0, len(cases), CHUNK))


# ---- in the processes that are started: a pool's functions find what is theirs in the module alone ----

_seats: list[Seat] = []


def _sit_down(address: str, master: MasterKey) -> None:
    obey()
    store = open_store(address, master)
    _seats.append(Seat(store, Versions(store)))


def _do(run: str, chunk: Chunk) -> list[CaseResult]:
    return _seats[0].do(run, chunk)

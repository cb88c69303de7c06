"""Proving many cases: by this process alone when they are few, else on all cores."""

import os
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

from prosesser.cases import Proven, Task, prove
from prosesser.store import MasterKey, Store, open_store
from prosesser.store.versions import Versions
from workflow_app.work.process import obey

FEW = 60
"""So many cases are done before other processes have started."""
CHUNK = 10
AHEAD = 3
"""Chunks for each process that are handed out at once: what is in memory does not grow with the cases."""

Do = Callable[[Task], Proven]


def prove_all(store: Store, tasks: Sequence[Task], trusted: Collection[str]) -> Iterator[Proven]:
    """Yield what is found in each case, in the order of the tasks."""
    if len(tasks) <= FEW:
        versions = Versions(store)
        return (prove(store, versions, task, trusted) for task in tasks)
    return _on_all_cores(store, tasks, frozenset(trusted))


def _on_all_cores(store: Store, tasks: Sequence[Task], trusted: frozenset[str]) -> Iterator[Proven]:
    cores = os.cpu_count() or 1
    given = (store.address, store.master, trusted)
    with ProcessPoolExecutor(cores, get_context("spawn"), initializer=_sit_down, initargs=given) as pool:
        waiting: deque[Future[list[Proven]]] = deque()
        chunks = _chunks(tasks)
        for chunk in chunks:
            waiting.append(pool.submit(_prove, chunk))
            if len(waiting) >= cores * AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _chunks(tasks: Iterable[Task]) -> Iterator[tuple[Task, ...]]:
    rest = iter(tasks)
    while chunk := tuple(islice(rest, CHUNK)):
        yield chunk


# ---- in the processes that are started: a pool's functions find what is theirs in the module alone ----

_doers: list[Do] = []


def _sit_down(address: str, master: MasterKey, trusted: frozenset[str]) -> None:
    obey()
    store = open_store(address, master)
    versions = Versions(store)
    _doers.append(lambda task: prove(store, versions, task, trusted))


def _prove(tasks: tuple[Task, ...]) -> list[Proven]:
    return [_doers[0](task) for task in tasks]

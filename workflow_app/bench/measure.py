"""The measurements, each through ``prosesser.cases`` and ``prosesser.inbox`` as the web app uses them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from statistics import median, quantiles
from time import perf_counter
from typing import ParamSpec

from prosesser.access import CASEWORKER, PROCESS_OWNER, Actor
from prosesser.definition import Bundle, load
from prosesser.engine.messages import ClaimTask, CompleteTask
from prosesser.inbox import Inbox
from prosesser.store import Store
from workflow_app import installation
from workflow_app.bench import journeys
from workflow_app.bench.floor import Dialect, Floor, floor
from workflow_app.clock import ManualClock
from workflow_app.demo.people import HOME_DISTRICT, staff_of
from workflow_app.units import DISTRICTS

BEGINNING = datetime(2026, 1, 5, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured.

    ``rounds`` of ``starts`` cases each, with as many floor transactions as completions; ``loops``:
    cases that go round until ``far``; ``open_tasks`` in the inbox, read ``reads`` times a view;
    ``reported`` cases in a report.
    """

    rounds: int
    starts: int
    loops: int
    near: int
    far: int
    open_tasks: int
    reads: int
    reported: int


FULL = Size(rounds=15, starts=20, loops=3, near=10, far=1000, open_tasks=100_000, reads=40, reported=1000)
QUICK = Size(rounds=3, starts=2, loops=1, near=10, far=30, open_tasks=80, reads=5, reported=6)
LAST_PAGE = 10**9
CLAIMED_EVERY = 60
NEIGHBOURS = 5
"""How many completions on each side of an ordinal its median is over."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Transactions a second: medians over the rounds; the ratios are medians of each round's own."""

    floor: float
    complete: float
    complete_ratio: float
    start: float
    start_ratio: float


Arguments = ParamSpec("Arguments")
ReadView = Callable[[Actor, datetime, int], object]


class Bench:
    """A store that is measured: the use cases on it, and people who work at the districts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._clock = ManualClock(BEGINNING)
        self.cases = installation.cases_of(store, self._clock)
        self.inbox = Inbox(store, self.cases.versions)
        self._keys = (f"bench-{number}" for number in count())

    def publish(self, bundle: Bundle) -> str:
        """Publish a journey and return its key."""
        owner = staff_of(HOME_DISTRICT, PROCESS_OWNER)[0].actor
        self.cases.publish(bundle, owner, self._now())
        return load(bundle).key

    def start(self, key: str, actor: Actor) -> str:
        """Start a case and return its id."""
        return self.cases.start(actor, key, journeys.start_answers(actor.unit), self._now(), next(self._keys))

    def complete(self, case: str, task: str, actor: Actor) -> None:
        """Complete a task."""
        command = CompleteTask(task, journeys.task_answers())
        self.cases.execute(actor, case, command, self._now(), next(self._keys))

    def claim(self, case: str, task: str, actor: Actor) -> None:
        """Claim a task."""
        self.cases.execute(actor, case, ClaimTask(task, actor.person), self._now(), next(self._keys))

    def rates(self, dialect: Dialect, size: Size) -> Rates:
        """Measure floor, starts and completions in interleaved rounds."""
        key, actor = self.publish(journeys.row()), _workers()[0]
        with floor(self._store, dialect) as ground:
            rounds = [self._round(ground, key, actor, size.starts) for _ in range(size.rounds + 1)]
        return _rates(rounds[1:])  # the first warms caches up

    def _round(self, ground: Floor, key: str, actor: Actor, starts: int) -> tuple[float, float, float]:
        completions = starts * journeys.ROW_TASKS
        low = completions / ground.seconds(completions)
        cases: list[str] = []
        start = starts / _seconds(self._start_all, key, actor, starts, cases)
        complete = completions / _seconds(self._complete_all, cases, actor)
        return low, start, complete

    def growth(self, size: Size) -> float:
        """Return how much longer the far completion in one case takes than the near one."""
        key, actor = self.publish(journeys.loop()), _workers()[0]
        pairs = [pair for _ in range(size.loops) for pair in self._near_and_far(key, actor, size)]
        near, far = (median(column) for column in zip(*pairs, strict=True))
        return float(far / near)

    def _near_and_far(self, key: str, actor: Actor, size: Size) -> Iterator[tuple[float, float]]:
        """Time completions around both ordinals in turn, in two cases: what else runs hits both alike."""
        cases = [(self.start(key, actor), ordinal - NEIGHBOURS) for ordinal in (size.near, size.far)]
        for case, first in cases:
            for ordinal in range(1, first):
                self.complete(case, f"oppgave.{ordinal}", actor)
        for step in range(2 * NEIGHBOURS + 1):
            near, far = (
                _seconds(self.complete, case, f"oppgave.{first + step}", actor) for case, first in cases
            )
            yield near, far

    def inbox_p95(self, size: Size) -> float:
        """Return the 95th percentile of reading an inbox page with its counts, in milliseconds."""
        readers = self._fill_inbox(size)
        times = [
            _seconds(page) for _ in range(size.reads) for reader in readers for page in self._pages(reader)
        ]
        return quantiles(times, n=20)[-1] * 1000

    def _pages(self, actor: Actor) -> Iterator[Callable[[], object]]:
        """Yield what the inbox page reads: each view and a last page, each with the counts of all views."""
        views = (self.inbox.mine, self.inbox.unit, self.inbox.unassigned)
        for view in views:
            yield partial(self._look, view, actor, 1)
        yield partial(self._look, self.inbox.unit, actor, LAST_PAGE)

    def _look(self, view: ReadView, actor: Actor, page: int) -> None:
        view(actor, self._now(), page)
        self.inbox.counts(actor)

    def _fill_inbox(self, size: Size) -> Sequence[Actor]:
        """Open the tasks, spread over the districts; return those who have claimed some."""
        key, workers = self.publish(journeys.wide()), _workers()
        for number in range(size.open_tasks // journeys.WIDE_TASKS):
            worker = workers[number % len(workers)]
            case = self.start(key, worker)
            if number % CLAIMED_EVERY < len(workers):
                self.claim(case, "oppgave_1.1", worker)
        return workers

    def _start_all(self, key: str, actor: Actor, number: int, cases: list[str]) -> None:
        cases.extend(self.start(key, actor) for _ in range(number))

    def _complete_all(self, cases: Sequence[str], actor: Actor) -> None:
        for number in range(1, journeys.ROW_TASKS + 1):
            for case in cases:
                self.complete(case, f"oppgave_{number}.1", actor)

    def _now(self) -> datetime:
        self._clock.advance(timedelta(seconds=1))
        return self._clock.now()


def _workers() -> tuple[Actor, ...]:
    """Return a caseworker of each district."""
    roles = frozenset({CASEWORKER})
    return tuple(Actor(f"bench.{unit.id}", unit.id, unit.party, roles) for unit in DISTRICTS)


def _seconds(work: Callable[Arguments, object], *given: Arguments.args, **named: Arguments.kwargs) -> float:
    began = perf_counter()
    work(*given, **named)
    return perf_counter() - began


def _rates(rounds: Sequence[tuple[float, float, float]]) -> Rates:
    low, start, complete = (median(column) for column in zip(*rounds, strict=True))
    return Rates(
        floor=low,
        complete=complete,
        complete_ratio=median(completed / ground for ground, _, completed in rounds),
        start=start,
        start_ratio=median(started / ground for ground, started, _ in rounds),
    )

"""Work on a run: taken over after a restart, stopped when cancelled, each case done once."""

import os
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import structlog

from prosesser.access import SYSTEM
from prosesser.errors import Broken
from prosesser.impact import FOLLOWS, NEUTRAL
from prosesser.store import Store, runs
from prosesser.store.runs import CANCELLED, DONE, RUNNING, UNREADABLE, WAITING, CaseResult
from tests.cases.world import MONDAY
from tests.impact.conftest import Office
from workflow_app.work import Alone, Foreman, Outcome, Processes, crew, work_on

if TYPE_CHECKING:
    from concurrent.futures import Future

CASES = 5
LONG_ENOUGH = 60.0
"""Seconds after which something that never happens fails the test."""


class Spilling(Broken):
    """Feil i saken til {name}."""


@pytest.fixture
def run(office: Office, monkeypatch: pytest.MonkeyPatch) -> str:
    """A run over five cases, handed out two at a time."""
    monkeypatch.setattr(crew, "CHUNK", 2)
    for _ in range(CASES):
        office.world.admitted()
    return office.impacts.begin(office.petra, office.draft(), MONDAY)


class Counting(Alone):
    """Counts how often each case is done."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.done: Counter[str] = Counter()

    def do(self, run: str, cases: Sequence[str]) -> Iterator[Sequence[CaseResult]]:
        for results in super().do(run, cases):
            self.done.update(result.case for result in results)
            yield results


def taken(office: Office, worker: str) -> runs.RunRecord:
    with office.world.store.maintain() as connection:
        found = runs.take(connection, worker, office.clock.real())
    assert found is not None
    return found


def status(office: Office, run: str) -> tuple[str, int]:
    with office.world.store.read() as connection:
        found = runs.find(connection, run)
    assert found is not None
    return found.status, found.done


def test_what_a_lost_worker_had_done_is_not_done_again(office: Office, run: str) -> None:
    """The first is killed after its second chunk; after two minutes of silence another goes on."""
    counting = Counting(office.world.store)

    def killed(done: int) -> bool:
        if done == 4:
            raise KeyboardInterrupt
        return True

    with pytest.raises(KeyboardInterrupt):
        work_on(office.world.store, taken(office, "a"), counting, "a", office.clock, killed)
    assert status(office, run) == (RUNNING, 4)
    with office.world.store.maintain() as connection:
        assert runs.take(connection, "b", office.clock.real()) is None
    office.clock.advance(runs.SILENCE + timedelta(seconds=1))
    assert work_on(office.world.store, taken(office, "b"), counting, "b", office.clock) is Outcome.DONE
    assert status(office, run) == (DONE, CASES)
    assert set(counting.done.values()) == {1}
    result = office.impacts.run(SYSTEM, run, MONDAY).result
    assert result is not None
    assert result.totals.dates[0].cases == CASES


def test_who_was_only_slow_writes_nothing_once_another_has_the_run(office: Office, run: str) -> None:
    first = taken(office, "a")
    office.clock.advance(runs.SILENCE + timedelta(seconds=1))
    taken(office, "b")
    alone = Alone(office.world.store)
    assert work_on(office.world.store, first, alone, "a", office.clock) is Outcome.LOST
    assert status(office, run) == (RUNNING, 0)


def test_a_cancelled_run_stops_at_the_next_chunk_and_keeps_what_was_done(office: Office, run: str) -> None:
    def cancelled(done: int) -> bool:
        if done == 2:
            office.impacts.cancel(office.petra, run, MONDAY)
        return True

    assert office.work(run, cancelled) is Outcome.LOST
    assert status(office, run) == (CANCELLED, 2)
    impact = office.impacts.run(SYSTEM, run, MONDAY)
    assert impact.result is not None
    assert impact.result.totals.cases == 2


def test_a_run_that_has_ended_is_not_cancelled_any_more(office: Office, run: str) -> None:
    office.work(run)
    office.impacts.cancel(office.petra, run, MONDAY)
    assert status(office, run) == (DONE, CASES)


def test_a_server_that_stops_gives_its_run_back_for_the_next_to_take_at_once(
    office: Office, run: str
) -> None:
    assert office.work(run, lambda done: done < 2) is Outcome.GIVEN_BACK
    assert status(office, run) == (WAITING, 2)
    assert office.work(run) is Outcome.DONE


class Closing(Alone):
    def close(self) -> None:
        """Hold nothing."""


def test_the_foreman_sees_all_runs_through(office: Office, run: str) -> None:
    other = office.impacts.begin(office.petra, office.draft({}), MONDAY)
    foreman = Foreman(office.world.store, office.clock, "w", lambda: Closing(office.world.store))
    with structlog.testing.capture_logs() as entries:
        foreman.tick()
        foreman.tick()
    assert [(entry["run"], entry["outcome"]) for entry in entries] in (
        [(run, "done"), (other, "done")],
        [(other, "done"), (run, "done")],
    )
    assert office.impacts.run(SYSTEM, other, MONDAY).run.outcomes == {NEUTRAL: CASES}


def test_the_foreman_works_beside_the_server_until_that_is_left(office: Office, run: str) -> None:
    ended = threading.Event()

    class Telling(Closing):
        def close(self) -> None:
            ended.set()

    foreman = Foreman(office.world.store, office.clock, "w", lambda: Telling(office.world.store))
    before = threading.active_count()
    with foreman.at_work(seconds=0.01):
        assert ended.wait(LONG_ENOUGH)
    assert status(office, run) == (DONE, CASES)
    assert threading.active_count() == before


def test_a_foreman_who_was_told_to_stop_gives_back_what_it_is_at(office: Office, run: str) -> None:
    foreman = Foreman(office.world.store, office.clock, "w", lambda: Stopping(office.world.store, foreman))
    foreman.tick()
    assert status(office, run) == (WAITING, 2)


class Stopping(Closing):
    """While it works somebody stops the server."""

    def __init__(self, store: Store, foreman: Foreman) -> None:
        super().__init__(store)
        self._foreman = foreman

    def do(self, run: str, cases: Sequence[str]) -> Iterator[Sequence[CaseResult]]:
        self._foreman.stop()
        return super().do(run, cases)


def test_what_fails_is_logged_without_what_it_says_and_the_next_tick_tries_again(
    office: Office, run: str
) -> None:
    def nobody() -> Closing:
        raise Spilling(name="Kari Nordmann")

    with structlog.testing.capture_logs() as entries:
        Foreman(office.world.store, office.clock, "w", nobody).tick()
    assert entries[0]["kinds"] == ["Spilling"]
    assert "Kari" not in str(entries)
    assert status(office, run) == (WAITING, 0)


def test_several_processes_do_the_same_as_one(office: Office, run: str) -> None:
    hired = Processes(office.world.store, 2)
    try:
        assert work_on(office.world.store, taken(office, "w"), hired, "w", office.clock) is Outcome.DONE
    finally:
        hired.close()
    with office.world.store.read() as connection:
        assert runs.find(connection, run).outcomes == {FOLLOWS: CASES}  # type: ignore[union-attr] # it is there


def test_a_case_that_takes_its_process_down_is_counted_and_the_others_are_done(
    office: Office, run: str
) -> None:
    hired = Fatal(office.world.store, 1)
    with office.world.store.read() as connection:
        hired.fatal = runs.to_do(connection, run, CASES)[1]
    try:
        assert work_on(office.world.store, taken(office, "w"), hired, "w", office.clock) is Outcome.DONE
    finally:
        hired.close()
    with office.world.store.read() as connection:
        outcomes = {its.case: its.outcome for its in runs.results(connection, run)}
    assert outcomes.pop(hired.fatal) == UNREADABLE
    assert set(outcomes.values()) == {FOLLOWS}


class Fatal(Processes):
    """One case ends the process that does it."""

    fatal = ""

    def _submit(self, run: str, chunk: Sequence[str]) -> "Future[list[CaseResult]]":
        future = super()._submit(run, chunk)
        if self.fatal not in chunk or self._pool is None:
            return future
        return self._pool.submit(os._exit, 1)

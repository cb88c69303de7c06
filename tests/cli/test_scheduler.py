"""The scheduler: everything due fires, a run that fails is survived, and it stops when told."""

import json
import threading
from datetime import timedelta
from functools import partial

import pytest
import structlog

from prosesser.cases import Cases, Policy
from prosesser.errors import Broken
from prosesser.store import Store
from tests.cli.conftest import NOW
from workflow_app import installation, logs, scheduler
from workflow_app.clock import ManualClock

LONG_ENOUGH = 30.0
"""Seconds after which something that never happens fails the test."""


class Spilling(Broken):
    """Feil i saken til {name}."""


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture(autouse=True)
def logging() -> None:
    logs.set_up()


def broken_cases(store: Store) -> Cases:
    """Cases whose database is gone in the middle of a run."""
    cases = Cases(store, Policy(options=lambda _actor: {}, synthetic_only=True))
    store.close()
    return cases


def test_a_run_fires_what_is_due_and_the_next_finds_nothing(demo_store: Store, clock: ManualClock) -> None:
    cases = installation.cases_of(demo_store, clock)
    assert scheduler.fire_all_due(cases, clock).fired == 0
    clock.advance(timedelta(days=60))
    first = scheduler.fire_all_due(cases, clock)
    assert first.fired > 0
    assert first.failed == 0
    assert scheduler.fire_all_due(cases, clock).fired == 0


def test_nothing_fires_before_its_time(demo_store: Store, clock: ManualClock) -> None:
    cases = installation.cases_of(demo_store, clock)
    clock.advance(timedelta(days=60))
    scheduler.fire_all_due(cases, clock)
    earlier = ManualClock(NOW + timedelta(days=30))
    assert scheduler.fire_all_due(cases, earlier).fired == 0


def test_a_failing_run_is_logged_without_what_the_error_says(
    demo_store: Store, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = installation.cases_of(demo_store, clock)

    def fail(_now: object, _limit: int = 0) -> None:
        raise Spilling(name="Kari Nordmann")

    monkeypatch.setattr(cases, "fire_due", fail)
    with structlog.testing.capture_logs() as entries:
        scheduler.tick(cases, clock)
    assert [entry["log_level"] for entry in entries] == ["error"]
    assert entries[0]["kinds"][0] == "Spilling"
    assert "Kari" not in json.dumps(entries)


def test_a_run_says_how_much_it_fired(demo_store: Store, clock: ManualClock) -> None:
    cases = installation.cases_of(demo_store, clock)
    clock.advance(timedelta(days=60))
    with structlog.testing.capture_logs() as entries:
        scheduler.tick(cases, clock)
        scheduler.tick(cases, clock)
    assert [entry["event"] for entry in entries] == ["timers fired"]


def test_the_real_scheduler_runs_at_once_and_again_one_run_at_a_time_until_it_is_left() -> None:
    twice, at_once = threading.Semaphore(0), threading.Lock()
    overlaps: list[str] = []

    def job() -> None:
        if not at_once.acquire(blocking=False):
            overlaps.append("overlap")
            return
        twice.release()
        at_once.release()

    before = threading.active_count()
    with scheduler.running(job, seconds=0.01):
        assert twice.acquire(timeout=LONG_ENOUGH)
        assert twice.acquire(timeout=LONG_ENOUGH)
    assert not overlaps
    assert threading.active_count() == before


def test_the_real_scheduler_outlives_a_run_that_fails(
    demo_store: Store, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases, runs = installation.cases_of(demo_store, clock), threading.Semaphore(0)

    def fail(_now: object, _limit: int = 0) -> None:
        runs.release()
        raise Spilling(name="Kari Nordmann")

    monkeypatch.setattr(cases, "fire_due", fail)
    with scheduler.running(partial(scheduler.tick, cases, clock), seconds=0.01):
        assert all(runs.acquire(timeout=LONG_ENOUGH) for _ in range(3))


def test_leaving_waits_for_the_run_that_has_begun() -> None:
    begun, may_end, ended = threading.Event(), threading.Event(), threading.Event()

    def job() -> None:
        begun.set()
        may_end.wait(LONG_ENOUGH)
        ended.set()

    with scheduler.running(job, seconds=3600):
        assert begun.wait(LONG_ENOUGH)
        may_end.set()
    assert ended.is_set()

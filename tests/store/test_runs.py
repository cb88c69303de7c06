"""Work over many cases: taken by one worker, continued by the next, and never done twice."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection

from prosesser.store import Store, runs
from prosesser.store.runs import CANCELLED, DONE, RUNNING, SILENCE, WAITING, CaseResult, NewRun
from tests.cases.world import World, people_world

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def world(store: Store) -> World:
    return people_world(store)


@pytest.fixture
def cases(world: World) -> tuple[str, ...]:
    return tuple(sorted(world.refer() for _ in range(3)))


@pytest.fixture
def connection(store: Store, cases: tuple[str, ...]) -> Iterator[Connection]:
    assert cases
    with store.maintain() as connection:
        yield connection


def new(connection: Connection, cases: tuple[str, ...], name: str = "r1", at: datetime = NOON) -> None:
    run = NewRun(name, "whatif", "utkast", {"dato": "2026-06-01"}, {"journey.bpmn": b"<a/>"}, "petra", at)
    runs.create(connection, run, cases)


def test_a_new_run_waits_with_all_its_cases(connection: Connection, cases: tuple[str, ...]) -> None:
    new(connection, cases)
    found = runs.find(connection, "r1")
    assert found is not None
    assert (found.status, found.total, found.done, found.is_going_on) == (WAITING, 3, 0, True)
    assert (found.terms, found.bundle) == ({"dato": "2026-06-01"}, {"journey.bpmn": b"<a/>"})
    assert runs.to_do(connection, "r1", 10) == cases
    assert runs.find(connection, "r2") is None


def test_a_run_over_no_case_is_one_all_the_same(connection: Connection) -> None:
    new(connection, ())
    assert runs.to_do(connection, "r1", 10) == ()


def test_one_worker_has_a_run_at_a_time(connection: Connection, cases: tuple[str, ...]) -> None:
    new(connection, cases)
    taken = runs.take(connection, "a", NOON)
    assert taken is not None
    assert taken.status == RUNNING
    assert runs.take(connection, "b", NOON + SILENCE) is None


def test_the_oldest_run_is_taken_first(connection: Connection, cases: tuple[str, ...]) -> None:
    new(connection, cases, "z", NOON)
    new(connection, cases, "a", NOON + MINUTE)
    taken = runs.take(connection, "w", NOON + MINUTE)
    assert taken is not None
    assert taken.id == "z"


def test_a_silent_workers_run_goes_on_where_it_stopped(
    connection: Connection, cases: tuple[str, ...]
) -> None:
    new(connection, cases)
    runs.take(connection, "a", NOON)
    runs.record(connection, "r1", [CaseResult(cases[0], "follows", b"x")])
    assert runs.beat(connection, "r1", "a", NOON + MINUTE)
    assert runs.take(connection, "b", NOON + SILENCE + MINUTE) is None
    taken = runs.take(connection, "b", NOON + SILENCE + 2 * MINUTE)
    assert taken is not None
    assert taken.outcomes == {"follows": 1}
    assert runs.to_do(connection, "r1", 10) == cases[1:]
    assert not runs.beat(connection, "r1", "a", NOON + SILENCE + 2 * MINUTE)


def test_what_came_of_the_cases_is_counted_and_found(connection: Connection, cases: tuple[str, ...]) -> None:
    new(connection, cases)
    done = [CaseResult(cases[0], "follows", b"x"), CaseResult(cases[1], "cannot", None)]
    runs.record(connection, "r1", done)
    runs.record(connection, "r1", [])
    assert runs.results(connection, "r1") == tuple(done)
    assert runs.results(connection, "r1", ["cannot"]) == (done[1],)
    assert runs.result(connection, "r1", cases[0]) == done[0]
    assert runs.result(connection, "r1", cases[2]) is None
    (found,) = runs.about(connection, "whatif", "utkast")
    assert (found.outcomes, found.done) == ({"follows": 1, "cannot": 1}, 2)
    assert runs.about(connection, "move", "utkast") == ()


def test_a_run_that_is_cancelled_is_nobodys(connection: Connection, cases: tuple[str, ...]) -> None:
    new(connection, cases)
    runs.take(connection, "a", NOON)
    assert runs.end(connection, "r1", CANCELLED, NOON + MINUTE)
    assert not runs.beat(connection, "r1", "a", NOON + MINUTE)
    assert not runs.end(connection, "r1", DONE, NOON + 2 * MINUTE)
    assert runs.take(connection, "b", NOON + timedelta(days=1)) is None
    found = runs.find(connection, "r1")
    assert found is not None
    assert (found.status, found.ended_at, found.is_going_on) == (CANCELLED, NOON + MINUTE, False)


def test_the_last_run_comes_first(connection: Connection, cases: tuple[str, ...]) -> None:
    new(connection, cases, "z", NOON)
    new(connection, cases, "a", NOON + MINUTE)
    assert [run.id for run in runs.about(connection, "whatif", "utkast")] == ["a", "z"]

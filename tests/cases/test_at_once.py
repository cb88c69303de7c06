"""Several at once on one case, and several timer workers: nothing is lost, nothing is made twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest

from prosesser.access import TaskGone
from prosesser.cases import Fired, Outcome
from prosesser.cases.run import Run
from prosesser.engine.messages import CompleteTask, FireTimer
from prosesser.store.transaction import Conflict
from tests.cases.world import DAY, MONDAY, REFERRAL, World


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Run works in threads that begin together; what each returned or raised."""
    barrier = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        barrier.wait(10)
        try:
            return work()
        except Exception as error:  # noqa: BLE001 - whatever it is, the test judges it
            return error

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_two_commands_on_one_case_are_both_applied(world: World) -> None:
    for _ in range(10):
        case = world.admitted()
        results = at_once(
            partial(world.complete, "ingrid", case, "plan.1"),
            partial(world.complete, "berit", case, "rapport.1"),
        )
        assert sorted(result.sequence for result in results if isinstance(result, Outcome)) == [3, 4]
        assert world.open_tasks(case) == set()
        assert world.cases.verify(case).fault is None


def test_of_two_who_complete_the_same_task_one_is_told_that_it_is_gone(world: World) -> None:
    for _ in range(10):
        case = world.admitted()
        results = at_once(
            partial(world.complete, "ingrid", case, "plan.1"),
            partial(world.complete, "ivar", case, "plan.1"),
        )
        assert sum(isinstance(result, TaskGone) for result in results) == 1
        assert world.cases.verify(case).rows == 3


def test_a_double_click_is_one_step_with_one_answer(world: World) -> None:
    ingrid = world.actor("ingrid")
    for _ in range(10):
        case, key = world.admitted(), world.new_key()
        click = partial(world.cases.execute, ingrid, case, CompleteTask("plan.1"), MONDAY, key)
        first, second = at_once(click, click)
        assert first == second
        assert not isinstance(first, Exception)
        assert world.cases.verify(case).rows == 3


def test_a_double_click_on_a_referral_is_one_case(world: World) -> None:
    berit = world.actor("berit")
    for _ in range(10):
        refer = partial(world.cases.start, berit, "reise", REFERRAL, MONDAY, world.new_key())
        first, second = at_once(refer, refer)
        assert first == second
        assert isinstance(first, str)


def test_two_timer_workers_fire_each_timer_once(fresh_world: World) -> None:
    cases = [fresh_world.refer(MONDAY + day * DAY) for day in range(12)]
    work = partial(fresh_world.cases.fire_due, MONDAY + 60 * DAY)
    results = at_once(work, work)
    assert all(isinstance(result, Fired) for result in results)
    assert sum(result.fired for result in results) == len(cases)
    for case in cases:
        timeline = fresh_world.inbox.timeline(fresh_world.actor("berit"), case, MONDAY)
        assert sum(isinstance(row.command, FireTimer) for row in timeline) == 1
        assert fresh_world.cases.verify(case).fault is None


def test_a_worker_and_a_person_on_one_case_are_both_heard(fresh_world: World) -> None:
    late = MONDAY + 60 * DAY
    for _ in range(5):
        case = fresh_world.refer()
        admit = partial(fresh_world.complete, "ingrid", case, "innflytting.1", late, innflyttet="2026-07-30")
        results = at_once(partial(fresh_world.cases.fire_due, late), admit)
        assert not any(isinstance(result, Exception) for result in results)
        timeline = fresh_world.inbox.timeline(fresh_world.actor("berit"), case, MONDAY)
        assert sum(isinstance(row.command, FireTimer) for row in timeline) == 1
        assert fresh_world.cases.verify(case).fault is None


def test_a_step_from_an_old_state_is_a_conflict_and_leaves_nothing(world: World) -> None:
    case = world.admitted()
    with pytest.raises(Conflict):
        append_twice(world, case)
    assert world.cases.verify(case).rows == 2


def append_twice(world: World, case: str) -> None:
    with world.store.write() as tx:
        record = tx.load(case)
        assert record is not None
        run = Run(world.cases.versions.get(record.definition), record.state, record.changed_at)
        run.step(world.actor("ingrid"), CompleteTask("plan.1"), MONDAY)
        tx.append(record, run.definition, run.steps)
        tx.append(record, run.definition, run.steps)

"""Random walks: the record agrees with the state, and what it once told it never takes back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from prosesser.definition import Definition, load, read_folder
from prosesser.engine.messages import Command, Start, TaskCompleted
from prosesser.record import Record, record_of
from prosesser.store.projections import as_date
from tests.builders import Scope, timer
from tests.engine.diagrams import Generator
from tests.engine.test_journey import Worker
from tests.engine.walker import answers, next_command
from tests.record.journaled import Journaled

STEPS = 40
REAL = Path(__file__).parents[2] / "bpmn" / "institusjon-bolig"
LATER = date(2030, 1, 1)


class WithDeadlines(Generator):
    """Draws journeys in which every task has a deadline."""

    def task(self, scope: Scope, depth: int) -> None:
        name = self.name("t")
        scope.task(name, lane=self.random.choice(["bydel", "leder"]))
        rule = self.random.choice([timer(duration="P3D"), timer(date='=dag + duration("P10D")')])
        scope.deadline(name, event=rule)
        self.boundaries(scope, name, depth)


class RecordedWorker(Worker):
    """A worker whose case keeps its journal."""

    def __init__(self, journey: Definition, seed: int) -> None:
        super().__init__(journey, seed)
        self.play: Journaled = Journaled(journey)


def random_walk(seed: int) -> Iterator[Journaled]:
    """Yield a case of a random journey after each step."""
    random = Random(seed)
    play = Journaled(WithDeadlines(seed).journey())
    command: Command = Start(answers(random))
    for _ in range(STEPS):
        yield play.do(command)
        if play.case.status != "active":
            return
        command = next_command(play, random)


def real_walk(seed: int) -> Iterator[Journaled]:
    """Yield a case of the real journey after each step."""
    worker = RecordedWorker(load(read_folder(REAL)), seed)
    command: Command = worker.start()
    while True:
        yield worker.play.do(command)
        if worker.play.case.status != "active":
            return
        command = worker.next()


def assert_agrees_with_state(play: Journaled, record: Record) -> None:
    told = {(duty.timer, duty.task, duty.party, duty.rule, duty.agreed) for duty in record.open_duties}
    stands = {
        (timer.id, task.id, task.party, as_date(timer.due), timer.agreed)
        for task in play.case.tasks.values()
        for timer in play.case.deadlines(task.id)
    }
    assert told == stands
    assert all(duty.unit == play.case.units.get(duty.party or "") for duty in record.open_duties)


def assert_takes_nothing_back(before: Record, after: Record) -> None:
    assert after.happenings[: len(before.happenings)] == before.happenings
    assert before.known_since.items() <= after.known_since.items()
    by_timer = {duty.timer: duty for duty in after.duties}
    assert len(by_timer) == len(after.duties)
    for duty in before.duties:
        again = by_timer[duty.timer]
        if duty.is_open:
            assert (again.task, again.opened_at, again.clauses) == (duty.task, duty.opened_at, duty.clauses)
        else:
            assert again == duty
            assert again.standing(LATER) == duty.standing(LATER)


def walk(states: Iterator[Journaled]) -> Record:
    before = Record()
    for play in states:
        record = play.record
        assert_agrees_with_state(play, record)
        assert_takes_nothing_back(before, record)
        before = record
    done = [
        event.task for entry in play.journal for event in entry.events if isinstance(event, TaskCompleted)
    ]
    assert [told.task for told in before.happenings if told.kind == "completed"] == done
    return before


def test_on_random_journeys_the_record_agrees_with_the_state_and_takes_nothing_back() -> None:
    records = [walk(random_walk(seed)) for seed in range(60)]
    closes = [duty.close.how for record in records for duty in record.duties if duty.close is not None]
    assert {"done", "withdrawn"} <= set(closes)
    assert any(record.open_duties for record in records)


@pytest.mark.parametrize("seed", range(3))
def test_on_the_real_journey_too(seed: int) -> None:
    record = walk(real_walk(seed))
    assert record.open_duties == ()
    assert len(record.duties) > 10


def test_a_prefix_of_the_journal_is_a_record_of_its_own() -> None:
    *_, play = real_walk(11)
    half = record_of(play.journal[: len(play.journal) // 2])
    assert_takes_nothing_back(half, play.record)
    assert half != play.record

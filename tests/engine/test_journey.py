"""The real journey, worked to its end in many orders by someone who does whatever is open."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from prosesser.definition import Definition, load, read_folder
from prosesser.engine import canonical, replay
from prosesser.engine.messages import (
    AddTask,
    Command,
    CompleteTask,
    FireTimer,
    SendMessage,
    Start,
    TaskCompleted,
)
from prosesser.engine.state import Catch
from prosesser.feel import Value, evaluate
from prosesser.spiff import run_at
from tests.engine.fill import filled
from tests.engine.oracles import Unpruned
from tests.engine.play import NINE, Play

JOURNEY = Path(__file__).parents[2] / "bpmn" / "institusjon-bolig"
APPLICATIONS = [
    {"type": "startlan", "utarbeides_av": "bydel"},
    {"type": "fact", "utarbeides_av": "institusjon"},
]
GIVEN = {
    "primarkontakt_tildelt": "ja",
    "soknader_trengs": "ja",
    "soknader": APPLICATIONS,
    "henvisende_bydel": "bydel-gamle-oslo",
    "institusjon": "inst-lilleborg",
}
LARGEST = 12_000
ADDED_SHARE = 0.05
WALKS = 30
MEETING = "samarbeidsmote"


@pytest.fixture(scope="module")
def journey() -> Definition:
    return load(read_folder(JOURNEY))


class Worker:
    """Does what can be done, in an order chosen by a seed; lets time pass when nothing is left to do."""

    def __init__(self, journey: Definition, seed: int) -> None:
        self.play = Play(journey, NINE)
        self.random = Random(seed)
        self.told: set[str] = set()

    def answers(self, element: str, scope: str | None = None) -> dict[str, object]:
        definition = self.play.definition
        form = definition.elements[element].form
        return {} if form is None else self.filled(form, self.known(scope))

    def filled(self, form: str, known: Mapping[str, Value]) -> dict[str, object]:
        choose = self.random.choice
        return filled(self.play.definition.forms[form], known, self.play.now, GIVEN, choose)

    def known(self, scope: str | None) -> Mapping[str, Value]:
        facts = {} if self.play.state is None else self.play.case.facts
        return facts if scope is None else {**facts, **self.play.case.rounds[scope].facts}

    def start(self) -> Start:
        return Start(self.answers(self.play.definition.start.id))

    def next(self) -> Command:
        self.play.now += timedelta(days=self.random.randrange(12), minutes=1)
        case = self.play.case
        if due := case.due_timers(self.play.now):
            return FireTimer(due[0].id)
        messages = [catch for catch in case.catches.values() if self.may_tell(catch)]
        if messages and self.random.random() < 0.1:
            return self._tell(self.random.choice(sorted(catch.name for catch in messages)))
        if self.may_add() and self.random.random() < ADDED_SHARE:
            return self._add()
        if case.tasks:
            task = case.tasks[self.random.choice(sorted(case.tasks))]
            return CompleteTask(task.id, self.answers(task.element, task.scope))
        if case.next_due is not None and (not messages or self.random.random() < 0.5):
            self.play.now = max(case.next_due, self.play.now)
            return FireTimer(case.due_timers(self.play.now)[0].id)
        return self._tell(messages[0].name)

    def may_tell(self, catch: Catch) -> bool:
        guard = self.play.definition.elements[catch.element].guard
        known = self.known(catch.scope)
        applies = guard is None or evaluate(guard, known, now=self.play.now) is True
        return catch.name not in self.told and applies

    def may_add(self) -> bool:
        """Whether the part of the journey that tasks are added to is under way."""
        return any(catch.element == "oppholdet_avsluttes" for catch in self.play.case.catches.values())

    def _add(self) -> AddTask:
        forms = {
            element.id: element.addition.form
            for element in self.play.definition.additions()
            if element.addition is not None and element.addition.form is not None
        }
        element, party = self.random.choice(sorted(forms)), self.random.choice(["bydel", "institusjon"])
        return AddTask(element, party, self.filled(forms[element], {"lagt_til_av": party}))

    def _tell(self, name: str) -> SendMessage:
        self.told.add(name)
        (catch,) = self.play.case.waiting_for(name)
        return SendMessage(name, self.answers(catch.element))


@pytest.mark.parametrize("seed", range(8))
def test_the_journey_reaches_its_end_in_any_order(journey: Definition, seed: int) -> None:
    worker = Worker(journey, seed)
    play = worker.play
    done: Counter[str] = Counter()
    sizes = []
    with run_at(NINE):
        unpruned = Unpruned(journey)
        command: Command = worker.start()
        while play.state is None or play.case.status == "active":
            play.do(command)
            assert unpruned.step(command, play.now) == play.events
            assert canonical(unpruned.state) == canonical(play.case)
            done.update(element_of(event) for event in play.events if isinstance(event, TaskCompleted))
            sizes.append(len(canonical(play.case)))
            assert len(sizes) < 600
            if play.case.status == "active":
                command = worker.next()
    print(f"{len(sizes)} steps, at most {max(sizes)} bytes, {done[MEETING]} meetings")  # noqa: T201 - shown with -s
    assert max(sizes) < LARGEST
    assert play.case.status == "completed"
    assert "institusjon" in play.case.ended
    states = [canonical(state) for state, _ in replay(journey, play.history)]
    assert states[-1] == canonical(play.case)
    assert "avslutt_saken" in done


def test_people_who_do_whatever_is_open_come_by_every_task(journey: Definition) -> None:
    never = {element.id for element in journey.elements.values() if element.kind == "userTask"}
    for seed in range(WALKS):
        worker = Worker(journey, seed)
        worker.play.do(worker.start())
        while worker.play.case.status == "active":
            worker.play.do(worker.next())
            never -= {element_of(event) for event in worker.play.events if isinstance(event, TaskCompleted)}
        assert "institusjon" in worker.play.case.ended
    assert never == set()


def element_of(event: TaskCompleted) -> str:
    return event.task.rpartition(".")[0]

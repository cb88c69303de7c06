"""The real journey, worked to its end in many orders by someone who does whatever is open."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from prosesser.definition import Definition, load, read_folder
from prosesser.engine import canonical, replay
from prosesser.engine.messages import Command, CompleteTask, FireTimer, SendMessage, Start, TaskCompleted
from prosesser.feel import Value
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
        return {} if form is None else filled(definition.forms[form], self.known(scope), self.play.now, GIVEN)

    def known(self, scope: str | None) -> Mapping[str, Value]:
        facts = {} if self.play.state is None else self.play.case.facts
        return facts if scope is None else {**facts, **self.play.case.rounds[scope].facts}

    def start(self) -> Start:
        return Start(self.answers(self.play.definition.start.id))

    def next(self) -> CompleteTask | SendMessage | FireTimer:
        self.play.now += timedelta(days=self.random.randrange(12), minutes=1)
        case = self.play.case
        if due := case.due_timers(self.play.now):
            return FireTimer(due[0].id)
        messages = [catch for catch in case.catches.values() if catch.name not in self.told]
        if messages and self.random.random() < 0.1:
            return self._tell(self.random.choice(sorted(catch.name for catch in messages)))
        if case.tasks:
            task = case.tasks[self.random.choice(sorted(case.tasks))]
            return CompleteTask(task.id, self.answers(task.element, task.scope))
        if case.next_due is not None and (not messages or self.random.random() < 0.5):
            self.play.now = max(case.next_due, self.play.now)
            return FireTimer(case.due_timers(self.play.now)[0].id)
        return self._tell(messages[0].name)

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
            done.update(
                event.task.rpartition(".")[0] for event in play.events if isinstance(event, TaskCompleted)
            )
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
    every = {element.id for element in journey.elements.values() if element.kind == "userTask"}
    assert done.keys() <= every
    assert "avslutt_saken" in done

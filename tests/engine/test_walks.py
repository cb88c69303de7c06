"""Random walks over random journeys, restarted after every step, against runs that never are."""

from collections import Counter
from functools import partial
from random import Random

from prosesser.definition import Definition
from prosesser.engine import canonical, replay
from prosesser.engine.messages import Command, Start
from prosesser.feel import Value, evaluate, parse
from prosesser.spiff import run_at
from tests.engine.diagrams import Generator
from tests.engine.oracles import Unpruned
from tests.engine.play import NINE, Play
from tests.engine.stock import Stock
from tests.engine.walker import answers, next_command

STEPS = 40
EVERY_KIND = {
    "startEvent",
    "endEvent",
    "endEvent terminate",
    "userTask",
    "receiveTask",
    "subProcess",
    "subProcess parallel rounds",
    "subProcess sequential rounds",
    "adHocSubProcess",
    "exclusiveGateway",
    "inclusiveGateway",
    "parallelGateway",
    "eventBasedGateway",
    *(f"intermediateCatchEvent {event}" for event in ("message", "timer", "conditional")),
    *(
        f"boundaryEvent {event} {kind}"
        for event in ("message", "timer", "conditional")
        for kind in ("interrupting", "beside")
    ),
}


def kind_of(definition: Definition, element_id: str) -> str:
    element = definition.elements[element_id]
    words = [element.kind, element.event or ""]
    if element.kind == "boundaryEvent":
        words.append("interrupting" if element.interrupting else "beside")
    if element.loop is not None:
        words.append("sequential rounds" if element.loop.sequential else "parallel rounds")
    return " ".join(word for word in words if word)


def compare(seed: int) -> int:
    """Walk one case beside SpiffWorkflow as it comes; return the number of steps compared."""
    random = Random(seed)
    journey = Generator(seed, plain=True, depth=2).journey()
    play = Play(journey)
    with run_at(NINE):
        unpruned = Unpruned(play.definition)
        command: Command = Start(answers(random))
        stock: Stock | None = None
        for step in range(STEPS):
            play.do(command)
            unpruned.step(command, play.now)
            assert unpruned.run is not None
            if stock is None:
                stock = Stock(journey.xml(), play.definition.key, partial(value, unpruned))
            for place in unpruned.run.fired:
                stock.fire(place)
            assert stock.places() == Counter(place for place, _ in unpruned.run.places()), step
            if play.case.status != "active":
                break
            command = next_command(play, random)
    return step


def value(case: Unpruned, expression: str) -> Value:
    """Return what an expression gives in the case as it is now."""
    return evaluate(parse(expression), case.state.facts, now=NINE)


def walk(seed: int) -> Counter[str]:
    """Walk one case; after each step compare events and the whole state. Return the kinds passed."""
    random = Random(seed)
    play = Play(Generator(seed).journey())
    passed: Counter[str] = Counter()
    with run_at(NINE):
        unpruned = Unpruned(play.definition)
        command: Command = Start(answers(random))
        for _ in range(STEPS):
            play.do(command)
            assert unpruned.step(command, play.now) == play.events
            assert canonical(unpruned.state) == canonical(play.case)
            assert unpruned.run is not None
            passed.update(kind_of(play.definition, element) for element in unpruned.run.passed)
            if play.case.status != "active":
                break
            command = next_command(play, random)
    again = [state for state, _ in replay(play.definition, play.history)]
    assert canonical(again[-1]) == canonical(play.case)
    return passed


def test_a_case_restarted_after_every_step_goes_as_one_that_never_stops() -> None:
    passed: Counter[str] = Counter()
    for seed in range(150):
        passed += walk(seed)
    print(*(f"{count:6} {kind}" for kind, count in sorted(passed.items())), sep="\n")  # noqa: T201 - shown with -s
    assert passed.keys() >= EVERY_KIND


def test_tokens_go_where_spiffworkflow_itself_takes_them() -> None:
    steps = sum(compare(seed) for seed in range(80))
    assert steps > 700

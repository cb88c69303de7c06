"""What a case costs does not grow with its history."""

import sys
from collections.abc import Iterator
from typing import Self

from prosesser.engine import canonical, step
from prosesser.engine.messages import CompleteTask
from tests import form_files
from tests.builders import Journey, Scope, timer
from tests.engine.play import Play

ROUNDS = 1000


def meetings() -> Journey:
    """A task that is done again and again, inside a subprocess, beside others that wait."""
    inner = Scope().start("i").choice("igjen").task("mote", form="svar")
    inner.deadline("mote", event=timer(duration="P2M")).choice("ferdig").when("=nok = true").end("i_slutt")
    inner.at("ferdig").otherwise().to("igjen")
    journey = Journey().lane("bydel").form("svar", form_files.checkbox("nok")).start().parallel("del")
    journey.sub("moter", inner).parallel("sam").end()
    return journey.at("del").task("annet").to("sam")


class Calls:
    """Counts the function calls of a block: the work that it does, whatever else the machine does."""

    def __enter__(self) -> Self:
        self.count = 0
        sys.setprofile(self._count)
        return self

    def _count(self, _frame: object, event: str, _argument: object) -> None:
        self.count += event == "call"

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)


def rounds(play: Play) -> Iterator[tuple[int, int]]:
    """Do the task again and again; yield the state's bytes and the calls that a step took."""
    for number in range(1, ROUNDS + 1):
        command = CompleteTask(f"mote.{number}", {"nok": False})
        with Calls() as calls:
            state, _ = step(play.definition, play.state, command, play.now)
        play.state = state
        yield len(canonical(state)), calls.count


def test_a_thousand_rounds_of_a_loop_change_neither_the_state_nor_the_work() -> None:
    play = Play(meetings()).start()
    costs = list(rounds(play))
    digits = 10 * 3  # ordinals have more digits at the end than at the beginning
    assert max(size for size, _ in costs) <= costs[0][0] + digits
    tenth, last = costs[9][1], costs[-1][1]
    assert last <= tenth * 1.02
    assert play.tasks == ["annet.1", f"mote.{ROUNDS + 1}"]
    play.complete(f"mote.{ROUNDS + 1}", nok=True).complete("annet.1")
    assert play.case.status == "completed"


def test_sequential_parallel_blocks_do_not_multiply() -> None:
    journey = Journey().lane("bydel").start()
    for number in range(20):
        journey.parallel(f"del{number}").task(f"a{number}").parallel(f"sam{number}")
        journey.at(f"del{number}").task(f"b{number}").to(f"sam{number}").at(f"sam{number}")
    play = Play(journey.end()).start()
    with Calls() as first:
        play.complete("a0.1", "b0.1")
    for number in range(1, 19):
        play.complete(f"a{number}.1", f"b{number}.1")
    with Calls() as last:
        play.complete("a19.1", "b19.1")
    assert last.count < first.count * 1.5
    assert play.case.status == "completed"

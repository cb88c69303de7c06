"""One random walk through one case: what can be done next, chosen by a seed."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from prosesser.engine.messages import (
    AssignTask,
    ChangeFacts,
    ClaimTask,
    Command,
    CompleteTask,
    FireTimer,
    ReleaseTask,
    SendMessage,
)
from prosesser.feel import Value
from tests.engine.diagrams import CHOICES
from tests.engine.play import Play


def answers(random: Random) -> dict[str, Any]:
    """Return answers to the first form: all facts that a generated journey reads."""
    rows = [{"navn": "a"}] * random.choice([0, 1, 2, 3])
    return {"valg": random.choice(CHOICES), "klar": True, "ferdig": False, "dag": "2026-01-20", "liste": rows}


def next_command(play: Play, random: Random) -> Command:
    """Return something that can be done now; the clock moves when a timer has to be waited for."""
    while True:
        command = random.choice(MOVES)(play, random)
        if command is not None:
            return command


def _complete(play: Play, random: Random) -> Command | None:
    return CompleteTask(random.choice(play.tasks)) if play.tasks else None


def _fire(play: Play, random: Random) -> Command | None:
    timers = sorted(timer.id for timer in play.case.timers.values() if timer.fires_at is not None)
    if not timers:
        return None
    timer = play.case.timers[random.choice(timers)]
    assert timer.fires_at is not None
    play.now = max(play.now + timedelta(minutes=1), timer.fires_at)
    return FireTimer(timer.id)


def _send(play: Play, random: Random) -> Command | None:
    if not play.case.catches:
        return None
    catch = play.case.catches[random.choice(sorted(play.case.catches))]
    return SendMessage(catch.name, catch=catch.id)


def _change(_: Play, random: Random) -> Command:
    values = _values(random)
    names = random.sample(sorted(values), k=random.choice([1, 2]))
    return ChangeFacts({name: values[name] for name in names}, "endret")


def _values(random: Random) -> dict[str, Value]:
    return {
        "valg": Decimal(random.choice(CHOICES)),
        "klar": random.random() < 0.5,
        "ferdig": random.random() < 0.3,
        "dag": date(2026, 1, 1) + timedelta(days=random.randrange(200)),
        "liste": [{"navn": "b"}] * random.choice([0, 1, 2, 3]),
    }


def _person(play: Play, random: Random) -> Command | None:
    if not play.tasks:
        return None
    task = play.case.tasks[random.choice(play.tasks)]
    if task.assignee is not None and random.random() < 0.5:
        return ReleaseTask(task.id)
    person = random.choice(["ida", "ole"])
    return ClaimTask(task.id, person) if task.assignee is None else AssignTask(task.id, person)


MOVES: list[Callable[[Play, Random], Command | None]] = [
    *[_complete] * 6,
    *[_fire] * 3,
    *[_send] * 3,
    *[_change] * 2,
    _person,
]

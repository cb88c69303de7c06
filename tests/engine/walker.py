"""One random walk through one case: what can be done next, chosen by a seed."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from prosesser.calendar import oslo_date
from prosesser.definition.model import Element
from prosesser.engine.messages import (
    AddTask,
    AssignTask,
    ChangeFacts,
    ClaimTask,
    Command,
    CompleteTask,
    FireTimer,
    ProposeDate,
    ReleaseTask,
    SendMessage,
    WithdrawTask,
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
    if not play.tasks:
        return None
    task = play.case.tasks[random.choice(play.tasks)]
    if task.proposal is None:
        return CompleteTask(task.id)
    stale = task.proposal.day is not None and task.proposal.day < oslo_date(play.now)
    answer = random.choice(["nei"] if stale else ["ja", "nei"])
    may_open = task.proposal.element is None or task.proposal.element in _addable(play)
    return CompleteTask(task.id, {"forslag_svar": answer if may_open else "nei"})


def _add(play: Play, random: Random) -> Command | None:
    addable = _addable(play)
    if not addable:
        return None
    day = date(2026, 1, 1) + timedelta(days=random.randrange(400))
    party = random.choice(["bydel", "inst"])
    return AddTask(random.choice(addable), party, {"frist": random.choice([None, day.isoformat()])})


def _addable(play: Play) -> list[str]:
    """Return the tasks that can be added: those of the process, and of the subprocesses under way."""
    waiting = (*play.case.tasks.values(), *play.case.timers.values(), *play.case.catches.values())
    elements = play.definition.elements
    around = {scope.id for entry in waiting for scope in play.definition.enclosing(entry.element)}
    found = [element for element in play.definition.additions() if element.addition and element.addition.form]
    return [element.id for element in found if elements[element.scope or ""].scope in around]


def _propose(play: Play, random: Random) -> Command | None:
    asked = {task.proposal.timer for task in play.case.tasks.values() if task.proposal is not None}
    day = oslo_date(play.now) + timedelta(days=random.randrange(60))
    free = [
        timer.id
        for timer in play.case.timers.values()
        if timer.deadline and timer.stands not in {None, day} and timer.id not in asked
    ]
    elements = play.definition.elements
    negotiable = [timer for timer in sorted(free) if _is_negotiable(elements[timer.rpartition(".")[0]])]
    if not negotiable:
        return None
    return ProposeDate(random.choice(negotiable), day, random.choice(["bydel", "inst"]), "grunn", "syn")


def _is_negotiable(element: Element) -> bool:
    return element.timer is not None and element.timer.negotiable


def _take_back(play: Play, random: Random) -> Command | None:
    added = [
        task
        for task in sorted(play.case.tasks)
        if play.definition.elements[play.case.tasks[task].element].addition is not None
    ]
    if not added:
        return None
    task = play.case.tasks[random.choice(added)]
    party = play.case.rounds[task.scope or ""].facts["lagt_til_av"]
    return WithdrawTask(task.id, str(party), "ikke bruk for den")


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
    _add,
    _propose,
    _take_back,
]

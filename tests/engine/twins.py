"""Two cases that are the same but for their ids: a moved one, and one that had run on the version."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import Any

from prosesser.definition import Definition
from prosesser.engine import CaseState
from prosesser.engine.matching import Place, places_in
from prosesser.engine.messages import (
    AssignTask,
    ClaimTask,
    Command,
    CompleteTask,
    FireTimer,
    ProposeDate,
    ReleaseTask,
    SendMessage,
    WithdrawTask,
)
from prosesser.errors import SomlosError
from tests.engine.fill import filled
from tests.engine.play import Play
from tests.engine.walker import next_command

Spot = tuple[str, Place, int]


def shape(state: CaseState) -> dict[str, Any]:
    """Return all that decides how a case goes on, with places instead of ids; claims and titles do not."""
    spots = spots_of(state)

    def spot(key: str | None) -> object:
        return None if key is None else spots[key]

    return {
        "status": state.status,
        "facts": state.facts,
        "who": (state.parties, state.units, state.contacts, state.ended),
        "tasks": {spot(task.id): (task.lane, task.party) for task in state.tasks.values()},
        "timers": {
            spot(timer.id): (spot(timer.task), timer.deadline, timer.fires_at, timer.agreed)
            for timer in state.timers.values()
        },
        "catches": {spot(catch.id): catch.name for catch in state.catches.values()},
        "rounds": sorted(str((spots[key][:2], its.facts)) for key, its in state.rounds.items()),
    }


def spots_of(state: CaseState) -> Mapping[str, Spot]:
    """Return by id its element, the rounds around it, and its number among those that share both."""
    spots: dict[str, Spot] = {}
    counted: dict[tuple[str, Place], int] = {}
    places = places_in(state)
    for key in sorted(places, key=lambda key: (key.rpartition(".")[0], int(key.rpartition(".")[2]))):
        where = key.rpartition(".")[0], places[key]
        counted[where] = counted.get(where, 0) + 1
        spots[key] = (*where, counted[where])
    return spots


class Twins:
    """Do the same with both, as long as both can."""

    def __init__(self, definition: Definition, moved: CaseState, native: CaseState, now: datetime) -> None:
        self.moved, self.native = Play(definition, now), Play(definition, now)
        self.moved.state, self.native.state = moved, native

    def go_on(self, random: Random) -> bool:
        """Make a step; False when both refuse it alike."""
        command = next_command(self.moved, random)
        if isinstance(command, ClaimTask | AssignTask | ReleaseTask):
            return True
        if isinstance(command, FireTimer):
            return self.both(None)
        return self.both(self._answered(command))

    def both(self, command: Command | None) -> bool:
        """Send a command to both, and fire what is due; they fare alike."""
        failed: list[type[SomlosError] | None] = []
        other = None if command is None else self._translated(command)
        for play, its in ((self.moved, command), (self.native, other)):
            play.now = self.moved.now
            try:
                if its is not None:
                    play.do(its)
                while due := play.case.due_timers(play.now):
                    play.do(FireTimer(due[0].id))
            except SomlosError as error:
                failed.append(type(error))
            else:
                failed.append(None)
        assert failed[0] is failed[1], (command, failed)
        return failed[0] is None

    def _answered(self, command: Command) -> Command:
        if not isinstance(command, CompleteTask):
            return command
        element = self.moved.definition.elements[command.task.rpartition(".")[0]]
        form = self.moved.definition.forms[element.form or ""]
        return replace(command, answers=filled(form, {}, self.moved.now, command.answers))

    def _translated(self, command: Command) -> Command:
        match command:
            case CompleteTask() | WithdrawTask():
                return replace(command, task=self._other(command.task))
            case SendMessage() if command.catch is not None:
                return replace(command, catch=self._other(command.catch))
            case ProposeDate():
                return replace(command, timer=self._other(command.timer))
        return command

    def _other(self, key: str) -> str:
        spot = spots_of(self.moved.case)[key]
        return next(other for other, its in spots_of(self.native.case).items() if its == spot)

"""A rehearsal by hand: a list of moves, played on a draft from the beginning each time it is looked at.

    run = replay(definition, moves)

Pure. What the clock brings about (deadlines that run out, timers) is no move: it follows from the
diagram, and so a run shows at once what a changed diagram makes of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from prosesser.calendar import OSLO, oslo_date
from prosesser.definition.model import Definition
from prosesser.engine.commands import Command, CompleteTask, FireTimer, SendMessage, Start
from prosesser.engine.messages import command_from_json
from prosesser.engine.path import followed
from prosesser.engine.state import CaseState
from prosesser.errors import Refused, SomlosError
from workflow_app.rehearsal.player import NOON
from workflow_app.rehearsal.rehearse import MAX_STEPS, Played, party_of_start, reason_of, sender

MAX_MOVES = 300

FARTHEST = timedelta(days=5 * 366)
"""How far a run goes from its first day."""

A_MOMENT = timedelta(seconds=1)


class RunTooLong(Refused):
    """Prøvekjøringen er for lang: høyst {most} steg. Begynn på nytt, eller se etter en løkke i diagrammet."""


class TooFarAhead(Refused):
    """Klokken i en prøvekjøring går fram, og høyst fem år fra den første dagen. Velg en dato mellom."""


@dataclass(frozen=True, slots=True)
class Move:
    """What was done in a run, and when (aware UTC); without a command, time was let pass until then."""

    at: datetime
    command: Command | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the move as JSON data."""
        data: dict[str, Any] = {"at": self.at.isoformat()}
        return data if self.command is None else {**data, "command": self.command.to_json()}

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> "Move":
        """Build a move from what ``to_json`` gave."""
        command = command_from_json(data["command"]) if "command" in data else None
        return Move(datetime.fromisoformat(data["at"]), command)


@dataclass(frozen=True, slots=True)
class Halt:
    """The move (its number counted from 0) that no longer fits the diagram, and why, in words."""

    number: int
    at: datetime
    command: Command | None
    reason: str


@dataclass(frozen=True, slots=True)
class Run:
    """A run as far as it could be played.

    ``steps`` hold what was done and what the clock brought about, in order; ``halt`` says where and why it
    stopped short of its moves; ``now`` is what the run's clock says.
    """

    definition: Definition
    moves: tuple[Move, ...]
    steps: tuple[Played, ...]
    now: datetime
    halt: Halt | None = None

    @property
    def state(self) -> CaseState:
        """How the case stands; LookupError before it has begun."""
        if not self.steps:
            raise LookupError
        return self.steps[-1].state

    @property
    def today(self) -> date:
        """The date by the run's clock."""
        return oslo_date(self.now)

    @property
    def next_instant(self) -> datetime:
        """When the next move is made: each a moment after the one before, so that their order is told."""
        last = self.moves[-1]
        return last.at if last.command is None else last.at + A_MOMENT


def noon(day: date) -> datetime:
    """Return the instant at which the clock of a run stands on a day (aware UTC)."""
    return datetime.combine(day, NOON, OSLO).astimezone(UTC)


def extended(run: Run, move: Move) -> Run:
    """Return a run with one more move; raises what refuses it, and `RunTooLong`."""
    if len(run.moves) >= MAX_MOVES:
        raise RunTooLong(most=MAX_MOVES)
    steps = list(run.steps)
    for played in _made(run.definition, steps, move):
        steps.append(played)
        if len(steps) > MAX_STEPS:
            raise RunTooLong(most=MAX_STEPS)
    return Run(run.definition, (*run.moves, move), tuple(steps), move.at)


def replay(definition: Definition, moves: Sequence[Move]) -> Run:
    """Play moves, the first a Start, on a definition as far as they fit; ``halt`` tells what does not."""
    steps: list[Played] = []
    now = moves[0].at
    for number, move in enumerate(moves):
        try:
            for played in _made(definition, steps, move):
                steps.append(played)
                now = played.at
                if len(steps) > MAX_STEPS:
                    raise RunTooLong(most=MAX_STEPS)
        except SomlosError as error:
            halt = Halt(number, move.at, move.command, reason_of(error))
            return Run(definition, tuple(moves), tuple(steps), now, halt)
        now = move.at
    return Run(definition, tuple(moves), tuple(steps), now)


def passing(run: Run, until: datetime) -> Move:
    """Return the move that lets time pass; raises `TooFarAhead`."""
    if not run.now < until <= run.moves[0].at + FARTHEST:
        raise TooFarAhead
    return Move(until)


def next_event(run: Run) -> Move | None:
    """Return the move to noon of the day of the next timer or deadline; None when there is none near."""
    due = run.state.next_due
    if due is None or due > run.moves[0].at + FARTHEST:
        return None
    return Move(max(due, noon(oslo_date(due)), run.now))


def _made(definition: Definition, before: list[Played], move: Move) -> Iterator[Played]:
    """Yield what the clock brings about until a move, the move, and what is due at once by it.

    ``before`` grows as they are taken.
    """
    yield from _fallen_due(definition, before, move.at)
    if move.command is not None:
        state = before[-1].state if before else None
        yield _step(definition, state, move.command, move.at)
        yield from _fallen_due(definition, before, move.at)


def _fallen_due(definition: Definition, before: list[Played], now: datetime) -> Iterator[Played]:
    while before and (due := before[-1].state.due_timers(now)):
        at = max(due[0].fires_at or now, before[-1].at)
        yield _step(definition, before[-1].state, FireTimer(due[0].id), at)


def _step(definition: Definition, state: CaseState | None, command: Command, at: datetime) -> Played:
    party = doer(definition, state, command)
    after, events, passed = followed(definition, state, command, at)
    return Played(at, party, command, after, events, passed)


def doer(definition: Definition, state: CaseState | None, command: Command) -> str | None:
    """Return the party that does something; None for the clock, and where the diagram does not tell."""
    match command:
        case Start():
            return party_of_start(definition)
        case FireTimer():
            return None
        case CompleteTask(task=task):
            return state.tasks[task].party if state is not None and task in state.tasks else None
        case SendMessage(catch=str() as catch):
            element = definition.elements.get(catch.rpartition(".")[0])
            return None if state is None or element is None else sender(element, state)
    party = getattr(command, "party", None)
    return party if isinstance(party, str) else None

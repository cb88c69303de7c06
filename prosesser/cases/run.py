"""A run: the steps made on one loaded case, before any of them is written."""

from dataclasses import dataclass
from datetime import datetime

from prosesser.access import SYSTEM, Actor
from prosesser.definition.model import Definition
from prosesser.engine import step
from prosesser.engine.messages import Command, FireTimer
from prosesser.engine.state import CaseState, canonical
from prosesser.errors import Refused, SomlosError
from prosesser.store.journal import Step, read_state

MAX_TIMERS = 100
"""Timers fired beside one command; what is due beyond them is left to `fire_due`."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A step that failed inside; ``after`` counts the steps of the run that were made before it."""

    command: Command
    error: Exception
    after: int

    @property
    def element(self) -> str | None:
        """The element that the error names, if any."""
        named = self.error.details.get("element") if isinstance(self.error, SomlosError) else None
        return named if isinstance(named, str) else None


class Run:
    """Steps on one case, each made from the state that the one before it left.

    No step is made earlier than the case last changed: time in a case never runs backwards,
    whichever server's clock is behind. Steps are made with ``definition``, which a move lets be another.
    """

    def __init__(self, definition: Definition, state: CaseState | None, changed_at: datetime | None) -> None:
        self.definition = self.began_with = definition
        self._initial = state
        self._changed_at = changed_at
        self.steps: list[Step] = []
        self.failures: list[Failure] = []

    @property
    def _last(self) -> CaseState | None:
        """The last state as the store would give it back: steps never differ by who made the one before."""
        return read_state(self.steps[-1].canonical) if self.steps else self._initial

    @property
    def state(self) -> CaseState:
        """The state after the last step; LookupError before the first of a new case."""
        state = self.steps[-1].state if self.steps else self._initial
        if state is None:
            raise LookupError
        return state

    def step(self, actor: Actor, command: Command, now: datetime, key: str | None = None) -> Step | None:
        """Make a step. Raises what refuses it; None when it failed inside, which `failures` tells."""
        at = now if self._changed_at is None else max(now, self._changed_at)
        try:
            state, events = step(self.definition, self._last, command, at)
            made = Step(self.definition, actor, command, at, key, events, state, canonical(state))
        except Refused:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is: this case alone stands still, and an incident tells
            self.failures.append(Failure(command, error, len(self.steps)))
            return None
        self.steps.append(made)
        return made

    def fire(self, timer: str, now: datetime) -> bool:
        """Fire a due timer; False when it failed, or was refused although it is due."""
        command = FireTimer(timer)
        try:
            return self.step(SYSTEM, command, now) is not None
        except Refused as refusal:
            self.failures.append(Failure(command, refusal, len(self.steps)))
            return False

    def fire_due(self, now: datetime) -> None:
        """Fire the timers that are due, in due order; one that cannot fire is passed over."""
        failed: set[str] = set()
        for _ in range(MAX_TIMERS):
            due = (timer.id for timer in self.state.due_timers(now) if timer.id not in failed)
            timer = next(due, None)
            if timer is None:
                return
            if not self.fire(timer, now):
                failed.add(timer)

"""A case on another version than its own, step by step: what is done to it, and what falls due."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NoReturn, TypeAlias

from prosesser.definition.model import Definition
from prosesser.engine import deadlines
from prosesser.engine.clock import Clock
from prosesser.engine.commands import Command, FireTimer
from prosesser.engine.draft import Draft
from prosesser.engine.errors import StepFailed
from prosesser.engine.naming import Naming
from prosesser.engine.reading import AsItStands
from prosesser.engine.retraced import Recorded, Step, Stopped
from prosesser.engine.state import CaseState, Timer
from prosesser.engine.step import apply
from prosesser.errors import SomlosError
from prosesser.spiff import Run

MAX_TIMERS = 1_000
"""Timers that the version may fire between two rows: those that set each other off end here."""

Moment: TypeAlias = tuple[datetime, str]
"""An instant and a timer: those with the same instant fire in the order of their ids."""
LAST = chr(0x10FFFF)
"""Comes after every timer's id."""

Keeps: TypeAlias = Callable[[str], bool]
"""Whether timers of an element of the diagram keep the dates that the journal has for them."""


class Stop(Exception):
    """The case cannot follow."""

    def __init__(self, stopped: Stopped) -> None:
        self.stopped = stopped


class Tracer:
    """The case as the steps so far have made it. Use it within one ``run_at``: one run goes through them.

    Where the tokens are is in the run; ``state`` tells of them only after ``find_tokens``. ``disturbed``
    tells that a timer has fired by itself, or has not where it did.
    """

    _run: Run | None

    def __init__(self, definition: Definition, history: Sequence[Recorded], keeps: Keeps) -> None:
        self.definition = definition
        self.clock = Clock(history)
        self.naming = Naming()
        self.state: CaseState | None = None
        self.steps: list[Step] = []
        self.other_dates: set[str] = set()
        self.disturbed = False
        self._keeps = keeps
        self._run = None
        self._at: datetime | None = None
        self._held: set[str] = set()

    def step(
        self, sequence: int | None, at: datetime, command: Command, reading: AsItStands, *, row: bool = True
    ) -> None:
        """Make a step; what it raises leaves the case as it was."""
        draft = Draft(self.definition, self.state or CaseState("active"), at, reading, self._run)
        try:
            apply(draft, command)
        except SomlosError:
            self._run = draft.resting  # none once tokens have moved: such a run is of no use
            raise
        self.state = draft.standing_at(() if self.state is None else self.state.tokens)
        self._run, self._at = draft.rests, at
        self.steps.append(Step(sequence, at, command, tuple(draft.events), row))

    def find_tokens(self) -> None:
        """Tell where the tokens are."""
        if self.state is not None and self.state.status != "active":
            self.state = replace(self.state, tokens=())
        elif self.state is not None and self._run is not None:
            self.state = replace(self.state, tokens=self._run.tokens())

    def stop(self, sequence: int | None, at: datetime, reason: str, element: str | None) -> NoReturn:
        """Follow no further."""
        raise Stop(Stopped(sequence, at, reason, element, waits_at(self.definition, self.state)))

    # ---- what falls due ----

    def before(self, row: Recorded) -> Moment:
        """Return up to when timers fire before a row: before a timer's those that are due before it."""
        if not isinstance(row.command, FireTimer):
            return row.at, LAST
        return self.clock.fires_at(row.command.timer) or row.at, row.command.timer

    def fire_until(self, end: Moment, sequence: int | None, place: int) -> None:
        """Fire what is due by an instant, each timer at its own, unless the journal has it fire later.

        After the last row (``sequence`` None) what the journal has set to the same instant may be late.
        """
        for _ in range(MAX_TIMERS):
            timer = next((timer for timer in self._due(end) if self._fires_now(timer, sequence, place)), None)
            if timer is None or timer.fires_at is None:
                return
            self._fire(timer, timer.fires_at, sequence)
            self.keep_dates()
        self.stop(sequence, end[0], "Tidspunktene gjør at saken går i ring uten stans.", None)

    def keep_dates(self) -> None:
        """Set the timers that keep their dates to those of the journal, and note those that have others."""
        found = {timer.id: timer for timer in self._recorded_otherwise()}
        self.other_dates.update(timer.element for timer in found.values())
        kept = {key: timer for key, timer in found.items() if self._keeps(timer.element)}
        if kept and self.state is not None:
            self.state = replace(self.state, timers={**self.state.timers, **kept})

    def with_all_dates_kept(self) -> CaseState | None:
        """Return the case as it would be with every date kept, where no date has made a difference so far."""
        if self.state is None or self.disturbed:
            return None
        kept = {timer.id: timer for timer in self._recorded_otherwise()}
        return replace(self.state, timers={**self.state.timers, **kept})

    def _recorded_otherwise(self) -> Iterator[Timer]:
        """Yield the timers that have other dates in the journal, with those."""
        for timer in () if self.state is None else self.state.timers.values():
            recorded = self.clock.timers.get(self.naming.recorded_of(timer.id))
            if recorded is None or recorded.due is None:
                continue
            if timer.due == recorded.due or timer.fires_at == recorded.fires_at:
                continue
            rule = self.definition.elements[timer.element].timer
            if rule is not None:
                dated = replace(timer, due=recorded.due)
                fires_at = None if dated.overdue else deadlines.fires_at(rule, dated.stands)
                yield replace(dated, fires_at=fires_at)

    def _due(self, end: Moment) -> Iterator[Timer]:
        for timer in () if self.state is None else self.state.due_timers(end[0]):
            if timer.id not in self._held and (timer.fires_at, timer.id) < end:
                yield timer

    def _fires_now(self, timer: Timer, sequence: int | None, place: int) -> bool:
        recorded = self.naming.recorded_of(timer.id)
        if timer.fires_at is None or self.clock.fires_later(recorded, timer.fires_at, place):
            return False
        return sequence is not None or self.clock.fires_at(recorded) != timer.fires_at

    def _fire(self, timer: Timer, at: datetime, sequence: int | None) -> None:
        self.disturbed = True
        same = self.clock.fires_at(self.naming.recorded_of(timer.id)) == timer.fires_at
        at = at if self._at is None else max(at, self._at)
        if same:
            self.find_tokens()  # the case goes on from them should it fail
        try:
            self.step(sequence, at, FireTimer(timer.id), AsItStands(), row=False)
        except SomlosError as error:
            if not same:
                self.stop(sequence, at, said(error), element_of(error) or timer.element)
            self._held.add(timer.id)  # it could not fire when the case was recorded either


def waits_at(definition: Definition, state: CaseState | None) -> tuple[str, ...]:
    """Return the elements that a case waits at, in the diagram's order; its tasks' deadlines are not told."""
    if state is None:
        return ()
    timers = (timer for timer in state.timers.values() if not timer.deadline)
    found = {entry.element for entry in (*state.tasks.values(), *state.catches.values(), *timers)}
    return tuple(element for element in definition.elements if element in found)


def element_of(error: SomlosError) -> str | None:
    """Return the element at which a step failed; None when the error names none."""
    return error.element if isinstance(error, StepFailed) and error.element else None


def said(error: SomlosError) -> str:
    """Return the sentence of an error; of a step that failed, its reason."""
    if isinstance(error, StepFailed):
        return f"{error.reason[:1].upper()}{error.reason[1:]}."
    return str(error)

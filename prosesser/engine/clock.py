"""When timers fire by what a journal tells: the instants that were set, and at which row each fired.

A timer of another version has the same instant as recorded exactly when the last event about it says
the instant that the version gives.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from prosesser.calendar import end_of_day
from prosesser.engine.codec import Due
from prosesser.engine.commands import FireTimer
from prosesser.engine.events import (
    CaseCancelled,
    CaseCompleted,
    DateAgreed,
    DeadlineSet,
    Event,
    TaskCompleted,
    TaskWithdrawn,
    TimerSet,
)
from prosesser.engine.retraced import Recorded


@dataclass(slots=True)
class RecordedTimer:
    """A timer of the journal as its last event left it.

    ``due`` is what its rule gave (of a waiting time the instant), ``task`` the one it is a deadline of.
    """

    fires_at: datetime | None
    due: Due
    task: str | None = None


class Clock:
    """The timers of a journal, followed row by row."""

    def __init__(self, history: Sequence[Recorded]) -> None:
        self.timers: dict[str, RecordedTimer] = {}
        self._ahead: dict[str, list[tuple[int, datetime | None]]] = {}
        self._note_ahead(history)
        self.timers.clear()

    def fires_at(self, timer: str) -> datetime | None:
        """Return when a timer was to fire by the rows taken so far; None when that is not known."""
        known = self.timers.get(timer)
        return None if known is None else known.fires_at

    def due(self, timer: str) -> Due:
        """Return the date that a timer had by the rows taken so far; None when it had none."""
        known = self.timers.get(timer)
        return None if known is None else known.due

    def fires_later(self, timer: str, at: datetime, place: int) -> bool:
        """Tell whether a timer set to an instant fires for it at that place of the journal or later."""
        return any(row >= place and fires == at for row, fires in self._ahead.get(timer, ()))

    def take(self, row: Recorded) -> None:
        """Take in a row."""
        self._take(row.events)

    def _note_ahead(self, history: Sequence[Recorded]) -> None:
        for place, row in enumerate(history):
            if isinstance(row.command, FireTimer):
                timer = row.command.timer
                self._ahead.setdefault(timer, []).append((place, self.fires_at(timer)))
            self._take(row.events)

    def _take(self, events: Iterable[Event]) -> None:
        for event in events:
            match event:
                case DeadlineSet():
                    stands = event.due if event.agreed is None else event.agreed
                    self.timers[event.timer] = RecordedTimer(_passed_at(stands), event.due, event.task)
                case DateAgreed():
                    self.timers[event.timer] = RecordedTimer(_passed_at(event.due), event.rule, event.task)
                case TimerSet():
                    self.timers[event.timer] = RecordedTimer(event.fires_at, event.fires_at)
                case TaskCompleted() | TaskWithdrawn():
                    self.timers = {key: its for key, its in self.timers.items() if its.task != event.task}
                case CaseCompleted() | CaseCancelled():
                    self.timers.clear()


def _passed_at(due: Due) -> datetime | None:
    return due if due is None or isinstance(due, datetime) else end_of_day(due)

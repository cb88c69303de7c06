"""What events tell of a case's tasks and dates: when each opened and ended, with whom, due when."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from prosesser.engine.codec import Due
from prosesser.engine.events import (
    CaseCancelled,
    CaseCompleted,
    DateAgreed,
    DeadlineSet,
    Event,
    TaskCompleted,
    TaskMoved,
    TaskOpened,
    TaskWithdrawn,
    TimerFired,
    TimerSet,
    UnitChanged,
)
from prosesser.engine.outlooks import Side


@dataclass(slots=True)
class TaskTrace:
    """A task: where it lies last, and when it opened and ended."""

    id: str
    element: str
    opened: datetime
    side: Side
    ended: datetime | None = None


@dataclass(slots=True)
class DateTrace:
    """A timer as it was last set; ``fired`` when a waiting time was over."""

    id: str
    task: str | None
    due: Due
    agreed: date | None = None
    fired: bool = False


@dataclass(slots=True)
class Trace:
    """Tasks and dates by id, and which unit each party is."""

    tasks: dict[str, TaskTrace] = field(default_factory=dict)
    dates: dict[str, DateTrace] = field(default_factory=dict)
    units: dict[str, str | None] = field(default_factory=dict)

    def is_open(self, date_id: str) -> bool:
        """Tell whether a date is still waited for."""
        its = self.dates[date_id]
        if its.task is None:
            return not its.fired
        task = self.tasks.get(its.task)
        return task is not None and task.ended is None

    def take(self, at: datetime, events: Iterable[Event]) -> None:
        """Take in what happened at an instant."""
        for event in events:
            self._take(at, event)

    def _take(self, at: datetime, event: Event) -> None:  # noqa: C901 - one case per kind of event
        match event:
            case UnitChanged():
                self.units[event.party] = event.unit_to
            case TaskOpened():
                side = self._side(event.party)
                self.tasks[event.task] = TaskTrace(event.task, event.element, at, side)
            case TaskMoved() if event.task in self.tasks:
                self.tasks[event.task].side = self._side(event.party_to)
            case TaskCompleted() | TaskWithdrawn() if event.task in self.tasks:
                self.tasks[event.task].ended = at
            case DeadlineSet():
                self.dates[event.timer] = DateTrace(event.timer, event.task, event.due, event.agreed)
            case DateAgreed() if event.timer in self.dates:
                self.dates[event.timer].agreed = event.due
            case TimerSet():
                self.dates[event.timer] = DateTrace(event.timer, None, event.fires_at)
            case TimerFired() if event.timer in self.dates:
                self.dates[event.timer].fired = True
            case CaseCompleted() | CaseCancelled():
                for its in self.dates.values():
                    its.fired = True

    def _side(self, party: str | None) -> Side:
        return Side(party, None if party is None else self.units.get(party))

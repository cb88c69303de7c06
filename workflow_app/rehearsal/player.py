"""What happens next in a case by its story: which task is done when, which message is sent when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from prosesser.calendar import (
    OSLO,
    Duration,
    MonthsDuration,
    add_days,
    add_duration,
    is_working_day,
    next_working_day,
    oslo_date,
    previous_working_day,
)
from prosesser.engine.state import CaseState, OpenTask
from workflow_app.rehearsal.happenings import Happening
from workflow_app.rehearsal.story import Pace, Story

NOON = time(12)


@dataclass(frozen=True, slots=True)
class Work:
    """A task that somebody does at an instant (aware UTC)."""

    at: datetime
    task: OpenTask


@dataclass(frozen=True, slots=True)
class Happen:
    """Something that happens beside the tasks at an instant (aware UTC)."""

    at: datetime
    what: Happening
    number: int


Move = Work | Happen


class Player:
    """Walks one case through its story; remembers what has happened and when tasks were done."""

    def __init__(self, story: Story, hour: time = NOON) -> None:
        self.story = story
        self._hour = hour
        self._ahead = dict(enumerate(story.happenings))
        self._done: dict[str, date] = {}

    @property
    def start(self) -> datetime:
        """When the start form is sent in."""
        return self._at(self.story.start)

    def next_move(self, state: CaseState, now: datetime) -> Move | None:
        """Return the earliest move, not before ``now``; None when the story has none left."""
        moves: list[Move] = [*self._work(state, now), *self._happenings(now)]
        return min(moves, key=_order, default=None)

    def made(self, move: Move) -> None:
        """Remember that a move was made, or given up."""
        if isinstance(move, Happen):
            del self._ahead[move.number]
        else:
            self._done[move.task.element] = oslo_date(move.at)

    def _work(self, state: CaseState, now: datetime) -> Iterator[Work]:
        for task in state.tasks.values():
            turn = self.story.turn(task.element, ordinal(task))
            if not turn.never:
                pace = turn if turn.given else self.story.pace
                yield Work(max(now, self._at(_day(state, task, pace), pace.order)), task)

    def _happenings(self, now: datetime) -> Iterator[Happen]:
        for number, what in self._ahead.items():
            day = self._day_of(what)
            if day is not None:
                yield Happen(max(now, self._at(day, what.order)), what, number)

    def _day_of(self, what: Happening) -> date | None:
        """Return the day on which something happens; None while the task that it follows is not done."""
        if what.after is None:
            return what.on
        anchor = self.story.start if what.done is None else self._done.get(what.done)
        return None if anchor is None else _worked(add_duration(anchor, what.after), anchor)

    def _at(self, day: date, order: int = 0) -> datetime:
        return datetime.combine(day, self._hour, OSLO).astimezone(UTC) + timedelta(seconds=order)


def ordinal(task: OpenTask) -> int:
    """Return the how manieth time, from 1, the task has come up in its case."""
    return int(task.id.rpartition(".")[2])


def due_day(state: CaseState, task: str) -> date | None:
    """Return the day of a task's first deadline; None without one, or while none has a date."""
    dues = [timer.stands for timer in state.deadlines(task) if timer.stands is not None]
    days = [oslo_date(due) if isinstance(due, datetime) else due for due in dues]
    return min(days, default=None)


def _day(state: CaseState, task: OpenTask, pace: Pace) -> date:
    opened = oslo_date(task.opened_at)
    if pace.on is not None:
        return pace.on
    if pace.after is not None:
        return _worked(add_duration(opened, pace.after), opened)
    due = due_day(state, task.id)
    if due is None:
        return _worked(add_days(opened, 1), opened)
    return _worked(_shifted(due, pace), opened)


def _shifted(due: date, pace: Pace) -> date:
    if pace.after_deadline is not None:
        return add_duration(due, pace.after_deadline)
    if pace.before_deadline is not None:
        return add_duration(due, _negative(pace.before_deadline))
    return due


def _negative(duration: Duration) -> Duration:
    return MonthsDuration(-duration.months) if isinstance(duration, MonthsDuration) else -duration


def _worked(day: date, earliest: date) -> date:
    """Return the last working day up to ``day``; the next one when that would be too early."""
    if is_working_day(day) or previous_working_day(day) >= earliest:
        return previous_working_day(day)
    return next_working_day(max(day, earliest))


def _order(move: Move) -> tuple[datetime, bool, str]:
    if isinstance(move, Happen):
        return (move.at, True, f"{move.number:06}")
    return (move.at, False, move.task.id)

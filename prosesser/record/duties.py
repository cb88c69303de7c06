"""Open tasks become duties as they end."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from prosesser.calendar import oslo_date
from prosesser.definition.model import Element
from prosesser.engine.codec import Due
from prosesser.engine.events import (
    DateAgreed,
    DeadlineSet,
    Event,
    TaskCompleted,
    TaskMoved,
    TaskOpened,
    TaskWithdrawn,
    UnitChanged,
)
from prosesser.engine.move_events import CaseMoved
from prosesser.record.duty import Close, Duty, Ending
from prosesser.record.model import Entry, Side


@dataclass(slots=True)
class Dates:
    """The date that a deadline's rule gives, and the one agreed on instead; ``element`` is the deadline's."""

    element: Element
    rule: date | None
    agreed: date | None = None


@dataclass(slots=True)
class Task:
    """An open task, with the dates of its deadlines by timer."""

    opened: TaskOpened
    element: Element
    at: datetime
    sequence: int
    party: str | None
    deadlines: dict[str, Dates] = field(default_factory=dict)


class Duties:
    """The tasks that are open, the duties that have ended, and which unit each party is."""

    def __init__(self) -> None:
        self.open: dict[str, Task] = {}
        self.units: dict[str, str | None] = {}
        self._ended: list[Duty] = []

    def take(self, entry: Entry, event: Event) -> None:
        """Take in one event."""
        match event:
            case TaskOpened():
                element = entry.definition.elements[event.element]
                self.open[event.task] = Task(event, element, entry.at, entry.sequence, event.party)
            case TaskMoved() if event.task in self.open:
                self.open[event.task].party = event.party_to
            case DeadlineSet() if event.task in self.open:
                deadline = entry.definition.elements[element_of(event.timer)]
                self.open[event.task].deadlines[event.timer] = Dates(
                    deadline, day_of(event.due), event.agreed
                )
            case DateAgreed() if event.task in self.open:
                deadline = entry.definition.elements[element_of(event.timer)]
                self.open[event.task].deadlines[event.timer] = Dates(deadline, day_of(event.rule), event.due)
            case TaskCompleted():
                self._end(entry, event.task, "done", event.done_on)
            case TaskWithdrawn():
                self._withdraw(entry, event)
            case UnitChanged():
                self.units[event.party] = event.unit_to
            case CaseMoved():
                self._follow(entry)

    def tell(self) -> tuple[Duty, ...]:
        """Return all duties, in the order in which their tasks opened."""
        still_open = (duty for task in self.open.values() for duty in self._duties(task, None))
        return tuple(sorted([*self._ended, *still_open], key=lambda duty: duty.opened_in))

    def side(self, party: str) -> Side:
        """Return a party with the unit that it is now."""
        return Side(party, self.units.get(party))

    def with_timer(self, timer: str) -> Task | None:
        """Return the open task that has a deadline; None when it is not among those seen opening."""
        return next((task for task in self.open.values() if timer in task.deadlines), None)

    def _withdraw(self, entry: Entry, event: TaskWithdrawn) -> None:
        ender = None if event.because is None else entry.definition.elements[event.because]
        home_found = ender is not None and ender.tells_of_home
        because = "" if ender is None else ender.name
        self._end(entry, event.task, "lapsed" if home_found else "withdrawn", because=because)

    def _end(
        self, entry: Entry, task_id: str, how: Ending, day: date | None = None, because: str = ""
    ) -> None:
        if task := self.open.pop(task_id, None):
            close = Close(how, day or oslo_date(entry.at), entry.at, entry.sequence, because)
            self._ended += self._duties(task, close)

    def _follow(self, entry: Entry) -> None:
        """Let the open tasks be what another version calls them; deadlines that it does not have end."""
        elements = entry.definition.elements
        for task in self.open.values():
            task.element = elements.get(task.element.id, task.element)
            kept = {
                timer: replace(dates, element=elements[dates.element.id])
                for timer, dates in task.deadlines.items()
                if dates.element.id in elements
            }
            gone = {timer: dates for timer, dates in task.deadlines.items() if timer not in kept}
            close = Close("withdrawn", oslo_date(entry.at), entry.at, entry.sequence)
            self._ended += self._duties(replace(task, deadlines=gone), close)
            task.deadlines = kept

    def _duties(self, task: Task, close: Close | None) -> Iterator[Duty]:
        element = task.element
        for timer, dates in task.deadlines.items():
            deadline = dates.element
            yield Duty(
                task=task.opened.task,
                timer=timer,
                element=element.id,
                name=element.name,
                title=task.opened.title,
                deadline=deadline.name,
                clauses=deadline.clauses or element.clauses,
                task_clauses=element.clauses,
                party=task.party,
                unit=None if task.party is None else self.units.get(task.party),
                scope=task.opened.scope,
                added=element.addition is not None,
                opened_at=task.at,
                opened_in=task.sequence,
                rule=dates.rule,
                agreed=dates.agreed,
                close=close,
            )


def element_of(ordinal_id: str) -> str:
    """Return the element of a task, timer or catch: its id without the ordinal."""
    return ordinal_id.rpartition(".")[0]


def day_of(due: Due) -> date | None:
    """Return the Oslo day of what falls due."""
    return oslo_date(due) if isinstance(due, datetime) else due

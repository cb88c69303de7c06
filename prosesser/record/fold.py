"""The fold: journal entries, one after the other, become a record.

Entries may begin in the middle of a journal: what belongs to a task whose opening is not among them
is left out, since neither its date nor its party is known.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from prosesser.calendar import oslo_date
from prosesser.definition.model import Definition
from prosesser.engine.codec import Due
from prosesser.engine.events import (
    CaseCancelled,
    CaseCompleted,
    CaseStarted,
    DeadlineSet,
    Event,
    FactsChanged,
    MessageReceived,
    ParticipationEnded,
    TaskCompleted,
    TaskMoved,
    TaskOpened,
    TaskWithdrawn,
    UnitChanged,
)
from prosesser.record.model import Close, Duty, Ending, Entry, Happening, HappeningKind, Record


def record_of(definition: Definition, entries: Iterable[Entry]) -> Record:
    """Return what entries of a case's journal, oldest first, tell of it."""
    fold = _Fold(definition)
    for entry in entries:
        fold.take(entry)
    return fold.record()


@dataclass(slots=True)
class _Task:
    """An open task, with the date that each of its deadlines' rules gives."""

    opened: TaskOpened
    at: datetime
    sequence: int
    party: str | None
    rules: dict[str, date | None] = field(default_factory=dict)


class _Fold:
    """What is known so far."""

    def __init__(self, definition: Definition) -> None:
        self._definition = definition
        self._tasks: dict[str, _Task] = {}
        self._units: dict[str, str | None] = {}
        self._closed: list[Duty] = []
        self._happenings: list[Happening] = []
        self._known_since: dict[str, datetime] = {}

    def take(self, entry: Entry) -> None:
        """Take in one entry."""
        for event in entry.events:
            handler = _HANDLERS.get(type(event))
            if handler is not None:
                handler(self, entry, event)

    def record(self) -> Record:
        """Return what the entries so far tell."""
        still_open = (duty for task in self._tasks.values() for duty in self._duties(task, None))
        duties = sorted([*self._closed, *still_open], key=lambda duty: duty.opened_in)
        return Record(tuple(duties), tuple(self._happenings), dict(self._known_since))

    # ---- tasks and their deadlines ----

    def opened(self, entry: Entry, event: TaskOpened) -> None:
        self._tasks[event.task] = _Task(event, entry.at, entry.sequence, event.party)

    def moved(self, _entry: Entry, event: TaskMoved) -> None:
        if task := self._tasks.get(event.task):
            task.party = event.party_to

    def deadline_set(self, _entry: Entry, event: DeadlineSet) -> None:
        if task := self._tasks.get(event.task):
            task.rules[event.timer] = _day(event.due)

    def completed(self, entry: Entry, event: TaskCompleted) -> None:
        element = _element(event.task)
        task = self._tasks.get(event.task)
        party = None if task is None else task.party
        day = oslo_date(entry.at)
        self._happened(entry, "completed", day, element=element, task=event.task, party=party)
        self._close(entry, event.task, "done", day)

    def withdrawn(self, entry: Entry, event: TaskWithdrawn) -> None:
        ender = None if event.because is None else self._definition.elements.get(event.because)
        how: Ending = "lapsed" if ender is not None and ender.tells_of_home else "withdrawn"
        self._close(entry, event.task, how, oslo_date(entry.at), ender.name if ender is not None else "")

    def _close(self, entry: Entry, task_id: str, how: Ending, day: date, because: str = "") -> None:
        if task := self._tasks.pop(task_id, None):
            self._closed += self._duties(task, Close(how, day, entry.at, entry.sequence, because))

    def _duties(self, task: _Task, close: Close | None) -> Iterator[Duty]:
        element = self._definition.elements[task.opened.element]
        for timer, rule in task.rules.items():
            deadline = self._definition.elements[_element(timer)]
            yield Duty(
                task=task.opened.task,
                timer=timer,
                element=element.id,
                name=element.name,
                deadline=deadline.name,
                clauses=deadline.clauses or element.clauses,
                task_clauses=element.clauses,
                party=task.party,
                unit=None if task.party is None else self._units.get(task.party),
                scope=task.opened.scope,
                opened_at=task.at,
                opened_in=task.sequence,
                rule=rule,
                close=close,
            )

    # ---- what else happened ----

    def started(self, entry: Entry, _event: CaseStarted) -> None:
        self._happened(entry, "started", oslo_date(entry.at), element=self._definition.start.id)

    def received(self, entry: Entry, event: MessageReceived) -> None:
        element = _element(event.catch)
        self._happened(entry, "received", oslo_date(entry.at), element=element, name=event.name)

    def unit_changed(self, entry: Entry, event: UnitChanged) -> None:
        self._units[event.party] = event.unit_to
        if event.unit_to is not None:
            self._happened(entry, "unit", oslo_date(entry.at), party=event.party, unit=event.unit_to)

    def part_ended(self, entry: Entry, event: ParticipationEnded) -> None:
        self._happened(entry, "part_ended", oslo_date(entry.at), element=event.element, party=event.party)

    def ended(self, entry: Entry, _event: CaseCompleted) -> None:
        self._happened(entry, "ended", oslo_date(entry.at))

    def cancelled(self, entry: Entry, _event: CaseCancelled) -> None:
        self._happened(entry, "cancelled", oslo_date(entry.at))

    def facts_changed(self, entry: Entry, event: FactsChanged) -> None:
        for name in event.names:
            self._known_since.setdefault(name, entry.at)

    def _happened(
        self,
        entry: Entry,
        kind: HappeningKind,
        day: date,
        *,
        element: str | None = None,
        name: str = "",
        **more: str | None,
    ) -> None:
        known = None if element is None else self._definition.elements.get(element)
        self._happenings.append(
            Happening(
                kind=kind,
                day=day,
                at=entry.at,
                sequence=entry.sequence,
                name=name or (known.name if known is not None else ""),
                element=element,
                person=entry.person,
                **more,
            )
        )


def _element(ordinal_id: str) -> str:
    return ordinal_id.rpartition(".")[0]


def _day(due: Due) -> date | None:
    return oslo_date(due) if isinstance(due, datetime) else due


_HANDLERS: Mapping[type[Event], Callable[[_Fold, Entry, Any], None]] = {
    CaseStarted: _Fold.started,
    FactsChanged: _Fold.facts_changed,
    UnitChanged: _Fold.unit_changed,
    TaskOpened: _Fold.opened,
    TaskMoved: _Fold.moved,
    TaskCompleted: _Fold.completed,
    TaskWithdrawn: _Fold.withdrawn,
    DeadlineSet: _Fold.deadline_set,
    MessageReceived: _Fold.received,
    ParticipationEnded: _Fold.part_ended,
    CaseCompleted: _Fold.ended,
    CaseCancelled: _Fold.cancelled,
}
"""What each event tells; the others tell nothing that a record holds."""

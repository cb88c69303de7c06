"""What happened, as a plain list in the diagram's words."""

from datetime import date
from typing import Any

from prosesser.calendar import oslo_date
from prosesser.engine.events import (
    CaseCancelled,
    CaseCompleted,
    CaseStarted,
    Event,
    MessageReceived,
    ParticipationEnded,
    TaskAdded,
    TaskCompleted,
    UnitChanged,
)
from prosesser.record.duties import Duties, element_of
from prosesser.record.model import Entry, Happening, HappeningKind


class Happenings:
    """The list so far."""

    def __init__(self, duties: Duties) -> None:
        self._duties = duties
        self._list: list[Happening] = []

    def take(self, entry: Entry, event: Event) -> None:
        """Take in one event, before the duties do: whose task it was."""
        match event:
            case CaseStarted():
                self._add(entry, "started", element=entry.definition.start.id)
            case TaskCompleted():
                self._completed(entry, event)
            case TaskAdded():
                self._add(entry, "added", task=event.task, party=event.party)
            case MessageReceived():
                self._add(entry, "received", element=element_of(event.catch), name=event.name)
            case UnitChanged() if event.unit_to is not None:
                self._add(entry, "unit", party=event.party, unit=event.unit_to)
            case ParticipationEnded():
                self._add(entry, "part_ended", element=event.element, party=event.party)
            case CaseCompleted():
                self._add(entry, "ended")
            case CaseCancelled():
                self._add(entry, "cancelled")

    def tell(self) -> tuple[Happening, ...]:
        """Return all of it."""
        return tuple(self._list)

    def _completed(self, entry: Entry, event: TaskCompleted) -> None:
        task = self._duties.open.get(event.task)
        told = {} if task is None else {"party": task.party, "title": task.opened.title}
        self._add(entry, "completed", event.done_on, task=event.task, **told)

    def _add(self, entry: Entry, kind: HappeningKind, day: date | None = None, **more: Any) -> None:  # noqa: ANN401 - fields of a happening
        if task := more.get("task"):
            more["element"] = element_of(task)
        if element := more.get("element"):
            more.setdefault("name", entry.definition.elements[element].name)
        self._list.append(
            Happening(kind, day or oslo_date(entry.at), entry.at, entry.sequence, entry.person, **more)
        )

"""A plan: the lines of a rehearsed case, and how they are written."""

from dataclasses import dataclass
from datetime import date

from prosesser.calendar import oslo_date
from prosesser.definition.model import Definition
from prosesser.engine.events import (
    CaseCancelled,
    CaseCompleted,
    ConditionMet,
    Event,
    LaneMoved,
    MessageReceived,
    ParticipationEnded,
    TaskCompleted,
    TaskMoved,
    TaskOpened,
    TaskWithdrawn,
    TimerFired,
)
from prosesser.engine.state import CaseState
from workflow_app.rehearsal.player import due_day
from workflow_app.rehearsal.rehearse import Played
from workflow_app.wording import short_date, the_party


@dataclass(slots=True)
class Line:
    """One line of a plan: the day it came up, whose it is, what it is, when it is due and done.

    ``kind`` is "task", "message", "timer", "condition", "lane" (its work changed party), "part"
    (a party's part ended) or "case" (it ended). ``party`` and ``deadline`` are as they were last.
    """

    day: date
    kind: str
    party: str | None
    element: str | None
    what: str
    deadline: date | None = None
    done: date | None = None
    withdrawn: date | None = None

    @property
    def late(self) -> bool:
        """Whether the task was done after its deadline."""
        return self.deadline is not None and self.done is not None and self.done > self.deadline


class Scribe:
    """Writes down what happens in a case, line by line; ``state`` is the case's after the last step noted."""

    def __init__(self, definition: Definition) -> None:
        self.lines: list[Line] = []
        self.state = CaseState("active")
        self._definition = definition
        self._open: dict[str, Line] = {}

    def note(self, played: Played) -> None:
        """Write down one step."""
        day = oslo_date(played.at)
        for event in played.events:
            if isinstance(event, TaskOpened | TaskMoved | TaskCompleted | TaskWithdrawn):
                self._note_task(event, day)
            else:
                self._note_other(event, played, day)
        self.state = played.state
        self._note_deadlines(played.state)

    def _note_task(self, event: TaskOpened | TaskMoved | TaskCompleted | TaskWithdrawn, day: date) -> None:
        if isinstance(event, TaskOpened):
            line = Line(day, "task", event.party, event.element, self._name(event.element))
            self._open[event.task] = line
            self.lines.append(line)
        elif isinstance(event, TaskMoved):
            self._open[event.task].party = event.party_to
        elif isinstance(event, TaskCompleted):
            self._open.pop(event.task).done = day
        else:
            self._open.pop(event.task).withdrawn = day

    def _note_other(self, event: Event, played: Played, day: date) -> None:
        match event:
            case MessageReceived(name=name, catch=catch):
                self._happened(day, "message", played.party, _element(catch), name)
            case TimerFired(timer=timer):
                self._happened(day, "timer", None, _element(timer), self._name(_element(timer)))
            case ConditionMet(catch=catch):
                self._happened(day, "condition", None, _element(catch), self._name(_element(catch)))
            case LaneMoved(lane=lane, party_from=str(), party_to=str() as party):
                what = f"{self._definition.lanes[lane].name} er nå {the_party(party)}"
                self._happened(day, "lane", party, lane, what)
            case ParticipationEnded(party=party, element=element):
                self._happened(day, "part", party, element, self._name(element))
            case CaseCompleted() | CaseCancelled():
                self._happened(day, "case", None, None, "Saken er avsluttet")

    def _happened(self, day: date, kind: str, party: str | None, element: str | None, what: str) -> None:
        self.lines.append(Line(day, kind, party, element, what, done=day))

    def _note_deadlines(self, state: CaseState) -> None:
        for task, line in self._open.items():
            line.deadline = due_day(state, task)

    def _name(self, element: str) -> str:
        return self._definition.element(element).name or element


def _element(ordinal_id: str) -> str:
    return ordinal_id.rpartition(".")[0]


HEADINGS = ("Dato", "Part", "Hva", "Frist", "Gjort")


def table(lines: tuple[Line, ...]) -> str:
    """Write lines as a table for reading."""
    rows = [HEADINGS, *map(_cells, lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    rows.insert(1, tuple("-" * width for width in widths))
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def _cells(line: Line) -> tuple[str, ...]:
    due = short_date(line.deadline) if line.deadline else ""
    return (short_date(line.day), line.party or "", line.what, due, _ended(line))


def _ended(line: Line) -> str:
    if line.withdrawn is not None:
        return f"bortfalt {short_date(line.withdrawn)}"
    if line.done is None:
        return "åpen"
    return short_date(line.done) + (" (for sent)" if line.late else "")

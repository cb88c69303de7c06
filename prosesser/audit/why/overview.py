"""All that can be asked about in a case: the dates that ever stood, the choices, the tasks, the messages."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from prosesser.audit.why.choices import ChoiceWhy, choices_in
from prosesser.audit.why.retold import Retold, Row
from prosesser.audit.why.sources import Sources
from prosesser.definition.model import Element
from prosesser.engine.codec import Due
from prosesser.engine.events import TaskCompleted
from prosesser.engine.state import CaseState

Standing: TypeAlias = Literal["open", "done", "gone"]


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date that stood, as it stood last: ``sequence`` is the last row in which it did.

    ``element`` is the timer's, ``task_element`` the task's whose deadline it is (None: a waiting time).
    ``due`` counted, the agreed date where ``agreed``; None: its day was never known.
    """

    timer: str
    element: Element
    task_element: Element | None
    title: str
    due: Due
    agreed: date | None
    standing: Standing
    sequence: int


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task that was open, with the party that it lay with last and the last row in which it was open."""

    task: str
    element: Element
    title: str
    party: str
    unit: str | None
    standing: Standing
    sequence: int


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message that was waited for, and whether something has to be true before it is taken."""

    catch: str
    element: Element
    guarded: bool
    standing: Standing
    sequence: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What can be asked about, each list in the order in which it came; ``choices`` in the rows' order."""

    dates: tuple[DateLine, ...]
    choices: tuple[ChoiceWhy, ...]
    tasks: tuple[TaskLine, ...]
    messages: tuple[MessageLine, ...]


def overview(told: Retold) -> Overview:
    """Return what can be asked about in a case."""
    sources = Sources(told.rows)
    done = frozenset(
        event.task for row in told.rows for event in row.events if isinstance(event, TaskCompleted)
    )
    return Overview(
        dates=tuple(_date(told, timer, row, done) for timer, row in _last(told.rows, _timers)),
        choices=tuple(choice for row in told.rows for choice in choices_in(row, sources)),
        tasks=tuple(_task(told, task, row, done) for task, row in _last(told.rows, _tasks)),
        messages=tuple(_message(told, catch, row) for catch, row in _last(told.rows, _catches)),
    )


def _timers(state: CaseState) -> Collection[str]:
    return state.timers


def _tasks(state: CaseState) -> Collection[str]:
    return state.tasks


def _catches(state: CaseState) -> Collection[str]:
    return state.catches


def _last(rows: Iterable[Row], held: Callable[[CaseState], Collection[str]]) -> Iterable[tuple[str, Row]]:
    """Return what was held at the end of any row, as it first came, each with the last row that held it."""
    found: dict[str, Row] = {}
    for row in rows:
        found.update((key, row) for key in sorted(held(row.after)))
    return found.items()


def _date(told: Retold, timer: str, row: Row, done: Collection[str]) -> DateLine:
    held = row.after.timers[timer]
    task = None if held.task is None else row.after.tasks.get(held.task)
    return DateLine(
        timer=timer,
        element=row.definition.elements[held.element],
        task_element=None if task is None else row.definition.elements[task.element],
        title="" if task is None else task.title,
        due=held.stands,
        agreed=held.agreed,
        standing=_standing(told, row, held.task in done),
        sequence=row.sequence,
    )


def _task(told: Retold, task: str, row: Row, done: Collection[str]) -> TaskLine:
    held = row.after.tasks[task]
    return TaskLine(
        task=task,
        element=row.definition.elements[held.element],
        title=held.title,
        party=held.party,
        unit=row.after.units.get(held.party),
        standing=_standing(told, row, task in done),
        sequence=row.sequence,
    )


def _message(told: Retold, catch: str, row: Row) -> MessageLine:
    element = row.definition.elements[row.after.catches[catch].element]
    guarded = element.guard is not None
    return MessageLine(catch, element, guarded, _standing(told, row, done=False), row.sequence)


def _standing(told: Retold, row: Row, done: bool) -> Standing:  # noqa: FBT001 - one of three outcomes
    if row.sequence == len(told.rows):
        return "open"
    return "done" if done else "gone"

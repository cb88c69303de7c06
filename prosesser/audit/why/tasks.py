"""Why a task lies with a party and a unit, and why one fell away."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from prosesser.audit.why.choices import ChoiceWhy, choices_in
from prosesser.audit.why.clauses import Clause, clauses_of
from prosesser.audit.why.deciding import asking, chosen_by
from prosesser.audit.why.errors import NothingToExplain
from prosesser.audit.why.retold import Retold, Row
from prosesser.audit.why.sources import FactRead, Sources
from prosesser.definition.model import Definition, Element, Lane
from prosesser.engine.commands import CancelCase, WithdrawTask
from prosesser.engine.events import TaskCompleted, TaskMoved, TaskOpened, TaskWithdrawn
from prosesser.engine.state import OpenTask
from prosesser.feel import Expression, evaluate
from prosesser.record import Entry

HowEnded: TypeAlias = Literal["completed", "event", "case_ended", "taken_back", "cancelled"]


@dataclass(frozen=True, slots=True)
class Follows:
    """What followed from facts: by which expression (None: the diagram says it outright), from what.

    ``decisive`` are the names of the facts that made it what it is.
    """

    value: str | None
    expression: Expression | None = None
    facts: tuple[FactRead, ...] = ()
    decisive: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ended:
    """How a task ended: done, or no longer needed because of ``element`` and what ``choice`` tells of it."""

    how: HowEnded
    entry: Entry
    element: Element | None = None
    choice: ChoiceWhy | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TaskWhy:
    """Why a task lies where it lies at the end of row ``sequence``, or lay when it ended.

    ``opened`` is the row in which it opened, ``led`` what was chosen on the way there, ``moves`` the rows
    in which it went to another party with that party.
    """

    sequence: int
    definition: Definition
    task: OpenTask
    element: Element
    lane: Lane | None
    party: Follows
    unit: Follows
    agrees: bool
    opened: Entry
    led: tuple[ChoiceWhy, ...]
    moves: tuple[tuple[Entry, str | None], ...]
    ended: Ended | None
    clauses: tuple[Clause, ...]


def why_task(told: Retold, task: str, sequence: int | None = None) -> TaskWhy:
    """Explain a task at the end of a row; raises `NothingToExplain` where it had not opened by then."""
    rows = told.until(sequence)
    last = next((row for row in reversed(rows) if task in row.after.tasks), None)
    if last is None:
        raise NothingToExplain
    held, definition = last.after.tasks[task], last.definition
    sources = Sources(rows)
    lane = None if held.lane is None else definition.lanes[held.lane]
    party = _party(last, sources, lane)
    unit = _unit(last, sources, held.party)
    opened = next(row for row in rows if _opens(row, task))
    return TaskWhy(
        sequence=last.sequence,
        definition=definition,
        task=held,
        element=definition.elements[held.element],
        lane=lane,
        party=party,
        unit=unit,
        agrees=(party.value, unit.value) == (_recorded(rows, task), last.after.units.get(held.party)),
        opened=opened.entry,
        led=tuple(choices_in(opened, sources)),
        moves=tuple(_moves(rows, task)),
        ended=_ended(rows[last.sequence :], sources, task),
        clauses=clauses_of(definition, (held.element,)),
    )


def _party(row: Row, sources: Sources, lane: Lane | None) -> Follows:
    if lane is None or isinstance(lane.party, str):
        return Follows(None if lane is None else str(lane.party))
    return _follows(row, sources, lane.party)


def _unit(row: Row, sources: Sources, party: str) -> Follows:
    expression = row.definition.units.get(party)
    return Follows(None) if expression is None else _follows(row, sources, expression)


def _follows(row: Row, sources: Sources, expression: Expression) -> Follows:
    moment = row.at_end(None)
    value = evaluate(expression, moment.known, now=row.entry.at)
    return Follows(
        value=value if isinstance(value, str) else None,
        expression=expression,
        facts=sources.read(expression, moment),
        decisive=chosen_by(expression, asking(moment.known, row.entry.at)),
    )


def _opens(row: Row, task: str) -> bool:
    return any(isinstance(event, TaskOpened) and event.task == task for event in row.events)


def _recorded(rows: Sequence[Row], task: str) -> str | None:
    """Return the party that the journal says has the task."""
    found = None
    for row in rows:
        for event in row.events:
            match event:
                case TaskOpened() if event.task == task:
                    found = event.party
                case TaskMoved() if event.task == task:
                    found = event.party_to
    return found


def _moves(rows: Sequence[Row], task: str) -> list[tuple[Entry, str | None]]:
    return [
        (row.entry, event.party_to)
        for row in rows
        for event in row.events
        if isinstance(event, TaskMoved) and event.task == task
    ]


def _ended(rows: Sequence[Row], sources: Sources, task: str) -> Ended | None:
    """Return how a task ended in the first of these rows, if there is one."""
    if not rows:
        return None
    row = rows[0]
    for event in row.events:
        match event:
            case TaskCompleted() if event.task == task:
                return Ended("completed", row.entry)
            case TaskWithdrawn() if event.task == task:
                return _withdrawn(row, sources, event.because)
    return None


def _withdrawn(row: Row, sources: Sources, because: str | None) -> Ended:
    command = row.entry.command
    if because is not None:
        choices = (choice for choice in choices_in(row, sources) if choice.element.id == because)
        return Ended("event", row.entry, row.definition.elements[because], next(choices, None))
    match command:
        case WithdrawTask():
            return Ended("taken_back", row.entry, reason=command.reason)
        case CancelCase():
            return Ended("cancelled", row.entry, reason=command.reason)
    return Ended("case_ended", row.entry)
